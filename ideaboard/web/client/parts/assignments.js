/* Work that is offered on an idea: to whom, why, with whom beside them, and how it goes. */

import { html } from "../dom.js";
import { useList } from "../store.js";
import { Person } from "./words.js";

/** @param {{ idea: any, board: any }} props */
export function Assignments({ idea }) {
  const assignments = useList(`/ideas/${idea.id}/assignments`);
  return html`<ul>${(assignments.items ?? []).map((one) => html`<li key=${one.id}><${Person} who=${one.assignee} /></li>`)}</ul>`;
}
