/* What stands around every screen: the bar, the board's parts, the keys, and what is said at the edge. */

import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { reachable } from "./api.js";
import { html } from "./dom.js";
import { countDrafts } from "./drafts.js";
import { useFresh } from "./fresh.js";
import { active, list, listed, switchKeys, useKeys } from "./keys.js";
import { Dialog } from "./parts/dialog.js";
import { Tick } from "./parts/form.js";
import { say, Toasts } from "./parts/toast.js";
import { session, signOut } from "./session.js";
import { useResource } from "./store.js";
import { LANGUAGES, language, sentence, speak, t } from "./texts.js";

/** The board that an address is about. @param {string} path */
const boardOf = (path) => /^\/boards\/([a-z0-9-]+)/.exec(path)?.[1] ?? null;

/** A board, and what the reader is on it. @param {string | null} slug */
export function useBoard(slug) {
  const board = useResource(slug && session.value?.account ? `/boards/${slug}` : null);
  const role = board.data?.role ?? null;
  return { ...board, role, leads: role === "leader", writes: role !== null && !board.data?.archived_at };
}

/** Who is here, with what they may do on the whole installation. */
export function useMe() {
  return useResource(session.value?.account ? "/me" : null).data;
}

/** @param {{ children?: any }} props */
export function Frame({ children }) {
  const { path, route } = useLocation();
  const slug = boardOf(path);
  const who = session.value;
  useKeys({
    h: ["key-boards", () => route("/")],
    ...(slug && {
      i: ["key-ideas", () => route(`/boards/${slug}`)],
      n: ["key-new", () => route(`/boards/${slug}/new`)],
      "/": ["key-search", () => search(route, slug)],
    }),
  });
  return html`
    <a class="skip" href="#main" onClick=${skip}>${t("skip")}</a>
    <header class="bar">
      <a class="brand" href="/"><img src="/static/icon.svg" alt="" width="28" height="28" /><span>ideaboard</span></a>
      ${who?.account ? html`<${Account} name=${who.account.name} />` : html`<${Tongue} />`}
    </header>
    ${!reachable.value && html`<p class="offline" role="status">${t("offline")}</p>`}
    ${slug && who?.account && html`<${BoardBar} key=${slug} slug=${slug} path=${path} />`}
    <main id="main" tabindex="-1">${children}</main>
    <footer class="foot">
      <a href="/api/docs">${t("foot-api")}</a>
      <a href="/tour">${t("foot-tour")}</a>
      <button type="button" class="link" onClick=${() => { listed.value = true; }}>${t("foot-keys")}</button>
    </footer>
    <${Toasts} />
    ${listed.value && html`<${Keys} />`}
  `;
}

/** @param {MouseEvent} event */
function skip(event) {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

/** @param {(to: string) => void} route @param {string} slug */
function search(route, slug) {
  const field = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
  if (field) field.focus();
  else route(`/boards/${slug}?search=`);
}

/** @param {{ slug: string, path: string }} props */
function BoardBar({ slug, path }) {
  const { data: board, leads, role } = useBoard(slug);
  useFresh(slug);
  const base = `/boards/${slug}`;
  const links = [
    ["", "nav-ideas"],
    ["/tasks", "nav-tasks"],
    ...(leads ? [["/desk", "nav-desk"]] : []),
    ["/backlog", "nav-backlog"],
    ["/roadmap", "nav-roadmap"],
    ["/decisions", "nav-decisions"],
    ["/follow-ups", "nav-follow-ups"],
    ["/values", "nav-values"],
    ...(role ? [["/feedback", "nav-feedback"]] : []),
    ["/reviews", "nav-reviews"],
    ["/pictures", "nav-pictures"],
    ["/settings", "nav-settings"],
  ];
  /** @param {string} to */
  const current = (to) => {
    if (to === "") return path === base || path.startsWith(`${base}/ideas`) || path === `${base}/new`;
    if (to === "/feedback" && path.startsWith(`${base}/rounds`)) return true;
    return path === base + to || path.startsWith(`${base}${to}/`);
  };
  useEffect(() => {
    const [nav, here] = [document.querySelector(".board-nav"), document.querySelector(".board-nav [aria-current]")];
    if (nav && here) here.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
  }, [path, role]);
  return html`
    <div class="board-bar" role="region" aria-label=${board?.name ?? slug}>
      <p class="board-name"><a href=${base} dir="auto">${board?.name ?? slug}</a>
        ${board?.archived_at && html` <span class="status dropped">${t("board-archived")}</span>`}</p>
      <nav class="board-nav" aria-label=${t("nav-board")}>
        <ul role="list">
          ${links.map(([to, text]) => html`<li key=${to}><a href=${base + to} aria-current=${current(to) ? "page" : undefined}>${t(text)}</a></li>`)}
        </ul>
      </nav>
    </div>
  `;
}

/** Menus close when something in them was chosen, or something else was. @param {any} event */
function closing(event) {
  const menu = event.currentTarget;
  if (event.type === "keydown" && event.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.type === "focusout" && event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  if (event.type === "click" && event.target.closest("a")) menu.open = false;
}

/** @param {{ name: string }} props */
function Account({ name }) {
  const me = useMe();
  const [leaving, setLeaving] = useState(false);
  return html`
    <nav aria-label=${t("nav-main")} class="main-nav">
      <a href="/">${t("nav-boards")}</a>
      <details class="menu" onKeyDown=${closing} onFocusOut=${closing} onClick=${closing}>
        <summary><bdi>${name}</bdi></summary>
        <div class="menu-body">
          <a href="/me">${t("nav-me")}</a>
          ${me?.admin && html`<a href="/admin">${t("nav-admin")}</a>`}
          <${Tongue} />
          <${Theme} />
          <button type="button" class="secondary" onClick=${() => (countDrafts() ? setLeaving(true) : leave())}>${t("sign-out")}</button>
        </div>
      </details>
      ${leaving && html`<${Leaving} onClose=${() => setLeaving(false)} />`}
    </nav>
  `;
}

/** Sign out, or say why not. */
const leave = () => signOut().catch((error) => say(sentence(error), { wrong: true }));

/** What somebody has begun to write goes when they sign out, as everything of theirs in this browser. @param {{ onClose: () => void }} props */
function Leaving({ onClose }) {
  return html`
    <${Dialog} title=${t("sign-out")} onClose=${onClose}>
      <p>${t("leaving-drafts", { count: countDrafts() })}</p>
      <footer>
        <button type="button" class="danger" onClick=${leave}>${t("leaving-forget")}</button>
        <button type="button" onClick=${onClose}>${t("leaving-stay")}</button>
      </footer>
    <//>
  `;
}

function Tongue() {
  return html`
    <label class="tongue">
      <span class="unseen">${t("language")}</span>
      <select value=${language.value} onChange=${(/** @type {any} */ event) => speak(event.currentTarget.value)}>
        ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option key=${tag} value=${tag} lang=${tag} selected=${tag === language.value}>${name}</option>`)}
      </select>
    </label>
  `;
}

const THEME = "ideaboard.theme";
const root = document.documentElement;

/** @param {string} chosen */
function paint(chosen) {
  if (chosen === "system") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", chosen);
}

paint(localStorage.getItem(THEME) ?? "system");

function Theme() {
  const [chosen, choose] = useState(localStorage.getItem(THEME) ?? "system");
  return html`
    <label class="tongue">
      <span class="unseen">${t("theme")}</span>
      <select value=${chosen} onChange=${(/** @type {any} */ event) => {
        choose(event.currentTarget.value);
        localStorage.setItem(THEME, event.currentTarget.value);
        paint(event.currentTarget.value);
      }}>
        ${["system", "light", "dark"].map((one) => html`<option key=${one} value=${one}>${t(`theme-${one}`)}</option>`)}
      </select>
    </label>
  `;
}

/** What stands on a key. @param {string} key */
const capOf = (key) => (key === "Shift" ? t("key-shift") : ({ ArrowUp: "↑", ArrowDown: "↓" })[key] ?? key);

function Keys() {
  const close = () => {
    listed.value = false;
  };
  return html`
    <${Dialog} title=${t("keys-title")} onClose=${close}>
      <dl class="keys">
        <div><dt><kbd>?</kbd></dt><dd>${t("key-help")}</dd></div>
        ${list().map(([key, text]) => html`<div key=${key}><dt><bdi dir="ltr">${key.split("+").map((one, index) => html`${index > 0 && " + "}<kbd>${capOf(one)}</kbd>`)}</bdi></dt><dd>${t(text)}</dd></div>`)}
      </dl>
      <${Tick} label=${t("keys-active")} hint=${t("keys-hint")} checked=${active.value} onChange=${switchKeys} />
    <//>
  `;
}
