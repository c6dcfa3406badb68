"""Giving random requests something to hit: real ids, the version that is current, bodies that can succeed.

Everything is looked up: the ids by what kind of id a path or a field takes, the versions by the table's column, so
that a new route needs nothing here.
"""

import random
from typing import Any

from flask import Flask
from sqlalchemy import Table, func, select, update

from ideaboard import clock, ids
from ideaboard.api.dialect import fields
from ideaboard.api.dialect.blueprint import IdConverter
from ideaboard.api.dialect.contract import Contract
from ideaboard.core.people.tokens import SCOPES, Token, create, digest
from ideaboard.core.tables import METADATA
from tests.api.asking import body_of, routes
from tests.client import PREFIX
from tests.unbreakable.world import BECAUSE, World

REPAIR_EVERY = 40


def table_of(kind: str) -> Table | None:
    """The table of a kind of thing."""
    return METADATA.tables.get(kind + "s", METADATA.tables.get(kind))


def shape(rule: str) -> str:
    """A route's rule as the document writes it."""
    parts = [part.strip("<>").rpartition(":")[2] if part.startswith("<") else part for part in rule.split("/")]
    return PREFIX + "/".join(
        "{" + part + "}" if given.startswith("<") else part for part, given in zip(parts, rule.split("/"), strict=True)
    )


class Aim:
    """Aims the requests of one person at one world."""

    def __init__(self, here: World, who: str, seed: int) -> None:
        self.here, self.who = here, who
        self.random = random.Random(seed)
        self.contracts = {(contract.method, shape(contract.rule)): contract for contract in routes()}
        self.kinds = _kinds(here.app)
        self.calls = 0
        # One of its own: the first token's id is the docs' example, and whoever revokes that one learns nothing more.
        self.token = here.make.token(who) if who in here.tokens else None

    def before_call(self, case: Any) -> None:
        """Change the request that is about to be sent."""
        self.calls += 1
        if self.calls % REPAIR_EVERY == 1:
            self.repair()
        contract = self.contracts.get((case.method.upper(), case.path))
        meta = case.meta
        if contract is None or meta is None or not meta.generation.mode.is_positive:
            return
        if self.random.random() < 0.9:
            self._path(case)
        self._version(case, contract)
        self._key(case)
        self._body(case, contract)

    def _path(self, case: Any) -> None:
        names = list(case.path_parameters or {})
        row: Any = None
        # The last thing says on which board, or under which idea, it is.
        for name in reversed(names):
            if name == "board":
                slug = self._slug(row.board_id) if row is not None and hasattr(row, "board_id") else None
                case.path_parameters[name] = slug or self.random.choice(["team", "team", "team", "lobby"])
            elif name in self.kinds:
                above = getattr(row, f"{name}_id", None)
                row = self._row(self.kinds[name], above)
                if row is not None:
                    case.path_parameters[name] = ids.encode(self.kinds[name], row.id)
            elif name == "number":
                case.path_parameters[name] = 1
        self.hit = row

    def _row(self, kind: str, number: int | None = None) -> Any:
        table = table_of(kind)
        if table is None:
            return None
        with self.here.make.home.database.reading() as db:
            if number is not None:
                return db.execute(select(table).where(table.c.id == number)).first()
            last = db.execute(select(func.max(table.c.id))).scalar() or 0
            wanted = self.random.randint(1, last) if last else 0
            statement = select(table).where(table.c.id >= wanted)
            if kind == "token" and self.who in self.here.tokens:
                # Mine, but not the one that asks: with that one gone nothing more would be learnt.
                me = self.here.make.person(self.who)
                statement = statement.where(table.c.account_id == me, table.c.name != "test")
            if kind == "connection" and "board_id" in table.c:
                statement = statement.where(table.c.board_id == self.here.make.board("team"))
            return db.execute(statement.order_by(table.c.id).limit(1)).first()

    def _slug(self, board: int) -> str | None:
        boards = METADATA.tables["boards"]
        with self.here.make.home.database.reading() as db:
            return db.execute(select(boards.c.slug).where(boards.c.id == board)).scalar()

    def _version(self, case: Any, contract: Contract) -> None:
        asks = contract.versioned and contract.method in ("PATCH", "DELETE")
        if not asks or case.headers is None or self.random.random() < 0.15:
            return
        version = getattr(getattr(self, "hit", None), "version", None)
        case.headers["If-Match"] = f'"{version}.x"' if version and self.random.random() < 0.5 else "*"

    def _key(self, case: Any) -> None:
        # A key made by chance is "0" again and again, and then comes with another body.
        if case.headers and "Idempotency-Key" in case.headers and self.random.random() < 0.8:
            case.headers["Idempotency-Key"] += str(self.calls)

    def _body(self, case: Any, contract: Contract) -> None:
        if contract.body is None or not isinstance(case.body, dict):
            return
        if self.random.random() < 0.3:
            case.body = self._good(contract)
        case.body = self._real(contract.body(), case.body)

    def _good(self, contract: Contract) -> dict[str, Any]:
        """The body of the docs, its names new; where an example cannot fit what is there, one that does."""
        name = contract.view.__name__ if contract.view is not None else ""
        found = dict(body_of(contract))
        known = contract.body().fields if contract.body is not None else {}
        for key in ("slug", "name", "email"):
            if key in found:
                found[key] = f"n{self.calls}" + ("@example.org" if key == "email" else "")
        if "expires_at" in known or "due_on" in known or "revisit_on" in known:
            found = {key: value for key, value in found.items() if key not in ("expires_at", "revisit_on")}
        if name == "decide":
            status = getattr(self.hit, "status", "open") if getattr(self, "hit", None) is not None else "open"
            found = {
                **BECAUSE,
                "outcome": {"open": "adopt", "adopted": "done", "in_progress": "done"}.get(status, "reopen"),
            }
        if name == "decide_task" and getattr(self, "hit", None) is not None:
            found = {**BECAUSE, **self._words(self.hit.id)}
        if name == "choices":
            found = {"name": "project"}
        if "scopes" in found:
            found = {"name": "n", "scopes": ["read"]}
        if name == "edit" and "settings" in found:
            found = {"name": f"n{self.calls}"}
        if "after" in found:
            found = {"after": None}
        return found

    def _words(self, task: int) -> dict[str, Any]:
        table = METADATA.tables["ideas"]
        with self.here.make.home.database.reading() as db:
            rows = db.execute(select(table.c.id).where(table.c.task_id == task, table.c.status == "open").limit(50))
            first, *others = [ids.encode("idea", row.id) for row in rows] or ["x"]
        return {"adopt": [first], "others": [{"idea": idea, "outcome": "decline", "word": "No."} for idea in others]}

    def _real(self, schema: Any, body: Any) -> Any:
        """`body` with most of its ids replaced by some that there are."""
        if not isinstance(body, dict):
            return body
        return {name: self._real_value(schema.fields.get(name), value) for name, value in body.items()}

    def _real_value(self, field: Any, value: Any) -> Any:
        if isinstance(field, fields.Id) and isinstance(value, str) and value not in self._known:
            row = self._row(field.thing) if self.random.random() < 0.8 else None
            return ids.encode(field.thing, row.id) if row is not None else value
        if isinstance(field, fields.Many) and isinstance(value, list):
            return [self._real_value(field.inner, inner) for inner in value]
        if isinstance(field, fields.Nested):
            return self._real(field.schema, value)
        return value

    @property
    def _known(self) -> set[str]:
        return {ids.encode("idea", self.hit.id)} if getattr(self, "hit", None) is not None else set()

    def repair(self) -> None:
        """Undo what would end everything: accounts switched off or erased, boards archived, people sent away, jobs."""
        make, tables = self.here.make, METADATA.tables
        me, root = make.person(self.who) if self.token else 0, make.person("root")
        with make.home.database.transaction() as session:
            accounts = tables["accounts"]
            session.execute(update(accounts).values(disabled_at=None, erased_at=None))
            session.execute(update(accounts).where(accounts.c.id == root).values(admin=True))
            for slug in ("team", "lobby", "far"):
                boards = tables["boards"]
                session.execute(update(boards).where(boards.c.slug == slug).values(archived_at=None))
            rows = [("team", "ada", "leader"), ("team", "ben", "member"), ("lobby", "ada", "leader")]
            members = tables["memberships"]
            for slug, name, role in rows:
                board, account = make.board(slug), make.person(name)
                session.execute(members.delete().where(members.c.board_id == board, members.c.account_id == account))
                session.execute(
                    members.insert().values(board_id=board, account_id=account, role=role, joined_at=clock.now())
                )
            jobs = tables["jobs"]
            last = session.execute(select(func.max(jobs.c.id))).scalar()
            session.execute(update(jobs).where(jobs.c.id == last).values(state="dead", settled_at=clock.now()))
            session.execute(update(jobs).where(jobs.c.id != last).values(state="done", settled_at=clock.now()))
            if (
                self.token is not None
                and session.scalar(select(Token.id).where(Token.digest == digest(self.token))) is None
            ):
                # Whoever was erased goes on asking.
                made, _ = create(session, me, name="test", scopes=SCOPES)
                made.digest = digest(self.token)
            if self.who in self.here.tokens:
                tokens = tables["tokens"]
                mine = tokens.c.account_id == make.person(self.who)
                old = select(tokens.c.id).where(mine, tokens.c.name != "test").order_by(tokens.c.id.desc()).offset(5)
                session.execute(tokens.delete().where(tokens.c.id.in_(old)))


def _kinds(app: Flask) -> dict[str, str]:
    """The kind of id that each name of a path's part stands for."""
    return {
        name: converter.thing
        for rule in app.url_map.iter_rules()
        for name, converter in rule._converters.items()
        if isinstance(converter, IdConverter)
    }
