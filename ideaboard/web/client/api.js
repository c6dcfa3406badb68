/* The one module that fetches, and it asks nothing but this board's own API. */

import { signal } from "@preact/signals";

const BASE = "/api/v1";
const PATIENCE = 30_000;

/** Whether the server answered when it was last asked. */
export const reachable = signal(true);

/** Set by who wants to know that nobody is signed in (any more). @type {{ current: () => void }} */
export const unauthenticated = { current: () => {} };

/** What the API answers when it refuses: its code is what the screens say a sentence for. */
export class Problem extends Error {
  /** @param {Response} answer @param {any} said */
  constructor(answer, said) {
    super(said.detail ?? said.title ?? answer.statusText);
    this.status = answer.status;
    this.code = said.code ?? "internal";
    this.said = said;
    /** @type {{ pointer: string, code: string, detail: string, params: Record<string, any> }[]} */
    this.errors = said.errors ?? [];
    this.etag = answer.headers.get("ETag");
    this.retryAfter = Number(answer.headers.get("Retry-After") ?? 0);
    this.request = said.request_id;
  }
}

/** Nothing came back: whether what was asked for happened is not known. */
export class Unreachable extends Error {}

/**
 * Ask the API.
 * @param {string} method
 * @param {string} path under /api/v1
 * @param {{ body?: unknown, etag?: string | null, known?: string | null, key?: string, authorKey?: string | null,
 *   signal?: AbortSignal }} [more] `etag` is sent as If-Match, `known` as If-None-Match, `key` as Idempotency-Key
 * @returns {Promise<{ status: number, data: any, etag: string | null }>}
 * @throws {Problem} when the API refuses
 * @throws {Unreachable} when nothing came back
 */
export async function ask(method, path, more = {}) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json, application/problem+json" };
  if (more.body !== undefined) headers["Content-Type"] = "application/json";
  if (more.etag) headers["If-Match"] = more.etag;
  if (more.known) headers["If-None-Match"] = more.known;
  if (more.key) headers["Idempotency-Key"] = more.key;
  if (more.authorKey) headers["Author-Key"] = more.authorKey;
  const enough = AbortSignal.timeout(PATIENCE);
  let answer, said;
  try {
    answer = await fetch(BASE + path, {
      method,
      headers,
      body: more.body === undefined ? undefined : JSON.stringify(more.body),
      signal: more.signal ? AbortSignal.any([more.signal, enough]) : enough,
      cache: "no-store",
      credentials: "same-origin",
      redirect: "error",
    });
    said = answer.status === 204 || answer.status === 304 ? null : await answer.json();
  } catch (error) {
    if (more.signal?.aborted) throw error;
    reachable.value = false;
    throw new Unreachable(String(error));
  }
  reachable.value = true;
  if (answer.ok || answer.status === 304) return { status: answer.status, data: said, etag: answer.headers.get("ETag") };
  const problem = new Problem(answer, said);
  if (problem.status === 401 && problem.code === "unauthenticated") unauthenticated.current();
  throw problem;
}

/** A path with what is asked of it; what is empty is left out. @param {string} path @param {Record<string, any>} query */
export function at(path, query) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== "") asked.append(name, String(value));
  }
  const text = asked.toString();
  return text ? `${path}${path.includes("?") ? "&" : "?"}${text}` : path;
}

/** An Idempotency-Key that nobody else has. */
export const newKey = () => crypto.randomUUID();

/* When nothing came back, ask again ever more seldom, and at once when the browser says that it is on the net. */
let waiting = 0;
let turn = 0;

function knock() {
  clearTimeout(waiting);
  ask("GET", "/ready").catch(() => {
    turn = Math.min(turn + 1, 5);
    waiting = setTimeout(knock, 1_000 * 2 ** turn);
  });
}

reachable.subscribe((there) => {
  clearTimeout(waiting);
  if (there) turn = 0;
  else waiting = setTimeout(knock, 1_000);
});
addEventListener("online", knock);
addEventListener("offline", () => {
  reachable.value = false;
});
