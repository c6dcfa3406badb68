/* A board's ideas: sorted, filtered, searched as one types. Nothing here is ranked by person. */

import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { IdeaCard } from "../parts/card.js";
import { Endless } from "../parts/list.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { useKeys } from "../keys.js";
import { useList } from "../store.js";
import { t } from "../texts.js";

const SORTS = ["trending", "unheard", "new", "top", "waiting"];
const STATUSES = ["open", "adopted", "in_progress", "done", "not_now", "declined", "dropped", "withdrawn", "merged"];

export default function Board() {
  const { params } = useRoute();
  const { query, route, path } = useLocation();
  const board = useBoard(params.board);
  const values = useList(`/boards/${params.board}/values`);
  // Who may not see every count cannot sort by them.
  const sorts = board.data?.results_shown === "always" ? SORTS : SORTS.filter((sort) => sort !== "top" && sort !== "trending");
  const sort = sorts.includes(query.sort) ? query.sort : board.data ? sorts[0] : null;
  const asked = { sort: query.q ? null : sort, status: query.status, value: query.value, author: query.author, q: query.q };
  const ideas = useList(board.data ? at(`/boards/${params.board}/ideas`, asked) : null);
  const filtered = Boolean(query.status || query.value || query.author || query.q);

  /** @param {Record<string, string | null>} change */
  const ask = (change) => route(at(path, { ...query, search: null, ...change }), true);

  useKeys({ j: ["key-next", () => step(1)], k: ["key-before", () => step(-1)] });

  return html`
    <${Waiting} of=${board} cards=${4}>
      ${() => html`
        <${Page} title=${t("ideas-title")} lead=${board.data.purpose && html`<span dir="auto">${board.data.purpose}</span>`}
          actions=${board.writes && html`<a role="button" href="/boards/${params.board}/new">${t("post-idea")}</a>`}>
          <div class="filters" role="search" aria-label=${t("filters")}>
            <${Search} key=${params.board} q=${query.q ?? ""} focus=${"search" in query} onAsk=${(/** @type {string} */ q) => ask({ q: q || null })} />
            <label><span>${t("sort")}</span>
              <select value=${sort} disabled=${Boolean(query.q)} onChange=${(/** @type {any} */ event) => ask({ sort: event.currentTarget.value })}>
                ${sorts.map((one) => html`<option key=${one} value=${one} selected=${one === sort}>${t(`sort-${one}`)}</option>`)}
              </select></label>
            <label><span>${t("filter-status")}</span>
              <select value=${query.status ?? ""} onChange=${(/** @type {any} */ event) => ask({ status: event.currentTarget.value || null })}>
                <option value="">${t("filter-all")}</option>
                ${STATUSES.map((one) => html`<option key=${one} value=${one} selected=${one === query.status}>${t(`status-${one}`)}</option>`)}
              </select></label>
            ${values.items?.length !== 0 &&
            html`<label><span>${t("filter-value")}</span>
              <select value=${query.value ?? ""} disabled=${!values.items} onChange=${(/** @type {any} */ event) => ask({ value: event.currentTarget.value || null })}>
                <option value="">${t("filter-all")}</option>
                ${values.items?.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === query.value}>${one.name}</option>`)}
              </select></label>`}
            <label class="tick"><input type="checkbox" checked=${query.author === "me"}
              onChange=${(/** @type {any} */ event) => ask({ author: event.currentTarget.checked ? "me" : null })} /> ${t("filter-mine")}</label>
          </div>
          ${!query.q && sort && html`<p class="soft small-text">${t(`sort-${sort}-means`)}</p>`}
          <${Endless} of=${ideas} cards=${4} label=${t("ideas-title")}
            item=${(/** @type {any} */ idea) => html`<${IdeaCard} idea=${idea} values=${values.items} can=${board.writes} />`}
            empty=${filtered
              ? html`<${Empty} title=${t("ideas-none-found")}><button type="button" class="link" onClick=${() => route(path, true)}>${t("filters-clear")}</button><//>`
              : html`<${Empty} title=${t("ideas-none")}>${t("ideas-none-hint")}<//>`} />
        <//>
      `}
    <//>
  `;
}

/** From idea to idea by key. @param {number} by */
function step(by) {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll(".card.idea .card-title a")]);
  const now = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
  links[Math.max(0, Math.min(links.length - 1, now + by))]?.focus();
}

/** @param {{ q: string, focus: boolean, onAsk: (q: string) => void }} props */
function Search({ q, focus, onAsk }) {
  const [text, setText] = useState(q);
  useEffect(() => {
    if (text.trim() === q) return undefined;
    const timer = setTimeout(() => onAsk(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => {
    if (!q) setText("");
  }, [q]);
  return html`
    <label class="search"><span>${t("search")}</span>
      <input type="search" data-search value=${text} autofocus=${focus} maxlength="200" placeholder=${t("search-hint")}
        onInput=${(/** @type {any} */ event) => setText(event.currentTarget.value)} /></label>
  `;
}
