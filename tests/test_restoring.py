"""After a restore: the ledger replays what was erased since the backup, and the board does not start before."""

import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, update

from ideaboard import checking, clock, log, operate, restoring
from ideaboard.app import create_app
from ideaboard.cli import main
from ideaboard.core.people import accounts, boards
from ideaboard.core.people.accounts import GONE, Account
from ideaboard.core.people.boards import Membership
from ideaboard.core.privacy import erasures, ledger
from ideaboard.core.privacy.erasures import Erasure
from ideaboard.core.privacy.ledger import Line
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.conftest import fresh_database
from tests.make import Make
from tests.zebulon import WROTE, Life, life


@pytest.fixture(params=["sqlite", "postgresql"])
def zeb(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Life]:
    """The installation in which Zebulon did everything."""
    with life(request.param, tmp_path, "restoring") as made:
        yield made
    log.configure(Settings(log_level="warning"))


def _restored(zeb: Life, backup: Path) -> Life:
    """The installation on another database, restored from the `backup`; key and ledger are those that it has."""
    kind = "sqlite" if zeb.settings.sqlite else "postgresql"
    url = fresh_database(kind, zeb.folder, "restored")
    settings = replace(zeb.settings, database_url=url)
    if settings.sqlite:
        shutil.copy(backup, settings.sqlite_path)
    else:
        subprocess.run(["pg_restore", "--no-owner", f"--dbname={url}", str(backup)], check=True)
    app = create_app(settings, Registry.load(found=[]))
    return replace(zeb, app=app, make=Make(app.extensions["ideaboard"]), settings=settings)


def _run(settings: Settings, *arguments: str) -> Result:
    env = {name: value for name, value in settings.as_env().items() if value}
    result = CliRunner().invoke(main, arguments, env=env)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("what", erasures.CONTENT)
def test_a_restored_backup_names_nobody_who_was_erased_since(zeb: Life, what: str) -> None:
    backup = zeb.folder / "before"
    operate.backup(zeb.settings, backup)
    zeb.erase(what)
    zeb.work("account.erase")
    restored = _restored(zeb, backup)
    try:
        assert restored.hits() != {}
        for command in ("check-config", "serve", "work"):
            refused = _run(restored.settings, command)
            assert refused.exit_code == 1
            assert "ideaboard erasures replay" in refused.output
        told = _run(restored.settings, "erasures", "replay")
        assert (told.exit_code, told.output) == (0, "Erasures in the ledger: 1 erased.\n")
        assert restored.hits() == {}
        assert bool(restored.hits(*WROTE)) == (what == "keep")
        assert _run(restored.settings, "check-config").exit_code == 0
        before = restored.rows()
        again = _run(restored.settings, "erasures", "replay")
        assert (again.exit_code, again.output) == (0, "Erasures in the ledger: 1 known.\n")
        assert restored.rows() == before
        assert len(ledger.read(zeb.settings.ledger)) == 1
    finally:
        restored.database.dispose()


def test_what_is_restored_without_the_ledger_would_name_them(zeb: Life) -> None:
    backup = zeb.folder / "before"
    operate.backup(zeb.settings, backup)
    zeb.erase()
    zeb.work("account.erase")
    zeb.settings.ledger.unlink()
    restored = _restored(zeb, backup)
    try:
        assert _run(restored.settings, "check-config").exit_code == 0
        assert _run(restored.settings, "erasures", "replay").output == "Erasures in the ledger: none.\n"
        assert restored.hits() != {}
    finally:
        restored.database.dispose()


@pytest.fixture
def place(make: Make, tmp_path: Path) -> Settings:
    """Settings of the tests' database with a ledger of the test's own."""
    return replace(make.home.settings, erasures_file=str(tmp_path / "erasures.ledger"))


def _line(make: Make, name: str, **other: object) -> Line:
    number = make.person(name)
    with make.home.database.transaction() as session:
        account = session.get_one(Account, number)
    keys = make.home.keys
    assert account.email is not None
    line = Line(account.id, account.created_at, clock.now(), "keep", keys.digests(account.email)[0])
    return line._replace(**other)  # type: ignore[arg-type]


def _name(make: Make, account: int) -> str:
    with make.home.database.reading() as db:
        return db.execute(select(Account.name).where(Account.id == account)).scalar_one()


def _replay(make: Make, place: Settings, *lines: Line) -> restoring.Told:
    ledger.write(place.ledger, lines)
    return restoring.replay(place, make.home.database)


def test_an_id_that_was_given_anew_is_somebody_else(make: Make, place: Settings) -> None:
    ben = make.person("ben")
    long_ago = clock.now() - timedelta(days=90)
    line = _line(make, "ben", born=long_ago, email=make.home.keys.digests("eve@example.org")[0])
    assert _replay(make, place, line).outcomes == {"somebody else": 1}
    assert _name(make, ben) == "Ben"
    # It is known now, and the board starts.
    assert restoring.unknown(place, make.home.database) == 0


def test_who_came_after_is_somebody_else_even_with_the_same_e_mail(make: Make, place: Settings) -> None:
    line = _line(make, "ben", at=clock.now() - timedelta(days=90))
    assert _replay(make, place, line).outcomes == {"somebody else": 1}
    assert _name(make, make.person("ben")) == "Ben"


def test_who_has_another_e_mail_since_is_known_by_when_the_account_was_made(make: Make, place: Settings) -> None:
    line = _line(make, "ben", email=None)
    assert _replay(make, place, line).outcomes == {"erased": 1}
    assert _name(make, make.person("ben")) == GONE


def test_who_was_never_here_is_known_as_erased(make: Make, place: Settings) -> None:
    line = Line(10**9, clock.now(), clock.now(), "erase", None)
    make.person("ben")
    assert _replay(make, place, line).outcomes == {"never here": 1}
    assert _replay(make, place, line).outcomes == {"known": 1}


def test_a_board_whose_last_leader_goes_is_led_by_who_is_there_longest(make: Make, place: Settings) -> None:
    dia, ben = make.person("dia"), make.person("ben")
    with make.home.database.transaction() as session:
        session.execute(
            update(Membership).where(Membership.account_id == dia).values(joined_at=clock.now() - timedelta(days=9))
        )
    told = _replay(make, place, _line(make, "ada"))
    assert (told.outcomes, told.boards) == ({"erased": 1}, ["team"])
    with make.home.database.reading() as db:
        roles = dict(db.execute(select(Membership.account_id, Membership.role)).fetchall())
    assert roles == {dia: "leader", ben: "member"}


def test_the_last_admin_is_erased_all_the_same(make: Make, place: Settings) -> None:
    assert _replay(make, place, _line(make, "root")).outcomes == {"erased": 1}


def test_an_erasure_that_no_job_finished_is_finished(make: Make, place: Settings) -> None:
    ben = make.person("ben")
    with make.home.database.transaction() as session:
        erasures.erase(session, ben, ben, None, erased="keep", keys=make.home.keys)
    assert _replay(make, place).outcomes == {}
    with make.home.database.reading() as db:
        assert None not in db.execute(select(Erasure.done_at)).scalars().all()
    # And what the ledger lacks it has now.
    assert [line.account for line in ledger.read(place.ledger)] == [ben]
    place.ledger.unlink()
    _replay(make, place)
    assert [line.account for line in ledger.read(place.ledger)] == [ben]


def test_the_ledgers_of_other_machines_are_replayed_with_it(make: Make, place: Settings, tmp_path: Path) -> None:
    other = tmp_path / "other.ledger"
    ledger.write(other, [_line(make, "ben")])
    assert restoring.unknown(place, make.home.database) == 0
    told = restoring.replay(place, make.home.database, [other])
    assert told.outcomes == {"erased": 1}
    assert len(ledger.read(place.ledger)) == 1


def test_an_erased_account_can_no_longer_be_locked(make: Make) -> None:
    """What every verb about an account begins with."""
    ben, ada = make.person("ben"), make.person("ada")
    with make.home.database.transaction() as session:
        erasures.erase(session, ben, ada, None, erased="keep", keys=make.home.keys)
    with pytest.raises(Exception, match="not_found"), make.home.database.transaction() as session:
        accounts.lock(session, ben)
    with pytest.raises(Exception, match="not_found"), make.home.database.transaction() as session:
        boards.put_member(session, make.board(), ada, ben, "member")


def test_a_ledger_that_cannot_be_read_stops_the_start(make: Make, place: Settings) -> None:
    place.ledger.write_text("nonsense\n")
    [said] = [said for said in checking.check(place) if "ledger" in said]
    assert "Line 1" in said
    with pytest.raises(operate.Refused, match="Line 1"):
        operate.replay_erasures(place, [])
