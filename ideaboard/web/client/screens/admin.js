/* The installation, for its admins: who is here, what waits to be passed on, what was done, and how it fares. */

import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useMe } from "../frame.js";
import { Missing, Page, Skeleton } from "../parts/page.js";
import { SubNav } from "../parts/subnav.js";
import { t } from "../texts.js";
import { Accounts } from "./admin/accounts.js";
import { Health } from "./admin/health.js";
import { Mails } from "./admin/mails.js";
import { OfInstallation } from "./admin/trail.js";

/** @type {Record<string, any>} */
const PARTS = { accounts: Accounts, mails: Mails, audit: OfInstallation, health: Health };

export default function Admin() {
  const { params } = useRoute();
  const me = useMe();
  const part = params.part ?? "accounts";
  if (!(part in PARTS) || me?.admin === false) return html`<${Missing} />`;
  const address = (/** @type {string} */ one) => (one === "accounts" ? "/admin" : `/admin/${one}`);
  return html`
    <${SubNav} label=${t("nav-admin")} here=${address(part)} parts=${Object.keys(PARTS).map((one) => [address(one), t(`admin-${one}`)])} />
    <${Page} title=${t(`admin-${part}`)} lead=${t(`admin-${part}-lead`)}>
      ${me ? html`<${PARTS[part]} key=${part} />` : html`<${Skeleton} />`}
    <//>
  `;
}
