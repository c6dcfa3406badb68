/* Support: shown at once, and taken back with the reason when the board says no. */

import { useSignal } from "@preact/signals";
import { ask, Problem } from "../api.js";
import { html, classes } from "../dom.js";
import { change } from "../store.js";
import { number, sentence, t } from "../texts.js";
import { say } from "./toast.js";

/** @param {{ idea: any, can?: boolean }} props */
export function Vote({ idea, can = true }) {
  const busy = useSignal(false);
  const counted = typeof idea.votes === "number";

  async function press() {
    if (busy.value) return;
    busy.value = true;
    const voted = !idea.voted;
    const undo = change(idea.id, (thing) => ({
      ...thing,
      voted,
      ...(typeof thing.votes === "number" && { votes: thing.votes + (voted ? 1 : -1) }),
    }));
    try {
      const { data } = await ask(voted ? "PUT" : "DELETE", `/ideas/${idea.id}/vote`);
      change(idea.id, (thing) => {
        const { votes: _, ...rest } = thing;
        return { ...rest, ...data };
      });
    } catch (error) {
      undo();
      say(error instanceof Problem ? t("vote-refused", { reason: sentence(error) }) : sentence(error), { wrong: true });
    }
    busy.value = false;
  }

  const open = idea.status === "open" && can;
  return html`
    <button type="button" class=${classes("vote", idea.voted && "voted")} aria-pressed=${idea.voted} disabled=${!open} onClick=${press}
      aria-label=${t(idea.voted ? "vote-mine" : "vote-support", { title: idea.title, count: counted ? idea.votes : -1 })}>
      <span aria-hidden="true" class="hand">▲</span>
      <span aria-hidden="true">${counted ? number(idea.votes) : t("vote-word")}</span>
    </button>
  `;
}
