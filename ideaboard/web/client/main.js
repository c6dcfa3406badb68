/* Where everything meets: the addresses and their screens, and the frame around them. */

import { render } from "preact";
import { useEffect } from "preact/hooks";
import lazy, { ErrorBoundary } from "preact-iso/lazy";
import { LocationProvider, Router, useLocation } from "preact-iso/router";
import { html } from "./dom.js";
import { Frame } from "./frame.js";
import { Missing, Skeleton } from "./parts/page.js";
import { session, whoIsHere } from "./session.js";
import { language, load, sentence } from "./texts.js";
import { say } from "./parts/toast.js";

const RELOADED = "ideaboard.reloaded";

/** Parts of the client that have a style sheet of their own, which comes with their first screen. */
const DRESSED = new Set(["idea", "lead", "settings", "team"]);
/** @type {Map<string, Promise<unknown>>} */
const worn = new Map();

/** @param {string} area */
function dress(area) {
  if (DRESSED.has(area) && !worn.has(area)) {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL(`./styles/${area}.css`, import.meta.url).href });
    worn.set(area, new Promise((done) => {
      link.onload = link.onerror = done;
    }));
    document.head.append(link);
  }
  return worn.get(area);
}

/**
 * A screen, fetched with its sentences when it is first opened.
 * @param {() => Promise<any>} fetched @param {...string} areas
 */
function screen(fetched, ...areas) {
  return lazy(async () => {
    try {
      const [module] = await Promise.all([fetched(), load(...areas), ...areas.map(dress)]);
      sessionStorage.removeItem(RELOADED);
      return module;
    } catch (error) {
      // The server has newer files than this page: read it anew, once. Drafts are kept.
      if (!sessionStorage.getItem(RELOADED)) {
        sessionStorage.setItem(RELOADED, "yes");
        location.reload();
      }
      throw error;
    }
  });
}

const Enter = screen(() => import("./screens/enter.js"), "enter");
const Boards = screen(() => import("./screens/boards.js"), "board");
const Board = screen(() => import("./screens/board.js"), "board");
const Post = screen(() => import("./screens/post.js"), "idea");
const Idea = screen(() => import("./screens/idea.js"), "idea", "lead");
const Tasks = screen(() => import("./screens/tasks.js"), "task", "idea");
const Task = screen(() => import("./screens/task.js"), "task", "idea", "lead");
const Desk = screen(() => import("./screens/desk.js"), "lead", "idea", "team");
const Backlog = screen(() => import("./screens/backlog.js"), "lead");
const Decisions = screen(() => import("./screens/decisions.js"), "lead");
const FollowUps = screen(() => import("./screens/follow-ups.js"), "lead");
const Roadmap = screen(() => import("./screens/roadmap.js"), "lead");
const Values = screen(() => import("./screens/values.js"), "team");
const Value = screen(() => import("./screens/value.js"), "team");
const Feedback = screen(() => import("./screens/feedback.js"), "team");
const Round = screen(() => import("./screens/round.js"), "team");
const Reviews = screen(() => import("./screens/reviews.js"), "team");
const Review = screen(() => import("./screens/review.js"), "team");
const Pictures = screen(() => import("./screens/pictures.js"), "pictures", "team");
const Settings = screen(() => import("./screens/settings.js"), "settings");
const Me = screen(() => import("./screens/me.js"), "me");
const Admin = screen(() => import("./screens/admin.js"), "admin", "me");

/** Where a reader was on each screen, so that going back goes there. @type {Map<string, number>} */
const places = new Map();
let here = location.pathname + location.search;
addEventListener("scroll", () => places.set(here, scrollY), { passive: true });
history.scrollRestoration = "manual";

/** @param {string} url */
function came(url) {
  here = url;
  const wanted = places.get(url) ?? 0;
  let tries = 20;
  // What a list had is there at once; what has to be read first takes a few frames.
  const scroll = () => {
    scrollTo(0, wanted);
    if (scrollY < wanted && (tries -= 1)) requestAnimationFrame(scroll);
  };
  if (!location.hash) scroll();
}

/** Screens for who is signed in send everybody else to sign in, and back. */
function Guard() {
  const { url, path, route } = useLocation();
  const who = session.value;
  const outside = ["/sign-in", "/reset", "/first", "/join", "/signed-in"].includes(path);
  useEffect(() => {
    if (who && !who.account && !outside) {
      sessionStorage.setItem("ideaboard.back", url);
      route("/sign-in", true);
    }
  }, [who, outside, url]);
  return null;
}

function App() {
  return html`
    <${LocationProvider} scope=${/^\/(?!api\/|static\/|tour)/}>
      <${Guard} />
      <${Frame} key=${language.value}>
        <${ErrorBoundary} onError=${(/** @type {any} */ error) => say(sentence(error), { wrong: true })}>
          <${Router} onRouteChange=${came}>
            <${Boards} path="/" />
            ${["/sign-in", "/reset", "/first", "/join", "/signed-in"].map((path) => html`<${Enter} key=${path} path=${path} />`)}
            <${Board} path="/boards/:board" />
            <${Post} path="/boards/:board/new" />
            <${Idea} path="/boards/:board/ideas/:idea" />
            <${Tasks} path="/boards/:board/tasks" />
            <${Task} path="/boards/:board/tasks/:task" />
            <${Desk} path="/boards/:board/desk" />
            <${Backlog} path="/boards/:board/backlog" />
            <${Decisions} path="/boards/:board/decisions" />
            <${FollowUps} path="/boards/:board/follow-ups" />
            <${Roadmap} path="/boards/:board/roadmap" />
            <${Values} path="/boards/:board/values" />
            <${Value} path="/boards/:board/values/:value" />
            <${Feedback} path="/boards/:board/feedback" />
            <${Round} path="/boards/:board/rounds/:round" />
            <${Reviews} path="/boards/:board/reviews" />
            <${Review} path="/boards/:board/reviews/:review" />
            <${Pictures} path="/boards/:board/pictures" />
            <${Settings} path="/boards/:board/settings/:part?" />
            <${Me} path="/me/:part?" />
            <${Admin} path="/admin/:part?" />
            <${Missing} default />
          <//>
        <//>
      <//>
    <//>
  `;
}

const waits = [load("common", "errors")];
waits.push(whoIsHere().catch(() => {}));
await waits[0];
render(html`<${App} />`, document.body);
