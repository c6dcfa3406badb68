/* What was answered to a round, and what becomes of it: the leader's reply, and ideas out of suggestions. */

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { put, refresh, useResource } from "../store.js";
import { number, t } from "../texts.js";
import { Bars } from "./chart.js";
import { Dialog } from "./dialog.js";
import { Pressing } from "./feedback-form.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { Waiting } from "./page.js";
import { say } from "./toast.js";

/** @param {{ board: string, round: any, can: boolean }} props */
export function RoundResults({ board, round, can }) {
  const results = useResource(`/feedback-rounds/${round.id}/results`);
  const [raising, setRaising] = useState(/** @type {{ question: number, suggestion: number, text: string } | null} */ (null));
  /** @param {any} one */
  const question = (one) => html`
    <section key=${one.number} class="part">
      ${one.kind === "scale"
        ? html`<${Scale} result=${one} />`
        : html`
            <h3 dir="auto">${one.text}</h3>
            ${one.texts.length === 0
              ? html`<p class="soft">${t("team-round-nothing-said")}</p>`
              : html`<ul class="stack" role="list">
                  ${one.texts.map((/** @type {string} */ text, /** @type {number} */ place) => html`
                    <li key=${place} class="card">
                      <p class="said" dir="auto">${text}</p>
                      ${can && html`<p class="actions"><button type="button" class="small secondary" aria-label=${t("team-round-raise-named", { text: text.slice(0, 60) })}
                        onClick=${() => setRaising({ question: one.number, suggestion: place + 1, text })}>${t("team-round-raise")}</button></p>`}
                    </li>`)}
                </ul>`}
          `}
    </section>
  `;
  return html`
    <section class="part">
      <h2>${t("team-round-results")}</h2>
      <p class="soft">${t("team-round-results-means")}</p>
      <${Waiting} of=${results}>${() => results.data.questions.map(question)}<//>
      ${raising && html`<${Raise} board=${board} round=${round} of=${raising} onClose=${() => setRaising(null)} />`}
    </section>
  `;
}

/** @param {{ result: any }} props */
function Scale({ result }) {
  const most = Math.max(1, ...result.scale);
  const rows = result.scale.map((/** @type {number} */ count, /** @type {number} */ place) => ({ label: number(place + 1), size: count / most, text: number(count) }));
  return html`<${Bars} caption=${html`<bdi>${result.text}</bdi>`} heads=${[t("team-round-scale"), t("team-round-said-so")]} rows=${rows} />`;
}

/** @param {{ board: string, round: any, of: { question: number, suggestion: number, text: string }, onClose: () => void }} props */
function Raise({ board, round, of, onClose }) {
  const { route } = useLocation();
  const [title, setTitle] = useState("");
  const { send, busy, error } = useSend(async () => {
    const { data } = await ask("POST", `/feedback-rounds/${round.id}/ideas`, { body: { title, question: of.question, suggestion: of.suggestion } });
    refresh(`/boards/${board}/ideas`);
    onClose();
    route(`/boards/${board}/ideas/${data.id}`);
  });
  return html`
    <${Dialog} title=${t("team-round-raise")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("team-round-raise-means")}</p>
        <blockquote class="said" dir="auto">${of.text}</blockquote>
        <${Wrong} error=${error} fields=${["/title"]} />
        <${Field} label=${t("team-round-raise-title")} required maxlength="200" value=${title} wrong=${wrongWith(error, "/title")} onInput=${setTitle} />
        <${Submit} press=${t("post-idea")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}

/** The leader's reply, which ends the round. @param {{ board: string, round: any }} props */
export function RoundReply({ board, round }) {
  const draft = useDraft(`reply.${round.id}`, { heard: "", will_change: "" });
  const { value: said, set, error } = draft;
  const done = (/** @type {any} */ now) => {
    put(`/feedback-rounds/${round.id}`, now, null);
    refresh(`/feedback-rounds/${round.id}`, `/boards/${board}/feedback-rounds`);
    say(t("team-round-was-replied"));
    setTimeout(() => document.querySelector("h1")?.focus());
  };
  draft.onArrival(done);
  async function send() {
    const now = await draft.post(`/feedback-rounds/${round.id}/reply`, { heard: said.heard, will_change: said.will_change });
    if (now) done(now);
  }
  return html`
    <form class="part" onSubmit=${submitting(send)}>
      <h2>${t("team-round-reply")}</h2>
      <p>${t("team-round-reply-means")}</p>
      <${Wrong} error=${error} fields=${["/heard", "/will_change"]} />
      <${Field} kind="textarea" label=${t("team-round-heard")} hint=${t("team-round-heard-hint")} required maxlength="10000" value=${said.heard} wrong=${wrongWith(error, "/heard")}
        onInput=${(/** @type {string} */ heard) => set({ heard })} />
      <${Field} kind="textarea" label=${t("team-round-will-change")} hint=${t("team-round-will-change-hint")} required maxlength="10000" value=${said.will_change}
        wrong=${wrongWith(error, "/will_change")} onInput=${(/** @type {string} */ will_change) => set({ will_change })} />
      <${Pressing} draft=${draft} press=${t("team-round-reply-press")} />
    </form>
  `;
}
