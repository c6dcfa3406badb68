"""What is private never leaves by webhook: no text, no name, no type of event that is not for everybody."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import String, Text, select

from ideaboard.core.outbox import events, messages
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.messages import KEPT_BACK, TOLD
from ideaboard.core.people import policy
from ideaboard.core.tables import METADATA
from ideaboard.ids import KINDS, encode
from ideaboard.work.carriers import webhooks as carrier
from tests.api.conftest import fake
from tests.api.test_openapi import DOCUMENT, _check
from tests.due import make_due
from tests.make import Make
from tests.unbreakable.world import world
from tests.work.receiving import Receiver, listen, receiver, work, worker_of

__all__ = ["fake"]

# Words of ours, which say nothing of anybody: states, kinds, types.
_OURS = re.compile(r"[a-z_.]{1,30}")

# A number for each kind of thing, far from every other.
MARKS = {kind: 7_000_000 + place for place, kind in enumerate(KINDS)}


@pytest.fixture
def there() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with receiver() as made:
        yield made


def test_every_type_of_event_may_leave_or_may_not_and_why() -> None:
    assert TOLD.keys() | KEPT_BACK.keys() == events.TYPES
    assert TOLD.keys() & KEPT_BACK.keys() == set()
    assert all(why.endswith(".") and len(why) > 20 for why in KEPT_BACK.values())


def test_what_may_leave_is_about_what_everybody_who_sees_the_board_may_read() -> None:
    for type, (subject, *about) in TOLD.items():
        for kind in (subject, *about):
            read = {"into": "idea.read"}.get(kind, f"{kind}.read")
            assert "outsider" in policy.TABLE[read].roles, type
    private = ("feedback.", "assignment.", "check_in.", "round.", "review.", "member.", "connection.", "webhook.")
    assert [type for type in TOLD if type.startswith(private) or type.endswith((".hidden", ".shown", ".purged"))] == []


def _tell_everything(make: Make, there: Receiver) -> None:
    """Record one event of every type, with the ids of everything that there is in its data."""
    listen(make, there.url)
    board, by = make.board(), make.person("ben")
    data: dict[str, Any] = {
        kind: number for kind, number in MARKS.items() if kind not in ("board", "connection", "session")
    }
    subjects = {type: subject for type, (subject, *_) in TOLD.items()}
    with make.home.database.transaction() as session:
        for type in sorted(events.TYPES):
            kind = subjects.get(type, type.partition(".")[0])
            number = board if kind == "board" else MARKS.get(kind, 7_100_000)
            events.record(session, type, (kind, number), board=board, actor=by, **{**data, "into": MARKS["idea"]})
    work(worker_of(make))


def _leaks(there: Receiver) -> list[str]:
    """What was sent that should not have been."""
    found = [f"{type} was told" for type in there.types() if type in KEPT_BACK]
    for got in there.taken:
        subject, *about = TOLD.get(got.json["type"], ("none",))
        known = {subject, *about, "idea" if "into" in about else subject}
        # The address of an argument has its idea's id.
        known |= {"idea"} if subject == "point" else set()
        found += [
            f"{got.json['type']} names the {kind}"
            for kind, number in MARKS.items()
            if kind not in known and encode(kind, number).encode() in got.body
        ]
    return found


def test_of_all_types_of_event_those_that_may_leave_do_and_name_only_what_is_said(make: Make, there: Receiver) -> None:
    _tell_everything(make, there)
    assert sorted(there.types()) == sorted(TOLD)
    assert _leaks(there) == []


def test_what_is_sent_is_what_the_document_says(make: Make, there: Receiver) -> None:
    _tell_everything(make, there)
    for got in there.taken:
        operation = DOCUMENT["webhooks"][got.json["type"]]["post"]
        schema = operation["requestBody"]["content"]["application/json"]["schema"]
        _check(schema, got.json)
        # And nothing that it does not say.
        assert set(got.json) == set(schema["properties"])
        for part in ("data", "about", "subject"):
            said = schema["properties"]["data"] if part == "data" else schema["properties"]["data"]["properties"][part]
            sent = got.json["data"] if part == "data" else got.json["data"][part]
            assert set(sent) <= set(said["properties"])


def test_a_type_that_is_told_by_mistake_would_be_found(
    make: Make, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(messages.TOLD, "assignment.offered", ("assignment", "idea"))
    monkeypatch.setitem(messages.ADDRESSES, "assignment", "/assignments/{id}")
    _tell_everything(make, there)
    assert _leaks(there) == ["assignment.offered was told"]


def test_an_id_that_is_told_by_mistake_would_be_found(
    make: Make, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(messages.TOLD, "idea.posted", ("idea", "task", "flag"))
    _tell_everything(make, there)
    monkeypatch.setitem(messages.TOLD, "idea.posted", ("idea", "task"))
    assert _leaks(there) == ["idea.posted names the flag"]


def _texts(make: Make) -> set[str]:
    """Every text of the database that somebody wrote, or that names somebody."""
    found = set()
    with make.home.database.reading() as db:
        for table in METADATA.sorted_tables:
            columns = [column for column in table.columns if isinstance(column.type, String | Text)]
            # The webhook's own address holds the word "hook" and the port of the receiver.
            if columns and table.name not in ("webhooks", "pulses"):
                for row in db.execute(select(*columns)):
                    found |= {text for text in row if text and len(text) > 3 and not _OURS.fullmatch(text)}
    return found


def _words_sent(there: Receiver, texts: set[str]) -> set[str]:
    return {text for got in there.taken for text in texts if text.encode() in got.body}


def _everything_happens(app: Flask, make: Make, there: Receiver) -> None:
    """A world in which everything is said once is told, what was said anonymously too."""
    make.board("team", voters_named="to_members")
    listen(make, there.url)
    world(app, make)
    work(worker_of(make))
    make_due(make.home.database)
    work(worker_of(make))


def test_of_all_that_people_write_no_word_is_sent(app: Flask, make: Make, fake: None, there: Receiver) -> None:
    _everything_happens(app, make, there)
    texts = _texts(make)
    assert len(texts) > 60
    assert len(there.taken) > 30
    assert _words_sent(there, texts) == set()
    with make.home.database.reading() as db:
        actors = dict(db.execute(select(Event.id, Event.actor_id)).tuples().all())
        nobody = {encode("event", number) for number, actor in actors.items() if actor is None}
    assert [got for got in there.taken if got.json["data"]["event"] in nobody and "actor" in got.json["data"]] == []
    assert any(got.json["data"]["event"] in nobody for got in there.taken)


def test_a_word_that_is_sent_by_mistake_would_be_found(
    app: Flask, make: Make, fake: None, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = carrier._body

    def telling(run: Any, facts: Any, seq: int) -> bytes:
        return body(run, facts, seq) + b" Whispered"

    monkeypatch.setattr(carrier, "_body", telling)
    _everything_happens(app, make, there)
    assert _words_sent(there, _texts(make)) == {"Whispered"}
