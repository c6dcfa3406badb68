/* The board's audit trail: what was set, who was let in, and what leaders did. Never posts, votes or answers. */

import { useLocation } from "preact-iso/router";
import { at } from "../../api.js";
import { html } from "../../dom.js";
import { submitting } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Facts } from "../../parts/shown.js";
import { When } from "../../parts/words.js";
import { useList } from "../../store.js";
import { has, t } from "../../texts.js";
import { useNames } from "./names.js";

/** What a board's trail can hold, by what it was done to. @type {Record<string, string[]>} */
export const ACTS = {
  assignment: ["edited", "offered", "withdrawn"],
  backlog: ["reordered"],
  board: ["archived", "created", "edited", "imported", "unarchived"],
  comment: ["hidden", "shown"],
  connection: ["created", "edited", "import_asked", "removed", "rotated"],
  flag: ["dismissed"],
  follow_up: ["kept", "released"],
  idea: ["adopted", "back_in_backlog", "declined", "done", "dropped", "hidden", "merged", "not_now", "purged", "reopened", "shown", "started", "unmerged"],
  invitation: ["made", "taken_back"],
  issue: ["resolved", "retried", "sent", "unlinked"],
  job: ["retried"],
  member: ["joined", "left", "role_changed"],
  point: ["hidden", "shown"],
  round: ["opened"],
  task: ["decided", "dropped", "edited"],
  value: ["edited", "named", "retired"],
  webhook: ["created", "disabled", "edited", "enabled", "redelivered", "removed", "rotated"],
};

const DAY = 86_400_000;

/** Midnight here of a day, so many days later. @param {string | undefined} day @param {number} [later] */
function midnight(day, later = 0) {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  const at = date ? new Date(year, month - 1, date + later) : null;
  return at && Math.abs(at.getTime()) < 1e5 * DAY ? at.toISOString() : null;
}

/** @param {{ board: any }} props */
export function Audit({ board }) {
  const { query, path, route } = useLocation();
  const slug = board.data.slug;
  const names = useNames(slug);
  const asked = { type: query.type, since: midnight(query.since), until: midnight(query.until, 1) };
  const entries = useList(at(`/boards/${slug}/audit`, asked));
  const filtered = Boolean(query.type || query.since || query.until);
  /** @param {Record<string, string | null>} change */
  const filter = (change) => route(at(path, { ...query, ...change }), true);
  return html`
    <form class="filters" aria-label=${t("settings-audit-filters")} onSubmit=${submitting(() => {})}>
      <label><span>${t("settings-audit-type")}</span>
        <select value=${query.type ?? ""} onChange=${(/** @type {any} */ event) => filter({ type: event.currentTarget.value || null })}>
          <option value="">${t("settings-audit-all")}</option>
          ${Object.entries(ACTS).map(
            ([about, acts]) => html`
              <optgroup key=${about} label=${t(`settings-about-${about}`)}>
                ${acts.map((act) => html`<option key=${act} value=${`${about}.${act}`} selected=${query.type === `${about}.${act}`}>${t(`settings-audit-${about}-${act}`)}</option>`)}
              </optgroup>
            `,
          )}
        </select></label>
      ${["since", "until"].map(
        (one) => html`<label key=${one}><span>${t(`settings-audit-${one}`)}</span>
          <input type="date" value=${query[one] ?? ""} onChange=${(/** @type {any} */ event) => filter({ [one]: event.currentTarget.value || null })} /></label>`,
      )}
    </form>
    <section>
      <h2 class="unseen">${t("settings-audit-entries")}</h2>
      <${Endless} of=${entries} label=${t("settings-audit-entries")} item=${(/** @type {any} */ one) => html`<${Entry} slug=${slug} names=${names} entry=${one} />`}
        empty=${filtered
          ? html`<${Empty} title=${t("settings-audit-none-found")}><button type="button" class="link" onClick=${() => route(path, true)}>${t("settings-audit-clear")}</button><//>`
          : html`<${Empty} title=${t("settings-audit-none")} />`} />
    </section>
  `;
}

/** Where somebody finds what an act was done to. @param {string} slug @param {{ kind: string, id: string }} subject */
function placeOf(slug, { kind, id }) {
  const home = `/boards/${slug}`;
  if (kind === "connection" || kind === "webhook") return at(`${home}/settings/${kind}s`, { [kind]: id });
  /** @type {Record<string, string>} */
  const places = { idea: "ideas", task: "tasks", value: "values", round: "rounds" };
  return kind in places ? `${home}/${places[kind]}/${id}` : null;
}

/** @param {{ slug: string, names: Map<string, string>, entry: any }} props */
function Entry({ slug, names, entry }) {
  const name = `settings-audit-${entry.type.replace(".", "-")}`;
  const to = placeOf(slug, entry.subject);
  const who = entry.subject.kind === "account" ? (names.get(entry.subject.id) ?? t("nobody-named")) : null;
  const { changed = {}, ...facts } = entry.facts;
  const told = { ...facts, ...(entry.personal ?? {}) };
  return html`
    <article class="card">
      <p><strong>${has(name) ? t(name) : entry.type}</strong>${who && html` · <bdi>${who}</bdi>`}${to && html` · <a href=${to}>${t("settings-audit-see")}</a>`}</p>
      <p class="facts"><span>${t("settings-audit-by")} <bdi>${entry.actor === null ? t("settings-audit-operator") : (names.get(entry.actor) ?? t("nobody-named"))}</bdi></span> <${When} at=${entry.at} />
        ${entry.blanked && html`<span>${t("settings-audit-blanked")}</span>`}</p>
      <${Facts} of=${[
        ...Object.entries(changed).map(([fact, change]) => [called(fact), change ? html`<${Said} value=${/** @type {any} */ (change).from} /> → <${Said} value=${/** @type {any} */ (change).to} />` : t("settings-audit-changed")]),
        ...Object.entries(told).map(([fact, value]) => [called(fact), html`<${Linked} slug=${slug} fact=${fact} value=${value} />`]),
      ]} />
    </article>
  `;
}

/** Ideas, tasks and connections can be gone to. @param {{ slug: string, fact: string, value: any }} props */
function Linked({ slug, fact, value }) {
  const to = typeof value === "string" ? placeOf(slug, { kind: fact === "into" ? "idea" : fact, id: value }) : null;
  return to ? html`<a href=${to}>${value}</a>` : html`<${Said} value=${value} />`;
}

/** @param {string} fact */
const called = (fact) => (has(`settings-fact-${fact}`) ? t(`settings-fact-${fact}`) : fact.replaceAll("_", " "));

/** A fact as it is kept: a word, a number, or a list of them. @param {{ value: any }} props */
function Said({ value }) {
  if (value === null || value === undefined || value === "") return html`<span class="soft">${t("settings-empty")}</span>`;
  if (typeof value === "boolean") return t(value ? "settings-audit-yes" : "settings-audit-no");
  if (Array.isArray(value)) return value.length ? html`<bdi>${value.join(", ")}</bdi>` : html`<span class="soft">${t("settings-empty")}</span>`;
  return html`<bdi>${typeof value === "object" ? JSON.stringify(value) : String(value)}</bdi>`;
}
