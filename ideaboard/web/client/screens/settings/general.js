/* What a board is called and is for, who sees it, where it is, and whether it goes on. */

import { useLocation } from "preact-iso/router";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { Choice, Field, Submit, submitting, Wrong, wrongWith } from "../../parts/form.js";
import { Facts } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { Day } from "../../parts/words.js";
import { session } from "../../session.js";
import { forgetAll, put, useList } from "../../store.js";
import { t } from "../../texts.js";
import { Asking } from "./asking.js";
import { Theirs, useEdit } from "./edit.js";

/** @param {{ board: any }} props */
export function General({ board }) {
  const slug = board.data.slug;
  return html`
    ${board.leads
      ? html`<${Form} board=${board} slug=${slug} />`
      : html`
          <${Facts} of=${[
            [t("settings-name"), html`<bdi>${board.data.name}</bdi>`],
            [t("settings-purpose"), board.data.purpose && html`<span dir="auto">${board.data.purpose}</span>`],
            [t("settings-visibility"), t(`settings-${board.data.visibility}`)],
            [t("settings-time-zone"), html`<bdi>${board.data.time_zone}</bdi>`],
            [t("settings-my-role"), board.role && t(`role-${board.role}`)],
          ]} />
        `}
    ${board.leads && html`<${Archive} board=${board} slug=${slug} />`}
    ${board.role && html`<${Leave} board=${board} slug=${slug} />`}
  `;
}

/** @param {any} data */
const fields = ({ name, purpose, visibility, time_zone, default_connection }) => ({ name, purpose, visibility, time_zone, default_connection });

/** @param {{ board: any, slug: string }} props */
function Form({ board, slug }) {
  const edit = useEdit(`/boards/${slug}`, board, fields);
  const connections = useList(`/boards/${slug}/connections`);
  const { said, set, error } = edit;
  const trackers = (connections.items ?? []).filter((/** @type {any} */ one) => one.events === null);
  const labels = {
    name: t("settings-name"),
    purpose: t("settings-purpose"),
    visibility: t("settings-visibility"),
    time_zone: t("settings-time-zone"),
    default_connection: t("settings-default-connection"),
  };
  /** @param {string} name @param {any} value */
  const shown = (name, value) => {
    if (name === "visibility") return t(`settings-${value}`);
    if (name === "default_connection") return trackers.find((one) => one.id === value)?.name ?? t("settings-no-connection");
    return value;
  };
  return html`
    <form onSubmit=${submitting(edit.send)}>
      <${Wrong} error=${error} fields=${["/name", "/purpose", "/time_zone", "/default_connection"]} />
      <${Theirs} of=${edit} labels=${labels} shown=${shown} />
      <${Field} label=${labels.name} value=${said.name} required maxlength="100" wrong=${wrongWith(error, "/name")}
        onInput=${(/** @type {string} */ name) => set({ name })} />
      <${Field} kind="textarea" label=${labels.purpose} value=${said.purpose} maxlength="2000" wrong=${wrongWith(error, "/purpose")}
        onInput=${(/** @type {string} */ purpose) => set({ purpose })} />
      <${Choice} legend=${labels.visibility} name="visibility" value=${said.visibility} onChange=${(/** @type {string} */ visibility) => set({ visibility })}
        options=${["private", "open"].map((one) => [one, t(`settings-${one}`), t(`settings-${one}-hint`)])} />
      <${Field} label=${labels.time_zone} hint=${t("settings-time-zone-hint")} value=${said.time_zone} required maxlength="64" dir="ltr"
        list="settings-zones" autocomplete="off" wrong=${wrongWith(error, "/time_zone")} onInput=${(/** @type {string} */ time_zone) => set({ time_zone })} />
      <datalist id="settings-zones">${Intl.supportedValuesOf("timeZone").map((zone) => html`<option key=${zone} value=${zone}></option>`)}</datalist>
      <${Field} kind="select" label=${labels.default_connection} hint=${t("settings-default-connection-hint")} wrong=${wrongWith(error, "/default_connection")}
        value=${said.default_connection ?? ""} onInput=${(/** @type {string} */ id) => set({ default_connection: id || null })}>
        <option value="" selected=${!said.default_connection}>${t("settings-no-connection")}</option>
        ${trackers.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === said.default_connection}>${one.name}</option>`)}
      <//>
      <${Submit} press=${t("save")} busy=${edit.busy} disabled=${!edit.changed} />
    </form>
  `;
}

/** @param {{ board: any, slug: string }} props */
function Archive({ board, slug }) {
  const archived = Boolean(board.data.archived_at);
  const way = archived ? "settings-unarchive" : "settings-archive";
  async function turn() {
    const { data, etag } = await ask("PATCH", `/boards/${slug}`, { body: { archived: !archived }, etag: board.etag });
    put(`/boards/${slug}`, data, etag);
    say(t(archived ? "settings-unarchived" : "settings-archived"));
  }
  return html`
    <section>
      <h2>${t("settings-archive-heading")}</h2>
      <p>${archived ? html`${t("settings-archived-since")} <${Day} on=${board.data.archived_at} />. ${t("settings-unarchive-text")}` : t("settings-archive-text")}</p>
      <${Asking} small=${false} press=${t(way)} title=${t(`${way}-title`)} text=${t(`${way}-sure`)} act=${turn} />
    </section>
  `;
}

/** @param {{ board: any, slug: string }} props */
function Leave({ board, slug }) {
  const { route } = useLocation();
  async function leave() {
    await ask("DELETE", `/boards/${slug}/members/${session.value?.account?.id}`);
    // What was read as a member is not to be seen any more.
    forgetAll();
    route("/", true);
    say(t("settings-left", { name: board.data.name }));
  }
  return html`
    <section>
      <h2>${t("settings-leave-title")}</h2>
      <p>${t("settings-leave-text")}</p>
      <${Asking} small=${false} press=${t("settings-leave")} title=${t("settings-leave-sure", { name: board.data.name })}
        text=${t(board.data.visibility === "open" ? "settings-leave-open" : "settings-leave-private")} act=${leave} />
    </section>
  `;
}
