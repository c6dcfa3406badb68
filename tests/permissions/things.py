"""Who and what there is to be judged: people, boards, and the things on them, as a request names them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Flask

from ideaboard import ids
from ideaboard.api.dialect.call import Installation
from ideaboard.core.people import tokens
from tests.client import Client
from tests.permissions.oracle import Board, Thing

# The far board is there for what is not to be seen of it.
JUDGED = ("team", "glass", "attic", "museum")

# In what two people say to each other: the author and the other one of a board, and nobody else sees it.
BETWEEN = "between-two"

# The Author-Key of whatever is anonymous.
KEY = "ak_of-whoever-it-was"


@dataclass(frozen=True)
class Placed:
    """A thing as the oracle knows it, and the ids with which a request names it and what belongs to it."""

    thing: Thing
    ids: Mapping[str, Any]
    note: str = ""

    def __str__(self) -> str:
        at = self.thing.board.slug if self.thing.board is not None else "no board"
        return " ".join(filter(None, (self.note or self.thing.state, self.thing.kind, "on", at)))


@dataclass
class World:
    """Everything there is: who, on which boards, and the things by board and kind."""

    app: Flask
    home: Installation
    people: dict[str, int] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    two: frozenset[str] = frozenset()
    boards: dict[str, Board] = field(default_factory=dict)
    things: dict[str, dict[str, list[Placed]]] = field(default_factory=dict)
    # By board: ids that bodies name, where the thing itself does not say another one.
    names: dict[str, dict[str, Any]] = field(default_factory=dict)

    def did(self, who: str, method: str, path: str, key: str = "", **fields: Any) -> Any:
        """What somebody's request answered, with an Author-Key or without; it must succeed."""
        said = {"json": fields} if fields else {}
        headers = {"If-Match": "*", **({"Author-Key": key} if key else {})}
        answer = Client(self.app, self.secrets[who]).ask(method, path, headers, **said)
        assert answer.status_code < 300, (who, method, path, answer.text)
        return answer.json

    def token(self, who: str, *scopes: str, **kw: Any) -> str:
        """A token of somebody's; with every scope unless some are named."""
        with self.home.database.transaction() as session:
            said = {"name": "test", "scopes": scopes or tokens.SCOPES, **kw}
            return tokens.create(session, self.people[who], **said)[1]

    def account(self, who: str) -> str:
        """The outside id of somebody's account."""
        return ids.encode("account", self.people[who])

    def of_kind(self, kind: str, boards: tuple[str, ...] = JUDGED) -> list[Placed]:
        """The things of a kind on these boards; those of no board are there once."""
        found = [placed for board in boards for placed in self.things[board].get(kind, ())]
        return [*found, *self.things[""].get(kind, ())]


def mark(board: str) -> str:
    """The mark in every text of a board, by which it is known where it should not be."""
    return f"mark-of-{board}"
