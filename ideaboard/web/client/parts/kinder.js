/* Kinder words, offered before something is posted: nothing is changed, and nothing waits for them. */

import { useState } from "preact/hooks";
import { ask, follow } from "../api.js";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { useSend, Wrong } from "./form.js";

const LONGEST = 20_000;

/** @param {{ kind: "review" | "feedback" | "decision" | "comment", texts: (string | null)[] }} props what is being written */
export function Kinder({ kind, texts }) {
  const text = texts.map((one) => one?.trim()).filter(Boolean).join("\n\n").slice(0, LONGEST);
  const [job, setJob] = useState(/** @type {any} */ (null));
  const { send, busy, error } = useSend(async () => {
    setJob(null);
    setJob(await follow((await ask("POST", "/suggestions", { body: { kind, text } })).data));
  });
  return html`
    <div class="kinder">
      <button type="button" class="secondary small" disabled=${busy || !text} aria-busy=${busy ? "true" : undefined} onClick=${send}>${t("team-kinder")}</button>
      <div role="status">
        ${job && (job.state === "done" ? html`<${Offers} offers=${job.result} />` : html`<p>${t("team-kinder-failed")}</p>`)}
      </div>
      <${Wrong} error=${error} />
    </div>
  `;
}

/** @param {{ offers: { words: string, why: string, instead: string }[] }} props */
function Offers({ offers }) {
  if (!offers.length) return html`<p>${t("team-kinder-none")}</p>`;
  return html`
    <p>${t("team-kinder-some")}</p>
    <ul>
      ${offers.map((one, index) => html`<li key=${index}><q dir="auto">${one.words}</q>: <bdi>${one.instead}</bdi> <span class="soft" dir="auto">${one.why}</span></li>`)}
    </ul>
  `;
}
