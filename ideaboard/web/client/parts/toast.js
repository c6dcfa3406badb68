/* Short news at the edge of the screen, read out too. */

import { signal } from "@preact/signals";
import { html } from "../dom.js";
import { t } from "../texts.js";

/** @type {import("@preact/signals").Signal<{ id: number, text: string, wrong: boolean, undo?: () => void }[]>} */
const shown = signal([]);
let count = 0;

/** @param {number} id */
const away = (id) => {
  shown.value = shown.peek().filter((one) => one.id !== id);
};

/**
 * Say something short. What went wrong stays until it is closed.
 * @param {string} text @param {{ wrong?: boolean, undo?: () => void }} [how]
 */
export function say(text, how = {}) {
  const id = (count += 1);
  shown.value = [...shown.peek().slice(-2), { id, text, wrong: how.wrong ?? false, undo: how.undo }];
  if (!how.wrong) setTimeout(() => away(id), how.undo ? 10_000 : 5_000);
}

export function Toasts() {
  return html`
    <div class="toasts" role="status" aria-live="polite">
      ${shown.value.map(
        (one) => html`
          <div key=${one.id} class=${one.wrong ? "toast wrong" : "toast"}>
            <span>${one.text}</span>
            ${one.undo &&
            html`<button type="button" class="link" onClick=${() => { one.undo?.(); away(one.id); }}>${t("undo")}</button>`}
            <button type="button" class="link" onClick=${() => away(one.id)}>${t("close")}</button>
          </div>
        `,
      )}
    </div>
  `;
}
