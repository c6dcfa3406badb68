/* Small things that are said of much: who, when, what became of it. */

import { html } from "../dom.js";
import { ago, day, moment, t } from "../texts.js";

/** Somebody, or that nobody is named. @param {{ who: { name: string } | null | undefined, none?: string }} props */
export const Person = ({ who, none }) => html`<bdi class="person">${who ? who.name : (none ?? t("nobody-named"))}</bdi>`;

/** A moment or a day, as it is said; the exact one is in its title. @param {{ at: string }} props */
export const When = ({ at }) => html`<time datetime=${at} title=${at.length === 10 ? day(at) : moment(at)}>${ago(at)}</time>`;

/** A day. @param {{ on: string }} props */
export const Day = ({ on }) => html`<time datetime=${on}>${day(on)}</time>`;

/** What became of an idea or a task. @param {{ status: string }} props */
export const Status = ({ status }) => html`<span class="status ${status}">${t(`status-${status}`)}</span>`;

/** The tracker's issue, or why it is not there yet. @param {{ issue: any }} props */
export function IssueMark({ issue }) {
  if (!issue) return null;
  const text = issue.key ?? t(`issue-${issue.state}`);
  return html`
    <span class="issue ${issue.state}">
      ${issue.url ? html`<a href=${issue.url} rel="noopener noreferrer" target="_blank">${text}</a>` : text}
      ${issue.status && html` · <bdi>${issue.status.name}</bdi>`}
      ${issue.state !== "linked" && issue.key && html` · ${t(`issue-${issue.state}`)}`}
    </span>
  `;
}
