/* Posting an idea, or an approach to a task. What is written is kept until the board has it. */

import { useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { holdKey, KeyShown } from "../parts/author-key.js";
import { Submit, submitting, Tick, Wrong } from "../parts/form.js";
import { changedOf, IDEA_FIELDS, IdeaFields, NOTHING_SAID, saidOf, sentOf } from "../parts/idea-form.js";
import { Page, Waiting } from "../parts/page.js";
import { Similar } from "../parts/similar.js";
import { say } from "../parts/toast.js";
import { useAll } from "../parts/all.js";
import { refresh, useResource } from "../store.js";
import { sentence, t } from "../texts.js";

export default function Post() {
  const { params } = useRoute();
  const { query } = useLocation();
  const board = useBoard(params.board);
  const task = useResource(query.task ? `/tasks/${query.task}` : null);
  return html`
    <${Waiting} of=${query.task && board.data ? task : board}>
      ${() =>
        !board.writes
          ? html`<${Page} title=${t("post-idea")} back=${{ href: `/boards/${params.board}`, text: t("nav-ideas") }}><p class="note">${t(board.data.archived_at ? "post-archived" : "post-outsider")}</p><//>`
          : html`<${Form} key=${`${params.board} ${query.task ?? ""}`} board=${board.data} task=${query.task ? task.data : null} />`}
    <//>
  `;
}

/** @param {{ board: any, task: any }} props */
function Form({ board, task }) {
  const { route } = useLocation();
  const values = useAll(`/boards/${board.slug}/values`);
  const draft = useDraft(`post.${board.slug}${task ? `.${task.id}` : ""}`, { ...NOTHING_SAID, anonymous: false });
  const [dropped, setDropped] = useState(false);
  const [made, setMade] = useState(/** @type {any} */ (null));
  const said = draft.value;
  const waiting = draft.state === "waiting";
  const written = said.title || said.body;

  /** @param {any} idea */
  const open = (idea) => route(`/boards/${board.slug}/ideas/${idea.id}`, true);

  /** @param {any} idea */
  function arrived(idea) {
    if (!idea) return;
    refresh(`/boards/${board.slug}`, ...(task ? [`/tasks/${task.id}`] : []));
    if (idea.author_key) {
      holdKey(idea.id, idea.author_key);
      setMade(idea);
      return;
    }
    if (idea.secret_already_shown) say(t("post-key-lost"), { wrong: true });
    else say(t("post-done"));
    open(idea);
  }
  draft.onArrival(arrived);

  /** The text changed while it was not known whether the first one had arrived, and it had. @param {any} idea @param {string | null} etag */
  async function amend(idea, etag) {
    const change = changedOf(said, saidOf(idea));
    if (!Object.keys(change).length || (!idea.author && !idea.author_key)) return { data: idea, etag };
    const { data } = await ask("PATCH", `/ideas/${idea.id}`, { body: change, etag, authorKey: idea.author_key });
    return { data: { ...idea, ...data }, etag };
  }

  const send = () =>
    draft.post(task ? `/tasks/${task.id}/approaches` : `/boards/${board.slug}/ideas`, { ...sentOf(said), anonymous: said.anonymous }, { amend }).then(arrived);

  return html`
    <${Page} title=${t(task ? "post-approach" : "post-idea")}
      back=${task ? { href: `/boards/${board.slug}/tasks/${task.id}`, text: task.title } : { href: `/boards/${board.slug}`, text: t("nav-ideas") }}
      lead=${task ? html`${t("post-approach-lead")} <bdi>${task.title}</bdi>` : t("post-lead")}>
      ${made && html`<${KeyShown} value=${made.author_key} onDone=${() => open(made)} />`}
      <form onSubmit=${submitting(send)}>
        ${draft.found && !dropped && written && html`<p class="note">${t("idea-draft-found")} <button type="button" class="link"
          onClick=${() => { draft.forget(); setDropped(true); }}>${t("idea-draft-drop")}</button></p>`}
        ${!waiting && html`<${Wrong} error=${draft.error} fields=${IDEA_FIELDS} />`}
        <${IdeaFields} said=${said} set=${draft.set} values=${values.items ?? []} error=${draft.error} focus=${!draft.found}
          after=${html`<${Similar} board=${board.slug} title=${said.title} />`} />
        <${Tick} label=${t("post-anonymous")} hint=${t(draft.sent === null ? "post-anonymous-hint" : "post-anonymous-sent")} checked=${said.anonymous}
          disabled=${draft.sent !== null} onChange=${(/** @type {boolean} */ anonymous) => draft.set({ anonymous })} />
        ${said.anonymous && html`<${Anonymity} />`}
        ${waiting && html`<p class="note" role="status">${sentence(draft.error)}</p>`}
        <${Submit} press=${t(waiting ? "post-now" : said.anonymous ? "post-send-anonymous" : "post-send")} busy=${draft.state === "sending"}>
          <span class="soft small-text">${written ? t("idea-draft-kept") : ""}</span>
        <//>
      </form>
    <//>
  `;
}

/** What anonymous means, and what it cannot promise. */
function Anonymity() {
  return html`
    <div class="note">
      <ul>
        ${["stored", "day", "key", "mine"].map((what) => html`<li key=${what}>${t(`post-anonymous-${what}`)}</li>`)}
      </ul>
      <p>${t("post-anonymous-not")}</p>
    </div>
  `;
}
