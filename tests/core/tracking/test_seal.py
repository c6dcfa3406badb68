"""Secrets rest sealed: only the key file opens them, and it is never written over."""

import stat
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from ideaboard.core.tracking.seal import KeyMissing, Keys, make_key_file

KEYS = Keys([Fernet.generate_key().decode()])


@given(st.dictionaries(st.text(max_size=20), st.text(max_size=200), max_size=5))
def test_what_is_sealed_comes_back(secrets: dict[str, str]) -> None:
    sealed = KEYS.seal(secrets)
    assert KEYS.unseal(sealed) == secrets


def test_nothing_shows_through_the_seal() -> None:
    sealed = KEYS.seal({"token": "hunter2-hunter2"})
    assert b"hunter2" not in sealed
    assert sealed != KEYS.seal({"token": "hunter2-hunter2"})


@given(st.data())
def test_one_changed_byte_breaks_the_seal(data: st.DataObject) -> None:
    sealed = bytearray(KEYS.seal({"token": "hunter2"}))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    try:
        opened = KEYS.unseal(bytes(sealed))
    except KeyMissing:
        return
    # base64 leaves bits unused at its end: another text, but never another secret.
    assert opened == {"token": "hunter2"}


def test_a_strangers_key_opens_nothing() -> None:
    with pytest.raises(KeyMissing):
        Keys([Fernet.generate_key().decode()]).unseal(KEYS.seal({"token": "x"}))


def test_after_a_new_key_the_old_one_still_opens_and_the_new_one_seals() -> None:
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    before = Keys([old]).seal({"token": "x"})
    both = Keys([new, old])
    assert both.unseal(before) == {"token": "x"}
    after = both.seal({"token": "y"})
    assert Keys([new]).unseal(after) == {"token": "y"}
    with pytest.raises(KeyMissing):
        Keys([old]).unseal(after)


def test_a_key_file_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "ideaboard.key"
    make_key_file(path)
    first = path.read_bytes()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        make_key_file(path)
    assert path.read_bytes() == first
    assert Keys.read(path).unseal(Keys.read(path).seal({"a": "b"})) == {"a": "b"}


def test_two_lines_are_two_keys(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    make_key_file(one)
    sealed = Keys.read(one).seal({"a": "b"})
    make_key_file(two)
    two.write_bytes(two.read_bytes() + one.read_bytes())
    assert Keys.read(two).unseal(sealed) == {"a": "b"}


@pytest.mark.parametrize("content", [None, b"", b"\n\n", b"not a key\n", b"AAAA\n"])
def test_a_missing_empty_or_broken_key_file_is_said_to_be_so(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "ideaboard.key"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KeyMissing):
        Keys.read(path)


def test_cursors_have_a_key_of_their_own() -> None:
    line = Fernet.generate_key().decode()
    one, again, other = Keys([line]), Keys([line]), KEYS
    assert one.cursor.encrypt(b"1", [b"q"]) == again.cursor.encrypt(b"1", [b"q"])
    assert one.cursor.encrypt(b"1", [b"q"]) != other.cursor.encrypt(b"1", [b"q"])
