/* How long ideas waited for their first answer, worked out of what the board's log and its ideas say. */

import { ask, at } from "../api.js";

const PAGES = 5;
const PAGE = 100;
const DAY = 86_400_000;
const ANSWERS = new Set(["adopt", "decline", "not_now", "merge"]);

/** The newest of a collection, at most 500, and whether there are more. @param {string} path @param {Record<string, any>} [asked] */
async function newest(path, asked = {}) {
  const items = [];
  let cursor = null;
  for (let page = 0; page < PAGES; page += 1) {
    const { data } = await ask("GET", at(path, { ...asked, limit: PAGE, cursor }));
    items.push(...data.data);
    cursor = data.next;
    if (!cursor) break;
  }
  return { items, whole: !cursor };
}

/** @param {number[]} days in any order, at least one */
function median(days) {
  const sorted = days.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Of each month of the board, by the day of the answer: the median of the days that ideas waited for their first one.
 * An idea counts when its whole life lies in what was read; `since` is null when that is the board's whole life.
 * @param {string} board its slug @param {string} zone its time zone
 * @returns {Promise<{ months: { month: string, days: number, ideas: number }[], since: string | null, waiting: number[] }>}
 *   months from the oldest to the newest; `waiting`: for how many days each idea has waited that has no first answer yet
 */
export async function readWaits(board, zone) {
  const [log, ideas] = await Promise.all([newest(`/boards/${board}/decisions`), newest(`/boards/${board}/ideas`, { sort: "new" })]);
  const edges = [log, ideas].filter((one) => !one.whole).map((one) => one.items[one.items.length - 1]);
  const since = edges.map((one) => one.at ?? one.created_at).toSorted().at(-1) ?? null;
  /** The first answer to each idea: the log has the newest first. @type {Map<string, string>} */
  const first = new Map();
  for (const one of log.items) if (one.idea && ANSWERS.has(one.outcome)) first.set(one.idea, one.at);
  const monthOf = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit" });
  /** @type {Map<string, number[]>} */
  const months = new Map();
  const waiting = [];
  for (const idea of ideas.items) {
    if (since && idea.created_at <= since) continue;
    const answered = first.get(idea.id);
    if (!answered) {
      if (idea.status === "open") waiting.push(Math.floor((Date.now() - Date.parse(idea.created_at)) / DAY));
      continue;
    }
    const month = monthOf.format(new Date(answered)).slice(0, 7);
    const days = Math.max(0, (Date.parse(answered) - Date.parse(idea.created_at)) / DAY);
    months.set(month, [...(months.get(month) ?? []), days]);
  }
  return {
    months: [...months.keys()].toSorted().map((month) => {
      const days = months.get(month) ?? [];
      return { month, days: median(days), ideas: days.length };
    }),
    since,
    waiting,
  };
}

/**
 * An idea's way: how long it was in each state, by the decisions on it.
 * @param {any} idea @param {any[]} decisions the newest first
 * @returns {{ status: string, from: string, days: number, last: boolean }[]} from its posting on
 */
export function journeyOf(idea, decisions) {
  const turns = [{ status: "open", from: idea.created_at }];
  for (const one of decisions.toReversed()) {
    // Starting what is started changes nothing, and an unmerged idea goes back to what it was.
    if (one.to !== turns[turns.length - 1].status) turns.push({ status: one.to, from: one.at });
  }
  return turns.map((turn, place) => {
    const next = turns[place + 1]?.from;
    const days = Math.max(0, ((next ? Date.parse(next) : Date.now()) - Date.parse(turn.from)) / DAY);
    return { ...turn, days, last: !next };
  });
}
