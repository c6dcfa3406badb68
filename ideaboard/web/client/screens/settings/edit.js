/* Changing something that others may change meanwhile: what I wrote stays, and what is new is shown beside it. */

import { useEffect, useRef, useState } from "preact/hooks";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { useSend } from "../../parts/form.js";
import { say } from "../../parts/toast.js";
import { put } from "../../store.js";
import { t } from "../../texts.js";

/** @param {any} one @param {any} other */
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {Record<string, any>} of @param {string[]} names */
const only = (of, names) => Object.fromEntries(names.map((name) => [name, of[name]]));

/** The fields by which two differ. @param {Record<string, any>} one @param {Record<string, any>} other */
const differing = (one, other) => Object.keys(other).filter((name) => !same(one[name], other[name]));

/**
 * What somebody changes of a versioned thing. Only changed fields are sent; where somebody else has changed another
 * field meanwhile, both changes hold; where it was the same field, `theirs` says what it is now, and nothing is sent.
 * @param {string} path
 * @param {{ data: any, etag: string | null }} of as `useResource` says it
 * @param {(data: any) => Record<string, any>} pick the fields, out of the thing
 * @param {(changes: Record<string, any>) => any} [bodyOf] what is sent for changed fields
 */
export function useEdit(path, of, pick, bodyOf = (changes) => changes) {
  const base = useRef({ value: pick(of.data), etag: of.etag });
  const [said, show] = useState(base.current.value);
  // What was typed a moment ago counts, also for what was begun before it is drawn.
  const latest = useRef(said);
  const [theirs, setTheirs] = useState(/** @type {Record<string, any>} */ ({}));
  const changed = differing(base.current.value, said);

  /** @param {Record<string, any>} value */
  function setSaid(value) {
    latest.current = value;
    show(value);
  }

  /** @param {any} data @param {string | null} etag @param {Record<string, any>} [typed] what is not sent yet */
  function stands(data, etag, typed = {}) {
    base.current = { value: pick(data), etag };
    setSaid({ ...base.current.value, ...typed });
    setTheirs({});
  }

  useEffect(() => {
    if (differing(base.current.value, latest.current).length === 0) stands(of.data, of.etag);
  }, [of.data, of.etag]);

  /** What was typed since then. @param {Record<string, any>} then */
  const typedSince = (then) => only(latest.current, differing(then, latest.current));

  const { send, busy, error } = useSend(async () => {
    let sent = latest.current;
    const names = differing(base.current.value, sent);
    const body = bodyOf(only(sent, names));
    let answer;
    try {
      answer = await ask("PATCH", path, { body, etag: base.current.etag });
    } catch (error) {
      if (/** @type {any} */ (error).status !== 412) throw error;
      const fresh = await ask("GET", path);
      const value = pick(fresh.data);
      const both = names.filter((name) => !same(value[name], base.current.value[name]) && !same(value[name], sent[name]));
      const typed = typedSince(sent);
      sent = { ...value, ...only(sent, names) };
      base.current = { value, etag: fresh.etag };
      setSaid({ ...sent, ...typed });
      put(path, fresh.data, fresh.etag);
      if (both.length) {
        setTheirs(only(value, both));
        throw error;
      }
      answer = await ask("PATCH", path, { body, etag: fresh.etag });
    }
    stands(answer.data, answer.etag, typedSince(sent));
    put(path, answer.data, answer.etag);
    say(t("saved"));
    return answer.data;
  });

  return {
    said,
    /** @param {Record<string, any>} change */
    set: (change) => setSaid({ ...latest.current, ...change }),
    /** What somebody else wrote is taken over. @param {string} name */
    take: (name) => {
      setSaid({ ...latest.current, ...only(theirs, [name]) });
      setTheirs(only(theirs, Object.keys(theirs).filter((one) => one !== name)));
    },
    theirs,
    changed: changed.length > 0,
    send,
    busy,
    error,
  };
}

/**
 * What others made of the fields that I changed too.
 * @param {{ of: any, labels: Record<string, string>, shown?: (name: string, value: any) => string }} props
 */
export function Theirs({ of, labels, shown = (_, value) => String(value ?? "") }) {
  const names = Object.keys(of.theirs);
  if (names.length === 0) return null;
  return html`
    <div class="note">
      <p>${t("settings-theirs")}</p>
      <ul>
        ${names.map(
          (name) => html`
            <li key=${name}>${labels[name]}: <bdi>${shown(name, of.theirs[name]) || t("nothing")}</bdi>${" "}
              <button type="button" class="link" onClick=${() => of.take(name)}>${t("settings-take")}</button></li>
          `,
        )}
      </ul>
    </div>
  `;
}
