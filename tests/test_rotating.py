"""Keys are rotated while processes seal and open with them: nothing is lost, refused, or sealed with what is gone."""

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag
from sqlalchemy import select

from ideaboard import operate, rotating
from ideaboard.api.dialect import cursors
from ideaboard.core.outbox import mails
from ideaboard.core.outbox.mails import Mail
from ideaboard.core.tracking import seal
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import KeyMissing, Keys, lines_of, make_key_file, write_key_file
from ideaboard.settings import Settings
from tests.client import Client
from tests.make import Make


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that look at the key file often."""
    monkeypatch.setattr(seal, "FOLLOWED", 0.02)
    monkeypatch.setattr(rotating, "FOLLOWED", 0.1)


@pytest.fixture
def settings(make: Make, tmp_path: Path) -> Settings:
    """The installation's settings, with a key file of this test's own."""
    make_key_file(tmp_path / "key")
    return replace(make.home.settings, key_file=str(tmp_path / "key"))


def kept(make: Make, keys: Keys) -> None:
    """Something sealed in two tables."""
    connection = make.connection()
    with make.home.database.transaction() as session:
        session.get_one(Connection, connection).sealed = keys.seal({"token": "s3cret"})
        session.get_one(Connection, connection).inbound = keys.seal({"secret": "wh"})
        mails.owe(session, "sign_in", "ben@example.org").sealed = keys.seal({"text": "Hello"})


def opened_by(make: Make, keys: Keys) -> list[object]:
    """What these keys open of it."""
    with make.home.database.reading() as db:
        found = db.execute(select(Connection.sealed, Connection.inbound)).one()
        mail = db.execute(select(Mail.sealed)).scalar_one()
    return [keys.unseal(one or b"") for one in (*found, mail)]


SECRETS = [{"token": "s3cret"}, {"secret": "wh"}, {"text": "Hello"}]


def test_a_rotation_seals_what_is_kept_with_the_new_key_alone(make: Make, settings: Settings, quick: None) -> None:
    (old,) = lines_of(settings.key_file)
    kept(make, Keys([old]))
    assert rotating.rotate(settings) == 3
    new, *rest = lines_of(settings.key_file)
    assert rest == [old]
    assert opened_by(make, Keys([new])) == SECRETS
    with pytest.raises(KeyMissing):
        opened_by(make, Keys([old]))
    assert Path(settings.key_file).stat().st_mode & 0o777 == 0o600
    assert rotating.drop(settings) == 1
    assert lines_of(settings.key_file) == [new]


def test_what_is_sealed_meanwhile_is_opened_by_everybody(make: Make, settings: Settings, quick: None) -> None:
    processes = [Keys.read(settings.key_file) for _ in range(3)]
    over, wrong = threading.Event(), []
    seen: set[bytes] = set()

    def work(mine: Keys, others: list[Keys]) -> None:
        while not over.is_set():
            sealed = mine.seal({"a": 1})
            cursor = cursors.seal(mine.cursor, b"?", 7)
            try:
                for other in others:
                    assert other.unseal(sealed) == {"a": 1}
                    assert cursors.unseal(other.cursor, b"?", cursor) == 7
            except Exception as error:
                wrong.append(error)
            seen.add(mine._now().fernet._fernets[0]._signing_key)

    threads = [threading.Thread(target=work, args=(one, processes)) for one in processes]
    for thread in threads:
        thread.start()
    rotating.rotate(settings)
    rotating.rotate(settings)
    time.sleep(0.2)
    over.set()
    for thread in threads:
        thread.join(30)
    assert wrong == []
    assert len(seen) == 3, "each of the three keys has sealed"


def test_a_cursor_of_before_still_opens_and_one_of_a_dropped_key_is_refused(settings: Settings, quick: None) -> None:
    keys = Keys.read(settings.key_file)
    before = cursors.seal(keys.cursor, b"?", 3)
    rotating.rotate(settings)
    time.sleep(0.05)
    assert cursors.unseal(keys.cursor, b"?", before) == 3
    rotating.drop(settings)
    time.sleep(0.05)
    with pytest.raises(InvalidTag):
        keys.cursor.decrypt(b"x" * 24, [b"?"])
    with pytest.raises(Exception, match="cursor"):
        cursors.unseal(keys.cursor, b"?", before)


def test_a_key_that_is_still_needed_is_not_dropped(make: Make, settings: Settings, quick: None) -> None:
    (old,) = lines_of(settings.key_file)
    kept(make, Keys([old]))
    rotating.add(settings)
    waiting = lines_of(settings.key_file)
    write_key_file(settings.key_file, [waiting[1], waiting[0]])
    with pytest.raises(operate.Refused, match="older key"):
        rotating.drop(settings)
    assert len(lines_of(settings.key_file)) == 2
    assert rotating.reseal(settings) == 3
    assert rotating.drop(settings) == 1


def test_with_one_key_there_is_none_to_use(settings: Settings) -> None:
    with pytest.raises(operate.Refused, match="add one first"):
        rotating.use(settings)


def test_a_key_file_that_is_broken_meanwhile_changes_nothing(settings: Settings, quick: None) -> None:
    keys = Keys.read(settings.key_file)
    sealed = keys.seal({"a": 1})
    for broken in ("", "no key\n", "ünicode\n"):
        Path(settings.key_file).write_text(broken)
        time.sleep(0.05)
        assert keys.unseal(sealed) == {"a": 1}
    Path(settings.key_file).unlink()
    time.sleep(0.05)
    assert keys.unseal(sealed) == {"a": 1}
    with pytest.raises(operate.Refused):
        rotating.add(settings)


@pytest.fixture
def following(make: Make, settings: Settings) -> Iterator[Keys]:
    """The running board's keys, following the file of this test."""
    keys = make.home.keys
    before = keys._made, keys._path, keys._stamp
    keys._made, keys._path, keys._stamp = seal._make(lines_of(settings.key_file)), Path(settings.key_file), None
    yield keys
    keys._made, keys._path, keys._stamp = before


def test_pages_go_on_over_a_rotation_of_a_running_board(
    make: Make, settings: Settings, ben: Client, following: Keys, quick: None
) -> None:
    for _ in range(3):
        make.idea()
    first = ben.get("/boards/team/ideas", limit=2).json
    rotating.rotate(settings)
    time.sleep(0.05)
    rest = ben.get("/boards/team/ideas", limit=2, cursor=first["next"])
    assert rest.status_code == 200
    assert len(rest.json["data"]) == 1
