/* Why an idea's issue is not where it should be: in the reader's words what the board says of it, else in the tracker's own. */

import { html } from "../dom.js";
import { t } from "../texts.js";

/** Where a status of the tracker's is what wants an answer, and the link itself is well. */
const WELL = ["linked", "partial"];

/** @param {{ issue: any, idea: any }} props `idea`: undefined until it is known */
export function IssueWhy({ issue, idea }) {
  const { state, reason } = issue;
  const status = issue.remote_status?.name ?? "";
  if (state === "unlinked") return null;
  if (state === "conflict") {
    const there = issue.theirs ? t(`status-${issue.theirs}`) : status;
    return idea ? html`<p>${t("issue-conflict-means", { here: t(`status-${idea.status}`), there })}</p>` : null;
  }
  if (WELL.includes(state) && issue.means === "rejected") return html`<p>${t("issue-rejected-means", { status })}</p>`;
  if (WELL.includes(state) && issue.means === "unknown") return html`<p>${t("issue-unclear-means", { status })}</p>`;
  const waits = reason && (WELL.includes(state) || state === "pending");
  return html`
    ${(waits || state !== "linked") && html`<p>${t(`issue-${waits ? "waiting" : state}-means`)}</p>`}
    ${reason && state !== "paused" && html`<p class="small-text">${!waits && t("issue-reason")} <q dir="auto">${reason}</q></p>`}
  `;
}
