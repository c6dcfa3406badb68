"""Guarantee 3, for feedback rounds: nothing that is kept, told or written down joins a person to an answer.

What looks for a trace is shown to find each of the traces that are planted here.
"""

import hashlib
from datetime import timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import structlog
from sqlalchemy import event, select, text, update

from ideaboard import clock, log
from ideaboard.core.feedback import rounds
from ideaboard.core.feedback.rounds import Round, RoundQuestion
from ideaboard.core.outbox import events
from ideaboard.core.outbox.answers import StoredAnswer
from ideaboard.core.reading import rounds as reading
from ideaboard.core.tables import METADATA
from ideaboard.ids import encode
from tests.api.asking import path_of, routes
from tests.client import PREFIX, Client
from tests.guarantees.test_3_anonymous_means_not_stored import ACCOUNT, KEY, Board, board

__all__ = ["board"]

WORDS, MORE = "Marmalade-in-the-meeting", "Quince-in-the-plan"
AFTER = timedelta(days=8)
KINDS = ("text", "scale", "text")
ANSWER = {"answers": [{"question": 1, "text": WORDS}, {"question": 2, "scale": 4}, {"question": 3, "text": MORE}]}

REAL_ANSWER, REAL_REWRITE = rounds.answer, rounds._rewrite


def _opened(board: Board) -> tuple[int, str]:
    made = board.make.round(*KINDS)
    return made, f"/feedback-rounds/{encode('round', made)}"


def _ask(board: Board, path: str) -> None:
    answer = board.zebulon.post(path + "/answer", KEY, **ANSWER)
    assert (answer.status_code, answer.data) == (204, b""), answer.json


def _rows(board: Board) -> dict[str, set[str]]:
    with board.make.home.database.reading() as db:
        return {
            table.name: {repr(tuple(row)) for row in db.execute(table.select())} for table in METADATA.sorted_tables
        }


def _file(board: Board) -> dict[str, bytes]:
    """Every copy there is of the database: its own file, a backup, and what that is made of."""
    found = board.copies()
    if board.settings.sqlite:
        board.fold()
        found["file"] = Path(board.make.home.database.url.database or "").read_bytes()
    return found


def traces(board: Board, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """Everything in the database and in the log that joins Zebulon to what he has just answered."""
    _, path = _opened(board)
    board.zebulon.get("/me")
    before = _rows(board)
    log.configure(board.settings)
    capfd.readouterr()
    _ask(board, path)
    told = capfd.readouterr()
    found = [] if board.hits((told.err + told.out).encode()) == 0 else ["the log names him"]
    assert "/answer" in told.err
    for name, rows in _rows(board).items():
        fresh = rows - before[name]
        if fresh and name not in ("rounds", "round_questions", "stored_answers"):
            found.append(f"{name} has a row of it")
        for row in fresh:
            about_him, said = board.hits(row.encode()) > 0, WORDS in row or MORE in row
            found += [f"{name} joins him to his words"] if about_him and said else []
            found += [f"{name} has him"] if about_him and name != "rounds" else []
            found += [f"{name} has his words"] if said and name != "round_questions" else []
    return found


def test_nothing_that_is_kept_or_logged_joins_a_person_to_an_answer(
    board: Board, capfd: pytest.CaptureFixture[str]
) -> None:
    assert traces(board, capfd) == []


def _author_column(session: Any, held: Any, by: int, said: Any) -> None:
    REAL_ANSWER(session, held, by, said)
    session.execute(update(RoundQuestion).values(answers=[[str(by), WORDS]]))


def _event(session: Any, held: Any, by: int, said: Any) -> None:
    REAL_ANSWER(session, held, by, said)
    events.record(session, "round.opened", ("round", held.id), board=held.board_id, actor=by)


def _log_line(session: Any, held: Any, by: int, said: Any) -> None:
    REAL_ANSWER(session, held, by, said)
    structlog.get_logger().debug("answered", by=by)


@pytest.mark.parametrize("planted", [_author_column, _event, _log_line])
def test_a_trace_would_be_found(
    board: Board, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, planted: Any
) -> None:
    monkeypatch.setattr(rounds, "answer", planted)
    assert traces(board, capfd) != []


def test_an_account_is_in_one_sorted_list_and_after_the_close_in_none(board: Board) -> None:
    made, path = _opened(board)
    before = {name: board.hits(raw) for name, raw in _file(board).items()}
    for name in ("dia", "ben"):
        board.make.answer_round(made, name, WORDS, 4, MORE)
    _ask(board, path)
    during = {name: board.hits(raw) for name, raw in _file(board).items()}
    assert during == {name: hits + 1 for name, hits in before.items()}
    with board.make.home.database.reading() as db:
        answered = db.execute(select(Round.answered)).scalar_one()
    assert answered == sorted(answered)
    assert ACCOUNT in answered
    with clock.at(clock.now() + AFTER), board.make.home.database.transaction() as session:
        rounds.close_due(session)
    assert {name: board.hits(raw) for name, raw in _file(board).items()} == before
    assert all(WORDS.encode() in raw for raw in _file(board).values())


def _kept_after_closing(board: Board) -> list[str]:
    """Where the words are still found of a round that too few have answered."""
    made, path = _opened(board)
    board.make.answer_round(made, "ben", WORDS, 4, MORE)
    _ask(board, path)
    assert all(WORDS.encode() in raw and MORE.encode() in raw for raw in _file(board).values())
    with clock.at(clock.now() + AFTER), board.make.home.database.transaction() as session:
        assert rounds.close_due(session) == 1
    return [name for name, raw in _file(board).items() if WORDS.encode() in raw or MORE.encode() in raw]


def test_too_few_answers_are_in_no_copy_any_more(board: Board) -> None:
    assert _kept_after_closing(board) == []


def test_answers_that_are_only_hidden_would_be_found(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "_rewrite", lambda session, held, answered, kept: (
        REAL_REWRITE(session, held, answered, kept) if answered else None
    ))  # fmt: skip
    assert _kept_after_closing(board) != []


def _guessable(board: Board) -> list[str]:
    """What is kept for a repeat that could be found by trying: who asked, or what they said."""
    _, path = _opened(board)
    body = b'{"answers":[{"question":2,"scale":4}]}'
    headers = {**KEY, "Content-Type": "application/json"}
    assert board.zebulon.ask("POST", path + "/answer", headers, data=body).status_code == 204
    with board.make.home.database.reading() as db:
        [kept] = db.execute(select(StoredAnswer.__table__)).fetchall()
    key, at = KEY["Idempotency-Key"], PREFIX + path + "/answer"
    mine = hashlib.sha256("\0".join((str(ACCOUNT), "POST", at, key)).encode()).digest()
    said = hashlib.sha256(b"\0".join((b"POST", at.encode(), b"", body))).digest()
    found = [name for name, known in (("who", mine), ("what", said)) if known in (kept.scope, kept.request)]
    return found + (["when"] if kept.stored_at != clock.day() else []) + (["more"] if kept.body or kept.headers else [])


def test_what_is_kept_for_a_repeat_says_neither_who_nor_what_nor_when(board: Board) -> None:
    assert _guessable(board) == []


def test_a_kept_answer_under_an_account_would_be_found(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    [route] = [each for each in routes() if each.rule.endswith("/answer") and "round" in each.rule]
    monkeypatch.setattr(route, "anonymous", False)
    assert _guessable(board) == ["who", "what", "when"]


def _orders(board: Board, monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, ...]]:
    """In which orders three answers are shown, over every order in which their random keys can fall."""
    seen = set()
    for keys in permutations("123"):
        drawn = iter(keys)
        monkeypatch.setattr(rounds.ids, "random_id", lambda drawn=drawn: next(drawn))
        made = board.make.round("text")
        for name in ("ben", "dia", "eve"):
            board.make.answer_round(made, name, name)
        with board.make.home.database.reading() as db, clock.at(clock.now() + AFTER):
            [result] = reading.results(db, made, board.make.person("ada"))["questions"]
        seen.add(tuple(result["texts"]))
    return seen


def test_each_order_of_the_answers_is_as_likely_whoever_came_first(
    board: Board, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = board.make.round("text", "text")
    for name in ("ben", "dia", "eve"):
        board.make.answer_round(made, name, name, name)
    with board.make.home.database.reading() as db:
        keys = [key for [answers] in db.execute(select(RoundQuestion.answers)) for key, _ in answers]
    # Each key is 128 fresh random bits, another one for each question: no two answers are of one person.
    assert len(set(keys)) == 6
    assert {len(key) for key in keys} == {32}
    # Six orders of the keys, six orders of the answers.
    assert len(_orders(board, monkeypatch)) == 6


def test_answers_in_the_order_in_which_they_came_would_be_found(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rounds, "sorted", lambda rows, key=None: list(rows), raising=False)
    assert len(_orders(board, monkeypatch)) == 1


def _shapes(board: Board) -> set[tuple[str, ...]]:
    """The statements of an answer, without what they carry: of several people, who skip this and that."""
    made, _ = _opened(board)
    seen, noted = set(), []
    database = board.make.home.database
    for name in ("ben", "dia", "eve"):
        board.make.person(name)

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        noted.append(statement)

    event.listen(database.writes, "before_cursor_execute", note)
    try:
        for name, said in (("ben", (WORDS, 4, MORE)), ("dia", (None, 1, None)), ("eve", (WORDS * 9, None, None))):
            noted.clear()
            board.make.answer_round(made, name, *said)
            seen.add(tuple(noted))
    finally:
        event.remove(database.writes, "before_cursor_execute", note)
    if not database.sqlite:
        with database.reading() as db:
            rows = db.execute(text("SELECT xmin::text FROM rounds UNION SELECT xmin::text FROM round_questions"))
            seen |= {("written by", xmin) for xmin in list(rows.scalars())[1:]}
    return seen


def test_every_answer_rewrites_every_row_in_the_same_statements(board: Board) -> None:
    [statements] = _shapes(board)
    assert sum(statement.startswith("UPDATE round") for statement in statements) == 1 + len(KINDS)


def _only_what_changes(session: Any, held: Any, answered: Any, kept: Any) -> None:
    before = rounds._kept(session, held)
    REAL_REWRITE(session, held, answered, {n: rows for n, rows in kept.items() if rows != before[n]})


def _row_per_answer(session: Any, held: Any, by: int, said: Any) -> None:
    REAL_ANSWER(session, held, by, said)
    for one in said:
        number = 100 * len(held.answered) + one["question"]
        session.add(RoundQuestion(round_id=held.id, number=number, answers=[["00", one]]))
        session.flush()


@pytest.mark.parametrize(("name", "planted"), [("_rewrite", _only_what_changes), ("answer", _row_per_answer)])
def test_rows_that_tell_which_answer_wrote_them_would_be_found(
    board: Board, monkeypatch: pytest.MonkeyPatch, name: str, planted: Any
) -> None:
    monkeypatch.setattr(rounds, name, planted)
    assert len(_shapes(board)) > 1


def _told(board: Board, made: int, root: Client, dia: Client) -> dict[str, tuple[int, str | None, bytes]]:
    """What everybody but who answers is told by every GET, with its ETag."""
    with board.make.home.database.reading() as db:
        known = {"board": "team", "round": made, "account": db.execute(select(Round.leader_id)).scalar_one()}
    said = {}
    for contract in routes():
        if contract.safe and "token" not in contract.rule and "health" not in contract.rule:
            for name, client in (("ada", board.ada), ("dia", dia), ("root", root)):
                answer = client.get(path_of(contract, **known))
                body = b"" if answer.status_code >= 400 else answer.data
                code = (answer.json or {}).get("code", "") if answer.status_code >= 400 else ""
                said[f"{name} {contract.rule} {code}"] = (answer.status_code, answer.headers.get("ETag"), body)
    return said


def _difference(board: Board) -> set[str]:
    made, path = _opened(board)
    # Made once: a token that is made is in the audit trail, which root reads.
    root, dia = (Client(board.app, board.make.token(name)) for name in ("root", "dia"))
    before = _told(board, made, root, dia)
    _ask(board, path)
    board.make.answer_round(made, "ben", None, 2, None)
    after = _told(board, made, root, dia)
    assert len(before) > 60
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def test_two_reports_from_before_and_after_an_answer_differ_in_nothing(board: Board) -> None:
    assert _difference(board) == set()


def test_a_number_of_answers_would_be_seen_in_the_difference(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    real = reading._said
    monkeypatch.setattr(reading, "_said", lambda row, me: {**real(row, me), "threshold": len(row.answered)})
    assert "ada /feedback-rounds/<id(round):round> " in _difference(board)
