"""What every operation leaves in the audit trail is what its page says; posts, votes and answers leave nothing."""

import json
from collections import defaultdict
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from ideaboard.core.outbox import audit
from ideaboard.core.outbox.audit import AuditEntry
from tests.api.asking import routes
from tests.api.outbox.acts import STEPS
from tests.api.outbox.entering import BY_BROWSERS
from tests.client import PREFIX, Client
from tests.contract import template
from tests.house.test_docs_examples import table, words
from tests.make import Make
from tests.unbreakable.world import World, world

# What an operator does at the command line is no operation.
BY_OPERATORS = {"board.imported"}

# And what is refused is undone, but for its entry.
BY_REFUSAL = {"session.sign_in_failed"}


def told() -> dict[str, set[str]]:
    """What the page says that each operation leaves."""
    return {words(row[0])[0]: set(words(row[1])) - {"none"} for row in table("docs/audit.md", "acts")}


def test_the_page_has_every_operation_that_writes() -> None:
    assert list(told()) == sorted(f"{route.method} {template(route.rule)}" for route in routes() if not route.reads)


def test_every_type_is_left_by_an_operation() -> None:
    assert set().union(*told().values()) == audit.TYPES - BY_OPERATORS - BY_REFUSAL


class Watched(World):
    """A world in which everything that is done is followed by a look at what it left, by operation."""

    left: dict[str, set[str]]

    def did(self, who: str, method: str, path: str, **fields: Any) -> Any:
        """What the request answered; it must succeed."""
        before = self._newest()
        said = super().did(who, method, path, **fields)
        rule, _ = self.app.url_map.bind("").match(PREFIX + path, method, return_rule=True)
        with self.make.home.database.reading() as db:
            rows = db.execute(select(AuditEntry).where(AuditEntry.id > before)).all()
        self.left[f"{method} {template(rule.rule).removeprefix(PREFIX)}"] |= {row.type for row in rows}
        # A newcomer's account is made by what they do.
        assert who == "newcomer" or {row.actor_id for row in rows} <= {self.make.person(who)}, (method, path)
        return said

    def client(self, who: str) -> Client:
        """Somebody; a newcomer has no token."""
        return super().client("nobody" if who == "newcomer" else who)

    def _newest(self) -> int:
        with self.make.home.database.reading() as db:
            return db.execute(select(func.max(AuditEntry.id))).scalar() or 0


def test_every_operation_leaves_what_the_page_says_in_the_name_of_who_did_it(
    app: Flask, make: Make, fake: None
) -> None:
    made = world(app, make)
    here = Watched(made.app, made.make, made.tokens, made.ids)
    here.left = defaultdict(set)
    for step in STEPS:
        for who, what, fields, name in step(here) if callable(step) else [step]:
            method, _, path = here.fill(what).partition(" ")
            filled = json.loads(here.fill(json.dumps(fields, ensure_ascii=False)))
            said = here.did(who, method, path, **filled)
            if name:
                here.ids[name] = said["id"]
    left = {what: types for what, types in here.left.items() if not what.startswith("GET ")}
    assert left == {what: types for what, types in told().items() if what not in BY_BROWSERS}
