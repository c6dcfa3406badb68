/* A short collection, read to its end: a board's members, values, connections. */

import { useEffect } from "preact/hooks";
import { useList } from "../store.js";

/**
 * All of a collection, however many pages it has; `items` grows until `next` is null.
 * @param {string | null} path
 */
export function useAll(path) {
  const list = useList(path);
  useEffect(() => {
    if (list.next && !list.error && !list.loadingMore) list.more();
  }, [list.next, list.error, list.loadingMore]);
  return list;
}

/** Everybody on a board, machines too. @param {string | null} board its slug @returns {{ id: string, name: string }[]} */
export function useMembers(board) {
  const members = useAll(board && `/boards/${board}/members`);
  return (members.items ?? []).map((one) => one.account).filter(Boolean);
}
