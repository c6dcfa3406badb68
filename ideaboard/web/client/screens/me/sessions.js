/* Where I am signed in. */

import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { useSend, Wrong } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { say } from "../../parts/toast.js";
import { Day, When } from "../../parts/words.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";

export function Sessions() {
  const sessions = useList("/me/sessions");
  const end = useSend(async (/** @type {any} */ one) => {
    await ask("DELETE", `/me/sessions/${one.id}`);
    await refresh("/me/sessions");
    say(t("me-session-ended"));
  });
  const endOthers = useSend(async () => {
    await ask("DELETE", "/me/sessions");
    await refresh("/me/sessions");
    say(t("me-sessions-ended"));
  });
  const others = sessions.items?.some((/** @type {any} */ one) => !one.mine);
  return html`
    <${Wrong} error=${end.error ?? endOthers.error} />
    <${Endless} of=${sessions} label=${t("me-sessions")}
      item=${(/** @type {any} */ one) => html`
        <article class="card row">
          <div>
            <p><strong><bdi>${one.device}</bdi></strong> ${one.mine && html`<span class="status done">${t("me-session-this")}</span>`}</p>
            <p class="facts"><span>${t(`me-way-${one.way}`)}</span> <span>${t("me-session-since")} <${When} at=${one.created_at} /></span>
              <span>${t("me-session-seen")} <${Day} on=${one.seen_on} /></span> <span>${t("me-session-until")} <${Day} on=${one.expires_at} /></span></p>
          </div>
          ${!one.mine && html`<button type="button" class="secondary small" disabled=${end.busy} onClick=${() => end.send(one)} aria-label=${t("me-session-end-named", { device: one.device })}>${t("me-session-end")}</button>`}
        </article>
      `} />
    ${others && html`<p class="actions"><button type="button" class="secondary" aria-busy=${endOthers.busy ? "true" : undefined} onClick=${endOthers.send}>${t("me-sessions-end-others")}</button></p>`}
  `;
}
