/* The voting rules: what each means. They bind leaders too, and go one way. */

import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { say } from "../../parts/toast.js";
import { put, refresh } from "../../store.js";
import { t } from "../../texts.js";
import { Asking } from "./asking.js";

/* The loosest first, as the board orders them. */
const RULES = /** @type {const} */ ([
  ["results_shown", ["always", "after_voting", "after_decision"]],
  ["voters_named", ["to_members", "never"]],
]);

/** @param {{ board: any }} props */
export function Rules({ board }) {
  return html`
    <p class="note">${t("settings-rules-latch")}</p>
    ${RULES.map(([rule, order]) => html`<${Rule} key=${rule} board=${board} rule=${rule} order=${order} />`)}
  `;
}

/** @param {{ board: any, rule: string, order: readonly string[] }} props */
function Rule({ board, rule, order }) {
  const now = order.indexOf(board.data[rule]);
  const path = `/boards/${board.data.slug}`;
  /** @param {string} to */
  async function set(to) {
    const { data, etag } = await ask("PATCH", path, { body: { [rule]: to }, etag: board.etag });
    put(path, data, etag);
    refresh(`${path}/ideas`);
    say(t("saved"));
  }
  // Whether somebody has voted is for the board to say, so what may be refused is offered too.
  const way = (/** @type {number} */ index) => (index > now ? "tighten" : "loosen");
  return html`
    <section>
      <h2>${t(`settings-rules-${rule}`)}</h2>
      <ol class="stack rules" role="list">
        ${order.map((one, index) => {
          const name = t(`settings-rules-${rule}-${one}`);
          return html`
            <li key=${one} class="card">
              <p><strong>${name}</strong>${index === now && html` <span class="status adopted">${t("settings-rules-now")}</span>`}</p>
              <p class="soft">${t(`settings-rules-${rule}-${one}-means`)}</p>
              ${index !== now &&
              board.leads &&
              html`<p><${Asking} press=${t(`settings-rules-${way(index)}`)} label=${t(`settings-rules-${way(index)}-named`, { name })} title=${t("settings-rules-tighten-title", { name })}
                text=${t(`settings-rules-${way(index)}-sure`)} act=${() => set(one)} /></p>`}
            </li>
          `;
        })}
      </ol>
      ${now === order.length - 1 && html`<p class="soft small-text">${t("settings-rules-tightest")}</p>`}
    </section>
  `;
}
