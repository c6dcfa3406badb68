/* What became of a text: line by line, and within a changed line word by word. */

import { diffComm } from "node-diff3";
import { html } from "../dom.js";
import { t } from "../texts.js";

/* Comparing takes time and room by the product of both lengths; beyond this, all of it counts as changed. */
const TOO_MUCH = 1_000_000;

/** @param {string} text */
export const linesOf = (text) => text.replace(/\r\n?/g, "\n").split("\n");

/** @param {string[]} before @param {string[]} after */
export const comparable = (before, after) => before.length * after.length <= TOO_MUCH;

/**
 * @param {string[]} before @param {string[]} after
 * @returns {{ common?: string[], buffer1?: string[], buffer2?: string[] }[]} runs that are the same, or differ
 */
const compared = (before, after) => (comparable(before, after) ? diffComm(before, after) : [{ buffer1: before, buffer2: after }]);

/** A line's words, each with the space behind it. @param {string} line @returns {string[]} */
const wordsOf = (line) => line.match(/^\s+|\S+\s*/g) ?? [];

/** @param {{ before: string, after: string }} props */
export function Diff({ before, after }) {
  if (before === after) return html`<p class="soft">${t("idea-diff-same")}</p>`;
  return html`
    <div class="diff" dir="auto">
      ${compared(linesOf(before), linesOf(after)).map((run, index) =>
        run.common
          ? run.common.map((line, at) => html`<p key=${`${index} ${at}`}>${line}</p>`)
          : html`<${Changed} key=${index} before=${run.buffer1 ?? []} after=${run.buffer2 ?? []} />`,
      )}
    </div>
  `;
}

/** @param {{ before: string[], after: string[] }} props */
function Changed({ before, after }) {
  if (before.length !== 1 || after.length !== 1) {
    return html`
      ${before.map((line, at) => html`<p key=${`- ${at}`}><${Taken} text=${line} /></p>`)}
      ${after.map((line, at) => html`<p key=${`+ ${at}`}><${Added} text=${line} /></p>`)}
    `;
  }
  return html`
    <p>${compared(wordsOf(before[0]), wordsOf(after[0])).map((run) =>
      run.common
        ? run.common.join("")
        : html`${run.buffer1?.length ? html`<${Taken} text=${run.buffer1.join("")} />` : null}${run.buffer2?.length ? html`<${Added} text=${run.buffer2.join("")} />` : null}`,
    )}</p>
  `;
}

/** @param {{ text: string }} props */
const Taken = ({ text }) => html`<del><span class="unseen">${t("idea-diff-taken")} </span>${text}</del>`;

/** @param {{ text: string }} props */
const Added = ({ text }) => html`<ins><span class="unseen">${t("idea-diff-added")} </span>${text}</ins>`;
