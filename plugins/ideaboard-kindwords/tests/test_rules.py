"""Each rule finds what it is for, and leaves alone what only looks like it."""

import re
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path
from typing import Any

import pluggy
import pytest
from ideaboard_kindwords import ideaboard_suggest
from ideaboard_kindwords.rules import RULES

from ideaboard.plugin import PROJECT, hooks

# For each rule: texts in which it finds the words between ‹ and ›, and texts in which it finds nothing.
EXAMPLES: dict[str, tuple[list[str], list[str]]] = {
    "always-never": (
        ["‹You always› forget.", "Because ‹they\nnever› test."],
        ["It always failed.", "We never saw it.", "You nevertheless won."],
    ),
    "fault": (
        ["It was ‹your fault›.", "‹Ben’s mistake›, they said.", "It is ‹my own fault›."],
        ["A fault in the disk.", "Their faultless release.", "Fault tolerance is our aim."],
    ),
    "blame": (
        ["Do not ‹blame› the night shift.", "The cache ‹was to blame›.", "‹Blaming› helps nobody."],
        ["A blameless review.", "git blame shows the line.", "a no-blame talk", "No blame, please."],
    ),
    "obviously": (
        ["‹Obviously› it broke.", "It was, ‹of course›, late."],
        ["It was not obvious.", "of coursework"],
    ),
    "just-simply": (
        ["You ‹just need› a key.", "‹Simply read› the page."],
        ["It had just begun.", "A just cause.", "just before noon", "simply wonderful"],
    ),
    "should-have": (
        ["We ‹should have known›.", "They ‹could’ve asked› us.", "You ‹ought to have checked› it."],
        ["It should work.", "We should have a limit.", "What could have helped?"],
    ),
    "character": (["A ‹careless› change.", "‹Negligence›!"], ["A careful change.", "lazy-loading of images"]),
    "insult": (["A ‹stupid› question.", "‹Incompetence› all round."], ["The dumbbell.", "competent work"]),
    "why-not": (
        ["‹Why didn't you› ask?", "‹Why did they not› look?", "‹why couldn’t he› wait"],
        ["Why did it not start?", "Why is the build red?"],
    ),
    "who-did": (["‹Who broke› it?", "‹Who is responsible› here?"], ["Whoever did it.", "Who can help?"]),
    "human-error": (["It was ‹human error›.", "‹operator error›"], ["An error of the disk.", "a humane error text"]),
    "forgot": (
        ["‹You forgot to› tell us.", "‹she didn't bother to› read"],
        ["We forgot the key.", "The build failed to start.", "They failed together."],
    ),
    "common-sense": (["It is ‹common sense›."], ["A common sensor."]),
}


def _found(text: str) -> list[tuple[str, str]]:
    """What is found in `text`: the words, and the reason."""
    return [(one.words, one.why) for one in ideaboard_suggest(text, "review")]


def test_every_rule_has_examples_of_both_kinds_and_a_name_of_its_own() -> None:
    assert list(EXAMPLES) == [rule.id for rule in RULES]
    assert len({rule.why for rule in RULES}) == len(RULES)
    assert all(found and left for found, left in EXAMPLES.values())
    assert all(rule.why and rule.instead for rule in RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_what_it_is_for(rule: Any) -> None:
    for marked in EXAMPLES[rule.id][0]:
        words = re.findall("‹(.*?)›", marked, re.DOTALL)
        text = marked.replace("‹", "").replace("›", "")
        assert _found(text) == [(word, rule.why) for word in words], text


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_alone_what_only_looks_like_it(rule: Any) -> None:
    for text in EXAMPLES[rule.id][1]:
        assert rule.why not in [why for _, why in _found(text)], text


def test_places_are_counted_in_characters_whatever_stands_before() -> None:
    text = "🎉 שלום — e\u0301tude: Stupid!"
    [one] = ideaboard_suggest(text, "comment")
    assert text[one.start : one.end] == one.words == "Stupid"


def test_finds_come_in_the_order_of_the_text_and_do_not_overlap() -> None:
    text = "Who broke it? Any idiot could see it. You never ask."
    found = ideaboard_suggest(text, "review")
    assert [one.words for one in found] == ["Who broke", "Any idiot", "You never"]
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("kind", ["review", "feedback", "decision", "comment"])
def test_a_kind_text_is_left_alone(kind: str) -> None:
    text = "The cache filled the disk at night. The alarm was set for another machine; we have set it for this one too."
    assert ideaboard_suggest(text, kind) == []


def _bounds(pattern: Any) -> list[tuple[int, int]]:
    """For every repeat in a parsed pattern: its bound, and how many repeats it is inside of."""

    def inside(parsed: Any, depth: int) -> list[tuple[int, int]]:
        found: list[tuple[int, int]] = []
        for op, argument in parsed:
            name = str(op)
            if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                found.append((int(argument[1]), depth))
                found += inside(argument[2], depth + (int(argument[1]) > 1))
            elif name == "BRANCH":
                found += [each for branch in argument[1] for each in inside(branch, depth)]
            elif name == "SUBPATTERN":
                found += inside(argument[-1], depth)
        return found

    return inside(re._parser.parse(pattern), 0)  # type: ignore[attr-defined]


def _linear(pattern: str) -> bool:
    return all(most <= 40 and depth == 0 for most, depth in _bounds(pattern))


def test_every_pattern_takes_time_in_proportion_to_the_text() -> None:
    assert all(_linear(rule.pattern.pattern) for rule in RULES)


@pytest.mark.parametrize("planted", [r"a+", r"(?:a{1,3}b){1,3}", r"x.*y", r"(a|b*)"])
def test_a_pattern_that_does_not_would_be_seen(planted: str) -> None:
    assert not _linear(planted)


def test_the_page_lists_every_rule_as_it_is() -> None:
    page = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
    told = re.findall(r"^\| `([^`]+)` \| (.*?) \| (.*) \|$", page, re.MULTILINE)
    assert told == [(rule.id, rule.why, rule.instead) for rule in RULES]


def test_the_board_finds_the_plugin_by_its_entry_point() -> None:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    (entry,) = entry_points(group=PROJECT, name="kindwords")
    manager.register(entry.load())
    manager.check_pending()
    [[found]] = manager.hook.ideaboard_suggest(text="It was your fault.", kind="comment")
    assert (found.start, found.end, found.words) == (7, 17, "your fault")
