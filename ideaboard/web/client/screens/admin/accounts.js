/* Accounts: people, and machines with their tokens. */

import { useState } from "preact/hooks";
import { ask, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { useProven } from "../../parts/again.js";
import { Dialog } from "../../parts/dialog.js";
import { Choice, Field, Submit, submitting, Tick, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Waiting } from "../../parts/page.js";
import { say } from "../../parts/toast.js";
import { When } from "../../parts/words.js";
import { session } from "../../session.js";
import { refresh, useList, useResource } from "../../store.js";
import { t } from "../../texts.js";
import { TokenList } from "../me/tokens.js";

export function Accounts() {
  const accounts = useList("/accounts");
  const [making, setMaking] = useState(false);
  const [shown, setShown] = useState(/** @type {string | null} */ (null));
  return html`
    <p class="actions"><button type="button" onClick=${() => setMaking(true)}>${t("admin-account-new")}</button></p>
    <${Endless} of=${accounts} label=${t("admin-accounts")}
      item=${(/** @type {any} */ one) => html`
        <article class="card row">
          <div>
            <p><strong><bdi>${one.name}</bdi></strong>
              ${one.kind === "service" && html` <span class="status">${t("admin-kind-service")}</span>`}
              ${one.admin && html` <span class="status adopted">${t("admin-is-admin")}</span>`}
              ${one.disabled && html` <span class="status dropped">${t("admin-is-off")}</span>`}</p>
            <p class="facts">${one.email && html`<bdi>${one.email}</bdi>`} <span>${t("admin-since")} <${When} at=${one.created_at} /></span></p>
          </div>
          <button type="button" class="secondary small" onClick=${() => setShown(one.id)} aria-label=${t("admin-change-named", { name: one.name })}>${t("admin-change")}</button>
        </article>
      `} />
    ${making && html`<${Making} onClose=${() => setMaking(false)} />`}
    ${shown && html`<${Account} id=${shown} onClose=${() => setShown(null)} />`}
  `;
}

/** @param {{ onClose: () => void }} props */
function Making({ onClose }) {
  const [said, setSaid] = useState(/** @type {any} */ ({ kind: "person", name: "", email: "", admin: false }));
  const [key] = useState(newKey);
  const set = (/** @type {any} */ change) => setSaid({ ...said, ...change });
  const { send, busy, error } = useSend(async () => {
    const person = said.kind === "person";
    await ask("POST", "/accounts", { body: { kind: said.kind, name: said.name, admin: said.admin, ...(person && { email: said.email }) }, key });
    await refresh("/accounts");
    onClose();
    say(t("saved"));
  });
  return html`
    <${Dialog} title=${t("admin-account-new")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <${Wrong} error=${error} fields=${["/name", "/email", "/kind"]} />
        <${Choice} legend=${t("admin-kind")} name="kind" value=${said.kind} onChange=${(/** @type {string} */ kind) => set({ kind })}
          options=${[["person", t("admin-kind-person"), t("admin-kind-person-hint")], ["service", t("admin-kind-service"), t("admin-kind-service-hint")]]} />
        <${Field} label=${t("admin-name")} value=${said.name} required maxlength="100" wrong=${wrongWith(error, "/name")} onInput=${(/** @type {string} */ name) => set({ name })} />
        ${said.kind === "person" && html`<${Field} kind="email" label=${t("admin-email")} value=${said.email} required maxlength="254" wrong=${wrongWith(error, "/email")} onInput=${(/** @type {string} */ email) => set({ email })} />`}
        <${Tick} label=${t("admin-make-admin")} hint=${t("admin-make-admin-hint")} checked=${said.admin} onChange=${(/** @type {boolean} */ admin) => set({ admin })} />
        <${Submit} press=${t("admin-account-make")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}

/** @param {{ id: string, onClose: () => void }} props */
function Account({ id, onClose }) {
  const account = useResource(`/accounts/${id}`);
  return html`
    <${Dialog} title=${account.data?.name ?? t("admin-change")} onClose=${onClose} wide>
      <${Waiting} of=${account}>${() => html`<${Change} account=${account.data} etag=${account.etag} onClose=${onClose} />`}<//>
    <//>
  `;
}

/** @param {{ account: any, etag: string | null, onClose: () => void }} props */
function Change({ account, etag, onClose }) {
  const [name, setName] = useState(account.name);
  const [admin, setAdmin] = useState(account.admin);
  const [disabled, setDisabled] = useState(account.disabled);
  const [erasing, setErasing] = useState(false);
  const mine = account.id === session.value?.account?.id;
  const { send, busy, error, proof } = useProven(async () => {
    const body = Object.fromEntries(Object.entries({ name, admin, disabled }).filter(([field, value]) => value !== account[field]));
    await ask("PATCH", `/accounts/${account.id}`, { body, etag });
    await refresh("/accounts");
    onClose();
    say(t("saved"));
  });
  if (proof) return proof;
  return html`
    <form onSubmit=${submitting(() => send())}>
      <${Wrong} error=${error} fields=${["/name"]} />
      <${Field} label=${t("admin-name")} value=${name} required maxlength="100" wrong=${wrongWith(error, "/name")} onInput=${setName} />
      <${Tick} label=${t("admin-make-admin")} hint=${t("admin-make-admin-hint")} checked=${admin} onChange=${setAdmin} />
      <${Tick} label=${t("admin-off")} hint=${t("admin-off-hint")} checked=${disabled} disabled=${mine} onChange=${setDisabled} />
      <${Submit} press=${t("save")} busy=${busy} onCancel=${onClose} disabled=${name === account.name && admin === account.admin && disabled === account.disabled} />
    </form>
    <section>
      <h3>${t("tokens")}</h3>
      ${account.kind === "service" ? html`<${TokenList} path=${`/accounts/${account.id}/tokens`} machine />` : html`<${PersonsTokens} id=${account.id} />`}
    </section>
    ${!mine &&
    html`<section>
      <h3>${t("admin-erase")}</h3>
      <p>${t("admin-erase-means")}</p>
      ${erasing ? html`<${Erase} account=${account} etag=${etag} onClose=${onClose} />` : html`<button type="button" class="danger" onClick=${() => setErasing(true)}>${t("admin-erase-begin")}</button>`}
    </section>`}
  `;
}

/** What somebody made can be revoked here, and made by nobody else. @param {{ id: string }} props */
function PersonsTokens({ id }) {
  const path = `/accounts/${id}/tokens`;
  const tokens = useList(path);
  const { send, busy, error, proof } = useProven(async (/** @type {any} */ one) => {
    await ask("DELETE", `${path}/${one.id}`);
    await refresh(path);
    say(t("token-revoked"));
  });
  return html`
    <${Wrong} error=${error} />
    <${Endless} of=${tokens} label=${t("tokens")} empty=${html`<p class="soft">${t("tokens-none")}</p>`}
      item=${(/** @type {any} */ one) => html`<div class="card row"><div><bdi>${one.name}</bdi> <code>${one.scopes}</code></div>
        <button type="button" class="secondary small" disabled=${busy} onClick=${() => send(one)} aria-label=${t("token-revoke-named", { name: one.name })}>${t("token-revoke")}</button></div>`} />
    ${proof}
  `;
}

/** @param {{ account: any, etag: string | null, onClose: () => void }} props */
function Erase({ account, etag, onClose }) {
  const [content, setContent] = useState("keep");
  const [typed, setTyped] = useState("");
  const { send, busy, error, proof } = useProven(async () => {
    await ask("DELETE", content === "erase" ? `/accounts/${account.id}?content=erase` : `/accounts/${account.id}`, { etag });
    await refresh("/accounts");
    onClose();
    say(t("admin-erased"));
  });
  if (proof) return proof;
  return html`
    <form onSubmit=${submitting(() => send())}>
      <${Wrong} error=${error} />
      <${Choice} legend=${t("admin-erase-content")} name="content" value=${content} onChange=${setContent}
        options=${[["keep", t("admin-erase-keep")], ["erase", t("admin-erase-all")]]} />
      <${Field} label=${t("admin-erase-type", { name: account.name })} value=${typed} autocomplete="off" onInput=${setTyped} />
      <${Submit} press=${t("admin-erase-press")} busy=${busy} disabled=${typed.trim() !== account.name} />
    </form>
  `;
}
