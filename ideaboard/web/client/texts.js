/* Every sentence, in the reader's language: catalogues in Project Fluent's format, one file per part of the client. */

import { signal } from "@preact/signals";
import { FluentBundle, FluentResource } from "@fluent/bundle";

/** The languages there are, by what they call themselves. */
export const LANGUAGES = { en: "English", de: "Deutsch", fr: "Français", es: "Español", ar: "العربية" };
const KEPT = "ideaboard.language";
const RTL = new Set(["ar"]);

/** @returns {string} */
function chosen() {
  const asked = [localStorage.getItem(KEPT), ...navigator.languages].map((tag) => tag?.slice(0, 2).toLowerCase() ?? "");
  return asked.find((tag) => tag in LANGUAGES) ?? "en";
}

/** The language of everything that is shown. */
export const language = signal(chosen());

let bundle = new FluentBundle(language.value);
/** @type {Map<string, Promise<void>>} */
let loading = new Map();

function begin() {
  const rtl = RTL.has(language.value);
  // Marks around what is filled in keep a name in another script from turning the sentence round.
  bundle = new FluentBundle(language.value, { useIsolating: rtl });
  loading = new Map();
  document.documentElement.lang = language.value;
  document.documentElement.dir = rtl ? "rtl" : "ltr";
}

begin();

/** @param {string} area */
async function fetched(area) {
  const mine = bundle;
  const answer = await fetch(new URL(`./texts/${language.value}/${area}.ftl`, import.meta.url));
  if (!answer.ok) throw new Error(`no texts for ${area}`);
  for (const error of mine.addResource(new FluentResource(await answer.text()))) console.error(error);
}

/** Fetch the sentences of some parts of the client. @param {...string} areas */
export async function load(...areas) {
  for (const area of areas) if (!loading.has(area)) loading.set(area, fetched(area));
  await Promise.all(areas.map((area) => loading.get(area)));
}

/** Speak another language from now on. @param {string} tag */
export async function speak(tag) {
  const areas = [...loading.keys()];
  localStorage.setItem(KEPT, tag);
  language.value = tag;
  begin();
  await load(...areas);
}

/** Whether there is a sentence of this name. @param {string} name */
export const has = (name) => bundle.hasMessage(name);

/**
 * A sentence.
 * @param {string} name
 * @param {Record<string, string | number | Date>} [args]
 * @returns {string}
 */
export function t(name, args) {
  const message = bundle.getMessage(name);
  if (!message?.value) {
    console.error(`There is no text ${name} in ${language.value}`);
    return name;
  }
  return bundle.formatPattern(message.value, args);
}

/** A day, or the day of a moment. @param {string} iso */
export function day(iso) {
  const bare = iso.length === 10;
  return new Intl.DateTimeFormat(language.value, { dateStyle: "medium", timeZone: bare ? "UTC" : undefined }).format(new Date(iso));
}

/** A moment, to the minute. @param {string} iso */
export function moment(iso) {
  return new Intl.DateTimeFormat(language.value, { dateStyle: "medium", timeStyle: "short" }).format(new Date(iso));
}

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

/** How long ago, or how soon: "3 days ago". @param {string} iso a moment or a day */
export function ago(iso) {
  const format = new Intl.RelativeTimeFormat(language.value, { numeric: "auto" });
  if (iso.length === 10) {
    const today = new Date();
    const days = Math.round((Date.parse(iso) - Date.UTC(today.getFullYear(), today.getMonth(), today.getDate())) / 86_400_000);
    return Math.abs(days) > 60 ? format.format(Math.round(days / 30.4), "month") : format.format(days, "day");
  }
  const seconds = (Date.parse(iso) - Date.now()) / 1_000;
  for (const [unit, length] of UNITS) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return format.format(Math.round(seconds / 60) || 0, "minute");
}

/** @param {number} value */
export const number = (value) => new Intl.NumberFormat(language.value).format(value);

/**
 * What went wrong, as a sentence that says what to do, in the reader's language.
 * @param {any} error a Problem, an Unreachable, or whatever was thrown
 */
export function sentence(error) {
  if (error?.code === "invalid" && error.errors.length) return t("error-invalid-fields", { count: error.errors.length });
  if (error?.code) {
    const name = `error-${error.code}`;
    const text = has(name) ? t(name, plain({ ...error.said.params, seconds: error.retryAfter || 1 })) : error.message;
    return error.code === "internal" ? `${text} (${error.request})` : text;
  }
  if (error?.name === "Unreachable" || error?.constructor?.name === "Unreachable") return t("error-unreachable");
  console.error(error);
  return t("error-client");
}

/**
 * What is wrong with a field, as a sentence.
 * @param {{ code: string, detail: string, params: Record<string, any> }} wrong
 */
export function fieldSentence(wrong) {
  const name = `field-${wrong.code}`;
  return has(name) ? t(name, plain(wrong.params)) : wrong.detail;
}

/** @param {Record<string, any>} args */
function plain(args) {
  return Object.fromEntries(
    Object.entries(args ?? {}).map(([name, value]) => [name, typeof value === "number" ? value : Array.isArray(value) ? value.join(", ") : String(value)]),
  );
}
