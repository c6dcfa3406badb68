/* What waits on the desk and is told nowhere else: asks, rounds, issues that are stuck, flags. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { change, refresh, useResource } from "../store.js";
import { sentence, t } from "../texts.js";
import { amend } from "./amend.js";
import { Dialog } from "./dialog.js";
import { Give } from "./feedback-form.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { AboutLink } from "./idea-link.js";
import { IssueWhy } from "./issue-why.js";
import { Progress, useJob } from "./running.js";
import { say } from "./toast.js";
import { Person, When } from "./words.js";

/** Do one thing, say what came of it, and read the desk anew. @param {string} board */
function useAct(board) {
  return useSend(async (/** @type {() => Promise<any>} */ act, /** @type {string} */ done) => {
    try {
      await act();
      say(t(done));
    } catch (error) {
      say(sentence(error), { wrong: true });
    }
    await refresh(`/boards/${board}`);
  });
}

/** @param {{ one: any, board: string, writes: boolean }} props */
export function AskWaiting({ one, board, writes }) {
  const { send, busy } = useAct(board);
  const [giving, setGiving] = useState(false);
  return html`
    <article class="card">
      <h3><a href="/boards/${board}/feedback?box=asked_of_me" data-main>${t("desk-ask-waits")} <${Person} who=${one.asker} /></a></h3>
      <p class="said" dir="auto">${one.question}</p>
      ${one.about && html`<p class="small-text"><${AboutLink} board=${board} about=${one.about} /></p>`}
      <p class="facts"><${When} at=${one.created_at} /></p>
      ${writes &&
      html`<p class="actions">
        ${one.asker && html`<button type="button" class="small" data-act onClick=${() => setGiving(true)}>${t("desk-ask-give")}</button>`}
        <button type="button" class="small secondary" disabled=${busy} onClick=${() => send(() => amend(`/feedback-asks/${one.id}`, one.version, { state: "declined" }), "desk-ask-declined")}>${t("desk-ask-decline")}</button>
      </p>`}
      ${giving && html`<${Give} board=${board} ask=${one} stay onClose=${() => setGiving(false)} />`}
    </article>
  `;
}

/** @param {{ one: any, board: string }} props */
export function RoundWaiting({ one, board }) {
  const href = `/boards/${board}/rounds/${one.id}`;
  return html`
    <article class="card">
      <h3><a href=${href} dir="auto" data-main>${one.title}</a></h3>
      <p>${t("desk-round-reply-hint")}</p>
      <p class="actions"><a role="button" class="small" data-act href=${href}>${t("desk-round-reply")}</a></p>
    </article>
  `;
}

/** @param {{ one: any, board: string, writes: boolean, onAnswer: (idea: any) => void, children?: any }} props */
export function IssueWaiting({ one, board, writes, onAnswer, children }) {
  const { send, busy } = useAct(board);
  const idea = useResource(`/ideas/${one.idea}`).data;
  const job = useJob();
  const keep = (/** @type {string} */ side) => send(() => amend(`/issues/${one.id}`, one.version, { keep: side }), `desk-issue-kept-${side}`);
  async function look() {
    const settled = await job.run(`/issues/${one.id}/resync`);
    if (settled?.state === "done") say(t("desk-issue-resynced"));
    await refresh(`/boards/${board}`);
  }
  const button = (/** @type {string} */ text, /** @type {() => void} */ act, first = false) =>
    html`<button type="button" class="small ${first ? "" : "secondary"}" data-act=${first ? "" : undefined} disabled=${busy || job.busy} onClick=${act}>${t(text)}</button>`;
  return html`
    <article class="card">
      ${children}
      <p class="facts">
        <span class="issue ${one.state}">${one.url ? html`<a href=${one.url} rel="noopener noreferrer" target="_blank"><bdi>${one.key}</bdi></a>` : html`<bdi>${one.key}</bdi>`} ${t(`issue-${one.state}`)}</span>
        ${one.remote_status && html`<span>${t("desk-issue-there")} <bdi>${one.remote_status.name}</bdi></span>`}
        <${When} at=${one.synced_at ?? one.created_at} />
      </p>
      <${IssueWhy} issue=${one} idea=${idea} />
      ${writes &&
      html`<div class="actions">
        ${one.state === "refused" && button("desk-issue-retry", () => send(() => ask("POST", `/issues/${one.id}/retry`), "desk-issue-retried"), true)}
        ${one.state === "conflict" && [button("desk-issue-keep-ours", () => keep("ours"), true), one.theirs && button("desk-issue-keep-theirs", () => keep("theirs"))]}
        ${one.state !== "refused" && button("desk-issue-resync", look, one.state !== "conflict")}
        ${idea && (idea.status === "adopted" || idea.status === "in_progress") && button("desk-answer", () => onAnswer(idea))}
      </div>
      <${Progress} of=${job} />`}
    </article>
  `;
}

/** @param {{ one: any, board: string, writes: boolean }} props */
export function FlagWaiting({ one, board, writes }) {
  const { send, busy } = useAct(board);
  const [hiding, setHiding] = useState(false);
  const { kind, id } = one.subject;
  // An argument is read under its idea, and a flag does not say which one that is.
  const path = kind === "idea" ? `/ideas/${id}` : kind === "comment" ? `/comments/${id}` : null;
  const { data: thing } = useResource(path);
  const idea = kind === "idea" ? id : thing?.idea;
  const href = idea ? `/boards/${board}/ideas/${idea}` : thing?.task ? `/boards/${board}/tasks/${thing.task}` : null;
  const what = t(`desk-flag-${kind}`);
  return html`
    <article class="card">
      <h3>${href ? html`<a href=${href} data-main>${what}</a>` : html`<span tabindex="-1" data-main>${what}</span>`}</h3>
      ${thing && html`<blockquote class="said" dir="auto">${kind === "idea" ? thing.title : thing.body}</blockquote>`}
      <p><strong>${t("desk-flag-reason")}</strong> <span class="said" dir="auto">${one.reason}</span></p>
      <p class="facts"><${When} at=${one.at} /></p>
      ${!path && html`<p class="soft small-text">${t("desk-flag-point-hint")}</p>`}
      ${writes &&
      html`<p class="actions">
        <button type="button" class="small secondary" data-act=${path ? undefined : ""} disabled=${busy} onClick=${() => send(() => ask("DELETE", `/flags/${one.id}`), "desk-flag-dismissed")}>${t("desk-flag-dismiss")}</button>
        ${path && html`<button type="button" class="small" data-act disabled=${busy} onClick=${() => setHiding(true)}>${t("desk-flag-hide")}</button>`}
      </p>`}
      ${hiding && html`<${Hiding} path=${path} id=${id} reason=${one.reason} board=${board} onClose=${() => setHiding(false)} />`}
    </article>
  `;
}

/** @param {{ path: string | null, id: string, reason: string, board: string, onClose: () => void }} props */
function Hiding({ path, id, reason, board, onClose }) {
  const [why, setWhy] = useState(reason);
  const { send, busy, error } = useSend(async () => {
    await ask("PUT", `${path}/hide`, { body: { reason: why } });
    change(id, (thing) => ({ ...thing, hidden: true }));
    say(t("desk-flag-hidden"));
    onClose();
    await refresh(`/boards/${board}`);
  });
  return html`
    <${Dialog} title=${t("desk-flag-hide")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("desk-flag-hide-hint")}</p>
        <${Wrong} error=${error} fields=${["/reason"]} />
        <${Field} kind="textarea" label=${t("desk-flag-hide-reason")} required maxlength="1000" value=${why} wrong=${wrongWith(error, "/reason")} onInput=${setWhy} />
        <${Submit} press=${t("desk-flag-hide")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
