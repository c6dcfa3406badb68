/* A discussion in threads, under an idea or a task. Answers stand under what they answer; deeper ones side by side with
   these, each saying whom it answers, so that a long thread is as wide as a short one. */

import { useState } from "preact/hooks";
import { html, Rendered } from "../dom.js";
import { hasDraft } from "../drafts.js";
import { session } from "../session.js";
import { refresh, useList } from "../store.js";
import { t } from "../texts.js";
import { keyOf } from "./author-key.js";
import { Confirm } from "./dialog.js";
import { useSend, Wrong } from "./form.js";
import { Moderate } from "./hide.js";
import { Trouble, Waiting } from "./page.js";
import { remove, Revise } from "./revise.js";
import { Saying, sayingAt } from "./saying.js";
import { Person, When } from "./words.js";

const MOST = 16_384;

/**
 * @typedef {{ of: string, idea: string | null, anonymous: boolean, writes: boolean, member: boolean, leads: boolean,
 *   all: Map<string, any>, onSaid: (comment: any) => void }} Place
 */

/**
 * @param {{ of: string, writes: boolean, member: boolean, leads: boolean, anonymous?: boolean }} props
 *   `of` is the path of the idea or the task; `writes` whether it can be commented on just now; `anonymous` whether its
 *   author is nobody that is known, who then comments as its author
 */
export function Thread({ of, writes, member, leads, anonymous = false }) {
  const path = `${of}/comments`;
  const list = useList(path);
  // What was just said is at the end of the list, which may not have been read as far as that.
  const [mine, setMine] = useState(/** @type {any[]} */ ([]));
  const known = new Set(list.items?.map((/** @type {any} */ one) => one.id));
  const items = [...(list.items ?? []), ...mine.filter((one) => !known.has(one.id))];
  const all = new Map(items.map((one) => [one.id, one]));
  const roots = items.filter((one) => !all.has(one.parent));
  const idea = of.startsWith("/ideas/") ? of.slice("/ideas/".length) : null;
  /** @type {Place} */
  const place = {
    of, idea, anonymous, writes, member, leads, all,
    onSaid: (comment) => {
      setMine((before) => [...before, comment]);
      refresh(path, of);
    },
  };
  return html`
    <section class="part" aria-labelledby="discussion">
      <h2 id="discussion" tabindex="-1">${t("thread-title")}</h2>
      <${Waiting} of=${list}>
        ${() => html`
          ${roots.length === 0 && html`<p class="soft">${t(writes ? "thread-none" : "thread-none-closed")}</p>`}
          <ol class="thread" role="list" aria-labelledby="discussion">
            ${roots.map((root) => html`<li key=${root.id}>
              <${Comment} comment=${root} place=${place} />
              <${Answers} to=${root} below=${below(root, items)} place=${place} />
            </li>`)}
          </ol>
          ${list.error && html`<${Trouble} error=${list.error} again=${list.more} />`}
          ${list.next && html`<p class="more"><button type="button" class="secondary" aria-busy=${list.loadingMore ? "true" : undefined} onClick=${list.more}>${t("more")}</button></p>`}
        `}
      <//>
      ${(writes || (member && hasDraft(sayingAt(path, null)))) && html`<${Saying} key=${path} path=${path} parent=${null} idea=${idea} anonymous=${anonymous} onSaid=${place.onSaid} />`}
    </section>
  `;
}

/** All that follows from a comment, each right behind what it answers. @param {any} root @param {any[]} items @returns {any[]} */
function below(root, items) {
  /** @type {any[]} */
  const found = [];
  const waiting = items.filter((one) => one.parent === root.id).reverse();
  while (waiting.length) {
    const next = waiting.pop();
    found.push(next);
    waiting.push(...items.filter((one) => one.parent === next.id).reverse());
  }
  return found;
}

/** @param {{ to: any, below: any[], place: Place }} props */
function Answers({ to, below, place }) {
  if (!below.length) return null;
  return html`
    <ol class="thread" role="list">
      ${below.map((one) => html`<li key=${one.id}><${Comment} comment=${one} place=${place} answers=${one.parent === to.id ? null : place.all.get(one.parent)} /></li>`)}
    </ol>
  `;
}

/** @param {any} comment */
const nameOf = (comment) => (comment.by_author ? t("thread-by-author") : comment.author?.name ?? t("nobody-named"));

/** @param {{ comment: any, place: Place, answers?: any }} props */
function Comment({ comment, place, answers }) {
  const { of, idea, writes, member, leads, anonymous } = place;
  const [now, setNow] = useState(/** @type {"edit" | "reply" | "delete" | null} */ (hasDraft(sayingAt(`${of}/comments`, comment.id)) ? "reply" : null));
  const key = comment.by_author && comment.idea ? keyOf(comment.idea) : null;
  const mine = comment.by_author ? key !== null : Boolean(comment.author) && comment.author.id === session.value?.account?.id;
  const path = `/comments/${comment.id}`;
  const again = () => refresh(`${of}/comments`);
  const what = t("thread-what", { name: nameOf(comment) });
  const gone = comment.deleted || comment.body_html === null;
  const { send, busy, error } = useSend(async () => {
    await remove(path, key);
    setNow(null);
    await again();
    document.getElementById(`comment-${comment.id}`)?.focus();
  });
  const close = () => setNow(null);
  return html`
    <article class="card comment" id="comment-${comment.id}" tabindex="-1" aria-label=${what}>
      <p class="facts">
        <strong>${comment.by_author ? t("thread-by-author") : html`<${Person} who=${comment.author} />`}</strong>
        <${When} at=${comment.created_at} />
        ${comment.edited_at && !comment.deleted && html`<span>${t("idea-edited")}</span>`}
        ${answers && html`<span>${t("thread-answers")} <a href="#comment-${answers.id}" onClick=${jump(answers.id)}><bdi>${nameOf(answers)}</bdi></a></span>`}
        ${idea && comment.idea !== idea && html`<span>${t("idea-from-merged")}</span>`}
      </p>
      ${comment.hidden && comment.hidden_reason && html`<p class="small-text">${t("idea-hidden-because")} <span dir="auto">${comment.hidden_reason}</span></p>`}
      ${now === "edit"
        ? html`<${Revise} path=${path} field="body" label=${t("thread-edit")} maxLength=${MOST} authorKey=${key} onClose=${close} onDone=${again} />`
        : comment.deleted
          ? html`<p class="soft">${t("thread-deleted")}</p>`
          : gone
            ? html`<p class="soft">${t("thread-hidden")}</p>`
            : html`<${Rendered} text=${comment.body_html} />`}
      ${member && !comment.deleted && now !== "edit" &&
      html`<div class="act-line">
        ${writes && now !== "reply" && html`<button type="button" class="small secondary" aria-label=${t("thread-reply-named", { what })} onClick=${() => setNow("reply")}>${t("thread-reply")}</button>`}
        ${mine && html`
          <button type="button" class="small secondary" aria-label=${t("idea-edit-named", { what })} onClick=${() => setNow("edit")}>${t("edit")}</button>
          <button type="button" class="small secondary" aria-label=${t("thread-delete-named", { what })} onClick=${() => setNow("delete")}>${t("delete")}</button>`}
        <${Moderate} path=${path} what=${what} hidden=${comment.hidden} mine=${mine} leads=${leads} onDone=${again} />
      </div>`}
      ${member && now === "reply" &&
      html`<${Saying} path="${of}/comments" parent=${comment.id} to=${nameOf(comment)} idea=${idea} anonymous=${anonymous} onSaid=${(/** @type {any} */ said) => { close(); place.onSaid(said); }} onCancel=${close} />`}
      ${now === "delete" && html`<${Confirm} title=${t("thread-delete")} text=${t("thread-delete-sure")} press=${t("delete")} busy=${busy} onYes=${send} onClose=${close}>
        <${Wrong} error=${error} /><//>`}
    </article>
  `;
}

/** A link within the page moves the focus along. @param {string} id */
const jump = (id) => (/** @type {Event} */ event) => {
  event.preventDefault();
  const to = document.getElementById(`comment-${id}`);
  to?.scrollIntoView({ block: "center" });
  to?.focus({ preventScroll: true });
};
