/* Saying something to somebody, and asking somebody to: kept as a draft until it is said. */

import { useLocation } from "preact-iso/router";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { refresh, useList, useResource } from "../store.js";
import { t } from "../texts.js";
import { AboutLink } from "./idea-link.js";
import { Dialog } from "./dialog.js";
import { Choice, Field, Submit, submitting, Tick, Wrong, wrongWith } from "./form.js";
import { IdeaPicker } from "./idea-picker.js";
import { Kinder } from "./kinder.js";
import { MemberField } from "./members.js";
import { say } from "./toast.js";
import { Person } from "./words.js";

/** The parts of feedback, in the order in which they are said and read. */
export const PARTS = /** @type {const} */ (["praise", "circumstances", "advice", "lesson"]);

const BLANK = { to: "", with: false, idea: /** @type {string | null} */ (null), about: "", praise: "", circumstances: "", advice: "", lesson: "" };

/** What a draft is about, as the API is told. @param {{ with: boolean, idea: string | null, about: string }} said */
function aboutOf(said) {
  if (!said.with || !said.idea) return null;
  const [kind, id] = said.about.split(" ");
  return id ? { kind, id } : { kind: "idea", id: said.idea };
}

/**
 * Give feedback, or answer somebody's ask.
 * @param {{ board: string, ask?: any, to?: string, stay?: boolean, onClose: () => void }} props `stay` where one is, and
 *   do not go to what one gave
 */
export function Give({ board, ask, to, stay, onClose }) {
  const { path, route } = useLocation();
  const draft = useDraft(`feedback.${board}.${ask?.id ?? to ?? ""}`, { ...BLANK, to: to ?? "" });
  const { value: said, set, error } = draft;
  const done = () => {
    refresh(`/boards/${board}/feedback`, `/boards/${board}/feedback-asks`, `/boards/${board}/desk`);
    say(t("team-feedback-given"));
    onClose();
    if (!stay) route(`${path}?box=given`);
  };
  draft.onArrival(done);
  async function send() {
    /** @type {Record<string, any>} */
    const body = {
      receiver: ask ? ask.asker.id : said.to,
      about: ask ? ask.about : aboutOf(said),
      ...Object.fromEntries(PARTS.map((part) => [part, said[part].trim() || null])),
      ...(ask && { answers: ask.id }),
    };
    if (await draft.post(`/boards/${board}/feedback`, body)) done();
  }
  const advised = Boolean(said.advice.trim());
  const needs = { praise: !advised, circumstances: advised, advice: false, lesson: false };
  return html`
    <${Dialog} title=${t(ask ? "team-ask-answer" : "team-feedback-give")} onClose=${onClose} wide>
      <form onSubmit=${submitting(send)}>
        <p>${t("team-feedback-private")}</p>
        <${Wrong} error=${error} fields=${["/receiver", "/about", ...PARTS.map((part) => `/${part}`)]} />
        ${ask
          ? html`<div class="note"><p>${t("team-ask-by")} <${Person} who=${ask.asker} /></p><p class="said" dir="auto">${ask.question}</p>
              ${ask.about && html`<p><${AboutLink} board=${board} about=${ask.about} /></p>`}</div>`
          : html`<${MemberField} board=${board} label=${t("team-feedback-to-field")} value=${said.to} wrong=${wrongWith(error, "/receiver")}
                onChange=${(/** @type {string} */ to) => set({ to })} />
              <${About} board=${board} said=${said} set=${set} wrong=${wrongWith(error, "/about")} />`}
        <p class="soft small-text">${t("team-feedback-needs")}</p>
        ${PARTS.map((part) => html`<${Field} key=${part} kind="textarea" label=${t(`team-part-${part}`)} hint=${t(`team-part-${part}-hint`)} maxlength="10000"
          required=${needs[part]} value=${said[part]} wrong=${wrongWith(error, `/${part}`)} onInput=${(/** @type {string} */ text) => set({ [part]: text })} />`)}
        <${Kinder} kind="feedback" texts=${PARTS.map((part) => said[part])} />
        <${Pressing} draft=${draft} press=${t("team-feedback-send")} onClose=${onClose} />
      </form>
    <//>
  `;
}

/** Ask somebody for feedback. @param {{ board: string, onClose: () => void }} props */
export function AskFor({ board, onClose }) {
  const { path, route } = useLocation();
  const draft = useDraft(`ask.${board}`, { to: "", with: false, idea: null, about: "", question: "" });
  const { value: said, set, error } = draft;
  const done = () => {
    refresh(`/boards/${board}/feedback-asks`);
    say(t("team-ask-sent"));
    onClose();
    route(`${path}?box=asked_by_me`);
  };
  draft.onArrival(done);
  async function send() {
    if (await draft.post(`/boards/${board}/feedback-asks`, { asked: said.to, question: said.question, about: aboutOf(said) })) done();
  }
  return html`
    <${Dialog} title=${t("team-ask-for")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("team-ask-means")}</p>
        <${Wrong} error=${error} fields=${["/asked", "/question", "/about"]} />
        <${MemberField} board=${board} label=${t("team-ask-whom")} value=${said.to} wrong=${wrongWith(error, "/asked")} onChange=${(/** @type {string} */ to) => set({ to })} />
        <${Field} kind="textarea" label=${t("team-ask-question")} hint=${t("team-ask-question-hint")} required maxlength="2000" value=${said.question}
          wrong=${wrongWith(error, "/question")} onInput=${(/** @type {string} */ question) => set({ question })} />
        <${About} board=${board} said=${said} set=${set} wrong=${wrongWith(error, "/about")} />
        <${Pressing} draft=${draft} press=${t("team-ask-send")} onClose=${onClose} />
      </form>
    <//>
  `;
}

/**
 * A draft's last line: it can be thrown away too, and says when it waits for the server.
 * @param {{ draft: ReturnType<typeof useDraft>, press: string, onClose?: () => void, disabled?: boolean, forget?: boolean }} props
 */
export function Pressing({ draft, press, onClose, disabled, forget = draft.found }) {
  return html`
    ${draft.state === "waiting" && html`<p class="note" role="status">${t("offline")}</p>`}
    <${Submit} press=${press} busy=${draft.state === "sending"} disabled=${disabled} onCancel=${onClose}>
      ${forget && html`<button type="button" class="link" onClick=${() => { draft.forget(); onClose?.(); }}>${t("team-draft-forget")}</button>`}
    <//>
  `;
}

/** @param {{ board: string, said: any, set: (change: any) => void, wrong: string | null }} props */
function About({ board, said, set, wrong }) {
  return html`
    <${Tick} label=${t("team-about-idea-tick")} checked=${said.with} onChange=${(/** @type {boolean} */ on) => set({ with: on })} />
    ${said.with &&
    html`<${IdeaPicker} board=${board} label=${t("team-about-which")} value=${said.idea} wrong=${wrong}
      onChange=${(/** @type {string | null} */ idea) => set({ idea, about: "" })} />`}
    ${said.with && said.idea && html`<${Sides} key=${said.idea} id=${said.idea} said=${said} set=${set} />`}
  `;
}

/** The idea itself, its answer, or the work on it. @param {{ id: string, said: any, set: (change: any) => void }} props */
function Sides({ id, said, set }) {
  const idea = useResource(`/ideas/${id}`);
  const work = useList(`/ideas/${id}/assignments`);
  const decision = idea.data?.decision;
  if (!decision && !work.items?.length) return null;
  /** @type {[string, any][]} */
  const options = [["", t("team-about-itself")]];
  if (decision) options.push([`decision ${decision.id}`, t("team-about-its-decision")]);
  for (const one of work.items ?? []) options.push([`assignment ${one.id}`, html`${t("team-about-its-work")} <${Person} who=${one.assignee} />`]);
  return html`<${Choice} legend=${t("team-about-what")} name="about" value=${said.about} options=${options} onChange=${(/** @type {string} */ about) => set({ about })} />`;
}
