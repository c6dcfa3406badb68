/* What an author does with the whole of an idea: withdraw it, and bring it back. */

import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh } from "../store.js";
import { sentence, t } from "../texts.js";
import { Confirm, Dialog } from "./dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { remove } from "./revise.js";
import { say } from "./toast.js";

/** @param {{ idea: any, authorKey: string | null, onClose: () => void }} props */
export function Withdraw({ idea, authorKey, onClose }) {
  const { send, busy, error } = useSend(async () => {
    await remove(`/ideas/${idea.id}`, authorKey);
    say(t("idea-withdraw-done"));
    onClose();
    await refresh(`/ideas/${idea.id}`, `/boards/${idea.board}`);
    document.querySelector("h1")?.focus();
  });
  return html`
    <${Confirm} title=${t("idea-withdraw")} text=${t("idea-withdraw-sure")} press=${t("idea-withdraw")} busy=${busy} onYes=${send} onClose=${onClose}>
      <${Wrong} error=${error} />
    <//>
  `;
}

/** @param {{ idea: any, authorKey: string | null, onClose: () => void }} props */
export function Reopen({ idea, authorKey, onClose }) {
  const draft = useDraft(`reopen.${idea.id}`, { rationale: "" });
  /** @param {any} done */
  async function arrived(done) {
    if (!done) return;
    say(t("idea-reopen-done"));
    onClose();
    await refresh(`/ideas/${idea.id}`, `/boards/${idea.board}`);
    document.querySelector("h1")?.focus();
  }
  draft.onArrival(arrived);
  const { rationale } = draft.value;
  const send = () => draft.post(`/ideas/${idea.id}/decisions`, { outcome: "reopen", rationale }, { authorKey }).then(arrived);
  return html`
    <${Dialog} title=${t("idea-reopen")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("idea-reopen-means")}</p>
        ${draft.state === "waiting" ? html`<p class="note" role="status">${sentence(draft.error)}</p>` : html`<${Wrong} error=${draft.error} fields=${["/rationale"]} />`}
        <${Field} kind="textarea" label=${t("idea-reopen-why")} value=${rationale} required maxlength="10000" autofocus
          wrong=${wrongWith(draft.error, "/rationale")} onInput=${(/** @type {string} */ said) => draft.set({ rationale: said })} />
        <${Submit} press=${t("idea-reopen")} busy=${draft.state === "sending"} onCancel=${onClose} />
      </form>
    <//>
  `;
}
