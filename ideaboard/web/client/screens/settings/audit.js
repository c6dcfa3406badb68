/* The board's audit trail: what was set, who was let in, and what leaders did. Never posts, votes or answers. */

import { at } from "../../api.js";
import { html } from "../../dom.js";
import { Trail } from "../../parts/trail.js";
import { useNames } from "./names.js";

/** What a board's trail can hold, by what it was done to. @type {Record<string, string[]>} */
export const ACTS = {
  assignment: ["edited", "offered", "withdrawn"],
  backlog: ["reordered"],
  board: ["archived", "created", "edited", "imported", "unarchived"],
  comment: ["hidden", "shown"],
  connection: ["created", "edited", "import_asked", "removed", "rotated"],
  flag: ["dismissed"],
  follow_up: ["kept", "released"],
  idea: ["adopted", "back_in_backlog", "declined", "done", "dropped", "hidden", "merged", "not_now", "purged", "reopened", "shown", "started", "unmerged"],
  invitation: ["made", "taken_back"],
  issue: ["resolved", "retried", "sent", "unlinked"],
  job: ["retried"],
  member: ["joined", "left", "role_changed"],
  point: ["hidden", "shown"],
  round: ["opened"],
  task: ["decided", "dropped", "edited"],
  value: ["edited", "named", "retired"],
  webhook: ["created", "disabled", "edited", "enabled", "redelivered", "removed", "rotated"],
};

/** @param {{ board: any }} props */
export function Audit({ board }) {
  const slug = board.data.slug;
  /** Ideas, tasks and connections can be gone to. @param {string} fact @param {any} value */
  function shown(fact, value) {
    const to = typeof value === "string" ? placeOf(slug, { kind: fact === "into" ? "idea" : fact, id: value }) : null;
    return to && html`<a href=${to}>${value}</a>`;
  }
  return html`<${Trail} of=${`/boards/${slug}/audit`} acts=${ACTS} names=${useNames(slug)} shown=${shown}
    placeOf=${(/** @type {any} */ subject) => placeOf(slug, subject)} />`;
}

/** Where somebody finds what an act was done to. @param {string} slug @param {{ kind: string, id: string }} subject */
function placeOf(slug, { kind, id }) {
  const home = `/boards/${slug}`;
  if (kind === "connection" || kind === "webhook") return at(`${home}/settings/${kind}s`, { [kind]: id });
  /** @type {Record<string, string>} */
  const places = { idea: "ideas", task: "tasks", value: "values", round: "rounds" };
  return kind in places ? `${home}/${places[kind]}/${id}` : null;
}
