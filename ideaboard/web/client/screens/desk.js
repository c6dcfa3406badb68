/* The desk: everything that waits for me, the oldest first, each with its act right there. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { useKeys } from "../keys.js";
import { About } from "../parts/about.js";
import { Assignment } from "../parts/assignments.js";
import { CheckIn } from "../parts/check-ins.js";
import { Decide } from "../parts/decide.js";
import { AskWaiting, FlagWaiting, IssueWaiting, RoundWaiting } from "../parts/desk-items.js";
import { FollowUp } from "../parts/follow-up.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { Question } from "../parts/questions.js";
import { IssueMark, Person, When } from "../parts/words.js";
import { useResource } from "../store.js";
import { t } from "../texts.js";

/** The kinds as the API groups them, in the order in which they are looked at. */
const KINDS = ["ideas", "help_calls", "questions", "follow_ups", "offers", "asks", "rounds", "issues", "flags"];

export default function Desk() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  const desk = useResource(board.role ? `/boards/${params.board}/desk` : null);
  const [answering, setAnswering] = useState(/** @type {any} */ (null));
  const last = useRef(/** @type {{ item: Element, index: number } | null} */ (null));

  // What was settled goes away; the one that takes its place is at hand, or else the heading.
  useEffect(() => {
    const before = last.current;
    if (!before || before.item.isConnected || document.querySelector("dialog[open]")) return;
    last.current = null;
    const mains = waiting();
    (mains[Math.min(before.index, mains.length - 1)] ?? /** @type {HTMLElement | null} */ (document.querySelector("h1")))?.focus();
  }, [desk.data]);

  /** @param {any} event */
  function came(event) {
    const item = event.target.closest("[data-waiting]");
    if (item) last.current = { item, index: [...document.querySelectorAll("[data-waiting]")].indexOf(item) };
  }

  useKeys({ j: ["key-next", () => step(1)], k: ["key-before", () => step(-1)], a: ["key-answer", act] });

  if (board.data && !board.role) return html`<${Page} title=${t("desk-title")}><${Empty} title=${t("desk-outside")} /><//>`;
  return html`
    <${Waiting} of=${desk} cards=${4}>
      ${() => {
        const groups = KINDS.filter((kind) => desk.data[kind]?.data.length);
        return html`
          <${Page} title=${t("desk-title")} lead=${t(board.leads ? "desk-lead" : "desk-lead-member")}>
            ${groups.length === 0 && html`<${Empty} title=${t("desk-empty")}>${t("desk-empty-hint")}<//>`}
            ${groups.map((kind) => html`
              <section class="desk-group" key=${kind} aria-labelledby="desk-${kind}" onFocusIn=${came}>
                <h2 id="desk-${kind}" tabindex="-1">${t(`desk-${kind}`)}</h2>
                <ul class="stack" role="list">
                  ${desk.data[kind].data.map((/** @type {any} */ one) => html`<li key=${one.id} data-waiting>
                    <${Item} kind=${kind} one=${one} board=${board} onAnswer=${setAnswering} />
                  </li>`)}
                </ul>
                ${desk.data[kind].more && html`<p class="more soft">${t("desk-more")}</p>`}
              </section>
            `)}
          <//>
        `;
      }}
    <//>
    ${answering && html`<${Decide} idea=${answering} board=${board.data} onClose=${() => setAnswering(null)} />`}
  `;
}

/** What the keys step to: the first link or heading of each. @returns {HTMLElement[]} */
const waiting = () => [...document.querySelectorAll("[data-waiting]")].map((item) => /** @type {HTMLElement} */ (item.querySelector("[data-main]"))).filter(Boolean);

/** @param {number} by */
function step(by) {
  const mains = waiting();
  const now = mains.findIndex((main) => main.closest("[data-waiting]")?.contains(document.activeElement));
  mains[Math.max(0, Math.min(mains.length - 1, now + by))]?.focus();
}

/** The act of what has the focus, or of the first. */
function act() {
  const here = document.activeElement?.closest("[data-waiting]") ?? document.querySelector("[data-waiting]");
  /** @type {HTMLElement | null | undefined} */ (here?.querySelector("[data-act]"))?.click();
}

/** @param {{ kind: string, one: any, board: any, onAnswer: (idea: any) => void }} props */
function Item({ kind, one, board, onAnswer }) {
  const slug = board.data.slug;
  const title = html`<h3><${About} board=${slug} idea=${one.idea} task=${one.task} main /></h3>`;
  if (kind === "ideas") return html`<${IdeaWaiting} idea=${one} writes=${board.writes} onAnswer=${onAnswer} />`;
  if (kind === "questions") return html`<${Question} question=${one} board=${slug} leads=${board.leads && board.writes}>${title}<//>`;
  if (kind === "help_calls") return html`<${CheckIn} one=${one} board=${board.data} guides=${board.writes}>${title}<//>`;
  if (kind === "offers") return html`<${Assignment} one=${one} board=${board.data}>${title}<//>`;
  if (kind === "follow_ups") return html`<article class="card"><${FollowUp} one=${one} board=${board.data} leads=${board.leads && board.writes}>${title}<//></article>`;
  if (kind === "asks") return html`<${AskWaiting} one=${one} board=${slug} writes=${board.writes} />`;
  if (kind === "rounds") return html`<${RoundWaiting} one=${one} board=${slug} />`;
  if (kind === "issues") return html`<${IssueWaiting} one=${one} board=${slug} writes=${board.writes} onAnswer=${onAnswer}>${title}<//>`;
  return html`<${FlagWaiting} one=${one} board=${slug} writes=${board.writes} />`;
}

/** @param {{ idea: any, writes: boolean, onAnswer: (idea: any) => void }} props */
function IdeaWaiting({ idea, writes, onAnswer }) {
  return html`
    <article class="card">
      <h3><a href="/boards/${idea.board}/ideas/${idea.id}" dir="auto" data-main>${idea.title}</a></h3>
      ${idea.excerpt && html`<p class="excerpt" dir="auto">${idea.excerpt}</p>`}
      <p class="facts">
        <span>#${idea.number} · <${Person} who=${idea.author} none=${t("author-anonymous")} /> · <${When} at=${idea.created_at} /></span>
        ${typeof idea.votes === "number" && html`<span>${t("desk-voices", { count: idea.votes })}</span>`}
        <span>${t("comments-count", { count: idea.comments })}</span>
        <${IssueMark} issue=${idea.issue} />
      </p>
      ${writes &&
      html`<p class="actions">
        ${idea.task
          ? html`<a role="button" class="small" data-act href="/boards/${idea.board}/tasks/${idea.task}">${t("desk-compare")}</a>`
          : null}
        <button type="button" class="small ${idea.task ? "secondary" : ""}" data-act=${idea.task ? undefined : ""} onClick=${() => onAnswer(idea)}
          aria-label=${t("desk-answer-named", { title: idea.title })}>${t("desk-answer")}</button>
      </p>`}
    </article>
  `;
}
