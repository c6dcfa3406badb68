/* What the team has to do, by status; any member posts a task. */

import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { Dialog } from "../parts/dialog.js";
import { Editor } from "../parts/editor.js";
import { Field, Submit, submitting, Wrong, wrongWith } from "../parts/form.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { Person, Status, When } from "../parts/words.js";
import { put, refresh, useList } from "../store.js";
import { t } from "../texts.js";

const STATUSES = ["open", "decided", "done", "dropped"];

export default function Tasks() {
  const { params } = useRoute();
  const { query, route, path } = useLocation();
  const board = useBoard(params.board);
  const status = STATUSES.includes(query.status) ? query.status : query.status === "all" ? null : "open";
  const tasks = useList(board.data ? at(`/boards/${params.board}/tasks`, { status }) : null);
  const [posting, setPosting] = useState(false);
  return html`
    <${Waiting} of=${board} cards=${3}>
      ${() => html`
        <${Page} title=${t("tasks-title")} lead=${t("tasks-lead")}
          actions=${board.writes && html`<button type="button" onClick=${() => setPosting(true)}>${t("task-post")}</button>`}>
          <div class="filters" role="search" aria-label=${t("tasks-filters")}>
            <label><span>${t("tasks-status")}</span>
              <select value=${status ?? "all"} onChange=${(/** @type {any} */ event) => route(at(path, { status: event.currentTarget.value }), true)}>
                ${STATUSES.map((one) => html`<option key=${one} value=${one} selected=${one === status}>${t(`status-${one}`)}</option>`)}
                <option value="all" selected=${status === null}>${t("tasks-all")}</option>
              </select></label>
          </div>
          <${Endless} of=${tasks} label=${t("tasks-title")} item=${(/** @type {any} */ task) => html`<${TaskCard} task=${task} />`}
            empty=${html`<${Empty} title=${t("tasks-none")}>${t("tasks-none-hint")}<//>`} />
        <//>
        ${posting && html`<${Posting} board=${params.board} onClose=${() => setPosting(false)} />`}
      `}
    <//>
  `;
}

/** @param {{ task: any }} props */
function TaskCard({ task }) {
  return html`
    <article class="card">
      <h2><a href="/boards/${task.board}/tasks/${task.id}" dir="auto">${task.title}</a></h2>
      ${task.excerpt && html`<p class="excerpt" dir="auto">${task.excerpt}</p>`}
      <p class="facts">
        <${Status} status=${task.status} />
        <span>${t("approaches-count", { count: task.approaches })}</span>
        ${task.issue && html`<span><a href=${task.issue.url} rel="noopener noreferrer" target="_blank">${task.issue.key}</a></span>`}
        <span><${Person} who=${task.author} /> · <${When} at=${task.created_at} /></span>
      </p>
    </article>
  `;
}

/** @param {{ board: string, onClose: () => void }} props */
function Posting({ board, onClose }) {
  const { route } = useLocation();
  const draft = useDraft(`task.${board}`, { title: "", body: "" });
  /** @param {any} task */
  function arrived(task) {
    put(`/tasks/${task.id}`, task, null);
    refresh(`/boards/${board}/tasks`);
    onClose();
    route(`/boards/${board}/tasks/${task.id}`);
  }
  draft.onArrival(arrived);
  async function send() {
    const task = await draft.post(`/boards/${board}/tasks`, draft.value);
    if (task) arrived(task);
  }
  return html`
    <${Dialog} title=${t("task-post")} onClose=${onClose} wide>
      <form onSubmit=${submitting(send)}>
        ${draft.state === "waiting" && html`<p class="note" role="status">${t("task-waits")}</p>`}
        <${Wrong} error=${draft.error} fields=${["/title", "/body"]} />
        <${Field} label=${t("task-title")} required maxlength="200" value=${draft.value.title} wrong=${wrongWith(draft.error, "/title")} onInput=${(/** @type {string} */ title) => draft.set({ title })} />
        <${Editor} label=${t("task-body")} value=${draft.value.body} wrong=${wrongWith(draft.error, "/body")} onInput=${(/** @type {string} */ body) => draft.set({ body })} />
        <${Submit} press=${t("task-post")} busy=${draft.state !== "writing"} onCancel=${onClose} />
      </form>
    <//>
  `;
}
