/* A promise that was made with a decision: when it is due, and what became of it. */

import { useState } from "preact/hooks";
import { html } from "../dom.js";
import { refresh } from "../store.js";
import { t } from "../texts.js";
import { amend } from "./amend.js";
import { today } from "./days.js";
import { Dialog } from "./dialog.js";
import { Choice, Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { say } from "./toast.js";
import { Day, Person, When } from "./words.js";

/**
 * @param {{ one: any, board: any, leads: boolean, children?: any }} props `board` is the API's
 */
export function FollowUp({ one, board, leads, children }) {
  const [settling, setSettling] = useState(false);
  const late = one.state === "open" && one.due_on < today(board.time_zone);
  return html`
    <div class="follow-up">
      ${children}
      <p class="said" dir="auto">${one.promise}</p>
      <p class="facts">
        ${one.state === "open"
          ? html`<span class="status ${late ? "declined" : "adopted"}">${t(late ? "promise-overdue" : "promise-open")}</span>
              <span>${t("promise-due-on")} <${Day} on=${one.due_on} /> (<${When} at=${one.due_on} />)</span>`
          : html`<span class="status ${one.state === "kept" ? "done" : "not_now"}">${t(`promise-${one.state}`)}</span>
              ${one.late && html`<span>${t("promise-late")}</span>`}
              <span>${t("promise-due-on")} <${Day} on=${one.due_on} /></span>
              <span><${Person} who=${one.by} /> <${When} at=${one.settled_at} /></span>`}
      </p>
      ${one.note && html`<p class="said note" dir="auto">${one.note}</p>`}
      ${leads && one.state === "open" && html`<p><button type="button" class="small secondary" data-act aria-label=${t("promise-settle-named", { promise: one.promise })} onClick=${() => setSettling(true)}>${t("promise-settle")}</button></p>`}
      ${settling && html`<${Settling} one=${one} late=${late} board=${board} onClose=${() => setSettling(false)} />`}
    </div>
  `;
}

/** @param {{ one: any, late: boolean, board: any, onClose: () => void }} props */
function Settling({ one, late, board, onClose }) {
  const [state, setState] = useState("kept");
  const [note, setNote] = useState("");
  const needed = late || state === "released";
  const { send, busy, error } = useSend(async () => {
    try {
      await amend(`/follow-ups/${one.id}`, one.version, { state, ...(note.trim() && { note }) });
    } finally {
      refresh(`/decisions/${one.decision}`, `/boards/${board.slug}`);
    }
    say(t(`promise-said-${state}`));
    onClose();
  });
  return html`
    <${Dialog} title=${t("promise-settle")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p class="said" dir="auto">${one.promise}</p>
        <${Wrong} error=${error} fields=${["/note"]} />
        <${Choice} legend=${t("promise-became")} name="state" value=${state} onChange=${setState}
          options=${[["kept", t("promise-kept"), t("promise-kept-hint")], ["released", t("promise-released"), t("promise-released-hint")]]} />
        <${Field} kind="textarea" label=${t(needed ? "promise-note" : "promise-note-optional")} hint=${t(late ? "promise-note-late" : "promise-note-hint")} required=${needed}
          maxlength="5000" value=${note} wrong=${wrongWith(error, "/note")} onInput=${setNote} />
        <${Submit} press=${t("promise-settle")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
