/* News: while a board is looked at, its events are asked for every five seconds, and ever more seldom when it is quiet. */

import { useEffect } from "preact/hooks";
import { ask, at, reachable } from "./api.js";
import { refresh } from "./store.js";

const SOONEST = 5_000;
const LATEST = 60_000;

/** Keep what is shown of a board fresh while somebody looks. @param {string} board its slug */
export function useFresh(board) {
  useEffect(() => {
    const path = `/boards/${board}/events`;
    /** @type {string | null} */
    let after = null;
    let wait = SOONEST;
    let timer = 0;
    let over = false;

    async function look() {
      clearTimeout(timer);
      if (over || document.hidden) return;
      if (reachable.peek()) {
        try {
          const { data } = await ask("GET", at(path, { after }));
          const news = after !== null && data.data.length > 0;
          after = data.after;
          wait = news ? SOONEST : Math.min(wait * 1.25, LATEST);
          if (news) refresh();
        } catch {
          // The frame says that the server does not answer; a board that is gone is said by its own screen.
          wait = Math.min(wait * 2, LATEST);
        }
      }
      if (!over) timer = setTimeout(look, wait);
    }

    function seen() {
      wait = SOONEST;
      if (!document.hidden) look();
    }

    look();
    document.addEventListener("visibilitychange", seen);
    addEventListener("focus", seen);
    return () => {
      over = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("focus", seen);
    };
  }, [board]);
}
