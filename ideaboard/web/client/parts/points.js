/* Arguments for and against an idea, side by side. They count nothing. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { hasDraft, useDraft } from "../drafts.js";
import { session } from "../session.js";
import { refresh } from "../store.js";
import { sentence, t } from "../texts.js";
import { Confirm } from "./dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { Moderate } from "./hide.js";
import { Waiting } from "./page.js";
import { remove, Revise } from "./revise.js";
import { say } from "./toast.js";
import { useAll } from "./all.js";
import { Person, When } from "./words.js";

const MOST = 1_000;

/** @param {{ idea: any, writes: boolean, member: boolean, leads: boolean }} props `writes`: whether arguments can be
 *   added to it and changed just now; `member`: whether the reader is on the board, and it is open for anything */
export function Points({ idea, writes, member, leads }) {
  const points = useAll(`/ideas/${idea.id}/points`);
  return html`
    <section class="part" aria-labelledby="points">
      <h2 id="points" tabindex="-1">${t("points-title")}</h2>
      <${Waiting} of=${points}>
        ${() => html`<div class="sides">
          ${["for", "against"].map((side) => html`<${Side} key=${side} side=${side} idea=${idea} writes=${writes} member=${member} leads=${leads}
            points=${points.items?.filter((/** @type {any} */ one) => one.side === side) ?? []} />`)}
        </div>`}
      <//>
    </section>
  `;
}

/** @param {{ side: string, idea: any, points: any[], writes: boolean, member: boolean, leads: boolean }} props */
function Side({ side, idea, points, writes, member, leads }) {
  return html`
    <div>
      <h3 id="points-${side}" tabindex="-1">${t(`points-${side}`)}</h3>
      ${points.length
        ? html`<ul class="stack" role="list" aria-labelledby="points-${side}">
            ${points.map((point) => html`<li key=${point.id}><${Point} point=${point} shown=${idea.id} writes=${writes} member=${member} leads=${leads} /></li>`)}
          </ul>`
        : html`<p class="soft">${t("points-none")}</p>`}
      ${(writes || (member && hasDraft(addingAt(idea.id, side)))) && html`<${Adding} idea=${idea.id} side=${side} />`}
    </div>
  `;
}

/** @param {{ point: any, shown: string, writes: boolean, member: boolean, leads: boolean }} props `shown` is the idea under which it is read */
function Point({ point, shown, writes, member, leads }) {
  const [editing, setEditing] = useState(false);
  const [sure, setSure] = useState(false);
  const mine = Boolean(point.author) && point.author.id === session.value?.account?.id;
  const path = `/ideas/${point.idea}/points/${point.id}`;
  const again = () => refresh(`/ideas/${shown}/points`);
  const what = t("points-what", { name: point.author?.name ?? t("nobody-named") });
  const { send, busy, error } = useSend(async () => {
    await remove(path);
    setSure(false);
    await again();
    document.getElementById(`points-${point.side}`)?.focus();
  });
  if (editing) {
    return html`<div class="card"><${Revise} path=${path} field="text" label=${t(`points-${point.side}`)} maxLength=${MOST} onClose=${() => setEditing(false)} onDone=${again} /></div>`;
  }
  return html`
    <article class="card">
      ${point.text === null ? html`<p class="soft">${t("points-hidden")}</p>` : html`<p dir="auto">${point.text}</p>`}
      ${point.hidden && point.hidden_reason && html`<p class="small-text">${t("idea-hidden-because")} <span dir="auto">${point.hidden_reason}</span></p>`}
      <p class="facts"><${Person} who=${point.author} /> <${When} at=${point.created_at} />
        ${point.edited_at && html`<span>${t("idea-edited")}</span>`}
        ${point.idea !== shown && html`<span>${t("idea-from-merged")}</span>`}</p>
      ${member &&
      html`<div class="act-line">
        ${mine && writes && html`
          <button type="button" class="small secondary" aria-label=${t("idea-edit-named", { what })} onClick=${() => setEditing(true)}>${t("edit")}</button>
          <button type="button" class="small secondary" aria-label=${t("points-back-named", { what })} onClick=${() => setSure(true)}>${t("points-back")}</button>`}
        <${Moderate} path=${path} what=${what} hidden=${point.hidden} mine=${mine} leads=${leads} onDone=${again} />
      </div>`}
      ${sure && html`<${Confirm} title=${t("points-back")} text=${t("points-back-sure")} press=${t("points-back")} busy=${busy} onYes=${send} onClose=${() => setSure(false)}>
        <${Wrong} error=${error} /><//>`}
    </article>
  `;
}

/** Where an argument that is being written is kept. @param {string} idea @param {string} side */
const addingAt = (idea, side) => `point.${idea}.${side}`;

/** @param {{ idea: string, side: string }} props */
function Adding({ idea, side }) {
  const path = `/ideas/${idea}/points`;
  const draft = useDraft(addingAt(idea, side), { text: "" });
  const [open, setOpen] = useState(draft.found);
  /** @param {any} made */
  async function arrived(made) {
    if (!made) return;
    setOpen(false);
    say(t("points-added"));
    await refresh(path);
  }
  draft.onArrival(arrived);
  const { text } = draft.value;
  const send = () =>
    draft.post(path, { side, text }, { amend: (made, etag) => ask("PATCH", `${path}/${made.id}`, { body: { text }, etag }) }).then(arrived);
  if (!open) {
    return html`<p class="add"><button type="button" class="secondary" onClick=${() => setOpen(true)}>${t(`points-add-${side}`)}</button></p>`;
  }
  return html`
    <form class="add" onSubmit=${submitting(send)}>
      ${draft.state !== "waiting" && html`<${Wrong} error=${draft.error} fields=${["/text"]} />`}
      ${draft.state === "waiting" && html`<p class="note" role="status">${sentence(draft.error)}</p>`}
      <${Field} kind="textarea" label=${t(`points-add-${side}`)} hint=${t("points-hint")} value=${text} required maxlength=${MOST} autofocus=${!draft.found}
        wrong=${wrongWith(draft.error, "/text")} onInput=${(/** @type {string} */ said) => draft.set({ text: said })} />
      <${Submit} press=${t("points-add")} busy=${draft.state === "sending"} onCancel=${() => { draft.forget(); setOpen(false); }} />
    </form>
  `;
}
