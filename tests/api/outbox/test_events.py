"""A board's activity: read from now, from the beginning, and on; what everybody may know who sees the board."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from ideaboard import clock
from ideaboard.core.outbox import activity, events
from ideaboard.core.outbox.messages import KEPT_BACK, TOLD
from ideaboard.ids import encode
from tests.api.test_openapi import DOCUMENT, _check
from tests.client import Client, codes
from tests.make import Make
from tests.unbreakable.world import World, world

PATH = "/boards/team/events"


def told(client: Client, **query: Any) -> dict[str, Any]:
    """An answer."""
    answer = client.get(PATH, **query)
    assert answer.status_code == 200, answer.json
    said: dict[str, Any] = answer.json
    return said


def replay(client: Client, limit: int = 100) -> Iterator[dict[str, Any]]:
    """Every event, from the oldest that is kept."""
    said = told(client, start="oldest", limit=limit)
    yield from said["data"]
    while said["more"]:
        said = told(client, after=said["after"], limit=limit)
        yield from said["data"]


def titles(said: dict[str, Any]) -> list[str]:
    """What the events are, and about what."""
    return [f"{event['type']} {event['subject']['id']}" for event in said["data"]]


def posted(*ideas: int) -> list[str]:
    """That these ideas were posted."""
    return [f"idea.posted {encode('idea', idea)}" for idea in ideas]


def test_an_event_says_who_did_what_to_what_by_ids(ben: Client, make: Make) -> None:
    idea = make.idea(by="ben")
    make.decide(idea, "decline")
    ideas, decision = encode("idea", idea), ben.get("/boards/team/decisions").json["data"][0]["id"]
    first, second = told(ben)["data"]
    account = {"id": encode("account", make.person("ben")), "name": "Ben"}
    assert first == {
        "id": first["id"], "type": "idea.posted", "at": first["at"], "actor": account, "via": None,
        "connection": None, "subject": {"kind": "idea", "id": ideas}, "data": {},
    }  # fmt: skip
    assert (second["type"], second["actor"]["name"]) == ("idea.declined", "Ada")
    assert (second["subject"]["id"], second["data"]) == (ideas, {"decision": decision})
    assert first["at"] < second["at"]


def test_it_begins_with_the_newest_and_goes_on_with_what_happens(ben: Client, make: Make) -> None:
    one, two, three = (make.idea() for _ in range(3))
    said = told(ben, limit=2)
    assert (titles(said), said["more"]) == (posted(two, three), False)
    again = told(ben, after=said["after"])
    assert (again["data"], again["after"], again["more"]) == ([], said["after"], False)
    four, five = make.idea(), make.idea()
    said = told(ben, after=said["after"], limit=1)
    assert (titles(said), said["more"]) == (posted(four), True)
    said = told(ben, after=said["after"], limit=1)
    assert (titles(said), said["more"]) == (posted(five), False)
    assert titles({"data": list(replay(ben))}) == posted(one, two, three, four, five)
    assert titles({"data": list(replay(ben, limit=2))}) == posted(one, two, three, four, five)


def test_a_board_on_which_nothing_happened_yet_says_from_where_to_go_on(ben: Client, make: Make) -> None:
    for start in ({}, {"start": "newest"}, {"start": "oldest"}):
        said = told(ben, **start)
        assert (said["data"], said["more"]) == ([], False)
    idea = make.idea()
    assert titles(told(ben, after=said["after"])) == posted(idea)


def test_who_has_it_already_is_told_so(ben: Client, make: Make) -> None:
    make.idea()
    after = told(ben)["after"]
    etag = ben.get(PATH, after=after).headers["ETag"]
    for _ in range(2):
        same = ben.get(PATH, {"If-None-Match": etag}, after=after)
        assert (same.status_code, same.headers["ETag"], same.data) == (304, etag, b"")
    # A vote is no event.
    make.vote(make.idea(), "dia")
    now = ben.get(PATH, {"If-None-Match": etag}, after=after)
    assert (now.status_code, len(now.json["data"])) == (200, 1)
    make.vote(make.idea(by="ada"), "dia")
    later = ben.get(PATH, after=told(ben)["after"])
    assert later.json["data"] == []


@pytest.mark.parametrize(("query", "wrong"), [
    ({"after": "x"}, {"/after": "cursor_invalid"}),
    ({"after": ""}, {"/after": "blank"}),
    ({"start": "middle"}, {"/start": "not_one_of"}),
    ({"limit": 0}, {"/limit": "out_of_range"}),
    ({"limit": 101}, {"/limit": "out_of_range"}),
    ({"cursor": "x"}, {"/cursor": "unknown_parameter"}),
])  # fmt: skip
def test_what_cannot_be_asked(ben: Client, query: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ben.get(PATH, **query)
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_after_and_start_do_not_go_together(ben: Client) -> None:
    answer = ben.get(PATH, after=told(ben)["after"], start="oldest")
    assert (answer.status_code, codes(answer)) == (422, {"/start": "one_filter"})


def test_a_cursor_is_one_boards_and_one_lists(ada: Client, make: Make) -> None:
    make.board("other")
    foreign = ada.get("/boards/other/events").json["after"]
    make.idea()
    make.idea()
    of_ideas = ada.get("/boards/team/ideas", limit=1).json["next"]
    for cursor in (foreign, of_ideas):
        answer = ada.get(PATH, after=cursor)
        assert (answer.status_code, answer.json["code"]) == (422, "cursor_invalid")


def test_who_was_away_for_too_long_is_told_so(ben: Client, make: Make) -> None:
    make.idea()
    after = told(ben)["after"]
    with clock.at(clock.now() + timedelta(days=80)):
        assert told(ben, after=after)["data"] == []
        renewed = told(ben, after=after)["after"]
    with clock.at(clock.now() + timedelta(days=81)):
        answer = ben.get(PATH, after=after)
        assert (answer.status_code, answer.json["code"]) == (422, "cursor_invalid")
        assert "start=oldest" in answer.json["errors"][0]["detail"]
        assert told(ben, after=renewed)["data"] == []


def test_what_was_forgotten_is_not_replayed(ben: Client, make: Make) -> None:
    make.idea()
    with clock.at(clock.now() + activity.KEPT + timedelta(minutes=1)):
        young = make.idea()
        with make.home.database.transaction() as session:
            assert activity.forget_old(session) == 1
        assert titles({"data": list(replay(ben))}) == posted(young)


def test_it_is_for_whoever_sees_the_board(api: Client, ben: Client, cy: Client, root: Client, make: Make) -> None:
    make.idea()
    assert api.get(PATH).status_code == 401
    assert [cy.get(PATH).status_code, root.get(PATH).status_code] == [404, 404]
    make.board("open", visibility="open")
    idea = make.idea(board="open", by="ada")
    assert titles(cy.get("/boards/open/events").json) == posted(idea)
    # What happens on one board is on no other.
    assert len(told(ben)["data"]) == 1


@pytest.fixture
def everything(make: Make) -> Make:
    """An event of every type, with ids of everything in its data."""
    board, by = make.board(), make.person("ben")
    with make.home.database.transaction() as session:
        for type in sorted(events.TYPES):
            kind = TOLD.get(type, (type.partition(".")[0],))[0]
            named = dict.fromkeys(("idea", "task", "decision", "issue", "into", "assignment", "flag"), 7_000_000)
            events.record(session, type, (kind, 7_000_001), board=board, actor=by, **named)
    return make


def test_it_has_what_webhooks_tell_and_nothing_else(everything: Make, ada: Client, ben: Client) -> None:
    for client in (ada, ben):
        seen = list(replay(client, limit=7))
        assert sorted({event["type"] for event in seen}) == sorted(TOLD)
        for event in seen:
            subject, *about = TOLD[event["type"]]
            assert event["type"] not in KEPT_BACK
            assert event["subject"]["kind"] == subject
            assert set(event["data"]) == set(about)


def test_what_is_said_is_what_the_document_says(everything: Make, ben: Client) -> None:
    content = DOCUMENT["paths"]["/api/v1/boards/{board}/events"]["get"]["responses"]["200"]["content"]
    _check(content["application/json"]["schema"], told(ben, limit=100))


def test_nothing_that_happens_on_a_board_is_left_out_or_told_twice(app: Flask, make: Make, fake: None) -> None:
    there: World = world(app, make)
    seen = list(replay(there.client("ada"), limit=3))
    assert len({event["id"] for event in seen}) == len(seen) > 20
    with make.home.database.reading() as db:
        rows = db.execute(
            events.Event.__table__.select().where(
                events.Event.board_id == make.board(), events.Event.type.in_(TOLD), events.Event.actor_id.is_not(None)
            )
        ).all()
    hidden = {encode("event", row.id) for row in rows} - {event["id"] for event in seen}
    assert len(hidden) < len(seen) / 2
    for event in rows:
        if encode("event", event.id) in hidden:
            assert _about_hidden(there, event)


def _about_hidden(there: World, event: Any) -> bool:
    """Whether what it is about, or its idea, is hidden from a member."""
    client, kinds = there.client("ada"), {"into": "idea"}
    named = [(event.subject_kind, event.subject_id), *event.data.items()]
    paths = [
        f"/{kind}s/{encode(kind, number)}"
        for kind, number in ((kinds.get(kind, kind), number) for kind, number in named)
        if kind in ("idea", "comment")
    ]
    if event.subject_kind == "point":
        idea = encode("idea", event.data["idea"])
        paths.append(f"/ideas/{idea}/points/{encode('point', event.subject_id)}")
    return any(client.get(path).json.get("hidden") for path in paths)


def test_what_is_about_something_hidden_is_left_out_while_it_is(ada: Client, ben: Client, make: Make) -> None:
    seen, idea = make.idea(by="ben"), make.idea(by="ben")
    comment, point = make.comment(idea), make.point(idea)
    decision = make.decide(idea, "decline", promises=[{"promise": "Report.", "due_on": clock.today()}])
    ben.post(make.path("decision", decision, "/questions"), text="Why?")
    whole = titles({"data": list(replay(ben))})
    assert {title.partition(" ")[0] for title in whole} == {
        "idea.posted", "comment.posted", "point.posted", "idea.declined", "question.asked",
    }  # fmt: skip
    for path, left_out in (
        (make.path("comment", comment), {"comment.posted"}),
        (make.path("idea", idea, f"/points/{encode('point', point)}"), {"point.posted"}),
        (make.path("idea", idea), {"comment.posted", "point.posted", "idea.declined", "question.asked"}),
    ):
        assert ada.put(path + "/hide", reason="Rude.").status_code == 200
        # Of a leader too: it is one activity.
        for client in (ben, ada):
            kept = {title.partition(" ")[0] for title in titles({"data": list(replay(client))})}
            assert kept == {title.partition(" ")[0] for title in whole} - left_out
        if path == make.path("idea", idea):
            assert titles({"data": list(replay(ben))}) == posted(seen)
        assert ada.ask("DELETE", path + "/hide").status_code == 204
        assert titles({"data": list(replay(ben))}) == whole


def test_what_is_merged_into_something_hidden_is_left_out(ada: Client, ben: Client, make: Make) -> None:
    source, target = make.idea(by="ben"), make.idea(by="ben")
    make.decide(source, "merge", into=target)
    assert len(list(replay(ben))) == 3
    ada.put(make.path("idea", target, "/hide"), reason="Rude.")
    assert titles({"data": list(replay(ben))}) == posted(source)


def test_what_was_done_anonymously_comes_when_its_day_is_over_and_names_nobody(ben: Client, make: Make) -> None:
    make.idea()
    before = told(ben)["after"]
    made = ben.post("/boards/team/ideas", title="Marmalade", anonymous=True).json
    ben.post(f"/ideas/{made['id']}/comments", {"Author-Key": made["author_key"]}, body="Mine.")
    later = make.idea()
    said = told(ben, after=before)
    assert titles(said) == posted(later)
    day = clock.day().isoformat().replace("+00:00", "Z")
    with clock.at(clock.now() + timedelta(days=1)):
        with make.home.database.transaction() as session:
            assert activity.place_nameless(session) == 2
        behind = told(ben, after=said["after"])
        assert sorted(event["type"] for event in behind["data"]) == ["comment.posted", "idea.posted"]
        assert [(event["actor"], event["via"], event["at"]) for event in behind["data"]] == [(None, None, day)] * 2
        # Whoever read on met each once.
        assert len(list(replay(ben))) == 4


def test_somebody_who_left_is_called_so(ben: Client, make: Make) -> None:
    make.idea(by="dia")
    [event] = told(ben)["data"]
    assert event["actor"]["name"] == "Dia"
    dia = Client(ben._client.application, make.token("dia"))
    dia.patch("/me", name="Diana")
    [event] = told(ben)["data"]
    assert event["actor"]["name"] == "Diana"
