/* Parts of a screen that are chosen among by links, so that each has its address. */

import { html } from "../dom.js";

/** @param {{ label: string, now: string, of: [string, string, string][] }} props `of`: name, address and text of each */
export function Tabs({ label, now, of }) {
  return html`
    <nav aria-label=${label}>
      <ul class="tabs" role="list">
        ${of.map(([name, href, text]) => html`<li key=${name}><a href=${href} aria-current=${name === now ? "page" : undefined}>${text}</a></li>`)}
      </ul>
    </nav>
  `;
}
