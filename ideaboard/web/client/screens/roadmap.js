/* The roadmap: what is adopted, under way, done, and what comes back when. */

import { useRoute } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { Endless } from "../parts/list.js";
import { Page, Waiting } from "../parts/page.js";
import { Day, IssueMark, When } from "../parts/words.js";
import { useList } from "../store.js";
import { t } from "../texts.js";

const COLUMNS = ["adopted", "in_progress", "done", "not_now"];

export default function Roadmap() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  return html`
    <${Waiting} of=${board} cards=${4}>
      ${() => html`
        <${Page} wide title=${t("roadmap-title")} lead=${t("roadmap-lead")}>
          <div class="columns">${COLUMNS.map((status) => html`<${Column} key=${status} status=${status} board=${params.board} />`)}</div>
        <//>
      `}
    <//>
  `;
}

/** @param {{ status: string, board: string }} props */
function Column({ status, board }) {
  const ideas = useList(at(`/boards/${board}/ideas`, { status, sort: "new" }));
  return html`
    <section aria-labelledby="roadmap-${status}">
      <h2 id="roadmap-${status}">${t(`status-${status}`)}</h2>
      <p class="soft small-text">${t(`roadmap-${status}`)}</p>
      <${Endless} of=${ideas} cards=${2} label=${t(`status-${status}`)} empty=${html`<p class="soft">${t("roadmap-none")}</p>`}
        item=${(/** @type {any} */ idea) => html`
          <article class="card">
            <h3><a href="/boards/${idea.board}/ideas/${idea.id}" dir="auto">${idea.title}</a></h3>
            <p class="facts">
              ${idea.revisit_on && html`<span>${t("back-on")} <${Day} on=${idea.revisit_on} /></span>`}
              ${status !== "not_now" && idea.decision && html`<${When} at=${idea.decision.at} />`}
              <${IssueMark} issue=${idea.issue} />
            </p>
          </article>
        `} />
    </section>
  `;
}
