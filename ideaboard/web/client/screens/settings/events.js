/* The types of event that leave a board, as its webhooks and its listeners can choose them. */

/** What a webhook can be told, by what it is about. @type {Record<string, string[]>} */
export const TOLD = {
  idea: ["posted", "edited", "withdrawn", "adopted", "declined", "not_now", "merged", "unmerged", "started", "back_in_backlog", "done", "dropped", "reopened"],
  task: ["posted", "edited", "decided", "done", "dropped", "reopened"],
  comment: ["posted", "edited", "deleted"],
  point: ["posted", "edited", "deleted"],
  question: ["asked", "answered", "answer_edited"],
  follow_up: ["kept", "released"],
  issue: ["made", "linked", "moved", "resolved", "conflict", "refused", "lost", "paused", "unlinked"],
  value: ["named", "edited", "retired"],
  backlog: ["reordered"],
  board: ["edited", "archived", "unarchived", "imported"],
};

/** What a listener can hear. */
export const LISTENED = [
  "idea.posted",
  "idea.adopted",
  "idea.declined",
  "idea.not_now",
  "idea.started",
  "idea.done",
  "idea.dropped",
  "idea.reopened",
];
