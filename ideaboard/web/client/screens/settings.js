/* A board's settings, part by part: everybody sees the rules they live by, leaders the rest. */

import { useLocation, useRoute } from "preact-iso/router";
import { html } from "../dom.js";
import { useBoard } from "../frame.js";
import { Missing, Page, Waiting } from "../parts/page.js";
import { SubNav } from "../parts/subnav.js";
import { t } from "../texts.js";
import { Arrived } from "./settings/arrived.js";
import { Audit } from "./settings/audit.js";
import { Connection } from "./settings/connection.js";
import { Connections } from "./settings/connections.js";
import { General } from "./settings/general.js";
import { Jobs } from "./settings/jobs.js";
import { Members } from "./settings/members.js";
import { Moderation } from "./settings/moderation.js";
import { Rules } from "./settings/rules.js";
import { Webhook } from "./settings/webhook.js";
import { Webhooks } from "./settings/webhooks.js";

const WHOEVER_SEES_IT = ["general", "rules"];
const MEMBERS = ["general", "members", "rules"];
const LEADERS = ["general", "members", "rules", "connections", "webhooks", "jobs", "moderation", "audit"];

/** @type {Record<string, any>} */
const PARTS = {
  general: General,
  members: Members,
  rules: Rules,
  connections: Connections,
  webhooks: Webhooks,
  jobs: Jobs,
  moderation: Moderation,
  audit: Audit,
};

export default function Settings() {
  const { params } = useRoute();
  const { query } = useLocation();
  const board = useBoard(params.board);
  const part = params.part ?? "general";
  const address = (/** @type {string} */ one) => `/boards/${params.board}/settings${one === "general" ? "" : `/${one}`}`;
  return html`
    <${Waiting} of=${board}>
      ${() => {
        const parts = board.leads ? LEADERS : board.role ? MEMBERS : WHOEVER_SEES_IT;
        if (!parts.includes(part)) return html`<${Missing} />`;
        return html`
          <${SubNav} label=${t("settings-parts")} here=${address(part)}
            parts=${[...parts.map((one) => [address(one), t(`settings-${one}`)]), [`/boards/${params.board}/values`, t("nav-values")]]} />
          ${part === "connections" && query.connection
            ? html`<${Connection} key=${query.connection} board=${board} id=${query.connection} />`
            : part === "webhooks" && query.webhook
              ? html`<${Webhook} key=${query.webhook} board=${board} id=${query.webhook} />`
              : html`
                  <${Page} title=${t(`settings-${part}`)} lead=${t(`settings-${part}-lead`)}>
                    <${Arrived} key=${part} />
                    <${PARTS[part]} key=${`${params.board} ${part}`} board=${board} />
                  <//>
                `}
        `;
      }}
    <//>
  `;
}
