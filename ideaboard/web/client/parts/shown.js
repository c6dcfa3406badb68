/* Small things that several screens show: what is copied, what is shown once, and facts. */

import { useEffect, useId, useState } from "preact/hooks";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { say } from "./toast.js";

/** A text to be copied whole. @param {{ label: string, text: string, hint?: any, first?: boolean }} props `first` has the focus */
export function Copyable({ label, text, hint, first }) {
  const id = useId();
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (first) document.getElementById(id)?.focus();
  }, []);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setDone(true);
    } catch {
      /** @type {HTMLInputElement} */ (document.getElementById(id)).select();
      say(t("copy-by-hand"), { wrong: true });
    }
  }
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <div class="copyable">
        <input id=${id} type="text" dir="ltr" readonly value=${text} aria-describedby=${hint ? `${id}-hint` : undefined}
          onFocus=${(/** @type {any} */ event) => event.currentTarget.select()} />
        <button type="button" class="secondary" onClick=${copy}>${t(done ? "copied" : "copy")}</button>
      </div>
      <span class="unseen" role="status">${done && t("copied")}</span>
      ${hint && html`<small id="${id}-hint">${hint}</small>`}
    </div>
  `;
}

/** What is shown this once. @param {{ label: string, text: string | undefined }} props */
export const Once = ({ label, text }) =>
  text
    ? html`<p class="note">${t("once")}</p><${Copyable} label=${label} text=${text} first />`
    : html`<p class="trouble" role="alert">${t("once-lost")}</p>`;

/** Facts in two columns. @param {{ of: [string, any][] }} props */
export const Facts = ({ of }) => html`
  <dl class="pairs">
    ${of.filter(([, fact]) => fact !== null && fact !== undefined && fact !== false).map(([name, fact]) => html`<div key=${name}><dt>${name}</dt><dd>${fact}</dd></div>`)}
  </dl>
`;

