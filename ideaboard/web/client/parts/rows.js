/* Rows of a form that can be added and taken away: the promises made, and the values served. */

import { useRef } from "preact/hooks";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { later, today } from "./days.js";
import { Field, wrongWith } from "./form.js";

const MOST = 20;

/**
 * Rows of the same fields.
 * @param {{ legend: any, hint?: any, rows: any[], blank: any, add: string, onRows: (rows: any[]) => void, empty?: any,
 *   row: (row: any, index: number, set: (change: any) => void) => any, removing: (index: number) => string }} props
 */
export function Rows({ legend, hint, rows, blank, add, onRows, row, removing, empty }) {
  const group = useRef(/** @type {HTMLElement | null} */ (null));
  /** @param {number} index */
  function remove(index) {
    onRows(rows.filter((_, each) => each !== index));
    /** @type {HTMLElement | null | undefined} */ (group.current?.querySelector("[data-add]"))?.focus();
  }
  function more() {
    onRows([...rows, blank]);
    requestAnimationFrame(() => {
      const last = group.current?.querySelectorAll("[data-row]");
      /** @type {HTMLElement | null | undefined} */ (last?.[last.length - 1]?.querySelector("input, select, textarea"))?.focus();
    });
  }
  return html`
    <fieldset class="field rows" ref=${group}>
      <legend>${legend}</legend>
      ${hint && html`<small>${hint}</small>`}
      ${rows.length === 0 && empty}
      ${rows.map(
        (one, index) => html`
          <div class="form-row" data-row key=${index}>
            ${row(one, index, (change) => onRows(rows.map((each, at) => (at === index ? { ...each, ...change } : each))))}
            <button type="button" class="small secondary" aria-label=${removing(index + 1)} onClick=${() => remove(index)}>${t("rows-remove")}</button>
          </div>
        `,
      )}
      <button type="button" class="small secondary" data-add disabled=${rows.length >= MOST} onClick=${more}>${add}</button>
    </fieldset>
  `;
}

/** @param {{ rows: { promise: string, due_on: string }[], onRows: (rows: any[]) => void, error: any, zone: string }} props */
export function Promises({ rows, onRows, error, zone }) {
  const now = today(zone);
  return html`
    <${Rows} legend=${t("promises")} hint=${t("promises-hint")} rows=${rows} onRows=${onRows} add=${t("promises-add")}
      blank=${{ promise: "", due_on: later(now, 14) }} removing=${(/** @type {number} */ index) => t("promises-remove", { index })}
      row=${(/** @type {any} */ one, /** @type {number} */ index, /** @type {any} */ set) => html`
        <${Field} label=${t("promise")} value=${one.promise} required maxlength="1000" wrong=${wrongWith(error, `/follow_ups/${index}/promise`)}
          onInput=${(/** @type {string} */ promise) => set({ promise })} />
        <${Field} kind="date" label=${t("promise-due")} value=${one.due_on} required min=${now} wrong=${wrongWith(error, `/follow_ups/${index}/due_on`)}
          onInput=${(/** @type {string} */ due_on) => set({ due_on })} />
      `} />
  `;
}

/**
 * @param {{ rows: { value: string, how: string }[], onRows: (rows: any[]) => void, error: any, values: any[],
 *   said?: { value: string, how: string }[] }} props `said` is what the idea says of itself
 */
export function ValuesServed({ rows, onRows, error, values, said = [] }) {
  const live = values.filter((value) => !value.retired_at || rows.some((row) => row.value === value.id));
  if (live.length === 0) return null;
  const usable = said.filter((one) => live.some((value) => value.id === one.value));
  return html`
    <${Rows} legend=${t("decide-values")} hint=${t("decide-values-hint")} rows=${rows} onRows=${onRows} add=${t("decide-values-add")}
      blank=${{ value: live.find((value) => !rows.some((row) => row.value === value.id))?.id ?? live[0].id, how: "" }}
      removing=${(/** @type {number} */ index) => t("decide-values-remove", { index })}
      empty=${usable.length > 0 && html`<p><button type="button" class="link" onClick=${() => onRows(usable)}>${t("decide-values-as-said")}</button></p>`}
      row=${(/** @type {any} */ one, /** @type {number} */ index, /** @type {any} */ set) => html`
        <${Field} kind="select" label=${t("decide-value")} value=${one.value} wrong=${wrongWith(error, `/values/${index}/value`)}
          onInput=${(/** @type {string} */ value) => set({ value })}>
          ${live.map((value) => html`<option key=${value.id} value=${value.id} selected=${value.id === one.value}>${value.name}</option>`)}
        <//>
        <${Field} label=${t("decide-value-how")} value=${one.how} required maxlength="500" wrong=${wrongWith(error, `/values/${index}/how`)}
          onInput=${(/** @type {string} */ how) => set({ how })} />
      `} />
  `;
}
