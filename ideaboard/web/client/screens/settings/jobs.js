/* Work that is owed to the outside: first what was given up and waits for a leader, with its error in words. */

import { useState } from "preact/hooks";
import { ask, at } from "../../api.js";
import { html } from "../../dom.js";
import { useSend, Wrong } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { say } from "../../parts/toast.js";
import { When } from "../../parts/words.js";
import { refresh, useList } from "../../store.js";
import { has, t } from "../../texts.js";
import { focusOn } from "./asking.js";

const OTHERS = ["running", "ready", "done"];

/** @param {{ board: any }} props */
export function Jobs({ board }) {
  const path = `/boards/${board.data.slug}/jobs`;
  const [state, setState] = useState("ready");
  const dead = useList(at(path, { state: "dead" }));
  const others = useList(at(path, { state }));
  const item = (/** @type {any} */ job) => html`<${Job} board=${board} job=${job} path=${path} />`;
  return html`
    <p class="actions"><button type="button" class="small secondary" onClick=${() => refresh(path)}>${t("settings-look-again")}</button></p>
    <section>
      <h2 id="settings-dead" tabindex="-1">${t("settings-jobs-dead")}</h2>
      <p>${t("settings-jobs-dead-means")}</p>
      <${Endless} of=${dead} cards=${1} label=${t("settings-jobs-dead")} item=${item} empty=${html`<${Empty} title=${t("settings-jobs-none-dead")} />`} />
    </section>
    <section>
      <h2>${t("settings-jobs-others")}</h2>
      <div class="switch" role="group" aria-label=${t("settings-jobs-which")}>
        ${OTHERS.map((one) => html`<button key=${one} type="button" aria-pressed=${one === state} onClick=${() => setState(one)}>${t(`settings-jobs-${one}`)}</button>`)}
      </div>
      <${Endless} of=${others} cards=${1} label=${t("settings-jobs-others")} item=${item} empty=${html`<${Empty} title=${t(`settings-jobs-none-${state}`)} />`} />
    </section>
  `;
}

/** What a job does, in words. @param {string} kind */
const kindOf = (kind) => {
  const name = `settings-job-${kind.replace(".", "-")}`;
  return has(name) ? t(name) : kind;
};

/** @param {{ board: any, job: any, path: string }} props */
function Job({ board, job, path }) {
  const slug = board.data.slug;
  const [open, setOpen] = useState(false);
  const { send, busy, error } = useSend(async () => {
    await ask("POST", `/jobs/${job.id}/retry`);
    await refresh(path);
    say(t("settings-jobs-retried"));
    focusOn("settings-dead");
  });
  const settings = { connection: "connections", webhook: "webhooks" };
  const { kind, id } = job.subject;
  const to =
    kind in settings
      ? at(`/boards/${slug}/settings/${settings[/** @type {"connection" | "webhook"} */ (kind)]}`, { [kind]: id })
      : kind === "idea"
        ? `/boards/${slug}/ideas/${id}`
        : null;
  return html`
    <article class="card">
      <h3>${kindOf(job.kind)}</h3>
      <p class="facts">
        <span class=${`status ${job.state === "dead" ? "dropped" : job.state === "done" ? "done" : ""}`}>${t(`settings-jobs-${job.state}`)}</span>
        <span>${t("settings-jobs-attempts", { count: job.attempts })}</span>
        ${job.crashes > 0 && html`<span>${t("settings-jobs-crashes", { count: job.crashes })}</span>`}
        <span>${t("settings-jobs-owed")} <${When} at=${job.created_at} /></span>
        ${job.state === "ready" && html`<span>${t("settings-jobs-next")} <${When} at=${job.run_at} /></span>`}
        ${job.settled_at && html`<span>${t("settings-jobs-settled")} <${When} at=${job.settled_at} /></span>`}
        ${to && html`<a href=${to}>${t("settings-jobs-about")}</a>`}
      </p>
      ${job.last_error && html`<p dir="auto">${job.last_error}</p>`}
      <div class="actions">
        ${job.state === "dead" && board.writes && html`<button type="button" class="small" disabled=${busy} aria-label=${t("settings-jobs-retry-named", { job: kindOf(job.kind) })} onClick=${send}>${t("settings-jobs-retry")}</button>`}
        <button type="button" class="small secondary" aria-expanded=${open} onClick=${() => setOpen(!open)}>${t("settings-jobs-deliveries")}</button>
      </div>
      <${Wrong} error=${error} />
      ${open && html`<${Deliveries} job=${job} />`}
    </article>
  `;
}

/** @param {{ job: any }} props */
function Deliveries({ job }) {
  const deliveries = useList(`/jobs/${job.id}/deliveries`);
  return html`
    <${Endless} of=${deliveries} cards=${0} class="plain attempts" label=${t("settings-jobs-deliveries")} keyOf=${(/** @type {any} */ one) => one.started_at} empty=${html`<p class="soft">${t("settings-jobs-no-deliveries")}</p>`}
      item=${(/** @type {any} */ one) => html`<p><${When} at=${one.started_at} />: ${t(`settings-delivery-${one.outcome}`)}${one.detail && html` <span class="soft" dir="auto">${one.detail}</span>`}</p>`} />
  `;
}
