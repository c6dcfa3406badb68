/* A list without an end: what follows is fetched when its end comes near, or by pressing. */

import { useEffect, useRef } from "preact/hooks";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { Trouble, Waiting } from "./page.js";

/**
 * @param {{ of: any, item: (item: any) => any, empty?: any, cards?: number, class?: string, keyOf?: (item: any) => any, label?: string }} props
 *   `of` is what useList returned
 */
export function Endless({ of, item, empty, cards = 3, class: name = "stack", keyOf = (one) => one.id, label }) {
  const end = useRef(/** @type {Element | null} */ (null));
  useEffect(() => {
    const mark = end.current;
    if (!mark || !of.next || of.error) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && of.more(), { rootMargin: "600px" });
    watch.observe(mark);
    return () => watch.disconnect();
  }, [of.next, of.error]);
  return html`
    <${Waiting} of=${of} cards=${cards}>
      ${() =>
        of.items.length === 0
          ? empty
          : html`
              <ul class=${name} role="list" aria-label=${label}>
                ${of.items.map((/** @type {any} */ one) => html`<li key=${keyOf(one)}>${item(one)}</li>`)}
              </ul>
              ${of.error && html`<${Trouble} error=${of.error} again=${of.more} />`}
              ${of.next &&
              html`<p class="more" ref=${end}>
                <button type="button" class="secondary" aria-busy=${of.loadingMore ? "true" : undefined} onClick=${of.more}>${t("more")}</button>
              </p>`}
            `}
    <//>
  `;
}
