"""Kind words: where a text blames somebody, words that say what happened instead. Rules for English, each explained."""

from collections.abc import Sequence

from ideaboard.plugin import Suggestion, hookimpl
from ideaboard_kindwords.rules import RULES, Rule


@hookimpl
def ideaboard_suggest(text: str, kind: str) -> Sequence[Suggestion]:
    """What each rule finds in `text`, in the order of the text; where two find the same words, the first rule's."""
    found: list[Suggestion] = []
    taken = -1
    for start, end, rule in sorted(_matches(text), key=lambda match: match[:2]):
        if start >= taken:
            found.append(Suggestion(start, end, text[start:end], rule.why, rule.instead))
            taken = end
    return found


def _matches(text: str) -> list[tuple[int, int, Rule]]:
    return [(match.start(), match.end(), rule) for rule in RULES for match in rule.pattern.finditer(text)]
