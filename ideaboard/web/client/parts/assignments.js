/* Work that is offered on an idea: to whom, why, with whom beside them, and how it goes. */

import { useState } from "preact/hooks";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { session } from "../session.js";
import { refresh, useList } from "../store.js";
import { sentence, t } from "../texts.js";
import { useMembers } from "./all.js";
import { amend } from "./amend.js";
import { CheckIns } from "./check-ins.js";
import { Confirm, Dialog } from "./dialog.js";
import { Submit, submitting, useSend, Wrong } from "./form.js";
import { Endless } from "./list.js";
import { NO_OFFER, offerBody, OfferFields } from "./offer.js";
import { say } from "./toast.js";
import { Person, When } from "./words.js";

/**
 * All work on an idea, offered or taken on; leaders offer more of it. Nothing is there to be shown for most ideas.
 * @param {{ idea: any, board: any }} props `board` is the API's
 */
export function Assignments({ idea, board }) {
  const assignments = useList(`/ideas/${idea.id}/assignments`);
  const { leads, writes } = useBoard(board.slug);
  const [offering, setOffering] = useState(false);
  const can = leads && writes && (idea.status === "adopted" || idea.status === "in_progress");
  return html`
    <div class="assignments">
      <${Endless} of=${assignments} cards=${1} label=${t("assignments")} empty=${can && html`<p class="soft">${t("assignments-none")}</p>`}
        item=${(/** @type {any} */ one) => html`<${Assignment} one=${one} board=${board} />`} />
      ${can && html`<p><button type="button" class="small secondary" onClick=${() => setOffering(true)}>${t("offers-add")}</button></p>`}
      ${offering && html`<${Offering} idea=${idea.id} board=${board} onClose=${() => setOffering(false)} />`}
    </div>
  `;
}

/** What is read anew when an assignment has changed. @param {any} one @param {any} board */
const renew = (one, board) => refresh(`/ideas/${one.idea}`, `/boards/${board.slug}`, `/assignments/${one.id}`);

/**
 * One offer or assignment, with what its reader can do about it.
 * @param {{ one: any, board: any, children?: any }} props
 */
export function Assignment({ one, board, children }) {
  const me = session.value?.account?.id;
  const { leads, writes } = useBoard(board.slug);
  const [asking, setAsking] = useState(/** @type {string | null} */ (null));
  const mine = one.assignee?.id === me;
  const mentors = one.mentor?.id === me;
  const offered = one.state === "offered";
  const sees = mine || mentors || leads;

  const { send, busy } = useSend(async (/** @type {Record<string, string>} */ body, /** @type {string} */ done) => {
    try {
      await amend(`/assignments/${one.id}`, one.version, body);
      say(t(done));
    } catch (error) {
      say(sentence(error), { wrong: true });
    }
    setAsking(null);
    await renew(one, board);
  });
  const button = (/** @type {string} */ text, /** @type {() => void} */ act, secondary = true) =>
    html`<button type="button" class="small ${secondary ? "secondary" : ""}" data-act=${secondary ? undefined : ""} disabled=${busy} onClick=${act}>${t(text)}</button>`;

  return html`
    <article class="card assignment">
      ${children}
      <p class="facts">
        <strong><${Person} who=${one.assignee} /></strong>
        <span class="status ${offered ? "open" : one.state === "accepted" ? "adopted" : one.state === "done" ? "done" : "not_now"}">${t(`assignment-${one.state}`)}</span>
        <span>${t(`kind-${one.kind}`)}</span>
        ${one.mentor && html`<span>${t("assignment-mentor")} <${Person} who=${one.mentor} />${offered && ` (${t(`mentor-${one.mentor_state}`)})`}</span>`}
        <span>${t("assignment-offered-by")} <${Person} who=${one.by} /> <${When} at=${one.assigned_at ?? one.offered_at} /></span>
      </p>
      <p class="said" dir="auto">${one.explanation}</p>
      ${one.support_plan && html`<p><strong>${t("assignment-plan")}</strong> <span class="said" dir="auto">${one.support_plan}</span></p>`}
      ${offered && mine && html`<p class="note">${t(one.accepted_at ? "offer-waits-mentor" : "offer-freely")}</p>`}
      ${offered && mentors && one.mentor_state === "asked" && html`<p class="note">${t("mentor-freely")}</p>`}
      ${writes &&
      html`<p class="actions">
        ${offered && mine && !one.accepted_at && button("offer-accept", () => send({ state: "accepted" }, "offer-accepted"), false)}
        ${offered && mine && button("offer-decline", () => send({ state: "declined" }, "offer-declined"))}
        ${offered && mentors && one.mentor_state !== "accepted" && button("mentor-accept", () => send({ mentor_state: "accepted" }, "mentor-said-yes"), false)}
        ${offered && mentors && one.mentor_state !== "declined" && button("mentor-decline", () => send({ mentor_state: "declined" }, "mentor-said-no"))}
        ${one.state === "accepted" && mine && button("assignment-finish", () => setAsking("done"), false)}
        ${one.state === "accepted" && mine && button("assignment-hand-back", () => setAsking("handed_back"))}
        ${offered && leads && button("offer-edit", () => setAsking("edit"))}
        ${offered && leads && button("offer-withdraw", () => setAsking("withdrawn"))}
      </p>`}
      ${sees && one.assigned_at && html`<${CheckIns} assignment=${one} board=${board} mine=${mine} guides=${(mentors || leads) && !mine} writes=${writes} />`}
      ${asking === "edit" && html`<${Editing} one=${one} board=${board} onClose=${() => setAsking(null)} />`}
      ${asking &&
      asking !== "edit" &&
      html`<${Confirm} title=${t(`assignment-ask-${asking}-title`)} text=${t(`assignment-ask-${asking}`)} press=${t(`assignment-ask-${asking}-press`)} busy=${busy}
        onYes=${() => send({ state: asking }, `assignment-said-${asking}`)} onClose=${() => setAsking(null)} />`}
    </article>
  `;
}

/** @param {{ idea: string, board: any, onClose: () => void }} props */
function Offering({ idea, board, onClose }) {
  const people = useMembers(board.slug);
  const draft = useDraft(`offer.${idea}`, NO_OFFER);
  /** @param {any} made */
  function arrived(made) {
    renew(made, board);
    say(t("offer-made"));
    onClose();
  }
  draft.onArrival(arrived);
  async function send() {
    const made = await draft.post(`/ideas/${idea}/assignments`, offerBody(draft.value));
    if (made) arrived(made);
  }
  return html`
    <${Dialog} title=${t("offers-add")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <${Wrong} error=${draft.error} fields=${["/assignee", "/explanation", "/mentor", "/support_plan"]} />
        <${OfferFields} said=${draft.value} set=${draft.set} people=${people} error=${draft.error} name="kind" />
        <${Submit} press=${t("offer-press")} busy=${draft.state !== "writing"} onCancel=${onClose} />
      </form>
    <//>
  `;
}

/** A leader's change to an offer: whoever agreed to other words is asked anew. @param {{ one: any, board: any, onClose: () => void }} props */
function Editing({ one, board, onClose }) {
  const people = useMembers(board.slug);
  const [said, setSaid] = useState({
    ...NO_OFFER,
    kind: one.kind,
    assignee: one.assignee?.id ?? "",
    explanation: one.explanation,
    mentor: one.mentor?.id ?? "",
    support_plan: one.support_plan ?? "",
  });
  const { send, busy, error } = useSend(async () => {
    const { explanation, mentor, support_plan } = offerBody(said);
    try {
      await amend(`/assignments/${one.id}`, one.version, { explanation, mentor, support_plan });
    } finally {
      renew(one, board);
    }
    say(t("saved"));
    onClose();
  });
  return html`
    <${Dialog} title=${t("offer-edit")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p class="soft">${t("offer-edit-hint")}</p>
        <${Wrong} error=${error} fields=${["/explanation", "/mentor", "/support_plan"]} />
        <${OfferFields} said=${said} set=${(/** @type {any} */ change) => setSaid({ ...said, ...change })} people=${people} error=${error} name="kind" editing=${one.assignee?.id ?? "nobody"} />
        <${Submit} press=${t("save")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
