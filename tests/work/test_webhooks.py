"""What a webhook is sent, signed; what each answer means; what becomes of messages when the receiver is away."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime

import pytest
from sqlalchemy import select
from standardwebhooks import WebhookVerificationError

from ideaboard import __version__, clock, ids
from ideaboard.core.ideas import ideas, moderation
from ideaboard.core.ideas.text import render
from ideaboard.core.outbox import webhooks
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.messages import Message
from ideaboard.ids import encode
from ideaboard.work.worker import Worker
from tests.due import make_due
from tests.make import Make
from tests.work.receiving import (
    Receiver,
    all_jobs,
    due_in,
    forward,
    hook,
    later,
    listen,
    receiver,
    verified,
    work,
    worker_of,
)


@pytest.fixture
def worker(make: Make) -> Worker:
    """A worker in this process."""
    return worker_of(make)


@pytest.fixture
def there() -> Iterator[Receiver]:
    """A receiver that takes everything."""
    with receiver() as made:
        yield made


def _edit(make: Make, idea: int, title: str) -> None:
    by = make.person("ben")
    with make.home.database.transaction() as session:
        ideas.edit(session, ideas.lock(session, idea), by, None, title=title)


def _redeliver(make: Make, webhook: int, message: int | None = None, since: datetime | None = None) -> int:
    with make.home.database.transaction() as session:
        return webhooks.redeliver(session, webhooks.lock(session, webhook), make.person("ada"), message, since)


def _rotate(make: Make, webhook: int) -> str:
    by, secret = make.person("ada"), ids.signing_secret()
    with make.home.database.transaction() as session:
        found = webhooks.lock(session, webhook)
        secrets = webhooks.rotated(make.home.keys.unseal(found.sealed or b""), secret)
        webhooks.rotate(session, found, by, make.home.keys.seal(secrets))
    return secret


def _deliveries(make: Make) -> list[Delivery]:
    with make.home.database.transaction() as session:
        return list(session.scalars(select(Delivery).order_by(Delivery.id)))


def test_an_event_is_told_signed_by_ids_alone(make: Make, worker: Worker, there: Receiver) -> None:
    _, secret = listen(make, there.url)
    ben = make.person("ben")
    idea = make.idea("Secret plans", task=(task := make.task("More plans")))
    assert work(worker) == 2
    _, got = there.taken
    said = verified(got, secret)
    assert got.json == said
    outside = encode("idea", idea)
    base = make.home.settings.base_url
    event = said["data"].pop("event")
    assert said == {
        "type": "idea.posted",
        "timestamp": said["timestamp"],
        "data": {
            "seq": 2,
            "board": "team",
            "actor": encode("account", ben),
            "subject": {"kind": "idea", "id": outside, "url": f"{base}/api/v1/ideas/{outside}"},
            "about": {"task": encode("task", task)},
        },
    }
    assert ids.decode("event", event)
    assert abs(datetime.fromisoformat(said["timestamp"]) - clock.now()) < timedelta(minutes=1)
    assert got.headers["content-type"] == "application/json"
    assert got.headers["user-agent"] == f"ideaboard/{__version__}"
    assert b"plans" not in got.body
    assert [(each.outcome, each.status, each.detail) for each in _deliveries(make)] == [("done", 204, None)] * 2
    assert {job.state for job in all_jobs(make)} == {"done"}


def test_what_was_tampered_with_or_signed_with_another_secret_is_refused(
    make: Make, worker: Worker, there: Receiver
) -> None:
    _, secret = listen(make, there.url)
    make.idea()
    work(worker)
    [got] = there.taken
    verified(got, secret)
    with pytest.raises(WebhookVerificationError):
        verified(got, ids.signing_secret())
    got.body = got.body.replace(b'"seq":1', b'"seq":2')
    with pytest.raises(WebhookVerificationError):
        verified(got, secret)


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp"])
def test_what_the_headers_say_is_signed_too(make: Make, worker: Worker, there: Receiver, name: str) -> None:
    _, secret = listen(make, there.url)
    make.idea()
    work(worker)
    [got] = there.taken
    got.headers[name] += "1" if name == "webhook-id" else ""
    if name == "webhook-timestamp":
        got.headers[name] = str(int(got.headers[name]) + 1)
    with pytest.raises(WebhookVerificationError):
        verified(got, secret)


def test_a_replaced_secret_signs_beside_the_new_one_for_a_day(make: Make, worker: Worker, there: Receiver) -> None:
    webhook, first = listen(make, there.url)
    second = _rotate(make, webhook)
    make.idea()
    work(worker)
    third = _rotate(make, webhook)
    make.idea()
    work(worker)
    for got, secrets in zip(there.taken, ([first, second], [first, second, third]), strict=True):
        assert got.headers["webhook-signature"].count("v1,") == got.headers["webhook-signature"].count(" ") + 1
        assert len(got.headers["webhook-signature"].split(" ")) == len(secrets)
        for secret in secrets:
            verified(got, secret)
    make.idea()
    with later(hours=24.1):
        work(worker)
    last = there.taken[-1]
    sealed = make.home.keys.unseal(hook(make, webhook).sealed or b"")
    at = int(last.headers["webhook-timestamp"])
    with later(hours=24.1):
        assert last.headers["webhook-signature"] == webhooks.signature(sealed, last.id, at, last.body)
    assert len(last.headers["webhook-signature"].split(" ")) == 1
    # Rotated again, the sealed secrets hold none that no longer signs.
    with later(hours=25):
        _rotate(make, webhook)
    assert len(make.home.keys.unseal(hook(make, webhook).sealed or b"")["before"]) == 1


def test_the_secret_rests_sealed(make: Make, there: Receiver) -> None:
    webhook, secret = listen(make, there.url)
    assert secret.encode() not in (hook(make, webhook).sealed or b"")
    assert make.home.keys.unseal(hook(make, webhook).sealed or b"")["secret"] == secret


def test_only_what_is_wanted_is_owed(make: Make, worker: Worker, there: Receiver) -> None:
    listen(make, there.url, "idea.adopted", "task.posted")
    make.decide(make.idea(), "adopt")
    make.vote(make.idea(), "ben")
    make.task()
    work(worker)
    assert there.types() == ["idea.adopted", "task.posted"]
    assert [got.json["data"]["seq"] for got in there.taken] == [1, 2]


def test_what_is_undone_is_not_told_and_a_vote_never_is(make: Make, there: Receiver) -> None:
    listen(make, there.url)
    board, ben = make.board(), make.person("ben")

    def fail() -> None:
        with make.home.database.transaction() as session:
            ideas.post(session, board, ben, title="No", body=render("Words."))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert all_jobs(make) == []
    idea = make.idea()
    before = len(all_jobs(make))
    make.vote(idea, "ben", "dia")
    assert len(all_jobs(make)) == before


def test_another_boards_events_are_not_told(make: Make, worker: Worker, there: Receiver) -> None:
    listen(make, there.url, board="other")
    make.idea()
    assert work(worker) == 0


def test_a_receiver_that_is_away_for_70_hours_gets_everything_in_order_where_asked(
    make: Make, worker: Worker, there: Receiver
) -> None:
    listen(make, there.url, ordered=True)
    there.status = 503
    titles = [make.idea(f"Idea {number}") for number in range(3)]
    for number in range(3):
        for idea in titles:
            _edit(make, idea, f"Again {number} {idea}")
    gone = 0.0
    while gone < 70 * 3600:
        work(worker)
        forward(make, timedelta(minutes=30))
        gone += 1800
    assert there.taken == []
    assert {job.state for job in all_jobs(make)} == {"ready"}
    there.status = 200
    hours = 0
    while {job.state for job in all_jobs(make)} != {"done"}:
        work(worker)
        forward(make, timedelta(hours=1))
        hours += 1
        assert hours < 60
    assert len(there.taken) == 12
    for idea in titles:
        told = [got for got in there.taken if got.json["data"]["subject"]["id"] == encode("idea", idea)]
        assert [got.json["type"] for got in told] == ["idea.posted"] + ["idea.edited"] * 3
        events = [ids.decode("event", got.json["data"]["event"]) for got in told]
        assert events == sorted(events, key=lambda each: each or 0)
    # Each kept its id and number over all attempts.
    numbers = {got.id: got.json["data"]["seq"] for got in there.tried}
    assert sorted(numbers.values()) == list(range(1, 13))
    assert len({(got.id, got.json["data"]["seq"]) for got in there.tried}) == 12


def test_in_no_order_what_comes_later_does_not_wait(make: Make, worker: Worker, there: Receiver) -> None:
    listen(make, there.url)
    idea = make.idea()
    _edit(make, idea, "Better")
    there.judge = lambda got: 503 if got.json["type"] == "idea.posted" else 200
    work(worker)
    assert there.types() == ["idea.edited"]
    there.judge = None
    make_due(make.home.database)
    work(worker)
    assert there.types() == ["idea.edited", "idea.posted"]


def test_in_order_a_dead_message_holds_up_nobody(make: Make, worker: Worker, there: Receiver) -> None:
    listen(make, there.url, ordered=True)
    idea = make.idea()
    _edit(make, idea, "Better")
    there.judge = lambda got: 500 if got.json["type"] == "idea.posted" else 200
    for _ in range(len(webhooks.SCHEDULE)):
        work(worker)
        assert there.taken == []
        make_due(make.home.database)
    work(worker)
    assert there.types() == ["idea.edited"]
    assert [job.state for job in all_jobs(make)] == ["dead", "done"]


def test_a_message_is_tried_eleven_times_in_three_days_and_is_dead_then(
    make: Make, worker: Worker, there: Receiver
) -> None:
    listen(make, there.url)
    make.idea()
    there.status = 500
    waited = []
    while work(worker):
        [job] = all_jobs(make)
        if job.state == "ready":
            waited.append(due_in(make, job.id))
        make_due(make.home.database)
    assert (job.state, job.last_error) == ("dead", "It answered 500.")
    assert len(there.tried) == 11
    assert len({got.id for got in there.tried}) == 1
    for said, wait in zip(webhooks.SCHEDULE, waited, strict=True):
        assert said - 2 < wait < said * 1.25 + 2
    assert 75 < sum(webhooks.SCHEDULE) / 3600 < 77
    assert [(each.outcome, each.status) for each in _deliveries(make)] == [("failed", 500)] * 11


def test_each_attempt_has_its_own_moment(make: Make, worker: Worker, there: Receiver) -> None:
    _, secret = listen(make, there.url)
    make.idea()
    there.status = 500
    work(worker)
    make_due(make.home.database)
    there.status = 200
    with later(minutes=4):
        work(worker)
    first, second = (int(got.headers["webhook-timestamp"]) for got in there.tried)
    assert 235 <= second - first <= 260
    verified(there.tried[1], secret)


@pytest.mark.parametrize("status", [300, 301, 302, 307, 400, 401, 404, 429, 500, 503])
def test_every_other_answer_is_a_failure_and_no_redirect_is_followed(
    make: Make, worker: Worker, there: Receiver, status: int
) -> None:
    listen(make, there.url)
    make.idea()
    there.status = status
    there.headers = {"location": there.url + "/elsewhere"}
    work(worker)
    assert [got.path for got in there.tried] == ["/hook"]
    [job] = all_jobs(make)
    assert (job.state, job.attempts) == ("ready", 1)


def test_nobody_there_is_a_failure(make: Make, worker: Worker) -> None:
    listen(make, "http://127.0.0.1:9/hook")
    make.idea()
    work(worker)
    [job] = all_jobs(make)
    assert (job.state, job.attempts) == ("ready", 1)
    [delivery] = _deliveries(make)
    assert (delivery.outcome, delivery.status) == ("failed", None)
    assert "127.0.0.1 cannot be reached" in (delivery.detail or "")


@pytest.mark.parametrize(("asked", "least"), [("600", 600), ("1", 5), ("date", 900), ("nonsense", 5)])
def test_no_attempt_comes_before_the_receiver_asks_for_it(
    make: Make, worker: Worker, there: Receiver, asked: str, least: int
) -> None:
    listen(make, there.url)
    make.idea()
    there.status = 503
    if asked == "date":
        asked = format_datetime(clock.now() + timedelta(seconds=least + 3), usegmt=True)
    there.headers = {"retry-after": asked}
    work(worker)
    [job] = all_jobs(make)
    assert least - 2 < due_in(make, job.id) < least * 1.25 + 10


def test_a_410_disables_the_webhook_and_what_is_owed_waits(make: Make, worker: Worker, there: Receiver) -> None:
    webhook, _ = listen(make, there.url)
    make.idea("First")
    make.idea("Second")
    there.status = 410
    assert work(worker) == 1
    found = hook(make, webhook)
    assert (found.state, found.reason) == ("disabled", "The receiver answered 410: it wants no more.")
    assert [each.outcome for each in _deliveries(make)] == ["gone"]
    make_due(make.home.database)
    assert work(worker) == 0
    make.idea("While it is disabled")
    there.status = 200
    with make.home.database.transaction() as session:
        webhooks.edit(session, webhooks.lock(session, webhook), make.person("ada"), None, state="active")
    work(worker)
    assert [got.json["data"]["seq"] for got in there.taken] == [1, 2]
    assert hook(make, webhook).reason is None


def test_a_removed_webhook_is_sent_nothing_more_and_forgets_its_secret(
    make: Make, worker: Worker, there: Receiver
) -> None:
    webhook, _ = listen(make, there.url)
    make.idea()
    with make.home.database.transaction() as session:
        webhooks.remove(session, webhooks.lock(session, webhook), make.person("ada"), None)
    assert work(worker) == 0
    [job] = all_jobs(make)
    assert (job.state, job.result) == ("done", {"left_out": webhooks.REMOVED})
    found = hook(make, webhook)
    assert (found.sealed, found.url) == (None, "")
    make.idea()
    assert len(all_jobs(make)) == 1


def test_a_message_under_way_when_its_webhook_is_removed_is_dropped(
    make: Make, worker: Worker, there: Receiver
) -> None:
    webhook, _ = listen(make, there.url)
    make.idea()
    by = make.person("ada")

    def removing(got: object) -> int:
        with make.home.database.transaction() as session:
            webhooks.remove(session, webhooks.lock(session, webhook), by, None)
        return 500

    there.judge = removing
    work(worker)
    make_due(make.home.database)
    work(worker)
    assert len(there.tried) == 1
    assert [job.result for job in all_jobs(make)] == [{"left_out": webhooks.REMOVED}]


def test_one_message_or_all_since_are_sent_again_with_their_ids(make: Make, worker: Worker, there: Receiver) -> None:
    webhook, _ = listen(make, there.url)
    with later(hours=-3):
        make.idea("Long ago")
    for number in range(3):
        make.idea(f"Idea {number}")
    work(worker)
    first = [(got.id, got.json["data"]["seq"]) for got in there.taken]
    there.taken.clear()
    message = ids.decode("message", first[2][0].removeprefix("msg_"))
    assert _redeliver(make, webhook, message) == 1
    work(worker)
    assert [(got.id, got.json["data"]["seq"]) for got in there.taken] == [first[2]]
    there.taken.clear()
    assert _redeliver(make, webhook, since=clock.now() - timedelta(hours=1)) == 3
    work(worker)
    assert [(got.id, got.json["data"]["seq"]) for got in there.taken] == first[1:]
    assert _redeliver(make, webhook, since=clock.now() + timedelta(hours=1)) == 0


def test_a_dead_message_can_be_sent_again_and_starts_afresh(make: Make, worker: Worker, there: Receiver) -> None:
    webhook, _ = listen(make, there.url)
    make.idea()
    there.status = 500
    while work(worker):
        make_due(make.home.database)
    there.status = 200
    [dead] = all_jobs(make)
    assert dead.state == "dead"
    assert _redeliver(make, webhook, dead.id) == 1
    work(worker)
    [job] = all_jobs(make)
    assert (job.state, job.attempts) == ("done", 0)
    assert [got.json["data"]["seq"] for got in there.taken] == [1]


def test_what_is_hidden_when_it_would_be_sent_is_left_out_and_no_number_is_lost(
    make: Make, worker: Worker, there: Receiver
) -> None:
    webhook, _ = listen(make, there.url)
    idea = make.idea("Rude")
    comment = make.comment(idea)
    asked = make.idea("Fine")
    with make.home.database.transaction() as session:
        moderation.hide(session, session.get_one(ideas.Idea, idea), make.person("ada"), "Rude.")
    work(worker)
    assert [got.json["data"]["subject"]["id"] for got in there.taken] == [encode("idea", asked)]
    assert [got.json["data"]["seq"] for got in there.taken] == [1]
    assert [job.result for job in all_jobs(make)[:2]] == [{"left_out": webhooks.HIDDEN}] * 2
    with make.home.database.transaction() as session:
        moderation.show(session, session.get_one(ideas.Idea, idea), make.person("ada"))
    _redeliver(make, webhook, since=clock.now() - timedelta(hours=1))
    work(worker)
    told = {got.json["data"]["subject"]["id"] for got in there.taken}
    assert told == {encode("idea", idea), encode("comment", comment), encode("idea", asked)}
    assert sorted({got.json["data"]["seq"] for got in there.taken}) == [1, 2, 3]


def test_what_was_done_anonymously_names_nobody_and_its_moment_is_kept_from_the_receiver(
    make: Make, worker: Worker, there: Receiver
) -> None:
    listen(make, there.url)
    make.person("ben")
    idea = _anonymous(make)
    [job] = all_jobs(make)
    assert job.created_at == clock.day()
    assert 290 < due_in(make, job.id) < 3610
    with make.home.database.transaction() as session:
        assert session.scalars(select(Message.owed_at)).one() == clock.day()
    # Asked for again before its time, it does not come earlier.
    [webhook] = {job.subject_id}
    assert _redeliver(make, webhook, since=clock.now() - timedelta(minutes=1)) == 1
    assert work(worker) == 0
    make_due(make.home.database)
    work(worker)
    [got] = there.taken
    assert "actor" not in got.json["data"]
    assert got.json["timestamp"] == clock.day().isoformat().replace("+00:00", "Z")
    assert got.json["data"]["subject"]["id"] == encode("idea", idea)


def _anonymous(make: Make) -> int:
    board = make.board()
    with make.home.database.transaction() as session:
        return ideas.post(session, board, None, title="A", body=render("Words."), author_key="0" * 64).id


def test_the_payload_is_compact_json(make: Make, worker: Worker, there: Receiver) -> None:
    listen(make, there.url)
    make.idea()
    work(worker)
    [got] = there.taken
    assert json.dumps(got.json, separators=(",", ":"), ensure_ascii=False).encode() == got.body
