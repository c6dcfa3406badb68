"""The texts that go to Redmine: cut to its limits, the marker and the idea's address always whole.

Redmine keeps every line break as two characters, so they are counted, and sent, as such.
"""

import re
from typing import Final

from ideaboard.plugin import Draft, Limits, cut, with_marker

#: A description may be longer; nobody reads it to its end.
LIMITS: Final = Limits(title=255, body=65_536)

_BREAK: Final = re.compile(r"\r\n|\r|\n")


def issue_title(draft: Draft) -> str:
    """The title on one line, in at most 255 characters."""
    return cut(" ".join(draft.title.split()), LIMITS.title)


def issue_body(draft: Draft, marker: str) -> str:
    """The body, the idea's address unless the body names it, and the marker."""
    footer = with_marker("", marker, LIMITS.body)
    # The footer is written with single line breaks.
    room = LIMITS.body - (len(as_kept(footer)) - len(footer))
    body = as_kept(draft.body)
    whole = as_kept(with_marker(body, marker, room))
    if names(whole, draft.url):
        return whole
    address = f"\r\n\r\n{idea_line(draft.url)}"
    left = room - len(footer) - len(address)
    return as_kept(with_marker(cut(body, left) + address, marker, room))


def note(text: str) -> str:
    """A comment, in at most as many characters as a body."""
    return cut(as_kept(text), LIMITS.body)


def as_kept(text: str) -> str:
    """`text` with its line breaks as Redmine keeps them."""
    return _BREAK.sub("\r\n", text)


def idea_line(url: str) -> str:
    """The line by which an issue names the idea it comes from."""
    return f"Idea: {url}"


def names(text: str | None, url: str) -> bool:
    """Whether `text` names `url` itself, and not only a longer address that begins with it."""
    return re.search(rf"{re.escape(url)}(?![\w/?#&=%~…-]|[.:,;]\w)", text or "") is not None
