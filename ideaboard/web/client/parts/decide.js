/* A leader's answer: what becomes of it, and why. */

import { Dialog } from "./dialog.js";
import { html } from "../dom.js";
import { t } from "../texts.js";

/**
 * @param {{ idea: any, board: any, onClose: () => void, onDone?: (decision: any) => void }} props
 */
export function Decide({ onClose }) {
  return html`<${Dialog} title=${t("decide-title")} onClose=${onClose}><p></p><//>`;
}
