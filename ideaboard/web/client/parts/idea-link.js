/* What something is about, by its title: an idea, the answer to one, or somebody's work on one. */

import { html } from "../dom.js";
import { useResource } from "../store.js";
import { t } from "../texts.js";

/** An idea's title, as a link to it. @param {{ board: string, id: string }} props */
export function IdeaLink({ board, id }) {
  const idea = useResource(`/ideas/${id}`);
  if (!idea.data && idea.error) return html`<span class="soft">${t("team-about-gone")}</span>`;
  return html`<a href="/boards/${board}/ideas/${id}"><bdi>${idea.data?.title ?? "…"}</bdi></a>`;
}

/** A task's title, as a link to it. @param {{ board: string, id: string }} props */
function TaskLink({ board, id }) {
  const task = useResource(`/tasks/${id}`);
  if (!task.data && task.error) return html`<span class="soft">${t("team-about-gone")}</span>`;
  return html`<a href="/boards/${board}/tasks/${id}"><bdi>${task.data?.title ?? "…"}</bdi></a>`;
}

const PATHS = { decision: "/decisions/", assignment: "/assignments/" };

/**
 * What feedback or an ask is about.
 * @param {{ board: string, about: { kind: "idea" | "decision" | "assignment", id: string } }} props
 */
export function AboutLink({ board, about }) {
  const kept = useResource(about.kind === "idea" ? null : PATHS[about.kind] + about.id);
  const idea = about.kind === "idea" ? about.id : kept.data?.idea;
  return html`
    <span>
      ${t(`team-about-${about.kind}`)}${" "}
      ${idea
        ? html`<${IdeaLink} board=${board} id=${idea} />`
        : kept.data?.task
          ? html`<${TaskLink} board=${board} id=${kept.data.task} />`
          : kept.error && html`<span class="soft">${t("team-about-gone")}</span>`}
    </span>
  `;
}
