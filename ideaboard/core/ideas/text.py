"""From markdown to safe HTML, and to a plain excerpt. Pure, and slow enough to be done before a transaction opens."""

import re
from dataclasses import dataclass
from typing import Final

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, table
from markdown_it.token import Token

EXCERPT: Final = 240

# What a text of one line cannot hold: line breaks of any kind, and control characters.
LINE_BREAK: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")

# HTML in the source is shown as text, never passed on. Images become links: the board loads nothing from others.
_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable(["table", "strikethrough"])

_TAGS: Final = {
    "a", "blockquote", "br", "code", "del", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p",
    "pre", "s", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_ATTRIBUTES: Final = {"a": {"href", "title"}, "ol": {"start"}, "code": {"class"}, "td": {"align"}, "th": {"align"}}
# What is short in markdown can be long in HTML: each row of a table is filled up to the width of its head, and a link
# repeats the address that its reference names once. A text of 64 kB could so cost a minute, or a gigabyte.
# The cells of all tables are as many as the text has characters and these, which no table of full rows ever needs;
_CELLS: Final = 1000
# and addresses and titles have so many characters in all: more than those of any text of 64 kB that says each itself.
_ADDRESSES: Final = 200_000
# Only the beginning is read: the excerpt of a long text costs no more than that of a short one.
_READ: Final = EXCERPT * 8
# Most of what people write is plain paragraphs. Where every line begins with a letter, ends with no space, and holds
# nothing that markdown or HTML reads as more than itself, the HTML is known without parsing, forty times as fast.
_LINE: Final = r"""[^\W\d_](?:[^\W_]|[ ,.;:?!'"()/%+=@“”„‘’…–-])*+(?<! )"""
_PLAIN: Final = re.compile(rf"{_LINE}(?:\n++{_LINE})*+\n*+")
_PARAGRAPHS: Final = re.compile(r"\n{2,}")


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """markdown-it's rule, with a bound: the rows that are too many are no part of the table."""
    left = state.env.get("cells", len(state.src) + _CELLS)
    columns = state.src.count("|", state.bMarks[start], state.eMarks[start]) + 1
    if not table(state, start, min(end, start + 2 + left // columns), silent):
        return False
    if not silent:
        state.env["cells"] = left - columns * (state.line - start - 1)
    return True


_MARKDOWN.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})


def to_html(markdown: str) -> str:
    """The safe HTML of `markdown` (CommonMark with tables and strikethrough)."""
    return _to_html(_MARKDOWN.parse(markdown))


def _to_html(tokens: list[Token]) -> str:
    left = _ADDRESSES
    for token in tokens:
        if token.children:
            for child in token.children:
                left -= sum(len(str(value)) for value in child.attrs.values())
                if left < 0:
                    child.attrs = {}
            token.children = [part for child in token.children for part in _image_as_link(child)]
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="nofollow noopener noreferrer",
    )


def _image_as_link(token: Token) -> list[Token]:
    if token.type != "image":
        return [token]
    start = Token("link_open", "a", 1, attrs={"href": str(token.attrs.get("src", ""))})
    words = Token("text", "", 0, content=token.content or str(token.attrs.get("src", "")))
    return [start, words, Token("link_close", "a", -1)]


def excerpt(markdown: str) -> str:
    """The first words of `markdown` as plain text, in at most EXCERPT characters."""
    return _excerpt(_MARKDOWN.parse(markdown[:_READ]))


def _excerpt(tokens: list[Token]) -> str:
    words: list[str] = []
    for token in tokens:
        if token.type == "inline":
            words.extend(" " if "break" in child.type else child.content for child in token.children or ())
            words.append(" ")
        elif token.type in ("fence", "code_block"):
            words.append(token.content)
    return _cut("".join(words))


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= EXCERPT else plain[: EXCERPT - 1].rstrip() + "…"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as its author wrote it, with what is made of it."""

    source: str
    html: str
    excerpt: str


def render(markdown: str) -> Rendered:
    """Everything that is made of `markdown`, made once, when it is written."""
    if _PLAIN.fullmatch(markdown):
        html = "".join(f"<p>{paragraph}</p>\n" for paragraph in _PARAGRAPHS.split(markdown.rstrip("\n")))
        return Rendered(markdown, html, _cut(markdown[:_READ]))
    tokens = _MARKDOWN.parse(markdown)
    # The excerpt first: what makes the HTML turns images into links.
    short = _excerpt(tokens) if len(markdown) <= _READ else excerpt(markdown)
    return Rendered(markdown, _to_html(tokens), short)
