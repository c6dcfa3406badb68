/* Kinder words: what plugins offer for a text before it is posted, when its writer pauses. Nothing waits for them, and
   nobody has to take them; where no plugin knows any, nothing is said of them. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Problem } from "../api.js";
import { html } from "../dom.js";
import { session } from "../session.js";
import { t } from "../texts.js";
import { Wrong } from "./form.js";
import { useJob } from "./running.js";

const LONGEST = 20_000;
const PAUSE = 2_000;
const FEW = 4;

/** @param {{ texts: (string | null)[], kind: "decision" | "comment" | "feedback" | "review" }} props `texts`: all that is written */
export function Kinder(props) {
  return session.value?.kinder_words ? html`<${Offer} ...${props} />` : null;
}

/** @param {{ texts: (string | null)[], kind: "decision" | "comment" | "feedback" | "review" }} props */
function Offer({ texts, kind }) {
  const text = texts.map((one) => one?.trim()).filter(Boolean).join("\n\n").slice(0, LONGEST);
  const [offered, setOffered] = useState(/** @type {{ text: string, failed: boolean, found: any[] } | null} */ (null));
  const [asked, setAsked] = useState(/** @type {{ text: string } | null} */ (null));
  // What was looked at last; what stood here before anybody wrote on needs no look.
  const looked = useRef(text);
  const { run, busy, error } = useJob((job) => setOffered({ text: looked.current, failed: job.state !== "done", found: job.result ?? [] }));
  const pressed = asked?.text === text ? asked : null;
  // Where plugins fail, or the board says no, it is looked only for who presses.
  const enough = offered?.failed || error instanceof Problem;

  useEffect(() => {
    if (busy || looked.current === text || !(pressed || (!enough && text.split(/\s+/).length > FEW))) return undefined;
    const timer = setTimeout(() => {
      looked.current = text;
      run("/suggestions", { kind, text });
    }, pressed ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [text, pressed, busy]);

  function press() {
    if (!busy) looked.current = "";
    setAsked({ text });
  }

  // What is no longer written needs no kinder words.
  const found = offered?.found.filter((one) => text.includes(one.words)) ?? [];
  const answered = pressed && offered?.text === text;
  return html`
    <div class="kinder">
      <p class="actions">
        <button type="button" class="small secondary" disabled=${!text || (pressed && busy)} aria-busy=${pressed && busy ? "true" : undefined} onClick=${press}>${t("kinder-ask")}</button>
        <span class="soft small-text">${t("kinder-hint")}</span>
      </p>
      ${pressed && html`<${Wrong} error=${error} />`}
      <div role="status">
        ${answered && offered.failed && html`<p>${t("kinder-failed")}</p>`}
        ${answered && !offered.failed && found.length === 0 && html`<p>${t("kinder-none")}</p>`}
        ${found.length > 0 &&
        html`<ul class="plain stack">
          ${found.map(
            (one) => html`<li key=${`${one.start}-${one.why}`}><p class="note"><mark dir="auto">${one.words}</mark> <span dir="auto">${one.why}</span><br /><strong dir="auto">${one.instead}</strong></p></li>`,
          )}
        </ul>`}
      </div>
    </div>
  `;
}
