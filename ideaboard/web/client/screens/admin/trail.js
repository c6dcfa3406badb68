/* The audit trail of what belongs to no board: accounts, tokens, sign-in. */

import { useLocation } from "preact-iso/router";
import { at } from "../../api.js";
import { html } from "../../dom.js";
import { useAll } from "../../parts/all.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Facts } from "../../parts/shown.js";
import { When } from "../../parts/words.js";
import { useList } from "../../store.js";
import { t } from "../../texts.js";

export function Trail() {
  const { query, path, route } = useLocation();
  const entries = useList(at("/audit", { type: query.type }));
  const accounts = useAll("/accounts");
  const names = new Map((accounts.items ?? []).map((/** @type {any} */ one) => [one.id, one.name]));
  const name = (/** @type {string | null} */ id) => (id === null ? t("admin-trail-operator") : (names.get(id) ?? t("nobody-named")));
  return html`
    ${query.type && html`<p><button type="button" class="link" onClick=${() => route(path)}>${t("admin-trail-all")}</button></p>`}
    <${Endless} of=${entries} label=${t("admin-audit")} empty=${html`<${Empty} title=${t("admin-trail-none")} />`}
      item=${(/** @type {any} */ one) => html`
        <article class="card">
          <p><a href=${at(path, { type: one.type })}><code>${one.type}</code></a> ${one.subject.kind === "account" && html`<bdi>${name(one.subject.id)}</bdi>`}</p>
          <p class="facts"><span>${t("admin-trail-by")} <bdi>${name(one.actor)}</bdi></span> <${When} at=${one.at} /> ${one.blanked && html`<span>${t("admin-trail-blanked")}</span>`}</p>
          <${Facts} of=${Object.entries({ ...one.facts, ...(one.personal ?? {}) }).map(([fact, value]) => [fact.replaceAll("_", " "), html`<bdi>${typeof value === "object" ? JSON.stringify(value) : String(value)}</bdi>`])} />
        </article>
      `} />
  `;
}
