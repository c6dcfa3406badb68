/* A decision, as everybody reads it: outcome, rationale, values, promises, questions. */

import { html } from "../dom.js";
import { Person, Status, When } from "./words.js";

/** @param {{ decision: any, board: any, values?: any[] }} props */
export function Decision({ decision }) {
  return html`<article class="card"><p><${Status} status=${decision.to} /> <${Person} who=${decision.by} /> <${When} at=${decision.at} /></p><p dir="auto">${decision.rationale}</p></article>`;
}
