/* One connection: whether it works, its settings, what goes out and what comes in, and its end. */

import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { Field, Submit, submitting, Tick, Wrong, wrongWith } from "../../parts/form.js";
import { Page, Waiting } from "../../parts/page.js";
import { Progress, useJob } from "../../parts/running.js";
import { Facts } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { refresh, useResource } from "../../store.js";
import { t } from "../../texts.js";
import { Arrived } from "./arrived.js";
import { Asking } from "./asking.js";
import { State, useKinds } from "./connections.js";
import { Theirs, useEdit } from "./edit.js";
import { LISTENED } from "./events.js";
import { Inbound } from "./inbound.js";
import { Issues } from "./issues.js";
import { asSettings, choosable, inFields, inPluginsWords, pointers, SchemaFields, titles } from "./schema.js";
import { Statuses } from "./statuses.js";

const SETTING = "setting ";

/** @param {{ board: any, id: string }} props */
export function Connection({ board, id }) {
  const connection = useResource(`/connections/${id}`);
  const kinds = useKinds();
  const slug = board.data.slug;
  return html`
    <${Waiting} of=${connection}>
      ${() => {
        const kind = kinds.items?.find((one) => one.kind === connection.data.tracker);
        /** @param {string} capability */
        const can = (capability) => kind?.capabilities?.includes(capability) ?? false;
        const hears = connection.data.events !== null;
        const shared = { board, connection, kind, can };
        return html`
          <${Page} title=${connection.data.name} back=${{ href: `/boards/${slug}/settings/connections`, text: t("settings-connections") }}>
            <${Arrived} />
            <p class="facts"><span>${kind?.title ?? connection.data.tracker}</span> <${State} of=${connection.data} /></p>
            ${connection.data.reason && html`<p class="note" dir="auto">${connection.data.reason}</p>`}
            ${connection.data.state === "paused" && html`<p>${t("settings-connections-paused-means")}</p>`}
            ${connection.data.account && html`<${Facts} of=${[[t("settings-connections-account"), html`<bdi>${connection.data.account}</bdi>`]]} />`}
            ${board.writes && html`<${Check} ...${shared} />`}
            ${board.writes && kind && html`<${Settings} key=${kind.kind} ...${shared} />`}
            ${board.writes && kind && (hears ? html`<${Hearing} ...${shared} />` : html`<${Outbound} ...${shared} />`)}
            ${!hears && kind && html`<${Inbound} ...${shared} />`}
            ${!hears && kind && board.writes && html`<${Statuses} ...${shared} />`}
            ${board.writes && html`<${Removing} ...${shared} />`}
            ${!hears && html`<${Issues} ...${shared} />`}
          <//>
        `;
      }}
    <//>
  `;
}

/** @param {{ connection: any }} props */
function Check({ connection }) {
  const { query, path, route } = useLocation();
  const job = useJob();
  const id = connection.data.id;
  async function check() {
    await job.run(`/connections/${id}/checks`);
    // A check that goes well wakes a paused connection, and says who we are there.
    refresh(`/connections/${id}`);
  }
  useEffect(() => {
    if (query.check !== "now") return;
    route(`${path}?connection=${id}`, true);
    check();
  }, []);
  return html`
    <section>
      <h2>${t("settings-check-title")}</h2>
      <p>${t("settings-check-text")}</p>
      <p class="actions"><button type="button" class="secondary" disabled=${job.busy} aria-busy=${job.busy ? "true" : undefined} onClick=${check}>${t("settings-check-press")}</button></p>
      <${Progress} of=${job}>
        ${(/** @type {any} */ found) =>
          found.ok
            ? html`<p class="note">${t("settings-check-well")}${found.account && html` ${t("settings-check-account")} <bdi>${found.account}</bdi>.`}</p>`
            : html`
                <p><strong>${t("settings-check-wrong")}</strong></p>
                <ul>${found.findings.map((/** @type {any} */ one) => html`<li>${t(`settings-check-${one.code}`)} <span class="soft" dir="auto">${one.detail}</span></li>`)}</ul>
              `}
      <//>
    </section>
  `;
}

/** @param {{ connection: any, kind: any, can: (capability: string) => boolean }} props */
function Settings({ connection, kind, can }) {
  const schema = kind.settings;
  const own = (/** @type {Record<string, any>} */ fields) => Object.fromEntries(Object.entries(fields).map(([name, value]) => [SETTING + name, value]));
  const plain = (/** @type {Record<string, any>} */ said) =>
    Object.fromEntries(Object.entries(said).filter(([name]) => name.startsWith(SETTING)).map(([name, value]) => [name.slice(SETTING.length), value]));
  const edit = useEdit(
    `/connections/${connection.data.id}`,
    connection,
    (data) => ({ name: data.name, ...own(inFields(schema, data.settings)) }),
    (changes) => {
      const settings = asSettings(schema, plain(changes));
      return { ...("name" in changes && { name: changes.name }), ...(Object.keys(settings).length > 0 && { settings }) };
    },
  );
  const [lists, setLists] = useState(/** @type {Record<string, any[]>} */ ({}));
  const error = inPluginsWords(edit.error);
  return html`
    <section>
      <h2>${t("settings-connection-settings")}</h2>
      <form onSubmit=${submitting(edit.send)}>
        <${Wrong} error=${error} fields=${["/name", ...pointers(schema)]} />
        <${Theirs} of=${edit} labels=${{ name: t("settings-connections-name"), ...own(titles(schema)) }} />
        <${Field} label=${t("settings-connections-name")} value=${edit.said.name} required maxlength="100" wrong=${wrongWith(error, "/name")}
          onInput=${(/** @type {string} */ name) => edit.set({ name })} />
        <${SchemaFields} schema=${schema} fields=${plain(edit.said)} error=${error} secrets=${connection.data.secrets} lists=${lists}
          onChange=${(/** @type {any} */ change) => edit.set(own(change))} />
        <${Submit} press=${t("save")} busy=${edit.busy} disabled=${!edit.changed} />
      </form>
      ${can("choices") && choosable(schema).length > 0 && html`<${Choices} id=${connection.data.id} schema=${schema} onList=${(/** @type {string} */ name, /** @type {any[]} */ list) => setLists({ ...lists, [name]: list })} />`}
    </section>
  `;
}

/** What can be chosen for a setting, asked of the tracker. @param {{ id: string, schema: any, onList: (name: string, list: any[]) => void }} props */
function Choices({ id, schema, onList }) {
  const job = useJob();
  const [name, setName] = useState("");
  const wanted = choosable(schema);
  async function look() {
    const settled = await job.run(`/connections/${id}/choices`, { name });
    if (settled?.state === "done") onList(name, settled.result);
  }
  return html`
    <details>
      <summary>${t("settings-choices-title")}</summary>
      <form onSubmit=${submitting(look)}>
        <${Field} kind="select" label=${t("settings-choices-of")} hint=${t("settings-choices-hint")} required value=${name} onInput=${setName}>
          <option value="" selected=${!name}>${t("settings-choose")}</option>
          ${wanted.map(([one, property]) => html`<option key=${one} value=${one} selected=${one === name}>${property.title ?? one}</option>`)}
        <//>
        <${Submit} press=${t("settings-choices-press")} busy=${job.busy} />
      </form>
      <${Progress} of=${job}>
        ${(/** @type {any[]} */ list) =>
          list.length === 0
            ? html`<p>${t("settings-choices-none")}</p>`
            : html`<p>${t("settings-choices-found")}</p><ul>${list.slice(0, 100).map((one) => html`<li key=${one.id}><bdi>${one.name}</bdi>${one.id !== one.name && html` <code>${one.id}</code>`}</li>`)}</ul>`}
      <//>
    </details>
  `;
}

/** @param {{ connection: any, can: (capability: string) => boolean }} props */
function Outbound({ connection, can }) {
  const names = ["status", "comments"].filter((one) => can(one === "status" ? "set_status" : "comment"));
  const edit = useEdit(
    `/connections/${connection.data.id}`,
    connection,
    (data) => Object.fromEntries(names.map((one) => [one, data.outbound[one]])),
    (outbound) => ({ outbound }),
  );
  if (names.length === 0) return null;
  return html`
    <section>
      <h2>${t("settings-outbound-title")}</h2>
      <p>${t("settings-outbound-text")}</p>
      <form onSubmit=${submitting(edit.send)}>
        <${Wrong} error=${edit.error} />
        <${Theirs} of=${edit} labels=${Object.fromEntries(names.map((one) => [one, t(`settings-outbound-${one}`)]))} shown=${(/** @type {string} */ _, /** @type {boolean} */ on) => t(on ? "settings-on" : "settings-off")} />
        ${names.map((one) => html`<${Tick} key=${one} label=${t(`settings-outbound-${one}`)} hint=${t(`settings-outbound-${one}-hint`)} checked=${edit.said[one]} onChange=${(/** @type {boolean} */ on) => edit.set({ [one]: on })} />`)}
        <${Submit} press=${t("settings-outbound-save")} busy=${edit.busy} disabled=${!edit.changed} />
      </form>
    </section>
  `;
}

/** @param {{ connection: any }} props */
function Hearing({ connection }) {
  const edit = useEdit(`/connections/${connection.data.id}`, connection, (data) => ({ events: LISTENED.filter((one) => data.events.includes(one)) }));
  const chosen = edit.said.events;
  /** @param {string} type @param {boolean} on */
  const turn = (type, on) => edit.set({ events: LISTENED.filter((one) => (one === type ? on : chosen.includes(one))) });
  return html`
    <section>
      <h2>${t("settings-hearing-title")}</h2>
      <form onSubmit=${submitting(edit.send)}>
        <${Wrong} error=${edit.error} />
        <${Theirs} of=${edit} labels=${{ events: t("settings-hearing-title") }} shown=${(/** @type {string} */ _, /** @type {string[]} */ types) => types.map((type) => t(eventName(type))).join(", ")} />
        <fieldset class="ticks"><legend>${t("settings-hearing-text")}</legend>
          ${LISTENED.map((type) => html`<${Tick} key=${type} label=${t(eventName(type))} checked=${chosen.includes(type)} onChange=${(/** @type {boolean} */ on) => turn(type, on)} />`)}
        </fieldset>
        <${Submit} press=${t("settings-hearing-save")} busy=${edit.busy} disabled=${!edit.changed || chosen.length === 0} />
      </form>
    </section>
  `;
}

/** @param {string} type */
const eventName = (type) => `settings-event-${type.replace(".", "-")}`;

/** @param {{ board: any, connection: any }} props */
function Removing({ board, connection }) {
  const { route } = useLocation();
  const slug = board.data.slug;
  async function remove() {
    await ask("DELETE", `/connections/${connection.data.id}`, { etag: connection.etag });
    await refresh(`/boards/${slug}`);
    route(`/boards/${slug}/settings/connections`);
    say(t("settings-connections-removed", { name: connection.data.name }));
  }
  return html`
    <section>
      <h2>${t("settings-connections-remove-title")}</h2>
      <p>${t("settings-connections-remove-text")}</p>
      <${Asking} small=${false} press=${t("settings-connections-remove")} title=${t("settings-connections-remove-sure", { name: connection.data.name })} text=${t("settings-connections-remove-text")} act=${remove} />
    </section>
  `;
}
