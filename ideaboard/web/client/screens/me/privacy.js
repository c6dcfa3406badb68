/* What is kept about me: to take along, and to have erased. */

import { useState } from "preact/hooks";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { forgetDrafts } from "../../drafts.js";
import { useProven } from "../../parts/again.js";
import { Dialog } from "../../parts/dialog.js";
import { Choice, Field, Submit, submitting, Wrong } from "../../parts/form.js";
import { useJob } from "../../parts/running.js";
import { say } from "../../parts/toast.js";
import { When } from "../../parts/words.js";
import { t } from "../../texts.js";

/** @param {{ me: any }} props */
export const Privacy = ({ me }) => html`
  <${Export} />
  <section>
    <h2>${t("me-drafts")}</h2>
    <p>${t("me-drafts-mean")}</p>
    <button type="button" class="secondary" onClick=${() => { forgetDrafts(); say(t("me-drafts-gone")); }}>${t("me-drafts-forget")}</button>
  </section>
  <${Erase} me=${me} />
`;

function Export() {
  const [file, setFile] = useState(/** @type {any} */ (null));
  const { run, job, busy, error } = useJob(async (done) => {
    if (done.state === "done") setFile((await ask("GET", "/me/export")).data);
    else say(t("me-export-failed"), { wrong: true });
  });
  function save() {
    const url = URL.createObjectURL(new Blob([JSON.stringify(file, null, 2)], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: "ideaboard-export.json" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }
  const gathered = job?.result?.parts;
  return html`
    <section>
      <h2>${t("me-export")}</h2>
      <p>${t("me-export-means")}</p>
      <${Wrong} error=${error} />
      <div role="status">
        ${busy && html`<p class="soft">${t("me-export-gathering")}${typeof gathered === "number" && ` ${gathered}`}</p><progress aria-label=${t("loading")}></progress>`}
        ${file && !busy && html`<p>${t("me-export-there")} <${When} at=${file.made_at} />. ${t("me-export-until")} <${When} at=${file.gone_at} />.</p>`}
      </div>
      <p class="actions">
        ${file && html`<button type="button" onClick=${save}>${t("me-export-save")}</button>`}
        <button type="button" class="secondary" disabled=${busy} onClick=${() => run("/me/export")}>${t(file ? "me-export-anew" : "me-export-ask")}</button>
      </p>
    </section>
  `;
}

/** @param {{ me: any }} props */
function Erase({ me }) {
  const [open, setOpen] = useState(false);
  const [content, setContent] = useState("keep");
  const [typed, setTyped] = useState("");
  const { send, busy, error, proof } = useProven(async () => {
    const { etag } = await ask("GET", "/me");
    await ask("DELETE", content === "erase" ? "/me?content=erase" : "/me", { etag });
    forgetDrafts();
    location.assign("/sign-in");
  });
  return html`
    <section>
      <h2>${t("me-erase")}</h2>
      <p>${t("me-erase-means")}</p>
      <button type="button" class="danger" onClick=${() => setOpen(true)}>${t("me-erase-begin")}</button>
      ${open && !proof &&
      html`<${Dialog} title=${t("me-erase")} onClose=${() => setOpen(false)}>
        <form onSubmit=${submitting(() => send())}>
          <${Wrong} error=${error} />
          <p>${t("me-erase-for-good")}</p>
          <${Choice} legend=${t("me-erase-content")} name="content" value=${content} onChange=${setContent}
            options=${[["keep", t("me-erase-keep"), t("me-erase-keep-hint")], ["erase", t("me-erase-all"), t("me-erase-all-hint")]]} />
          <${Field} label=${t("me-erase-type", { name: me.name })} value=${typed} autocomplete="off" onInput=${setTyped} />
          <${Submit} press=${t("me-erase-press")} busy=${busy} disabled=${typed.trim() !== me.name} onCancel=${() => setOpen(false)} />
        </form>
      <//>`}
      ${proof}
    </section>
  `;
}
