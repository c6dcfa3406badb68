"""The row function that a Schema is compiled to says what the Schema's own `dump` says."""

import json
import types
from datetime import UTC, date
from typing import Any

import marshmallow as ma
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ideaboard import clock
from ideaboard.api.dialect import contract as contract_module
from ideaboard.api.dialect import fields
from ideaboard.api.dialect.compiled import row_function, source_of
from ideaboard.api.dialect.schemas import Out
from ideaboard.api.ideas.comments import CommentShown
from ideaboard.api.ideas.ideas import IdeaShown
from ideaboard.api.ideas.tasks import TaskShown
from ideaboard.core.ideas.comments import DEEPEST
from ideaboard.core.outbox import deliveries, jobs
from ideaboard.core.tracking import issues
from ideaboard.core.tracking.connections import lock as lock_connection
from ideaboard.core.tracking.connections import pause
from tests.api.asking import routes, whole
from tests.api.lists import Lists
from tests.client import Client
from tests.make import Make


def _same(schema: type[ma.Schema], row: Any) -> None:
    compiled = row_function(schema, row._fields)(row)
    said = orjson.loads(orjson.dumps(compiled, option=orjson.OPT_UTC_Z))
    assert said == json.loads(orjson.dumps(schema().dump(row)))
    absent = set(getattr(schema, "OPTIONAL", ())) - set(compiled)
    assert list(compiled) == [name for name in schema().fields if name not in absent]


class Rows:
    """Every row that was written down by a row function, by its schema."""

    def __init__(self) -> None:
        self.seen: dict[type[ma.Schema], list[Any]] = {}

    def row_function(self, schema: type[ma.Schema], keys: tuple[str, ...]) -> Any:
        """Stands in for the real one, and keeps the rows."""
        real = row_function(schema, keys)

        def keep(row: Any) -> dict[str, Any]:
            self.seen.setdefault(schema, []).append(row)
            return real(row)

        return keep


@pytest.fixture
def rows(monkeypatch: pytest.MonkeyPatch) -> Rows:
    kept = Rows()
    monkeypatch.setattr(contract_module, "row_function", kept.row_function)
    return kept


def _every_state(make: Make, ada: Client, connection: int) -> None:
    """Ideas, tasks, comments, connections, jobs and issues in each of their states."""
    value = make.value()
    served = [{"value": value, "how": "It does."}]
    task = make.task("Tâsk", "*body*")
    make.idea("Open", "words", effort="large", learning="much", values=served, task=task)
    for outcome, then in (("decline", None), ("adopt", None), ("adopt", "start"), ("adopt", "done"), ("adopt", "drop")):
        idea = make.idea(outcome, by="ada")
        make.decide(idea, outcome)
        if then:
            make.decide(idea, then)
    ada.patch(make.path("idea", idea), title="Edited since")
    make.decide(make.idea(), "not_now", revisit_on=date(2999, 1, 1))
    for by in ("ada", "ben"):
        path = make.path("idea", make.idea("Withdrawn", "secret", by=by, learning="x", values=served))
        if by == "ada":
            assert ada.delete(path).status_code == 204
    parent = None
    talked = make.idea(by="ada")
    for _ in range(DEEPEST):
        parent = make.comment(talked, by="ada", parent=parent)
    ada.patch(make.path("comment", parent or 0), body="Changed")
    ada.delete(make.path("comment", make.comment(talked, by="ada")))
    ada.post(make.path("idea", talked, "/points"), side="against", text="No.")
    make.vote(talked, "ada", "ben")
    make.decide(make.idea(), "merge", into=talked)
    ada.post("/boards/team/ideas", title="In my name")
    for thing in ("idea", "comment"):
        ada.put(make.path(thing, talked if thing == "idea" else parent or 0, "/hide"), reason="Names a customer.")
    for state in ("partial", "linked", "refused"):
        idea = make.idea()
        make.decide(idea, "adopt")
        issue = make.issue(idea)
        with make.home.database.transaction() as session:
            issue = session.get_one(issues.Issue, issue.id)
            if state == "refused":
                issues.stuck(session, issue, "refused", "The project is read-only.")
            else:
                status = ("7", "Doing", "in_progress") if state == "linked" else None
                issues.made(
                    session, issue, issues.Remote("7", "P-7", "https://t.example/7", status), status and status[2]
                )
                if state == "linked":
                    issues.linked(session, issue)
    with make.home.database.transaction() as session:
        pause(session, lock_connection(session, connection), "The token is wrong.")
        job = jobs.owe(session, "connection.check", ("connection", connection), board=make.board())
        job.state, job.last_error, job.settled_at, job.result = "dead", "No.", clock.now(), {"a": [1, None]}
        deliveries.record(session, job.id, clock.now(), "refused", "No.")


def test_every_answer_made_of_a_row_is_what_its_schema_says(
    ada: Client, root: Client, make: Make, fake: None, rows: Rows
) -> None:
    lists = Lists(ada, root, make)
    _every_state(make, ada, lists.connection)
    for contract in routes():
        # Similar ideas are rows of the list.
        if (
            contract.paged
            and contract.rule not in ("/trackers", "/listeners")
            and not contract.rule.endswith("/similar")
        ):
            client, path, more = lists.of(contract.rule)
            if not whole(client, path):
                more()
            for row in whole(client, path, limit=100):
                single = {"id": path.split("/")[-1], **row}["id"]
                for one in (f"/{path.split('/')[-1]}/{single}", f"{path}/{row.get('number', single)}"):
                    client.get(one)
    ada.get("/me")
    ada.get(make.path("idea", lists.idea, "/vote"))
    invited = ada.post("/boards/team/invitations").json["url"].partition("#")[2]
    ada.post("/invitations", secret=invited)
    for seen, found in rows.seen.items():
        for row in found:
            _same(seen, row)
    answered = {contract.out for contract in routes() if contract.out is not None}
    # These are made of more than one row, so `dump` writes them down.
    by_dump = {"Ready", "Health", "TrackerShown", "ConnectionShown", "TokenMade", "DecisionWhole", "Comparison"}
    by_dump |= {"DeskShown", "UnansweredShown", "ParticipationShown", "StoryShown", "ValueWhole"}
    by_dump |= {
        "RoundShown",
        "Template",
        "Results",
        "WebhookMade",
        "Owed",
        "ConnectionMade",
        "ListenerShown",
        "ExportShown",
        "InvitationMade",
        "MachineTokenMade",
        "MailShown",
        "SessionNow",
        "SignInThere",
        "SignedOut",
        "IdentityShown",
        "Activity",
        "Preview",
    }
    assert {schema.__name__ for schema in answered - set(rows.seen)} == by_dump
    states = {row.status for row in rows.seen[IdeaShown]}
    assert states == {"open", "adopted", "in_progress", "done", "declined", "not_now", "dropped", "withdrawn", "merged"}


MOMENTS = st.datetimes(timezones=st.just(UTC))
IDS = st.integers(1, 2**62)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


def _values(name: str, field: ma.fields.Field[Any]) -> dict[str, st.SearchStrategy[Any]]:
    """What the columns behind a field can hold."""
    if isinstance(field, fields.Part):
        inner: dict[str, st.SearchStrategy[Any]] = {}
        for key, part in field.schema.fields.items():
            inner |= _values(key, part)
        found = {field.prefix + key: value for key, value in inner.items()}
        found[field.prefix + field.null_when] = st.none() | found[field.prefix + field.null_when]
        return found
    if isinstance(field, fields.Many):
        parts = {key: _values(key, part)[key] for key, part in field.inner.schema.fields.items()}
        return {name: st.lists(st.fixed_dictionaries(parts), max_size=3)}
    known: list[tuple[type[Any], st.SearchStrategy[Any]]] = [
        (fields.Id, IDS),
        (fields.Moment, MOMENTS),
        (fields.Day, st.dates()),
        (fields.Truth, st.booleans()),
        (fields.Whole, st.integers(0, 2**31)),
        (fields.OneOf, st.sampled_from(getattr(field, "words", ("x",)))),
        (fields.Text, TEXTS),
    ]
    found_here = next(strategy for kind, strategy in known if isinstance(field, kind))
    return {name: st.none() | found_here if field.allow_none else found_here}


def _rows(schema: type[ma.Schema]) -> st.SearchStrategy[Any]:
    columns: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in schema().fields.items():
        columns |= _values(name, field)
    return st.fixed_dictionaries(columns).map(lambda values: _Row(values))


class _Row(tuple[Any, ...]):
    """What SQLAlchemy's Row is to a row function and to marshmallow: positions and names."""

    _values: dict[str, Any]

    def __new__(cls, values: dict[str, Any]) -> "_Row":
        row = super().__new__(cls, values.values())
        row._values = values
        return row

    @property
    def _fields(self) -> tuple[str, ...]:
        return tuple(self._values)

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise AttributeError(name) from None


@pytest.mark.parametrize("schema", [IdeaShown, TaskShown, CommentShown])
@given(st.data())
def test_whatever_a_row_holds_both_say_the_same(schema: type[ma.Schema], data: st.DataObject) -> None:
    _same(schema, data.draw(_rows(schema)))


def test_a_column_that_is_missing_is_an_error_and_not_a_null() -> None:
    with pytest.raises(KeyError, match="status"):
        source_of(TaskShown, ("id", "board", "title", "excerpt"))


def test_a_field_that_says_no_code_cannot_be_compiled() -> None:
    class Odd(Out):
        """A field that is not one of ours."""

        name = ma.fields.String()

    with pytest.raises(AttributeError):
        row_function(Odd, ("name",))


def test_a_row_function_is_made_once() -> None:
    keys = ("voted", "votes")
    from ideaboard.api.ideas.votes import VoteShown

    assert row_function(VoteShown, keys) is row_function(VoteShown, keys)
    assert isinstance(row_function(VoteShown, keys), types.FunctionType)
