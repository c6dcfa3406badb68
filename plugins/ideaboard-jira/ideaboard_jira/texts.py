"""Our markdown as Jira takes it, the marker always whole, and Jira's texts as we read them.

Cloud takes the Atlassian Document Format (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure),
Data Center its wiki markup. Both count what they store: a text that is too long is cut before it is turned.

What turns texts is imported when the first one is: it takes long, and every process of a board loads every plugin.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, Protocol, TypeVar

from ideaboard.plugin import Limits, cut, marker_in

#: What Jira takes unless its operator says otherwise.
LIMITS: Final = Limits(title=255, body=32_767)
_FOOTER: Final = "ideaboard:{}"

# A line that begins a block of its own, which weighs more than 50 characters in a document, however short it is.
_LINE: Final = re.compile(r"[^\n]*\n?")
_BLOCK: Final = re.compile(r"\s*(?:[-*+>#]|\d+[.)])")
_MOST_BLOCKS: Final = LIMITS.body // 50
T = TypeVar("T")


class Texts(Protocol):
    """How one edition writes texts."""

    def issue(self, body: str, marker: str) -> Any:
        """An issue's description: `body` in markdown, and the marker in the last line."""

    def comment(self, text: str) -> Any:
        """A comment in markdown."""

    def marker(self, description: Any) -> str | None:
        """The marker in the last line of a description, or None."""

    def read(self, description: Any) -> str:
        """A description as markdown, as far as it can be had."""


class Document:
    """The Atlassian Document Format."""

    def issue(self, body: str, marker: str) -> Any:
        """The document of `body`, a line across, and the marker as its last paragraph."""

        def made(text: str) -> dict[str, Any]:
            document = _document(text)
            footer = [{"type": "rule"}, _paragraph(_FOOTER.format(marker))]
            return {**document, "content": [*document["content"], *footer]}

        return _fitting(_that_fit(body), made, _weight)

    def comment(self, text: str) -> Any:
        """The document of `text`."""
        return _fitting(_that_fit(text), _document, _weight)

    def marker(self, description: Any) -> str | None:
        """The marker in the last paragraph."""
        try:
            last = description["content"][-1]
            return marker_in("".join(str(part["text"]) for part in last["content"]))
        except (LookupError, TypeError):
            return None

    def read(self, description: Any) -> str:
        """The document as markdown; without its form where it is of a newer kind."""
        from md_adf import adf_to_markdown

        if not isinstance(description, Mapping):
            return ""
        try:
            read = adf_to_markdown(dict(description))
            return _words_of(description) if read.diagnostics else str(read.value)
        except (ValueError, TypeError, LookupError, RecursionError):
            return _words_of(description)


class Wiki:
    """Wiki markup."""

    def issue(self, body: str, marker: str) -> Any:
        """The markup of `body`, a line across, and the marker as the last line."""
        return _fitting(body, lambda text: f"{_markup(text)}\n\n----\n{_FOOTER.format(marker)}", len)

    def comment(self, text: str) -> Any:
        """The markup of `text`."""
        return _fitting(text, _markup, len)

    def marker(self, description: Any) -> str | None:
        """The marker in the last line."""
        return marker_in(description) if isinstance(description, str) else None

    def read(self, description: Any) -> str:
        """The markup as it is: people read it as they read markdown."""
        return description if isinstance(description, str) else ""


def _fitting(text: str, made: Callable[[str], T], weight: Callable[[T], int]) -> T:
    """What is `made` of as much of `text` as fits into Jira's limit."""
    room = LIMITS.body
    while True:
        result = made(cut(text.encode("utf-8", "replace").decode(), room))
        excess = weight(result) - LIMITS.body
        if excess <= 0:
            return result
        # Markup weighs more than its text, and how much more shows only when it is made.
        room = max(1, min(room - excess, room * 3 // 4))


def _that_fit(text: str) -> str:
    """The text up to the last block that a document has room for: to make thousands of them takes gigabytes."""
    blocks = 0
    for line in _LINE.finditer(text):
        if _BLOCK.match(line[0]):
            blocks += 1
            if blocks > _MOST_BLOCKS:
                return text[: line.start()] + "…"
    return text


def _weight(document: Any) -> int:
    return len(json.dumps(document, ensure_ascii=False))


def _document(text: str) -> dict[str, Any]:
    from md_adf import markdown_to_adf

    try:
        return dict(markdown_to_adf(text).value)
    except (ValueError, TypeError, LookupError, RecursionError):
        # What cannot be formatted is still said.
        return {"version": 1, "type": "doc", "content": [_paragraph(line) for line in text.splitlines()]}


def _markup(text: str) -> str:
    from mistletoe import markdown as render
    from mistletoe.contrib.jira_renderer import JiraRenderer

    try:
        return str(render(text, JiraRenderer)).rstrip()
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return "{noformat}\n" + text.replace("{noformat}", "{ noformat }") + "\n{noformat}"


def _paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []}


def _words_of(document: Mapping[str, Any]) -> str:
    """Every word of a document, block by block."""
    found: list[str] = []
    waiting: list[Any] = [document]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Mapping):
            continue
        if isinstance(node.get("text"), str):
            found.append(node["text"])
        inner = node.get("content")
        if isinstance(inner, list):
            if node.get("type") in ("paragraph", "heading", "codeBlock"):
                found.append("\n\n")
            waiting += reversed(inner)
    return "".join(found).strip()
