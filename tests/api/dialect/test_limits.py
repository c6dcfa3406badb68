"""Limits: exact across processes, said in the headers, never in the way of who heeds them, locking nobody out."""

import multiprocessing
import re
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from flask import Flask
from hypothesis import given, strategies
from sqlalchemy import select
from werkzeug.test import TestResponse

from ideaboard import clock
from ideaboard.api.dialect.limiting import Act, Limiting, network
from ideaboard.app import create_app
from ideaboard.core.people import limits
from ideaboard.core.people.limits import Allowance, Limit, TooMany, judge
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.plugin.registry import Registry
from ideaboard.settings import BadSetting, Settings
from tests import needs
from tests.client import Client, Visitor
from tests.make import PASSWORD, Make
from tests.postgres import free_port

SAID = re.compile(r'"(\w+)";r=(\d+);t=(\d+)')


@contextmanager
def limited(make: Make, **said: Any) -> Iterator[Flask]:
    """The application with these limits, on the same database."""
    app = create_app(replace(make.home.settings, **said), Registry.load(found=[]))
    yield app
    app.extensions["ideaboard"].database.dispose()


def left(answer: TestResponse) -> dict[str, tuple[int, int]]:
    """What an answer says is left of each limit, and when there is more."""
    return {name: (int(r), int(t)) for name, r, t in SAID.findall(answer.headers.get("RateLimit", ""))}


@given(
    quota=strategies.integers(1, 40),
    window=strategies.integers(1, 600),
    pauses=strategies.lists(strategies.floats(0, 90), min_size=1, max_size=60),
    start=strategies.floats(1.7e9, 1.8e9),
)
def test_who_waits_as_they_are_told_is_never_refused(
    quota: int, window: int, pauses: list[float], start: float
) -> None:
    limit, now, whole = Limit("writes", quota, window), start, None
    for pause in pauses:
        verdict, after = judge(limit, whole, now)
        assert verdict.allowed
        assert 0 <= verdict.left < quota
        whole = after
        now += pause if verdict.left else verdict.seconds


@given(
    quota=strategies.integers(1, 20),
    window=strategies.integers(1, 100),
    pauses=strategies.lists(strategies.floats(0, 30), min_size=1, max_size=80),
)
def test_whoever_heeds_nothing_gets_no_more_than_the_limit(quota: int, window: int, pauses: list[float]) -> None:
    limit, now, whole, taken = Limit("writes", quota, window), 1.75e9, None, []
    for pause in pauses:
        verdict, after = judge(limit, whole, now)
        if verdict.allowed:
            whole, taken = after, [*taken, now]
        else:
            later, _ = judge(limit, whole, now + verdict.seconds)
            assert later.allowed, "Retry-After is the truth"
        now += pause
    # At once, the whole quota; then one each interval.
    for begin in taken:
        for length in (0.0, limit.each, window):
            many = sum(begin <= at <= begin + length for at in taken)
            assert many <= quota + length / limit.each + 1.01


def test_the_headers_say_what_is_left_and_an_obedient_client_meets_no_429(make: Make) -> None:
    with limited(make, limit_writes="4/60", limit_requests="30/60") as app, clock.at(clock.now()):
        ben = Client(app, make.token("ben"))
        seen, moment = [], clock.now()
        for _ in range(25):
            with clock.at(moment):
                answer = ben.post("/boards/team/ideas", title="Now and then")
            assert answer.status_code == 201
            said = left(answer)
            seen.append(said["writes"][0])
            wait = max((t for r, t in said.values() if r == 0), default=0)
            moment += timedelta(seconds=wait)
        assert seen[:4] == [3, 2, 1, 0]
        assert answer.headers["RateLimit-Policy"] == '"requests";q=30;w=60, "writes";q=4;w=60'


def test_too_much_is_refused_with_the_time_to_wait_and_nothing_is_done(make: Make) -> None:
    with limited(make, limit_writes="2/60") as app, clock.at(clock.now()):
        ben, ada = Client(app, make.token("ben")), Client(app, make.token("ada"))
        answers = [ben.post("/boards/team/ideas", title="Much") for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 429]
        problem = answers[-1]
        assert problem.json["code"] == "too_many_requests"
        assert problem.headers["Retry-After"] == "30"
        assert left(problem)["writes"] == (0, 30)
        assert ada.post("/boards/team/ideas", title="Mine").status_code == 201
        assert ben.get("/boards/team/ideas").status_code == 200
        assert len(ada.get("/boards/team/ideas").json["data"]) == 3


def test_votes_count_too(make: Make) -> None:
    idea = make.path("idea", make.idea())
    with limited(make, limit_writes="2/60") as app, clock.at(clock.now()):
        ben = Client(app, make.token("ben"))
        assert [ben.put(f"{idea}/vote").status_code for _ in range(3)] == [200, 200, 429]


def test_reads_are_counted_also_where_the_answer_was_kept(make: Make) -> None:
    make.idea()
    with limited(make, limit_requests="5/60") as app, clock.at(clock.now()):
        ben = Client(app, make.token("ben"))
        answers = [ben.get("/boards/team/ideas") for _ in range(6)]
        assert [answer.status_code for answer in answers] == [200] * 5 + [429]
        assert [left(answer)["requests"][0] for answer in answers[:5]] == [4, 3, 2, 1, 0]


def _charge(said: Settings, barrier: Any, results: Any) -> None:
    database = Database(said)
    limiting = Limiting(said, database, Keys.read(said.key_file))
    barrier.wait()
    got = 0
    for _ in range(60):
        try:
            limiting.charge([Act("writes", ("account", "1"))])
            got += 1
        except TooMany:
            pass
    results.put(got)
    database.dispose()


def four_at_once(said: Settings) -> int:
    """How much four processes allow together, each of which tries sixty times."""
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(4), context.Queue()
    processes = [context.Process(target=_charge, args=(said, barrier, results)) for _ in range(4)]
    for process in processes:
        process.start()
    total = sum(results.get(timeout=120) for _ in processes)
    for process in processes:
        process.join(30)
    return total


def test_four_processes_together_never_allow_more_than_the_limit(make: Make) -> None:
    # A window so long that nothing comes back within the test.
    assert four_at_once(replace(make.home.settings, limit_writes="100/900000")) == 100


def _wait(client: redis.Redis) -> None:
    for _ in range(600):
        try:
            client.ping()
            return
        except redis.ConnectionError:
            time.sleep(0.05)


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of the tests' own."""
    path = needs.REDIS.path()
    if path is None:
        if needs.in_ci():
            pytest.fail("CI needs Redis: apt-get install redis-server")
        pytest.skip("Redis is missing: install the package redis-server")
    port, folder = free_port(), tmp_path_factory.mktemp("redis")
    command = [path, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        client = redis.Redis(port=port)
        _wait(client)
        yield f"redis://127.0.0.1:{port}/0"
        process.terminate()


def test_with_redis_reads_are_exact_across_processes_too(make: Make, redis_url: str) -> None:
    said = replace(make.home.settings, redis_url=redis_url, limit_writes="100/900000", limit_requests="6/900000")
    redis.Redis.from_url(redis_url).flushall()
    assert four_at_once(said) == 100
    ben = make.token("ben")
    with (
        limited(make, redis_url=redis_url, limit_requests="6/900000") as one,
        limited(make, redis_url=redis_url, limit_requests="6/900000") as two,
    ):
        answers = [Client(app, ben).get("/me") for _ in range(4) for app in (one, two)]
    assert [answer.status_code for answer in answers] == [200] * 6 + [429] * 2
    assert [left(answer)["requests"][0] for answer in answers[:6]] == [5, 4, 3, 2, 1, 0]
    with make.home.database.reading() as db:
        assert db.execute(select(Allowance.key)).all() == []


def test_in_redis_nobody_is_named_and_nothing_stays(make: Make, redis_url: str) -> None:
    client = redis.Redis.from_url(redis_url)
    client.flushall()
    with limited(make, redis_url=redis_url, limit_requests="600/60") as app:
        Client(app, make.token("ben")).get("/me")
    (key,) = client.keys()
    assert re.fullmatch(rb"ideaboard:[0-9a-f]{32}", key)
    assert 0 < client.pttl(key) <= 1200


def test_without_redis_when_it_is_gone_nobody_is_turned_away(make: Make) -> None:
    gone = f"redis://127.0.0.1:{free_port()}/0"
    with limited(make, redis_url=gone, limit_writes="2/60", limit_requests="50/60") as app, clock.at(clock.now()):
        ben = Client(app, make.token("ben"))
        answers = [ben.post("/boards/team/ideas", title="Still") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [201, 201, 429]


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("2001:db8:1:3::1", "2001:db8:1:3::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("a socket", "a socket"),
    ],
)
def test_of_ipv6_the_network_of_one_home_is_counted(address: str, counted: str) -> None:
    assert network(address) == counted


def tries(app: Flask, email: str, address: str, password: str = "wrong words altogether") -> TestResponse:
    """Somebody at `address` tries to sign in."""
    said = {"email": email, "password": password}
    return app.test_client().post("/api/v1/session", json=said, environ_base={"REMOTE_ADDR": address})


def test_guessing_is_stopped_where_it_comes_from_and_locks_nobody_out(make: Make) -> None:
    make.password("ben")
    with limited(make, limit_sign_in="5/600") as app, clock.at(clock.now()):
        guesses = [tries(app, "ben@example.org", "2001:db8::1").status_code for _ in range(7)]
        assert guesses == [401] * 5 + [429] * 2
        assert tries(app, "ben@example.org", "2001:db8::2", PASSWORD).status_code == 429, "the same home"
        assert tries(app, "ben@example.org", "2001:db8:0:1::1", PASSWORD).status_code == 201, "ben himself"
        assert tries(app, "ada@example.org", "2001:db8::1").status_code == 429
        refused = tries(app, "ben@example.org", "2001:db8::1")
        unknown = tries(app, "nobody@example.org", "2001:db8::1")
        assert refused.json["detail"] == unknown.json["detail"]


def test_mails_are_limited_for_who_asks_and_not_for_whom_they_are(make: Make) -> None:
    make.person("ben")
    with limited(make, limit_mail="3/3600") as app, clock.at(clock.now()):

        def ask(address: str) -> int:
            said = {"email": "ben@example.org"}
            return (
                app.test_client()
                .post("/api/v1/session/link", json=said, environ_base={"REMOTE_ADDR": address})
                .status_code
            )

        assert [ask("192.0.2.1") for _ in range(4)] == [204, 204, 204, 429]
        assert ask("192.0.2.2") == 204
        ada = Client(app, make.token("ada"))
        invited = [ada.post("/boards/team/invitations", email=f"guest{n}@example.org").status_code for n in range(4)]
        assert invited == [201, 201, 201, 429]


def test_the_address_is_what_the_nearest_proxies_say_and_nobody_else(make: Make) -> None:
    make.password("ben")
    for proxies, forwarded, statuses in (
        (0, "198.51.100.{n}", [401, 401, 429]),
        (1, "198.51.100.{n}, 192.0.2.1", [401, 401, 429]),
        (1, "192.0.2.1, 198.51.100.{n}", [401, 401, 401]),
    ):
        make.home.database.writes.dispose()
        with (
            limited(make, limit_sign_in="2/600", proxies=proxies) as app,
            clock.at(clock.now() + timedelta(days=len(forwarded) + proxies)),
        ):
            answers = [
                app.test_client()
                .post(
                    "/api/v1/session",
                    json={"email": f"a{n}@example.org", "password": "wrong words"},
                    headers={"X-Forwarded-For": forwarded.format(n=n)},
                )
                .status_code
                for n in range(3)
            ]
        assert answers == statuses, (proxies, forwarded)


def test_what_is_done_anonymously_is_counted_and_leaves_no_trace(make: Make) -> None:
    with limited(make, limit_writes="2/60") as app, clock.at(clock.now()):
        ben = Client(app, make.token("ben"))
        answers = [ben.post("/boards/team/ideas", title="Nobody's", anonymous=True) for _ in range(3)]
        assert [answer.status_code for answer in answers] == [201, 201, 429]
    with make.home.database.reading() as db:
        assert db.execute(select(Allowance.key)).all() == []


def test_redis_is_not_told_of_what_is_anonymous(make: Make, redis_url: str) -> None:
    client = redis.Redis.from_url(redis_url)
    idea = make.path("idea", make.idea())
    with limited(make, redis_url=redis_url, limit_requests="600/60", limit_writes="60/60") as app:
        client.flushall()
        ben = Client(app, make.token("ben"))
        made = ben.post("/boards/team/ideas", title="Nobody's", anonymous=True)
        assert made.status_code == 201
        said = {"Author-Key": made.json["author_key"]}
        ben.ask("GET", f"/ideas/{made.json['id']}", said)
        ben.ask("POST", f"/ideas/{made.json['id']}/comments", said, json={"body": "Mine."})
        ben.ask("POST", "/boards/team/ideas", data="{", content_type="application/json")
        assert client.keys() == []
        assert "requests" in left(made)
        ben.post(f"{idea}/comments", body="In my name.")
        assert len(client.keys()) == 2


def test_no_address_and_no_account_is_kept_and_nothing_for_long(make: Make) -> None:
    with limited(make, limit_writes="10/60", limit_sign_in="10/60") as app:
        tries(app, "ben@example.org", "198.51.100.77")
        Client(app, make.token("ben")).post("/boards/team/ideas", title="One")
    home = make.home
    with home.database.reading() as db:
        rows = db.execute(select(Allowance.key, Allowance.whole_at)).all()
    assert len(rows) == 4
    assert "198.51.100" not in repr(rows)
    with clock.at(clock.now() + timedelta(seconds=200)), home.database.transaction() as session:
        limits.forget_old(session)
        assert session.scalars(select(Allowance)).all() == []


def test_a_browser_is_counted_by_its_account(make: Make) -> None:
    make.password("ben")
    with limited(make, limit_writes="3/60") as app, clock.at(clock.now()):
        visitor = Visitor(app)
        assert visitor.signs_in("ben@example.org", PASSWORD).status_code == 201
        ben = Client(app, make.token("ben"))
        answers = [one.post("/boards/team/ideas", title="Both") for one in (visitor, ben, visitor, ben)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]


@pytest.mark.parametrize("said", ["many", "0/60", "10", "10/0", "10/60/60", "-1/60", "1.5/60"])
def test_a_limit_that_is_none_stops_the_start(said: str, key_file: Path) -> None:
    with pytest.raises(BadSetting, match="IDEABOARD_LIMIT_MAIL"):
        Settings(limit_mail=said, key_file=str(key_file)).limit("mail")
