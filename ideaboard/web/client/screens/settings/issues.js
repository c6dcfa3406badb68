/* The issues at a connection's tracker; first those that wait for a leader, each with what can be done about it. */

import { useState } from "preact/hooks";
import { at, ask } from "../../api.js";
import { html } from "../../dom.js";
import { useSend, Wrong } from "../../parts/form.js";
import { IssueWhy } from "../../parts/issue-why.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Progress, useJob } from "../../parts/running.js";
import { say } from "../../parts/toast.js";
import { When } from "../../parts/words.js";
import { refresh, useList, useResource } from "../../store.js";
import { t } from "../../texts.js";
import { Asking, focusOn } from "./asking.js";

/** @param {{ board: any, connection: any }} props */
export function Issues({ board, connection }) {
  const [stuck, setStuck] = useState(true);
  const path = `/connections/${connection.data.id}/issues`;
  const issues = useList(at(path, { stuck: stuck ? "true" : null }));
  return html`
    <section>
      <h2 id="settings-issues" tabindex="-1">${t("settings-issues-title")}</h2>
      <div class="switch" role="group" aria-label=${t("settings-issues-which")}>
        <button type="button" aria-pressed=${stuck} onClick=${() => setStuck(true)}>${t("settings-issues-stuck")}</button>
        <button type="button" aria-pressed=${!stuck} onClick=${() => setStuck(false)}>${t("settings-issues-all")}</button>
      </div>
      <${Endless} of=${issues} cards=${1} label=${t("settings-issues-title")} item=${(/** @type {any} */ one) => html`<${Issue} board=${board} issue=${one} />`}
        empty=${html`<${Empty} title=${t(stuck ? "settings-issues-none-stuck" : "settings-issues-none")} />`} />
    </section>
  `;
}

/** @param {{ board: any, issue: any }} props */
function Issue({ board, issue }) {
  const slug = board.data.slug;
  const idea = useResource(`/ideas/${issue.idea}`);
  const what = issue.key ?? t("settings-issues-without-key");
  return html`
    <article class="card">
      <p><strong>${issue.url ? html`<a href=${issue.url} rel="noopener noreferrer" target="_blank"><bdi>${what}</bdi></a>` : html`<bdi>${what}</bdi>`}</strong>
        ${" · "}<a href="/boards/${slug}/ideas/${issue.idea}" dir="auto">${idea.data?.title ?? t("settings-issues-idea")}</a></p>
      <p class="facts">
        <span class="status">${t(`issue-${issue.state}`)}</span>
        ${issue.remote_status && html`<span>${t("settings-issues-says")} <bdi>${issue.remote_status.name}</bdi></span>`}
        ${issue.means && html`<span>${t("settings-issues-means", { meaning: t(`settings-means-${issue.means}`) })}</span>`}
        ${issue.synced_at && html`<span>${t("settings-issues-looked")} <${When} at=${issue.synced_at} /></span>`}
      </p>
      <${IssueWhy} issue=${issue} idea=${idea.data} />
      ${board.writes && issue.state !== "unlinked" && html`<${Acts} issue=${issue} what=${what} />`}
    </article>
  `;
}

/** @param {{ issue: any, what: string }} props */
function Acts({ issue, what }) {
  const path = `/issues/${issue.id}`;
  const job = useJob();
  const anew = () => refresh(`/connections/${issue.connection}/issues`, `/ideas/${issue.idea}`);
  const { send, busy, error } = useSend(
    /** @param {() => Promise<any>} act */
    async (act) => {
      await act();
      await anew();
      focusOn("settings-issues");
    },
  );
  /** @param {string} keep */
  const resolve = async (keep) => {
    const { etag } = await ask("GET", path);
    await ask("PATCH", path, { body: { keep }, etag });
    say(t(`settings-issues-kept-${keep}`));
  };
  async function unlink() {
    const { etag } = await ask("GET", path);
    await ask("DELETE", path, { etag });
    await anew();
    say(t("settings-issues-unlinked"));
  }
  async function look() {
    await job.run(`${path}/resync`);
    await anew();
  }
  const retry = async () => {
    await ask("POST", `${path}/retry`);
    say(t("settings-issues-retried"));
  };
  return html`
    <div class="actions">
      ${issue.state === "refused" && html`<button type="button" class="small" disabled=${busy} aria-label=${t("settings-issues-retry-named", { what })} onClick=${() => send(retry)}>${t("settings-issues-retry")}</button>`}
      ${issue.state === "conflict" &&
      html`
        <button type="button" class="small secondary" disabled=${busy} aria-label=${t("settings-issues-ours-named", { what })} onClick=${() => send(() => resolve("ours"))}>${t("settings-issues-ours")}</button>
        ${issue.theirs && html`<button type="button" class="small secondary" disabled=${busy} aria-label=${t("settings-issues-theirs-named", { what })} onClick=${() => send(() => resolve("theirs"))}>${t("settings-issues-theirs")}</button>`}
      `}
      ${["lost", "paused", "linked", "partial"].includes(issue.state) &&
      html`<button type="button" class="small secondary" disabled=${job.busy} aria-label=${t("settings-issues-look-named", { what })} onClick=${look}>${t("settings-issues-look")}</button>`}
      <${Asking} press=${t("settings-issues-unlink")} label=${t("settings-issues-unlink-named", { what })} title=${t("settings-issues-unlink-title", { what })} text=${t("settings-issues-unlink-sure")}
        act=${unlink} then=${() => focusOn("settings-issues")} />
    </div>
    <${Wrong} error=${error} />
    <${Progress} of=${job}>${() => html`<p>${t("settings-issues-seen")}</p>`}<//>
  `;
}
