/* Fills in which board or idea this page's address names. */

const idea = /^\/boards\/([a-z0-9-]{2,40})\/ideas\/([a-z0-9]{1,32})\/?$/.exec(location.pathname);
const board = /^\/boards\/([a-z0-9-]{2,40})\/?$/.exec(location.pathname);

const fill = (name, text) => {
  for (const place of document.querySelectorAll(`[data-${name}]`)) place.textContent = text;
};

if (idea) {
  fill("idea", idea[2]);
  document.querySelector("[data-hint]").hidden = true;
} else if (board) {
  fill("board", board[1]);
  document.title = "A board · ideaboard";
  for (const part of document.querySelectorAll("[data-for]")) part.hidden = part.dataset.for !== "board";
}
