/* Approaches side by side: the same rows for each, the oldest first. A table on a desk, cards one under another on a phone. */

import { useEffect, useState } from "preact/hooks";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { Person, Status, When } from "./words.js";
import { Vote } from "./vote.js";

const narrow = matchMedia("(max-width: 48rem)");

/** Whether the screen is too narrow for columns, also when it is turned. */
function useNarrow() {
  const [is, set] = useState(narrow.matches);
  useEffect(() => {
    const look = () => set(narrow.matches);
    narrow.addEventListener("change", look);
    return () => narrow.removeEventListener("change", look);
  }, []);
  return is;
}

/** The rows: a name, and what an approach says to it. @param {any[]} values @param {boolean} can @returns {[string, (one: any) => any][]} */
const rowsOf = (values, can) => [
  ["approach-support", (one) => html`<${Vote} idea=${one} can=${can} />`],
  ["approach-what", (one) => html`<span dir="auto">${one.hidden ? t("idea-hidden") : one.excerpt || "–"}</span>`],
  ["approach-effort", (one) => (one.effort ? t(`approach-effort-${one.effort}`) : "–")],
  ["approach-learning", (one) => (one.learning ? html`<span dir="auto">${one.learning}</span>` : "–")],
  ["approach-values", (one) => html`<${Served} served=${one.values} values=${values} />`],
  ["approach-for", (one) => html`<${Points} points=${one.points} side="for" />`],
  ["approach-against", (one) => html`<${Points} points=${one.points} side="against" />`],
  ["approach-talk", (one) => t("comments-count", { count: one.comments })],
];

/** @param {{ approaches: any[], values: any[], can: boolean }} props */
export function Approaches({ approaches, values, can }) {
  const rows = rowsOf(values, can);
  if (useNarrow()) {
    return html`
      <ul class="stack" role="list">
        ${approaches.map((one) => html`<li key=${one.id}><article class="card approach">
          <h3><${Title} one=${one} /></h3>
          <${Said} one=${one} />
          <dl>${rows.map(([name, cell]) => html`<div key=${name}><dt><strong>${t(name)}</strong></dt><dd>${cell(one)}</dd></div>`)}</dl>
        </article></li>`)}
      </ul>
    `;
  }
  return html`
    <div class="compare" tabindex="0" role="region" aria-label=${t("approaches-compared")}>
      <table>
        <thead><tr><td></td>${approaches.map((one) => html`<th key=${one.id} scope="col"><${Title} one=${one} /><${Said} one=${one} /></th>`)}</tr></thead>
        <tbody>
          ${rows.map(([name, cell]) => html`<tr key=${name}><th scope="row">${t(name)}</th>${approaches.map((one) => html`<td key=${one.id}>${cell(one)}</td>`)}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

/** @param {{ one: any }} props */
const Title = ({ one }) => html`<a href="/boards/${one.board}/ideas/${one.id}" dir="auto">${one.title}</a>`;

/** @param {{ one: any }} props */
const Said = ({ one }) => html`
  <p class="facts">${one.status !== "open" && html`<${Status} status=${one.status} />`}
    <span>#${one.number} · <${Person} who=${one.author} none=${t("author-anonymous")} /> · <${When} at=${one.created_at} /></span></p>
`;

/** @param {{ served: any[], values: any[] }} props */
function Served({ served, values }) {
  if (served.length === 0) return "–";
  return html`<ul class="plain">${served.map((one) => html`<li key=${one.value}><span class="value"><bdi>${values.find((value) => value.id === one.value)?.name ?? "…"}</bdi></span> <span dir="auto">${one.how}</span></li>`)}</ul>`;
}

/** @param {{ points: any[], side: string }} props */
function Points({ points, side }) {
  const mine = points.filter((one) => one.side === side);
  if (mine.length === 0) return "–";
  return html`<ul>${mine.map((one) => html`<li key=${one.id}><bdi>${one.hidden && one.text === null ? t("approach-point-hidden") : one.text}</bdi></li>`)}</ul>`;
}
