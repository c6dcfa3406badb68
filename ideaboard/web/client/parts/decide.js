/* A leader's answer: what becomes of an idea, and why. What is written stays until the board has it. */

import { useEffect, useState } from "preact/hooks";
import { html, Rendered } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh, useResource } from "../store.js";
import { t } from "../texts.js";
import { useAll, useMembers } from "./all.js";
import { connectionBody, ConnectionChoice, DEFAULT } from "./connection.js";
import { later, today } from "./days.js";
import { Dialog } from "./dialog.js";
import { Choice, Field, Submit, submitting, Wrong, wrongWith } from "./form.js";
import { Kinder } from "./kinder.js";
import { MergeTarget } from "./merge-target.js";
import { NO_OFFER, offerBody, OfferFields } from "./offer.js";
import { Waiting } from "./page.js";
import { Promises, Rows, ValuesServed } from "./rows.js";
import { say } from "./toast.js";
import { Status } from "./words.js";

/** What a leader can answer, by the idea's status; docs/concepts.md has the whole table. @type {Record<string, string[]>} */
const OUTCOMES = {
  open: ["adopt", "not_now", "decline", "merge"],
  adopted: ["start", "done", "drop"],
  in_progress: ["done", "drop"],
  declined: ["reopen", "merge"],
  not_now: ["reopen", "merge"],
  dropped: ["reopen"],
  merged: ["unmerge"],
};
const NEED_RATIONALE = new Set(["adopt", "decline", "not_now", "merge", "drop", "reopen"]);
const SERVE_VALUES = new Set(["adopt", "decline", "not_now", "start", "done", "drop"]);
/** @type {{ outcome: string, rationale: string, values: any[], follow_ups: any[], revisit_on: string, into: any, connection: string, offers: any[] }} */
const BLANK = { outcome: "", rationale: "", values: [], follow_ups: [], revisit_on: "", into: null, connection: DEFAULT, offers: [] };

/** Whether a leader can answer an idea as it is now. @param {string} status */
export const canDecide = (status) => status in OUTCOMES;

/**
 * @param {{ idea: any, board: any, onClose: () => void, onDone?: (decision: any) => void }} props `board` is the API's
 */
export function Decide({ idea, board, onClose, onDone }) {
  const whole = useResource(`/ideas/${idea.id}`);
  const [fresh, setFresh] = useState(false);
  // What was kept from before may be old: what is answered is what stands there now.
  useEffect(() => {
    whole.again().then(() => setFresh(true));
  }, []);
  return html`
    <${Dialog} title=${t("decide-title")} onClose=${onClose} wide>
      <${Waiting} of=${fresh || whole.error ? whole : { busy: true }}>
        ${() => html`<${Answer} whole=${whole} board=${board} onClose=${onClose} onDone=${onDone} />`}
      <//>
    <//>
  `;
}

/** @param {any} said @param {string} outcome */
function bodyOf(said, outcome) {
  return {
    outcome,
    ...(said.rationale.trim() && { rationale: said.rationale }),
    ...(SERVE_VALUES.has(outcome) && said.values.length > 0 && { values: said.values }),
    ...(said.follow_ups.length > 0 && { follow_ups: said.follow_ups }),
    ...(outcome === "not_now" && { revisit_on: said.revisit_on || null }),
    ...(outcome === "merge" && { into: said.into?.id ?? null }),
    ...(outcome === "adopt" && { ...connectionBody(said.connection), assignments: said.offers.map(offerBody) }),
  };
}

/** @param {{ whole: any, board: any, onClose: () => void, onDone?: (decision: any) => void }} props */
function Answer({ whole, board, onClose, onDone }) {
  const idea = whole.data;
  const draft = useDraft(`decide.${idea.id}`, BLANK);
  const values = useAll(`/boards/${board.slug}/values`);
  const [read, setRead] = useState({ version: idea.version, etag: whole.etag });
  const said = draft.value;
  const allowed = OUTCOMES[idea.status] ?? [];
  const outcome = allowed.includes(said.outcome) ? said.outcome : allowed.length === 1 ? allowed[0] : "";
  const needed = NEED_RATIONALE.has(outcome);
  const edited = read.version !== idea.version;
  /** @type {any} */
  const error = draft.error;

  /** @param {any} decision */
  function arrived(decision) {
    refresh(`/ideas/${idea.id}`, `/boards/${board.slug}`, ...(idea.task ? [`/tasks/${idea.task}`] : []));
    say(t(`decided-${decision.outcome}`, { title: idea.title }));
    onClose();
    onDone?.(decision);
  }
  draft.onArrival(arrived);

  async function send() {
    const decision = await draft.post(`/ideas/${idea.id}/decisions`, bodyOf(said, outcome), { etag: read.etag });
    if (decision) arrived(decision);
    else whole.again();
  }

  return html`
    <form onSubmit=${submitting(send)}>
      <${Question} idea=${idea} edited=${edited} />
      ${edited &&
      html`<div class="note" role="alert">
        <p>${t("decide-edited")}</p>
        <p><button type="button" class="small" onClick=${() => setRead({ version: idea.version, etag: whole.etag })}>${t("decide-edited-read")}</button></p>
      </div>`}
      ${idea.task && idea.status === "open" && html`<p class="note">${t("decide-approach")} <a href="/boards/${board.slug}/tasks/${idea.task}">${t("decide-approach-link")}</a></p>`}
      ${draft.found && (said.rationale || said.outcome) && html`<p class="soft small-text">${t("decide-draft-found")} <button type="button" class="link" onClick=${draft.forget}>${t("decide-draft-forget")}</button></p>`}
      ${draft.state === "waiting" && html`<p class="note" role="status">${t("decide-waits")}</p>`}
      <${Wrong} error=${error?.code === "stale" ? null : error}
        fields=${["/rationale", "/revisit_on", "/into", "/values", "/follow_ups", "/assignments", "/connection"]} />
      ${allowed.length === 0
        ? html`<p>${t("decide-nothing")}</p>`
        : html`<fieldset class="plain-set" disabled=${draft.state !== "writing"}>
            <${Choice} legend=${t("decide-outcome")} name="outcome" value=${outcome} onChange=${(/** @type {string} */ chosen) => draft.set({ outcome: chosen })}
              options=${allowed.map((one) => [one, t(`outcome-${one}`), t(`outcome-${one}-hint`)])} />
            ${outcome === "merge" && html`<${MergeTarget} idea=${idea} into=${said.into} wrong=${wrongWith(error, "/into")} onChoose=${(/** @type {any} */ into) => draft.set({ into })} />`}
            ${outcome === "not_now" &&
            html`<${Field} kind="date" label=${t("revisit-on")} hint=${t("revisit-on-hint")} required min=${later(today(board.time_zone), 1)} value=${said.revisit_on}
              wrong=${wrongWith(error, "/revisit_on")} onInput=${(/** @type {string} */ revisit_on) => draft.set({ revisit_on })} />`}
            <${Field} kind="textarea" rows="5" label=${t(needed || !outcome ? "rationale" : "rationale-optional")} hint=${t("rationale-hint")} required=${needed} maxlength="10000"
              value=${said.rationale} wrong=${wrongWith(error, "/rationale")} onInput=${(/** @type {string} */ rationale) => draft.set({ rationale })} />
            <${Kinder} texts=${[said.rationale]} kind="decision" />
            ${SERVE_VALUES.has(outcome) &&
            html`<${ValuesServed} rows=${said.values} values=${values.items ?? []} said=${idea.values} error=${error} onRows=${(/** @type {any[]} */ rows) => draft.set({ values: rows })} />`}
            ${outcome === "adopt" && html`<${Adopting} board=${board} idea=${idea} draft=${draft} />`}
            ${outcome && html`<${Promises} rows=${said.follow_ups} zone=${board.time_zone} error=${error} onRows=${(/** @type {any[]} */ follow_ups) => draft.set({ follow_ups })} />`}
            <${Submit} press=${outcome ? t(`outcome-${outcome}`) : t("decide-press")} busy=${draft.state !== "writing"}
              disabled=${!outcome || edited || (outcome === "merge" && !said.into)} onCancel=${onClose} />
          </fieldset>`}
    </form>
  `;
}

/** What is answered, to be read beside. @param {{ idea: any, edited: boolean }} props */
function Question({ idea, edited }) {
  return html`
    <details class="question card" open=${edited || undefined}>
      <summary><strong dir="auto">${idea.title}</strong> <span class="soft">#${idea.number}</span> <${Status} status=${idea.status} /></summary>
      ${idea.body_html ? html`<${Rendered} text=${idea.body_html} />` : html`<p class="soft">${t("decide-no-text")}</p>`}
      ${idea.learning && html`<p><strong>${t("decide-learning")}</strong> <span dir="auto">${idea.learning}</span></p>`}
    </details>
  `;
}

/** What goes with an adoption: an issue, and work that is offered. @param {{ board: any, idea: any, draft: any }} props */
function Adopting({ board, idea, draft }) {
  const people = useMembers(board.slug);
  const said = draft.value;
  return html`
    <${ConnectionChoice} board=${board} chosen=${said.connection} ideas=${[idea]} error=${draft.error}
      onChoose=${(/** @type {string} */ connection) => draft.set({ connection })} />
    <${Rows} legend=${t("offers")} hint=${t("offers-hint")} rows=${said.offers} blank=${NO_OFFER} add=${t("offers-add")}
      removing=${(/** @type {number} */ index) => t("offers-remove", { index })} onRows=${(/** @type {any[]} */ offers) => draft.set({ offers })}
      row=${(/** @type {any} */ one, /** @type {number} */ index, /** @type {any} */ set) => html`
        <${OfferFields} said=${one} set=${set} people=${people} error=${draft.error} pointer="/assignments/${index}" name="kind-${index}" />
      `} />
  `;
}
