/* A dialog: the browser's own, so that the focus stays in it and comes back to where it was. */

import { useEffect, useId, useRef } from "preact/hooks";
import { html } from "../dom.js";
import { t } from "../texts.js";

/**
 * @param {{ title: string, onClose: () => void, children?: any, wide?: boolean }} props
 */
export function Dialog({ title, onClose, children, wide }) {
  const dialog = useRef(/** @type {HTMLDialogElement | null} */ (null));
  // One dialog may open another one, and each has a name of its own.
  const id = useId();
  useEffect(() => {
    const opener = /** @type {HTMLElement | null} */ (document.activeElement);
    dialog.current?.showModal();
    document.documentElement.classList.add("modal-is-open");
    return () => {
      document.documentElement.classList.remove("modal-is-open");
      opener?.focus?.();
    };
  }, []);
  return html`
    <dialog
      ref=${dialog}
      aria-labelledby=${id}
      class=${wide ? "wide" : ""}
      onCancel=${(/** @type {Event} */ event) => { event.preventDefault(); onClose(); }}
      onClick=${(/** @type {MouseEvent} */ event) => event.target === dialog.current && onClose()}
    >
      <article>
        <header>
          <h2 id=${id}>${title}</h2>
          <button type="button" class="close" aria-label=${t("close")} onClick=${onClose}></button>
        </header>
        ${children}
      </article>
    </dialog>
  `;
}

/**
 * Ask before something that cannot be taken back.
 * @param {{ title: string, text: string, press: string, onYes: () => void, onClose: () => void, busy?: boolean, children?: any }} props
 */
export function Confirm({ title, text, press, onYes, onClose, busy, children }) {
  return html`
    <${Dialog} title=${title} onClose=${onClose}>
      <p>${text}</p>
      ${children}
      <footer>
        <button type="button" class="secondary" onClick=${onClose}>${t("cancel")}</button>
        <button type="button" class="danger" aria-busy=${busy ? "true" : undefined} disabled=${busy} onClick=${onYes}>${press}</button>
      </footer>
    <//>
  `;
}
