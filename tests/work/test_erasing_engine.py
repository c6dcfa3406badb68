"""Erasing and the real engine: workers that are killed while they erase, or while they gather an export."""

from pathlib import Path

import orjson
import pytest
from sqlalchemy import select, update

from ideaboard import operate
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.people.accounts import Account
from ideaboard.core.privacy import erasures, exports, ledger
from ideaboard.core.privacy.erasures import Erasure
from ideaboard.core.privacy.exports import Export
from ideaboard.core.privacy.parts import PARTS
from tests.engine import Engine

NAME = "Zacharias Quuxby"
# In two runs, for a job that dies three times in one of its steps is parked.
POINTS = (
    {
        "account.erase:recorded:before commit",
        "account.erase:recorded:after commit",
        "account.erase:purged ideas:before commit",
        "account.erase:purged ideas:after commit",
        "account.erase:swept jobs.last_error:after commit",
        "account.erase:forgotten:after commit",
        "account.erase:compact:before call",
        "account.erase:erased:after commit",
        "account.export:gathered:before commit",
        "account.export:gathered:after commit",
        "account.export:kept:after commit",
    },
    {
        "account.erase:swept jobs.last_error:before commit",
        "account.erase:forgotten:before commit",
        "account.erase:compact:after call",
        "account.erase:erased:before commit",
        "account.export:kept:before commit",
    },
)


def _bytes(engine: Engine, folder: Path) -> bytes:
    if engine.settings.sqlite:
        path = engine.settings.sqlite_path
        beside = (path, path.with_name(path.name + "-wal"))
        return b"".join(each.read_bytes() for each in beside if each.exists())
    operate.backup(engine.settings, folder / "copy")
    return (folder / "copy").read_bytes()


@pytest.mark.parametrize("points", POINTS, ids=["first", "second"])
def test_killed_at_every_crash_point_nothing_names_them_and_the_ledger_says_so_once(
    engine: Engine, tmp_path: Path, points: set[str]
) -> None:
    marks = engine.plan(record=True, at=sorted(points))
    make, database = engine.make, engine.home.database
    ben, dia = make.person("ben"), make.person("dia")
    with database.transaction() as session:
        session.execute(update(Account).where(Account.id == ben).values(name=NAME))
    for number in range(3):
        make.idea(f"wrote-idea {number}", by="ben")
    with database.transaction() as session:
        exports.ask(session, dia)
        # What was parked before is gone through too.
        exports.ask(session, ben)
        session.execute(update(Job).where(Job.subject_id == ben).values(state="dead", board_id=make.board()))
        session.execute(update(Job).where(Job.subject_id == ben).values(last_error=f"{NAME} is unknown."))
    with database.transaction() as session:
        erasures.erase(session, ben, ben, None, erased="erase", keys=engine.home.keys)
    with engine.workers():
        engine.settled(150)
    assert {mark.name.removeprefix("killed ")[:-2] for mark in marks.glob("killed *")} == points
    states = {(job.kind, job.state) for job in engine.job_rows()}
    assert states >= {("account.erase", "done"), ("account.export", "done")}
    assert len(ledger.read(engine.settings.ledger)) == 1
    with database.reading() as db:
        assert None not in db.execute(select(Erasure.done_at)).scalars().all()
        body = db.execute(select(Export.body).where(Export.account_id == dia)).scalar_one()
    assert orjson.loads(body or b"").keys() == {part.name for part in PARTS}
    found = _bytes(engine, tmp_path)
    assert b"wrote-idea" not in found
    assert b"Quuxby" not in found
