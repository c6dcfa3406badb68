"""The rules: what each finds, why it may hurt, and what to say instead.

Every pattern takes time in proportion to the text: a few words in a row, and no repeat without a bound.
"""

import re
from dataclasses import dataclass
from typing import Final

_SOMEBODY: Final = "(?:you|he|she|they|we|i)"
_NOT: Final = "(?:n['’]t| not)"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: a name, the words it finds, `why` they may hurt, and what to say `instead`."""

    id: str
    pattern: re.Pattern[str]
    why: str
    instead: str


def _rule(id: str, words: str, why: str, instead: str) -> Rule:
    # A space stands for one gap, whichever; words begin and end where words do.
    pattern = words.replace(" ", r"\s{1,3}")
    return Rule(id, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE), why, instead)


RULES: Final = (
    _rule(
        "always-never",
        "(?:you|he|she|they) (?:always|never)",
        "“Always” and “never” judge a person, and one exception ends the talk.",
        "Say what happened this time, and what came of it.",
    ),
    _rule(
        "fault",
        r"(?:my|your|his|her|our|their|whose|\w{1,40}['’]s) (?:own )?(?:fault|mistake)",
        "A fault that belongs to somebody ends the search for what made it possible.",
        "What made it possible was …",
    ),
    _rule(
        "blame",
        r"(?:is|are|was|were) to blame|(?<!git\s)(?<!no\s)blam(?:e|ed|es|ing)",
        "Where there is blame, people stop telling what they saw.",
        "What led to it was …",
    ),
    _rule(
        "obviously",
        "obviously|of course|needless to say|as everyone knows",
        "What was obvious afterwards was not before; whoever did not see it feels small.",
        "Leave it out, or say how one can see it.",
    ),
    _rule(
        "just-simply",
        "(?:just|simply) (?:had|has|have|need|needs|needed|do|use|read|ask|check|follow|look|test|try|fix)",
        "“Just” makes work look small that may not have been.",
        "Say what there is to do, without “just” or “simply”.",
    ),
    _rule(
        "should-have",
        "(?:should|could|ought to)(?: have|['’]ve) (?:known|seen|noticed|checked|tested|asked|told|thought)",
        "It measures people then by what is known now.",
        "What was known then was …; what would have shown it is …",
    ),
    _rule(
        "character",
        "careless(?:ly|ness)?|sloppy|sloppiness|lazy|laziness|negligen(?:t|ce|tly)|reckless(?:ly)?|unprofessional",
        "It speaks of a character, which no action can mend.",
        "Say what was missing: time, a check, a second pair of eyes.",
    ),
    _rule(
        "insult",
        "stupid(?:ly|ity)?|idiots?|idiotic|dumb|foolish(?:ly)?|moron(?:s|ic)?|incompeten(?:t|ce)|clueless",
        "It hurts, and explains nothing.",
        "Say what was surprising, and what was hard to know.",
    ),
    _rule(
        "why-not",
        f"why (?:did|do|does|have|has|could|would){_NOT} {_SOMEBODY}|why (?:did|do|have|could|would) {_SOMEBODY} not",
        "“Why didn’t you” asks for a defence, not for an answer.",
        "What made it hard to …?",
    ),
    _rule(
        "who-did",
        "who (?:broke|caused|did|approved|merged|allowed|messed up|is responsible|was responsible)",
        "It asks for a person; the next one in the same place does the same.",
        "What made it possible?",
    ),
    _rule(
        "human-error",
        "(?:human|user|operator|pilot) error",
        "It is where the questions should begin, and it is used to end them.",
        "What made the slip easy, and what would have caught it?",
    ),
    _rule(
        "forgot",
        "(?:you|he|she|they) (?:forgot|failed|neglected|refused|didn['’]t bother|did not bother) to",
        "It says what somebody lacked, not what they would have needed.",
        "… did not happen; what would have reminded us is …",
    ),
    _rule(
        "common-sense",
        "common sense|any idiot|a child could",
        "What is common to some is new to others; it shames whoever asks.",
        "Say the rule itself, and where it is written down.",
    ),
)
