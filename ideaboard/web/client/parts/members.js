/* Somebody on the board. */

import { html } from "../dom.js";
import { session } from "../session.js";
import { language, t } from "../texts.js";
import { useMembers } from "./all.js";
import { Field } from "./form.js";

/**
 * One of the others on the board.
 * @param {{ board: string, label: any, value: string, onChange: (account: string) => void, wrong?: string | null, hint?: any }} props
 */
export function MemberField({ board, label, value, onChange, wrong, hint }) {
  const members = useMembers(board).toSorted((one, other) => one.name.localeCompare(other.name, language.value));
  const mine = session.value?.account?.id;
  return html`
    <${Field} kind="select" label=${label} hint=${hint} required wrong=${wrong} value=${value} onInput=${onChange}>
      <option value="" selected=${!value}>${t("team-choose-somebody")}</option>
      ${members
        .filter((account) => account.id !== mine)
        .map((account) => html`<option key=${account.id} value=${account.id} selected=${account.id === value}>${account.name}</option>`)}
    <//>
  `;
}
