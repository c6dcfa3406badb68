/* Calling the team together over an idea that is done or dropped: everyone is invited, and nobody in particular. */

import { useLocation } from "preact-iso/router";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh } from "../store.js";
import { t } from "../texts.js";
import { Dialog } from "./dialog.js";
import { Editor } from "./editor.js";
import { Pressing } from "./feedback-form.js";
import { Field, submitting, Wrong, wrongWith } from "./form.js";
import { IdeaPicker } from "./idea-picker.js";
import { Kinder } from "./kinder.js";
import { ofField } from "./time.js";

const OVER = ["dropped", "done"];

/** @param {{ board: string, idea?: string, onClose: () => void }} props `idea` when it is known which */
export function CallReview({ board, idea, onClose }) {
  const { route } = useLocation();
  const draft = useDraft(`review.${board}.${idea ?? ""}`, {
    idea: /** @type {string | null} */ (idea ?? null),
    what_happened: "",
    meets: "",
    minutes: "45",
    where: "",
  });
  const { value: said, set } = draft;
  /** @type {any} */
  const error = draft.error;
  const done = (/** @type {any} */ made) => {
    refresh(`/boards/${board}/reviews`);
    onClose();
    route(`/boards/${board}/reviews/${made.id}`);
  };
  draft.onArrival(done);
  async function send() {
    const made = await draft.post(`/boards/${board}/reviews`, { idea: said.idea, what_happened: said.what_happened, ...meetingOf(said) });
    if (made) done(made);
  }
  const open = error?.code === "review_open" ? error.said.review : null;
  return html`
    <${Dialog} title=${t("team-review-call")} onClose=${onClose} wide>
      <form onSubmit=${submitting(send)}>
        <p>${t("team-review-call-means")}</p>
        <${Refused} error=${error} fields=${["/idea", "/what_happened", "/meets_at", "/minutes", "/where"]}>
          ${open && html`<p><a href="/boards/${board}/reviews/${open}">${t("team-review-go-on")}</a></p>`}
        <//>
        <${IdeaPicker} board=${board} label=${t("team-review-idea")} hint=${t("team-review-idea-hint")} statuses=${OVER} value=${said.idea}
          wrong=${wrongWith(error, "/idea")} onChange=${(/** @type {string | null} */ chosen) => set({ idea: chosen })} />
        <${Editor} label=${t("team-review-what_happened")} hint=${t("team-review-what_happened-hint")} required maxLength=${20000} value=${said.what_happened}
          wrong=${wrongWith(error, "/what_happened")} onInput=${(/** @type {string} */ what_happened) => set({ what_happened })} />
        <${Kinder} kind="review" texts=${[said.what_happened]} />
        <${Meeting} said=${said} set=${set} error=${error} />
        <${Pressing} draft=${draft} press=${t("team-review-call-press")} onClose=${onClose} disabled=${!said.idea} />
      </form>
    <//>
  `;
}

/** A meeting, as the API is told. @param {{ meets: string, minutes: string, where: string }} said */
export const meetingOf = (said) => ({ meets_at: ofField(said.meets), minutes: Number(said.minutes), where: said.where.trim() || null });

/** When and where the team meets. @param {{ said: any, set: (change: any) => void, error: any }} props */
export function Meeting({ said, set, error }) {
  return html`
    <fieldset class="question">
      <legend><strong>${t("team-review-meeting")}</strong></legend>
      <${Field} kind="datetime-local" label=${t("team-review-meets_at")} hint=${t("team-time-hint")} value=${said.meets} wrong=${wrongWith(error, "/meets_at")}
        onInput=${(/** @type {string} */ meets) => set({ meets })} />
      <${Field} kind="number" min="5" max="480" step="1" required label=${t("team-review-minutes")} value=${said.minutes} wrong=${wrongWith(error, "/minutes")}
        onInput=${(/** @type {string} */ minutes) => set({ minutes })} />
      <${Field} label=${t("team-review-where")} maxlength="500" value=${said.where} wrong=${wrongWith(error, "/where")}
        onInput=${(/** @type {string} */ where) => set({ where })} />
    </fieldset>
  `;
}

/**
 * What the board said no to. That a text names somebody is said as what it is: a hint, not a fault.
 * @param {{ error: any, fields: string[], children?: any }} props
 */
export function Refused({ error, fields, children }) {
  if (!error) return null;
  const naming = (error.errors ?? []).filter((/** @type {any} */ one) => one.code === "names_somebody");
  const names = [...new Set(naming.map((/** @type {any} */ one) => one.params.name))].join(", ");
  return html`
    ${naming.length > 0 && html`<div class="note" role="alert"><p><strong>${t("team-review-team")}</strong></p><p>${t("team-review-names", { names })}</p></div>`}
    ${naming.length < (error.errors?.length || 1) && html`<${Wrong} error=${error} fields=${fields} />`}
    ${children}
  `;
}
