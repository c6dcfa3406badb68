/* Inviting: by a mail to one person, or by a link to pass on, which is shown once. */

import { useState } from "preact/hooks";
import { ask, newKey } from "../../api.js";
import { html } from "../../dom.js";
import { Dialog } from "../../parts/dialog.js";
import { Choice, Field, Submit, submitting, Tick, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Once } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { Day, Person } from "../../parts/words.js";
import { session } from "../../session.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";
import { Asking, focusOn } from "./asking.js";

const DAYS = [1, 7, 30, 90];
const MINUTE = 60_000;

/** @param {{ board: any }} props */
export function Invitations({ board }) {
  const path = `/boards/${board.data.slug}/invitations`;
  const open = useList(path);
  const [inviting, setInviting] = useState(false);
  return html`
    <section>
      <h2 id="settings-invitations" tabindex="-1">${t("settings-invitations")}</h2>
      ${board.writes && html`<p class="actions"><button type="button" onClick=${() => setInviting(true)}>${t("settings-invitations-invite")}</button></p>`}
      <${Endless} of=${open} cards=${1} label=${t("settings-invitations")} item=${(/** @type {any} */ one) => html`<${Invitation} board=${board} path=${path} of=${one} />`}
        empty=${html`<${Empty} title=${t("settings-invitations-none")}>${t("settings-invitations-none-hint")}<//>`} />
      ${inviting && html`<${Inviting} path=${path} onClose=${() => setInviting(false)} />`}
    </section>
  `;
}

/** @param {{ board: any, path: string, of: any }} props */
function Invitation({ board, path, of: one }) {
  const what = one.email ?? t("settings-invitations-a-link");
  async function takeBack() {
    await ask("DELETE", `${path}/${one.id}`);
    await refresh(path);
    say(t("settings-invitations-taken-back"));
  }
  return html`
    <div class="card row">
      <div>
        <p><strong><bdi>${what}</bdi></strong></p>
        <p class="facts">
          <span class="status">${t(`role-${one.role}`)}</span>
          ${one.email === null && html`<span>${t("settings-invitations-used", { used: one.used, uses: one.uses ?? -1 })}</span>`}
          <span>${t("settings-invitations-until")} <${Day} on=${one.expires_at} /></span>
          <span>${t("settings-invitations-by")} <${Person} who=${one.by} /></span>
        </p>
      </div>
      ${board.writes &&
      html`<div class="actions"><${Asking} press=${t("settings-invitations-take-back")} label=${t("settings-invitations-take-back-named", { what })}
        title=${t("settings-invitations-take-back-title")} text=${t("settings-invitations-take-back-sure")} act=${takeBack} then=${() => focusOn("settings-invitations")} /></div>`}
    </div>
  `;
}

/** @param {{ path: string, onClose: () => void }} props */
function Inviting({ path, onClose }) {
  const [said, setSaid] = useState({ way: "mail", email: "", role: "member", uses: "1", any: false, days: "7" });
  const [made, setMade] = useState(/** @type {any} */ (null));
  const [key] = useState(newKey);
  const set = (/** @type {any} */ change) => setSaid({ ...said, ...change });
  const mail = said.way === "mail";
  const { send, busy, error } = useSend(async () => {
    // A minute less: the server's clock may be behind ours, and takes no more than 90 days.
    const expires_at = new Date(Date.now() + Number(said.days) * 24 * 60 * MINUTE - MINUTE).toISOString();
    const how = mail ? { email: said.email } : { uses: said.any ? null : Number(said.uses) };
    const { data } = await ask("POST", path, { body: { role: said.role, expires_at, ...how }, key });
    refresh(path);
    if (mail) {
      say(t("settings-invitations-sent", { email: said.email }));
      onClose();
    } else setMade(data);
  });
  if (made) {
    return html`
      <${Dialog} title=${t("settings-invitations-link-title")} onClose=${onClose}>
        <p>${t("settings-invitations-link-text")}</p>
        <${Once} label=${t("settings-invitations-link")} text=${made.url} />
        <footer><button type="button" onClick=${onClose}>${t("settings-kept")}</button></footer>
      <//>
    `;
  }
  return html`
    <${Dialog} title=${t("settings-invitations-invite")} onClose=${onClose}>
      <form onSubmit=${submitting(send)}>
        <${Wrong} error=${error} fields=${["/email", "/uses", "/expires_at"]} />
        <${Choice} legend=${t("settings-invitations-how")} name="way" value=${said.way} onChange=${(/** @type {string} */ way) => set({ way })}
          options=${[
            ["mail", t("settings-invitations-mail"), t(session.value?.mail ? "settings-invitations-mail-hint" : "settings-invitations-no-mail-hint")],
            ["link", t("settings-invitations-link-way"), t("settings-invitations-link-hint")],
          ]} />
        ${mail
          ? html`<${Field} kind="email" label=${t("settings-invitations-email")} value=${said.email} required maxlength="254" autocomplete="off"
              wrong=${wrongWith(error, "/email")} onInput=${(/** @type {string} */ email) => set({ email })} />`
          : html`
              <${Field} kind="number" label=${t("settings-invitations-uses")} value=${said.uses} required=${!said.any} disabled=${said.any} min="1" max="1000"
                wrong=${wrongWith(error, "/uses")} onInput=${(/** @type {string} */ uses) => set({ uses })} />
              <${Tick} label=${t("settings-invitations-any")} checked=${said.any} onChange=${(/** @type {boolean} */ any) => set({ any })} />
            `}
        <${Field} kind="select" label=${t("settings-invitations-role")} value=${said.role} onInput=${(/** @type {string} */ role) => set({ role })}>
          ${["member", "leader"].map((one) => html`<option key=${one} value=${one} selected=${one === said.role}>${t(`role-${one}`)}</option>`)}
        <//>
        <${Field} kind="select" label=${t("settings-invitations-days")} value=${said.days} wrong=${wrongWith(error, "/expires_at")} onInput=${(/** @type {string} */ days) => set({ days })}>
          ${DAYS.map((one) => html`<option key=${one} value=${one} selected=${String(one) === said.days}>${t("settings-invitations-days-count", { days: one })}</option>`)}
        <//>
        <${Submit} press=${t(mail ? "settings-invitations-send" : "settings-invitations-make")} busy=${busy} onCancel=${onClose} />
      </form>
    <//>
  `;
}
