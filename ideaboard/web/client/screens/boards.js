/* My boards: those I am on, and the open ones. */

import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useMe } from "../frame.js";
import { Dialog } from "../parts/dialog.js";
import { Choice, Field, Submit, submitting, useSend, Wrong, wrongWith } from "../parts/form.js";
import { Endless } from "../parts/list.js";
import { Empty, Page } from "../parts/page.js";
import { say } from "../parts/toast.js";
import { session } from "../session.js";
import { refresh, useList } from "../store.js";
import { sentence, t } from "../texts.js";

export default function Boards() {
  const signedIn = Boolean(session.value?.account);
  const boards = useList(signedIn ? "/boards" : null);
  const me = useMe();
  const [making, setMaking] = useState(false);
  return html`
    <${Page} title=${t("boards-title")} actions=${me?.admin && html`<button type="button" onClick=${() => setMaking(true)}>${t("boards-new")}</button>`}>
      <${Endless} of=${boards} class="grid" item=${(/** @type {any} */ board) => html`<${BoardCard} board=${board} />`}
        empty=${html`<${Empty} title=${t("boards-none")}>${t("boards-none-hint")}<//>`} />
      ${making && html`<${Making} onClose=${() => setMaking(false)} />`}
    <//>
  `;
}

/** @param {{ board: any }} props */
function BoardCard({ board }) {
  const { route } = useLocation();
  async function join() {
    try {
      await ask("PUT", `/boards/${board.slug}/members/${session.value?.account?.id}`, { body: { role: "member" } });
      await refresh("/boards");
      route(`/boards/${board.slug}`);
    } catch (error) {
      say(sentence(error), { wrong: true });
    }
  }
  return html`
    <article class="card">
      <h2><a href="/boards/${board.slug}" dir="auto">${board.name}</a></h2>
      ${board.purpose && html`<p dir="auto">${board.purpose}</p>`}
      <p class="facts">
        ${board.role ? html`<span class="status">${t(`role-${board.role}`)}</span>` : html`<span>${t("boards-open")}</span>`}
        ${board.archived_at && html`<span class="status dropped">${t("board-archived")}</span>`}
        ${!board.role && !board.archived_at && html`<button type="button" class="small secondary" onClick=${join} aria-label=${t("boards-join-named", { name: board.name })}>${t("boards-join")}</button>`}
      </p>
    </article>
  `;
}

/** @param {{ onClose: () => void }} props */
function Making({ onClose }) {
  const { route } = useLocation();
  const [said, setSaid] = useState({ name: "", slug: "", purpose: "", visibility: "private", time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const [own, setOwn] = useState(false);
  const set = (/** @type {any} */ change) => setSaid({ ...said, ...change });
  const slugOf = (/** @type {string} */ name) =>
    name.normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
  const { send, busy, error } = useSend(async () => {
    const { data } = await ask("POST", "/boards", { body: said });
    refresh("/boards");
    onClose();
    route(`/boards/${data.slug}`);
  });
  return html`
    <${Dialog} title=${t("boards-new")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <${Wrong} error=${error} fields=${["/name", "/slug", "/purpose", "/time_zone"]} />
        <${Field} label=${t("board-name")} value=${said.name} required maxlength="100" wrong=${wrongWith(error, "/name")}
          onInput=${(/** @type {string} */ name) => set({ name, ...(!own && { slug: slugOf(name) }) })} />
        <${Field} label=${t("board-slug")} hint=${t("board-slug-hint")} value=${said.slug} required pattern="[a-z0-9\\-]{2,40}" maxlength="40" dir="ltr"
          wrong=${wrongWith(error, "/slug")} onInput=${(/** @type {string} */ slug) => { setOwn(true); set({ slug }); }} />
        <${Field} kind="textarea" label=${t("board-purpose")} value=${said.purpose} maxlength="2000" wrong=${wrongWith(error, "/purpose")}
          onInput=${(/** @type {string} */ purpose) => set({ purpose })} />
        <${Choice} legend=${t("board-visibility")} name="visibility" value=${said.visibility} onChange=${(/** @type {string} */ visibility) => set({ visibility })}
          options=${[["private", t("visibility-private"), t("visibility-private-hint")], ["open", t("visibility-open"), t("visibility-open-hint")]]} />
        <${Submit} press=${t("boards-make")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
