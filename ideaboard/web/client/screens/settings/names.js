/* Who is who on a board. */

import { useEffect } from "preact/hooks";
import { useList } from "../../store.js";

/** Everybody on a board by the id of their account; who is not there any more has no name. @param {string} slug */
export function useNames(slug) {
  const members = useList(`/boards/${slug}/members`);
  useEffect(() => {
    if (members.next && !members.error) members.more();
  }, [members.items, members.next]);
  return new Map((members.items ?? []).map((/** @type {any} */ one) => [one.account?.id, one.account?.name]));
}
