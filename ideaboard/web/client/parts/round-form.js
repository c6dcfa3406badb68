/* A leader asks the board about their own leadership. What is asked cannot be changed once it is open. */

import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh, useResource } from "../store.js";
import { has, t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { Pressing } from "./feedback-form.js";
import { Field, submitting, Wrong, wrongWith } from "./form.js";
import { Trouble } from "./page.js";
import { ahead, ofField, toField } from "./time.js";

const MOST = 12;

/** @param {{ board: string, onClose: () => void }} props */
export function RoundForm({ board, onClose }) {
  const { route } = useLocation();
  const template = useResource(`/boards/${board}/feedback-rounds/template`);
  const draft = useDraft(`round.${board}`, {
    title: "",
    questions: /** @type {{ text: string, kind: string }[] | null} */ (null),
    threshold: "5",
    closes: toField(ahead(14)),
  });
  const { value: said, set } = draft;
  /** @type {any} */
  const error = draft.error;
  const done = (/** @type {any} */ made) => {
    refresh(`/boards/${board}/feedback-rounds`);
    onClose();
    route(`/boards/${board}/rounds/${made.id}`);
  };
  draft.onArrival(done);
  const offered = template.data?.questions.map((/** @type {any} */ { number, text, kind }) => {
    const mine = `team-round-template-${number}`;
    return { text: has(mine) ? t(mine) : text, kind };
  });
  /** @type {{ text: string, kind: string }[]} */
  const questions = said.questions ?? offered ?? [];
  useEffect(() => {
    if (error) document.querySelector("dialog [role=alert]")?.scrollIntoView({ block: "nearest" });
  }, [error]);

  /** @param {number} place @param {any} change */
  const change = (place, change) => set({ questions: questions.map((one, index) => (index === place ? { ...one, ...change } : one)) });

  /** @param {number} place */
  function remove(place) {
    set({ questions: questions.filter((_, index) => index !== place) });
    setTimeout(() => document.getElementById("round-questions")?.focus());
  }

  async function send() {
    const body = { title: said.title, questions, threshold: Number(said.threshold), closes_at: ofField(said.closes) };
    const made = await draft.post(`/boards/${board}/feedback-rounds`, body);
    if (made) done(made);
  }

  return html`
    <${Dialog} title=${t("team-round-begin")} onClose=${onClose} wide>
      <form onSubmit=${submitting(send)}>
        <p>${t("team-round-open-means")}</p>
        ${error?.code === "too_few_members"
          ? html`<div class="trouble" role="alert"><p>${t("team-round-too-few-members", { threshold: error.said.threshold ?? said.threshold })}</p></div>`
          : html`<${Wrong} error=${error} fields=${["/title", "/questions", "/threshold", "/closes_at"]} />`}
        <${Field} label=${t("team-round-title")} hint=${t("team-round-title-hint")} required maxlength="200" value=${said.title} wrong=${wrongWith(error, "/title")}
          onInput=${(/** @type {string} */ title) => set({ title })} />
        <h3 id="round-questions" tabindex="-1">${t("team-round-questions")}</h3>
        <p class="soft">${t("team-round-questions-hint")}</p>
        <${Trouble} error=${template.error} again=${template.again} />
        ${questions.map(
          (one, place) => html`
            <div class="asked-row" key=${place}>
              <${Field} kind="textarea" rows="2" label=${t("team-round-question", { number: place + 1 })} required maxlength="500" value=${one.text}
                wrong=${wrongWith(error, `/questions/${place}`)} onInput=${(/** @type {string} */ text) => change(place, { text })} />
              <${Field} kind="select" label=${html`${t("team-round-kind")} <span class="unseen">${t("team-round-question", { number: place + 1 })}</span>`} value=${one.kind} onInput=${(/** @type {string} */ kind) => change(place, { kind })}>
                ${["text", "scale"].map((kind) => html`<option key=${kind} value=${kind} selected=${kind === one.kind}>${t(`team-round-kind-${kind}`)}</option>`)}
              <//>
              ${questions.length > 1 &&
              html`<button type="button" class="small secondary" aria-label=${t("team-round-question-remove", { number: place + 1 })} onClick=${() => remove(place)}>${t("remove")}</button>`}
            </div>
          `,
        )}
        ${questions.length < MOST &&
        html`<p><button type="button" class="secondary" onClick=${() => set({ questions: [...questions, { text: "", kind: "text" }] })}>${t("team-round-question-add")}</button></p>`}
        <${Field} kind="number" min="3" max="1000" step="1" required label=${t("team-round-threshold")} hint=${t("team-round-threshold-hint")} value=${said.threshold}
          wrong=${wrongWith(error, "/threshold")} onInput=${(/** @type {string} */ threshold) => set({ threshold })} />
        <${Field} kind="datetime-local" required label=${t("team-round-closes-field")} hint=${t("team-time-hint")} value=${said.closes}
          wrong=${wrongWith(error, "/closes_at")} onInput=${(/** @type {string} */ closes) => set({ closes })} />
        <${Pressing} draft=${draft} press=${t("team-round-open-press")} onClose=${onClose} disabled=${questions.length === 0} />
      </form>
    <//>
  `;
}
