/* A value: naming it, saying it better, and letting it go. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { refresh, useResource } from "../store.js";
import { t } from "../texts.js";
import { Confirm, Dialog } from "./dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { Waiting } from "./page.js";
import { say } from "./toast.js";

/**
 * Name a value, or change one.
 * @param {{ board: string, id?: string, onClose: () => void }} props `id` of the one to change
 */
export function ValueForm({ board, id, onClose }) {
  const value = useResource(id ? `/boards/${board}/values/${id}` : null);
  return html`
    <${Dialog} title=${t(id ? "team-value-edit" : "team-value-name")} onClose=${onClose}>
      ${id
        ? html`<${Waiting} of=${value}>${() => html`<${Form} board=${board} value=${value} onClose=${onClose} />`}<//>`
        : html`<${Form} board=${board} value=${null} onClose=${onClose} />`}
    <//>
  `;
}

/** @param {{ board: string, value: any, onClose: () => void }} props `value` is a resource, or null for a new one */
function Form({ board, value, onClose }) {
  const [said, setSaid] = useState({ name: value?.data.name ?? "", meaning: value?.data.meaning ?? "" });
  const set = (/** @type {any} */ change) => setSaid({ ...said, ...change });
  const { send, busy, error } = useSend(async () => {
    const path = `/boards/${board}/values`;
    try {
      if (value) await ask("PATCH", `${path}/${value.data.id}`, { body: said, etag: value.etag });
      else await ask("POST", path, { body: said });
    } catch (/** @type {any} */ problem) {
      // What I wrote stays; saving again means to write over what is shown as theirs.
      if (problem.status === 412) await value.again();
      throw problem;
    }
    await refresh(path);
    say(t("saved"));
    onClose();
  });
  const theirs = error?.status === 412 ? value.data : null;
  return html`
    <form onSubmit=${submitting(send)}>
      <${Wrong} error=${error} fields=${["/name", "/meaning"]} />
      ${theirs && html`<div class="note"><p>${t("team-theirs")}</p><p><strong dir="auto">${theirs.name}</strong></p><p class="said" dir="auto">${theirs.meaning}</p></div>`}
      <${Field} label=${t("team-value-name-field")} value=${said.name} required maxlength="100" wrong=${wrongWith(error, "/name")}
        onInput=${(/** @type {string} */ name) => set({ name })} />
      <${Field} kind="textarea" label=${t("team-value-meaning")} hint=${t("team-value-meaning-hint")} value=${said.meaning} maxlength="2000"
        wrong=${wrongWith(error, "/meaning")} onInput=${(/** @type {string} */ meaning) => set({ meaning })} />
      <${Submit} press=${t("save")} busy=${busy} onCancel=${onClose} />
    </form>
  `;
}

/** Retire a value. @param {{ board: string, value: any, onClose: () => void, onDone?: () => void }} props */
export function Retire({ board, value, onClose, onDone }) {
  const { send, busy, error } = useSend(async () => {
    const path = `/boards/${board}/values/${value.id}`;
    const { etag } = await ask("GET", path);
    await ask("DELETE", path, { etag });
    await refresh(`/boards/${board}/values`);
    say(t("team-value-was-retired", { name: value.name }));
    onClose();
    onDone?.();
  });
  return html`
    <${Confirm} title=${t("team-value-retire-named", { name: value.name })} text=${t("team-value-retire-means")} press=${t("team-value-retire")}
      busy=${busy} onYes=${send} onClose=${onClose}><${Wrong} error=${error} /><//>
  `;
}
