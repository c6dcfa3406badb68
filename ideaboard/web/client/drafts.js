/* Drafts: what somebody writes is kept in this browser until the board has it, and is posted once. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useSignalEffect } from "@preact/signals";
import { ask, newKey, reachable, Unreachable } from "./api.js";
import { session } from "./session.js";

const PREFIX = "ideaboard.draft.";

/** @param {string} place */
const nameOf = (place) => `${PREFIX}${session.peek()?.account?.id ?? "nobody"}.${place}`;

/** @param {string} name @returns {{ value: any, key: string, sent: any } | null} */
function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null");
  } catch {
    return null;
  }
}

/** Whether there is a draft here. @param {string} place */
export const hasDraft = (place) => kept(nameOf(place)) !== null;

const drafts = () => Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));

/** How many drafts are kept in this browser. */
export const countDrafts = () => drafts().length;

/** All drafts go, on a browser that others use too. */
export function forgetDrafts() {
  for (const name of drafts()) localStorage.removeItem(name);
}

/**
 * What is being written at a place, kept over reloads and crashes until it is posted.
 *
 * One key goes with a draft, so that it is posted once however often it is sent. When the answer got lost and the text
 * was changed since, the text that was sent is asked for first, and then amended.
 * @template {Record<string, any>} T
 * @param {string} place where, unlike any other
 * @param {T} blank
 */
export function useDraft(place, blank) {
  const name = nameOf(place);
  const [value, setValue] = useState(/** @type {T} */ (kept(name)?.value ?? blank));
  const [state, setState] = useState(/** @type {"writing" | "sending" | "waiting"} */ ("writing"));
  const [error, setError] = useState(/** @type {Error | null} */ (null));
  const [found] = useState(kept(name) !== null);
  const held = useRef(kept(name) ?? { value: blank, key: newKey(), sent: null });
  /** @type {{ current: (() => Promise<any>) | null }} */
  const again = useRef(null);

  function keep() {
    try {
      localStorage.setItem(name, JSON.stringify(held.current));
    } catch {
      // A full or forbidden storage keeps nobody from writing.
    }
  }

  /** @param {Partial<T>} change */
  function set(change) {
    held.current.value = { ...held.current.value, ...change };
    setValue(held.current.value);
    keep();
    // What somebody is changing just now is not sent before they say so.
    if (state === "waiting") {
      setState("writing");
      setError(null);
    }
  }

  function forget() {
    localStorage.removeItem(name);
    held.current = { value: blank, key: newKey(), sent: null };
    setValue(blank);
    setError(null);
    setState("writing");
    again.current = null;
  }

  /**
   * Post it; resolves with the answer once the board has it, and null when it could not be.
   * @param {string} path
   * @param {Record<string, any>} body
   * @param {{ authorKey?: string | null, etag?: string | null, amend?: (made: any, etag: string | null) => Promise<any> }} [more]
   */
  async function post(path, body, more = {}) {
    again.current = () => post(path, body, more);
    setState("sending");
    setError(null);
    let there = false;
    const written = held.current.value;
    try {
      const lost = held.current.sent;
      const changed = lost !== null && JSON.stringify(lost) !== JSON.stringify(body);
      const said = changed ? lost : body;
      held.current.sent = said;
      keep();
      let answer;
      try {
        answer = await ask("POST", path, { body: said, key: held.current.key, authorKey: more.authorKey, etag: more.etag });
        there = changed;
      } catch (error) {
        if (!changed || error instanceof Unreachable) throw error;
        // What was lost never arrived, so this is the first time.
        held.current.key = newKey();
        held.current.sent = body;
        keep();
        answer = await ask("POST", path, { body, key: held.current.key, authorKey: more.authorKey, etag: more.etag });
      }
      if (there && more.amend) answer = await more.amend(answer.data, answer.etag);
      // Somebody wrote on while it was sent: the rest goes along when they send it. But a secret is shown this once.
      if (held.current.value !== written && !answer.data?.author_key) {
        setState("writing");
        return null;
      }
      forget();
      // What is answered without a word is answered.
      return answer.data ?? {};
    } catch (error) {
      if (error instanceof Unreachable) {
        // What was written on meanwhile is not sent before somebody says so.
        const same = held.current.value === written;
        setError(same ? error : null);
        setState(same ? "waiting" : "writing");
      } else {
        setError(/** @type {Error} */ (error));
        // It did nothing, and the next try is a new one; but what is on the board already is only amended.
        if (!there) {
          held.current.sent = null;
          held.current.key = newKey();
          keep();
        }
        setState("writing");
      }
      return null;
    }
  }

  const waiting = state === "waiting";
  /** @type {{ current: (answer: any) => void }} */
  const arrived = useRef(() => {});
  useSignalEffect(() => {
    if (reachable.value && waiting && again.current) again.current().then((answer) => answer && arrived.current(answer));
  });
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = setInterval(() => reachable.peek() && again.current?.().then((answer) => answer && arrived.current(answer)), 4_000);
    return () => clearInterval(timer);
  }, [waiting]);

  return {
    value,
    set,
    forget,
    post,
    state,
    error,
    /** Whether it was here before this screen was opened. */
    found,
    /** What was sent, when it is not known whether the board has it. */
    sent: held.current.sent,
    /** Says what to do when it was posted after all, once the server was there again. @param {(answer: any) => void} then */
    onArrival: (then) => {
      arrived.current = then;
    },
  };
}
