/* A collection of which all is shown: page after page, until there is no more. */

import { useEffect } from "preact/hooks";
import { useList } from "../store.js";

/** @param {string | null} path */
export function useWhole(path) {
  const list = useList(path);
  const has = list.items?.length;
  useEffect(() => {
    if (list.next && !list.error) list.more();
  }, [list.next, has]);
  return list;
}
