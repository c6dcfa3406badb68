/* What something is about: the idea or the task, by its title. */

import { html } from "../dom.js";
import { useResource } from "../store.js";
import { t } from "../texts.js";

/** @param {{ board: string, idea?: string | null, task?: string | null, main?: boolean }} props `main` is what a key steps to */
export function About({ board, idea, task, main }) {
  const thing = useResource(idea ? `/ideas/${idea}` : task ? `/tasks/${task}` : null);
  const [href, word] = idea ? [`ideas/${idea}`, "about-idea"] : [`tasks/${task}`, "about-task"];
  return html`<a href="/boards/${board}/${href}" dir="auto" data-main=${main ? "" : undefined}>${thing.data?.title ?? t(word)}</a>`;
}
