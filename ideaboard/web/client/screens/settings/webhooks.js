/* Where a board's events are told, signed. */

import { useState } from "preact/hooks";
import { ask, at, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Choice, Field, Submit, submitting, Tick, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Once } from "../../parts/shown.js";
import { When } from "../../parts/words.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";
import { TOLD } from "./events.js";

/** @param {{ board: any }} props */
export function Webhooks({ board }) {
  const slug = board.data.slug;
  const path = `/boards/${slug}/webhooks`;
  const webhooks = useList(path);
  const [adding, setAdding] = useState(false);
  return html`
    ${board.writes && html`<p class="actions"><button type="button" onClick=${() => setAdding(true)}>${t("settings-webhooks-add")}</button></p>`}
    <section>
      <h2 class="unseen">${t("settings-webhooks")}</h2>
      <${Endless} of=${webhooks} cards=${1} label=${t("settings-webhooks")} empty=${html`<${Empty} title=${t("settings-webhooks-none")}>${t("settings-webhooks-none-hint")}<//>`}
        item=${(/** @type {any} */ one) => html`
          <article class="card">
            <h3><a href=${at(`/boards/${slug}/settings/webhooks`, { webhook: one.id })} dir="auto">${one.description || one.url}</a></h3>
            ${one.description && html`<p><bdi>${one.url}</bdi></p>`}
            <p class="facts"><${State} of=${one} />
              <span>${one.events.length ? t("settings-webhooks-some-events", { count: one.events.length }) : t("settings-webhooks-all-events")}</span></p>
            ${one.reason && html`<p dir="auto">${one.reason}</p>`}
          </article>
        `} />
    </section>
    ${adding && html`<${Adding} path=${path} onClose=${() => setAdding(false)} />`}
  `;
}

/** How a webhook is, and since when. @param {{ of: any }} props */
export const State = ({ of: { state, since } }) => html`
  <span class=${`status ${state === "active" ? "done" : "dropped"}`}>${t(`settings-webhooks-${state}`)}</span>
  <span>${t("settings-since")} <${When} at=${since} /></span>
`;

export const FIELDS = ["/url", "/description", "/events"];

/** What is called at which address. @param {{ said: any, set: (change: any) => void, error: any }} props */
export function WebhookFields({ said, set, error }) {
  const all = said.events.length === 0;
  const [some, setSome] = useState(!all);
  /** @param {string} way */
  function choose(way) {
    setSome(way === "some");
    if (way === "all") set({ events: [] });
  }
  /** @param {string[]} types @param {boolean} on */
  const turn = (types, on) => {
    const rest = said.events.filter((/** @type {string} */ one) => !types.includes(one));
    set({ events: (on ? [...rest, ...types] : rest).sort() });
  };
  return html`
    <${Field} kind="url" label=${t("settings-webhooks-url")} hint=${t("settings-webhooks-url-hint")} value=${said.url} required maxlength="2000" dir="ltr" autocomplete="off"
      wrong=${wrongWith(error, "/url")} onInput=${(/** @type {string} */ url) => set({ url })} />
    <${Field} label=${t("settings-webhooks-description")} value=${said.description} maxlength="500" wrong=${wrongWith(error, "/description")}
      onInput=${(/** @type {string} */ description) => set({ description })} />
    <${Tick} label=${t("settings-webhooks-ordered")} hint=${t("settings-webhooks-ordered-hint")} checked=${said.ordered} onChange=${(/** @type {boolean} */ ordered) => set({ ordered })} />
    <${Choice} legend=${t("settings-webhooks-what")} name="events" value=${some ? "some" : "all"} onChange=${choose}
      options=${[["all", t("settings-webhooks-all-events"), t("settings-webhooks-all-events-hint")], ["some", t("settings-webhooks-chosen-events")]]} />
    ${some &&
    html`<div class="tick-groups">${Object.entries(TOLD).map(([about, happened]) => {
      const types = happened.map((one) => `${about}.${one}`);
      const on = types.filter((one) => said.events.includes(one));
      return html`
        <fieldset key=${about} class="ticks">
          <legend>${t(`subject-${about}`)}</legend>
          ${types.length > 1 &&
          html`<p><button type="button" class="link" onClick=${() => turn(types, on.length < types.length)}
            aria-label=${t(on.length < types.length ? "settings-webhooks-tick-named" : "settings-webhooks-untick-named", { about: t(`subject-${about}`) })}>${t(on.length < types.length ? "settings-webhooks-tick-all" : "settings-webhooks-untick-all")}</button></p>`}
          ${types.map((one) => html`<${Tick} key=${one} label=${t(`settings-event-${one.replace(".", "-")}`)} checked=${said.events.includes(one)} onChange=${(/** @type {boolean} */ now) => turn([one], now)} />`)}
        </fieldset>
      `;
    })}</div>`}
    ${some && all && html`<p class="soft">${t("settings-webhooks-none-is-all")}</p>`}
    ${wrongWith(error, "/events") && html`<p class="trouble">${wrongWith(error, "/events")}</p>`}
  `;
}

/** @param {{ path: string, onClose: () => void }} props */
function Adding({ path, onClose }) {
  const [said, setSaid] = useState({ url: "", description: "", ordered: false, events: [] });
  const [made, setMade] = useState(/** @type {any} */ (null));
  const [key] = useState(newKey);
  const { send, busy, error } = useSend(async () => {
    const { data } = await ask("POST", path, { body: said, key });
    refresh(path);
    setMade(data);
  });
  return html`
    <${Dialog} title=${t(made ? "settings-webhooks-secret-title" : "settings-webhooks-add")} onClose=${onClose}>
      ${made
        ? html`<p>${t("settings-webhooks-secret-text")}</p><${Once} label=${t("settings-webhooks-secret")} text=${made.secret} />
            <footer><button type="button" onClick=${onClose}>${t("settings-kept")}</button></footer>`
        : html`
            <form onSubmit=${submitting(send)}>
              <${Wrong} error=${error} fields=${FIELDS} />
              <${WebhookFields} said=${said} set=${(/** @type {any} */ change) => setSaid({ ...said, ...change })} error=${error} />
              <${Submit} press=${t("settings-webhooks-make")} busy=${busy} onCancel=${onClose} />
            </form>
          `}
    <//>
  `;
}
