/* Where a comment is written. On an anonymous idea its author says things as the author, who is nobody that is known. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { sentence, t } from "../texts.js";
import { KeyAsked, keyOf } from "./author-key.js";
import { Editor } from "./editor.js";
import { Submit, submitting, Tick, Wrong, wrongWith } from "./form.js";

/** Where what is being said is kept. @param {string} path @param {string | null} parent */
export const sayingAt = (path, parent) => `comment.${path}${parent ? `.${parent}` : ""}`;

/**
 * @param {{ path: string, parent: string | null, to?: string, idea: string | null, anonymous: boolean,
 *   onSaid: (comment: any) => void, onCancel?: () => void }} props
 */
export function Saying({ path, parent, to, idea, anonymous, onSaid, onCancel }) {
  const key = idea && anonymous ? keyOf(idea) : null;
  const draft = useDraft(sayingAt(path, parent), { body: "", as_author: /** @type {boolean | null} */ (null) });
  const [asking, setAsking] = useState(false);
  // Who gave the key speaks as the author, unless they say otherwise: the other way round a slip would give them away.
  const asAuthor = anonymous && (draft.value.as_author ?? key !== null);
  draft.onArrival(onSaid);

  async function send() {
    if (asAuthor && !key) {
      setAsking(true);
      return;
    }
    const body = { body: draft.value.body, ...(parent && { parent }) };
    const authorKey = asAuthor ? key : null;
    const said = await draft.post(path, body, {
      authorKey,
      amend: (made, etag) => ask("PATCH", `/comments/${made.id}`, { body: { body: body.body }, etag, authorKey }),
    });
    if (said) onSaid(said);
  }

  const set = (/** @type {any} */ change) => draft.set({ as_author: asAuthor, ...change });
  return html`
    <form class="saying" onSubmit=${submitting(send)}>
      ${draft.found && draft.value.body && html`<p class="note">${t("idea-draft-found")} <button type="button" class="link" onClick=${draft.forget}>${t("idea-draft-drop")}</button></p>`}
      ${draft.state === "waiting" ? html`<p class="note" role="status">${sentence(draft.error)}</p>` : html`<${Wrong} error=${draft.error} fields=${["/body"]} />`}
      <${Editor} label=${to ? t("thread-reply-to", { name: to }) : t("thread-say")} value=${draft.value.body} rows=${4} required maxLength=${16_384}
        autofocus=${Boolean(parent) && !draft.found} wrong=${wrongWith(draft.error, "/body")} onInput=${(/** @type {string} */ body) => set({ body })} />
      ${anonymous && idea && html`<${Tick} label=${t("thread-as-author")} hint=${t(asAuthor ? "thread-as-author-means" : "thread-as-me-means")} checked=${asAuthor}
        disabled=${draft.sent !== null} onChange=${(/** @type {boolean} */ on) => (on && !key ? setAsking(true) : set({ as_author: on }))} />`}
      <${Submit} press=${t(asAuthor ? "thread-post-as-author" : "thread-post")} busy=${draft.state === "sending"} onCancel=${onCancel && (() => { draft.forget(); onCancel(); })} />
      ${asking && idea && html`<${KeyAsked} idea=${idea} onClose=${() => setAsking(false)} onDone=${() => set({ as_author: true })} />`}
    </form>
  `;
}
