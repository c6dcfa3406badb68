"""The texts that go to GitLab: cut to its limits, the marker and the idea's address whole, and no line a command."""

import re
from typing import Final

from ideaboard.plugin import Draft, Limits, cut, with_marker

#: A description may be longer; nobody reads it to its end.
LIMITS: Final = Limits(title=255, body=100_000)

# A line that begins with a slash is a command to GitLab: `/close` in an idea's text would close its issue.
_COMMAND: Final = re.compile(r"^([ \t]*)/", re.MULTILINE)


def issue_title(draft: Draft) -> str:
    """The title on one line, in at most 255 characters."""
    return cut(" ".join(draft.title.split()), LIMITS.title)


def issue_body(draft: Draft, marker: str) -> str:
    """The body, the idea's address unless the body names it, and the marker."""
    body = plain(draft.body)
    whole = with_marker(body, marker, LIMITS.body)
    if names(whole, draft.url):
        return whole
    address = f"\n\n{idea_line(draft.url)}"
    room = LIMITS.body - len(with_marker("", marker, LIMITS.body)) - len(address)
    return with_marker(cut(body, room) + address, marker, LIMITS.body)


def plain(text: str) -> str:
    """`text` in which no line is a command: a character of no width stands before the slash."""
    return _COMMAND.sub("\\1\N{ZERO WIDTH SPACE}/", text.replace("\r\n", "\n").replace("\r", "\n"))


def idea_line(url: str) -> str:
    """The line by which an issue names the idea it comes from."""
    return f"Idea: <{url}>"


def names(text: str | None, url: str) -> bool:
    """Whether `text` names `url` itself, and not only a longer address that begins with it."""
    return re.search(rf"{re.escape(url)}(?![\w/?#&=%~…-]|[.:,;]\w)", text or "") is not None
