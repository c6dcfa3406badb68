/* The fields of an idea: for posting one, and for changing one. */

import { useId } from "preact/hooks";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { Editor } from "./editor.js";
import { Choice, Field, Tick, wrongWith } from "./form.js";

/**
 * @typedef {{ title: string, body: string, values: { value: string, how: string }[], effort: string, learning: string }} Said
 *   `effort` and `learning` are empty where nothing is said
 */

/** The fields that stand in a form of `IdeaFields`, for `Wrong`. */
export const IDEA_FIELDS = ["/title", "/body", "/values", "/effort", "/learning"];

/** @type {Said} */
export const NOTHING_SAID = { title: "", body: "", values: [], effort: "", learning: "" };

/** An idea's fields as a form has them. @param {any} idea @returns {Said} */
export const saidOf = ({ title, body, values, effort, learning }) => ({
  title,
  body,
  values: values.map((/** @type {any} */ one) => ({ value: one.value, how: one.how })),
  effort: effort ?? "",
  learning: learning ?? "",
});

/** The fields as the API takes them. @param {Said} said */
export const sentOf = ({ title, body, values, effort, learning }) => ({
  title,
  body,
  values,
  effort: effort || null,
  learning: learning.trim() ? learning : null,
});

/** Those fields that differ, as the API takes them. @param {Said} said @param {Said} before */
export function changedOf(said, before) {
  const then = /** @type {Record<string, any>} */ (sentOf(before));
  return Object.fromEntries(Object.entries(sentOf(said)).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(then[name])));
}

/**
 * @param {{ said: Said, set: (change: Partial<Said>) => void, values: any[], error: any, focus?: boolean, after?: any }} props
 *   `values` are the board's, `after` stands behind the title
 */
export function IdeaFields({ said, set, values, error, focus, after }) {
  const name = useId();
  return html`
    <${Field} label=${t("idea-title")} hint=${t("idea-title-hint")} value=${said.title} required maxlength="200" autofocus=${focus}
      wrong=${wrongWith(error, "/title")} onInput=${(/** @type {string} */ title) => set({ title })} />
    ${after}
    <${Editor} label=${t("idea-body")} value=${said.body} rows=${8} maxLength=${65_536} hint=${t("idea-body-hint")}
      wrong=${wrongWith(error, "/body")} onInput=${(/** @type {string} */ body) => set({ body })} />
    <${Serving} chosen=${said.values} values=${values} error=${error} onChange=${(/** @type {any[]} */ chosen) => set({ values: chosen })} />
    <${Choice} legend=${t("idea-effort")} hint=${t("idea-effort-hint")} name="effort-${name}" value=${said.effort} onChange=${(/** @type {string} */ effort) => set({ effort })}
      options=${[["", t("idea-effort-open")], ...["small", "medium", "large"].map((one) => [one, t(`idea-effort-${one}`)])]} />
    <${Field} kind="textarea" rows="2" label=${t("idea-learning")} hint=${t("idea-learning-hint")} value=${said.learning} maxlength="500"
      wrong=${wrongWith(error, "/learning")} onInput=${(/** @type {string} */ learning) => set({ learning })} />
  `;
}

/**
 * Which of the board's values it serves, and how.
 * @param {{ chosen: { value: string, how: string }[], values: any[], error: any, onChange: (chosen: any[]) => void }} props
 */
function Serving({ chosen, values, error, onChange }) {
  // One that was retired stays where it was said, and is offered to nobody anew.
  const offered = values.filter((value) => !value.retired_at || chosen.some((one) => one.value === value.id));
  if (!offered.length) return null;
  return html`
    <fieldset class="field serving">
      <legend>${t("idea-serves")}</legend>
      <small>${t("idea-serves-hint")}</small>
      ${offered.map((value) => {
        const at = chosen.findIndex((one) => one.value === value.id);
        return html`
          <div key=${value.id}>
            <${Tick} label=${html`<bdi>${value.name}</bdi>`} hint=${value.meaning} checked=${at >= 0}
              onChange=${(/** @type {boolean} */ on) => onChange(on ? [...chosen, { value: value.id, how: "" }] : chosen.filter((one) => one.value !== value.id))} />
            ${at >= 0 &&
            html`<div class="how"><${Field} label=${t("idea-serves-how", { value: value.name })} value=${chosen[at].how} required maxlength="500" wrong=${wrongWith(error, `/values/${at}`)}
              onInput=${(/** @type {string} */ how) => onChange(chosen.map((one, index) => (index === at ? { ...one, how } : one)))} /></div>`}
          </div>
        `;
      })}
      ${wrongWith(error, "/values") && !error.errors.some((/** @type {any} */ one) => /^\/values\/\d/.test(one.pointer)) && html`<small class="wrong">${wrongWith(error, "/values")}</small>`}
    </fieldset>
  `;
}
