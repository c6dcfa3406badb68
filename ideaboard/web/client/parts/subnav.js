/* The parts of a screen that is several, each with its own address. */

import { html } from "../dom.js";

/** @param {{ label: string, parts: [string, any][], here: string }} props `parts`: address and name of each */
export const SubNav = ({ label, parts, here }) => html`
  <nav class="sub-nav" aria-label=${label}>
    <ul role="list">
      ${parts.map(([to, name]) => html`<li key=${to}><a href=${to} aria-current=${to === here ? "page" : undefined}>${name}</a></li>`)}
    </ul>
  </nav>
`;
