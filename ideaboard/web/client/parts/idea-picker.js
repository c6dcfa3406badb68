/* One idea of the board, found by its words. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useList } from "../store.js";
import { t } from "../texts.js";
import { IdeaLink } from "./idea-link.js";
import { Waiting } from "./page.js";

/**
 * @param {{ board: string, label: any, value: string | null, onChange: (idea: string | null) => void, hint?: any,
 *   wrong?: string | null, statuses?: string[] }} props `statuses`: only ideas of these, each shown apart
 */
export function IdeaPicker({ board, label, value, onChange, hint, wrong, statuses }) {
  const id = useId();
  const [text, setText] = useState("");
  const [q, setQ] = useState("");
  const field = useRef(/** @type {HTMLElement | null} */ (null));
  const before = useRef(value);
  useEffect(() => {
    const timer = setTimeout(() => setQ(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    // What was pressed is gone: the focus goes to what stands in its place.
    if (before.current !== value) field.current?.focus();
    before.current = value;
  }, [value]);
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  if (value) {
    return html`
      <div class="field">
        <p class="picked"><strong>${label}</strong> <span><${IdeaLink} board=${board} id=${value} /></span>
          <button type="button" class="link" ref=${field} aria-describedby=${wrong ? `${id}-wrong` : undefined}
            onClick=${() => onChange(null)}>${t("team-pick-another")}</button></p>
        ${wrong && html`<small id="${id}-wrong" class="wrong">${wrong}</small>`}
      </div>
    `;
  }
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      <input type="search" id=${id} ref=${field} dir="auto" maxlength="200" value=${text} placeholder=${t("team-pick-search")}
        aria-describedby=${described} aria-invalid=${wrong ? "true" : undefined}
        onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)} />
      ${hint && html`<small id="${id}-hint">${hint}</small>`}
      ${wrong && html`<small id="${id}-wrong" class="wrong">${wrong}</small>`}
      <div class="found">
        ${(statuses ?? [null]).map((status) => html`<${Found} key=${status} board=${board} q=${q} status=${status} onChange=${onChange} />`)}
      </div>
    </div>
  `;
}

/** @param {{ board: string, q: string, status: string | null, onChange: (idea: string) => void }} props */
function Found({ board, q, status, onChange }) {
  const ideas = useList(at(`/boards/${board}/ideas`, { q, status, sort: q ? null : "new" }));
  return html`
    ${status && html`<p class="soft small-text">${t(`status-${status}`)}</p>`}
    <${Waiting} of=${ideas} lines=${2}>
      ${() =>
        ideas.items?.length === 0
          ? html`<p class="soft">${t("team-pick-none")}</p>`
          : html`<ul class="plain">
              ${ideas.items?.map((/** @type {any} */ idea) => html`<li key=${idea.id}>
                <button type="button" class="link" onClick=${() => onChange(idea.id)}><bdi>${idea.title}</bdi> <span class="soft">#${idea.number}</span></button></li>`)}
            </ul>`}
    <//>
  `;
}
