/* Going from a list to one of its things changes the address behind the question mark only: the heading takes the focus
   there too, but not on the page that somebody opened first. */

import { useEffect } from "preact/hooks";

let arrived = location.href;

export function Arrived() {
  useEffect(() => {
    if (arrived === location.href) return;
    arrived = location.href;
    document.querySelector("h1")?.focus({ preventScroll: true });
  }, []);
  return null;
}
