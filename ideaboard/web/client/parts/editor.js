/* Where markdown is written, and seen as it will be. */

import { useEffect, useId, useState } from "preact/hooks";
import { ask } from "../api.js";
import { html, Rendered } from "../dom.js";
import { t } from "../texts.js";
import { Skeleton, Trouble } from "./page.js";

/**
 * @param {{ label: any, value: string, onInput: (value: string) => void, hint?: any, wrong?: string | null, rows?: number,
 *   required?: boolean, maxLength?: number, autofocus?: boolean }} props
 */
export function Editor({ label, value, onInput, hint, wrong, rows = 6, required, maxLength, autofocus }) {
  const id = useId();
  const [seen, setSeen] = useState(false);
  const described = [`${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ");
  return html`
    <div class="field editor">
      <div class="editor-head">
        <label for=${id}>${label}</label>
        <div role="group" aria-label=${t("editor-view")} class="switch">
          <button type="button" aria-pressed=${!seen} onClick=${() => setSeen(false)}>${t("editor-write")}</button>
          <button type="button" aria-pressed=${seen} onClick=${() => setSeen(true)}>${t("editor-preview")}</button>
        </div>
      </div>
      ${seen && html`<${Preview} text=${value} />`}
      <textarea id=${id} dir="auto" rows=${rows} hidden=${seen} required=${required} maxlength=${maxLength} value=${value}
        aria-describedby=${described} aria-invalid=${wrong ? "true" : undefined} autofocus=${autofocus}
        onInput=${(/** @type {any} */ event) => onInput(event.currentTarget.value)}></textarea>
      <small id="${id}-hint">${hint ?? t("editor-hint")}</small>
      ${wrong && html`<small id="${id}-wrong" class="wrong">${wrong}</small>`}
    </div>
  `;
}

/** @param {{ text: string }} props */
function Preview({ text }) {
  const [shown, setShown] = useState(/** @type {{ text?: string, error?: any }} */ ({}));
  useEffect(() => {
    const over = new AbortController();
    ask("POST", "/previews", { body: { body: text }, signal: over.signal }).then(
      ({ data }) => setShown({ text: data.body_html }),
      (error) => over.signal.aborted || setShown({ error }),
    );
    return () => over.abort();
  }, [text]);
  if (!text.trim()) return html`<p class="preview soft">${t("editor-nothing")}</p>`;
  if (shown.error) return html`<${Trouble} error=${shown.error} />`;
  if (shown.text === undefined) return html`<${Skeleton} />`;
  return html`<div class="preview"><${Rendered} text=${shown.text} /></div>`;
}
