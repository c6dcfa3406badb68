/* A leader's answer to a task: which approaches are adopted, why, and a word to each of the others. */

import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh } from "../store.js";
import { t } from "../texts.js";
import { connectionBody, ConnectionChoice, DEFAULT } from "./connection.js";
import { later, today } from "./days.js";
import { Dialog } from "./dialog.js";
import { Choice, Field, Submit, submitting, Tick, Wrong, wrongWith } from "./form.js";
import { Kinder } from "./kinder.js";
import { Promises } from "./rows.js";
import { say } from "./toast.js";

const NO_WORD = { outcome: "decline", word: "", revisit_on: "" };
/** @type {{ adopt: string[], rationale: string, words: Record<string, typeof NO_WORD>, follow_ups: any[], connection: string }} */
const BLANK = { adopt: [], rationale: "", words: {}, follow_ups: [], connection: DEFAULT };

/** @param {{ task: any, approaches: any[], board: any, onClose: () => void }} props `board` is the API's */
export function DecideTask({ task, approaches, board, onClose }) {
  const draft = useDraft(`decide-task.${task.id}`, BLANK);
  const said = draft.value;
  const open = approaches.filter((one) => one.status === "open");
  const adopted = open.filter((one) => said.adopt.includes(one.id));
  const others = open.filter((one) => !said.adopt.includes(one.id));
  const wordOf = (/** @type {string} */ id) => said.words[id] ?? NO_WORD;
  const { error } = draft;

  function arrived() {
    refresh(`/tasks/${task.id}`, `/boards/${board.slug}`, ...open.map((one) => `/ideas/${one.id}`));
    say(t("task-decided", { title: task.title }));
    onClose();
  }
  draft.onArrival(arrived);

  async function send() {
    const body = {
      rationale: said.rationale,
      adopt: adopted.map((one) => one.id),
      others: others.map((one) => {
        const { outcome, word, revisit_on } = wordOf(one.id);
        return { idea: one.id, outcome, word, ...(outcome === "not_now" && { revisit_on: revisit_on || null }) };
      }),
      ...(said.follow_ups.length > 0 && { follow_ups: said.follow_ups }),
      ...connectionBody(said.connection),
    };
    if (await draft.post(`/tasks/${task.id}/decisions`, body)) arrived();
    else refresh(`/tasks/${task.id}`);
  }

  /** @param {string} id @param {Partial<typeof NO_WORD>} change */
  const setWord = (id, change) => draft.set({ words: { ...said.words, [id]: { ...wordOf(id), ...change } } });

  return html`
    <${Dialog} title=${t("task-decide")} onClose=${onClose} wide>
      <form onSubmit=${submitting(send)}>
        ${draft.found && said.rationale && html`<p class="soft small-text">${t("decide-draft-found")} <button type="button" class="link" onClick=${draft.forget}>${t("decide-draft-forget")}</button></p>`}
        ${draft.state === "waiting" && html`<p class="note" role="status">${t("decide-waits")}</p>`}
        <${Wrong} error=${error} fields=${["/rationale", "/follow_ups", "/connection", "/adopt", ...others.map((_, index) => `/others/${index}`)]} />
        <fieldset class="plain-set" disabled=${draft.state !== "writing"}>
          <fieldset class="field choice">
            <legend>${t("task-adopt")}</legend>
            <small>${t("task-adopt-hint")}</small>
            ${open.map((one) => html`<${Tick} key=${one.id} label=${html`<bdi>${one.title}</bdi>`} checked=${said.adopt.includes(one.id)}
              onChange=${(/** @type {boolean} */ on) => draft.set({ adopt: on ? [...said.adopt, one.id] : said.adopt.filter((id) => id !== one.id) })} />`)}
            ${wrongWith(error, "/adopt") && html`<small class="wrong">${wrongWith(error, "/adopt")}</small>`}
          </fieldset>
          <${Field} kind="textarea" rows="5" label=${t("rationale")} hint=${t("rationale-hint")} required maxlength="10000" value=${said.rationale}
            wrong=${wrongWith(error, "/rationale")} onInput=${(/** @type {string} */ rationale) => draft.set({ rationale })} />
          <${Kinder} texts=${[said.rationale]} kind="decision" />
          ${others.map((one, index) => {
            const word = wordOf(one.id);
            return html`<section class="form-row" key=${one.id} aria-label=${one.title}>
              <p><strong dir="auto">${one.title}</strong></p>
              <${Choice} legend=${t("task-others")} name="outcome-${one.id}" value=${word.outcome} onChange=${(/** @type {string} */ outcome) => setWord(one.id, { outcome })}
                options=${["decline", "not_now"].map((outcome) => [outcome, t(`outcome-${outcome}`), t(`outcome-${outcome}-hint`)])} />
              ${word.outcome === "not_now" &&
              html`<${Field} kind="date" label=${t("revisit-on")} required min=${later(today(board.time_zone), 1)} value=${word.revisit_on}
                wrong=${wrongWith(error, `/others/${index}/revisit_on`)} onInput=${(/** @type {string} */ revisit_on) => setWord(one.id, { revisit_on })} />`}
              <${Field} kind="textarea" rows="2" label=${t("task-word")} hint=${t("task-word-hint")} required maxlength="10000" value=${word.word}
                wrong=${wrongWith(error, `/others/${index}/word`)} onInput=${(/** @type {string} */ text) => setWord(one.id, { word: text })} />
            </section>`;
          })}
          ${adopted.length > 0 &&
          html`<${ConnectionChoice} board=${board} chosen=${said.connection} ideas=${adopted} error=${error} onChoose=${(/** @type {string} */ connection) => draft.set({ connection })} />`}
          <${Promises} rows=${said.follow_ups} zone=${board.time_zone} error=${error} onRows=${(/** @type {any[]} */ follow_ups) => draft.set({ follow_ups })} />
          <${Submit} press=${t("task-decide")} busy=${draft.state !== "writing"} disabled=${adopted.length === 0} onCancel=${onClose} />
        </fieldset>
      </form>
    <//>
  `;
}
