/* Who is who on a board. */

import { useMembers } from "../../parts/all.js";

/** Everybody on a board by the id of their account; who is not there any more has no name. @param {string} slug */
export const useNames = (slug) => new Map(useMembers(slug).map((one) => [one.id, one.name]));
