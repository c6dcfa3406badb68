/* The backlog: adopted work in the order that leaders set, by dragging, by buttons or by keys. */

import { useEffect, useRef, useState } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { useKeys } from "../keys.js";
import { useAll } from "../parts/all.js";
import { Empty, Page, Waiting } from "../parts/page.js";
import { say } from "../parts/toast.js";
import { IssueMark, Person, Status } from "../parts/words.js";
import { refresh, useList } from "../store.js";
import { sentence, t } from "../texts.js";

const MOVES = /** @type {const} */ (["first", "up", "down", "last"]);
const KEYS = { first: "Alt+Shift+ArrowUp", up: "Alt+ArrowUp", down: "Alt+ArrowDown", last: "Alt+Shift+ArrowDown" };

/** Where a move leads, among so many. @param {string} move @param {number} from @param {number} count */
const goal = (move, from, count) => ({ first: 0, up: from - 1, down: from + 1, last: count - 1 })[move] ?? from;

export default function Backlog() {
  const { params } = useRoute();
  const path = `/boards/${params.board}/backlog`;
  const board = useBoard(params.board);
  const backlog = useAll(path);
  const values = useAll(`/boards/${params.board}/values`);
  // What was moved here and not yet there stands in this order; null is the board's own.
  const [order, setOrder] = useState(/** @type {string[] | null} */ (null));
  const [told, setTold] = useState("");
  const [focus, setFocus] = useState(/** @type {HTMLElement | null} */ (null));
  const queue = useRef(Promise.resolve());
  const waiting = useRef(0);

  const items = backlog.items ?? [];
  const entries = order ? [...items].sort((a, b) => place(order, a.id) - place(order, b.id)) : items;
  const ids = entries.map((one) => one.id);
  // One order at a time, and only where all of it is known.
  const moves = board.leads && board.writes && !backlog.next;

  /** @param {number} from @param {number} to */
  function move(from, to) {
    if (from === to || to < 0 || to >= ids.length) return;
    const entry = entries[from];
    const next = ids.filter((id) => id !== entry.id);
    next.splice(to, 0, entry.id);
    setOrder(next);
    waiting.current += 1;
    queue.current = queue.current.then(async () => {
      try {
        await ask("PUT", `/ideas/${entry.id}/backlog-place`, { body: { after: to === 0 ? null : next[to - 1] } });
        setTold(t("backlog-moved", { title: entry.title, place: to + 1, count: next.length }));
      } catch (error) {
        say(`${t("backlog-not-moved", { title: entry.title })} ${sentence(error)}`, { wrong: true });
      }
      waiting.current -= 1;
      if (waiting.current === 0) {
        await refresh(path);
        if (waiting.current === 0) setOrder(null);
      }
    });
  }

  // What had the focus has it still where its entry is now, or another button, where it can do nothing there.
  useEffect(() => {
    if (!focus) return;
    const able = focus.matches(":disabled") ? focus.closest("[data-entry]")?.querySelector("[data-move]:not(:disabled)") : focus;
    /** @type {HTMLElement | null | undefined} */ (able)?.focus();
    setFocus(null);
  }, [focus]);

  /** Move the entry that has the focus. @param {string} name @param {KeyboardEvent} event */
  function byKey(name, event) {
    const held = /** @type {HTMLElement} */ (event.target);
    const from = ids.indexOf(held.closest("[data-entry]")?.getAttribute("data-entry") ?? "");
    if (from < 0) return false;
    // A key that is held down moves it once.
    if (event.repeat) return true;
    const to = goal(name, from, ids.length);
    if (to === from || to < 0 || to >= ids.length) setTold(t("backlog-stays", { title: entries[from].title, place: from + 1, count: ids.length }));
    else {
      move(from, to);
      setFocus(held);
    }
    return true;
  }
  const keyed = useRef(byKey);
  keyed.current = byKey;

  useKeys({
    j: ["key-next", () => step(1)],
    k: ["key-before", () => step(-1)],
    ...(moves && ids.length > 1 && Object.fromEntries(MOVES.map((name) => [KEYS[name], [`key-move-${name}`, (event) => keyed.current(name, event)]]))),
  });

  return html`
    <${Waiting} of=${board.data ? backlog : board} cards=${4}>
      ${() => html`
        <${Page} title=${t("backlog-title")} lead=${t(moves ? "backlog-lead-moves" : "backlog-lead")}>
          <p class="unseen" role="status" aria-live="polite">${told}</p>
          ${moves && entries.length > 1 && html`<p class="soft small-text by-keys">${t("backlog-keys")}</p>`}
          ${entries.length === 0
            ? html`<${Empty} title=${t("backlog-none")}>${t("backlog-none-hint")}<//>`
            : html`<${Sorted} on=${moves} onMove=${move} label=${t("backlog-title")}>
                ${entries.map((one, index) => html`<li key=${one.id} data-entry=${one.id}>
                  <${Entry} one=${one} index=${index} count=${entries.length} moves=${moves} values=${values.items ?? []}
                    onMove=${(/** @type {string} */ name, /** @type {HTMLElement} */ button) => { move(index, goal(name, index, entries.length)); setFocus(button); }} />
                </li>`)}
              <//>`}
        <//>
      `}
    <//>
  `;
}

/** Where an entry stands in an order; what came since stands last. @param {string[]} order @param {string} id */
function place(order, id) {
  const index = order.indexOf(id);
  return index < 0 ? order.length : index;
}

/** @param {number} by */
function step(by) {
  const links = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("[data-entry] h2 a")]);
  const now = links.findIndex((link) => link.closest("[data-entry]")?.contains(document.activeElement));
  links[Math.max(0, Math.min(links.length - 1, now + by))]?.focus();
}

/** A list whose items can be dragged by their handles. @param {{ on: boolean, onMove: (from: number, to: number) => void, label: string, children?: any }} props */
function Sorted({ on, onMove, label, children }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  const moved = useRef(onMove);
  moved.current = onMove;
  useEffect(() => {
    if (!on) return undefined;
    /** @type {any} */
    let sortable = null;
    let over = false;
    import("sortablejs").then(({ default: Sortable }) => {
      if (over || !list.current) return;
      sortable = new Sortable(list.current, {
        handle: ".handle",
        ghostClass: "sorting",
        // One way for mouse, pen and finger; the browser's own dragging knows no fingers.
        forceFallback: true,
        animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 150,
        onEnd: (/** @type {any} */ { item, from, oldIndex, newIndex }) => {
          // The list is drawn from its order alone, so what was dragged goes back before it is moved.
          item.remove();
          from.insertBefore(item, from.children[oldIndex] ?? null);
          moved.current(oldIndex, newIndex);
        },
      });
    }, () => {});
    return () => {
      over = true;
      sortable?.destroy();
    };
  }, [on]);
  return html`<ol class="stack" role="list" ref=${list} aria-label=${label}>${children}</ol>`;
}

/** @param {{ one: any, index: number, count: number, moves: boolean, values: any[], onMove: (name: string, button: HTMLElement) => void }} props */
function Entry({ one, index, count, moves, values, onMove }) {
  return html`
    <article class=${moves ? "card backlog-entry" : "card"}>
      ${moves && html`<span class="handle soft" title=${t("backlog-drag")} aria-hidden="true">⠿ ${index + 1}</span>`}
      <div class="card-body">
        <h2>${!moves && html`<span class="soft">${index + 1}. </span>`}<a href="/boards/${one.board}/ideas/${one.id}" dir="auto">${one.title}</a></h2>
        ${one.decision?.outcome === "adopt" ? html`<p class="said" dir="auto">${one.decision.rationale}</p>` : html`<${Why} idea=${one.id} />`}
        ${one.values.length > 0 &&
        html`<ul class="plain served">${one.values.map((/** @type {any} */ each) => html`<li key=${each.value}><span class="value"><bdi>${values.find((value) => value.id === each.value)?.name ?? "…"}</bdi></span> <span dir="auto">${each.how}</span></li>`)}</ul>`}
        <p class="facts">
          <${Status} status=${one.status} />
          <span>${one.owners.length ? html`${t("backlog-owners")} ${one.owners.map((/** @type {any} */ who, /** @type {number} */ each) => html`${each > 0 && ", "}<${Person} who=${who} />`)}` : t("backlog-nobody")}</span>
          <${IssueMark} issue=${one.issue} />
        </p>
        ${moves &&
        html`<div class="actions moves">
          ${MOVES.map((name) => {
            const to = goal(name, index, count);
            return html`<button type="button" key=${name} class="small secondary" data-move=${name} aria-keyshortcuts=${KEYS[name]} disabled=${to === index || to < 0 || to >= count}
              aria-label=${t(`backlog-${name}-named`, { title: one.title })} onClick=${(/** @type {any} */ event) => onMove(name, event.currentTarget)}>${t(`backlog-${name}`)}</button>`;
          })}
        </div>`}
      </div>
    </article>
  `;
}

/** Why it was adopted, where something was decided since. @param {{ idea: string }} props */
function Why({ idea }) {
  const adoption = useList(`/ideas/${idea}/decisions`).items?.filter((/** @type {any} */ one) => one.outcome === "adopt").sort((/** @type {any} */ a, /** @type {any} */ b) => (a.at < b.at ? 1 : -1))[0];
  return adoption ? html`<p class="said" dir="auto">${adoption.rationale}</p>` : null;
}
