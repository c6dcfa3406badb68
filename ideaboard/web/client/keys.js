/* Keys: one letter where nobody is typing, or more with Alt. `?` lists them, and there single ones can be switched off. */

import { useEffect } from "preact/hooks";
import { signal } from "@preact/signals";

const OFF = "ideaboard.keys";

/** @typedef {(event: KeyboardEvent) => unknown} Act what a key does; false when it does nothing here */

/** What each key does now, by the name of its sentence; the newest last. @type {Map<string, { text: string, act: Act }[]>} */
const known = new Map();

/** Whether single keys do anything. */
export const active = signal(localStorage.getItem(OFF) !== "off");

/** Whether the list of keys is shown. */
export const listed = signal(false);

/** @param {boolean} on */
export function switchKeys(on) {
  active.value = on;
  localStorage.setItem(OFF, on ? "on" : "off");
}

/** What the keys do here: each key once, with the sentence that says what it does. @returns {[string, string][]} */
export const list = () => [...known].filter(([, acts]) => acts.length).map(([key, acts]) => [key, acts[acts.length - 1].text]);

/**
 * What keys do while a part is shown.
 * @param {Record<string, [string, Act]>} acts by key, such as `j` or `Alt+Shift+ArrowUp`: the name of the sentence, and what is done
 */
export function useKeys(acts) {
  useEffect(() => {
    const mine = Object.entries(acts).map(([key, [text, act]]) => ({ key, one: { text, act } }));
    for (const { key, one } of mine) known.set(key, [...(known.get(key) ?? []), one]);
    return () => {
      for (const { key, one } of mine) known.set(key, (known.get(key) ?? []).filter((other) => other !== one));
    };
  });
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.defaultPrevented || event.isComposing) return;
  const target = /** @type {HTMLElement} */ (event.target);
  if (target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog")) return;
  const key = event.altKey ? `Alt+${event.shiftKey ? "Shift+" : ""}${event.key}` : event.key;
  if (key === "?") {
    listed.value = true;
    event.preventDefault();
    return;
  }
  const acts = active.peek() || event.altKey ? known.get(key) : undefined;
  if (acts?.length && acts[acts.length - 1].act(event) !== false) event.preventDefault();
});
