/* What an idea says: its text, the values it serves, what it takes, what it would teach. */

import { html, Rendered } from "../dom.js";
import { t } from "../texts.js";

/** What there is to say besides the text. @param {{ of: any, values: any[] }} props `of` is an idea or a version of one */
export function IdeaSays({ of, values }) {
  const served = of.values.map((/** @type {any} */ one) => ({ ...one, name: values.find((value) => value.id === one.value)?.name }));
  if (!served.length && !of.effort && !of.learning) return null;
  return html`
    <dl class="says">
      ${served.length > 0 &&
      html`<div><dt>${t("idea-serves")}</dt>
        ${served.map((/** @type {any} */ one) => html`<dd key=${one.value}><span class="value"><bdi>${one.name ?? t("idea-value-gone")}</bdi></span> <span dir="auto">${one.how}</span></dd>`)}</div>`}
      ${of.effort && html`<div><dt>${t("idea-effort")}</dt><dd>${t(`idea-effort-${of.effort}`)}</dd></div>`}
      ${of.learning && html`<div><dt>${t("idea-learning")}</dt><dd dir="auto">${of.learning}</dd></div>`}
    </dl>
  `;
}

/** The text itself, or why there is none to read. @param {{ of: any, none?: string }} props */
export const IdeaBody = ({ of, none }) =>
  of.body_html ? html`<${Rendered} text=${of.body_html} />` : html`<p class="soft">${none ?? t("idea-no-text")}</p>`;
