/* Two changed an idea at once: what is new, what I wrote, and both brought together. Nothing of mine is lost. */

import { useEffect, useRef, useState } from "preact/hooks";
import { diff3Merge } from "node-diff3";
import { html } from "../dom.js";
import { t } from "../texts.js";
import { comparable, linesOf } from "./diff.js";
import { Choice, Submit, submitting } from "./form.js";

/** @typedef {import("./idea-form.js").Said} Said */
/** @typedef {{ lines?: string[], mine?: string[], theirs?: string[] }} Piece either what is settled, or the two that differ */

/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Three texts, brought together: what only one side changed is taken, and what both did is left to choose.
 * @param {string} mine @param {string} base @param {string} theirs @returns {Piece[]}
 */
export function merged(mine, base, theirs) {
  const [a, o, b] = [linesOf(mine), linesOf(base), linesOf(theirs)];
  if (!comparable(a, o) || !comparable(o, b)) return [{ mine: a, theirs: b }];
  return diff3Merge(a, o, b).map((/** @type {any} */ one) => (one.ok ? { lines: one.ok } : { mine: one.conflict.a, theirs: one.conflict.b }));
}

/** @param {Piece[]} pieces @param {string[]} chosen what is taken of each that differs @returns {string} */
export function joined(pieces, chosen) {
  let at = 0;
  return pieces
    .flatMap((piece) => {
      if (piece.lines) return piece.lines;
      const take = chosen[at];
      at += 1;
      return [...(take === "theirs" ? [] : piece.mine ?? []), ...(take === "mine" ? [] : piece.theirs ?? [])];
    })
    .join("\n");
}

/** @type {("title" | "values" | "effort" | "learning")[]} */
const PLAIN = ["title", "values", "effort", "learning"];

/**
 * @param {{ base: Said, mine: Said, theirs: Said, values: any[], onMerged: (said: Said) => void, onCancel: () => void }} props
 */
export function Conflict({ base, mine, theirs, values, onMerged, onCancel }) {
  const pieces = merged(mine.body, base.body, theirs.body);
  const open = pieces.filter((piece) => !piece.lines);
  const both = PLAIN.filter((name) => !same(mine[name], base[name]) && !same(theirs[name], base[name]) && !same(mine[name], theirs[name]));
  const [chosen, setChosen] = useState(/** @type {Record<string, string>} */ ({}));
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => heading.current?.focus(), []);

  function merge() {
    const plain = Object.fromEntries(
      PLAIN.map((name) => [name, both.includes(name) ? (chosen[name] === "theirs" ? theirs[name] : mine[name]) : same(mine[name], base[name]) ? theirs[name] : mine[name]]),
    );
    const body = joined(pieces, open.map((_, index) => chosen[`body ${index}`] ?? "mine"));
    onMerged(/** @type {Said} */ ({ ...plain, body }));
  }

  const said = (/** @type {any} */ value, /** @type {string} */ name) => {
    if (name === "effort") return value ? t(`idea-effort-${value}`) : t("idea-effort-open");
    if (name === "values") return value.map((/** @type {any} */ one) => `${values.find((known) => known.id === one.value)?.name ?? t("idea-value-gone")}: ${one.how}`).join("; ") || t("idea-conflict-empty");
    return value || t("idea-conflict-empty");
  };
  const option = (/** @type {string} */ whose, /** @type {string} */ text) => [whose, t(`idea-conflict-${whose}`), html`<span dir="auto" class="diff">${text}</span>`];
  const take = (/** @type {string} */ name) => (/** @type {string} */ whose) => setChosen({ ...chosen, [name]: whose });

  return html`
    <form class="part" onSubmit=${submitting(merge)}>
      <h2 tabindex="-1" ref=${heading}>${t("idea-conflict-title")}</h2>
      <p>${t(open.length || both.length ? "idea-conflict-means" : "idea-conflict-none")}</p>
      ${both.map((name) => html`<${Choice} key=${name} legend=${t(name === "values" ? "idea-serves" : `idea-${name}`)} name="conflict-${name}" value=${chosen[name] ?? "mine"} onChange=${take(name)}
        options=${[option("mine", said(mine[name], name)), option("theirs", said(theirs[name], name))]} />`)}
      ${open.map((piece, index) => html`<${Choice} key=${index} legend=${t("idea-conflict-place", { number: index + 1 })} name="conflict-body-${index}" value=${chosen[`body ${index}`] ?? "mine"}
        onChange=${take(`body ${index}`)}
        options=${[option("mine", piece.mine?.join("\n") || t("idea-conflict-empty")), option("theirs", piece.theirs?.join("\n") || t("idea-conflict-empty")), ["both", t("idea-conflict-both")]]} />`)}
      <details>
        <summary>${t("idea-conflict-whole")}</summary>
        <div class="sides">
          <section><h3>${t("idea-conflict-mine")}</h3><div class="card diff" dir="auto">${mine.body}</div></section>
          <section><h3>${t("idea-conflict-theirs")}</h3><div class="card diff" dir="auto">${theirs.body}</div></section>
        </div>
      </details>
      <${Submit} press=${t("idea-conflict-merge")} onCancel=${onCancel} />
    </form>
  `;
}
