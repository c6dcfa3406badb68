/* What was pointed out to the leaders, never by whom; and what was hidden, why, by whom, and whether it is shown again. */

import { useState } from "preact/hooks";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { say } from "../../parts/toast.js";
import { Person, When } from "../../parts/words.js";
import { refresh, useList, useResource } from "../../store.js";
import { t } from "../../texts.js";
import { Asking, focusOn } from "./asking.js";

/** @param {{ board: any }} props */
export function Moderation({ board }) {
  const home = `/boards/${board.data.slug}`;
  const flags = useList(`${home}/flags`);
  const hides = useList(`${home}/hides`);
  return html`
    <section>
      <h2 id="settings-flags" tabindex="-1">${t("settings-flags-title")}</h2>
      <p class="soft">${t("settings-flags-means")}</p>
      <${Endless} of=${flags} cards=${1} label=${t("settings-flags-title")} empty=${html`<${Empty} title=${t("settings-flags-none")} />`} item=${(/** @type {any} */ one) => html`<${Flag} board=${board} home=${home} flag=${one} />`} />
    </section>
    <section>
      <h2 id="settings-hides" tabindex="-1">${t("settings-hides-title")}</h2>
      <p class="soft">${t("settings-hides-means")}</p>
      <${Endless} of=${hides} cards=${1} label=${t("settings-hides-title")} empty=${html`<${Empty} title=${t("settings-hides-none")} />`} item=${(/** @type {any} */ one) => html`<${Hide} board=${board} home=${home} hide=${one} />`} />
    </section>
  `;
}

/** Ideas and comments can be read by their id alone; an argument only by its idea's too. @param {{ kind: string, id: string }} subject */
const pathOf = ({ kind, id }) => (kind === "idea" ? `/ideas/${id}` : kind === "comment" ? `/comments/${id}` : null);

/** What it is about, with the way there. @param {{ home: string, subject: any }} props */
function Subject({ home, subject }) {
  const thing = useResource(pathOf(subject));
  const { data } = thing;
  const to =
    subject.kind === "idea" ? `${home}/ideas/${subject.id}` : data?.idea ? `${home}/ideas/${data.idea}` : data?.task ? `${home}/tasks/${data.task}` : null;
  return html`
    <p><strong>${t(`settings-moderation-${subject.kind}`)}</strong>${" "}
      ${to && html`<a href=${to} dir="auto">${data?.title ?? t("settings-moderation-see")}</a>`}
      ${subject.kind === "point" && html`<span class="soft">${t("settings-moderation-point-where")}</span>`}</p>
    ${subject.kind === "comment" && data?.body && html`<blockquote dir="auto">${data.body}</blockquote>`}
  `;
}

/** @param {{ board: any, home: string, flag: any }} props */
function Flag({ board, home, flag }) {
  const [hiding, setHiding] = useState(false);
  async function dismiss() {
    await ask("DELETE", `/flags/${flag.id}`);
    await refresh(`${home}/flags`);
    say(t("settings-flags-dismissed"));
  }
  return html`
    <article class="card">
      <${Subject} home=${home} subject=${flag.subject} />
      <p>${t("settings-flags-why")} <span dir="auto">${flag.reason}</span></p>
      <p class="facts"><${When} at=${flag.at} /></p>
      ${board.writes &&
      html`
        <div class="actions">
          ${pathOf(flag.subject) && html`<button type="button" class="small secondary" onClick=${() => setHiding(true)}>${t("settings-flags-hide")}</button>`}
          <${Asking} press=${t("settings-flags-dismiss")} title=${t("settings-flags-dismiss-title")} text=${t("settings-flags-dismiss-sure")} act=${dismiss} then=${() => focusOn("settings-flags")} />
        </div>
      `}
      ${hiding && html`<${Hiding} home=${home} flag=${flag} onClose=${() => setHiding(false)} />`}
    </article>
  `;
}

/** @param {{ home: string, flag: any, onClose: () => void }} props */
function Hiding({ home, flag, onClose }) {
  const [reason, setReason] = useState("");
  const path = /** @type {string} */ (pathOf(flag.subject));
  const { send, busy, error } = useSend(async () => {
    await ask("PUT", `${path}/hide`, { body: { reason } });
    await ask("DELETE", `/flags/${flag.id}`);
    onClose();
    await refresh(`${home}/flags`, `${home}/hides`, path);
    say(t("settings-flags-hidden"));
    focusOn("settings-flags");
  });
  return html`
    <${Dialog} title=${t("settings-flags-hide-title")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("settings-flags-hide-means")}</p>
        <${Wrong} error=${error} fields=${["/reason"]} />
        <${Field} kind="textarea" label=${t("settings-flags-hide-reason")} required maxlength="1000" value=${reason} wrong=${wrongWith(error, "/reason")} onInput=${setReason} />
        <${Submit} press=${t("settings-flags-hide")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}

/** @param {{ board: any, home: string, hide: any }} props */
function Hide({ board, home, hide }) {
  const path = pathOf(hide.subject);
  async function show() {
    await ask("DELETE", `${path}/hide`);
    await refresh(`${home}/hides`, /** @type {string} */ (path));
    say(t("settings-hides-shown"));
  }
  return html`
    <article class="card">
      <${Subject} home=${home} subject=${hide.subject} />
      <p>${t("settings-hides-why")} <span dir="auto">${hide.reason}</span></p>
      <p class="facts"><span>${t("settings-hides-by")} <${Person} who=${hide.by} /> · <${When} at=${hide.at} /></span>
        ${hide.lifted_at
          ? html`<span>${t("settings-hides-lifted-by")} <${Person} who=${hide.lifted_by} /> · <${When} at=${hide.lifted_at} /></span>`
          : html`<span class="status dropped">${t("settings-hides-hidden")}</span>`}</p>
      ${!hide.lifted_at &&
      path &&
      board.writes &&
      html`<div class="actions"><${Asking} press=${t("settings-hides-show")} title=${t("settings-hides-show-title")} text=${t("settings-hides-show-sure")} act=${show} then=${() => focusOn("settings-hides")} /></div>`}
    </article>
  `;
}
