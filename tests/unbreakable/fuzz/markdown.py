"""Any text becomes safe HTML and a short excerpt, the same each time, by the short way as by the long one."""

import re

import nh3

from ideaboard.api.dialect.fields import Markdown
from ideaboard.core.ideas import text
from tests.unbreakable.fuzz.target import Target
from tests.unbreakable.hostile import words
from tests.unbreakable.safe_html import ATTRIBUTES, TAGS, violations

LONGEST = 2048
FIELD = Markdown(65_536)


def check(data: bytes) -> None:
    """What the API lets through is shown safely."""
    # Neither NUL nor half a character comes past the parser.
    markdown = data.decode(errors="ignore").replace("\0", "")
    made = FIELD.deserialize(markdown)
    assert made.source == markdown
    # Once more, and never by the short way that a plain text may take.
    assert (made.html, made.excerpt) == (text.to_html(markdown), text.excerpt(markdown)), "rendered in two ways"
    assert not (wrong := violations(made.html)), wrong
    again = nh3.clean(made.html, tags=set(TAGS), attributes=ATTRIBUTES, link_rel=None)
    assert again == made.html, f"a second reader reads {again!r}"
    assert len(made.excerpt) <= 240
    assert " ".join(made.excerpt.split()) == made.excerpt, "the excerpt is no line"


def _plain_is_what_has_no_mark() -> None:
    line = r"[^\W\d_][^\n*_`\[<#~]*+"
    text._PLAIN = re.compile(rf"{line}(?:\n++{line})*+\n*+")


SEEDS = [each.encode() for each in words.MARKDOWN if len(each.encode()) <= 100]
SEEDS += [b"We tried this.\n\nSo (again): yes\n", b"word"]

TARGET = Target(
    check, SEEDS, ("ideaboard.core.ideas.text", "markdown_it", "mdurl"), LONGEST,
    {"plain is what has no mark": _plain_is_what_has_no_mark},
)  # fmt: skip
