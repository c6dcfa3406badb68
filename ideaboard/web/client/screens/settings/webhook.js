/* One webhook: what it is told, its secret, every attempt to tell it something, and its end. */

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ask, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty, Page, Waiting } from "../../parts/page.js";
import { Once } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { When } from "../../parts/words.js";
import { put, refresh, useList, useResource } from "../../store.js";
import { moment, number, sentence, t } from "../../texts.js";
import { Arrived } from "./arrived.js";
import { Asking, upToDate } from "./asking.js";
import { Theirs, useEdit } from "./edit.js";
import { FIELDS, State, WebhookFields } from "./webhooks.js";

/** @param {{ board: any, id: string }} props */
export function Webhook({ board, id }) {
  const path = `/webhooks/${id}`;
  const webhook = useResource(path);
  const home = `/boards/${board.data.slug}`;
  return html`
    <${Waiting} of=${webhook}>
      ${() => html`
        <${Page} title=${webhook.data.description || t("settings-webhooks-one")} lead=${html`<bdi>${webhook.data.url}</bdi>`}
          back=${{ href: `${home}/settings/webhooks`, text: t("settings-webhooks") }}>
          <${Arrived} />
          <p class="facts"><${State} of=${webhook.data} /></p>
          ${webhook.data.reason && html`<p class="note" dir="auto">${webhook.data.reason}</p>`}
          ${board.writes && html`<${Turning} path=${path} webhook=${webhook} />`}
          ${board.writes && html`<${Editing} path=${path} webhook=${webhook} />`}
          ${board.writes && html`<${Secret} path=${path} webhook=${webhook} />`}
          ${board.writes && html`<${Removing} home=${home} path=${path} webhook=${webhook} />`}
          <${Deliveries} board=${board} path=${path} active=${webhook.data.state === "active"} />
        <//>
      `}
    <//>
  `;
}

/** @param {{ path: string, webhook: any }} props */
function Turning({ path, webhook }) {
  const active = webhook.data.state === "active";
  const { send, busy, error } = useSend(() =>
    upToDate(async () => {
      const { data, etag } = await ask("PATCH", path, { body: { state: active ? "disabled" : "active" }, etag: webhook.etag });
      put(path, data, etag);
      say(t(active ? "settings-webhooks-now-disabled" : "settings-webhooks-now-active"));
    }),
  );
  return html`
    <p>${t(active ? "settings-webhooks-disable-means" : "settings-webhooks-enable-means")}</p>
    <p class="actions"><button type="button" class="secondary" disabled=${busy} onClick=${send}>${t(active ? "settings-webhooks-disable" : "settings-webhooks-enable")}</button></p>
    <${Wrong} error=${error} />
  `;
}

/** @param {{ path: string, webhook: any }} props */
function Editing({ path, webhook }) {
  const edit = useEdit(path, webhook, ({ url, description, ordered, events }) => ({ url, description, ordered, events: [...events].sort() }));
  const labels = { url: t("settings-webhooks-url"), description: t("settings-webhooks-description"), ordered: t("settings-webhooks-ordered"), events: t("settings-webhooks-what") };
  /** @param {string} name @param {any} value */
  const shown = (name, value) => {
    if (name === "ordered") return t(value ? "settings-on" : "settings-off");
    if (name === "events") return value.length ? value.map((/** @type {string} */ one) => t(`settings-event-${one.replace(".", "-")}`)).join(", ") : t("settings-webhooks-all-events");
    return value;
  };
  return html`
    <section>
      <h2>${t("settings-webhooks-edit-title")}</h2>
      <form onSubmit=${submitting(edit.send)}>
        <${Wrong} error=${edit.error} fields=${FIELDS} />
        <${Theirs} of=${edit} labels=${labels} shown=${shown} />
        <${WebhookFields} said=${edit.said} set=${edit.set} error=${edit.error} />
        <${Submit} press=${t("save")} busy=${edit.busy} disabled=${!edit.changed} />
      </form>
    </section>
  `;
}

/** @param {{ path: string, webhook: any }} props */
function Secret({ path, webhook }) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState(/** @type {any} */ (null));
  const [key, setKey] = useState(newKey);
  const { send, busy, error } = useSend(async () => {
    const { data } = await ask("POST", `${path}/rotate`, { key });
    setKey(newKey());
    refresh(path);
    setMade(data);
  });
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  return html`
    <section>
      <h2>${t("settings-webhooks-secret")}</h2>
      <p>${t("settings-webhooks-secret-means")}</p>
      ${webhook.data.old_until && html`<p>${t("settings-webhooks-old-until", { until: moment(webhook.data.old_until) })}</p>`}
      <p class="actions"><button type="button" class="secondary" onClick=${() => setOpen(true)}>${t("settings-webhooks-rotate")}</button></p>
      ${open &&
      html`
        <${Dialog} title=${t("settings-webhooks-rotate")} onClose=${close}>
          ${made
            ? html`<${Once} label=${t("settings-webhooks-secret")} text=${made.secret} /><footer><button type="button" onClick=${close}>${t("settings-kept")}</button></footer>`
            : html`
                <form onSubmit=${submitting(send)}>
                  <p>${t("settings-webhooks-rotate-means")}</p>
                  <${Wrong} error=${error} />
                  <${Submit} press=${t("settings-webhooks-rotate")} busy=${busy} onCancel=${close} />
                </form>
              `}
        <//>
      `}
    </section>
  `;
}

/** @param {{ board: any, path: string, active: boolean }} props */
function Deliveries({ board, path, active }) {
  const deliveries = useList(`${path}/deliveries`);
  const [since, setSince] = useState("");
  const may = board.writes && active;
  /** @param {any} body */
  async function redeliver(body) {
    const { data } = await ask("POST", `${path}/redeliver`, { body, key: newKey() });
    refresh(`${path}/deliveries`);
    say(t("settings-webhooks-owed", { count: data.owed }));
  }
  const { send, busy, error } = useSend(() => redeliver({ since: new Date(since).toISOString() }));
  /** @param {string} message */
  const again = (message) => redeliver({ message }).catch((error) => say(sentence(error), { wrong: true }));
  return html`
    <section>
      <h2>${t("settings-webhooks-deliveries")}</h2>
      ${may &&
      html`
        <details>
          <summary>${t("settings-webhooks-since-title")}</summary>
          <form onSubmit=${submitting(send)}>
            <${Wrong} error=${error} fields=${["/since"]} />
            <${Field} kind="datetime-local" label=${t("settings-webhooks-since")} hint=${t("settings-webhooks-since-hint")} required value=${since} wrong=${wrongWith(error, "/since")} onInput=${setSince} />
            <${Submit} press=${t("settings-webhooks-since-press")} busy=${busy} />
          </form>
        </details>
      `}
      <p class="actions"><button type="button" class="small secondary" onClick=${deliveries.again}>${t("settings-look-again")}</button></p>
      <${Endless} of=${deliveries} cards=${1} label=${t("settings-webhooks-deliveries")} keyOf=${(/** @type {any} */ one) => `${one.message} ${one.started_at}`}
        empty=${html`<${Empty} title=${t("settings-webhooks-no-deliveries")} />`}
        item=${(/** @type {any} */ one) => html`
          <div class="card row">
            <div>
              <p><strong>${t(`settings-event-${one.event.replace(".", "-")}`)}</strong> <span class=${`status ${one.outcome === "done" ? "done" : "dropped"}`}>${t(`settings-delivery-${one.outcome}`)}</span></p>
              <p class="facts"><span>${t("settings-webhooks-number", { number: number(one.seq) })}</span> <code>${one.message}</code>
                <${When} at=${one.started_at} /> ${one.status && html`<span>${t("settings-webhooks-status", { status: String(one.status) })}</span>`}</p>
              ${one.detail && html`<p dir="auto">${one.detail}</p>`}
            </div>
            ${may && html`<div class="actions"><button type="button" class="small secondary" aria-label=${t("settings-webhooks-again-named", { message: one.message })} onClick=${() => again(one.message)}>${t("settings-webhooks-again")}</button></div>`}
          </div>
        `} />
    </section>
  `;
}

/** @param {{ home: string, path: string, webhook: any }} props */
function Removing({ home, path, webhook }) {
  const { route } = useLocation();
  async function remove() {
    await ask("DELETE", path, { etag: webhook.etag });
    await refresh(`${home}/webhooks`);
    route(`${home}/settings/webhooks`);
    say(t("settings-webhooks-removed"));
  }
  return html`
    <section>
      <h2>${t("settings-webhooks-remove-title")}</h2>
      <p>${t("settings-webhooks-remove-text")}</p>
      <${Asking} small=${false} press=${t("settings-webhooks-remove")} title=${t("settings-webhooks-remove-sure")} text=${t("settings-webhooks-remove-text")} act=${remove} />
    </section>
  `;
}
