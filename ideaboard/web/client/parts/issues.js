/* The tracker's issue of an idea: where it stands, why it is not there yet, and what a leader can do about it. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { refresh, useList } from "../store.js";
import { t } from "../texts.js";
import { Confirm, Dialog } from "./dialog.js";
import { Choice, Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { IssueWhy } from "./issue-why.js";
import { remove } from "./revise.js";
import { useJob } from "./running.js";
import { say } from "./toast.js";
import { useAll } from "./all.js";
import { IssueMark, When } from "./words.js";

/** Ideas that can go to a tracker now. */
const SENT = ["adopted", "in_progress"];

/** @param {{ idea: any, board: any, leads: boolean }} props */
export function Issues({ idea, board, leads }) {
  const can = leads && !board.archived_at;
  const issues = useList(idea.issue || can ? `/ideas/${idea.id}/issues` : null);
  const connections = useAll(can ? `/boards/${board.slug}/connections` : null);
  const [sending, setSending] = useState(false);
  const live = (issues.items ?? []).filter((/** @type {any} */ one) => one.state !== "unlinked");
  // What only listens, such as a chat, takes no issues.
  const free = (connections.items ?? []).filter((/** @type {any} */ one) => one.events === null && !live.some((issue) => issue.connection === one.id));
  const sends = can && SENT.includes(idea.status) && free.length > 0;
  if (!live.length && !sends) return null;
  return html`
    <section class="part" aria-labelledby="issues">
      <h2 id="issues" tabindex="-1">${t("idea-issues-title")}</h2>
      ${!live.length && html`<p class="soft">${t("idea-issues-none")}</p>`}
      ${live.length > 0 && html`<ul class="stack" role="list">${live.map((issue) => html`<li key=${issue.id}><${Issue} issue=${issue} idea=${idea} can=${can}
        name=${connections.items?.find((/** @type {any} */ one) => one.id === issue.connection)?.name ?? issue.tracker} /></li>`)}</ul>`}
      ${sends && html`<p class="add"><button type="button" class="secondary" onClick=${() => setSending(true)}>${t("idea-issues-send")}</button></p>`}
      ${sending && html`<${Sending} idea=${idea} connections=${free} first=${board.default_connection} onClose=${() => setSending(false)} />`}
    </section>
  `;
}

/** @param {{ issue: any, idea: any, can: boolean, name: string }} props */
function Issue({ issue, idea, can, name }) {
  const [sure, setSure] = useState(false);
  const path = `/issues/${issue.id}`;
  const again = () => refresh(`/ideas/${issue.idea}`);
  const look = useJob((job) => {
    say(t(job.state === "done" ? "idea-issues-resync-done" : "idea-issues-resync-dead", { reason: job.last_error ?? "" }), { wrong: job.state !== "done" });
    return again();
  });
  const { send, busy: sending, error } = useSend(async (/** @type {string} */ act) => {
    if (act === "retry") {
      await ask("POST", `${path}/retry`);
      say(t("idea-issues-retry-done"));
    } else if (act === "unlink") {
      await remove(path);
      setSure(false);
      say(t("idea-issues-unlink-done"));
    } else {
      const { etag } = await ask("GET", path);
      await ask("PATCH", path, { body: { keep: act }, etag });
      say(t("idea-issues-kept"));
    }
    await again();
    if (act === "unlink") document.getElementById("issues")?.focus();
  });
  const busy = sending || look.busy;
  const button = (/** @type {string} */ act, text = act) => html`
    <button type="button" class="small secondary" disabled=${busy} onClick=${() => (act === "resync" ? look.run(`${path}/resync`) : send(act))}>${t(`idea-issues-${text}`)}</button>`;
  return html`
    <article class="card">
      <p><${IssueMark} issue=${{ ...issue, status: issue.remote_status }} /></p>
      <${IssueWhy} issue=${issue} idea=${idea} />
      <p class="facts"><bdi>${name}</bdi>${issue.synced_at && html`<span>${t("idea-issues-synced")} <${When} at=${issue.synced_at} /></span>`}</p>
      ${can &&
      html`<div class="act-line">
        ${issue.state === "refused" && button("retry")}
        ${issue.state === "conflict" && html`${button("ours")}${issue.theirs && button("theirs", "theirs-keep")}`}
        ${issue.key && button("resync")}
        <button type="button" class="small secondary" disabled=${busy} onClick=${() => setSure(true)}>${t("idea-issues-unlink")}</button>
      </div>`}
      ${!sure && html`<${Wrong} error=${error ?? look.error} />`}
      ${sure && html`<${Confirm} title=${t("idea-issues-unlink")} text=${t("idea-issues-unlink-sure")} press=${t("idea-issues-unlink")} busy=${busy} onYes=${() => send("unlink")} onClose=${() => setSure(false)}>
        <${Wrong} error=${error} /><//>`}
    </article>
  `;
}

/** Send it now, or link it to an issue that is there already. @param {{ idea: any, connections: any[], first: string | null, onClose: () => void }} props */
function Sending({ idea, connections, first, onClose }) {
  const [connection, setConnection] = useState(connections.find((one) => one.id === first)?.id ?? connections[0].id);
  const [way, setWay] = useState("new");
  const [existing, setExisting] = useState("");
  const { send, busy, error } = useSend(async () => {
    await ask("POST", `/ideas/${idea.id}/issues`, { body: { connection, ...(way === "old" && { existing }) } });
    say(t("idea-issues-sent"));
    onClose();
    await refresh(`/ideas/${idea.id}`);
  });
  return html`
    <${Dialog} title=${t("idea-issues-send")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <${Wrong} error=${error} fields=${["/connection", "/existing"]} />
        <${Field} kind="select" label=${t("idea-issues-connection")} value=${connection} onInput=${setConnection} wrong=${wrongWith(error, "/connection")}>
          ${connections.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === connection}>${one.name}</option>`)}
        <//>
        <${Choice} legend=${t("idea-issues-way")} name="issue-way" value=${way} onChange=${setWay}
          options=${[["new", t("idea-issues-new")], ["old", t("idea-issues-old")]]} />
        ${way === "old" && html`<${Field} label=${t("idea-issues-existing")} hint=${t("idea-issues-existing-hint")} value=${existing} onInput=${setExisting} required maxlength="2000" dir="ltr" wrong=${wrongWith(error, "/existing")} />`}
        <${Submit} press=${t(way === "new" ? "idea-issues-send-now" : "idea-issues-link-now")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
