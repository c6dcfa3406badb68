/* Every version of an idea: each can be read, and compared with the one before; leaders can purge one. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { refresh, useList, useResource } from "../store.js";
import { t } from "../texts.js";
import { Confirm, Dialog } from "./dialog.js";
import { Diff } from "./diff.js";
import { useSend, Wrong } from "./form.js";
import { IdeaBody, IdeaSays } from "./idea-text.js";
import { Endless } from "./list.js";
import { Waiting } from "./page.js";
import { say } from "./toast.js";
import { When } from "./words.js";

/** @param {{ idea: any, values: any[], leads: boolean }} props */
export function Versions({ idea, values, leads }) {
  const [open, setOpen] = useState(false);
  return html`
    <section class="part" aria-labelledby="versions">
      <h2 id="versions" tabindex="-1">${t("versions-title")}</h2>
      <p><button type="button" class="secondary" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t("versions-open", { count: idea.version })}</button></p>
      ${open && html`<${List} idea=${idea} values=${values} leads=${leads} />`}
    </section>
  `;
}

/** @param {{ idea: any, values: any[], leads: boolean }} props */
function List({ idea, values, leads }) {
  const path = `/ideas/${idea.id}/versions`;
  const versions = useList(path);
  const [asked, setAsked] = useState(/** @type {{ number: number, what: "read" | "compare" | "purge" } | null} */ (null));
  const close = () => setAsked(null);
  const chosen = versions.items?.find((/** @type {any} */ one) => one.number === asked?.number);
  const act = (/** @type {any} */ version, /** @type {"read" | "compare" | "purge"} */ what) => html`
    <button type="button" class="small secondary" aria-label=${t(`versions-${what}-named`, { number: version.number })} onClick=${() => setAsked({ number: version.number, what })}>${t(`versions-${what}`)}</button>`;
  return html`
    <${Endless} of=${versions} label=${t("versions-title")} keyOf=${(/** @type {any} */ one) => one.number}
      item=${(/** @type {any} */ version) => html`
        <article class="card">
          <p class="facts"><strong>${t("versions-number", { number: version.number })}</strong> <${When} at=${version.written_at} />
            ${version.number === idea.version && html`<span>${t("versions-now")}</span>`}</p>
          <p dir="auto">${version.purged ? html`<span class="soft">${t("versions-purged")}</span>` : version.title}</p>
          <div class="act-line">
            ${!version.purged && act(version, "read")}
            ${!version.purged && version.number > 1 && act(version, "compare")}
            ${!version.purged && leads && act(version, "purge")}
          </div>
        </article>
      `} />
    ${chosen && asked?.what === "read" &&
    html`<${Dialog} wide title=${t("versions-number", { number: chosen.number })} onClose=${close}>
      <p dir="auto"><strong>${chosen.title}</strong></p>
      <${IdeaBody} of=${chosen} />
      <${IdeaSays} of=${chosen} values=${values} />
    <//>`}
    ${chosen && asked?.what === "compare" && html`<${Compare} idea=${idea.id} version=${chosen} values=${values} onClose=${close} />`}
    ${chosen && asked?.what === "purge" && html`<${Purge} idea=${idea.id} number=${chosen.number} onClose=${close} />`}
  `;
}

/** @param {{ idea: string, version: any, values: any[], onClose: () => void }} props */
function Compare({ idea, version, values, onClose }) {
  const before = useResource(`/ideas/${idea}/versions/${version.number - 1}`);
  return html`
    <${Dialog} wide title=${t("versions-compared", { number: version.number, before: version.number - 1 })} onClose=${onClose}>
      <${Waiting} of=${before}>
        ${() => html`
          ${before.data.purged && html`<p class="note">${t("versions-purged")}</p>`}
          ${fieldsOf(before.data, values).map(([name, text], index) => {
            const now = fieldsOf(version, values)[index][1];
            return (name === "idea-body" || text !== now) && html`<section key=${name}><h3>${t(name)}</h3><${Diff} before=${text} after=${now} /></section>`;
          })}
        `}
      <//>
    <//>
  `;
}

/** All that a version says, as texts. @param {any} version @param {any[]} values @returns {[string, string][]} */
const fieldsOf = (version, values) => [
  ["idea-title", version.title],
  ["idea-body", version.body],
  ["idea-serves", version.values.map((/** @type {any} */ one) => `${values.find((value) => value.id === one.value)?.name ?? t("idea-value-gone")}: ${one.how}`).join("\n")],
  ["idea-effort", version.effort ? t(`idea-effort-${version.effort}`) : ""],
  ["idea-learning", version.learning ?? ""],
];

/** @param {{ idea: string, number: number, onClose: () => void }} props */
function Purge({ idea, number, onClose }) {
  const { send, busy, error } = useSend(async () => {
    await ask("DELETE", `/ideas/${idea}/versions/${number}`);
    say(t("versions-purge-done"));
    onClose();
    await refresh(`/ideas/${idea}`);
    document.getElementById("versions")?.focus();
  });
  return html`
    <${Confirm} title=${t("versions-purge-named", { number })} text=${t("versions-purge-sure")} press=${t("versions-purge")} busy=${busy} onYes=${send} onClose=${onClose}>
      <${Wrong} error=${error} />
    <//>
  `;
}
