/* What the tracker tells the board: at which address, proven by which secret, and how to set it up there. */

import { useState } from "preact/hooks";
import { ask, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Choice, Field, Submit, submitting, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Progress, useJob } from "../../parts/running.js";
import { Copyable, Once } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { Day } from "../../parts/words.js";
import { refresh } from "../../store.js";
import { has, t } from "../../texts.js";

/** @param {{ board: any, connection: any, kind: any, can: (capability: string) => boolean }} props */
export function Inbound({ board, connection, kind, can }) {
  const { id, inbound_url, inbound_since } = connection.data;
  const [turning, setTurning] = useState(false);
  const how = `settings-inbound-how-${kind.kind}`;
  return html`
    <section>
      <h2>${t("settings-inbound-title")}</h2>
      ${inbound_url
        ? html`
            <p>${t("settings-inbound-text")}</p>
            <${Copyable} label=${t("settings-inbound-url")} text=${inbound_url} />
            <p>${t(has(how) ? how : "settings-inbound-how")}</p>
            <p>${inbound_since ? html`${t("settings-inbound-since")} <${Day} on=${inbound_since} />.` : t("settings-inbound-not-yet")}</p>
            ${board.writes && html`<p class="actions"><button type="button" class="secondary" onClick=${() => setTurning(true)}>${t(inbound_since ? "settings-inbound-rotate" : "settings-inbound-make")}</button></p>`}
          `
        : html`<p>${t(can("poll") ? "settings-inbound-polled" : "settings-inbound-none")}</p>`}
      ${board.writes && html`<${Looking} id=${id} />`}
      ${board.writes && can("open_issues") && html`<${Importing} id=${id} slug=${board.data.slug} />`}
      ${turning && html`<${Turning} id=${id} again=${inbound_since !== null} onClose=${() => setTurning(false)} />`}
    </section>
  `;
}

/** @param {{ id: string, again: boolean, onClose: () => void }} props */
function Turning({ id, again, onClose }) {
  const [said, setSaid] = useState({ way: "ours", secret: "" });
  const [made, setMade] = useState(/** @type {any} */ (null));
  const [key] = useState(newKey);
  // Once it is made there is one: the dialog stays what it was opened as.
  const [replaces] = useState(again);
  const theirs = said.way === "theirs";
  const { send, busy, error } = useSend(async () => {
    const { data } = await ask("POST", `/connections/${id}/rotate`, { body: theirs ? { secret: said.secret } : {}, key });
    refresh(`/connections/${id}`);
    if (theirs) {
      say(t("saved"));
      onClose();
    } else setMade(data);
  });
  return html`
    <${Dialog} title=${t(replaces ? "settings-inbound-rotate" : "settings-inbound-make")} onClose=${onClose}>
      ${made
        ? html`<${Once} label=${t("settings-inbound-secret")} text=${made.secret} /><footer><button type="button" onClick=${onClose}>${t("settings-kept")}</button></footer>`
        : html`
            <form onSubmit=${submitting(send)}>
              <${Wrong} error=${error} fields=${["/secret"]} />
              ${replaces && html`<p>${t("settings-inbound-old-day")}</p>`}
              <${Choice} legend=${t("settings-inbound-who-makes")} name="way" value=${said.way} onChange=${(/** @type {string} */ way) => setSaid({ ...said, way })}
                options=${[["ours", t("settings-inbound-ours"), t("settings-inbound-ours-hint")], ["theirs", t("settings-inbound-theirs"), t("settings-inbound-theirs-hint")]]} />
              ${theirs &&
              html`<${Field} kind="password" label=${t("settings-inbound-secret")} value=${said.secret} required minlength="12" maxlength="500" autocomplete="new-password"
                wrong=${wrongWith(error, "/secret")} onInput=${(/** @type {string} */ secret) => setSaid({ ...said, secret })} />`}
              <${Submit} press=${t(theirs ? "save" : "settings-inbound-make-yes")} busy=${busy} onCancel=${onClose} />
            </form>
          `}
    <//>
  `;
}

/** @param {{ id: string }} props */
function Looking({ id }) {
  const job = useJob();
  async function look() {
    await job.run(`/connections/${id}/resyncs`);
    refresh(`/connections/${id}`);
  }
  return html`
    <p class="actions"><button type="button" class="secondary" disabled=${job.busy} aria-busy=${job.busy ? "true" : undefined} onClick=${look}>${t("settings-resync-press")}</button></p>
    <${Progress} of=${job}>
      ${(/** @type {Record<string, number>} */ counts) => {
        const named = Object.entries(counts ?? {}).filter(([, count]) => typeof count === "number" && count > 0);
        return html`<p>${named.length ? t("settings-resync-done") : t("settings-resync-nothing")}</p>
          ${named.length > 0 && html`<ul>${named.map(([name, count]) => html`<li key=${name}>${t(has(`settings-resync-${name}`) ? `settings-resync-${name}` : "settings-resync-other", { count, name })}</li>`)}</ul>`}`;
      }}
    <//>
  `;
}

/** @param {{ id: string, slug: string }} props */
function Importing({ id, slug }) {
  const job = useJob();
  async function bring() {
    await job.run(`/connections/${id}/imports`);
    refresh(`/boards/${slug}/tasks`);
  }
  return html`
    <h3>${t("settings-import-title")}</h3>
    <p>${t("settings-import-text")}</p>
    <p class="actions"><button type="button" class="secondary" disabled=${job.busy} aria-busy=${job.busy ? "true" : undefined} onClick=${bring}>${t("settings-import-press")}</button></p>
    <${Progress} of=${job}>
      ${(/** @type {any} */ done) => html`
        <p>${t("settings-import-done", { count: done.imported })} ${done.there_before > 0 && t("settings-import-before", { count: done.there_before })}
          ${" "}${done.more && t("settings-import-more")} <a href="/boards/${slug}/tasks">${t("nav-tasks")}</a></p>
      `}
    <//>
  `;
}
