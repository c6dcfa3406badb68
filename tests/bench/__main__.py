"""`make bench`: how fast it is, against the goals that were set. Each ratio is of one run on one machine.

`make bench ARGS="--ideas 1000,1000000 --cache FOLDER"` measures at a million ideas, and keeps the databases in FOLDER.
"""

import argparse
import contextlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from ideaboard.app import create_app
from ideaboard.plugin.registry import Registry
from tests.bench import hot, importing, pages, places, searching, sizes, starting, voting
from tests.bench.fill import fill
from tests.bench.places import Kind
from tests.bench.report import Report


def main() -> None:
    """Measure what was asked for, and print a table."""
    asked = _arguments()
    small, *bigger = sorted(int(number) for number in asked.ideas.split(","))
    topics: dict[str, Callable[[Report, Kind], None]] = {
        "pages": _pages,
        "sizes": lambda report, kind: sizes.measure(report, kind, small, bigger),
        "searching": lambda report, kind: searching.measure(report, kind, bigger[-1] if bigger else small),
        "voting": lambda report, kind: voting.measure(report, kind, small),
        "hot": lambda report, kind: hot.measure(report, kind, small),
        "importing": importing.measure,
        "starting": starting.measure,
    }
    report = Report()
    # Rates and times by the wall's clock are those of what others leave of the machine.
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before this.\n")
    report.head()
    with contextlib.ExitStack() as stack:
        folder = asked.cache or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ideaboard-bench-")))
        folder.mkdir(parents=True, exist_ok=True)
        # PostgreSQL's data lie below, and whom it runs as must find its way there.
        folder.chmod(0o711)
        for kind in places.kinds(stack, folder, kept=asked.cache is not None):
            for name, measure in topics.items():
                if asked.only is None or name in asked.only.split(","):
                    measure(report, kind)
    report.end()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--ideas", default="1000,30000", help="Sizes of boards; the first is what others are ÷ by.")
    parser.add_argument("--only", help="Only these topics: pages, sizes, searching, voting, hot, importing, starting.")
    kept = os.environ.get("BENCH_CACHE")
    parser.add_argument("--cache", type=Path, default=Path(kept) if kept else None,
                        help="A folder in which databases are kept and found again; or BENCH_CACHE.")  # fmt: skip
    return parser.parse_args()


def _pages(report: Report, kind: Kind) -> None:
    settings = kind.settings("filled")
    app = create_app(settings, Registry.load(found=[]))
    database = app.extensions["ideaboard"].database
    filled = fill(database, ideas=2000)
    pages.measure(report, kind.name, app, database, filled)
    voting.by_verbs(report, kind.name, database, filled)
    database.dispose()


if __name__ == "__main__":
    main()
