/* An idea in a list. */

import { html } from "../dom.js";
import { t } from "../texts.js";
import { Vote } from "./vote.js";
import { Day, IssueMark, Person, Status, When } from "./words.js";

/** @param {{ idea: any, values?: any[], can?: boolean, level?: 2 | 3 }} props `level` is that of its heading */
export function IdeaCard({ idea, values = [], can = true, level = 2 }) {
  const served = idea.values.map((/** @type {any} */ one) => values.find((value) => value.id === one.value)?.name).filter(Boolean);
  return html`
    <article class="card idea">
      <${Vote} idea=${idea} can=${can} />
      <div class="card-body">
        <${`h${level}`} class="card-title"><a href="/boards/${idea.board}/ideas/${idea.id}" dir="auto">${idea.title}</a><//>
        ${idea.hidden ? html`<p class="soft">${t("idea-hidden")}</p>` : idea.excerpt && html`<p class="excerpt" dir="auto">${idea.excerpt}</p>`}
        <p class="facts">
          ${idea.status !== "open" && html`<${Status} status=${idea.status} />`}
          ${idea.revisit_on && html`<span>${t("back-on")} <${Day} on=${idea.revisit_on} /></span>`}
          <${IssueMark} issue=${idea.issue} />
          <span>#${idea.number} · <${Person} who=${idea.author} none=${t("author-anonymous")} /> · <${When} at=${idea.created_at} /></span>
          <span>${t("comments-count", { count: idea.comments })}</span>
          ${served.map((/** @type {string} */ name) => html`<span class="value" key=${name}><bdi>${name}</bdi></span>`)}
        </p>
      </div>
    </article>
  `;
}
