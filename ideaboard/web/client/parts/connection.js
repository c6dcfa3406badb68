/* Where an issue is made, and what would be sent there. */

import { html } from "../dom.js";
import { t } from "../texts.js";
import { useAll } from "./all.js";
import { Field, wrongWith } from "./form.js";
import { Progress, useJob } from "./running.js";

/** The board's default stands in no answer; an empty choice means none. */
export const DEFAULT = "default";

/** What a decision says of it: absent is the board's default, null none. @param {string} chosen */
export const connectionBody = (chosen) => (chosen === DEFAULT ? {} : { connection: chosen || null });

/** @param {{ board: any, chosen: string, onChoose: (connection: string) => void, ideas: { id: string, title: string }[], error: any }} props */
export function ConnectionChoice({ board, chosen, onChoose, ideas, error }) {
  const all = useAll(`/boards/${board.slug}/connections`);
  // A listener is told events and makes no issues.
  const connections = (all.items ?? []).filter((one) => one.events === null);
  if (connections.length === 0) return null;
  const standard = connections.find((one) => one.id === board.default_connection);
  const named = (/** @type {any} */ one) => (one.state === "active" ? one.name : t("decide-connection-troubled", { name: one.name, state: t(`decide-connection-${one.state}`) }));
  const meant = chosen === DEFAULT ? standard?.id : chosen;
  return html`
    <${Field} kind="select" label=${t("decide-connection")} hint=${t("decide-connection-hint")} value=${chosen} wrong=${wrongWith(error, "/connection")} onInput=${onChoose}>
      <option value=${DEFAULT} selected=${chosen === DEFAULT}>${standard ? t("decide-connection-default", { name: named(standard) }) : t("decide-connection-no-default")}</option>
      ${connections.filter((one) => one !== standard).map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === chosen}>${named(one)}</option>`)}
      <option value="" selected=${chosen === ""}>${t("decide-connection-none")}</option>
    <//>
    ${meant && ideas.map((idea) => html`<${DryRun} key=${`${meant} ${idea.id}`} connection=${meant} idea=${idea} alone=${ideas.length === 1} />`)}
  `;
}

/** @param {{ connection: string, idea: { id: string, title: string }, alone: boolean }} props */
function DryRun({ connection, idea, alone }) {
  const job = useJob();
  return html`
    <div class="field">
      <button type="button" class="small secondary" aria-busy=${job.busy ? "true" : undefined} disabled=${job.busy}
        onClick=${() => job.run(`/connections/${connection}/dry-runs`, { idea: idea.id })}>
        ${alone ? t("decide-dry-run") : t("decide-dry-run-of", { title: idea.title })}</button>
      <${Progress} of=${job}>${(/** @type {any} */ result) => html`<${WouldBe} of=${result} />`}<//>
    </div>
  `;
}

/** @param {{ of: { title: string, body: string, title_cut: boolean, statuses: any[] } }} props */
function WouldBe({ of }) {
  return html`
    <div class="card would-be">
      <p class="soft">${t("decide-dry-run-nothing-sent")}</p>
      <p><strong dir="auto">${of.title}</strong></p>
      ${of.title_cut && html`<p class="soft small-text">${t("decide-dry-run-cut")}</p>`}
      <p class="said" dir="auto">${of.body}</p>
      ${of.statuses.length > 0 &&
      html`<table>
        <caption class="unseen">${t("decide-dry-run-statuses")}</caption>
        <thead><tr><th scope="col">${t("decide-dry-run-there")}</th><th scope="col">${t("decide-dry-run-here")}</th></tr></thead>
        <tbody>${of.statuses.map((one) => html`<tr key=${one.id}><th scope="row"><bdi>${one.name}</bdi></th><td>${t(`decide-means-${one.means}`)}</td></tr>`)}</tbody>
      </table>`}
    </div>
  `;
}
