/* My tokens, for scripts and other programs that act as I do. */

import { useState } from "preact/hooks";
import { ask, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { useProven } from "../../parts/again.js";
import { Confirm, Dialog } from "../../parts/dialog.js";
import { Field, Submit, submitting, Tick, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Once } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { Day, When } from "../../parts/words.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";

const SCOPES = ["read", "write", "decide", "admin"];

/** @param {{ me: any }} props */
export const Tokens = ({ me }) => html`<${TokenList} path="/me/tokens" scopes=${me.admin ? SCOPES : SCOPES.slice(0, 3)} />`;

/**
 * Tokens of an account, to be made and revoked.
 * @param {{ path: string, scopes?: string[], machine?: boolean }} props `machine`: a service account's, which can act for others
 */
export function TokenList({ path, scopes = SCOPES, machine = false }) {
  const tokens = useList(path);
  const [making, setMaking] = useState(false);
  const [going, setGoing] = useState(/** @type {any} */ (null));
  const revoke = useProven(async () => {
    await ask("DELETE", `${path}/${going.id}`);
    setGoing(null);
    await refresh(path);
    say(t("token-revoked"));
  });
  return html`
    <p class="actions"><button type="button" onClick=${() => setMaking(true)}>${t("token-new")}</button></p>
    <${Endless} of=${tokens} label=${t("tokens")}
      item=${(/** @type {any} */ one) => html`
        <article class="card row">
          <div>
            <p><strong><bdi>${one.name}</bdi></strong></p>
            <p class="facts"><code>${one.scopes}</code>
              ${one.board && html`<span>${t("token-board-is")} <bdi>${one.board}</bdi></span>`}
              ${one.on_behalf && html`<span>${t("token-behalf-short")}</span>`}
              <span>${t("token-made")} <${When} at=${one.created_at} /></span>
              <span>${one.last_used ? html`${t("token-used")} <${Day} on=${one.last_used} />` : t("token-unused")}</span>
              <span>${one.expires_at ? html`${t("token-expires")} <${Day} on=${one.expires_at} />` : t("token-for-ever")}</span></p>
          </div>
          <button type="button" class="secondary small" onClick=${() => setGoing(one)} aria-label=${t("token-revoke-named", { name: one.name })}>${t("token-revoke")}</button>
        </article>
      `}
      empty=${html`<${Empty} title=${t("tokens-none")} />`} />
    ${making && html`<${Making} path=${path} scopes=${scopes} machine=${machine} onClose=${() => { setMaking(false); refresh(path); }} />`}
    ${going && !revoke.proof && html`<${Confirm} title=${t("token-revoke")} text=${t("token-revoke-means", { name: going.name })} press=${t("token-revoke")} busy=${revoke.busy} onYes=${() => revoke.send()} onClose=${() => setGoing(null)}>
      <${Wrong} error=${revoke.error} />
    <//>`}
    ${revoke.proof}
  `;
}

/** @param {{ path: string, scopes: string[], machine: boolean, onClose: () => void }} props */
function Making({ path, scopes, machine, onClose }) {
  const boards = useList("/boards");
  const [said, setSaid] = useState(/** @type {any} */ ({ name: "", scopes: ["read", "write"], board: "", days: "90", on_behalf: false }));
  const [key] = useState(newKey);
  const [made, setMade] = useState(/** @type {any} */ (null));
  const set = (/** @type {any} */ change) => setSaid({ ...said, ...change });
  const { send, busy, error, proof } = useProven(async () => {
    const body = {
      name: said.name,
      scopes: said.scopes,
      expires_at: said.days === "" ? null : new Date(Date.now() + Number(said.days) * 86_400_000).toISOString().replace(/\.\d+Z/, "Z"),
      ...(said.board && { board: said.board }),
      ...(machine && { on_behalf: said.on_behalf }),
    };
    setMade((await ask("POST", path, { body, key })).data);
  });
  if (proof) return proof;
  if (made) {
    return html`
      <${Dialog} title=${t("token-made-title")} onClose=${onClose}>
        <${Once} label=${t("token")} text=${made.token} />
        <footer><button type="button" onClick=${onClose}>${t("token-kept")}</button></footer>
      <//>
    `;
  }
  return html`
    <${Dialog} title=${t("token-new")} onClose=${onClose}>
      <form onSubmit=${submitting(() => send())}>
        <${Wrong} error=${error} fields=${["/name", "/scopes", "/expires_at", "/board", "/on_behalf"]} />
        <${Field} label=${t("token-name")} hint=${t("token-name-hint")} value=${said.name} required maxlength="100" wrong=${wrongWith(error, "/name")} onInput=${(/** @type {string} */ name) => set({ name })} />
        <fieldset class="field choice">
          <legend>${t("token-scopes")}</legend>
          ${scopes.map(
            (scope) => html`<${Tick} key=${scope} label=${t(`scope-${scope}`)} checked=${said.scopes.includes(scope)}
              onChange=${(/** @type {boolean} */ on) => set({ scopes: on ? [...said.scopes, scope] : said.scopes.filter((/** @type {string} */ one) => one !== scope) })} />`,
          )}
          ${wrongWith(error, "/scopes") && html`<small class="wrong">${wrongWith(error, "/scopes")}</small>`}
        </fieldset>
        <${Field} kind="select" label=${t("token-board")} value=${said.board} wrong=${wrongWith(error, "/board")} onInput=${(/** @type {string} */ board) => set({ board })}>
          <option value="">${t("token-board-all")}</option>
          ${(boards.items ?? []).map((/** @type {any} */ one) => html`<option key=${one.slug} value=${one.slug}>${one.name}</option>`)}
        <//>
        <${Field} kind="select" label=${t("token-lives")} value=${said.days} wrong=${wrongWith(error, "/expires_at")} onInput=${(/** @type {string} */ days) => set({ days })}>
          ${["7", "30", "90", "365"].map((days) => html`<option key=${days} value=${days} selected=${days === said.days}>${t("token-days", { days: Number(days) })}</option>`)}
          <option value="" selected=${said.days === ""}>${t("token-for-ever")}</option>
        <//>
        ${machine && html`<${Tick} label=${t("token-behalf")} hint=${t("token-behalf-hint")} checked=${said.on_behalf} onChange=${(/** @type {boolean} */ on_behalf) => set({ on_behalf })} />`}
        <${Submit} press=${t("token-make")} busy=${busy} disabled=${said.scopes.length === 0} onCancel=${onClose} />
      </form>
    <//>
  `;
}
