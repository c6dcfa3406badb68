"""Our markdown as Jira takes it: whatever is written, it is a document, it fits, and the marker is found in it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ideaboard_jira.texts import LIMITS, Document, Texts, Wiki
from md_adf.adf import validate_adf

MARKER = "0123456789abcdef" * 2
BOTH = pytest.mark.parametrize("texts", [Document(), Wiki()], ids=["adf", "wiki"])

_SYNTAX = [
    "*", "**", "_", "`", "```", "#", "> ", "- ", "1. ", "    ", "\n", "\n\n", "[x](http://a.b)", "[", "](", "![", "|",
    "|---|", "---", "<b>", "<!--", "\\", "&amp;", "{code}", "[~admin]", "{noformat}", "~~", "h1. ", "\ud83d", "🌳",
    "\0", "ideaboard:" + "f" * 32, "\r\n", "\u2028", "- [ ] ", "http://x.y/z_1",
]  # fmt: skip
_MARKDOWN = st.lists(st.one_of(st.sampled_from(_SYNTAX), st.text(max_size=6)), max_size=40).map("".join)


def _fits(texts: Texts, made: Any) -> None:
    if isinstance(texts, Document):
        validate_adf(made)
        assert len(json.dumps(made, ensure_ascii=False)) <= LIMITS.body
    else:
        assert len(made) <= LIMITS.body
    json.dumps(made).encode()


@BOTH
@settings(max_examples=150, deadline=None)
@given(markdown=_MARKDOWN)
def test_whatever_is_written_is_a_text_that_jira_takes(texts: Texts, markdown: str) -> None:
    issue = texts.issue(markdown, MARKER)
    _fits(texts, issue)
    assert texts.marker(issue) == MARKER
    _fits(texts, texts.comment(markdown))
    assert isinstance(texts.read(issue), str)


@BOTH
@pytest.mark.parametrize(
    "unit", ["word ", "*", "[a](http://b.c) ", "- a\n", "> ", "{", "é", "🌳", "`a` ", "\n", "# a\n"]
)
def test_a_text_that_is_too_long_is_cut_and_the_marker_stays(texts: Texts, unit: str) -> None:
    issue = texts.issue(unit * (70_000 // len(unit)), MARKER)
    _fits(texts, issue)
    assert texts.marker(issue) == MARKER


def test_a_list_that_no_document_has_room_for_is_not_made() -> None:
    """Made whole, a list of thousands took gigabytes of a worker."""
    made: list[str] = []

    def watched(text: str) -> dict[str, Any]:
        made.append(text)
        return {"content": []}

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("ideaboard_jira.texts._document", watched)
        Document().comment("words " * 2_000 + "\n\n" + "- a\n" * 5_000)
    assert made[0].count("- a") == LIMITS.body // 50
    assert made[0].startswith("words words")
    short = "- a\n" * 300
    assert "…" not in json.dumps(Document().comment(short), ensure_ascii=False)


@BOTH
def test_deep_nesting_is_no_crash(texts: Texts) -> None:
    deep = "".join("  " * depth + "- a\n" for depth in range(150))
    _fits(texts, texts.issue(deep, MARKER))
    _fits(texts, texts.issue(">" * 3_000 + "a", MARKER))


@BOTH
@pytest.mark.parametrize("hostile", [None, 7, [], {}, {"content": 7}, {"content": [{"content": [{"text": 7}]}]}, "x"])
def test_a_description_of_any_kind_is_read(texts: Texts, hostile: Any) -> None:
    assert texts.marker(hostile) is None
    assert isinstance(texts.read(hostile), str)


def test_a_document_keeps_the_form() -> None:
    made = Document().comment("**Why**\n\n> shade\n\n- oak\n  1. big\n\n```python\nx = 1\n```\n\n[here](https://a.b)")
    kinds = [node["type"] for node in made["content"]]
    assert kinds == ["paragraph", "blockquote", "bulletList", "codeBlock", "paragraph"]
    assert made["content"][0]["content"] == [{"type": "text", "text": "Why", "marks": [{"type": "strong"}]}]
    assert made["content"][-1]["content"][0]["marks"] == [{"type": "link", "attrs": {"href": "https://a.b"}}]
    assert "**Why**" in Document().read(made)
    assert "[here](https://a.b)" in Document().read(made)


def test_wiki_markup_keeps_the_form_and_calls_nobody() -> None:
    made = Wiki().comment("**Why**\n\n- oak\n  1. big\n\n[here](https://a.b) [~admin] {code} *not*")
    assert "*Why*" in made
    assert "* oak\n*# big" in made
    assert "[here|https://a.b]" in made
    assert "[~admin]" not in made
    assert "{code}" not in made


def test_a_document_of_a_newer_kind_is_read_without_its_form() -> None:
    newer = {
        "type": "doc",
        "version": 1,
        "content": [
            {"type": "hologram", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "One."}]}]},
            {"type": "paragraph", "content": [{"type": "text", "text": "Two."}]},
        ],
    }
    words = Document().read(newer)
    assert "One." in words
    assert "Two." in words
