/* Mails that nobody sends: where no mail server is set, an admin passes their links on. */

import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { useSend, Wrong } from "../../parts/form.js";
import { Endless } from "../../parts/list.js";
import { Empty } from "../../parts/page.js";
import { Copyable } from "../../parts/shown.js";
import { say } from "../../parts/toast.js";
import { When } from "../../parts/words.js";
import { refresh, useList } from "../../store.js";
import { t } from "../../texts.js";

export function Mails() {
  const mails = useList("/mails");
  const { send, busy, error } = useSend(async (/** @type {any} */ one) => {
    await ask("DELETE", `/mails/${one.id}`);
    await refresh("/mails");
    say(t("admin-mail-gone"));
  });
  return html`
    <${Wrong} error=${error} />
    <${Endless} of=${mails} label=${t("admin-mails")} empty=${html`<${Empty} title=${t("admin-mails-none")} />`}
      item=${(/** @type {any} */ one) => {
        const link = one.text.split(/\s+/).find((/** @type {string} */ word) => /^https?:\/\/\S+#/.test(word));
        return html`
          <article class="card">
            <h2><bdi>${one.subject}</bdi></h2>
            <p class="facts"><span>${t("admin-mail-to")} <bdi>${one.to}</bdi></span> <${When} at=${one.owed_at} /></p>
            ${link && html`<${Copyable} label=${t("admin-mail-link")} text=${link} />`}
            <details><summary>${t("admin-mail-text")}</summary><pre class="letter" dir="auto" tabindex="0">${one.text}</pre></details>
            <p class="actions"><button type="button" class="secondary small" disabled=${busy} onClick=${() => send(one)}>${t("admin-mail-done")}</button></p>
          </article>
        `;
      }} />
  `;
}
