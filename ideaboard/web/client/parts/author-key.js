/* Author keys: whoever holds the key of an anonymous idea is its author. They are held by this page alone, and are gone
   when it is closed; nothing writes them down. */

import { useEffect, useRef, useState } from "preact/hooks";
import { effect, signal } from "@preact/signals";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { session } from "../session.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { Field, Submit, submitting, Tick, useSend, Wrong } from "./form.js";
import { say } from "./toast.js";

/** By the idea's id. @type {import("@preact/signals").Signal<Map<string, string>>} */
const held = signal(new Map());

effect(() => {
  // Whoever signs in next in this tab is nobody's author.
  if (!session.value?.account) held.value = new Map();
});

/** The key of an idea, if it was given here. @param {string} idea @returns {string | null} */
export const keyOf = (idea) => held.value.get(idea) ?? null;

/** @param {string} idea @param {string | null} key null forgets it */
export function holdKey(idea, key) {
  const now = new Map(held.peek());
  if (key) now.set(idea, key);
  else now.delete(idea);
  held.value = now;
}

/** The key with what copies it. @param {{ value: string }} props */
function Key({ value }) {
  const field = useRef(/** @type {HTMLElement | null} */ (null));
  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      say(t("copied"));
    } catch {
      // No clipboard here: it is marked, to be copied by hand.
      const input = /** @type {HTMLInputElement | null} */ (field.current?.querySelector("input"));
      input?.focus();
      input?.select();
    }
  }
  return html`
    <div ref=${field}>
      <${Field} label=${t("author-key")} value=${value} readonly dir="ltr" spellcheck="false" autocomplete="off" />
      <p><button type="button" class="secondary" onClick=${copy}>${t("copy")}</button></p>
    </div>
  `;
}

/**
 * The key of what was just posted, shown this once; it is left only by somebody who says that they have it.
 * @param {{ value: string, onDone: () => void }} props
 */
export function KeyShown({ value, onDone }) {
  const [kept, setKept] = useState(false);
  const [leaving, setLeaving] = useState(false);
  useEffect(() => {
    const warn = (/** @type {BeforeUnloadEvent} */ event) => event.preventDefault();
    addEventListener("beforeunload", warn);
    return () => removeEventListener("beforeunload", warn);
  }, []);
  return html`
    <${Dialog} title=${t("author-key-shown")} onClose=${() => (kept ? onDone() : setLeaving(true))}>
      <form onSubmit=${submitting(() => (kept ? onDone() : setLeaving(true)))}>
        <p>${t("author-key-shown-means")}</p>
        <${Key} value=${value} />
        <${Tick} label=${t("author-key-kept")} checked=${kept} onChange=${(/** @type {boolean} */ on) => { setKept(on); setLeaving(false); }} />
        ${leaving && html`<div class="trouble" role="alert"><p>${t("author-key-leave-sure")}</p>
          <p class="actions"><button type="button" class="danger" onClick=${onDone}>${t("author-key-leave")}</button></p></div>`}
        <${Submit} press=${t("author-key-go-on")} />
      </form>
    <//>
  `;
}

/**
 * Ask for the key of an anonymous idea, and see with the board that it is the one.
 * @param {{ idea: string, onClose: () => void, onDone?: (key: string) => void }} props
 */
export function KeyAsked({ idea, onClose, onDone }) {
  const [said, setSaid] = useState("");
  const { send, busy, error } = useSend(async () => {
    const key = said.trim();
    await ask("GET", `/ideas/${idea}`, { authorKey: key });
    holdKey(idea, key);
    onClose();
    onDone?.(key);
  });
  return html`
    <${Dialog} title=${t("author-key-ask")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("author-key-ask-means")}</p>
        <${Wrong} error=${error} />
        <${Field} label=${t("author-key")} value=${said} onInput=${setSaid} required maxlength="200" dir="ltr" spellcheck="false" autocomplete="off" autofocus />
        <${Submit} press=${t("author-key-use")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}

/** That this page holds a key: it can be copied once more, or let go. @param {{ idea: string, value: string }} props */
export function KeyHeld({ idea, value }) {
  const [shown, setShown] = useState(false);
  return html`
    <div class="note">
      <p>${t("author-key-held")}</p>
      ${shown && html`<${Key} value=${value} />`}
      <p class="actions">
        <button type="button" class="small secondary" aria-expanded=${shown} onClick=${() => setShown(!shown)}>${t("author-key-show")}</button>
        <button type="button" class="small secondary" onClick=${() => holdKey(idea, null)}>${t("author-key-forget")}</button>
      </p>
    </div>
  `;
}
