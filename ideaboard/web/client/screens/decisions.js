/* The decision log: what was decided and why, the newest first. It prints as clean pages. */

import { useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { useAll } from "../parts/all.js";
import { Decision } from "../parts/decision.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { useList } from "../store.js";
import { t } from "../texts.js";

export default function Decisions() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  const decisions = useList(`/boards/${params.board}/decisions`);
  const values = useAll(`/boards/${params.board}/values`);
  return html`
    <${Waiting} of=${board} cards=${3}>
      ${() => html`
        <${Page} title=${t("decisions-title")} lead=${t("decisions-lead")}
          actions=${html`<button type="button" class="secondary" onClick=${() => print()}>${t("decisions-print")}</button>`}>
          <p class="only-print"><bdi>${board.data.name}</bdi></p>
          <${Endless} of=${decisions} label=${t("decisions-title")}
            item=${(/** @type {any} */ one) => html`<${Decision} decision=${one} board=${board.data} values=${values.items} about folded />`}
            empty=${html`<${Empty} title=${t("decisions-none")} />`} />
        <//>
      `}
    <//>
  `;
}
