/* Work that a worker does for somebody who waits for its answer. */

import { useState } from "preact/hooks";
import { ask, newKey } from "../api.js";
import { html, useAlive } from "../dom.js";
import { t } from "../texts.js";
import { useSend, Wrong } from "./form.js";
import { When } from "./words.js";

const POLL = [100, 200, 400, 800, 1_500];

/** @param {any} job */
const settled = (job) => job.state === "done" || job.state === "dead";

/**
 * A job that is asked for here, and what is known of it by now.
 * @param {(job: any) => any} [then] what is done with it once it is done or dead
 */
export function useJob(then) {
  const alive = useAlive();
  const [job, setJob] = useState(/** @type {any} */ (null));
  const { send, busy, error } = useSend(
    /** @param {string} path @param {any} [body] */
    async (path, body) => {
      setJob(null);
      let now = (await ask("POST", path, { body, key: newKey() })).data;
      setJob(now);
      for (let turn = 0; !settled(now); turn += 1) {
        await new Promise((resolve) => setTimeout(resolve, POLL[Math.min(turn, POLL.length - 1)]));
        // Nobody waits any more; the worker goes on without us.
        if (!alive.current) return undefined;
        now = (await ask("GET", `/jobs/${now.id}`)).data;
        setJob(now);
      }
      await then?.(now);
      return now;
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
