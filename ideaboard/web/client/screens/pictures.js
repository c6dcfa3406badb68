/* Pictures of how the team works: ways of ideas, waits, voices, values. None of them is of a person. */

import { useEffect, useState } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { ask } from "../api.js";
import { html, useAlive } from "../dom.js";
import { useBoard } from "../frame.js";
import { Bars } from "../parts/chart.js";
import { Empty, Page, Skeleton, Trouble, Waiting } from "../parts/page.js";
import { Day, Status } from "../parts/words.js";
import { journeyOf, readWaits } from "../parts/waits.js";
import { useList, useResource } from "../store.js";
import { language, number, t } from "../texts.js";

const BANDS = ["few", "some", "most", "nearly_all"];
/** In these an idea stays, so that nothing is waited for any more. */
const OVER = new Set(["done", "declined", "dropped", "merged"]);

export default function Pictures() {
  const { params } = useRoute();
  const board = useBoard(params.board);
  return html`
    <${Waiting} of=${board}>
      ${() => html`
        <${Page} title=${t("nav-pictures")} lead=${t("pictures-lead")}>
          <${Journey} board=${params.board} />
          <${Waits} board=${params.board} zone=${board.data.time_zone} />
          ${board.role !== null && html`<${Participation} board=${params.board} />`}
          <${Stories} board=${params.board} />
        <//>
      `}
    <//>
  `;
}

/** A month as it is said. @param {string} month such as 2026-10 */
const said = (month) => new Intl.DateTimeFormat(language.value, { year: "numeric", month: "long", timeZone: "UTC" }).format(new Date(`${month}-15`));

/** Days: whole ones, and what is under a day as that. @param {number} days */
const inDays = (days) => (days < 1 ? t("pictures-under-a-day") : t("pictures-days", { count: Math.round(days) }));

/**
 * What is read once for a picture, and is not kept.
 * @template T @param {() => Promise<T>} read @param {any[]} of
 */
function useRead(read, of) {
  const [state, setState] = useState(/** @type {{ data?: T, error?: any }} */ ({}));
  const alive = useAlive();
  const again = () => read().then((data) => alive.current && setState({ data }), (error) => alive.current && setState({ error }));
  useEffect(() => {
    again();
  }, of);
  return { ...state, again };
}

/** @param {{ board: string }} props */
function Journey({ board }) {
  const { query, path, route } = useLocation();
  const ideas = useList(`/boards/${board}/ideas?sort=new`);
  const answered = (ideas.items ?? []).filter((/** @type {any} */ one) => one.decision);
  const chosen = query.idea || (answered.find((/** @type {any} */ one) => one.status === "done") ?? answered[0])?.id || null;
  const known = answered.some((/** @type {any} */ one) => one.id === chosen);
  return html`
    <section class="part">
      <h2>${t("pictures-journey")}</h2>
      <p class="soft">${t("pictures-journey-means")}</p>
      <${Waiting} of=${ideas}>
        ${() => html`
          ${(answered.length > 0 || ideas.next) &&
          html`<div class="filters">
            <label class="search"><span>${t("pictures-journey-idea")}</span>
              <select value=${known ? chosen : ""} onChange=${(/** @type {any} */ event) => route(`${path}?idea=${event.currentTarget.value}`, true)}>
                ${!known && html`<option value="" selected disabled>${t("pictures-journey-choose")}</option>`}
                ${answered.map((/** @type {any} */ one) => html`<option key=${one.id} value=${one.id} selected=${one.id === chosen}>#${one.number} ${one.title}</option>`)}
              </select></label>
            ${ideas.next && html`<button type="button" class="secondary" aria-busy=${ideas.loadingMore ? "true" : undefined} onClick=${ideas.more}>${t("pictures-journey-older")}</button>`}
          </div>`}
          ${chosen ? html`<${Way} key=${chosen} board=${board} id=${chosen} />` : html`<${Empty} title=${t("pictures-journey-none")} />`}
        `}
      <//>
    </section>
  `;
}

/** @param {{ board: string, id: string }} props */
function Way({ board, id }) {
  const idea = useResource(`/ideas/${id}`);
  const decisions = useList(`/ideas/${id}/decisions`);
  useEffect(() => {
    if (decisions.next && !decisions.error && !decisions.loadingMore) decisions.more();
  }, [decisions.next, decisions.loadingMore]);
  const both = { data: decisions.items && !decisions.next ? idea.data : undefined, error: idea.error ?? decisions.error, again: idea.again };
  return html`
    <${Waiting} of=${both}>
      ${() => {
        const turns = journeyOf(idea.data, decisions.items ?? []);
        const shown = turns.filter((turn) => !(turn.last && OVER.has(turn.status)));
        const end = turns[turns.length - 1];
        const most = Math.max(1, ...shown.map((turn) => turn.days));
        return html`
          <${Bars} caption=${html`<a href="/boards/${board}/ideas/${id}"><bdi>${idea.data.title}</bdi></a>`} heads=${[t("pictures-state"), t("pictures-how-long")]}
            rows=${shown.map((turn) => ({
              label: t(`status-${turn.status}`),
              size: turn.days / most,
              text: html`${inDays(turn.days)} <span class="soft">${t("pictures-since")} <${Day} on=${turn.from} /></span>`,
            }))} />
          ${OVER.has(end.status) && html`<p><${Status} status=${end.status} /> <${Day} on=${end.from} /></p>`}
          ${end.status !== idea.data.status && html`<p class="soft">${t("pictures-journey-moved")} <${Status} status=${idea.data.status} /></p>`}
        `;
      }}
    <//>
  `;
}

/** @param {{ board: string, zone: string }} props */
function Waits({ board, zone }) {
  const waits = useRead(() => readWaits(board, zone), [board, zone]);
  const { data } = waits;
  const most = Math.max(1, ...(data?.months ?? []).map((one) => one.days));
  return html`
    <section class="part">
      <h2>${t("pictures-waits")}</h2>
      <p class="soft">${t("pictures-waits-means")}${" "}${data?.since && html`${t("pictures-waits-since")} <${Day} on=${data.since} />.`}</p>
      ${waits.error && html`<${Trouble} error=${waits.error} again=${waits.again} />`}
      ${!data && !waits.error && html`<${Skeleton} />`}
      ${data &&
      (data.months.length
        ? html`<${Bars} caption=${t("pictures-waits-caption")} heads=${[t("pictures-month"), t("pictures-waits-median")]}
            rows=${data.months.map((one) => ({
              key: one.month,
              label: said(one.month),
              size: one.days / most,
              text: html`${inDays(one.days)} <span class="soft">${t("pictures-of-ideas", { count: one.ideas })}</span>`,
            }))} />`
        : html`<${Empty} title=${t("pictures-waits-none")} />`)}
      ${data && data.waiting.length > 0 &&
      html`<p>${t("pictures-waits-open", { count: data.waiting.length })} ${t("pictures-waits-longest")} ${inDays(Math.max(...data.waiting))}.</p>`}
    </section>
  `;
}

/** @param {{ board: string }} props */
function Participation({ board }) {
  const months = useList(`/boards/${board}/participation`);
  return html`
    <section class="part">
      <h2>${t("pictures-voices")}</h2>
      <p class="soft">${t("pictures-voices-means")}</p>
      <${Waiting} of=${months}>
        ${() =>
          months.items?.length === 0
            ? html`<${Empty} title=${t("pictures-voices-none")} />`
            : html`
                <${Bars} caption=${t("pictures-voices-caption")} heads=${[t("pictures-month"), t("pictures-voices-band")]}
                  rows=${months.items?.map((/** @type {any} */ one) => ({
                    key: one.month,
                    label: said(one.month),
                    size: (BANDS.indexOf(one.band) + 1) / BANDS.length,
                    text: t(`pictures-band-${one.band}`),
                  }))} />
                ${months.next && html`<p class="more"><button type="button" class="secondary" onClick=${months.more}>${t("more")}</button></p>`}
              `}
      <//>
    </section>
  `;
}

/** @param {{ board: string }} props */
function Stories({ board }) {
  const values = useList(`/boards/${board}/values`);
  const ids = (values.items ?? []).map((/** @type {any} */ one) => one.id);
  const totals = useRead(async () => {
    /** @type {Map<string, number>} */
    const told = new Map();
    // One after another: it is a picture, and nobody waits for the last of it.
    for (const id of ids) told.set(id, (await ask("GET", `/boards/${board}/values/${id}/stories?limit=1&count=true`)).data.total);
    return told;
  }, [ids.join(" ")]);
  const most = Math.max(1, ...(totals.data?.values() ?? []));
  const ready = values.items && totals.data && ids.every((/** @type {string} */ id) => totals.data?.has(id));
  return html`
    <section class="part">
      <h2>${t("pictures-stories")}</h2>
      <p class="soft">${t("pictures-stories-means")}</p>
      ${(values.error || totals.error) && html`<${Trouble} error=${values.error ?? totals.error} again=${totals.again} />`}
      ${!ready && !totals.error && html`<${Skeleton} />`}
      ${ready &&
      (ids.length
        ? html`<${Bars} caption=${t("pictures-stories-caption")} heads=${[t("pictures-value"), t("pictures-stories-head")]}
            rows=${values.items?.map((/** @type {any} */ one) => ({
              key: one.id,
              label: html`<a href="/boards/${board}/values/${one.id}"><bdi>${one.name}</bdi></a>`,
              size: (totals.data?.get(one.id) ?? 0) / most,
              text: number(totals.data?.get(one.id) ?? 0),
            }))} />`
        : html`<${Empty} title=${t("pictures-values-none")} />`)}
    </section>
  `;
}
