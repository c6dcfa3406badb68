/* Somebody on the board. */

import { useEffect } from "preact/hooks";
import { html } from "../dom.js";
import { session } from "../session.js";
import { useList } from "../store.js";
import { language, t } from "../texts.js";
import { Field } from "./form.js";

/** Everybody on a board, by their names; undefined until they are read. @param {string} board */
export function useMembers(board) {
  const members = useList(`/boards/${board}/members`);
  useEffect(() => {
    if (members.next && !members.error && !members.loadingMore) members.more();
  }, [members.next, members.loadingMore]);
  return members.items
    ?.filter((/** @type {any} */ one) => one.account)
    .toSorted((/** @type {any} */ one, /** @type {any} */ other) => one.account.name.localeCompare(other.account.name, language.value));
}

/**
 * One of the others on the board.
 * @param {{ board: string, label: any, value: string, onChange: (account: string) => void, wrong?: string | null, hint?: any }} props
 */
export function MemberField({ board, label, value, onChange, wrong, hint }) {
  const members = useMembers(board);
  const mine = session.value?.account?.id;
  return html`
    <${Field} kind="select" label=${label} hint=${hint} required wrong=${wrong} value=${value} onInput=${onChange}>
      <option value="" selected=${!value}>${t("team-choose-somebody")}</option>
      ${members
        ?.filter((/** @type {any} */ one) => one.account.id !== mine)
        .map((/** @type {any} */ { account }) => html`<option key=${account.id} value=${account.id} selected=${account.id === value}>${account.name}</option>`)}
    <//>
  `;
}
