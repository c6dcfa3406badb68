/* What every screen writes its parts with. */

import { h } from "preact";
import { useEffect, useRef } from "preact/hooks";
import htm from "htm";

export const html = htm.bind(h);

/* The one door through which a text becomes HTML: what the server rendered of somebody's markdown, and made harmless
   there. Nothing else may come this way, and browsers that know Trusted Types hold us to it. */
const policy = globalThis.trustedTypes?.createPolicy("ideaboard", { createHTML: (rendered) => rendered });

/** Somebody's markdown, as the server rendered it. @param {{ text: string | null | undefined }} of */
export function Rendered({ text }) {
  const __html = /** @type {string} */ (/** @type {unknown} */ (policy ? policy.createHTML(text ?? "") : (text ?? "")));
  return html`<div class="rendered" dir="auto" dangerouslySetInnerHTML=${{ __html }}></div>`;
}

/** The browser's title of this screen. @param {string | undefined} title */
export function useTitle(title) {
  useEffect(() => {
    if (title) document.title = `${title} · ideaboard`;
  }, [title]);
}

/** Where the last of several calls wins: whether this run of an effect is still the one. */
export function useAlive() {
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  return alive;
}

/** Class names that are wanted. @param {...(string | false | null | undefined)} names */
export const classes = (...names) => names.filter(Boolean).join(" ");
