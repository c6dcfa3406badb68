/* Ideas that are like what somebody is about to post, while they type: there to look at, and never in the way. */

import { useEffect, useState } from "preact/hooks";
import { ask, at } from "../api.js";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { Status } from "./words.js";

const PAUSE = 300;
const LEAST = 3;
const MOST = 3;

/** @param {{ board: string, title: string }} props */
export function Similar({ board, title }) {
  const [found, setFound] = useState(/** @type {any[]} */ ([]));
  const asked = title.trim();
  useEffect(() => {
    if (asked.length < LEAST) {
      setFound([]);
      return undefined;
    }
    const over = new AbortController();
    const timer = setTimeout(() => {
      // What cannot be found now keeps nobody from posting.
      ask("GET", at(`/boards/${board}/ideas/similar`, { title: asked, limit: MOST }), { signal: over.signal }).then(({ data }) => setFound(data.data), () => {});
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      over.abort();
    };
  }, [board, asked]);
  return html`
    <aside class="similar" aria-label=${t("similar-title")}>
      <p role="status" class="small-text soft">${found.length ? t("similar-found", { count: found.length }) : ""}</p>
      ${found.length > 0 &&
      html`<ul role="list">
        ${found.map((idea) => html`<li key=${idea.id}><a href="/boards/${board}/ideas/${idea.id}" target="_blank">
          <span dir="auto">${idea.title}</span> <${Status} status=${idea.status} /><span class="unseen">${t("similar-new-tab")}</span></a></li>`)}
      </ul>`}
    </aside>
  `;
}
