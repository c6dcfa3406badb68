"""Fake trackers. The vendors' descriptions, which are not part of this project, are looked for beside it."""

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

os.environ.setdefault("TRACKER_CONTRACTS", str(REPOSITORY.parent / "shared" / "contracts"))
