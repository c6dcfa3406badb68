"""`python -m tests.unbreakable.fuzz TARGET --runs N --seed S`: the input that breaks it is printed, and is a failure.

The fuzzer takes its process over and never gives it back, so it works in a child; the corpus it grows is thrown away.
"""

import argparse
import importlib
import os
import sys
import tempfile
import traceback
from pathlib import Path

from tests.unbreakable.fuzz.target import Target

TARGETS = ("parser", "cursors", "markdown", "growth")
# Seconds after which one input is a failure.
_STUCK = 120


def main() -> int:
    """Fuzz what was asked for. Returns 0 when nothing broke."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="ideaboard-fuzz-") as corpus:
        child = os.fork()
        if child == 0:
            _fuzz(asked, Path(corpus))
        _, status = os.waitpid(child, 0)
    return abs(os.waitstatus_to_exitcode(status))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.unbreakable.fuzz", description=__doc__)
    parser.add_argument("target", choices=TARGETS)
    parser.add_argument("--runs", type=int, default=-1, help="Inputs to try; -1 for as many as there is time for.")
    parser.add_argument("--seconds", type=int, default=600, help="The time there is.")
    parser.add_argument("--seed", type=int, default=1, help="The same seed and runs try the same inputs.")
    parser.add_argument("--bare", action="store_true", help="Begin with nothing, instead of the seeds.")
    parser.add_argument("--planted", help="The mistake to make, which is to be found.")
    return parser.parse_args()


def _fuzz(asked: argparse.Namespace, corpus: Path) -> None:
    import atheris

    target: Target = importlib.import_module(f"tests.unbreakable.fuzz.{asked.target}").TARGET
    target.watch(atheris.instrument_func)
    if asked.planted:
        target.planted[asked.planted]()
    for number, seed in enumerate(() if asked.bare else target.seeds):
        (corpus / f"{number:03}").write_bytes(seed)

    def check(data: bytes) -> None:
        try:
            target.check(data)
        # A panic in a library written in Rust is no Exception.
        except BaseException:
            traceback.print_exc(file=sys.stdout)
            print(f"\n!!! {asked.target} breaks on {data!r}", flush=True)
            os._exit(1)

    options = {
        "runs": asked.runs, "max_total_time": asked.seconds, "seed": asked.seed, "max_len": target.longest,
        # Inputs grow slowly to where they are slow; those that stay short may be long from the beginning.
        "len_control": 100 if target.longest > 256 else 0,
        "timeout": _STUCK, "print_final_stats": 1, "artifact_prefix": f"{tempfile.gettempdir()}/ideaboard-fuzz-",
    }  # fmt: skip
    atheris.Setup([sys.argv[0], *(f"-{name}={value}" for name, value in options.items()), str(corpus)], check)
    atheris.Fuzz()


if __name__ == "__main__":
    sys.exit(main())
