"""Privacy: an export is gathered part by part, an erasure carried out step by step."""

from typing import Any

from sqlalchemy.exc import OperationalError

from ideaboard.core.privacy import erasures, exports
from ideaboard.core.privacy.parts import PARTS
from ideaboard.plugin import Retry
from ideaboard.work import crash
from ideaboard.work.run import Run


def export(run: Run) -> None:
    """Gather everything about somebody; how many parts there are by now is in the job's result meanwhile."""
    parts: dict[str, Any] = {}
    for part in PARTS:
        with run.reading() as db:
            parts[part.name] = part.read(db, run.subject)
        with run.noted("gathered") as session:
            run.progress(session, {"parts": len(parts), "of": len(PARTS)})
    with run.last_step("kept", {"parts": len(PARTS), "of": len(PARTS)}) as session:
        exports.keep(session, run.subject, run.id, parts)


def erase(run: Run) -> None:
    """Carry an erasure out; last of all SQLite's file is written anew. Done again, it goes on where it was."""
    shop = run.shop
    erasures.carry_out(run, run.data["erasure"], shop.keys, shop.settings.ledger)
    try:
        with run.reading() as db:
            compacted = crash.calling("account.erase:compact", lambda: erasures.compact(db))
    except OperationalError as error:
        raise Retry("The database's file was in use.") from error
    if not compacted:
        raise Retry("The database's file was being read.")
    with run.last_step("erased") as session:
        erasures.finish(session, run.data["erasure"])
