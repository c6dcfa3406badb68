/* How work goes: the person's word on it, and the guidance that answers. */

import { useState } from "preact/hooks";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { session } from "../session.js";
import { refresh, useList } from "../store.js";
import { t } from "../texts.js";
import { amend } from "./amend.js";
import { Field, Submit, submitting, Tick, useSend, Wrong, wrongWith } from "./form.js";
import { Endless } from "./list.js";
import { say } from "./toast.js";
import { Person, When } from "./words.js";

const BLANK = { going: "", learnt: "", needs_help: false };

/**
 * Shown to the person, the mentor and the leaders alone.
 * @param {{ assignment: any, board: any, mine: boolean, guides: boolean, writes: boolean }} props
 */
export function CheckIns({ assignment, board, mine, guides, writes }) {
  const path = `/assignments/${assignment.id}/check-ins`;
  const list = useList(path);
  const [writing, setWriting] = useState(false);
  const draft = useDraft(`check-in.${assignment.id}`, BLANK);
  function arrived() {
    setWriting(false);
    say(t("check-in-posted"));
    refresh(path, `/boards/${board.slug}`);
  }
  draft.onArrival(arrived);
  async function send() {
    const { going, learnt, needs_help } = draft.value;
    if (await draft.post(path, { going, needs_help, ...(learnt.trim() && { learnt }) })) arrived();
  }
  return html`
    <div class="check-ins">
      <${Endless} of=${list} cards=${1} label=${t("check-ins")} empty=${html`<p class="soft small-text">${t("check-ins-none")}</p>`}
        item=${(/** @type {any} */ one) => html`<${CheckIn} one=${one} board=${board} guides=${guides && writes} />`} />
      ${mine && writes && assignment.state === "accepted" && !writing && html`<p><button type="button" class="small secondary" onClick=${() => setWriting(true)}>${t("check-in")}</button></p>`}
      ${writing &&
      html`<form onSubmit=${submitting(send)}>
        <${Wrong} error=${draft.error} fields=${["/going", "/learnt"]} />
        <${Field} kind="textarea" label=${t("check-in-going")} required maxlength="10000" autofocus value=${draft.value.going} wrong=${wrongWith(draft.error, "/going")}
          onInput=${(/** @type {string} */ going) => draft.set({ going })} />
        <${Field} kind="textarea" label=${t("check-in-learnt")} maxlength="10000" value=${draft.value.learnt} wrong=${wrongWith(draft.error, "/learnt")}
          onInput=${(/** @type {string} */ learnt) => draft.set({ learnt })} />
        <${Tick} label=${t("check-in-help")} hint=${t("check-in-help-hint")} checked=${draft.value.needs_help} onChange=${(/** @type {boolean} */ needs_help) => draft.set({ needs_help })} />
        <${Submit} press=${t("check-in-press")} busy=${draft.state !== "writing"} onCancel=${() => setWriting(false)} />
      </form>`}
    </div>
  `;
}

/**
 * One check-in; whoever goes along with the work answers it, and mends only their own answer.
 * @param {{ one: any, board: any, guides: boolean, children?: any }} props
 */
export function CheckIn({ one, board, guides, children }) {
  const me = session.value?.account?.id;
  const [open, setOpen] = useState(false);
  const can = guides && one.by?.id !== me && (one.guidance === null || one.guided_by?.id === me);
  return html`
    <article class="card check-in">
      ${children}
      <p class="facts">
        <${Person} who=${one.by} /> <${When} at=${one.at} />
        ${one.needs_help && html`<span class="status ${one.guidance === null ? "declined" : "done"}">${t(one.guidance === null ? "help-wanted" : "help-given")}</span>`}
      </p>
      <p class="said" dir="auto">${one.going}</p>
      ${one.learnt && html`<p><strong>${t("check-in-learnt-was")}</strong> <span class="said" dir="auto">${one.learnt}</span></p>`}
      ${one.guidance !== null &&
      html`<div class="note"><p class="said" dir="auto">${one.guidance}</p>
        <p class="facts"><${Person} who=${one.guided_by} /> ${one.guided_at && html`<${When} at=${one.guided_at} />`}</p></div>`}
      ${can && !open && html`<p><button type="button" class="small ${one.guidance === null && one.needs_help ? "" : "secondary"}" data-act onClick=${() => setOpen(true)}>${t(one.guidance === null ? "guide" : "guide-mend")}</button></p>`}
      ${open && html`<${Guiding} one=${one} board=${board} onClose=${() => setOpen(false)} />`}
    </article>
  `;
}

/** @param {{ one: any, board: any, onClose: () => void }} props */
function Guiding({ one, board, onClose }) {
  const draft = useDraft(`guidance.${one.id}`, { guidance: one.guidance ?? "" });
  const { send, busy, error } = useSend(async () => {
    try {
      await amend(`/check-ins/${one.id}`, one.version, { guidance: draft.value.guidance });
    } finally {
      refresh(`/assignments/${one.assignment}`, `/boards/${board.slug}`);
    }
    draft.forget();
    say(t("guided"));
    onClose();
  });
  return html`
    <form onSubmit=${submitting(send)}>
      <${Wrong} error=${error} fields=${["/guidance"]} />
      <${Field} kind="textarea" label=${t("guide-label")} required maxlength="10000" autofocus value=${draft.value.guidance} wrong=${wrongWith(error, "/guidance")}
        onInput=${(/** @type {string} */ guidance) => draft.set({ guidance })} />
      <${Submit} press=${t("guide-press")} busy=${busy} onCancel=${onClose} />
    </form>
  `;
}
