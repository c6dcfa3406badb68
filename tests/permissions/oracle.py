"""What the answer should be, by `docs/permissions.md` alone: its tables are parsed, its order of judging written anew.

Nothing of ideaboard is imported here, so that a rule that is wrong in the code is not wrong here too.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

_DOCS = Path(__file__).parents[2] / "docs"

# A token limited to a board may ask these all the same.
_OF_ANY_TOKEN = {"me.read", "board.list"}
_ON_BOARD = {"member", "leader"}


@dataclass(frozen=True)
class Answer:
    """An answer's status and, of a refusal, its code; status 0 says that it goes through."""

    status: int
    code: str = ""

    def __str__(self) -> str:
        return f"{self.status} {self.code}".strip() if self.status else "may"


MAY = Answer(0)


@dataclass(frozen=True)
class Board:
    """A board: who is on it, as what, and what is set there."""

    slug: str
    visibility: str
    archived: bool
    names_voters: bool
    roles: Mapping[str, str]


@dataclass(frozen=True)
class Asker:
    """Who asks, and what the way in which they say so allows: all of it, for a way that is no token.

    `known` is False for what is sent and is not good; `person` None says that nothing is sent at all. `key` is the
    Author-Key that is sent along. A `machine` is a service account; with a `session` somebody asks from a browser.
    """

    person: str | None
    scopes: frozenset[str] = frozenset({"read", "write", "decide", "admin"})
    only_on: str | None = None
    known: bool = True
    admin: bool = False
    key: str | None = None
    machine: bool = False
    session: bool = False


@dataclass(frozen=True)
class Thing:
    """What is asked about: on which board it is, in which state, and who has to do with it, by the page's words.

    The author of what is anonymous is the key that says so.
    """

    kind: str
    board: Board | None = None
    state: str = ""
    people: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Rule:
    scope: str
    roles: frozenset[str]
    states: frozenset[str]
    otherwise: str
    archived: bool


@dataclass(frozen=True)
class _Found:
    verbs: Sequence[str]
    states: frozenset[str]
    by: frozenset[str]
    by_who_left: bool


@dataclass(frozen=True)
class _Besides:
    verbs: Sequence[str]
    states: frozenset[str]
    where: str
    to: str
    to_all_but: bool
    answer: Answer


class Oracle:
    """The page, read once."""

    def __init__(self, page: str | None = None, concepts: str | None = None) -> None:
        page = page or (_DOCS / "permissions.md").read_text("utf-8")
        concepts = concepts or (_DOCS / "concepts.md").read_text("utf-8")
        self.rules = {_words(row[0])[0]: _rule(row) for row in _table(page, "policy")}
        self.found = [_found(row) for row in _table(page, "found")]
        self.authors = {verb: _words(row[1])[0] for row in _table(page, "authors") for verb in _words(row[0])}
        self.besides = [_besides(row) for row in _table(page, "besides")]
        self.keys = [(_words(row[0]), _words(row[1])[0]) for row in _table(page, "keys")]
        self.moves = {_words(row[0])[0]: frozenset(_words(row[1])) for row in _table(concepts, "moves")}
        self._apart = {pattern.split(".")[0] for row in self.found for pattern in row.verbs}

    def answer(
        self, verb: str | None, asker: Asker, thing: Thing, any_of: Sequence[str] = (), outcome: str = ""
    ) -> Answer:
        """What is answered to a request that is right in every other way.

        `any_of` are all verbs of the operation, where it does several; `outcome` is that of an idea's decision.
        """
        if verb is None:
            return MAY
        for verbs in (any_of or (verb,), (verb,)):
            for step in (self._token, self._key, self._place, self._role, self._board):
                refusals = [step(one, asker, thing) for one in verbs]
                if MAY not in refusals:
                    return refusals[-1]
        return self._against(verb, asker, thing, outcome)

    def _token(self, verb: str, asker: Asker, thing: Thing) -> Answer:
        rule = self.rules[verb]
        if not asker.known:
            return Answer(401, "unauthenticated")
        if "nobody" in rule.roles:
            return MAY
        if asker.person is None:
            return Answer(401, "unauthenticated")
        if rule.scope not in asker.scopes:
            return Answer(403, "insufficient_scope")
        if "admin" in rule.roles and not asker.admin:
            return Answer(403, "forbidden")
        of_no_board = bool({"account", "admin"} & rule.roles)
        if asker.only_on is not None and of_no_board and verb not in _OF_ANY_TOKEN:
            return Answer(403, "forbidden")
        return MAY

    def _key(self, verb: str, asker: Asker, thing: Thing) -> Answer:
        taken = any(verb in verbs and thing.kind == kind for verbs, kind in self.keys)
        return MAY if asker.key is None or taken else Answer(400, "author_key_not_taken")

    def _place(self, verb: str, asker: Asker, thing: Thing) -> Answer:
        nothing = Answer(404, "not_found")
        if thing.board is not None:
            if asker.only_on not in (None, thing.board.slug):
                return nothing
            if thing.board.visibility == "private" and asker.person not in thing.board.roles:
                return nothing
        elif thing.kind in self._apart and asker.only_on is not None:
            return nothing
        return MAY if self._finds(verb, asker, thing) else nothing

    def _finds(self, verb: str, asker: Asker, thing: Thing) -> bool:
        """Whether it is not, or not only, for others."""
        rows = [row for row in self.found if _fits(verb, row.verbs) and row.states & {"any", thing.state}]
        if thing.kind not in self._apart or not rows:
            return True
        is_on = thing.board is None or asker.person in thing.board.roles
        return any(self._words(asker, thing) & row.by and (is_on or row.by_who_left) for row in rows)

    def _role(self, verb: str, asker: Asker, thing: Thing) -> Answer:
        roles = self.rules[verb].roles
        if roles & {"nobody", "account", "admin"}:
            return MAY
        on = thing.board.roles.get(asker.person or "") if thing.board is not None else "account"
        is_ = {on or "outsider"}
        author = thing.people.get(self.authors.get(verb, "author"))
        if asker.key is not None and author != asker.key:
            return Answer(403, "wrong_author_key")
        if on is not None and author in (asker.person, asker.key) and author is not None:
            is_.add("author")
        return MAY if is_ & roles else Answer(403, "forbidden")

    def _board(self, verb: str, asker: Asker, thing: Thing) -> Answer:
        if thing.board is None or not thing.board.archived or self.rules[verb].archived:
            return MAY
        return Answer(409, "board_archived")

    def _against(self, verb: str, asker: Asker, thing: Thing, outcome: str) -> Answer:
        """Steps five and six: the words, and the state."""
        words = self._words(asker, thing)
        for row in self.besides:
            if (
                _fits(verb, row.verbs)
                and self._applies(row, thing)
                and (row.to == "everybody" or (row.to in words) != row.to_all_but)
            ):
                return row.answer
        rule = self.rules[verb]
        if outcome:
            return MAY if thing.state in self.moves[outcome] else Answer(409, "move_not_allowed")
        return MAY if rule.states & {"any", thing.state} else Answer(409, rule.otherwise)

    @staticmethod
    def _applies(row: _Besides, thing: Thing) -> bool:
        if row.where:
            return thing.board is not None and not thing.board.names_voters
        return bool(row.states & {"any", thing.state})

    @staticmethod
    def _words(asker: Asker, thing: Thing) -> set[str]:
        """What the asker is to the thing, in the words of the page."""
        words = {word for word, who in thing.people.items() if who == asker.person}
        words |= {"machine"} if asker.machine else set()
        words |= {"session"} if asker.session else set()
        role = thing.board.roles.get(asker.person or "") if thing.board is not None else None
        # A leader is on the board as members are.
        return words | ({role, "member"} if role == "leader" else {role} if role else set())


def _table(page: str, name: str) -> Iterator[list[str]]:
    """The rows of the table behind the comment `name`, as cells."""
    lines = page.partition(f"<!-- {name} -->\n")[2].splitlines()
    assert lines, f"the page has no table {name}"
    for line in lines[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split("|")]


def _words(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell) or [cell]


def _fits(verb: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(verb, pattern) for pattern in patterns)


def _rule(row: Sequence[str]) -> _Rule:
    _, scope, roles, states, otherwise, archived = row
    named = frozenset(role.strip() for role in roles.split(","))
    return _Rule(_words(scope)[0], named, frozenset(_words(states)), _words(otherwise)[0], archived == "yes")


def _found(row: Sequence[str]) -> _Found:
    verbs, states, by, left = row
    return _Found(_words(verbs), frozenset(_words(states)), frozenset(_words(by)), left.startswith("finds it"))


def _besides(row: Sequence[str]) -> _Besides:
    verbs, states, to, answer = row
    status, _, code = answer.partition(" ")
    where = states if states == "on a board that names no voters" else ""
    said = MAY if answer == "may" else Answer(int(status), _words(code)[0])
    return _Besides(_words(verbs), frozenset(_words(states)), where, _words(to)[0], "all but" in to, said)
