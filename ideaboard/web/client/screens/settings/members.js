/* Who is on the board: in the order of their accounts, never by what they did. */

import { useState } from "preact/hooks";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Field, Submit, submitting, useSend, Wrong } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { say } from "../../parts/toast.js";
import { Day, Person } from "../../parts/words.js";
import { session } from "../../session.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";
import { Asking, focusOn } from "./asking.js";
import { Invitations } from "./invitations.js";

/** @param {{ board: any }} props */
export function Members({ board }) {
  const slug = board.data.slug;
  const members = useList(`/boards/${slug}/members`);
  const [handing, setHanding] = useState(false);
  const me = session.value?.account?.id;
  const others = (members.items ?? []).filter((/** @type {any} */ one) => one.account && one.account.id !== me);
  return html`
    <section>
      <h2 id="settings-members" tabindex="-1">${t("settings-members-here")}</h2>
      <${Endless} of=${members} keyOf=${(/** @type {any} */ one) => one.account?.id} label=${t("settings-members-here")}
        item=${(/** @type {any} */ one) => html`<${Member} board=${board} member=${one} me=${me} />`} />
      ${board.leads &&
      board.writes &&
      others.length > 0 &&
      html`<p class="actions"><button type="button" class="secondary" onClick=${() => setHanding(true)}>${t("settings-members-hand-over")}</button></p>`}
      <p class="soft small-text">${t("settings-members-leave-where")} <a href="/boards/${slug}/settings">${t("settings-general")}</a></p>
    </section>
    ${board.leads && html`<${Invitations} board=${board} />`}
    ${handing && html`<${HandOver} board=${board} others=${others} me=${me} onClose=${() => setHanding(false)} />`}
  `;
}

/** @param {string} slug @param {string} account @param {string} role */
const put = (slug, account, role) => ask("PUT", `/boards/${slug}/members/${account}`, { body: { role } });

/** @param {string} slug */
const anew = (slug) => refresh(`/boards/${slug}/members`);

/** @param {{ board: any, member: any, me: string | undefined }} props */
function Member({ board, member, me }) {
  const slug = board.data.slug;
  const mine = member.account?.id === me;
  const name = member.account?.name ?? t("nobody-named");
  const other = member.role === "leader" ? "member" : "leader";
  async function turn() {
    await put(slug, member.account.id, other);
    // What I may do here depends on my own role.
    await (mine ? refresh(`/boards/${slug}`) : anew(slug));
    say(t(`settings-members-now-${other}`, { name }));
  }
  async function remove() {
    await ask("DELETE", `/boards/${slug}/members/${member.account.id}`);
    await anew(slug);
    say(t("settings-members-removed", { name }));
  }
  return html`
    <div class="card row">
      <div>
        <p><strong><${Person} who=${member.account} /></strong>${mine && html` <span class="soft">${t("settings-members-me")}</span>`}</p>
        <p class="facts"><span class="status">${t(`role-${member.role}`)}</span> <span>${t("settings-members-since")} <${Day} on=${member.joined_at} /></span></p>
      </div>
      ${board.leads &&
      board.writes &&
      member.account &&
      html`
        <div class="actions">
          <${Asking} press=${t(mine ? "settings-members-step-down" : `settings-members-make-${other}`)} label=${mine ? undefined : t(`settings-members-make-${other}-named`, { name })}
            title=${mine ? t("settings-members-step-down-title") : t(`settings-members-make-${other}-title`, { name })}
            text=${t(mine ? "settings-members-step-down-sure" : `settings-members-make-${other}-sure`)} act=${turn} />
          ${!mine &&
          html`<${Asking} press=${t("remove")} label=${t("settings-members-remove-named", { name })} title=${t("settings-members-remove-title", { name })}
            text=${t("settings-members-remove-sure")} act=${remove} then=${() => focusOn("settings-members")} />`}
        </div>
      `}
    </div>
  `;
}

/** Somebody else becomes a leader, and then I become a member. @param {{ board: any, others: any[], me: string | undefined, onClose: () => void }} props */
function HandOver({ board, others, me, onClose }) {
  const slug = board.data.slug;
  const [to, setTo] = useState("");
  const { send, busy, error } = useSend(async () => {
    await put(slug, to, "leader");
    await put(slug, /** @type {string} */ (me), "member");
    onClose();
    await refresh(`/boards/${slug}`);
    say(t("settings-members-handed-over", { name: others.find((one) => one.account.id === to)?.account.name ?? "" }));
  });
  return html`
    <${Dialog} title=${t("settings-members-hand-over")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <p>${t("settings-members-hand-over-text")}</p>
        <${Wrong} error=${error} />
        <${Field} kind="select" label=${t("settings-members-hand-over-to")} required value=${to} onInput=${setTo}>
          <option value="" selected=${!to}>${t("settings-choose")}</option>
          ${others.map((one) => html`<option key=${one.account.id} value=${one.account.id} selected=${one.account.id === to}>${one.account.name}</option>`)}
        <//>
        <${Submit} press=${t("settings-members-hand-over-yes")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
