/* Feedback, both ways: what I was told, told and asked for, and the rounds in which leaders ask the board about themselves. */

import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { AskCard, FeedbackCard } from "../parts/feedback-card.js";
import { AskFor, Give } from "../parts/feedback-form.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { RoundForm } from "../parts/round-form.js";
import { Tabs } from "../parts/tabs.js";
import { Person, When } from "../parts/words.js";
import { session } from "../session.js";
import { useList } from "../store.js";
import { t } from "../texts.js";

const BOXES = ["received", "given", "shared", "asked_of_me", "asked_by_me", "rounds"];

export default function Feedback() {
  const { params } = useRoute();
  const { query, path, route } = useLocation();
  const board = useBoard(params.board);
  const [open, setOpen] = useState(/** @type {"give" | "ask" | "round" | null} */ (null));
  const box = BOXES.includes(query.box) ? query.box : BOXES[0];
  const close = () => setOpen(null);
  const to = query.give;
  useEffect(() => {
    if (to) setOpen("give");
  }, [to]);
  return html`
    <${Waiting} of=${board}>
      ${() => board.role === null ? html`<${Page} title=${t("nav-feedback")}><${Empty} title=${t("team-members-only")} /><//>` : html`
        <${Page} title=${t("nav-feedback")} lead=${t("team-feedback-lead")}
          actions=${board.writes &&
          html`<button type="button" onClick=${() => setOpen("give")}>${t("team-feedback-give")}</button>
            <button type="button" class="secondary" onClick=${() => setOpen("ask")}>${t("team-ask-for")}</button>`}>
          ${board.writes && html`<${ForMe} board=${params.board} />`}
          <${Tabs} label=${t("team-boxes")} now=${box} of=${BOXES.map((one) => [one, `${path}?box=${one}`, t(`team-box-${one}`)])} />
          <h2>${t(`team-box-${box}`)}</h2>
          <p class="soft">${t(`team-box-${box}-means`)}</p>
          ${box === "rounds" && board.leads && board.writes && html`<p><button type="button" onClick=${() => setOpen("round")}>${t("team-round-begin")}</button></p>`}
          <${Box} key=${box} board=${params.board} box=${box} can=${board.writes} />
          ${open === "give" && html`<${Give} board=${params.board} to=${to || undefined} onClose=${() => { close(); if (to) route(path, true); }} />`}
          ${open === "ask" && html`<${AskFor} board=${params.board} onClose=${close} />`}
          ${open === "round" && html`<${RoundForm} board=${params.board} onClose=${close} />`}
        <//>
      `}
    <//>
  `;
}

/** @param {{ board: string, box: string, can: boolean }} props */
function Box({ board, box, can }) {
  const rounds = box === "rounds";
  const asks = box.startsWith("asked");
  const of = useList(rounds ? `/boards/${board}/feedback-rounds` : at(`/boards/${board}/${asks ? "feedback-asks" : "feedback"}`, { box }));
  /** @param {any} one */
  const item = (one) =>
    rounds
      ? html`<${RoundCard} board=${board} round=${one} />`
      : asks
        ? html`<${AskCard} board=${board} one=${one} can=${can} />`
        : html`<${FeedbackCard} board=${board} feedback=${one} can=${can} />`;
  return html`<${Endless} of=${of} item=${item} label=${t(`team-box-${box}`)} empty=${html`<${Empty} title=${t(`team-box-${box}-none`)} />`} />`;
}

/** What waits for a word of mine. @param {{ board: string }} props */
function ForMe({ board }) {
  const rounds = useList(`/boards/${board}/feedback-rounds`);
  const asks = useList(at(`/boards/${board}/feedback-asks`, { box: "asked_of_me" }));
  const mine = session.value?.account?.id;
  const waiting = (rounds.items ?? []).filter((/** @type {any} */ one) =>
    one.leader?.id === mine ? one.state === "closed" : one.state === "open" && one.answered === false,
  );
  const asked = (asks.items ?? []).filter((/** @type {any} */ one) => one.state === "open");
  if (!waiting.length && !asked.length) return null;
  return html`
    <section class="note" aria-label=${t("team-for-me")}>
      <ul class="plain">
        ${waiting.map((/** @type {any} */ one) => html`<li key=${one.id}><a href="/boards/${board}/rounds/${one.id}"><bdi>${one.title}</bdi></a>${" "}
          ${t(one.state === "open" ? "team-round-waits-answer" : "team-round-waits-reply")}</li>`)}
        ${asked.length > 0 && html`<li><a href="/boards/${board}/feedback?box=asked_of_me">${t("team-asks-wait", { count: asked.length })}</a></li>`}
      </ul>
    </section>
  `;
}

/** @param {{ board: string, round: any }} props */
function RoundCard({ board, round }) {
  return html`
    <article class="card">
      <h3><a href="/boards/${board}/rounds/${round.id}" dir="auto">${round.title}</a></h3>
      <p class="facts">
        <span class="status">${t(`team-round-${round.state}`)}</span>
        <span>${t("team-round-by")} <${Person} who=${round.leader} /></span>
        <span>${t(round.state === "open" ? "team-round-closes" : "team-round-closed-on")} <${When} at=${round.closes_at} /></span>
        ${round.answered && html`<span>${t("team-round-answered")}</span>`}
      </p>
    </article>
  `;
}
