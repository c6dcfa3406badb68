/* Getting in: by password, by a link, by an invitation, at a provider, or as the first one here. A link's secret stands
   behind the `#`, which no server and no log ever sees; it is spent by pressing, so that whoever only opens it spends nothing. */

import { useEffect, useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { ask } from "../api.js";
import { html } from "../dom.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "../parts/form.js";
import { Page, Skeleton, Trouble } from "../parts/page.js";
import { LINKING, session, signOut, whoIsHere } from "../session.js";
import { sentence, t } from "../texts.js";

/* Read once, before anything else can: the secret leaves the address bar, and a provider's answer does too. */
const secret = location.hash.slice(1);
const back = new URLSearchParams(location.search);
if (secret || back.has("state")) history.replaceState(null, "", location.pathname);
// Another link that is opened in this tab changes only what stands behind the `#`.
addEventListener("hashchange", () => location.hash.length > 4 && /^\/(sign-in|reset|join|first)$/.test(location.pathname) && location.reload());

/**
 * @typedef {{ name: string, fields: string[], press: string, to: string, sent?: boolean }} Way
 * @type {Record<string, Way>}
 */
const WAYS = {
  password: { name: "password", fields: ["email", "password"], press: "sign-in", to: "/session" },
  link: { name: "link", fields: [], press: "sign-in", to: "/session/by-link" },
  mailed: { name: "mailed", fields: ["email"], press: "send-link", to: "/session/link", sent: true },
  forgot: { name: "forgot", fields: ["email"], press: "send-link", to: "/session/reset", sent: true },
  reset: { name: "reset", fields: ["new"], press: "choose", to: "/session/by-reset" },
  first: { name: "first", fields: ["name", "email", "new"], press: "begin", to: "/session/first" },
  invited: { name: "invited", fields: ["name"], press: "come", to: "/session/by-invitation" },
  passed: { name: "passed", fields: ["name", "email"], press: "send-link", to: "/session/invitation", sent: true },
  joining: { name: "joining", fields: [], press: "come", to: "/me/invitations" },
  confirmed: { name: "confirmed", fields: [], press: "come", to: "/session/by-invitation" },
};

export default function Enter() {
  const { path } = useLocation();
  const now = session.value;
  const [error, setError] = useState(/** @type {any} */ (null));
  const [to, setTo] = useState(/** @type {any} */ (null));
  const joining = path === "/join" && secret && !secret.startsWith("il_");
  useEffect(() => {
    if (now === undefined) whoIsHere().catch(setError);
  }, [now === undefined]);
  useEffect(() => {
    if (joining) ask("POST", "/invitations", { body: { secret } }).then(({ data }) => setTo(data), setError);
  }, []);
  if (error) return html`<${Page} title=${t("enter-nothing")}><${Trouble} error=${error} /><p><a href="/sign-in">${t("enter-to-sign-in")}</a></p><//>`;
  if (!now || (joining && !to)) return html`<${Page} title=${t("sign-in")}><${Skeleton} /><//>`;
  if (path === "/signed-in") return html`<${Returned} now=${now} />`;
  return html`<${Form} key=${path} way=${wayOf(path, now, to)} now=${now} to=${to} />`;
}

/** @param {string} path @param {any} now @param {any} to @returns {Way | null} */
function wayOf(path, now, to) {
  if (path === "/join" && secret.startsWith("il_")) return WAYS.confirmed;
  if (to) return now.account ? WAYS.joining : to.by_mail ? WAYS.invited : WAYS.passed;
  if (path === "/first") return secret ? WAYS.first : null;
  if (path === "/reset") return secret ? WAYS.reset : WAYS.forgot;
  if (path === "/sign-in" && secret) return WAYS.link;
  if (path === "/join") return null;
  return now.ways.includes("password") ? WAYS.password : now.ways.includes("link") ? WAYS.mailed : null;
}

/** @param {{ way: Way | null, now: any, to: any }} props */
function Form({ way: first, now, to }) {
  const { route } = useLocation();
  const [way, setWay] = useState(first);
  const [sent, setSent] = useState(false);
  const [said, setSaid] = useState({ name: "", email: "", password: "" });
  const { send, busy, error, setError } = useSend(async () => {
    if (!way) return;
    /** @type {Record<string, string>} */
    const body = {};
    if (way.fields.includes("name") && said.name) body.name = said.name;
    if (way.fields.includes("email")) body.email = said.email;
    if (way.fields.includes("password") || way.fields.includes("new")) body.password = said.password;
    // What stood behind the `#` belongs to the way it opened, not to what somebody turned to instead.
    if (secret && way === first) body.secret = secret;
    await ask("POST", way.to, { body });
    if (way.sent) setSent(true);
    else await inside(route);
  });
  if (now.account && first !== WAYS.joining && first !== WAYS.confirmed && !secret) return html`<${Inside} name=${now.account.name} />`;
  if (sent) return html`<${Page} title=${t("enter-look")} lead=${t("enter-look-lead")} />`;
  const title = way ? t(`enter-${way.name}`) : t("sign-in");
  const lead = to ? t(now.account ? "enter-invited-as" : "enter-invited-to", { board: to.board, role: to.role, name: now.account?.name ?? "" }) : way && leadOf(way);
  const set = (/** @type {any} */ change) => setSaid({ ...said, ...change });
  const turn = (/** @type {Way} */ other) => {
    setError(null);
    setWay(other);
  };
  return html`
    <${Page} title=${title} lead=${lead}>
      <div class="enter">
        ${!way && html`<p>${t(now.provider ? "enter-provider-only" : "enter-no-way")}</p>`}
        ${now.provider && !secret && html`<${Provider} name=${now.provider} />`}
        ${now.provider && !secret && way && html`<p class="or"><span>${t("enter-or")}</span></p>`}
        ${way &&
        html`<form onSubmit=${submitting(send)}>
          <${Wrong} error=${error} fields=${["/name", "/email", "/password"]} />
          ${way.fields.includes("name") &&
          html`<${Field} label=${t("enter-name")} autocomplete="name" maxlength="100" required=${way !== WAYS.invited} value=${said.name}
            wrong=${wrongWith(error, "/name")} onInput=${(/** @type {string} */ name) => set({ name })} />`}
          ${way.fields.includes("email") &&
          html`<${Field} kind="email" label=${t("enter-email")} autocomplete="username" maxlength="254" required value=${said.email}
            wrong=${wrongWith(error, "/email")} onInput=${(/** @type {string} */ email) => set({ email })} />`}
          ${way.fields.includes("password") &&
          html`<${Field} kind="password" label=${t("enter-password-field")} autocomplete="current-password" maxlength="256" required value=${said.password}
            onInput=${(/** @type {string} */ password) => set({ password })} />`}
          ${way.fields.includes("new") &&
          html`<${Field} kind="password" label=${t("enter-new-password")} autocomplete="new-password" maxlength="256" required value=${said.password}
            hint=${t("enter-password-hint")} wrong=${wrongWith(error, "/password")} onInput=${(/** @type {string} */ password) => set({ password })} />`}
          <${Submit} press=${t(way.press)} busy=${busy} />
        </form>`}
        <p class="other-ways">
          ${way === WAYS.password && now.ways.includes("link") && html`<button type="button" class="link" onClick=${() => turn(WAYS.mailed)}>${t("enter-by-link")}</button>`}
          ${way === WAYS.mailed && now.ways.includes("password") && html`<button type="button" class="link" onClick=${() => turn(WAYS.password)}>${t("enter-by-password")}</button>`}
          ${way === WAYS.password && html`<a href="/reset">${t("enter-forgot-link")}</a>`}
          ${(way === WAYS.forgot || (way && secret && !to)) && html`<a href="/sign-in" onClick=${() => secret && location.assign("/sign-in")}>${t("enter-to-sign-in")}</a>`}
        </p>
      </div>
    <//>
  `;
}

/** @param {Way} way */
const leadOf = (way) => (["password", "joining", "invited", "passed"].includes(way.name) ? null : t(`enter-${way.name}-lead`));

/** Where somebody was going, if anywhere. @param {(to: string, replace?: boolean) => void} route */
async function inside(route) {
  await whoIsHere();
  const before = sessionStorage.getItem("ideaboard.back");
  sessionStorage.removeItem("ideaboard.back");
  route(before?.startsWith("/") && !before.startsWith("//") ? before : "/", true);
}

/** @param {{ name: string }} props */
function Provider({ name }) {
  const { send, busy, error } = useSend(async () => {
    location.assign((await ask("POST", "/session/oidc")).data.url);
  });
  return html`
    <p><button type="button" class="secondary full" aria-busy=${busy ? "true" : undefined} onClick=${send}>${t("enter-provider", { name })}</button></p>
    <${Wrong} error=${error} />
  `;
}

/* Back from the provider: what it sent along was in the query. */
/** @param {{ now: any }} props */
function Returned({ now }) {
  const { route } = useLocation();
  const [error, setError] = useState(/** @type {string | null} */ (null));
  const [linking] = useState(sessionStorage.getItem(LINKING) !== null);
  useEffect(() => {
    sessionStorage.removeItem(LINKING);
    (async () => {
      if (!back.has("code")) {
        setError(t(back.get("error") === "access_denied" ? "enter-called-off" : "enter-did-not-work"));
        return;
      }
      /** @type {Record<string, string>} */
      const body = { code: back.get("code") ?? "", state: back.get("state") ?? "" };
      if (back.has("iss")) body.iss = back.get("iss") ?? "";
      if (linking) {
        await ask("POST", "/me/identities", { body });
        route("/me/identities", true);
        return;
      }
      await ask("POST", "/session/by-oidc", { body });
      await inside(route);
    })().catch((problem) => setError(sentence(problem)));
  }, []);
  if (!error) return html`<${Page} title=${t("enter-returning")}><${Skeleton} /><//>`;
  return html`
    <${Page} title=${t(linking ? "enter-not-linked" : "enter-not-in")}>
      <div class="trouble" role="alert"><p>${error}</p></div>
      ${now.provider && !linking && html`<${Provider} name=${now.provider} />`}
      <p>${linking ? html`<a href="/me/identities">${t("nav-me")}</a>` : html`<a href="/sign-in">${t("enter-to-sign-in")}</a>`}</p>
    <//>
  `;
}

/** @param {{ name: string }} props */
function Inside({ name }) {
  return html`
    <${Page} title=${t("enter-inside", { name })}>
      <p class="actions"><a role="button" href="/">${t("to-my-boards")}</a>
        <button type="button" class="secondary" onClick=${signOut}>${t("sign-out")}</button></p>
    <//>
  `;
}
