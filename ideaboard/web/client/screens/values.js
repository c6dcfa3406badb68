/* What the team holds high: each value with what it means here. Leaders name them, and set their order. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { useSend, Wrong } from "../parts/form.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { say } from "../parts/toast.js";
import { Retire, ValueForm } from "../parts/value-form.js";
import { refresh, useList } from "../store.js";
import { t } from "../texts.js";

export default function Values() {
  const { params } = useRoute();
  const slug = params.board;
  const board = useBoard(slug);
  const values = useList(`/boards/${slug}/values`);
  const [open, setOpen] = useState(/** @type {{ act: "name" | "edit" | "retire", value?: any } | null} */ (null));
  const may = board.leads && board.writes;
  const close = () => setOpen(null);
  const living = values.items?.filter((one) => !one.retired_at) ?? [];
  const retired = values.items?.filter((one) => one.retired_at) ?? [];

  const moved = useRef(/** @type {{ id: string, by: number } | null} */ (null));
  useEffect(() => {
    const { id, by } = moved.current ?? { id: null, by: 0 };
    moved.current = null;
    // A button that was moved has lost the focus, and the first and the last have one that does nothing.
    if (!id) return;
    const [there, back] = (by > 0 ? ["down", "up"] : ["up", "down"]).map((way) => /** @type {HTMLButtonElement | null} */ (document.getElementById(`${id}-${way}`)));
    (there?.disabled ? back : there)?.focus();
  }, [values.items]);

  const { send: move, error } = useSend(async (/** @type {any} */ value, /** @type {-1 | 1} */ by) => {
    const place = living.indexOf(value);
    const neighbour = living[place + by];
    const before = values.items?.[values.items.indexOf(neighbour) - 1] ?? null;
    moved.current = { id: value.id, by };
    await ask("PUT", `/boards/${slug}/values/${value.id}/place`, { body: { after: by > 0 ? neighbour.id : (before?.id ?? null) } });
    await refresh(`/boards/${slug}/values`);
    say(t("team-value-moved", { name: value.name, place: place + by + 1 }));
  });

  /** @param {any} value @param {number} place */
  const card = (value, place) => html`
    <article class="card">
      <h2><a href="/boards/${slug}/values/${value.id}" dir="auto">${value.name}</a></h2>
      ${value.meaning && html`<p class="said" dir="auto">${value.meaning}</p>`}
      ${may && !value.retired_at &&
      html`<div class="actions">
        <button type="button" class="small secondary" onClick=${() => setOpen({ act: "edit", value })} aria-label=${t("team-value-edit-named", { name: value.name })}>${t("edit")}</button>
        <button type="button" class="small secondary" id="${value.id}-up" disabled=${place === 0} onClick=${() => move(value, -1)} aria-label=${t("team-value-up-named", { name: value.name })}>${t("team-value-up")}</button>
        <button type="button" class="small secondary" id="${value.id}-down" disabled=${place === living.length - 1} onClick=${() => move(value, 1)} aria-label=${t("team-value-down-named", { name: value.name })}>${t("team-value-down")}</button>
        <button type="button" class="small secondary" onClick=${() => setOpen({ act: "retire", value })} aria-label=${t("team-value-retire-named", { name: value.name })}>${t("team-value-retire")}</button>
      </div>`}
    </article>
  `;

  return html`
    <${Page} title=${t("nav-values")} lead=${t("team-values-lead")}
      actions=${may && html`<button type="button" onClick=${() => setOpen({ act: "name" })}>${t("team-value-name")}</button>`}>
      <${Wrong} error=${error} />
      <${Waiting} of=${values} cards=${3}>
        ${() => html`
          ${living.length === 0
            ? html`<${Empty} title=${t("team-values-none")}>${t(may ? "team-values-none-leader" : "team-values-none-hint")}<//>`
            : html`<ul class="stack" role="list" aria-label=${t("nav-values")}>${living.map((value, place) => html`<li key=${value.id}>${card(value, place)}</li>`)}</ul>`}
          ${retired.length > 0 &&
          html`<section class="part"><h2>${t("team-values-retired")}</h2><p class="soft">${t("team-values-retired-hint")}</p>
            <ul class="plain">${retired.map((value) => html`<li key=${value.id}><a href="/boards/${slug}/values/${value.id}"><bdi>${value.name}</bdi></a></li>`)}</ul>
          </section>`}
          ${values.next && html`<p class="more"><button type="button" class="secondary" onClick=${values.more}>${t("more")}</button></p>`}
        `}
      <//>
      ${(open?.act === "name" || open?.act === "edit") && html`<${ValueForm} board=${slug} id=${open.value?.id} onClose=${close} />`}
      ${open?.act === "retire" && html`<${Retire} board=${slug} value=${open.value} onClose=${close} onDone=${toHeading} />`}
    <//>
  `;
}

/** What was pressed is gone with its value. */
function toHeading() {
  setTimeout(() => document.querySelector("h1")?.focus());
}
