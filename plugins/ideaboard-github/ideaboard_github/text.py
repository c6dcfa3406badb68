"""The texts that go to GitHub: cut to its limits, the marker and the idea's address always whole."""

import re
from typing import Final

from ideaboard.plugin import Draft, cut, with_marker

# GitHub takes 256; what it counts as one character is not written down, hence the margin.
TITLE_LIMIT: Final = 250
BODY_LIMIT: Final = 65_536


def issue_title(draft: Draft) -> str:
    """The title on one line, in at most TITLE_LIMIT characters."""
    return cut(" ".join(draft.title.split()), TITLE_LIMIT)


def issue_body(draft: Draft, marker: str) -> str:
    """The body, the idea's address unless the body names it, the marker: at most BODY_LIMIT characters."""
    whole = with_marker(draft.body, marker, BODY_LIMIT)
    if names(whole, draft.url):
        return whole
    address = f"\n\n{idea_line(draft.url)}"
    room = BODY_LIMIT - len(with_marker("", marker, BODY_LIMIT)) - len(address)
    return with_marker(cut(draft.body, room) + address, marker, BODY_LIMIT)


def comment_body(text: str) -> str:
    """A comment's text in at most BODY_LIMIT characters."""
    return cut(text, BODY_LIMIT)


def idea_line(url: str) -> str:
    """The line by which an issue names the idea it comes from."""
    return f"Idea: <{url}>"


def names(text: str | None, url: str) -> bool:
    """Whether `text` names `url` itself, and not only a longer address that begins with it."""
    return re.search(rf"{re.escape(url)}(?![\w/?#&=%~…-]|[.:,;]\w)", text or "") is not None
