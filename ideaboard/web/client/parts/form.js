/* Forms: a label and a hint to every field, and what is wrong with it beside it. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { html, useAlive } from "../dom.js";
import { fieldSentence, sentence, t } from "../texts.js";

/** Whoever pressed what is disabled while it is sent has the focus there again. @param {boolean} busy */
function useFocusBack(busy) {
  const pressed = useRef(/** @type {Element | null} */ (null));
  if (busy) pressed.current ??= document.activeElement;
  useEffect(() => {
    if (busy) return;
    const before = /** @type {HTMLElement | null} */ (pressed.current);
    pressed.current = null;
    if (before?.isConnected && document.activeElement === document.body) before.focus({ preventScroll: true });
  }, [busy]);
}

/**
 * Send something, once at a time, and know what came of it.
 * @template {any[]} A
 * @param {(...args: A) => Promise<any>} act
 */
export function useSend(act) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState(/** @type {any} */ (null));
  const alive = useAlive();
  const running = useRef(false);
  useFocusBack(busy);

  /** @param {A} args */
  async function send(...args) {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setError(null);
    try {
      return await act(...args);
    } catch (error) {
      if (alive.current) setError(error);
      return undefined;
    } finally {
      running.current = false;
      if (alive.current) setBusy(false);
    }
  }

  return { send, busy, error, setError };
}

/** What is wrong with a field, by its JSON pointer or the start of it. @param {any} error @param {string} pointer */
export function wrongWith(error, pointer) {
  const found = error?.errors?.find((/** @type {any} */ one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`));
  return found ? fieldSentence(found) : null;
}

/** What no field of a form says already. @param {{ error: any, fields?: string[] }} props */
export function Wrong({ error, fields = [] }) {
  if (!error) return null;
  const rest = (error.errors ?? []).filter(
    (/** @type {any} */ one) => !fields.some((pointer) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`)),
  );
  return html`
    <div class="trouble" role="alert">
      <p>${sentence(error)}</p>
      ${rest.length > 0 && html`<ul>${rest.map((/** @type {any} */ one) => html`<li>${fieldSentence(one)}</li>`)}</ul>`}
    </div>
  `;
}

/**
 * A field: `kind` is an input's type, or `textarea` or `select`; whatever else is given goes on the control.
 * @param {{ label: any, hint?: any, wrong?: string | null, kind?: string, children?: any, onInput?: (value: string) => void,
 *   value?: any, [name: string]: any }} props
 */
export function Field({ label, hint, wrong, kind = "text", children, onInput, ...rest }) {
  const id = useId();
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
  const given = {
    id,
    "aria-describedby": described,
    "aria-invalid": wrong ? "true" : undefined,
    ...rest,
    ...(onInput && {
      [kind === "select" ? "onChange" : "onInput"]: (/** @type {any} */ event) => onInput(event.currentTarget.value),
    }),
  };
  const control =
    kind === "textarea"
      ? html`<textarea dir="auto" rows="4" ...${given}></textarea>`
      : kind === "select"
        ? html`<select ...${given}>${children}</select>`
        : html`<input type=${kind} dir=${kind === "text" ? "auto" : undefined} ...${given} />`;
  return html`
    <div class="field">
      <label for=${id}>${label}</label>
      ${control}
      ${hint && html`<small id="${id}-hint">${hint}</small>`}
      ${wrong && html`<small id="${id}-wrong" class="wrong">${wrong}</small>`}
    </div>
  `;
}

/** A box to tick. @param {{ label: any, hint?: any, checked: boolean, onChange: (on: boolean) => void, [name: string]: any }} props */
export function Tick({ label, hint, checked, onChange, ...rest }) {
  const id = useId();
  return html`
    <div class="field tick">
      <label for=${id}>
        <input type="checkbox" id=${id} checked=${checked} aria-describedby=${hint ? `${id}-hint` : undefined}
          onChange=${(/** @type {any} */ event) => onChange(event.currentTarget.checked)} ...${rest} />
        ${label}
      </label>
      ${hint && html`<small id="${id}-hint">${hint}</small>`}
    </div>
  `;
}

/**
 * One of a few.
 * @param {{ legend: any, hint?: any, name: string, value: string, options: [string, any, any?][], onChange: (value: string) => void }} props
 */
export function Choice({ legend, hint, name, value, options, onChange }) {
  return html`
    <fieldset class="field choice">
      <legend>${legend}</legend>
      ${hint && html`<small>${hint}</small>`}
      ${options.map(
        ([option, text, more]) => html`
          <label key=${option}>
            <input type="radio" name=${name} value=${option} checked=${value === option} onChange=${() => onChange(option)} />
            <span>${text}${more && html`<small>${more}</small>`}</span>
          </label>
        `,
      )}
    </fieldset>
  `;
}

/** A form's last line. @param {{ press: any, busy?: boolean, onCancel?: () => void, disabled?: boolean, children?: any }} props */
export function Submit({ press, busy = false, onCancel, disabled, children }) {
  useFocusBack(busy);
  return html`
    <div class="submit">
      ${children}
      ${onCancel && html`<button type="button" class="secondary" onClick=${onCancel}>${t("cancel")}</button>`}
      <button type="submit" aria-busy=${busy ? "true" : undefined} disabled=${busy || disabled}>${press}</button>
    </div>
  `;
}

/** For a form's onSubmit: the browser stays here. @param {() => void} act */
export const submitting = (act) => (/** @type {Event} */ event) => {
  event.preventDefault();
  act();
};
