/* Feedback and asks, as those read them whom they are between. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { session } from "../session.js";
import { refresh } from "../store.js";
import { t } from "../texts.js";
import { Confirm } from "./dialog.js";
import { Give, PARTS } from "./feedback-form.js";
import { useSend, Wrong } from "./form.js";
import { AboutLink } from "./idea-link.js";
import { say } from "./toast.js";
import { Person, When } from "./words.js";

/** @param {{ board: string, feedback: any, can: boolean }} props */
export function FeedbackCard({ board, feedback, can }) {
  const [sharing, setSharing] = useState(false);
  const mine = session.value?.account?.id === feedback.receiver?.id;
  const { send, busy, error } = useSend(async () => {
    const path = `/feedback/${feedback.id}`;
    const { etag } = await ask("GET", path);
    await ask("PATCH", path, { body: { shared: true }, etag });
    await refresh(`/boards/${board}/feedback`);
    say(t("team-feedback-was-shared"));
    setSharing(false);
  });
  return html`
    <article class="card">
      <p class="facts">
        <span>${t("team-feedback-from")} <${Person} who=${feedback.giver} /></span>
        <span>${t("team-feedback-to")} <${Person} who=${feedback.receiver} /></span>
        <${When} at=${feedback.created_at} />
        ${feedback.shared_at && html`<span class="status">${t("team-feedback-shared")}</span>`}
      </p>
      ${feedback.about && html`<p class="small-text"><${AboutLink} board=${board} about=${feedback.about} /></p>`}
      <dl class="told">
        ${PARTS.map((part) => feedback[part] && html`<div key=${part}><dt>${t(`team-part-${part}`)}</dt><dd class="said" dir="auto">${feedback[part]}</dd></div>`)}
      </dl>
      ${mine && !feedback.shared_at && can &&
      html`<p class="actions"><button type="button" class="small secondary" onClick=${() => setSharing(true)}>${t("team-feedback-share")}</button></p>`}
      ${sharing &&
      html`<${Confirm} title=${t("team-feedback-share")} text=${t("team-feedback-share-means")} press=${t("team-feedback-share-yes")} busy=${busy}
        onYes=${send} onClose=${() => setSharing(false)}><${Wrong} error=${error} /><//>`}
    </article>
  `;
}

/** @param {{ board: string, one: any, can: boolean }} props */
export function AskCard({ board, one, can }) {
  const [open, setOpen] = useState(/** @type {"answer" | "decline" | null} */ (null));
  const ofMe = session.value?.account?.id === one.asked?.id;
  const { send, busy, error } = useSend(async () => {
    const path = `/feedback-asks/${one.id}`;
    const { etag } = await ask("GET", path);
    await ask("PATCH", path, { body: { state: "declined" }, etag });
    await refresh(`/boards/${board}/feedback-asks`);
    say(t("team-ask-was-declined"));
    setOpen(null);
  });
  return html`
    <article class="card">
      <p class="facts">
        ${ofMe
          ? html`<span>${t("team-ask-by")} <${Person} who=${one.asker} /></span>`
          : html`<span>${t("team-ask-of")} <${Person} who=${one.asked} /></span>`}
        <${When} at=${one.created_at} />
        <span class="status">${t(`team-ask-${one.state}`)}</span>
      </p>
      <p class="said" dir="auto">${one.question}</p>
      ${one.about && html`<p class="small-text"><${AboutLink} board=${board} about=${one.about} /></p>`}
      ${ofMe && one.state === "open" && can &&
      html`<p class="actions">
        ${one.asker && html`<button type="button" class="small" onClick=${() => setOpen("answer")}>${t("team-ask-answer")}</button>`}
        <button type="button" class="small secondary" onClick=${() => setOpen("decline")}>${t("team-ask-decline")}</button>
      </p>`}
      ${open === "answer" && html`<${Give} board=${board} ask=${one} onClose=${() => setOpen(null)} />`}
      ${open === "decline" &&
      html`<${Confirm} title=${t("team-ask-decline")} text=${t("team-ask-decline-means")} press=${t("team-ask-decline")} busy=${busy}
        onYes=${send} onClose=${() => setOpen(null)}><${Wrong} error=${error} /><//>`}
    </article>
  `;
}
