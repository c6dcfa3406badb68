"""The marker: the random id by which an issue is known as ours, in the footer of the issue's text."""

import re
from typing import Final

_FOOTER: Final = "\n\n---\nideaboard:{}"
_MARKER: Final = re.compile(r"(?:^|\n)ideaboard:([0-9a-f]{32})\s*$")


def cut(text: str, limit: int) -> str:
    """`text` in at most `limit` characters, an ellipsis where something was cut, without NUL."""
    # NUL is refused or eaten by every tracker; the rest of the text is the author's.
    text = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def with_marker(body: str, marker: str, limit: int) -> str:
    """`body` followed by the footer with `marker`, in at most `limit` characters: only the body is cut."""
    footer = _FOOTER.format(marker)
    return cut(body, limit - len(footer)) + footer


def marker_in(text: str | None) -> str | None:
    """The marker in the footer of an issue's `text`, or None. One that is quoted elsewhere is not ours."""
    found = _MARKER.search((text or "").replace("\r\n", "\n"))
    return found.group(1) if found else None
