/* The idea that another one becomes part of, found by its words. */

import { useEffect, useState } from "preact/hooks";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useList } from "../store.js";
import { t } from "../texts.js";
import { Field } from "./form.js";
import { Waiting } from "./page.js";
import { Status } from "./words.js";

/**
 * @param {{ idea: any, into: { id: string, title: string, number: number } | null, onChoose: (into: any) => void, wrong: string | null }} props
 */
export function MergeTarget({ idea, into, onChoose, wrong }) {
  const [text, setText] = useState(idea.title);
  const [asked, setAsked] = useState(idea.title);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), 250);
    return () => clearTimeout(timer);
  }, [text]);
  const found = useList(asked ? at(`/boards/${idea.board}/ideas`, { q: asked.slice(0, 200) }) : null);
  const fitting = (found.items ?? []).filter((one) => one.id !== idea.id && one.status !== "merged" && one.status !== "withdrawn").slice(0, 8);
  return html`
    <${Field} kind="search" label=${t("merge-search")} hint=${t("merge-hint")} value=${text} maxlength="200" wrong=${wrong} onInput=${setText} />
    <fieldset class="field choice">
      <legend>${t("merge-into")}</legend>
      ${into && !fitting.some((one) => one.id === into.id) && html`<${Target} one=${into} into=${into} onChoose=${onChoose} />`}
      ${asked && html`<${Waiting} of=${found} lines=${2}>${() => (fitting.length ? fitting.map((one) => html`<${Target} key=${one.id} one=${one} into=${into} onChoose=${onChoose} />`) : html`<p class="soft">${t("merge-none")}</p>`)}<//>`}
    </fieldset>
  `;
}

/** @param {{ one: any, into: any, onChoose: (into: any) => void }} props */
function Target({ one, into, onChoose }) {
  return html`
    <label>
      <input type="radio" name="into" value=${one.id} checked=${into?.id === one.id} onChange=${() => onChoose({ id: one.id, title: one.title, number: one.number, status: one.status })} />
      <span><bdi>${one.title}</bdi> <span class="soft">#${one.number}</span> ${one.status && html`<${Status} status=${one.status} />`}</span>
    </label>
  `;
}
