/* A form for a plugin's settings, drawn from the JSON Schema that it announces. */

import { html } from "../../dom.js";
import { Field, Tick, wrongWith } from "../../parts/form.js";
import { day, t } from "../../texts.js";

const SECRET_OF_LINES = 1_000;

/** @param {any} schema @returns {[string, any][]} a secret's value is written, and never read */
const properties = (schema) => Object.entries(schema.properties ?? {});

/** @param {any} property */
const typeOf = (property) => (Array.isArray(property.type) ? property.type.find((/** @type {string} */ one) => one !== "null") : property.type);

/** @param {any} property */
const structured = (property) => ["array", "object"].includes(typeOf(property));

/** What stands in the form's fields. @param {any} schema @param {Record<string, any>} [settings] those that are set */
export const inFields = (schema, settings) =>
  Object.fromEntries(
    properties(schema).map(([name, property]) => {
      const value = property.writeOnly ? "" : settings ? (settings[name] ?? null) : (property.default ?? null);
      if (typeOf(property) === "boolean") return [name, value ?? false];
      if (value === null) return [name, ""];
      return [name, structured(property) ? JSON.stringify(value) : String(value)];
    }),
  );

/**
 * What the fields say, as the schema wants it; null is what nothing was written of.
 * @param {any} schema @param {Record<string, any>} fields
 */
export const asSettings = (schema, fields) =>
  Object.fromEntries(
    properties(schema)
      .filter(([name]) => name in fields)
      .map(([name, property]) => {
        const said = fields[name];
        if (typeof said === "boolean") return [name, said];
        if (said === "" || said === null) return [name, null];
        if (["integer", "number"].includes(typeOf(property))) return [name, Number(said)];
        return [name, structured(property) ? parsed(said) : said];
      }),
  );

/** What is no JSON goes as it is: the plugin says what it wants. @param {string} said */
function parsed(said) {
  try {
    return JSON.parse(said);
  } catch {
    return said;
  }
}

/** A plugin says what is wrong in words of its own, which are better than our word for all that is wrong. @param {any} error */
export function inPluginsWords(error) {
  for (const one of error?.errors ?? []) {
    if (one.code === "wrong" && one.pointer.startsWith("/settings")) one.code = "said_by_plugin";
  }
  return error;
}

/** The pointers of a schema's fields. @param {any} schema */
export const pointers = (schema) => properties(schema).map(([name]) => pointer(name));

/** @param {string} name */
const pointer = (name) => `/settings/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** What each field is called. @param {any} schema @returns {Record<string, string>} */
export const titles = (schema) => Object.fromEntries(properties(schema).map(([name, property]) => [name, property.title ?? name]));

/** Settings that a tracker may have a list for: texts that are neither secret nor an address. @param {any} schema */
export const choosable = (schema) =>
  properties(schema).filter(
    ([name, property]) => typeOf(property) === "string" && !property.writeOnly && !property.format && !property.enum && !/(^|_)url$/.test(name),
  );

/**
 * @param {{ schema: any, fields: Record<string, any>, onChange: (change: Record<string, any>) => void, error: any,
 *   secrets?: Record<string, { updated_at: string }>, lists?: Record<string, { id: string, name: string }[]> }} props
 *   `secrets` are those that are set; `lists` is what the tracker says can be chosen
 */
export function SchemaFields({ schema, fields, onChange, error, secrets = {}, lists = {} }) {
  const required = new Set(schema.required ?? []);
  return properties(schema).map(([name, property]) => {
    const set = (/** @type {any} */ value) => onChange({ [name]: value });
    const label = property.title ?? name;
    const wrong = wrongWith(error, pointer(name));
    const type = typeOf(property);
    if (type === "boolean") {
      return html`<${Tick} key=${name} label=${label} hint=${[property.description, wrong].filter(Boolean).join(" ")} checked=${fields[name]} onChange=${set} />`;
    }
    if (property.writeOnly) return html`<${SecretField} key=${name} name=${name} label=${label} property=${property} value=${fields[name]} set=${set} wrong=${wrong} kept=${secrets[name]} required=${required.has(name)} />`;
    const shared = { label, hint: property.description, wrong, value: fields[name], required: required.has(name), onInput: set };
    if (property.enum) {
      return html`
        <${Field} key=${name} kind="select" ...${shared}>
          ${!required.has(name) && html`<option value="" selected=${fields[name] === ""}>${t("nothing")}</option>`}
          ${property.enum.map((/** @type {any} */ one) => html`<option key=${one} value=${one} selected=${String(one) === fields[name]}>${String(one)}</option>`)}
        <//>
      `;
    }
    if (structured(property)) return html`<${Field} key=${name} kind="textarea" dir="ltr" spellcheck=${false} ...${shared} hint=${[property.description, t("settings-json")].filter(Boolean).join(" ")} />`;
    if (type === "integer" || type === "number") {
      return html`<${Field} key=${name} kind="number" step=${type === "integer" ? "1" : "any"} min=${property.minimum} max=${property.maximum} ...${shared} />`;
    }
    const kind = property.format === "email" ? "email" : property.format === "url" ? "url" : "text";
    const list = lists[name]?.length ? `settings-list-${name}` : undefined;
    return html`
      <${Field} key=${name} kind=${kind} maxlength=${property.maxLength} list=${list} autocomplete="off" ...${shared} />
      ${list && html`<datalist id=${list}>${lists[name].map((one) => html`<option key=${one.id} value=${one.id}>${one.name}</option>`)}</datalist>`}
    `;
  });
}

/** A secret goes in and never comes out: the field says since when it is set. @param {any} props */
function SecretField({ name, label, property, value, set, wrong, kept, required }) {
  const hint = [property.description, kept && t("settings-secret-set", { day: day(kept.updated_at) })].filter(Boolean).join(" ");
  const away = value === null;
  const long = (property.maxLength ?? 0) > SECRET_OF_LINES;
  return html`
    <${Field} kind=${long ? "textarea" : "password"} dir="ltr" label=${label} hint=${hint} wrong=${wrong} value=${value ?? ""} onInput=${set} spellcheck=${false}
      autocomplete="new-password" required=${required && !kept} disabled=${away} maxlength=${property.maxLength} name=${`settings-${name}`} />
    ${kept && !required && html`<${Tick} label=${t("settings-secret-away", { name: label })} checked=${away} onChange=${(/** @type {boolean} */ on) => set(on ? null : "")} />`}
  `;
}
