/* Answering a round, with what is promised of it said where one answers: nothing is kept that joins me to my words. */

import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh } from "../store.js";
import { t } from "../texts.js";
import { Pressing } from "./feedback-form.js";
import { Field, submitting, Wrong, wrongWith } from "./form.js";
import { say } from "./toast.js";

const SCALE = [1, 2, 3, 4, 5];

/** Where an answer is kept in this browser until it is sent. @param {any} round */
export const placeOf = (round) => `answer.${round.id}`;

/** @param {{ board: string, round: any }} props */
export function RoundAnswer({ board, round }) {
  const draft = useDraft(placeOf(round), /** @type {Record<string, string>} */ ({}));
  const { value: said, set, error } = draft;
  const done = () => {
    refresh(`/feedback-rounds/${round.id}`, `/boards/${board}/feedback-rounds`);
    say(t("team-round-thanks"));
    setTimeout(() => document.querySelector("h1")?.focus());
  };
  draft.onArrival(done);
  const answers = round.questions
    .filter((/** @type {any} */ one) => said[`q${one.number}`]?.trim())
    .map((/** @type {any} */ one) => {
      const given = said[`q${one.number}`];
      return one.kind === "scale" ? { question: one.number, scale: Number(given) } : { question: one.number, text: given };
    });
  /** What is wrong with a question's answer: those that were skipped were not sent. @param {number} number */
  const wrong = (number) => wrongWith(error, `/answers/${answers.findIndex((/** @type {any} */ one) => one.question === number)}`);

  async function send() {
    if (await draft.post(`/feedback-rounds/${round.id}/answer`, { answers })) done();
    // Closed meanwhile, or answered elsewhere: what it is now is shown, and what I wrote stays in this browser.
    else refresh(`/feedback-rounds/${round.id}`);
  }

  return html`
    <form class="part" onSubmit=${submitting(send)} autocomplete="off">
      <h2>${t("team-round-answer")}</h2>
      <div class="note">
        <p><strong>${t("team-promise")}</strong></p>
        <ul>
          <li>${t("team-promise-kept")}</li>
          <li>${t("team-promise-shown", { threshold: round.threshold })}</li>
          <li>${t("team-promise-changed")}</li>
        </ul>
        <p><strong>${t("team-promise-not")}</strong></p>
        <ul>
          <li>${t("team-promise-disk")}</li>
          <li>${t("team-promise-words")}</li>
          <li>${t("team-promise-draft")}</li>
        </ul>
      </div>
      <p class="soft">${t("team-round-skip")}</p>
      <${Wrong} error=${error} fields=${["/answers"]} />
      ${round.questions.map((/** @type {any} */ one) =>
        one.kind === "scale"
          ? html`<${Scale} key=${one.number} question=${one} value=${said[`q${one.number}`] ?? ""} wrong=${wrong(one.number)}
              onChange=${(/** @type {string} */ given) => set({ [`q${one.number}`]: given })} />`
          : html`<${Field} key=${one.number} kind="textarea" maxlength="4000" label=${html`<bdi>${one.text}</bdi>`} value=${said[`q${one.number}`] ?? ""} wrong=${wrong(one.number)}
              onInput=${(/** @type {string} */ given) => set({ [`q${one.number}`]: given })} />`,
      )}
      <${Pressing} draft=${draft} press=${t("team-round-send")} disabled=${answers.length === 0} forget=${answers.length > 0} />
    </form>
  `;
}

/** @param {{ question: any, value: string, wrong: string | null, onChange: (given: string) => void }} props */
function Scale({ question, value, wrong, onChange }) {
  const name = `scale-${question.number}`;
  return html`
    <fieldset class="question">
      <legend dir="auto"><strong>${question.text}</strong></legend>
      <div class="scale">
        ${SCALE.map((one) => html`<label key=${one}><input type="radio" name=${name} value=${one} checked=${value === String(one)} onChange=${() => onChange(String(one))} /> ${one}</label>`)}
        <label><input type="radio" name=${name} value="" checked=${value === ""} onChange=${() => onChange("")} /> ${t("team-round-no-answer")}</label>
      </div>
      ${wrong && html`<small class="wrong">${wrong}</small>`}
    </fieldset>
  `;
}

/** An answer that was begun and can no longer be sent. @param {{ round: any }} props */
export function Begun({ round }) {
  const draft = useDraft(placeOf(round), /** @type {Record<string, string>} */ ({}));
  const texts = Object.values(draft.value).filter((text) => text.trim());
  if (!texts.length) return null;
  return html`
    <div class="note">
      <p>${t("team-round-begun")}</p>
      <ul>${texts.map((text, index) => html`<li key=${index} class="said"><bdi>${text}</bdi></li>`)}</ul>
      <p><button type="button" class="secondary" onClick=${draft.forget}>${t("team-draft-forget")}</button></p>
    </div>
  `;
}
