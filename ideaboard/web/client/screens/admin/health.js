/* How the installation fares: what an operator looks at first. */

import { html } from "../../dom.js";
import { Waiting } from "../../parts/page.js";
import { Facts } from "../../parts/shown.js";
import { useResource } from "../../store.js";
import { number, t } from "../../texts.js";

/** @param {number | null} seconds */
const age = (seconds) => (seconds === null ? t("admin-health-never") : t("admin-health-seconds", { seconds }));

export function Health() {
  const health = useResource("/health");
  return html`
    <${Waiting} of=${health}>
      ${() => {
        const now = health.data;
        const late = (now.oldest_waiting_seconds ?? 0) > 300;
        const stopped = now.schedule_age_seconds === null || now.schedule_age_seconds > 300;
        return html`
          ${now.switched_off.map((/** @type {any} */ one) => html`<div class="trouble" key=${one.distribution}><p>${t("admin-health-off")} <bdi>${one.distribution}</bdi></p><p dir="auto">${one.reason}</p></div>`)}
          ${now.dead_jobs > 0 && html`<div class="trouble"><p>${t("admin-health-dead", { count: now.dead_jobs })}</p></div>`}
          ${late && html`<div class="trouble"><p>${t("admin-health-late")}</p></div>`}
          ${stopped && html`<div class="trouble"><p>${t("admin-health-stopped")}</p></div>`}
          ${!late && !stopped && now.dead_jobs === 0 && now.switched_off.length === 0 && html`<p class="note">${t("admin-health-well")}</p>`}
          <${Facts} of=${[
            [t("admin-health-version"), now.version],
            [t("admin-health-database"), now.database],
            [t("admin-health-schema"), html`<bdi>${now.schema}</bdi>`],
            [t("admin-health-oldest"), now.oldest_waiting_seconds === null ? t("admin-health-none") : age(now.oldest_waiting_seconds)],
            [t("admin-health-schedule"), age(now.schedule_age_seconds)],
            ...Object.entries(now.jobs).map(([state, count]) => [t(`admin-jobs-${state}`), number(/** @type {number} */ (count))]),
            [t("admin-health-trackers"), now.trackers.join(", ") || t("admin-health-none")],
            [t("admin-health-suggesters"), now.suggesters.join(", ") || t("admin-health-none")],
          ]} />
          <p class="actions"><button type="button" class="secondary" onClick=${health.again}>${t("admin-health-again")}</button></p>
        `;
      }}
    <//>
  `;
}
