/* Questions on a decision: anybody on the board asks why, and a leader answers for everybody to read. */

import { useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { useBoard } from "../frame.js";
import { refresh, useList } from "../store.js";
import { t } from "../texts.js";
import { amend } from "./amend.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "./form.js";
import { Endless } from "./list.js";
import { say } from "./toast.js";
import { Person, When } from "./words.js";

/** @param {{ decision: string, board: string }} props */
export function Questions({ decision, board }) {
  const path = `/decisions/${decision}/questions`;
  const questions = useList(path);
  const { leads, writes } = useBoard(board);
  const [asking, setAsking] = useState(false);
  const draft = useDraft(`why.${decision}`, { text: "" });
  /** @param {any} _ */
  function arrived(_) {
    setAsking(false);
    say(t("question-asked"));
    refresh(path, `/boards/${board}`);
  }
  draft.onArrival(arrived);
  const send = async () => {
    const made = await draft.post(path, { text: draft.value.text });
    if (made) arrived(made);
  };
  return html`
    <div class="questions">
      <${Endless} of=${questions} cards=${1} label=${t("questions")} empty=${null}
        item=${(/** @type {any} */ one) => html`<${Question} question=${one} board=${board} leads=${leads && writes} />`} />
      ${writes && !asking && html`<p><button type="button" class="small secondary" onClick=${() => setAsking(true)}>${t("question-ask")}</button></p>`}
      ${asking &&
      html`<form onSubmit=${submitting(send)}>
        <${Wrong} error=${draft.error} fields=${["/text"]} />
        <${Field} kind="textarea" label=${t("question-yours")} hint=${t("question-hint")} required maxlength="5000" autofocus value=${draft.value.text}
          wrong=${wrongWith(draft.error, "/text")} onInput=${(/** @type {string} */ text) => draft.set({ text })} />
        <${Submit} press=${t("question-ask")} busy=${draft.state !== "writing"} onCancel=${() => setAsking(false)} />
      </form>`}
    </div>
  `;
}

/**
 * A question, its answer, and where a leader answers.
 * @param {{ question: any, board: string, leads: boolean, children?: any }} props
 */
export function Question({ question, board, leads, children }) {
  const [open, setOpen] = useState(false);
  return html`
    <article class="card question">
      ${children}
      <p class="facts"><${Person} who=${question.asker} /> <${When} at=${question.asked_at} /></p>
      <p class="said" dir="auto">${question.text}</p>
      ${question.answer !== null
        ? html`<div class="note">
            <p class="said" dir="auto">${question.answer}</p>
            <p class="facts"><${Person} who=${question.answerer} /> ${question.answered_at && html`<${When} at=${question.answered_at} />`}</p>
          </div>`
        : !open && html`<p class="soft">${t("question-waits")}</p>`}
      ${leads &&
      !open &&
      html`<p><button type="button" class="small ${question.answer === null ? "" : "secondary"}" data-act onClick=${() => setOpen(true)}>
        ${t(question.answer === null ? "question-answer" : "question-improve")}</button></p>`}
      ${open && html`<${Answering} question=${question} board=${board} onClose=${() => setOpen(false)} />`}
    </article>
  `;
}

/** @param {{ question: any, board: string, onClose: () => void }} props */
function Answering({ question, board, onClose }) {
  const draft = useDraft(`answer.${question.id}`, { answer: question.answer ?? "" });
  const { send, busy, error } = useSend(async () => {
    try {
      await amend(`/questions/${question.id}`, question.version, { answer: draft.value.answer });
    } catch (error) {
      refresh(`/decisions/${question.decision}`, `/boards/${board}`);
      throw error;
    }
    draft.forget();
    say(t("question-answered"));
    onClose();
    refresh(`/decisions/${question.decision}`, `/boards/${board}`);
  });
  return html`
    <form onSubmit=${submitting(send)}>
      <${Wrong} error=${error} fields=${["/answer"]} />
      <${Field} kind="textarea" label=${t("question-answer-label")} required maxlength="10000" autofocus value=${draft.value.answer} wrong=${wrongWith(error, "/answer")}
        onInput=${(/** @type {string} */ answer) => draft.set({ answer })} />
      <${Submit} press=${t("question-answer")} busy=${busy} onCancel=${onClose} />
    </form>
  `;
}
