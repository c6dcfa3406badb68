"""Passwords that others have lost: the commonest, and those in the operator's file, whatever its size."""

import hashlib
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, strategies

from ideaboard.core.people import leaked, passwords
from ideaboard.core.people.leaked import Breached, NoList
from ideaboard.errors import Invalid
from tests.house import common_passwords

# All have ten characters or more, and zxcvbn takes each for hard to guess.
COMMON = ["nEMvXyHeqDd5OQxyXYZI", "KozaNostra", "kozanostra", "yfcnhjtybt", "badiman28200", "rashley198"]


def line_of(password: str, count: int = 3) -> str:
    """A password's line in a published list."""
    return f"{hashlib.sha1(password.encode()).hexdigest().upper()}:{count}"


def written(path: Path, words: Iterable[str], end: str = "\r\n", last: str = "\r\n") -> Breached:
    """The file that holds these."""
    path.write_text(end.join(sorted(map(line_of, words))) + last, newline="")
    return Breached(path)


@pytest.mark.parametrize("password", COMMON)
def test_what_many_have_is_refused_though_it_looks_unusual(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        passwords.choose(password)
    assert "many have" in refused.value.errors[0].detail
    assert leaked.is_common(password)


def test_the_list_is_as_long_as_it_says_and_as_it_was_made() -> None:
    kept = common_passwords.MADE.read_bytes()
    digests = [kept[at : at + leaked.SIZE] for at in range(0, len(kept), leaked.SIZE)]
    assert len(digests) >= 9_000
    assert digests == sorted(set(digests))
    said = common_passwords.SOURCE.read_text()
    assert hashlib.sha256(kept).hexdigest() in said
    assert f"of {len(digests)} passwords" in said
    assert "CC BY-SA 3.0" in said


def test_what_nobody_has_is_not_in_it() -> None:
    assert not leaked.is_common("gravel piano lantern otter")
    assert passwords.choose("gravel piano lantern otter").hash


def test_of_the_commonest_those_are_taken_that_would_be_let_through() -> None:
    ranked = ["123456", "rashley198", "password1234", "kozanostra", "x" * 300]
    assert list(common_passwords.let_through(ranked)) == [(2, "rashley198"), (4, "kozanostra")]


@given(
    words=strategies.sets(strategies.text(max_size=12), min_size=1, max_size=60),
    others=strategies.sets(strategies.text(max_size=12), max_size=20),
    form=strategies.sampled_from([("\r\n", "\r\n"), ("\n", "\n"), ("\n", "")]),
)
def test_each_in_the_file_is_found_and_no_other(
    tmp_path_factory: pytest.TempPathFactory, words: set[str], others: set[str], form: tuple[str, str]
) -> None:
    file = written(tmp_path_factory.mktemp("list") / "breached.txt", words, *form)
    file.check()
    assert [word for word in words if not file.holds(word)] == []
    assert [word for word in others - words if file.holds(word)] == []


def test_of_a_long_file_a_look_reads_a_few_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = [f"word {number}" for number in range(100_000)]
    file = written(tmp_path / "breached.txt", words)
    file.check()
    read: list[bytes] = []
    plain = Breached._digest
    monkeypatch.setattr(Breached, "_digest", lambda *given: read.append(plain(*given)) or read[-1])
    for word in random.Random(7).sample(words, 50):
        read.clear()
        assert file.holds(word)
        assert not file.holds(word + "!")
        assert len(read) < 60


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("hunter2\n", "not `SHA-1:COUNT`"),
        (line_of("a").lower() + "\n", "not `SHA-1:COUNT`"),
        (line_of("a").partition(":")[0] + "\n", "not `SHA-1:COUNT`"),
        ("A" * 100_000, "not `SHA-1:COUNT`"),
        ("\n".join(sorted((line_of(str(n)) for n in range(5000)), reverse=True)), "not in the order"),
        ("\n".join(line_of(str(n)) for n in range(5000)), "not in the order"),
    ],
    ids=["empty", "words", "small letters", "no counts", "one long line", "backwards", "by how many have it"],
)
def test_a_file_that_is_of_no_use_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "breached.txt"
    path.write_text(text)
    with pytest.raises(NoList, match=why):
        Breached(path).check()


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    for look in (Breached(tmp_path / "none").check, lambda: Breached(tmp_path / "none").holds("x")):
        with pytest.raises(NoList, match="cannot be read"):
            look()


def test_a_breached_password_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path / "breached.txt", ["marble kettle orchid sparrow", "x"])
    with pytest.raises(Invalid) as refused:
        passwords.choose("marble kettle orchid sparrow", file)
    assert refused.value.errors[0].code == "weak_password"
    assert "breach" in refused.value.errors[0].detail
    assert passwords.choose("gravel piano lantern otter", file).hash
