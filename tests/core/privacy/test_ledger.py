"""The ledger: only ever added to, whole however its writing ends, and of no use to who has no key."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from ideaboard.core.privacy import ledger
from ideaboard.core.privacy.ledger import BadLedger, Line
from ideaboard.core.tracking.seal import Keys

WHEN = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
ONE = Line(7, WHEN, WHEN.replace(hour=10), "keep", "ab" * 32)
TWO = Line(8, WHEN, WHEN.replace(hour=11, microsecond=5000), "erase", None)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the ledger is to be."""
    return tmp_path / "erasures.ledger"


def test_without_a_file_nobody_was_erased(path: Path) -> None:
    assert ledger.read(path) == []


def test_what_is_written_is_read_again_and_is_its_owners_alone(path: Path) -> None:
    ledger.write(path, [ONE])
    ledger.write(path, [TWO])
    assert ledger.read(path) == [ONE, TWO]
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_not_written_again(path: Path) -> None:
    ledger.write(path, [ONE])
    before = path.read_bytes()
    ledger.write(path, [ONE])
    assert path.read_bytes() == before


def test_it_is_on_the_disk_before_anything_is_said_to_be_done(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda descriptor: synced.append(os.fstat(descriptor).st_ino))
    ledger.write(path, [ONE])
    assert synced == [path.stat().st_ino, path.parent.stat().st_ino]


@pytest.mark.parametrize("kept", [1, 30, -1])
def test_a_line_whose_writing_was_broken_off_is_none_and_is_written_anew(path: Path, kept: int) -> None:
    ledger.write(path, [ONE, TWO])
    first, second, _ = path.read_bytes().split(b"\n")
    path.write_bytes(first + b"\n" + second[:kept])
    assert ledger.read(path) == [ONE]
    ledger.write(path, [TWO])
    assert ledger.read(path) == [ONE, TWO]


@pytest.mark.parametrize("line", ["", "nonsense", "{}", '{"account": "zzzzzzzz"}', "[1]", "\xff"])
def test_a_line_that_nobody_wrote_is_said_and_never_passed_over(path: Path, line: str) -> None:
    ledger.write(path, [ONE])
    with path.open("ab") as file:
        file.write(line.encode("latin-1") + b"\n")
    with pytest.raises(BadLedger):
        ledger.read(path)


def test_where_nothing_can_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadLedger, match="cannot be written"):
        ledger.write(tmp_path / "nowhere" / "ledger", [ONE])


def test_the_digest_of_an_e_mail_is_of_no_use_without_the_key() -> None:
    one, other = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    [mine] = Keys([one]).digests("ben@example.org")
    assert Keys([one]).digests("ben@example.org") == [mine]
    assert Keys([one]).digests("eve@example.org") != [mine]
    assert Keys([other]).digests("ben@example.org") != [mine]
    # With a new key on top, what was written with the one before is known still.
    assert mine in Keys([other, one]).digests("ben@example.org")
