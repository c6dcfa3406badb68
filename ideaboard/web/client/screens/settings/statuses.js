/* What the tracker's statuses mean here, and which issue would be made of an idea; nothing is sent to see it. */

import { useState } from "preact/hooks";
import { html } from "../../dom.js";
import { Field, Submit, submitting, Wrong } from "../../parts/form.js";
import { Empty } from "../../parts/page.js";
import { Progress, useJob } from "../../parts/running.js";
import { useList } from "../../store.js";
import { t } from "../../texts.js";
import { Theirs, useEdit } from "./edit.js";

const MEANINGS = ["open", "in_progress", "done", "rejected", "unknown"];

/** @param {{ board: any, connection: any, can: (capability: string) => boolean }} props */
export function Statuses({ board, connection, can }) {
  const ideas = useList(`/boards/${board.data.slug}/ideas?sort=new`);
  const job = useJob();
  const [chosen, setChosen] = useState("");
  const idea = chosen || ideas.items?.[0]?.id || "";
  const found = job.job?.state === "done" ? job.job.result : null;
  const mapped = Object.keys(connection.data.status_map);
  // What is mapped already can be changed without asking, by its id alone.
  const statuses = found?.statuses ?? mapped.map((id) => ({ id, name: id, category: null }));
  return html`
    <section>
      <h2>${t(can("statuses") ? "settings-statuses-title" : "settings-dry-run-title")}</h2>
      <p>${t(can("statuses") ? "settings-statuses-text" : "settings-dry-run-text")}</p>
      ${ideas.items?.length === 0
        ? html`<${Empty} title=${t("settings-dry-run-no-idea")}>${t("settings-dry-run-no-idea-hint")}<//>`
        : html`
            <form onSubmit=${submitting(() => job.run(`/connections/${connection.data.id}/dry-runs`, { idea }))}>
              <${Field} kind="select" label=${t("settings-dry-run-idea")} hint=${t("settings-dry-run-idea-hint")} value=${idea} onInput=${setChosen}>
                ${(ideas.items ?? []).map((/** @type {any} */ one) => html`<option key=${one.id} value=${one.id} selected=${one.id === idea}>#${one.number} ${one.title}</option>`)}
              <//>
              <${Submit} press=${t(can("statuses") ? "settings-statuses-press" : "settings-dry-run-press")} busy=${job.busy} disabled=${!idea} />
            </form>
          `}
      <${Progress} of=${job}>
        ${(/** @type {any} */ result) => html`
          <details open=${!can("statuses")}>
            <summary>${t("settings-dry-run-issue")}</summary>
            <p><strong dir="auto">${result.title}</strong>${result.title_cut && html` <span class="soft">${t("settings-dry-run-cut")}</span>`}</p>
            <pre class="letter" dir="auto">${result.body}</pre>
          </details>
          ${result.unmapped.length > 0 && html`<p class="note">${t("settings-statuses-unmapped", { count: result.unmapped.length })}</p>`}
        `}
      <//>
      ${statuses.length > 0 && html`<${StatusMap} connection=${connection} statuses=${statuses} />`}
    </section>
  `;
}

/** The order of the names says nothing, and must not look like a change. @param {Record<string, string>} map */
const ordered = (map) => Object.fromEntries(Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1)));

/** @param {{ connection: any, statuses: { id: string, name: string, category: string | null }[] }} props */
function StatusMap({ connection, statuses }) {
  const edit = useEdit(`/connections/${connection.data.id}`, connection, ({ status_map }) => ({ status_map: ordered(status_map) }));
  const map = edit.said.status_map;
  /** @param {string} id @param {string} meaning */
  const mean = (id, meaning) => {
    const { [id]: _, ...others } = map;
    edit.set({ status_map: ordered(meaning ? { ...others, [id]: meaning } : others) });
  };
  return html`
    <form onSubmit=${submitting(edit.send)}>
      <h3>${t("settings-statuses-mean")}</h3>
      <${Wrong} error=${edit.error} />
      <${Theirs} of=${edit} labels=${{ status_map: t("settings-statuses-mean") }}
        shown=${(/** @type {string} */ _, /** @type {Record<string, string>} */ of) => Object.entries(of).map(([id, meaning]) => `${statuses.find((one) => one.id === id)?.name ?? id}: ${t(`settings-means-${meaning}`)}`).join("; ")} />
      ${statuses.map(
        (one) => html`
          <${Field} key=${one.id} kind="select" label=${html`<bdi>${one.name}</bdi>`} value=${map[one.id] ?? ""} onInput=${(/** @type {string} */ meaning) => mean(one.id, meaning)}>
            <option value="" selected=${!(one.id in map)}>${one.category ? t("settings-statuses-by-tracker", { meaning: t(`settings-means-${one.category}`) }) : t("settings-statuses-by-itself")}</option>
            ${MEANINGS.map((meaning) => html`<option key=${meaning} value=${meaning} selected=${map[one.id] === meaning}>${t(`settings-means-${meaning}`)}</option>`)}
          <//>
        `,
      )}
      <${Submit} press=${t("settings-statuses-save")} busy=${edit.busy} disabled=${!edit.changed} />
    </form>
  `;
}
