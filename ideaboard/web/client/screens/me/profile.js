/* My name and my password. */

import { useState } from "preact/hooks";
import { ask } from "../../api.js";
import { html } from "../../dom.js";
import { Field, Submit, submitting, useSend, Wrong, wrongWith } from "../../parts/form.js";
import { useProven } from "../../parts/again.js";
import { say } from "../../parts/toast.js";
import { session, whoIsHere } from "../../session.js";
import { put, useResource } from "../../store.js";
import { t } from "../../texts.js";

/** @param {{ me: any }} props */
export function Profile({ me }) {
  const { etag } = useResource("/me");
  const [name, setName] = useState(me.name);
  const { send, busy, error } = useSend(async () => {
    const now = etag ?? (await ask("GET", "/me")).etag;
    const { data, etag: fresh } = await ask("PATCH", "/me", { body: { name }, etag: now });
    put("/me", data, fresh);
    await whoIsHere();
    say(t("saved"));
  });
  return html`
    <form onSubmit=${submitting(send)}>
      <${Wrong} error=${error} fields=${["/name"]} />
      <${Field} label=${t("me-name")} autocomplete="name" value=${name} required maxlength="100" wrong=${wrongWith(error, "/name")} onInput=${setName} />
      ${me.email && html`<p>${t("me-email")} <bdi>${me.email}</bdi></p>`}
      <${Submit} press=${t("save")} busy=${busy} disabled=${name === me.name} />
    </form>
    ${session.value?.ways.includes("password") && html`<${Password} />`}
  `;
}

function Password() {
  const [current, setCurrent] = useState("");
  const [password, setPassword] = useState("");
  const { send, busy, error, proof } = useProven(async () => {
    await ask("PUT", "/me/password", { body: { password, ...(current && { current }) } });
    setCurrent("");
    setPassword("");
    say(t("me-password-changed"));
  });
  return html`
    <section>
      <h2>${t("me-password")}</h2>
      <form onSubmit=${submitting(() => send())}>
        <${Wrong} error=${error} fields=${["/current", "/password"]} />
        <${Field} kind="password" label=${t("me-password-current")} hint=${t("me-password-current-hint")} autocomplete="current-password" maxlength="256" value=${current}
          wrong=${wrongWith(error, "/current")} onInput=${setCurrent} />
        <${Field} kind="password" label=${t("me-password-new")} hint=${t("me-password-hint")} autocomplete="new-password" required maxlength="256" value=${password}
          wrong=${wrongWith(error, "/password")} onInput=${setPassword} />
        <${Submit} press=${t("me-password-change")} busy=${busy} />
      </form>
      ${proof}
    </section>
  `;
}
