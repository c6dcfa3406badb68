/* A task: what is to be done, the approaches to it side by side, and what was decided. */

import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { ask } from "../api.js";
import { html, Rendered } from "../dom.js";
import { useDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { useAll } from "../parts/all.js";
import { Approaches } from "../parts/approaches.js";
import { DecideTask } from "../parts/decide-task.js";
import { Decision } from "../parts/decision.js";
import { Confirm, Dialog } from "../parts/dialog.js";
import { Editor } from "../parts/editor.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "../parts/form.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { Thread } from "../parts/thread.js";
import { say } from "../parts/toast.js";
import { Person, Status, When } from "../parts/words.js";
import { session } from "../session.js";
import { put, refresh, useList, useResource } from "../store.js";
import { t } from "../texts.js";

export default function Task() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  const task = useResource(`/tasks/${params.task}`);
  const comparison = useResource(`/tasks/${params.task}/comparison`);
  const values = useAll(`/boards/${params.board}/values`);
  const decisions = useList(`/tasks/${params.task}/decisions`);
  const [doing, setDoing] = useState(/** @type {string | null} */ (null));
  const close = () => setDoing(null);
  return html`
    <${Waiting} of=${board.data ? task : board} lines=${6}>
      ${() => {
        const { data } = task;
        const changes = board.writes && (board.leads || data.author?.id === session.value?.account?.id) && (data.status === "open" || data.status === "decided");
        const approaches = comparison.data?.approaches ?? [];
        const open = approaches.filter((/** @type {any} */ one) => one.status === "open");
        return html`
          <${Page} wide title=${data.title} back=${{ href: `/boards/${params.board}/tasks`, text: t("tasks-title") }}
            actions=${changes &&
            html`<button type="button" class="secondary" onClick=${() => setDoing("edit")}>${t("edit")}</button>
              ${data.status === "open" && html`<button type="button" class="secondary" onClick=${() => setDoing("drop")}>${t("task-drop")}</button>`}`}>
            <p class="facts">
              <${Status} status=${data.status} />
              ${data.issue && html`<span><a href=${data.issue.url} rel="noopener noreferrer" target="_blank">${data.issue.key}</a></span>`}
              <span><${Person} who=${data.author} /> · <${When} at=${data.created_at} /></span>
            </p>
            ${data.body_html && html`<${Rendered} text=${data.body_html} />`}
            <section aria-labelledby="approaches">
              <header class="heading">
                <h2 id="approaches">${t("approaches-title")}</h2>
                <div class="actions">
                  ${board.writes && data.status === "open" && html`<a role="button" class="secondary" href="/boards/${params.board}/new?task=${data.id}">${t("approach-post")}</a>`}
                  ${board.leads && board.writes && data.status === "open" && open.length > 0 && html`<button type="button" onClick=${() => setDoing("decide")}>${t("task-decide")}</button>`}
                </div>
              </header>
              <${Waiting} of=${comparison} cards=${2}>
                ${() => (approaches.length ? html`<${Approaches} approaches=${approaches} values=${values.items ?? []} can=${board.writes} />` : html`<${Empty} title=${t("approaches-none")}>${t("approaches-none-hint")}<//>`)}
              <//>
            </section>
            ${decisions.items !== undefined &&
            decisions.items.length > 0 &&
            html`<section aria-labelledby="decided">
              <h2 id="decided">${t("task-decisions")}</h2>
              <${Endless} of=${decisions} item=${(/** @type {any} */ one) => html`<${Decision} decision=${one} board=${board.data} values=${values.items} />`} />
            </section>`}
            <${Thread} of=${`/tasks/${data.id}`} writes=${board.writes} member=${board.writes} leads=${board.leads && board.writes} />
            ${doing === "edit" && html`<${Editing} task=${task} onClose=${close} />`}
            ${doing === "drop" && html`<${Dropping} task=${task} board=${params.board} onClose=${close} />`}
            ${doing === "decide" && html`<${DecideTask} task=${data} approaches=${approaches} board=${board.data} onClose=${close} />`}
          <//>
        `;
      }}
    <//>
  `;
}

/** What I wrote stays when somebody else was quicker; theirs is shown beside. @param {{ task: any, onClose: () => void }} props */
function Editing({ task, onClose }) {
  const now = task.data;
  const draft = useDraft(`edit-task.${now.id}`, { title: now.title, body: now.body, version: now.version });
  const [tag, setTag] = useState(task.etag);
  const said = draft.value;
  const others = said.version !== now.version;
  const { send, busy, error } = useSend(async () => {
    try {
      const { data, etag } = await ask("PATCH", `/tasks/${now.id}`, { body: { title: said.title, body: said.body }, etag: tag });
      draft.forget();
      put(`/tasks/${now.id}`, data, etag);
    } catch (error) {
      await task.again();
      throw error;
    }
    say(t("saved"));
    refresh(`/boards/${now.board}/tasks`);
    onClose();
  });
  function seen() {
    draft.set({ version: now.version });
    setTag(task.etag);
  }
  return html`
    <${Dialog} title=${t("task-edit")} onClose=${onClose} wide>
      <form onSubmit=${submitting(send)}>
        ${others
          ? html`<div class="note" role="alert">
              <p>${t("task-edited")}</p>
              <p><strong dir="auto">${now.title}</strong></p>
              <p class="said" dir="auto">${now.body}</p>
              <p class="actions"><button type="button" class="small" onClick=${seen}>${t("task-edited-mine")}</button>
                <button type="button" class="small secondary" onClick=${() => { draft.set({ title: now.title, body: now.body }); seen(); }}>${t("task-edited-theirs")}</button></p>
            </div>`
          : html`<${Wrong} error=${error?.code === "stale" ? null : error} fields=${["/title", "/body"]} />`}
        <${Field} label=${t("task-title")} required maxlength="200" value=${said.title} wrong=${wrongWith(error, "/title")} onInput=${(/** @type {string} */ title) => draft.set({ title })} />
        <${Editor} label=${t("task-body")} value=${said.body} wrong=${wrongWith(error, "/body")} onInput=${(/** @type {string} */ body) => draft.set({ body })} />
        <${Submit} press=${t("save")} busy=${busy} disabled=${others} onCancel=${() => { draft.forget(); onClose(); }} />
      </form>
    <//>
  `;
}

/** @param {{ task: any, board: string, onClose: () => void }} props */
function Dropping({ task, board, onClose }) {
  const { route } = useLocation();
  const { send, busy, error } = useSend(async () => {
    try {
      await ask("DELETE", `/tasks/${task.data.id}`, { etag: task.etag });
    } catch (error) {
      await task.again();
      throw error;
    }
    say(t("task-dropped"));
    onClose();
    refresh(`/tasks/${task.data.id}`, `/boards/${board}`);
    route(`/boards/${board}/tasks`);
  });
  return html`
    <${Confirm} title=${t("task-drop")} text=${t("task-drop-hint")} press=${t("task-drop")} busy=${busy} onYes=${send} onClose=${onClose}>
      <${Wrong} error=${error} />
    <//>
  `;
}
