/* A board's connections to trackers, and to who is told what happens here. */

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ask, at, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty, Waiting } from "../../parts/page.js";
import { When } from "../../parts/words.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";
import { asSettings, inFields, inPluginsWords, pointers, SchemaFields } from "./schema.js";

/** All that can be connected: trackers, then listeners. */
export function useKinds() {
  const trackers = useList("/trackers");
  const listeners = useList("/listeners");
  const items = trackers.items && listeners.items && [...trackers.items, ...listeners.items.map((/** @type {any} */ one) => ({ ...one, hears: true }))];
  return { items, error: trackers.error ?? listeners.error, again: () => refresh("/trackers", "/listeners") };
}

/** @param {{ board: any }} props */
export function Connections({ board }) {
  const slug = board.data.slug;
  const connections = useList(`/boards/${slug}/connections`);
  const kinds = useKinds();
  const [adding, setAdding] = useState(false);
  return html`
    ${board.writes && html`<p class="actions"><button type="button" onClick=${() => setAdding(true)}>${t("settings-connections-add")}</button></p>`}
    <section>
      <h2 class="unseen" id="settings-connections" tabindex="-1">${t("settings-connections-there")}</h2>
      <${Endless} of=${connections} cards=${1} label=${t("settings-connections-there")} empty=${html`<${Empty} title=${t("settings-connections-none")}>${t("settings-connections-none-hint")}<//>`}
        item=${(/** @type {any} */ one) => html`
          <article class="card">
            <h3><a href=${at(`/boards/${slug}/settings/connections`, { connection: one.id })} dir="auto">${one.name}</a></h3>
            <p class="facts">
              <span>${kinds.items?.find((kind) => kind.kind === one.tracker)?.title ?? one.tracker}</span>
              <${State} of=${one} />
              ${one.id === board.data.default_connection && html`<span class="status">${t("settings-connections-default")}</span>`}
            </p>
            ${one.reason && html`<p dir="auto">${one.reason}</p>`}
          </article>
        `} />
    </section>
    ${adding && html`<${Adding} slug=${slug} kinds=${kinds} onClose=${() => setAdding(false)} />`}
  `;
}

/** How a connection is, and since when. @param {{ of: any }} props */
export const State = ({ of: { state, since } }) => html`
  <span class=${`status ${state === "active" ? "done" : "dropped"}`}>${t(`settings-connections-${state}`)}</span>
  <span>${t("settings-since")} <${When} at=${since} /></span>
`;

/** @param {{ slug: string, kinds: any, onClose: () => void }} props */
function Adding({ slug, kinds, onClose }) {
  const [kind, setKind] = useState(/** @type {any} */ (null));
  return html`
    <${Dialog} title=${kind ? t("settings-connections-add-to", { tracker: kind.title }) : t("settings-connections-add")} onClose=${onClose}>
      ${kind
        ? html`<${Entering} slug=${slug} kind=${kind} onBack=${() => setKind(null)} />`
        : html`
            <${Waiting} of=${kinds}>
              ${() => html`
                ${[false, true].map((hears) => {
                  const some = kinds.items.filter((/** @type {any} */ one) => Boolean(one.hears) === hears);
                  return (
                    some.length > 0 &&
                    html`
                      <h3>${t(hears ? "settings-connections-listeners" : "settings-connections-trackers")}</h3>
                      <p class="soft">${t(hears ? "settings-connections-listeners-means" : "settings-connections-trackers-means")}</p>
                      <ul class="kinds" role="list">
                        ${some.map((/** @type {any} */ one) => html`<li key=${one.kind}><button type="button" class="secondary" onClick=${() => setKind(one)}>${one.title}</button></li>`)}
                      </ul>
                    `
                  );
                })}
                ${kinds.items.length === 0 && html`<${Empty} title=${t("settings-connections-no-plugins")}>${t("settings-connections-no-plugins-hint")}<//>`}
              `}
            <//>
          `}
    <//>
  `;
}

/** @param {{ slug: string, kind: any, onBack: () => void }} props */
function Entering({ slug, kind, onBack }) {
  const { route } = useLocation();
  const [name, setName] = useState(kind.title);
  const [fields, setFields] = useState(() => inFields(kind.settings));
  const [key] = useState(newKey);
  const { send, busy, error } = useSend(async () => {
    const settings = Object.fromEntries(Object.entries(asSettings(kind.settings, fields)).filter(([, value]) => value !== null));
    const { data } = await ask("POST", `/boards/${slug}/connections`, { body: { tracker: kind.kind, name, settings }, key });
    // A board's first tracker becomes its default.
    refresh(`/boards/${slug}`);
    route(at(`/boards/${slug}/settings/connections`, { connection: data.id, check: "now" }));
  });
  return html`
    <form onSubmit=${submitting(send)}>
      <${Wrong} error=${inPluginsWords(error)} fields=${["/name", ...pointers(kind.settings)]} />
      <${Field} label=${t("settings-connections-name")} hint=${t("settings-connections-name-hint")} value=${name} required maxlength="100" wrong=${wrongWith(error, "/name")} onInput=${setName} />
      <${SchemaFields} schema=${kind.settings} fields=${fields} error=${error} onChange=${(/** @type {any} */ change) => setFields({ ...fields, ...change })} />
      <${Submit} press=${t("settings-connections-make")} busy=${busy}>
        <button type="button" class="secondary" onClick=${onBack}>${t("settings-connections-other")}</button>
      <//>
    </form>
  `;
}
