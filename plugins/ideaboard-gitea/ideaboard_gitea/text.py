"""The texts that go to Gitea: cut to its limits, the marker and the idea's address always whole."""

import re
from typing import Final

from ideaboard.plugin import Draft, Limits, cut, with_marker

LIMITS: Final = Limits(title=255, body=65_536)


def issue_title(draft: Draft) -> str:
    """The title on one line, in at most 255 characters."""
    return cut(" ".join(draft.title.split()), LIMITS.title)


def issue_body(draft: Draft, marker: str) -> str:
    """The body, the idea's address unless the body names it, and the marker."""
    whole = with_marker(draft.body, marker, LIMITS.body)
    if names(whole, draft.url):
        return whole
    address = f"\n\n{idea_line(draft.url)}"
    room = LIMITS.body - len(with_marker("", marker, LIMITS.body)) - len(address)
    return with_marker(cut(draft.body, room) + address, marker, LIMITS.body)


def idea_line(url: str) -> str:
    """The line by which an issue names the idea it comes from."""
    return f"Idea: <{url}>"


def names(text: str | None, url: str) -> bool:
    """Whether `text` names `url` itself, and not only a longer address that begins with it."""
    return re.search(rf"{re.escape(url)}(?![\w/?#&=%~…-]|[.:,;]\w)", text or "") is not None
