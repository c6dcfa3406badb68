/* Where everything meets: the addresses and their screens, and the frame around them. */

import { render } from "preact";
import { useEffect } from "preact/hooks";
import lazy, { ErrorBoundary } from "preact-iso/lazy";
import { exec, LocationProvider, Router, useLocation } from "preact-iso/router";
import { html } from "./dom.js";
import { Frame } from "./frame.js";
import { Missing, Skeleton } from "./parts/page.js";
import { session, whoIsHere } from "./session.js";
import { language, load, sentence } from "./texts.js";
import { say } from "./parts/toast.js";

const RELOADED = "ideaboard.reloaded";

/**
 * A screen, fetched with its sentences when it is first opened.
 * @param {() => Promise<any>} fetched @param {...string} areas
 */
function screen(fetched, ...areas) {
  return lazy(async () => {
    try {
      const [module] = await Promise.all([fetched(), load(...areas)]);
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
/** Each address, and the screen that it opens. @type {[string, any][]} */
const SCREENS = [
  ["/", screen(() => import("./screens/boards.js"), "board")],
  ["/sign-in", Enter],
  ["/reset", Enter],
  ["/first", Enter],
  ["/join", Enter],
  ["/signed-in", Enter],
  ["/boards/:board", screen(() => import("./screens/board.js"), "board")],
  ["/boards/:board/new", screen(() => import("./screens/post.js"), "idea")],
  ["/boards/:board/ideas/:idea", screen(() => import("./screens/idea.js"), "idea", "lead")],
  ["/boards/:board/tasks", screen(() => import("./screens/tasks.js"), "task", "idea")],
  ["/boards/:board/tasks/:task", screen(() => import("./screens/task.js"), "task", "idea", "lead")],
  ["/boards/:board/desk", screen(() => import("./screens/desk.js"), "lead", "idea", "team")],
  ["/boards/:board/backlog", screen(() => import("./screens/backlog.js"), "lead")],
  ["/boards/:board/decisions", screen(() => import("./screens/decisions.js"), "lead")],
  ["/boards/:board/follow-ups", screen(() => import("./screens/follow-ups.js"), "lead")],
  ["/boards/:board/roadmap", screen(() => import("./screens/roadmap.js"), "lead")],
  ["/boards/:board/values", screen(() => import("./screens/values.js"), "team")],
  ["/boards/:board/values/:value", screen(() => import("./screens/value.js"), "team")],
  ["/boards/:board/feedback", screen(() => import("./screens/feedback.js"), "team")],
  ["/boards/:board/rounds/:round", screen(() => import("./screens/round.js"), "team")],
  ["/boards/:board/reviews", screen(() => import("./screens/reviews.js"), "team")],
  ["/boards/:board/reviews/:review", screen(() => import("./screens/review.js"), "team")],
  ["/boards/:board/pictures", screen(() => import("./screens/pictures.js"), "pictures", "team")],
  ["/boards/:board/settings/:part?", screen(() => import("./screens/settings.js"), "settings", "trail", "lead")],
  ["/me/:part?", screen(() => import("./screens/me.js"), "me")],
  ["/admin/:part?", screen(() => import("./screens/admin.js"), "admin", "me", "trail")],
];

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
            ${SCREENS.map(([path, Screen]) => html`<${Screen} key=${path} path=${path} />`)}
            <${Missing} default />
          <//>
        <//>
      <//>
    <//>
  `;
}

// All at once, and not one after the other: who is here, the words of every screen, and the screen with its own.
const words = load("common", "errors");
whoIsHere().catch(() => {});
SCREENS.find(([path]) => exec(location.pathname, path))?.[1].preload().catch(() => {});
await words;
document.body.replaceChildren();
render(html`<${App} />`, document.body);
