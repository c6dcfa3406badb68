/* Who I am at the provider by whom I sign in. */

import { useState } from "preact/hooks";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { useProven } from "../../parts/again.js";
import { Confirm } from "../../parts/dialog.js";
import { Wrong } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { say } from "../../parts/toast.js";
import { Day } from "../../parts/words.js";
import { LINKING, session, whoIsHere } from "../../session.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";

export function Identities() {
  const identities = useList("/me/identities");
  const [going, setGoing] = useState(/** @type {any} */ (null));
  const provider = session.value?.provider;
  const link = useProven(async () => {
    const { data } = await ask("POST", "/me/identities/begin");
    sessionStorage.setItem(LINKING, "yes");
    location.assign(data.url);
  });
  const unlink = useProven(async (/** @type {any} */ one) => {
    await ask("DELETE", `/me/identities/${one.id}`);
    setGoing(null);
    say(t("me-identity-unlinked"));
    // It may have ended this session too.
    await whoIsHere();
    await refresh("/me/identities");
  });
  return html`
    <${Wrong} error=${link.error ?? unlink.error} />
    <${Endless} of=${identities} label=${t("me-identities")}
      item=${(/** @type {any} */ one) => html`
        <article class="card row">
          <div>
            <p><strong><bdi>${one.provider ?? one.issuer}</bdi></strong></p>
            <p class="facts"><bdi>${one.issuer}</bdi> <span>${t("me-identity-since")} <${Day} on=${one.since} /></span> <span>${t("me-identity-used")} <${Day} on=${one.last_used} /></span></p>
          </div>
          <button type="button" class="secondary small" onClick=${() => setGoing(one)}>${t("me-identity-unlink")}</button>
        </article>
      `}
      empty=${html`<${Empty} title=${t("me-identities-none")}>${t(provider ? "me-identities-none-hint" : "me-identities-off")}<//>`} />
    ${provider && html`<p class="actions"><button type="button" class="secondary" aria-busy=${link.busy ? "true" : undefined} onClick=${() => link.send()}>${t("me-identity-link", { name: provider })}</button></p>`}
    ${going && !unlink.proof && html`<${Confirm} title=${t("me-identity-unlink")} text=${t("me-identity-unlink-means")} press=${t("me-identity-unlink")} busy=${unlink.busy} onYes=${() => unlink.send(going)} onClose=${() => setGoing(null)}>
      <${Wrong} error=${unlink.error} />
    <//>`}
    ${link.proof}${unlink.proof}
  `;
}
