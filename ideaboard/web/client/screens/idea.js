/* An idea: what it says, what became of it and why, what speaks for and against it, and what is said about it. */

import { useRef, useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { hasDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { Answers, LookBack } from "../parts/answers.js";
import { Assignments } from "../parts/assignments.js";
import { KeyAsked, KeyHeld, keyOf } from "../parts/author-key.js";
import { Moderate } from "../parts/hide.js";
import { editAt, IdeaEdit } from "../parts/idea-edit.js";
import { IdeaBody, IdeaSays } from "../parts/idea-text.js";
import { Issues } from "../parts/issues.js";
import { later } from "../parts/later.js";
import { Page, Waiting } from "../parts/page.js";
import { Points } from "../parts/points.js";
import { Thread } from "../parts/thread.js";
import { Versions } from "../parts/versions.js";
import { Vote } from "../parts/vote.js";
import { useAll } from "../parts/all.js";
import { Reopen, Withdraw } from "../parts/withdraw.js";
import { Day, IssueMark, Person, Status, When } from "../parts/words.js";
import { session } from "../session.js";
import { refresh, useResource } from "../store.js";
import { t } from "../texts.js";

const Decide = later(() => import("../parts/decide.js").then((module) => module.Decide));

const EDITED = ["open", "adopted", "not_now", "in_progress", "done", "dropped"];
const WITHDRAWN = ["open", "not_now"];
/** From these no leader's decision leads on. */
const SETTLED = ["done", "withdrawn"];
const ASSIGNED = ["adopted", "in_progress", "done", "dropped"];

export default function Idea() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  const idea = useResource(board.data ? `/ideas/${params.idea}` : null);
  return html`
    <${Waiting} of=${board.data ? idea : board} lines=${8}>
      ${() => html`<${Shown} key=${idea.data.id} idea=${idea.data} board=${board.data} role=${board.role} leads=${board.leads} writes=${board.writes} />`}
    <//>
  `;
}

/** @param {{ idea: any, board: any, role: string | null, leads: boolean, writes: boolean }} props */
function Shown({ idea, board, role, leads, writes }) {
  const values = useAll(`/boards/${board.slug}/values`);
  const [editing, setEditing] = useState(hasDraft(editAt(idea.id)));
  const [asked, setAsked] = useState(/** @type {"decide" | "withdraw" | "reopen" | "key" | null} */ (null));
  const top = useRef(/** @type {HTMLElement | null} */ (null));
  const key = idea.author ? null : keyOf(idea.id);
  const mine = idea.author ? idea.author.id === session.value?.account?.id : key !== null;
  const member = role !== null;
  const path = `/ideas/${idea.id}`;
  const argued = writes && EDITED.includes(idea.status);
  // What somebody is writing stays before them, whatever becomes of the idea meanwhile; the board says what it takes.
  const edits = editing && mine;
  const close = () => setAsked(null);
  const back = { href: `/boards/${board.slug}`, text: t("nav-ideas") };
  const button = (/** @type {any} */ act) => html`<button type="button" class="small secondary" onClick=${() => (act === "edit" ? setEditing(true) : setAsked(act))}>${t(`idea-${act}`)}</button>`;

  function edited() {
    setEditing(false);
    // What was focused is gone: go on where the text begins.
    requestAnimationFrame(() => top.current?.focus());
  }

  return html`
    <${Page} title=${idea.title || t("idea-without-text")} back=${back} lead=${html`<${Facts} idea=${idea} board=${board} />`}
      actions=${leads && writes && !SETTLED.includes(idea.status) && html`<button type="button" onClick=${() => setAsked("decide")}>${t("idea-decide")}</button>`}>
      <${News} idea=${idea} board=${board} />
      ${key && html`<${KeyHeld} idea=${idea.id} value=${key} />`}
      <div class="idea-top" ref=${top} tabindex="-1">
        ${!edits && html`<${Vote} idea=${idea} can=${writes} />`}
        <div>
          ${edits
            ? html`<${IdeaEdit} idea=${idea.id} values=${values.items ?? []} authorKey=${key} onClose=${edited} />`
            : html`
                <${IdeaBody} of=${idea} none=${idea.hidden ? t("idea-hidden") : idea.status === "withdrawn" ? t("idea-withdrawn-text") : undefined} />
                <${IdeaSays} of=${idea} values=${values.items ?? []} />
                ${idea.owners.length > 0 && html`<p class="owners">${t("idea-owners")} ${names(idea.owners)}</p>`}
                ${member && board.voters_named === "to_members" && typeof idea.votes === "number" && html`<${Voters} idea=${idea.id} count=${idea.votes} />`}
              `}
          ${writes && !edits &&
          html`<div class="act-line">
            ${mine && EDITED.includes(idea.status) && button("edit")}
            ${mine && WITHDRAWN.includes(idea.status) && button("withdraw")}
            ${mine && idea.status === "withdrawn" && button("reopen")}
            ${!idea.author && !key && button("key")}
            <${Moderate} path=${path} what=${t("idea-what", { title: idea.title })} hidden=${idea.hidden} mine=${mine} leads=${leads} onDone=${() => refresh(path, `/boards/${board.slug}/ideas`)} />
          </div>`}
        </div>
      </div>
      ${idea.decision && html`<${Answers} idea=${idea} board=${board} values=${values.items ?? []} />`}
      ${ASSIGNED.includes(idea.status) && html`<${Assignments} idea=${idea} board=${board} />`}
      <${Issues} idea=${idea} board=${board} leads=${leads} />
      ${member && html`<${LookBack} idea=${idea} board=${board} member=${member} writes=${writes} />`}
      <${Points} idea=${idea} writes=${argued} member=${writes} leads=${leads && writes} />
      <${Thread} of=${path} writes=${writes && idea.status !== "merged"} member=${writes} leads=${leads && writes} anonymous=${!idea.author} />
      <${Versions} idea=${idea} values=${values.items ?? []} leads=${leads && writes} />
      ${asked === "decide" && html`<${Decide} idea=${idea} board=${board} onClose=${close} onDone=${() => refresh(path, `/boards/${board.slug}`)} />`}
      ${asked === "withdraw" && html`<${Withdraw} idea=${idea} authorKey=${key} onClose=${close} />`}
      ${asked === "reopen" && html`<${Reopen} idea=${idea} authorKey=${key} onClose=${close} />`}
      ${asked === "key" && html`<${KeyAsked} idea=${idea.id} onClose=${close} />`}
    <//>
  `;
}

/** @param {{ name: string, id: string }[]} people */
const names = (people) => people.map((one, index) => html`${index > 0 && ", "}<${Person} key=${one.id} who=${one} />`);

/** @param {{ idea: any, board: any }} props */
function Facts({ idea, board }) {
  return html`
    <span class="facts">
      <${Status} status=${idea.status} />
      <span>#${idea.number}</span>
      <${Person} who=${idea.author} none=${t("author-anonymous")} />
      <${When} at=${idea.created_at} />
      ${idea.edited_since_decision && html`<a href="#versions">${t("idea-edited-since")}</a>`}
      ${idea.hidden && html`<span class="status dropped">${t("idea-is-hidden")}</span>`}
      <${IssueMark} issue=${idea.issue} />
      ${idea.task && html`<a href="/boards/${board.slug}/tasks/${idea.task}">${t("idea-of-task")}</a>`}
    </span>
  `;
}

/** What a reader wants to know before anything else. @param {{ idea: any, board: any }} props */
function News({ idea, board }) {
  const into = useResource(idea.merged_into ? `/ideas/${idea.merged_into}` : null);
  return html`
    ${idea.merged_into && html`<p class="note">${t("idea-merged")} <a href="/boards/${board.slug}/ideas/${idea.merged_into}" dir="auto">${into.data?.title ?? t("idea-merged-there")}</a></p>`}
    ${idea.revisit_on && idea.status === "not_now" && html`<p class="note">${t("idea-comes-back")} <${Day} on=${idea.revisit_on} />.</p>`}
    ${idea.hidden && idea.hidden_reason && html`<p class="note">${t("idea-hidden-because")} <span dir="auto">${idea.hidden_reason}</span></p>`}
  `;
}

/** Who supports it, on a board that names them. @param {{ idea: string, count: number }} props */
function Voters({ idea, count }) {
  const [open, setOpen] = useState(false);
  const voters = useAll(open ? `/ideas/${idea}/voters` : null);
  return html`
    <details onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
      <summary>${t("idea-voters", { count })}</summary>
      ${open && html`<${Waiting} of=${voters} lines=${1}>${() => html`<p>${voters.items?.length ? names(voters.items) : t("idea-voters-none")}</p>`}<//>`}
    </details>
  `;
}
