/* The audit trail of what belongs to no board: accounts, tokens, sign-in. */

import { html } from "../../dom.js";
import { useAll } from "../../parts/all.js";
import { Trail } from "../../parts/trail.js";
import { t } from "../../texts.js";

/** What it can hold, by what it was done to. @type {Record<string, string[]>} */
export const ACTS = {
  account: ["created", "disabled", "edited", "enabled", "erased", "password_changed", "role_changed"],
  identity: ["linked", "unlinked"],
  session: ["sign_in_failed", "signed_in"],
  token: ["created", "revoked"],
};

export function OfInstallation() {
  const names = new Map((useAll("/accounts").items ?? []).map((/** @type {any} */ one) => [one.id, one.name]));
  /** @param {string} fact @param {any} value */
  function shown(fact, value) {
    if (fact === "account") return html`<bdi>${names.get(value) ?? t("nobody-named")}</bdi>`;
    if (fact === "kind") return t(`admin-kind-${value}`);
    if (fact === "scopes") return value.map((/** @type {string} */ scope) => t(`scope-${scope}`)).join(" · ");
    if (fact === "expires_at" && value === null) return t("token-for-ever");
    return fact === "way" ? t(`me-way-${value}`) : null;
  }
  return html`<${Trail} of="/audit" acts=${ACTS} names=${names} shown=${shown} />`;
}
