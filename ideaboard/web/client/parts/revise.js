/* Changing a short text of mine: an argument or a comment. When it was changed elsewhere meanwhile, both are there to see. */

import { useEffect, useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { t } from "../texts.js";
import { Editor } from "./editor.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { Skeleton, Trouble } from "./page.js";

/**
 * @param {{ path: string, field: "body" | "text", label: string, maxLength: number, authorKey?: string | null,
 *   onClose: () => void, onDone: () => any }} props
 */
export function Revise({ path, field, label, maxLength, authorKey = null, onClose, onDone }) {
  const draft = useDraft(`edit.${path}`, { base: /** @type {string | null} */ (null), etag: /** @type {string | null} */ (null), text: "" });
  const [read, setRead] = useState(/** @type {{ text: string, etag: string | null } | null} */ (null));
  const [theirs, setTheirs] = useState(/** @type {string | null} */ (null));
  const [trouble, setTrouble] = useState(/** @type {any} */ (null));
  const { value } = draft;
  const written = value.base !== null;

  /** The text and its tag, as the board has them now. */
  async function now() {
    const { data, etag } = await ask("GET", path, { authorKey });
    return { text: data[field] ?? "", etag };
  }

  useEffect(() => {
    if (!written) now().then(setRead, setTrouble);
  }, [written]);

  const { send, busy, error } = useSend(async () => {
    if (!written || value.text === value.base) {
      draft.forget();
      onClose();
      return;
    }
    try {
      await ask("PATCH", path, { body: { [field]: value.text }, etag: value.etag, authorKey });
    } catch (problem) {
      if (/** @type {any} */ (problem).status === 412) {
        const fresh = await now();
        setTheirs(fresh.text);
        draft.set({ base: fresh.text, etag: fresh.etag });
        return;
      }
      throw problem;
    }
    draft.forget();
    await onDone();
    onClose();
  });

  if (trouble) return html`<${Trouble} error=${trouble} />`;
  if (!written && !read) return html`<${Skeleton} />`;
  const text = written ? value.text : read?.text ?? "";
  const set = (/** @type {string} */ changed) => draft.set({ text: changed, ...(!written && { base: read?.text ?? "", etag: read?.etag ?? null }) });
  const said = { label, value: text, onInput: set, required: true, autofocus: true, wrong: wrongWith(error, `/${field}`) };
  return html`
    <form onSubmit=${submitting(send)}>
      ${draft.found && written && theirs === null && html`<p class="note">${t("idea-draft-found")} <button type="button" class="link" onClick=${draft.forget}>${t("idea-draft-drop")}</button></p>`}
      ${theirs !== null && html`<div class="note" role="alert"><p>${t("idea-revise-stale")}</p><blockquote dir="auto">${theirs}</blockquote></div>`}
      <${Wrong} error=${error} fields=${[`/${field}`]} />
      ${field === "body" ? html`<${Editor} ...${said} maxLength=${maxLength} />` : html`<${Field} kind="textarea" ...${said} maxlength=${maxLength} />`}
      <${Submit} press=${t(theirs === null ? "save" : "idea-revise-anyway")} busy=${busy} onCancel=${onClose} />
    </form>
  `;
}

/** Delete something of mine that has versions: its tag is read for it. @param {string} path @param {string | null} [authorKey] */
export async function remove(path, authorKey = null) {
  const { etag } = await ask("GET", path, { authorKey });
  await ask("DELETE", path, { etag, authorKey });
}
