/* One review: what happened and why, what was learned, and what the team does. Never who: there is no place for it. */

import { useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { ask } from "../api.js";
import { html, Rendered } from "../dom.js";
import { hasDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { Confirm } from "../parts/dialog.js";
import { useSend } from "../parts/form.js";
import { IdeaLink } from "../parts/idea-link.js";
import { Page, Waiting } from "../parts/page.js";
import { Refused } from "../parts/review-call.js";
import { ReviewWrite, TEXTS } from "../parts/review-write.js";
import { say } from "../parts/toast.js";
import { put, refresh, useResource } from "../store.js";
import { moment, t } from "../texts.js";

const STATES = ["called", "held", "shared"];

export default function Review() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  const review = useResource(`/reviews/${params.review}`);
  const idea = useResource(review.data ? `/ideas/${review.data.idea}` : null);
  const [writing, setWriting] = useState(false);
  const [sharing, setSharing] = useState(false);
  const path = `/reviews/${params.review}`;

  const { send, busy, error } = useSend(async (/** @type {string} */ method, /** @type {string} */ to, /** @type {any} */ more, /** @type {string} */ said) => {
    try {
      const answer = await ask(method, to, more);
      put(path, answer.data, method === "PATCH" ? answer.etag : null);
    } catch (/** @type {any} */ problem) {
      if (problem.status === 412 || problem.status === 409) await review.again();
      throw problem;
    } finally {
      setSharing(false);
    }
    refresh(path, `/boards/${params.board}/reviews`, `/boards/${params.board}/tasks`);
    say(said);
  });
  const move = (/** @type {string} */ state) => send("PATCH", path, { body: { state }, etag: review.etag }, t(`team-review-was-${state}`));

  function stop() {
    setWriting(false);
    setTimeout(() => document.getElementById("write")?.focus());
  }

  return html`
    <${Waiting} of=${review}>
      ${() => {
        const one = review.data;
        const may = board.writes && one.state !== "shared";
        const untold = ["lessons", "statement"].filter((text) => !one[text]?.trim());
        return html`
          <${Page} title=${idea.data ? t("team-review-of", { title: idea.data.title }) : t("team-review")}
            back=${{ href: `/boards/${params.board}/reviews`, text: t("nav-reviews") }} lead=${t("team-review-lead")}
            actions=${may && !writing && html`<button type="button" id="write" onClick=${() => setWriting(true)}>${t("team-review-write")}</button>`}>
            <ol class="steps" aria-label=${t("team-reviews-states")}>
              ${STATES.map((state) => html`<li key=${state} aria-current=${state === one.state ? "step" : undefined}>${t(`team-review-state-${state}`)}</li>`)}
            </ol>
            <p class="facts">
              <span>${t("team-review-about")} <${IdeaLink} board=${params.board} id=${one.idea} /></span>
              ${one.meets_at
                ? html`<span>${t(Date.parse(one.meets_at) > Date.now() ? "team-review-meets" : "team-review-met")} <time datetime=${one.meets_at}>${moment(one.meets_at)}</time>, ${t("team-review-for-minutes", { minutes: one.minutes })}</span>
                    <a href="/api/v1/reviews/${one.id}/calendar.ics" download>${t("team-review-calendar")}</a>`
                : html`<span>${t("team-review-no-meeting")}</span>`}
              ${one.where && html`<bdi>${one.where}</bdi>`}
            </p>
            <${Refused} error=${error} fields=${[]} />
            ${writing
              ? html`<section class="part"><h2>${t("team-review-write")}</h2><${ReviewWrite} board=${params.board} review=${review} onClose=${stop} /></section>`
              : html`
                  ${may && hasDraft(`review-write.${one.id}`) && html`<p class="note">${t("team-review-draft")}</p>`}
                  ${TEXTS.map((text) => html`<section class="part" key=${text}>
                    <h2>${t(`team-review-${text}`)}</h2>
                    ${one[text]?.trim() ? html`<${Rendered} text=${one[`${text}_html`]} />` : html`<p class="soft">${t(may ? `team-review-${text}-hint` : "team-review-nothing")}</p>`}
                  </section>`)}
                  <${Actions} board=${params.board} review=${one} can=${board.writes} busy=${busy}
                    onMake=${() => send("POST", `${path}/tasks`, {}, t("team-review-tasks-made"))} />
                  ${may &&
                  html`<section class="part"><h2>${t("team-review-next")}</h2>
                    ${one.state === "called"
                      ? html`<p>${t("team-review-held-means")}</p><button type="button" disabled=${busy} onClick=${() => move("held")}>${t("team-review-hold")}</button>`
                      : html`<p>${t("team-review-share-means")}</p>
                          ${untold.length > 0 && html`<p class="note">${t("team-review-share-needs")} ${untold.map((text) => t(`team-review-${text}`)).join(", ")}</p>`}
                          <button type="button" disabled=${busy || untold.length > 0} onClick=${() => setSharing(true)}>${t("team-review-share")}</button>`}
                  </section>`}
                `}
            ${sharing &&
            html`<${Confirm} title=${t("team-review-share")} text=${t("team-review-share-sure")} press=${t("team-review-share")} busy=${busy}
              onYes=${() => move("shared")} onClose=${() => setSharing(false)} />`}
          <//>
        `;
      }}
    <//>
  `;
}

/** @param {{ board: string, review: any, can: boolean, busy: boolean, onMake: () => void }} props */
function Actions({ board, review, can, busy, onMake }) {
  /** @type {any[]} */
  const actions = review.actions;
  return html`
    <section class="part">
      <h2>${t("team-review-actions")}</h2>
      ${actions.length === 0 && html`<p class="soft">${t("team-review-actions-none")}</p>`}
      <ul class="stack" role="list">
        ${actions.map((one, place) => html`
          <li key=${place} class="card">
            <p>${one.task ? html`<a href="/boards/${board}/tasks/${one.task}"><bdi>${one.title}</bdi></a> <span class="status">${t("team-review-is-task")}</span>` : html`<bdi>${one.title}</bdi>`}</p>
            ${one.body && html`<${Rendered} text=${one.body_html} />`}
          </li>`)}
      </ul>
      ${can && actions.some((one) => !one.task) &&
      html`<p class="actions"><button type="button" class="secondary" disabled=${busy} onClick=${onMake}>${t("team-review-make-tasks")}</button></p>`}
    </section>
  `;
}
