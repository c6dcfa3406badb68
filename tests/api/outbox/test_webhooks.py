"""Webhooks: set up by leaders, their secret shown once, every attempt seen, and sent again when asked."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from ideaboard import clock
from ideaboard.core.outbox import messages, webhooks
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import TOLD, Message
from ideaboard.core.tables import METADATA
from ideaboard.ids import decode, encode
from tests.client import PREFIX, Client, codes
from tests.make import Make
from tests.work.receiving import hook

WEBHOOKS = "/boards/team/webhooks"
URL = "https://tracker.example.org/hook"
KEY = {"Idempotency-Key": "k1"}


def _made(ada: Client, **fields: Any) -> str:
    answer = ada.post(WEBHOOKS, **{"url": URL, **fields})
    assert answer.status_code == 201, answer.json
    return f"/webhooks/{answer.json['id']}"


def _inside(path: str) -> int:
    return decode("webhook", path.rpartition("/")[2]) or 0


def _tried(make: Make, status: int | None = 500) -> str:
    """A message of the board's webhooks, owed by an idea and tried once; its outside id."""
    make.idea()
    with make.home.database.transaction() as session:
        message = session.scalars(select(Message).order_by(Message.id.desc()).limit(1)).one()
        _, delivery = messages.begun(session, message.id, clock.now())
        messages.ended(session, message.webhook_id, delivery, "failed", status, None if status else "Nobody was there.")
    return "msg_" + encode("message", message.id)


def test_a_webhook_is_shown_with_its_secret_once(ada: Client, make: Make) -> None:
    answer = ada.post(WEBHOOKS, url=URL, events=["task.posted", "idea.posted", "task.posted"], description=" Chat ")
    said = answer.json
    secret = said.pop("secret")
    assert (answer.status_code, answer.headers["Location"]) == (201, f"{PREFIX}/webhooks/{said['id']}")
    assert secret.startswith("whsec_")
    assert (said["url"], said["events"], said["ordered"]) == (URL, ["idea.posted", "task.posted"], False)
    assert (said["description"], said["state"], said["reason"], said["version"]) == ("Chat", "active", None, 1)
    assert (said["old_until"], "secret_already_shown" in said) == (None, False)
    assert ada.get(f"/webhooks/{said['id']}").json == said
    assert ada.get(WEBHOOKS).json["data"] == [said]


def test_a_repeat_leaves_the_secret_out_and_it_is_nowhere_in_the_database(ada: Client, make: Make) -> None:
    first, second = (ada.post(WEBHOOKS, KEY, url=URL) for _ in range(2))
    said = first.json
    secrets = [said.pop("secret")]
    assert second.json == {**said, "secret_already_shown": True}
    path = f"/webhooks/{said['id']}/rotate"
    first, second = (ada.post(path, KEY) for _ in range(2))
    said = first.json
    secrets.append(said.pop("secret"))
    assert second.json == {**said, "secret_already_shown": True}
    assert secrets[0] != secrets[1]
    with make.home.database.reading() as db:
        rows = [tuple(row) for table in METADATA.sorted_tables for row in db.execute(table.select())]
    everything = repr([bytes(v) if isinstance(v, memoryview) else v for row in rows for v in row])
    assert URL in everything
    for secret in secrets:
        assert secret.removeprefix("whsec_") not in everything


def test_a_rotated_secret_signs_beside_the_one_before_it(ada: Client, make: Make) -> None:
    first = ada.post(WEBHOOKS, url=URL).json
    path = f"/webhooks/{first['id']}"
    etag = ada.etag(path)
    second = ada.post(path + "/rotate").json
    assert second["old_until"] is not None
    assert ada.etag(path) != etag
    sealed = make.home.keys.unseal(hook(make, _inside(path)).sealed or b"")
    assert (sealed["secret"], [secret for secret, _ in sealed["before"]]) == (second["secret"], [first["secret"]])
    assert ada.get(path).json.get("secret") is None


def test_a_secret_whose_key_is_lost_is_replaced_by_rotating(ada: Client, make: Make) -> None:
    path = _made(ada)
    with make.home.database.transaction() as session:
        webhooks.lock(session, _inside(path)).sealed = b"sealed with another key"
    secret = ada.post(path + "/rotate").json["secret"]
    assert make.home.keys.unseal(hook(make, _inside(path)).sealed or b"") == {"secret": secret, "before": []}


@pytest.mark.parametrize(
    "url",
    [
        "http://tracker.example.org/hook", "ftp://tracker.example.org/", "file:///etc/passwd", "javascript:alert(1)",
        "https://ada:pw@tracker.example.org/", "https://ada@tracker.example.org/", "tracker.example.org/hook",
        "https://", "https:///hook", "//tracker.example.org", "https://[::1", "mailto:ada@example.org", "gopher://x/",
    ],
)  # fmt: skip
def test_what_can_never_be_called_is_refused(ada: Client, url: str) -> None:
    answer = ada.post(WEBHOOKS, url=url)
    assert (answer.status_code, codes(answer)) == (422, {"/url": "not_callable"}), answer.json
    assert "pw" not in answer.json["errors"][0]["detail"]
    path = _made(ada)
    assert codes(ada.patch(path, url=url)) == {"/url": "not_callable"}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"url": ""}, {"/url": "blank"}),
        ({"url": 7}, {"/url": "type"}),
        ({"url": "https://x.example.org/\nX: y"}, {"/url": "one_line"}),
        ({"events": ["idea.hidden"]}, {"/events/0": "not_one_of"}),
        ({"events": ["feedback.shared", "idea.posted"]}, {"/events/0": "not_one_of"}),
        ({"events": "idea.posted"}, {"/events": "type"}),
        ({"ordered": "yes"}, {"/ordered": "type"}),
        ({"state": "disabled"}, {"/state": "unknown_field"}),
        ({"secret": "whsec_x"}, {"/secret": "unknown_field"}),
    ],
)
def test_what_is_wrong_is_said(ada: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ada.post(WEBHOOKS, **{"url": URL, **fields})
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_all_that_may_be_told_can_be_asked_for(ada: Client) -> None:
    path = _made(ada, events=sorted(TOLD))
    assert ada.get(path).json["events"] == sorted(TOLD)


def test_a_board_has_twenty_at_most(ada: Client) -> None:
    paths = [_made(ada) for _ in range(20)]
    answer = ada.post(WEBHOOKS, url=URL)
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_webhooks")
    assert ada.delete(paths[0]).status_code == 204
    _made(ada)


def test_it_is_changed_by_whoever_read_it(ada: Client) -> None:
    path = _made(ada)
    etag = ada.etag(path)
    answer = ada.patch(path, etag, url=URL + "2", events=["idea.posted"], ordered=True, description="x")
    assert (answer.status_code, answer.json["version"]) == (200, 2)
    assert (answer.json["url"], answer.json["events"], answer.json["ordered"]) == (URL + "2", ["idea.posted"], True)
    assert ada.patch(path, etag, ordered=False).status_code == 412
    assert ada.ask("PATCH", path, json={"ordered": False}).status_code == 428
    assert ada.delete(path, etag).status_code == 412
    assert ada.patch(path, url=URL + "2").json["version"] == 2


def test_a_leader_disables_it_and_makes_it_active_again(ada: Client, make: Make) -> None:
    path = _made(ada)
    off = ada.patch(path, state="disabled").json
    assert (off["state"], off["reason"]) == ("disabled", "A leader disabled it.")
    make.idea()
    with make.home.database.reading() as db:
        assert db.execute(select(Job.id)).all() == []
    again = ada.patch(path, state="disabled").json
    assert again["since"] == off["since"]
    on = ada.patch(path, state="active").json
    assert (on["state"], on["reason"]) == ("active", None)
    make.idea()
    with make.home.database.reading() as db:
        assert len(db.execute(select(Job.id)).all()) == 1


def test_a_removed_one_is_not_there_any_more(ada: Client) -> None:
    path = _made(ada)
    assert ada.delete(path).status_code == 204
    assert ada.get(path).status_code == 404
    assert ada.get(path + "/deliveries").status_code == 404
    assert ada.post(path + "/rotate").status_code == 404
    assert ada.get(WEBHOOKS).json["data"] == []


@pytest.mark.parametrize("who", ["ben", "cy", "root"])
def test_only_leaders_know_of_them(app: Flask, ada: Client, make: Make, who: str) -> None:
    path = _made(ada)
    other = Client(app, make.token(who))
    refused = 403 if who == "ben" else 404
    assert other.get(WEBHOOKS).status_code == refused
    assert other.post(WEBHOOKS, url=URL).status_code == refused
    assert other.get(path).status_code == refused
    assert other.get(path + "/deliveries").status_code == refused
    for done in ("/rotate", "/redeliver"):
        fields = {"since": "2026-01-01T00:00:00Z"} if done == "/redeliver" else {}
        assert other.ask("POST", path + done, json=fields).status_code == refused
    assert other.patch(path, '"1.0"', ordered=True).status_code == refused
    assert other.delete(path, '"1.0"').status_code == refused


def test_every_attempt_is_seen_the_newest_first(ada: Client, make: Make) -> None:
    path = _made(ada)
    first = _tried(make, 503)
    second = _tried(make, None)
    rows = ada.get(path + "/deliveries").json["data"]
    assert [(row["message"], row["seq"], row["event"], row["outcome"], row["status"]) for row in rows] == [
        (second, 2, "idea.posted", "failed", None),
        (first, 1, "idea.posted", "failed", 503),
    ]
    assert [row["detail"] for row in rows] == ["Nobody was there.", None]
    page = ada.get(path + "/deliveries", limit=1).json
    assert page["data"] == rows[:1]
    assert ada.get(path + "/deliveries", limit=1, cursor=page["next"]).json["data"] == rows[1:]
    # A leader sees them with the job too.
    job = ada.get("/boards/team/jobs").json["data"][0]
    assert (job["kind"], job["subject"]["kind"]) == ("webhook.send", "webhook")
    assert [row["outcome"] for row in ada.get(f"/jobs/{job['id']}/deliveries").json["data"]] == ["failed"]


def test_sending_again_says_how_many_are_owed(ada: Client, make: Make) -> None:
    path = _made(ada)
    with clock.at(clock.now() - timedelta(hours=2)):
        make.idea()
    message = _tried(make)
    since = (clock.now() - timedelta(hours=1)).isoformat()
    assert ada.post(path + "/redeliver", message=message).json == {"owed": 1}
    assert ada.post(path + "/redeliver", since=since).json == {"owed": 1}
    since = (clock.now() - timedelta(hours=3)).isoformat()
    assert ada.post(path + "/redeliver", since=since).json == {"owed": 2}


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"/message": "required"}),
        ({"message": "msg_nothing0"}, {"/message": "unknown_id"}),
        ({"message": "nothing0"}, {"/message": "unknown_id"}),
        ({"message": 7}, {"/message": "unknown_id"}),
        ({"message": "msg_" + encode("message", 999_999)}, {"/message": "unknown_id"}),
        ({"since": "yesterday"}, {"/since": "type"}),
        ({"message": "msg_" + encode("message", 1), "since": "2026-01-01T00:00:00Z"}, {"/since": "one_only"}),
    ],
)
def test_what_cannot_be_sent_again_is_said(ada: Client, fields: dict[str, Any], wrong: dict[str, str]) -> None:
    answer = ada.post(_made(ada) + "/redeliver", **fields)
    assert (answer.status_code, codes(answer)) == (422, wrong)


def test_another_webhooks_message_is_not_sent_again_here(ada: Client, make: Make) -> None:
    _made(ada)
    message = _tried(make)
    other = _made(ada)
    assert codes(ada.post(other + "/redeliver", message=message)) == {"/message": "unknown_id"}


def test_nothing_is_sent_again_to_one_that_is_disabled(ada: Client) -> None:
    path = _made(ada)
    ada.patch(path, state="disabled")
    answer = ada.post(path + "/redeliver", since="2026-01-01T00:00:00Z")
    assert (answer.status_code, answer.json["code"]) == (409, "webhook_disabled")
