"""A text that is so many times as long takes about so many times as long to render, and its HTML is so much longer.

An input is a text to grow: each byte stands for one of `TOKENS`, and those past 127 are repeated together.
"""

import time
from functools import lru_cache
from itertools import groupby

from ideaboard.core.ideas import text
from tests.unbreakable.fuzz.target import Target, unwatched

LONGEST = 24
TOKENS = (
    *("", "\n", "\n\n", " ", "  \n", "\t", "    ", "a", "b", "a ", "a\n", "1", "é", "😀", "word ", "/", "x", "\r\n"),
    *"*_~`[]()<>{}&\\|!-+=:;'\"#.@",
    *(
        "**",
        "~~",
        "``",
        "```\n",
        "*a*",
        "**a",
        "a**",
        "*a ",
        "a* ",
        "_a_",
        "`a`",
        "&amp;",
        "&#9;",
        "\\\n",
        "\u2028",
        "\x0b",
    ),
    *(
        "[a]",
        "[b]",
        "[a]: x",
        "[a]:",
        "](",
        "[a](x)",
        "![a](x)",
        "![",
        "<a:b>",
        "<http:",
        "(x)",
        " (",
        ' "',
        "http://a ",
    ),
    *("- ", "- a\n", "-\n", "+ ", "1. ", "1)", "> ", ">", "> a\n", "---\n", "===\n", "# ", "<!--"),
    *("|a", "a|", "|-", "|\n", "-|-\n"),
)
# Bytes of a text. What is linear is seen to be so on the first step.
LADDER = (512, 2048, 8192, 32_768)
# A step makes the text four times as long. What makes it so much slower each time, or its HTML longer, goes on.
MOST = 5
# The characters of HTML that a text may become: what is bounded for itself, and so many for each byte.
BOUNDED, EACH = 1_100_000, 100
# The heaviest text that is known to cost no more than its length, and how much heavier one may be.
HEAVY, HEAVIER = "[*", 6


def encoded(*parts: str) -> bytes:
    """The input of which `parts` are the tokens, those repeated that begin with ×."""
    return bytes(TOKENS.index(part.removeprefix("×")) | 128 * part.startswith("×") for part in parts)


def grown(data: bytes, size: int) -> str:
    """A text of about `size` bytes."""
    groups = [
        (repeated, "".join(TOKENS[byte % 128 % len(TOKENS)] for byte in group))
        for repeated, group in groupby(data, lambda byte: byte >= 128)
    ]
    once, many = (sum(len(part.encode()) for repeated, part in groups if repeated is kind) for kind in (False, True))
    times = max(1, (size - once) // many) if many else 1
    return "".join(part * (times if repeated else 1) for repeated, part in groups)


def cost(markdown: str, tries: int) -> tuple[float, int]:
    """The least CPU time in milliseconds of so many `tries`, and the length of the HTML."""
    least, html = float("inf"), ""
    for _ in range(tries):
        began = time.process_time()
        html = text.render(markdown).html
        least = min(least, 1000 * (time.process_time() - began))
    return least, len(html) + 1


@lru_cache
def heaviest(size: int) -> float:
    """The milliseconds that a text of `size` bytes may take."""
    return HEAVIER * cost(HEAVY * (size // 2), tries=3)[0]


def too_much(data: bytes, tries: int) -> str | None:
    """Why `data` is heavy or long at some size, or slower than its length all the way up."""
    steep, fast, small = True, 0.0, 0
    for size in LADDER:
        slow, large = cost(grown(data, size), tries)
        if slow > heaviest(size):
            return f"{size} bytes take {slow:.0f} ms"
        if large > BOUNDED + EACH * size:
            return f"{size} bytes become {large:,} characters"
        if fast:
            steep = steep and slow > MOST * fast
            if not steep and large < MOST * small:
                return None
        fast, small = slow, large
    return f"it takes {MOST} times the time for four times the text, up to {slow:.0f} ms" if steep else None


def check(data: bytes) -> None:
    """What once seems too much is measured again; a short one is for the fuzzer to see which way it goes."""
    text.render(grown(data, 64))
    with unwatched():
        if too_much(data, tries=1):
            # The machine may be slower than it was.
            heaviest.cache_clear()
            assert not (why := too_much(data, tries=2)), f"{why}: {grown(data, 60)!r}"


def _addresses_without_end() -> None:
    text._ADDRESSES = 10**12


def _tables_without_end() -> None:
    text._CELLS = 10**12


def _each_link_compared_with_all() -> None:
    to_html = text._to_html

    def compared(tokens: list[text.Token]) -> str:
        html = to_html(tokens)
        links = html.count("<a ")
        return html if sum(one <= other for one in range(links) for other in range(100 * links)) >= 0 else ""

    text._to_html = compared


SEEDS = [
    encoded(*parts)
    for parts in (
        ("[a]:", " ", "/", "×x", "\n\n", "×[a]"),
        ("×|a", "\n", "×|-", "\n", "×a\n"),
        ("×[", "×*"),
        ("×> ", "a"),
        ("×- a\n",),
        ("×*a ", "", "×a* "),
        ("[a]: x", "\n\n", "×`a`"),
    )
]

TARGET = Target(
    check, SEEDS, ("ideaboard.core.ideas.text", "markdown_it", "mdurl"), LONGEST,
    {
        "addresses without end": _addresses_without_end,
        "tables without end": _tables_without_end,
        "each link compared with all": _each_link_compared_with_all,
    },
)  # fmt: skip
