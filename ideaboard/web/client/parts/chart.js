/* Bars that are a table, and a table that is bars: whoever cannot see them reads the same. */

import { useId } from "preact/hooks";
import { html } from "../dom.js";

const STYLE = new URL("../vendor/charts.css-1.2.0/dist/charts.min.css", import.meta.url).href;

/* Fetched with the first screen that has a chart, and not before. */
if (!document.querySelector(`link[href="${STYLE}"]`)) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = STYLE;
  // Ours come after it, for they say what it looks like here.
  const ours = document.querySelector('link[rel="stylesheet"][href$="/styles.css"]');
  document.head.insertBefore(link, ours);
}

/**
 * A chart of bars.
 * @param {{ caption: any, heads: [string, string], rows: { key?: any, label: any, size: number, text: any }[] }} props
 *   `size` is a bar's part of the whole width, from 0 to 1; `text` is what it says
 */
export function Bars({ caption, heads, rows }) {
  const id = useId();
  // A table that is shown as something else may be no table any more to who listens: so its roles are said.
  return html`
    <figure class="chart">
      <figcaption id=${id}>${caption}</figcaption>
      <table class="charts-css bar show-labels data-start data-spacing-4" role="table" aria-labelledby=${id}>
        <thead role="rowgroup">
          <tr role="row">${heads.map((head) => html`<th key=${head} scope="col" role="columnheader">${head}</th>`)}</tr>
        </thead>
        <tbody role="rowgroup">
          ${rows.map(
            (row, index) => html`
              <tr key=${row.key ?? index} role="row">
                <th scope="row" role="rowheader">${row.label}</th>
                <td role="cell" style=${{ "--size": Math.max(0, Math.min(1, row.size)) }}><span class="data">${row.text}</span></td>
              </tr>
            `,
          )}
        </tbody>
      </table>
    </figure>
  `;
}
