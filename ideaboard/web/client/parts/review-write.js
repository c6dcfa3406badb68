/* Writing on at a review, several people at once perhaps: what others wrote meanwhile is shown beside mine, and nothing is lost. */

import { useEffect } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { put, refresh } from "../store.js";
import { t } from "../texts.js";
import { Editor } from "./editor.js";
import { Field, Submit, submitting, useSend, wrongWith } from "./form.js";
import { Kinder } from "./kinder.js";
import { Meeting, Refused } from "./review-call.js";
import { ofField, toField } from "./time.js";
import { say } from "./toast.js";

/** What a review says, in the order in which it is said and read. */
export const TEXTS = /** @type {const} */ (["what_happened", "conditions", "helped", "lessons", "statement"]);
const MOST = 20;

/**
 * @typedef {{ what_happened: string, conditions: string, helped: string, lessons: string, statement: string, meets: string,
 *   minutes: string, where: string, actions: { title: string, body: string }[] }} Said
 */

/** A review as its form shows it. @param {any} review @returns {Said} */
export const saidOf = (review) => ({
  what_happened: review.what_happened,
  conditions: review.conditions,
  helped: review.helped,
  lessons: review.lessons,
  statement: review.statement ?? "",
  meets: toField(review.meets_at),
  minutes: String(review.minutes),
  where: review.where ?? "",
  actions: review.actions.map((/** @type {any} */ one) => ({ title: one.title, body: one.body })),
});

const FIELDS = /** @type {(keyof Said)[]} */ ([...TEXTS, "meets", "minutes", "where", "actions"]);

/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** What of a form the API has to be told. @param {Said} mine @param {any} review as it is now */
function changes(mine, review) {
  const now = saidOf(review);
  /** @type {Record<string, any>} */
  const body = Object.fromEntries(
    TEXTS.filter((text) => mine[text] !== now[text]).map((text) => [text, text === "statement" ? mine[text].trim() || null : mine[text]]),
  );
  if (mine.meets !== now.meets) body.meets_at = ofField(mine.meets);
  if (mine.minutes !== now.minutes) body.minutes = Number(mine.minutes);
  if (mine.where !== now.where) body.where = mine.where.trim() || null;
  if (!same(mine.actions, now.actions)) {
    // What became a task meanwhile stays among the actions.
    const tasks = review.actions.filter((/** @type {any} */ one) => one.task).map((/** @type {any} */ { title, body }) => ({ title, body }));
    const left = [...mine.actions];
    for (const task of tasks) {
      const place = left.findIndex((one) => same(one, task));
      if (place >= 0) left.splice(place, 1);
    }
    body.actions = [...tasks, ...left];
  }
  return body;
}

/**
 * @param {{ board: string, review: { data: any, etag: string | null, again: () => Promise<void> }, onClose: () => void }} props
 */
export function ReviewWrite({ board, review, onClose }) {
  const now = saidOf(review.data);
  const draft = useDraft(`review-write.${review.data.id}`, { mine: now, base: now });
  const { mine, base } = draft.value;
  const set = (/** @type {Partial<Said>} */ change) => draft.set({ mine: { ...mine, ...change } });
  const path = `/reviews/${review.data.id}`;

  useEffect(() => {
    // What only others changed is taken over; what both changed is shown, and decided by me.
    const theirs = FIELDS.filter((field) => !same(now[field], base[field]) && same(mine[field], base[field]));
    if (!theirs.length) return;
    const taken = Object.fromEntries(theirs.map((field) => [field, now[field]]));
    draft.set({ mine: { ...mine, ...taken }, base: { ...base, ...taken } });
  }, [review.data.version]);

  const { send, busy, error } = useSend(async () => {
    const body = changes(mine, review.data);
    try {
      if (Object.keys(body).length) {
        const answer = await ask("PATCH", path, { body, etag: review.etag });
        put(path, answer.data, answer.etag);
      }
    } catch (/** @type {any} */ problem) {
      if (problem.status === 412 || problem.status === 409) await review.again();
      throw problem;
    }
    draft.forget();
    refresh(`/boards/${board}/reviews`);
    say(t("saved"));
    onClose();
  });

  /** What others wrote in a field that I changed too. @param {keyof Said} field */
  const theirs = (field) =>
    !same(now[field], base[field]) && !same(now[field], mine[field]) &&
    html`<div class="note" role="status">
      <p><strong>${t("team-theirs")}</strong></p>
      ${field === "actions"
        ? html`<ul>${now.actions.map((one, place) => html`<li key=${place}><bdi>${one.title}</bdi></li>`)}</ul>`
        : html`<p class="said" dir="auto">${(field === "meets" ? now.meets.replace("T", " ") : /** @type {string} */ (now[field])) || t("team-review-nothing")}</p>`}
      <p class="actions">
        <button type="button" class="small secondary" onClick=${() => draft.set({ mine: { ...mine, [field]: now[field] }, base: { ...base, [field]: now[field] } })}>${t("team-take-theirs")}</button>
        <button type="button" class="small secondary" onClick=${() => draft.set({ base: { ...base, [field]: now[field] } })}>${t("team-keep-mine")}</button>
      </p>
    </div>`;

  return html`
    <form onSubmit=${submitting(send)}>
      ${draft.found && html`<p class="note">${t("team-draft-found")}</p>`}
      <${Refused} error=${error} fields=${[...TEXTS.map((text) => `/${text}`), "/meets_at", "/minutes", "/where", "/actions"]} />
      ${TEXTS.map((text) => html`
        <div key=${text}>
          <${Editor} label=${t(`team-review-${text}`)} hint=${t(`team-review-${text}-hint`)} rows=${4} required=${text === "what_happened"}
            maxLength=${text === "statement" ? 10000 : 20000} value=${mine[text]} wrong=${wrongWith(error, `/${text}`)} onInput=${(/** @type {string} */ said) => set({ [text]: said })} />
          ${theirs(text)}
        </div>`)}
      <${Kinder} kind="review" texts=${TEXTS.map((text) => mine[text])} />
      <${Actions} of=${mine.actions} tasks=${review.data.actions} set=${(/** @type {any} */ actions) => set({ actions })} error=${error} />
      ${theirs("actions")}
      <${Meeting} said=${mine} set=${set} error=${error} />
      ${["meets", "minutes", "where"].map((field) => theirs(/** @type {keyof Said} */ (field)))}
      <${Submit} press=${t("save")} busy=${busy} onCancel=${onClose}>
        <button type="button" class="link" onClick=${() => { draft.forget(); onClose(); }}>${t("team-draft-forget")}</button>
      <//>
    </form>
  `;
}

/**
 * What the team will do. What is a task is changed at the task.
 * @param {{ of: { title: string, body: string }[], tasks: any[], set: (actions: { title: string, body: string }[]) => void, error: any }} props
 */
function Actions({ of, tasks, set, error }) {
  const isTask = (/** @type {any} */ action) => tasks.some((one) => one.task && one.title === action.title && one.body === action.body);
  const change = (/** @type {number} */ place, /** @type {any} */ change) => set(of.map((one, index) => (index === place ? { ...one, ...change } : one)));
  return html`
    <fieldset class="question">
      <legend><strong>${t("team-review-actions")}</strong></legend>
      <p class="soft">${t("team-review-actions-hint")}</p>
      ${of.map((one, place) =>
        isTask(one)
          ? html`<p key=${place}><bdi>${one.title}</bdi> <span class="status">${t("team-review-is-task")}</span></p>`
          : html`<div class="asked-row" key=${place}>
              <${Field} label=${t("team-review-action", { number: place + 1 })} required maxlength="200" value=${one.title} wrong=${wrongWith(error, `/actions/${place}`)}
                onInput=${(/** @type {string} */ title) => change(place, { title })} />
              <button type="button" class="small secondary" aria-label=${t("team-review-action-remove", { number: place + 1 })}
                onClick=${() => set(of.filter((_, index) => index !== place))}>${t("remove")}</button>
            </div>`,
      )}
      ${of.length < MOST && html`<button type="button" class="secondary small" onClick=${() => set([...of, { title: "", body: "" }])}>${t("team-review-action-add")}</button>`}
    </fieldset>
  `;
}
