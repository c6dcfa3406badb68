"""Erasing: nothing that names somebody is left, in the database's bytes, its dump, jobs, logs, answers and search."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from ideaboard import clock, log
from ideaboard.core.people.accounts import GONE
from ideaboard.core.privacy import content, erasures, ledger, sweeping
from ideaboard.core.privacy.columns import EXPORTED, GOES, NOT_EXPORTED, STAYS
from ideaboard.core.privacy.gathering import Part
from ideaboard.core.privacy.parts import PARTS
from ideaboard.core.tables import METADATA
from ideaboard.ids import decode
from ideaboard.settings import Settings
from tests.api.asking import path_of, routes, whole
from tests.zebulon import ACCOUNT, AGENT, EMAIL, HOST, LED, NAME, NEEDLES, OTHERS, WROTE, Life, life


@pytest.fixture(params=["sqlite", "postgresql"])
def zeb(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Life]:
    """The installation in which Zebulon did everything."""
    with life(request.param, tmp_path, "erasing") as made:
        yield made
    log.configure(Settings(log_level="warning"))


def _everything_read(zeb: Life) -> bytes:
    """What everybody who is left is answered by every address that reads."""
    things = {name: decode(kind, zeb.ids[name]) for name, kind in (("idea", "idea"), ("task", "task"))}
    things["connection"] = decode("connection", zeb.ids["connection"])
    things |= {
        "comment": decode("comment", zeb.ids["comment"]),
        "assignment": decode("assignment", zeb.ids["assignment"]),
    }
    said = b""
    for who in ("root", "ada", "ben", "dia"):
        for contract in routes():
            if contract.safe:
                for board in ("team", "lab"):
                    said += zeb.client(who).get(path_of(contract, board=board, **things)).get_data()
        for word in (NAME, "Quuxby", EMAIL, "zq7part"):
            said += zeb.client(who).get("/boards/team/ideas", q=word).get_data().replace(word.encode(), b"")
    return said


@pytest.mark.parametrize("what", erasures.CONTENT)
def test_nothing_names_them_any_more(zeb: Life, what: str, capfd: pytest.CaptureFixture[str]) -> None:
    before = zeb.hits()
    assert {"copy", "rows"} <= set(before)
    assert {"Zébulon", "Quuxby", EMAIL, "zq7part", "zq7domain"} <= set(before["copy"])
    # Nothing keeps an internet address, or what a browser calls itself.
    assert {HOST, AGENT} & set(before["copy"]) == set()
    # The lists are kept by now, with the name in them.
    for who in ("ada", "ben"):
        assert NAME in zeb.client(who).get("/boards/team/ideas").text
    capfd.readouterr()
    log.configure(zeb.settings)
    assert zeb.erase(what) == 204
    # At once: in what is read, for whoever asks, and for themselves.
    assert GONE in zeb.client("ben").get("/boards/team/ideas").text
    assert zeb.client("zeb").get("/me").status_code == 401
    for path in ("/boards/team/members", "/boards/lab/members", f"/ideas/{zeb.ids['idea']}/comments", "/boards/team"):
        answered = zeb.client("ada").get(path).get_data()
        assert [word for word in NEEDLES if word.encode() in answered] == [], path
    # What machines wrote is gone when the job is done.
    assert NAME in zeb.client("ada").get("/boards/lab/jobs").text
    zeb.work("account.erase")
    assert zeb.hits() == {}
    assert [row["done_at"] is None for row in zeb.rows()["erasures"]] == [False]
    zeb.work(*{row["kind"] for row in zeb.rows()["jobs"]})
    answered = _everything_read(zeb)
    told = capfd.readouterr()
    written = answered + (told.out + told.err).encode()
    assert b"/api/v1/me " in written
    assert [word for word in NEEDLES if word.encode() in written] == []
    assert zeb.hits() == {}


def test_a_comment_that_names_them_would_be_found(zeb: Life) -> None:
    zeb.erase()
    zeb.work("account.erase")
    zeb.did("ben", "POST", f"/ideas/{zeb.ids['idea']}/comments", body=f"Where is {NAME}?")
    found = zeb.hits()
    assert {"copy", "rows"} <= set(found)
    assert "Quuxby" in found["copy"]


@pytest.mark.parametrize("left_out", [sweep.name for sweep in sweeping.SWEEPS])
def test_a_place_that_is_not_swept_would_be_found(zeb: Life, left_out: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = tuple(sweep for sweep in sweeping.SWEEPS if sweep.name != left_out)
    monkeypatch.setattr(sweeping, "SWEEPS", others)
    zeb.erase()
    zeb.work("account.erase")
    assert "rows" in zeb.hits()


def test_bytes_that_are_not_written_anew_would_be_found(zeb: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(erasures, "compact", lambda db: True)
    zeb.erase()
    zeb.work("account.erase")
    assert bool(zeb.hits()) == zeb.settings.sqlite


def test_with_the_content_nothing_that_they_wrote_is_left(zeb: Life) -> None:
    assert set(zeb.hits(*WROTE)["copy"]) == set(WROTE)
    zeb.erase("erase")
    zeb.work("account.erase")
    assert zeb.hits(*WROTE) == {}
    # What a leader decided is the board's; what others wrote is theirs.
    assert set(zeb.hits(*LED)["copy"]) == set(LED)
    ben = zeb.client("ben")
    said = [row["body"] for row in whole(ben, f"/ideas/{zeb.ids['idea']}/comments")]
    assert said == [None, "answered-by-ben"]
    idea = ben.get(f"/ideas/{zeb.ids['idea']}").json
    assert (idea["status"], idea["title"], idea["body"], idea["author"]["name"]) == ("withdrawn", "", "", GONE)
    assert ben.get("/boards/team/ideas", q="zqxword").json["data"] == []
    assert ben.get(f"/ideas/{zeb.ids['bens']}").json["votes"] == 0
    assert zeb.client("ada").get(f"/feedback/{zeb.ids['feedback']}").json["praise"] is None
    assert ben.get(f"/tasks/{zeb.ids['task']}").json["title"] == ""


def test_each_kind_of_content_that_is_not_purged_would_be_found(zeb: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(content, "PURGES", ())
    zeb.erase("erase")
    zeb.work("account.erase")
    # A text that waits for kinder words is nobody's but theirs, and goes at once.
    assert set(zeb.hits(*WROTE)["copy"]) == set(WROTE) - {"wrote-suggestion"}


def test_without_the_content_it_stays_and_reads_well(zeb: Life) -> None:
    kept = set(WROTE) - {"wrote-suggestion"}
    zeb.erase()
    zeb.work("account.erase")
    assert set(zeb.hits(*kept)["copy"]) == kept
    ben = zeb.client("ben")
    idea = ben.get(f"/ideas/{zeb.ids['idea']}").json
    assert idea["author"] == {"id": zeb.ids["zeb"], "name": GONE}
    assert (idea["title"], idea["body"]) == ("wrote-idea zqxword", "wrote-second")
    assert [row["id"] for row in ben.get("/boards/team/ideas", q="zqxword").json["data"]] == [zeb.ids["idea"]]
    assert ben.get(f"/ideas/{zeb.ids['bens']}").json["votes"] == 1
    # They can do nothing on it, and nobody can ask them for anything.
    members = [row["account"]["id"] for row in whole(zeb.client("ada"), "/boards/team/members")]
    assert zeb.ids["zeb"] not in members
    asked = ben.post("/boards/team/feedback-asks", asked=zeb.ids["zeb"], question="How was it?")
    assert asked.status_code == 422


def test_what_waited_for_them_ends(zeb: Life) -> None:
    zeb.erase()
    ada = zeb.client("ada")
    assert ada.get(f"/assignments/{zeb.ids['assignment']}").json["state"] == "handed_back"
    assert [row["state"] for row in zeb.rows()["asks"] if ACCOUNT in row.values()] == ["declined"] * 2
    # Nobody is left to read what was answered in the round that they opened.
    [mine] = [row for row in zeb.rows()["rounds"] if row["title"] == "led-round"]
    assert (mine["state"], mine["answered"]) == ("too_few", [])
    assert [row for row in zeb.rows()["jobs"] if row["kind"] == "suggest"] == []


def _holding(zeb: Life) -> set[str]:
    """Every column that holds the account, as a number or within JSON."""

    def holds(value: Any) -> bool:
        if isinstance(value, dict):
            return any(map(holds, value.values()))
        if isinstance(value, list):
            return any(map(holds, value))
        return value == ACCOUNT

    rows = zeb.rows()
    return {f"{table}.{name}" for table in rows for row in rows[table] for name, value in row.items() if holds(value)}


def _pointing() -> set[str]:
    """Every column that points at accounts, by its foreign key or by its name."""
    told = ("account_id", "actor_id", "author_id", "by_id", "owner_id")
    return {
        f"{table.name}.{column.name}"
        for table in METADATA.sorted_tables
        for column in table.columns
        if any(key.column.table.name == "accounts" for key in column.foreign_keys) or column.name.endswith(told)
    }


def test_every_column_that_holds_an_account_is_spoken_for(zeb: Life) -> None:
    told = GOES.keys() | STAYS.keys()
    assert EXPORTED.keys() | NOT_EXPORTED.keys() == told
    assert EXPORTED.keys() & NOT_EXPORTED.keys() == set()
    assert GOES.keys() & STAYS.keys() == set()
    assert _pointing() <= told
    # His life has been in all of them, but where only erasing writes.
    assert _holding(zeb) == told - {"erasures.account_id"}
    zeb.erase("erase")
    zeb.work("account.erase")
    assert _holding(zeb) & GOES.keys() == set()
    assert _holding(zeb) <= STAYS.keys()


def test_a_column_that_is_not_spoken_for_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(EXPORTED, "flags.account_id")
    assert not _pointing() <= EXPORTED.keys() | NOT_EXPORTED.keys()


def test_an_export_has_everything_of_them_and_nothing_of_others(zeb: Life) -> None:
    answer = zeb.client("zeb").get("/me/export")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="ideaboard-export.json"'
    parts = answer.json["parts"]
    assert [name for name, rows in parts.items() if not rows] == []
    said = answer.get_data(as_text=True)
    for word in (*WROTE, *LED, NAME, EMAIL, "to-zebulon", "asked-of-zebulon", "robot"):
        assert word in said, word
    for word in OTHERS:
        assert word not in said, word
    assert [row["number"] for row in parts["idea_versions"]] == [1, 2, 1]
    assert parts["votes"] == [{"idea": zeb.ids["bens"], "day": clock.today().isoformat()}]
    assert parts["feedback_received"][0]["giver"] == {"id": zeb.ids["ada"], "name": "Ada"}
    assert parts["mentoring"][0]["assignee"]["name"] == "Dia"
    kinds = {event["type"] for event in parts["events"]}
    assert {"idea.posted", "member.joined", "connection.created", "idea.adopted"} <= kinds
    # No id of the inside is in it.
    assert str(ACCOUNT) not in said


def test_an_export_says_how_far_it_is(zeb: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    job = zeb.did("zeb", "POST", "/me/export")
    assert job["result"] is None
    seen: list[Any] = []
    read = Part.read

    def watched(self: Part, db: Any, me: int) -> Any:
        seen.append(zeb.client("zeb").get(f"/jobs/{job['id']}").json["result"])
        return read(self, db, me)

    monkeypatch.setattr(Part, "read", watched)
    zeb.work("account.export")
    assert seen == [None, *({"parts": done, "of": len(PARTS)} for done in range(1, len(PARTS)))]
    done = zeb.client("zeb").get(f"/jobs/{job['id']}").json
    assert (done["state"], done["result"]) == ("done", {"parts": len(PARTS), "of": len(PARTS)})


def test_a_file_that_is_in_use_is_written_anew_later(zeb: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(db: Any) -> bool:
        raise OperationalError("VACUUM", None, Exception("database is locked"))

    for compact, why in ((lambda db: False, "being read"), (locked, "in use")):
        with monkeypatch.context() as patch:
            patch.setattr(erasures, "compact", compact)
            if why == "being read":
                zeb.erase()
            zeb.work("account.erase")
        [job] = [row for row in zeb.rows()["jobs"] if row["kind"] == "account.erase"]
        assert job["state"] == "ready"
        assert why in job["last_error"]
        assert [row["done_at"] for row in zeb.rows()["erasures"]] == [None]
    zeb.work("account.erase")
    assert zeb.hits() == {}
    assert None not in [row["done_at"] for row in zeb.rows()["erasures"]]


def test_an_erasure_that_is_broken_off_goes_on_where_it_was(zeb: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each of its steps in turn: done again, it ends the same, and the ledger has one line."""
    zeb.erase("erase")
    with zeb.database.transaction() as session:
        number = session.scalars(select(erasures.Erasure.id)).one()
    keys, path = zeb.make.home.keys, zeb.settings.ledger

    class Broken(Exception):
        pass

    class Doing:
        def __init__(self, steps: int) -> None:
            self.left = steps

        reading = staticmethod(zeb.database.reading)

        def step(self, name: str) -> Any:
            if self.left == 0:
                raise Broken
            self.left -= 1
            return zeb.database.transaction()

    for steps in range(200):
        try:
            erasures.carry_out(Doing(steps), number, keys, path)
        except Broken:
            continue
        break
    assert steps > 1
    with zeb.database.reading() as db:
        assert erasures.compact(db)
    assert zeb.hits() == {}
    assert zeb.hits(*WROTE) == {}
    assert len(ledger.read(path)) == 1
