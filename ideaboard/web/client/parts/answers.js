/* What was decided about an idea, in its order, and the look back at it. */

import { html } from "../dom.js";
import { t } from "../texts.js";
import { Decision } from "./decision.js";
import { Waiting } from "./page.js";
import { useAll } from "./all.js";

/** @param {{ idea: any, board: any, values: any[] }} props */
export function Answers({ idea, board, values }) {
  const decisions = useAll(`/ideas/${idea.id}/decisions`);
  if (decisions.items?.length === 0) return null;
  return html`
    <section class="part" aria-labelledby="decisions">
      <h2 id="decisions" tabindex="-1">${t("idea-decisions")}</h2>
      <${Waiting} of=${decisions}>
        ${() => html`<ol class="stack" role="list" aria-labelledby="decisions">
          ${decisions.items?.map((/** @type {any} */ one) => html`<li key=${one.id}><${Decision} decision=${one} board=${board} values=${values} /></li>`)}
        </ol>`}
      <//>
    </section>
  `;
}

/** @param {{ idea: any, board: any, member: boolean, writes: boolean }} props */
export function LookBack({ idea, board, member, writes }) {
  const over = ["done", "dropped"].includes(idea.status);
  const reviews = useAll(member ? `/boards/${board.slug}/reviews` : null);
  const mine = (reviews.items ?? []).filter((/** @type {any} */ one) => one.idea === idea.id);
  const going = mine.some((/** @type {any} */ one) => one.state !== "shared");
  if (!mine.length && !(over && writes && reviews.items)) return null;
  return html`
    <section class="part" aria-labelledby="look-back">
      <h2 id="look-back">${t("idea-look-back")}</h2>
      ${mine.length > 0 && html`<ul>${mine.map((/** @type {any} */ one) => html`<li key=${one.id}><a href="/boards/${board.slug}/reviews/${one.id}">${t(`idea-review-${one.state}`)}</a></li>`)}</ul>`}
      ${over && writes && !going && html`
        <p>${t("idea-look-back-means")}</p>
        <p><a role="button" class="secondary" href="/boards/${board.slug}/reviews?new=${idea.id}">${t("idea-call-together")}</a></p>`}
    </section>
  `;
}
