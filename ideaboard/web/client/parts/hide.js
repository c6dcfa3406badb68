/* Out of sight, with a reason, and back; and pointing something out to the leaders. The same for ideas, arguments, comments. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { say } from "./toast.js";

/**
 * Buttons: point it out (everybody on the board, but of their own), hide it or show it again (leaders).
 * @param {{ path: string, what: string, hidden: boolean, mine?: boolean, leads: boolean, onDone: () => any }} props
 *   `path` is the thing's, `what` says in a few words which one it is
 */
export function Moderate({ path, what, hidden, mine, leads, onDone }) {
  const [asked, setAsked] = useState(/** @type {"flag" | "hide" | null} */ (null));
  const { send: show, busy } = useSend(async () => {
    await ask("DELETE", `${path}/hide`);
    say(t("idea-hide-shown"));
    await onDone();
  });
  return html`
    ${!mine && !hidden && html`<button type="button" class="small secondary" aria-label=${t("idea-flag-named", { what })} onClick=${() => setAsked("flag")}>${t("idea-flag")}</button>`}
    ${leads && !hidden && html`<button type="button" class="small secondary" aria-label=${t("idea-hide-named", { what })} onClick=${() => setAsked("hide")}>${t("idea-hide")}</button>`}
    ${leads && hidden && html`<button type="button" class="small secondary" aria-label=${t("idea-hide-show-named", { what })} aria-busy=${busy ? "true" : undefined} onClick=${show}>${t("idea-hide-show")}</button>`}
    ${asked && html`<${Why} path=${path} act=${asked} what=${what} onClose=${() => setAsked(null)} onDone=${onDone} />`}
  `;
}

/** @param {{ path: string, act: "flag" | "hide", what: string, onClose: () => void, onDone: () => any }} props */
function Why({ path, act, what, onClose, onDone }) {
  const [reason, setReason] = useState("");
  const { send, busy, error } = useSend(async () => {
    await ask("PUT", `${path}/${act}`, { body: { reason } });
    say(t(`idea-${act}-done`));
    onClose();
    await onDone();
  });
  return html`
    <${Dialog} title=${t(`idea-${act}-title`, { what })} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t(`idea-${act}-means`)}</p>
        <${Wrong} error=${error} fields=${["/reason"]} />
        <${Field} kind="textarea" label=${t("idea-hide-reason")} value=${reason} onInput=${setReason} required maxlength="1000" autofocus wrong=${wrongWith(error, "/reason")} />
        <${Submit} press=${t(`idea-${act}`)} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
