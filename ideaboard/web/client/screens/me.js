/* My account: who I am here, how I get in, and what is kept about me. */

import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useMe } from "../frame.js";
import { Missing, Page, Skeleton } from "../parts/page.js";
import { SubNav } from "../parts/subnav.js";
import { t } from "../texts.js";
import { Identities } from "./me/identities.js";
import { Privacy } from "./me/privacy.js";
import { Profile } from "./me/profile.js";
import { Sessions } from "./me/sessions.js";
import { Tokens } from "./me/tokens.js";

/** @type {Record<string, any>} */
const PARTS = { profile: Profile, sessions: Sessions, identities: Identities, tokens: Tokens, privacy: Privacy };

export default function Me() {
  const { params } = useRoute();
  const me = useMe();
  const part = params.part ?? "profile";
  if (!(part in PARTS)) return html`<${Missing} />`;
  const address = (/** @type {string} */ one) => (one === "profile" ? "/me" : `/me/${one}`);
  return html`
    <${SubNav} label=${t("nav-me")} here=${address(part)} parts=${Object.keys(PARTS).map((one) => [address(one), t(`me-${one}`)])} />
    <${Page} title=${t(`me-${part}`)} lead=${t(`me-${part}-lead`)}>
      ${me ? html`<${PARTS[part]} key=${part} me=${me} />` : html`<${Skeleton} />`}
    <//>
  `;
}
