/* Reading an audit trail: which entries, and what each says. */

import { useLocation } from "preact-iso/router";
import { at } from "../api.js";
import { html } from "../dom.js";
import { useList } from "../store.js";
import { has, moment, t } from "../texts.js";
import { submitting } from "./form.js";
import { Endless } from "./list.js";
import { Empty } from "./page.js";
import { Facts } from "./shown.js";
import { When } from "./words.js";

const DAY = 86_400_000;

/** Midnight here of a day, so many days later. @param {string | undefined} day @param {number} [later] */
function midnight(day, later = 0) {
  const [year, month, date] = (day ?? "").split("-").map(Number);
  const at = date ? new Date(year, month - 1, date + later) : null;
  return at && Math.abs(at.getTime()) < 1e5 * DAY ? at.toISOString() : null;
}

/** A type of entry, as a sentence. @param {string} type */
const acted = (type) => (has(`trail-act-${type.replace(".", "-")}`) ? t(`trail-act-${type.replace(".", "-")}`) : type);

/**
 * @param {{ of: string, acts: Record<string, string[]>, names: Map<string, string>, placeOf?: (subject: { kind: string, id: string }) => string | null,
 *   shown?: (fact: string, value: any) => any }} props `of`: the API's path; `acts`: what the trail can hold, by what it was done
 *   to; `names`: of accounts; `placeOf`: where a subject is found; `shown`: a fact's value, where it is more than a word
 */
export function Trail({ of, acts, names, placeOf = () => null, shown = () => null }) {
  const { query, path, route } = useLocation();
  const entries = useList(at(of, { type: query.type, since: midnight(query.since), until: midnight(query.until, 1) }));
  /** @param {Record<string, string | null>} change */
  const filter = (change) => route(at(path, { ...query, ...change }), true);
  return html`
    <form class="filters" aria-label=${t("trail-filters")} onSubmit=${submitting(() => {})}>
      <label><span>${t("trail-type")}</span>
        <select value=${query.type ?? ""} onChange=${(/** @type {any} */ event) => filter({ type: event.currentTarget.value || null })}>
          <option value="">${t("trail-all")}</option>
          ${Object.entries(acts).map(
            ([about, done]) => html`
              <optgroup key=${about} label=${t(`subject-${about}`)}>
                ${done.map((act) => html`<option key=${act} value=${`${about}.${act}`} selected=${query.type === `${about}.${act}`}>${acted(`${about}.${act}`)}</option>`)}
              </optgroup>
            `,
          )}
        </select></label>
      ${["since", "until"].map(
        (one) => html`<label key=${one}><span>${t(`trail-${one}`)}</span>
          <input type="date" value=${query[one] ?? ""} onChange=${(/** @type {any} */ event) => filter({ [one]: event.currentTarget.value || null })} /></label>`,
      )}
    </form>
    <section>
      <h2 class="unseen">${t("trail-entries")}</h2>
      <${Endless} of=${entries} label=${t("trail-entries")}
        item=${(/** @type {any} */ one) => html`<${Entry} names=${names} entry=${one} placeOf=${placeOf} shown=${shown} />`}
        empty=${query.type || query.since || query.until
          ? html`<${Empty} title=${t("trail-none-found")}><button type="button" class="link" onClick=${() => route(path, true)}>${t("trail-clear")}</button><//>`
          : html`<${Empty} title=${t("trail-none")} />`} />
    </section>
  `;
}

/** @param {{ names: Map<string, string>, entry: any, placeOf: (subject: any) => string | null, shown: (fact: string, value: any) => any }} props */
function Entry({ names, entry, placeOf, shown }) {
  const { type, subject, actor } = entry;
  const to = placeOf(subject);
  // Who tried to sign in is not known, and an account of theirs there may never have been.
  const failed = type === "session.sign_in_failed";
  const who = subject.kind === "account" ? (names.get(subject.id) ?? (failed ? null : t("nobody-named"))) : null;
  const { changed = {}, ...facts } = entry.facts;
  const said = (/** @type {string} */ fact, /** @type {any} */ value) => shown(fact, value) ?? html`<${Said} value=${value} />`;
  const told = (/** @type {[string, any]} */ [fact, value]) => [called(fact), said(fact, value)];
  const turned = (/** @type {[string, any]} */ [fact, change]) => [
    called(fact),
    change ? html`${said(fact, change.from)} → ${said(fact, change.to)}` : t("trail-changed"),
  ];
  const personal = Object.entries(entry.personal ?? {});
  const isChange = (/** @type {[string, any]} */ [, value]) => value?.from !== undefined && value.to !== undefined;
  return html`
    <article class="card">
      <p><strong>${acted(type)}</strong>${who && html` · <bdi>${who}</bdi>`}${to && html` · <a href=${to}>${t("trail-see")}</a>`}</p>
      <p class="facts">${!failed && html`<span>${t("trail-by")} <bdi>${actor === null ? t("trail-operator") : (names.get(actor) ?? t("nobody-named"))}</bdi></span> `}<${When} at=${entry.at} />
        ${entry.blanked && html`<span>${t("trail-blanked")}</span>`}</p>
      <${Facts} of=${[
        ...[...Object.entries(changed), ...personal.filter(isChange)].map(turned),
        ...[...Object.entries(facts), ...personal.filter((one) => !isChange(one))].map(told),
      ]} />
    </article>
  `;
}

/** @param {string} fact */
const called = (fact) => (has(`trail-fact-${fact}`) ? t(`trail-fact-${fact}`) : fact.replaceAll("_", " "));

/** A fact as it is kept: a word, a number, a moment, or a list of them. @param {{ value: any }} props */
function Said({ value }) {
  if (value === null || value === undefined || value === "") return html`<span class="soft">${t("nothing")}</span>`;
  if (typeof value === "boolean") return t(value ? "trail-yes" : "trail-no");
  if (Array.isArray(value)) return value.length ? html`<bdi>${value.join(", ")}</bdi>` : html`<span class="soft">${t("nothing")}</span>`;
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return moment(value);
  return html`<bdi>${typeof value === "object" ? JSON.stringify(value) : String(value)}</bdi>`;
}
