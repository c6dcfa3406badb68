"""What people write is shown safely, and never at the cost of the board."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ideaboard.core.ideas.text import _PLAIN, EXCERPT, excerpt, render, to_html


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("*one* **two** ~~three~~", "<p><em>one</em> <strong>two</strong> <s>three</s></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("<b>bold</b>", "<p>&lt;b&gt;bold&lt;/b&gt;</p>\n"),
        ("[x](https://e.org)", '<p><a href="https://e.org" rel="nofollow noopener noreferrer">x</a></p>\n'),
        ("![a cat](https://example.org/cat.png)",
         '<p><a href="https://example.org/cat.png" rel="nofollow noopener noreferrer">a cat</a></p>\n'),
    ],
)  # fmt: skip
def test_markdown_becomes_html(markdown: str, html: str) -> None:
    assert to_html(markdown) == html


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>)", "![x](javascript:alert(1))", "<img src=x onerror=alert(1)>",
        '[x](https://e.org "\' onmouseover=alert(1)")', "<a href='vbscript:x'>x</a>",
    ],
)  # fmt: skip
def test_nothing_in_it_can_run_or_load(markdown: str) -> None:
    html = to_html(markdown).lower()
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert " onmouseover=" not in html.replace("title=\"' onmouseover=", "")


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("Most of the night is *downloads*.", "Most of the night is downloads."),
        ("# A head\n\nand **words**,\nwrapped", "A head and words, wrapped"),
        ("```\ncode\n```", "code"),
        ("![a cat](cat.png)", "a cat"),
        ("", ""),
    ],
)
def test_an_excerpt_is_plain_text(markdown: str, plain: str) -> None:
    assert excerpt(markdown) == plain


@given(st.text(max_size=3000))
def test_an_excerpt_is_one_short_line_of_any_text(markdown: str) -> None:
    made = render(markdown)
    assert len(made.excerpt) <= EXCERPT
    assert "\n" not in made.excerpt
    assert made.source == markdown


def test_a_long_text_is_cut_with_a_sign() -> None:
    assert excerpt("word " * 500).endswith("word…")


# What plain paragraphs are made of, and what makes them something else.
PIECES = st.sampled_from(
    [*"aZé9 .,:;-+=!?'\"()/@%“–…\n中²", "\n\n", "1. ", "word ", "- ", "*", "_", "#", "&amp;", "\t", "|", "`"]
)


@settings(max_examples=1500)
@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60))
def test_plain_paragraphs_are_rendered_as_the_parser_would(markdown: str) -> None:
    made = render(markdown)
    assert made.html == to_html(markdown)
    assert made.excerpt == excerpt(markdown)


@pytest.mark.parametrize(
    ("markdown", "plain"),
    [
        ("We tried this once: it paid.\n\nSo (again) “why not”?\n", True),
        ("A line,\nand another - wrapped", True),
        ("It is *so*.", False),
        ("1. first", False),
        ("a\n===", False),
        ("a  \nb", False),
        ("a & b < c", False),
        ("see <https://e.org>", False),
    ],
)
def test_only_plain_paragraphs_are_spared_the_parser(markdown: str, plain: bool) -> None:
    assert bool(_PLAIN.fullmatch(markdown)) is plain
    assert render(markdown).html == to_html(markdown)


def test_a_long_plain_text_has_the_same_excerpt() -> None:
    for markdown in ("word " * 500 + "end", "word    " * 400 + "end", "one\n\n" * 900 + "end"):
        assert _PLAIN.fullmatch(markdown)
        assert render(markdown).excerpt == excerpt(markdown)


def test_a_row_that_is_short_is_filled_up() -> None:
    html = to_html("|a|b|c|\n|-|-|-|\n|1|\n" + "|2|\n" * 200)
    assert html.count("<td>") == 3 * 201


def test_a_text_full_of_full_tables_loses_no_row() -> None:
    tables = ("a|b\n-|-\n" + "c|d\n" * 10 + "\n") * 400
    assert to_html(tables).count("<td>") == 2 * 10 * 400


def _squares(count: int) -> str:
    """Tables, each with a wide head and as many rows, all but empty."""
    return ("|a" * 250 + "\n" + "|-" * 250 + "\n" + "b\n" * 250 + "\n") * count


def _addresses(link: str) -> str:
    """One long address, named again and again."""
    return f"[a]: /{'x' * 20_000}\n\n" + f"{link}\n" * 5000


@pytest.mark.parametrize(
    "markdown",
    [_squares(1), _squares(40), *map(_addresses, ("[a]", "![a]", "![][a]", "[b][a]", "[![a]][a]"))],
    ids=["a table", "tables", "links", "images", "images without words", "links with words", "images in links"],
)
def test_the_html_is_no_more_than_so_many_times_as_long(markdown: str) -> None:
    # Without a bound these are up to a hundred megabytes, or a minute.
    length = len(render(markdown).html)
    assert length < 20 * len(markdown) + 1_000_000


def test_a_link_past_all_bounds_keeps_its_words() -> None:
    html = to_html(_addresses("[a]"))
    assert html.count(">a</a>") == 5000
    assert 9 <= html.count("href=") <= 10


def test_a_long_text_of_links_that_each_say_their_address_keeps_them_all() -> None:
    markdown = "[é](/" + "é" * 20 + ") "
    whole = markdown * (65_536 // len(markdown.encode()))
    assert to_html(whole).count('href="/%C3%A9') == whole.count("[é]")
