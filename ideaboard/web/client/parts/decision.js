/* A decision, as everybody reads it: outcome, rationale, values, promises, questions. */

import { useState } from "preact/hooks";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { useResource } from "../store.js";
import { t } from "../texts.js";
import { About } from "./about.js";
import { FollowUp } from "./follow-up.js";
import { Questions } from "./questions.js";
import { Day, Person, When } from "./words.js";

/**
 * @param {{ decision: any, board: any, values?: any[], about?: boolean, folded?: boolean }} props `board` is the API's; `about`
 *   names what was decided on; `folded` keeps the questions shut until somebody opens them
 */
export function Decision({ decision, board, values = [], about = false, folded = false }) {
  const { leads, writes } = useBoard(board.slug);
  const whole = useResource(`/decisions/${decision.id}`).data;
  const promises = whole?.follow_ups ?? [];
  return html`
    <article class="card decision">
      ${about && html`<h2><${About} board=${board.slug} idea=${decision.idea} task=${decision.task} main /></h2>`}
      <p class="facts">
        <span class="status ${decision.to}">${t(`outcome-was-${decision.outcome}`)}</span>
        ${decision.revisit_on && html`<span>${t("back-on")} <${Day} on=${decision.revisit_on} /></span>`}
        <span>${decision.by ? html`<${Person} who=${decision.by} />` : t("decision-by-nobody")} · <${When} at=${decision.at} /><span class="only-print"> (<${Day} on=${decision.at} />)</span></span>
        ${decision.idea_version > 1 && html`<span>${t("decision-version", { version: decision.idea_version })}</span>`}
        ${decision.into && html`<span>${t("decision-into")} <${About} board=${board.slug} idea=${decision.into} /></span>`}
      </p>
      ${decision.rationale ? html`<p class="said" dir="auto">${decision.rationale}</p>` : html`<p class="soft">${t("decision-no-rationale")}</p>`}
      ${decision.values.length > 0 &&
      html`<ul class="plain served">
        ${decision.values.map((/** @type {any} */ one) => html`<li key=${one.value}><span class="value"><bdi>${values.find((value) => value.id === one.value)?.name ?? t("decide-value")}</bdi></span> <span dir="auto">${one.how}</span></li>`)}
      </ul>`}
      ${whole?.answers?.length > 0 &&
      html`<ul class="plain stack">
        ${whole.answers.map((/** @type {any} */ one) => html`<li key=${one.id}><span class="status ${one.to}">${t(`outcome-was-${one.outcome}`)}</span> <${About} board=${board.slug} idea=${one.idea} />
          ${one.outcome !== "adopt" && html`<p class="said" dir="auto">${one.rationale}</p>`}</li>`)}
      </ul>`}
      ${promises.length > 0 &&
      html`<div class="promises">
        <p><strong>${t("promises")}</strong></p>
        <ul class="plain stack">${promises.map((/** @type {any} */ one) => html`<li key=${one.id}><${FollowUp} one=${one} board=${board} leads=${leads && writes} /></li>`)}</ul>
      </div>`}
      ${folded
        ? html`<${Folded} decision=${decision.id} board=${board.slug} />`
        : html`<${Questions} decision=${decision.id} board=${board.slug} />`}
    </article>
  `;
}

/** Questions that are asked for when somebody opens them. @param {{ decision: string, board: string }} props */
function Folded({ decision, board }) {
  const [open, setOpen] = useState(false);
  return html`
    <details class="no-print" onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}>
      <summary>${t("questions")}</summary>
      ${open && html`<${Questions} decision=${decision} board=${board} />`}
    </details>
  `;
}
