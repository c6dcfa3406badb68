/* A button that asks first, and says in its own dialog when the board says no. */

import { useState } from "preact/hooks";
import { html } from "../../dom.js";
import { Confirm } from "../../parts/dialog.js";
import { useSend, Wrong } from "../../parts/form.js";
import { refresh } from "../../store.js";
import { t } from "../../texts.js";

/**
 * @param {{ press: string, title: string, text: string, yes?: string, act: () => Promise<any>, then?: () => void, label?: string,
 *   small?: boolean, children?: any }} props `then` is done once the dialog is closed
 */
export function Asking({ press, title, text, yes = press, act, then, label, small = true, children }) {
  const [open, setOpen] = useState(false);
  const { send, busy, error, setError } = useSend(async () => {
    await upToDate(act);
    setOpen(false);
    if (then) requestAnimationFrame(() => requestAnimationFrame(then));
  });
  const shown = { class: small ? "small secondary" : "secondary", "aria-label": label };
  return html`
    <button type="button" ...${shown} onClick=${() => { setError(null); setOpen(true); }}>${press}</button>
    ${open &&
    html`
      <${Confirm} title=${title} text=${text} press=${yes} busy=${busy} onYes=${send} onClose=${() => setOpen(false)}>
        ${children}
        <${Wrong} error=${error} />
        ${error?.code === "last_leader" && html`<p>${t("settings-last-leader")}</p>`}
      <//>
    `}
  `;
}

/**
 * Do something to a versioned thing. Where somebody changed it meanwhile, what is shown is read anew: then it can be
 * judged, and done again.
 * @param {() => Promise<any>} act
 */
export async function upToDate(act) {
  try {
    await act();
  } catch (error) {
    if (/** @type {any} */ (error).status === 412) await refresh();
    throw error;
  }
}

/** The focus goes to what a list is called when the thing that had it is gone. @param {string} id */
export const focusOn = (id) => document.getElementById(id)?.focus();
