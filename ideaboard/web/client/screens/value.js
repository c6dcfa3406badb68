/* One value, and its stories: what was done for it, how it serves it, why it was adopted, what was learned. No number. */

import { useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { Retire, ValueForm } from "../parts/value-form.js";
import { Day, Status } from "../parts/words.js";
import { useList, useResource } from "../store.js";
import { t } from "../texts.js";

export default function Value() {
  const { params } = useRoute();
  const path = `/boards/${params.board}/values/${params.value}`;
  const board = useBoard(params.board);
  const value = useResource(path);
  const stories = useList(`${path}/stories`);
  const [open, setOpen] = useState(/** @type {"edit" | "retire" | null} */ (null));
  const close = () => setOpen(null);
  return html`
    <${Waiting} of=${value}>
      ${() => html`
        <${Page} title=${value.data.name} back=${{ href: `/boards/${params.board}/values`, text: t("nav-values") }}
          lead=${value.data.meaning && html`<span class="said" dir="auto">${value.data.meaning}</span>`}
          actions=${board.leads && board.writes && !value.data.retired_at &&
          html`<button type="button" class="secondary" onClick=${() => setOpen("edit")}>${t("edit")}</button>
            <button type="button" class="secondary" onClick=${() => setOpen("retire")}>${t("team-value-retire")}</button>`}>
          ${value.data.retired_at && html`<p class="note">${t("team-value-retired-on")} <${Day} on=${value.data.retired_at} /></p>`}
          <h2>${t("team-stories")}</h2>
          <${Endless} of=${stories} label=${t("team-stories")} keyOf=${(/** @type {any} */ one) => one.idea}
            item=${(/** @type {any} */ story) => html`<${Story} board=${params.board} story=${story} />`}
            empty=${html`<${Empty} title=${t("team-stories-none")}>${t("team-stories-none-hint")}<//>`} />
          ${open === "edit" && html`<${ValueForm} board=${params.board} id=${params.value} onClose=${close} />`}
          ${open === "retire" && html`<${Retire} board=${params.board} value=${value.data} onClose=${close} />`}
        <//>
      `}
    <//>
  `;
}

/** @param {{ board: string, story: any }} props */
function Story({ board, story }) {
  const { decision, review } = story;
  return html`
    <article class="card">
      <h3><a href="/boards/${board}/ideas/${story.idea}" dir="auto">${story.title}</a></h3>
      <p class="facts"><${Status} status=${story.status} /> <span>#${story.number}</span>
        ${decision && html`<span>${t("team-story-adopted")} <${Day} on=${decision.at} /></span>`}</p>
      <dl class="told">
        ${story.how && html`<div><dt>${t("team-story-how")}</dt><dd class="said" dir="auto">${story.how}</dd></div>`}
        ${decision?.rationale && html`<div><dt>${t("team-story-why")}</dt><dd class="said" dir="auto">${decision.rationale}</dd></div>`}
        ${decision?.how && html`<div><dt>${t("team-story-decision-how")}</dt><dd class="said" dir="auto">${decision.how}</dd></div>`}
        ${review && html`<div><dt>${t("team-story-learned")}</dt><dd class="said" dir="auto">${review.lessons}</dd>
          ${review.statement && html`<dd class="said" dir="auto">${review.statement}</dd>`}
          <dd><a href="/boards/${board}/reviews/${review.id}">${t("team-story-review")}</a></dd></div>`}
      </dl>
    </article>
  `;
}
