/* Parts that few readers open are fetched when somebody does, so that the screen is there sooner. */

import { useEffect, useState } from "preact/hooks";
import { Unreachable } from "../api.js";
import { html } from "../dom.js";
import { Trouble } from "./page.js";

/**
 * A part that is fetched when it is first shown; when it cannot be, that is said, and it can be tried again.
 * @param {() => Promise<any>} load resolves with the component
 */
export function later(load) {
  /** @type {any} */
  let found = null;
  return function Later(/** @type {any} */ props) {
    const [state, setState] = useState(/** @type {"fetching" | "there" | "lost"} */ ("fetching"));
    useEffect(() => {
      if (found || state !== "fetching") return;
      load().then(
        (part) => {
          found = part;
          setState("there");
        },
        () => setState("lost"),
      );
    }, [state]);
    if (found) return html`<${found} ...${props} />`;
    return state === "lost" ? html`<${Trouble} error=${new Unreachable("a module")} again=${() => setState("fetching")} />` : null;
  };
}
