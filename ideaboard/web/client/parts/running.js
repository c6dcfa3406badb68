/* Work that a worker does for somebody who waits for its answer. */

import { useState } from "preact/hooks";
import { ask, follow, newKey } from "../api.js";
import { html, useAlive } from "../dom.js";
import { t } from "../texts.js";
import { useSend, Wrong } from "./form.js";
import { When } from "./words.js";

/** A job that is asked for here, and what is known of it by now. */
export function useJob() {
  const alive = useAlive();
  const [job, setJob] = useState(/** @type {any} */ (null));
  const { send, busy, error } = useSend(
    /** @param {string} path @param {any} [body] */
    async (path, body) => {
      setJob(null);
      const { data } = await ask("POST", path, { body, key: newKey() });
      setJob(data);
      const settled = await follow(data, (now) => {
        // Nobody waits any more; the worker goes on without us.
        if (!alive.current) throw new Error("left");
        setJob(now);
      });
      setJob(settled);
      return settled;
    },
  );
  return { run: send, job, busy, error };
}

/** How a job goes, and then its result. @param {{ of: any, children?: (result: any) => any }} props */
export function Progress({ of: { job, error }, children }) {
  if (error) return html`<${Wrong} error=${error} />`;
  if (!job) return html`<div role="status"></div>`;
  if (job.state === "dead") {
    return html`<div class="trouble" role="alert"><p>${t("running-dead")}</p>${job.last_error && html`<p dir="auto">${job.last_error}</p>`}</div>`;
  }
  return html`
    <div role="status" class="running">
      ${job.state !== "done" &&
      html`
        <p class="soft">${t(`running-${job.state}`)}</p>
        <progress aria-label=${t("loading")}></progress>
        ${job.last_error && html`<p class="soft" dir="auto">${t("running-again")} <${When} at=${job.run_at} />: ${job.last_error}</p>`}
      `}
      ${job.state === "done" && children?.(job.result)}
    </div>
  `;
}
