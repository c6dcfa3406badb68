/* What was read of the API, kept by its path: a screen that comes back is there at once, and is then made fresh. */

import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";
import { ask, at, reachable } from "./api.js";

const PAGE = 20;
const MOST = 100;

/**
 * @typedef {{ data?: any, items?: any[], next?: string | null, error?: Error | null, busy: boolean, more?: boolean }} State
 * @typedef {{ path: string, list: boolean, state: import("@preact/signals").Signal<State>, etag: string | null,
 *   limit: number, watchers: number, loading: Promise<void> | null }} Entry
 */

/** @type {Map<string, Entry>} */
const kept = new Map();

/** @param {string} path @param {boolean} list @returns {Entry} */
function entryOf(path, list) {
  let entry = kept.get(path);
  if (!entry) {
    entry = { path, list, state: signal({ busy: true }), etag: null, limit: PAGE, watchers: 0, loading: null };
    kept.set(path, entry);
  }
  return entry;
}

/** @param {Entry} entry */
async function read(entry) {
  try {
    const held = entry.state.peek();
    if (entry.list) {
      // As many as are shown now, so that nothing that somebody has scrolled to goes away.
      const wanted = Math.max(PAGE, held.items?.length ?? 0);
      const items = [];
      let next = null;
      let tag = null;
      do {
        const limit = Math.min(MOST, wanted - items.length);
        const known = wanted <= MOST && entry.limit === limit ? entry.etag : null;
        const answer = await ask("GET", at(entry.path, { limit, cursor: next }), { known });
        if (answer.status === 304) {
          entry.state.value = { ...entry.state.peek(), error: null, busy: false };
          return;
        }
        items.push(...answer.data.data);
        next = answer.data.next;
        tag = answer.etag;
        entry.limit = limit;
      } while (next && items.length < wanted);
      entry.etag = tag;
      entry.state.value = { items, next, error: null, busy: false };
    } else {
      const answer = await ask("GET", entry.path, { known: held.data === undefined ? null : entry.etag });
      if (answer.status !== 304) entry.etag = answer.etag;
      entry.state.value = { data: answer.status === 304 ? entry.state.peek().data : answer.data, error: null, busy: false };
    }
  } catch (error) {
    entry.state.value = { ...entry.state.peek(), error: /** @type {Error} */ (error), busy: false };
  }
}

/** @param {Entry} entry */
function load(entry) {
  entry.loading ??= read(entry).finally(() => {
    entry.loading = null;
  });
  return entry.loading;
}

/** @param {string | null} path @param {boolean} list */
function useKept(path, list) {
  const entry = path === null ? null : entryOf(path, list);
  useEffect(() => {
    if (!entry) return undefined;
    entry.watchers += 1;
    load(entry);
    return () => {
      entry.watchers -= 1;
    };
  }, [entry]);
  return entry;
}

/**
 * One thing of the API, kept fresh while it is shown.
 * @param {string | null} path null while it is not known yet what to ask for
 * @returns {{ data: any, etag: string | null, error: Error | null, busy: boolean, again: () => Promise<void> }}
 */
export function useResource(path) {
  const entry = useKept(path, false);
  const state = entry ? entry.state.value : { busy: true };
  return {
    data: state.data,
    etag: entry?.etag ?? null,
    error: state.error ?? null,
    busy: state.busy,
    again: () => (entry ? load(entry) : Promise.resolve()),
  };
}

/**
 * A collection of the API, page after page.
 * @param {string | null} path with all that is asked of it but `limit` and `cursor`
 */
export function useList(path) {
  const entry = useKept(path, true);
  const state = entry ? entry.state.value : { busy: true };
  return {
    items: state.items,
    next: state.next ?? null,
    error: state.error ?? null,
    busy: state.busy,
    loadingMore: state.more ?? false,
    again: () => (entry ? load(entry) : Promise.resolve()),
    more: () => (entry ? more(entry) : Promise.resolve()),
  };
}

/** @param {Entry} entry */
async function more(entry) {
  const held = entry.state.peek();
  if (!held.next || held.more) return;
  entry.state.value = { ...held, more: true };
  try {
    const answer = await ask("GET", at(entry.path, { limit: PAGE, cursor: held.next }));
    const known = new Set(held.items?.map((item) => item.id));
    const fresh = answer.data.data.filter((/** @type {any} */ item) => !known.has(item.id) || item.id === undefined);
    entry.etag = null;
    entry.state.value = { items: [...(held.items ?? []), ...fresh], next: answer.data.next, error: null, busy: false };
  } catch (error) {
    entry.state.value = { ...entry.state.peek(), more: false, error: /** @type {Error} */ (error) };
  }
}

/**
 * What is shown is read again, what is not shown is forgotten: after something was written, or news came.
 * @param {...string} prefixes only what lies under these paths; without any, everything
 */
export function refresh(...prefixes) {
  const waits = [];
  for (const [path, entry] of kept) {
    if (prefixes.length && !prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`) || path.startsWith(`${prefix}?`))) continue;
    if (entry.watchers) waits.push(entry.loading ? entry.loading.then(() => load(entry)) : load(entry));
    else if (!entry.list || !entry.state.peek().items) kept.delete(path);
    // A list that somebody may come back to keeps its place; it is made fresh when it is shown.
  }
  return Promise.all(waits);
}

/** What an answer to a write says of a thing is what it is now. @param {string} path @param {any} data @param {string | null} etag */
export function put(path, data, etag) {
  const entry = entryOf(path, false);
  entry.etag = etag;
  entry.state.value = { data, error: null, busy: false };
}

/**
 * Change a thing wherever it is kept, before the server has said so.
 * @param {string} id @param {(thing: any) => any} change
 * @returns {() => void} takes it back
 */
export function change(id, change) {
  /** @type {[Entry, State, State][]} */
  const done = [];
  for (const entry of kept.values()) {
    const held = entry.state.peek();
    const mine = held.data?.id === id ? { ...held, data: change(held.data) } : null;
    const among = held.items?.some((item) => item.id === id)
      ? { ...held, items: held.items.map((item) => (item.id === id ? change(item) : item)) }
      : null;
    // A task's approaches stand side by side in one answer.
    const approaches = held.data?.approaches;
    const side = Array.isArray(approaches) && approaches.some((one) => one.id === id)
      ? { ...held, data: { ...held.data, approaches: approaches.map((one) => (one.id === id ? change(one) : one)) } }
      : null;
    const now = mine ?? among ?? side;
    if (now) {
      // Its tag is no longer that of what is shown.
      entry.etag = null;
      entry.state.value = now;
      done.push([entry, held, now]);
    }
  }
  return () => {
    for (const [entry, held, now] of done) if (entry.state.peek() === now) entry.state.value = held;
  };
}

/** Nobody sees what was read for somebody else. */
export function forgetAll() {
  kept.clear();
}

let away = false;
reachable.subscribe((there) => {
  if (there && away) refresh();
  away = !there;
});
