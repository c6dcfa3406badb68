/* The fields of an offer: to whom, why to them, and with whom beside them. */

import { html } from "../dom.js";
import { t } from "../texts.js";
import { Choice, Field, wrongWith } from "./form.js";

/** An offer before anything is written. */
export const NO_OFFER = { assignee: "", kind: "suited", explanation: "", mentor: "", support_plan: "" };

/** What is sent of it. @param {typeof NO_OFFER} said */
export const offerBody = (said) => ({
  assignee: said.assignee,
  kind: said.kind,
  explanation: said.explanation,
  mentor: said.mentor || null,
  support_plan: said.support_plan.trim() ? said.support_plan : null,
});

/**
 * @param {{ said: typeof NO_OFFER, set: (change: any) => void, people: { id: string, name: string }[], error: any,
 *   pointer?: string, name: string, editing?: string | null }} props `name` is of its radio buttons; `editing` names whose
 *   offer it is already, for then neither the person nor the kind can be changed
 */
export function OfferFields({ said, set, people, error, pointer = "", name, editing }) {
  const supported = said.kind !== "suited";
  return html`
    ${!editing &&
    html`
      <${Field} kind="select" label=${t("offer-person")} required value=${said.assignee} wrong=${wrongWith(error, `${pointer}/assignee`)}
        onInput=${(/** @type {string} */ assignee) => set({ assignee, ...(assignee === said.mentor && { mentor: "" }) })}>
        <option value="">${t("offer-choose")}</option>
        ${people.map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === said.assignee}>${one.name}</option>`)}
      <//>
      <${Choice} legend=${t("offer-kind")} name=${name} value=${said.kind} onChange=${(/** @type {string} */ kind) => set({ kind })}
        options=${["suited", "stretch", "new_role"].map((kind) => [kind, t(`kind-${kind}`), t(`kind-${kind}-hint`)])} />
    `}
    <${Field} kind="textarea" label=${t("offer-explanation")} hint=${t("offer-explanation-hint")} required maxlength="10000" value=${said.explanation}
      wrong=${wrongWith(error, `${pointer}/explanation`)} onInput=${(/** @type {string} */ explanation) => set({ explanation })} />
    <${Field} kind="select" label=${t(supported ? "offer-mentor" : "offer-mentor-optional")} hint=${t("offer-mentor-hint")} required=${supported} value=${said.mentor}
      wrong=${wrongWith(error, `${pointer}/mentor`)} onInput=${(/** @type {string} */ mentor) => set({ mentor })}>
      <option value="">${t(supported ? "offer-choose" : "offer-no-mentor")}</option>
      ${people
        .filter((one) => one.id !== (editing ?? said.assignee))
        .map((one) => html`<option key=${one.id} value=${one.id} selected=${one.id === said.mentor}>${one.name}</option>`)}
    <//>
    <${Field} kind="textarea" label=${t(supported ? "offer-plan" : "offer-plan-optional")} hint=${t("offer-plan-hint")} required=${supported} maxlength="10000"
      value=${said.support_plan} wrong=${wrongWith(error, `${pointer}/support_plan`)} onInput=${(/** @type {string} */ support_plan) => set({ support_plan })} />
  `;
}
