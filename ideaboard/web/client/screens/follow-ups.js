/* Follow-ups: what was promised with decisions, for everybody to see. */

import { useLocation, useRoute } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { About } from "../parts/about.js";
import { FollowUp } from "../parts/follow-up.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { useList } from "../store.js";
import { t } from "../texts.js";

/** What can be looked at: each is what the API is asked for. @type {Record<string, Record<string, string>>} */
const VIEWS = { open: { state: "open" }, overdue: { due: "overdue" }, soon: { due: "soon" }, kept: { state: "kept" }, released: { state: "released" }, all: {} };

export default function FollowUps() {
  const { params } = useRoute();
  const { query, route, path } = useLocation();
  const board = useBoard(params.board);
  const view = query.show in VIEWS ? query.show : "open";
  const list = useList(at(`/boards/${params.board}/follow-ups`, VIEWS[view]));
  return html`
    <${Waiting} of=${board} cards=${3}>
      ${() => html`
        <${Page} title=${t("follow-ups-title")} lead=${t("follow-ups-lead")}>
          <div class="filters" role="search" aria-label=${t("follow-ups-filters")}>
            <label><span>${t("follow-ups-show")}</span>
              <select value=${view} onChange=${(/** @type {any} */ event) => route(at(path, { show: event.currentTarget.value }), true)}>
                ${Object.keys(VIEWS).map((one) => html`<option key=${one} value=${one} selected=${one === view}>${t(`follow-ups-${one}`)}</option>`)}
              </select></label>
          </div>
          <${Endless} of=${list} label=${t("follow-ups-title")} empty=${html`<${Empty} title=${t("follow-ups-none")} />`}
            item=${(/** @type {any} */ one) => html`<article class="card">
              <${FollowUp} one=${one} board=${board.data} leads=${board.leads && board.writes}><h2><${About} board=${params.board} idea=${one.idea} task=${one.task} /></h2><//>
            </article>`} />
        <//>
      `}
    <//>
  `;
}
