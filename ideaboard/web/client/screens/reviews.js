/* The board's reviews: what went wrong, or right, and what the team learned of it. */

import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { IdeaLink } from "../parts/idea-link.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { CallReview } from "../parts/review-call.js";
import { Tabs } from "../parts/tabs.js";
import { Day } from "../parts/words.js";
import { useList } from "../store.js";
import { moment, t } from "../texts.js";

const STATES = ["called", "held", "shared"];

export default function Reviews() {
  const { params } = useRoute();
  const { query, path, route } = useLocation();
  const board = useBoard(params.board);
  const [calling, setCalling] = useState(false);
  const state = STATES.includes(query.state) ? query.state : "";
  const reviews = useList(board.role ? at(`/boards/${params.board}/reviews`, { state }) : null);
  const idea = query.new || undefined;
  useEffect(() => {
    if ("new" in query) setCalling(true);
  }, ["new" in query]);
  function close() {
    setCalling(false);
    if ("new" in query) route(path, true);
  }
  return html`
    <${Waiting} of=${board}>
      ${() => board.role === null ? html`<${Page} title=${t("nav-reviews")}><${Empty} title=${t("team-members-only")} /><//>` : html`
        <${Page} title=${t("nav-reviews")} lead=${t("team-reviews-lead")}
          actions=${board.writes && html`<button type="button" onClick=${() => setCalling(true)}>${t("team-review-call")}</button>`}>
          <${Tabs} label=${t("team-reviews-states")} now=${state}
            of=${[["", path, t("team-reviews-all")], ...STATES.map((one) => /** @type {[string, string, string]} */ ([one, `${path}?state=${one}`, t(`team-review-state-${one}`)]))]} />
          <${Endless} key=${state} of=${reviews} label=${t("nav-reviews")} item=${(/** @type {any} */ review) => html`<${ReviewCard} board=${params.board} review=${review} />`}
            empty=${html`<${Empty} title=${t("team-reviews-none")}>${t("team-reviews-none-hint")}<//>`} />
          ${calling && html`<${CallReview} board=${params.board} idea=${idea} onClose=${close} />`}
        <//>
      `}
    <//>
  `;
}

/** @param {{ board: string, review: any }} props */
function ReviewCard({ board, review }) {
  return html`
    <article class="card">
      <h2><a href="/boards/${board}/reviews/${review.id}" dir="auto">${review.excerpt}</a></h2>
      <p class="facts">
        <span class="status">${t(`team-review-state-${review.state}`)}</span>
        <span>${t("team-review-about")} <${IdeaLink} board=${board} id=${review.idea} /></span>
        ${review.state === "called" && review.meets_at
          ? html`<span>${t(Date.parse(review.meets_at) > Date.now() ? "team-review-meets" : "team-review-met")} <time datetime=${review.meets_at}>${moment(review.meets_at)}</time></span>`
          : html`<span>${t("team-review-called-on")} <${Day} on=${review.created_at} /></span>`}
        ${review.state === "called" && review.where && html`<bdi>${review.where}</bdi>`}
      </p>
    </article>
  `;
}
