"""What is wrong with a piece of HTML that is to be shown to everybody: written from what browsers do, not from ours."""

import re
from html.parser import HTMLParser

# What the docs promise, said here once more: the code's own list is no witness for itself.
TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = {"a": {"href", "title", "rel"}, "ol": {"start"}, "code": {"class"}, "td": {"align"}, "th": {"align"}}
SCHEMES = ("http", "https", "mailto")
VOID = {"br", "hr"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Is it one of ours, with nothing in it that acts?"""
        if tag not in TAGS:
            self.wrong.append(f"<{tag}>")
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            if name not in ATTRIBUTES.get(tag, ()):
                self.wrong.append(f"{name}= in <{tag}>")
            if name == "href" and not _harmless(value or ""):
                self.wrong.append(f"href={value!r}")
        if tag == "a" and ("rel", "nofollow noopener noreferrer") not in attrs:
            self.wrong.append("a link without rel")

    def handle_endtag(self, tag: str) -> None:
        """Does it end what began last?"""
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> ends nothing")

    def handle_comment(self, data: str) -> None:
        """There are none."""
        self.wrong.append("a comment")

    def handle_decl(self, decl: str) -> None:
        """There are none."""
        self.wrong.append("a declaration")

    def unknown_decl(self, data: str) -> None:
        """There are none."""
        self.wrong.append("a declaration")

    def handle_pi(self, data: str) -> None:
        """There are none."""
        self.wrong.append("an instruction")


def _harmless(url: str) -> bool:
    # Browsers leave these out before they look for the scheme.
    plain = re.sub(r"[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028\u2029\ufeff]", "", url).lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain)
    return scheme is None or scheme.group(1) in SCHEMES


def violations(html: str) -> list[str]:
    """Everything in `html` that must not be there; empty when it is safe."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    found = reader.wrong + [f"<{tag}> never ends" for tag in reader.open]
    if "\0" in html:
        found.append("NUL")
    return found
