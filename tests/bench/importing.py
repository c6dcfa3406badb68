"""How many ideas a second come in through the import, with votes and comments and without."""

import time
from pathlib import Path

from ideaboard import clock, operate
from ideaboard.core.people.boards import Board
from ideaboard.db import Database
from tests.bench import generate
from tests.bench.places import Kind
from tests.bench.report import Report

LEAST = 5000


def measure(report: Report, kind: Kind, ideas: int = 10_000) -> None:
    """Ideas by themselves, and in the generator's shape, into a database that has some already."""
    settings = kind.settings("importing")
    database = Database(settings)
    folder = Path(kind.folder)
    for slug, alone in (("full", False), ("alone", True)):
        with database.transaction() as session:
            session.add(Board(slug=slug, name=slug, purpose="", visibility="private", time_zone="UTC", last_number=0,
                              results_shown="always", voters_named="never", relied_on=False,
                              created_at=clock.now(), version=1))  # fmt: skip
        for seed, many in ((1, 2000), (2, ideas)):
            file = folder / f"{slug}-{seed}.jsonl"
            file.write_bytes(b"".join(generate.lines(many, seed, alone=alone)))
            began, worked = time.perf_counter(), time.process_time()
            brought = operate.bring_in(settings, slug, file, make_accounts=True, watch=lambda read: None)
            took, worked = time.perf_counter() - began, time.process_time() - worked
            file.unlink()
        assert brought is not None
        shape = f"{brought.votes / ideas:.1f} votes and {brought.comments / ideas:.1f} comments each"
        what = f"ideas imported per second of one core, {shape} ({ideas / took:,.0f} by the wall's clock)"
        report.at_least(kind.name, what, ideas / worked, LEAST, "/s")
    database.dispose()
