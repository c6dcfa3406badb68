/* Kinder words: what plugins offer for a text before it is posted. Nothing waits for them, and nobody has to take them. */

import { useState } from "preact/hooks";
import { ask, follow } from "../api.js";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { useSend, Wrong } from "./form.js";

const LONGEST = 20_000;

/** @param {{ texts: (string | null)[], kind: "decision" | "comment" | "feedback" | "review" }} props `texts`: all that is written */
export function Kinder({ texts, kind }) {
  const text = texts.map((one) => one?.trim()).filter(Boolean).join("\n\n").slice(0, LONGEST);
  const [offered, setOffered] = useState(/** @type {{ text: string, failed: boolean, found: any[] } | null} */ (null));
  const { send, busy, error } = useSend(async () => {
    const { data } = await ask("POST", "/suggestions", { body: { kind, text } });
    const job = await follow(data);
    setOffered({ text, failed: job.state !== "done", found: job.result ?? [] });
  });
  const now = offered?.text === text ? offered : null;
  return html`
    <div class="kinder">
      <p class="actions">
        <button type="button" class="small secondary" disabled=${!text || busy} aria-busy=${busy ? "true" : undefined} onClick=${send}>${t("kinder-ask")}</button>
        <span class="soft small-text">${t("kinder-hint")}</span>
      </p>
      <${Wrong} error=${error} />
      <div role="status">
        ${now?.failed && html`<p>${t("kinder-failed")}</p>`}
        ${now && !now.failed && now.found.length === 0 && html`<p>${t("kinder-none")}</p>`}
        ${now &&
        now.found.length > 0 &&
        html`<ul class="plain stack">
          ${now.found.map(
            (one) => html`<li key=${`${one.start}-${one.why}`}><p class="note"><mark dir="auto">${one.words}</mark> <span dir="auto">${one.why}</span><br /><strong dir="auto">${one.instead}</strong></p></li>`,
          )}
        </ul>`}
      </div>
    </div>
  `;
}
