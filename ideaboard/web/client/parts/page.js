/* What every screen begins with, and what it shows while it waits or cannot go on. */

import { useEffect, useRef } from "preact/hooks";
import { Unreachable } from "../api.js";
import { html, useTitle } from "../dom.js";
import { sentence, t } from "../texts.js";

/** Which address the reader last arrived at: its heading takes the focus, once. */
let arrived = location.pathname;

/**
 * A screen's heading and what can be done on all of it; its parts follow.
 * @param {{ title: string, lead?: any, actions?: any, back?: { href: string, text: string }, children?: any, wide?: boolean }} props
 */
export function Page({ title, lead, actions, back, children, wide }) {
  const heading = useRef(/** @type {HTMLElement | null} */ (null));
  useTitle(title);
  // By the title, not the address: the screen that is left is still there while the next one is being fetched.
  useEffect(() => {
    if (arrived === location.pathname || !title) return;
    arrived = location.pathname;
    heading.current?.focus({ preventScroll: true });
  }, [title]);
  return html`
    <div class=${wide ? "screen wide" : "screen"}>
      ${back && html`<p class="back"><a href=${back.href}><span aria-hidden="true" class="turn">←</span> ${back.text}</a></p>`}
      <header class="heading">
        <div>
          <h1 tabindex="-1" ref=${heading} dir="auto">${title}</h1>
          ${lead && html`<p class="lead">${lead}</p>`}
        </div>
        ${actions && html`<div class="actions">${actions}</div>`}
      </header>
      ${children}
    </div>
  `;
}

/** Where something will be. @param {{ lines?: number, cards?: number }} props */
export function Skeleton({ lines = 3, cards = 0 }) {
  const line = (/** @type {number} */ index) => html`<span key=${index} class="bone"></span>`;
  return html`
    <div class="skeleton" role="status">
      <span class="unseen">${t("loading")}</span>
      ${cards
        ? Array.from({ length: cards }, (_, index) => html`<div key=${index} class="card">${[0, 1, 2].map(line)}</div>`)
        : Array.from({ length: lines }, (_, index) => line(index))}
    </div>
  `;
}

/** What went wrong, and what to do. @param {{ error: any, again?: () => void }} props */
export function Trouble({ error, again }) {
  if (!error) return null;
  return html`
    <div class="trouble" role="alert">
      <p>${sentence(error)}</p>
      ${again && (error instanceof Unreachable || error.status >= 429) &&
      html`<button type="button" class="secondary" onClick=${again}>${t("try-again")}</button>`}
    </div>
  `;
}

/** What is shown of something that is being read: a skeleton, what went wrong, or its parts. */
export function Waiting({ of, children, cards = 0, lines = 3 }) {
  const there = of.data !== undefined || of.items !== undefined;
  if (!there && of.error) return of.error.status === 404 ? html`<${Missing} />` : html`<${Trouble} error=${of.error} again=${of.again} />`;
  if (!there) return html`<${Skeleton} cards=${cards} lines=${lines} />`;
  return children();
}

/** Nothing is here, or nothing that this reader can see. */
export function Missing() {
  return html`
    <${Page} title=${t("missing-title")} lead=${t("missing-lead")}>
      <p><a href="/">${t("to-my-boards")}</a></p>
    <//>
  `;
}

/** Nothing yet, and what to do about it. @param {{ title: string, children?: any }} props */
export function Empty({ title, children }) {
  return html`<div class="empty"><p><strong>${title}</strong></p>${children && html`<p>${children}</p>`}</div>`;
}
