/* What opens or closes ways in takes somebody who has just signed in: here they do, and go on. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { session } from "../session.js";
import { useResource } from "../store.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { Field, Submit, submitting, useSend, Wrong } from "./form.js";

/**
 * Like useSend; when the board asks for a new sign-in, `proof` is the dialog for it, and what was sent is sent again.
 * @template {any[]} A
 * @param {(...args: A) => Promise<any>} act
 */
export function useProven(act) {
  const sending = useSend(act);
  const [args, setArgs] = useState(/** @type {A | null} */ (null));
  /** @param {A} given */
  async function send(...given) {
    setArgs(given);
    return sending.send(...given);
  }
  const asked = sending.error?.code === "sign_in_again" && args !== null;
  return {
    ...sending,
    send,
    error: asked ? null : sending.error,
    proof: asked && html`<${Again} onClose=${() => sending.setError(null)} onDone=${() => send(.../** @type {A} */ (args))} />`,
  };
}

/** @param {{ onClose: () => void, onDone: () => void }} props */
function Again({ onClose, onDone }) {
  const me = useResource("/me").data;
  const now = session.value;
  const [password, setPassword] = useState("");
  const { send, busy, error } = useSend(async () => {
    await ask("POST", "/session", { body: { email: me.email, password } });
    onDone();
  });
  const there = useSend(async () => {
    sessionStorage.setItem("ideaboard.back", location.pathname);
    location.assign((await ask("POST", "/session/oidc")).data.url);
  });
  return html`
    <${Dialog} title=${t("again-title")} onClose=${onClose}>
      <p>${t("again-lead")}</p>
      ${now?.ways.includes("password") &&
      html`<form onSubmit=${submitting(send)}>
        <${Wrong} error=${error} />
        <input type="hidden" autocomplete="username" value=${me?.email ?? ""} />
        <${Field} kind="password" label=${t("again-password")} autocomplete="current-password" maxlength="256" required value=${password} onInput=${setPassword} />
        <${Submit} press=${t("again-go-on")} busy=${busy} disabled=${!me} onCancel=${onClose} />
      </form>`}
      ${now?.provider &&
      html`<${Wrong} error=${there.error} />
        <button type="button" class="secondary full" onClick=${there.send}>${t("again-provider", { name: now.provider })}</button>`}
      ${now?.ways.includes("link") && html`<p class="soft small-text">${t("again-link")}</p>`}
    <//>
  `;
}
