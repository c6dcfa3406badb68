/* Changing an idea: what is written is kept until it is saved, and when somebody was faster, both are brought together. */

import { useEffect, useState } from "preact/hooks";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useDraft } from "../drafts.js";
import { put, refresh } from "../store.js";
import { t } from "../texts.js";
import { Conflict } from "./conflict.js";
import { Submit, submitting, useSend, Wrong } from "./form.js";
import { changedOf, IDEA_FIELDS, IdeaFields, saidOf } from "./idea-form.js";
import { Skeleton, Trouble } from "./page.js";
import { say } from "./toast.js";

/** @typedef {import("./idea-form.js").Said} Said */

/** Where an edit is kept. @param {string} idea */
export const editAt = (idea) => `edit.${idea}`;

/**
 * @param {{ idea: string, values: any[], authorKey: string | null, onClose: () => void }} props
 */
export function IdeaEdit({ idea, values, authorKey, onClose }) {
  const path = `/ideas/${idea}`;
  const draft = useDraft(editAt(idea), {
    base: /** @type {Said | null} */ (null),
    etag: /** @type {string | null} */ (null),
    said: /** @type {Said | null} */ (null),
  });
  const [read, setRead] = useState(/** @type {{ base: Said, etag: string | null } | null} */ (null));
  const [theirs, setTheirs] = useState(/** @type {{ base: Said, etag: string | null } | null} */ (null));
  const [merged, setMerged] = useState(false);
  const [trouble, setTrouble] = useState(/** @type {any} */ (null));
  const { base, said, etag } = draft.value;
  const written = said !== null;

  /** What the board has now, as the form has it, with its tag. */
  async function now() {
    const answer = await ask("GET", path, { authorKey });
    return { base: saidOf(answer.data), etag: answer.etag };
  }

  useEffect(() => {
    if (!written) now().then(setRead, setTrouble);
  }, [written]);

  const { send, busy, error } = useSend(async () => {
    const change = said && base ? changedOf(said, base) : {};
    if (Object.keys(change).length) {
      try {
        const answer = await ask("PATCH", path, { body: change, etag, authorKey });
        put(path, answer.data, answer.etag);
      } catch (problem) {
        if (/** @type {any} */ (problem).status !== 412) throw problem;
        setTheirs(await now());
        return;
      }
      say(t("saved"));
    }
    draft.forget();
    onClose();
    refresh(path);
  });

  if (trouble) return html`<${Trouble} error=${trouble} />`;
  if (!written && !read) return html`<${Skeleton} lines=${8} />`;
  if (theirs && base && said) {
    return html`<${Conflict} base=${base} mine=${said} theirs=${theirs.base} values=${values} onCancel=${() => setTheirs(null)}
      onMerged=${(/** @type {Said} */ both) => { draft.set({ base: theirs.base, etag: theirs.etag, said: both }); setTheirs(null); setMerged(true); }} />`;
  }
  const shown = /** @type {Said} */ (said ?? read?.base);
  const set = (/** @type {Partial<Said>} */ change) => draft.set({ ...(!written && read), said: { ...shown, ...change } });
  return html`
    <form class="part" onSubmit=${submitting(send)} aria-label=${t("idea-edit")}>
      ${merged && html`<p class="note" role="status">${t("idea-conflict-merged")}</p>`}
      ${draft.found && written && !merged && html`<p class="note">${t("idea-draft-found")} <button type="button" class="link" onClick=${draft.forget}>${t("idea-draft-drop")}</button></p>`}
      <${Wrong} error=${error} fields=${IDEA_FIELDS} />
      <${IdeaFields} said=${shown} set=${set} values=${values} error=${error} focus />
      <p class="soft small-text">${t("idea-edit-kept")}</p>
      <${Submit} press=${t("save")} busy=${busy} onCancel=${onClose}>
        ${written && html`<button type="button" class="link" onClick=${() => { draft.forget(); onClose(); }}>${t("idea-draft-drop")}</button>`}
      <//>
    </form>
  `;
}
