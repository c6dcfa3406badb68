"""Redocly and Spectral judge OpenAPI documents: how their packages come here, and what they find.

Both are npm packages, pinned in `package-lock.json` and installed beside it into a folder that git ignores. To move
to other versions: change `package.json`, run `npm install --package-lock-only` here, and see that the `engines` of
all packages still allow Node 18, which is Debian 12's own; `overrides` holds back those that would not.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests import npm

FOLDER = Path(__file__).parent
LOCK = FOLDER / "package-lock.json"


@dataclass(frozen=True)
class Finding:
    """What a linter says against one place of a document, be it an error, a warning or a hint."""

    document: str
    rule: str
    where: str
    message: str


def install() -> None:
    """Install what the lock file names, unless it is here already; of several processes one does it, and all wait.

    Raises CalledProcessError when the packages cannot be had.
    """
    npm.install(FOLDER)


def redocly(documents: Sequence[Path]) -> list[Finding]:
    """What Redocly finds in the documents, by `redocly.yaml`."""
    said = json.loads(_run(["node", "redocly.cjs", "redocly.yaml", *map(str, documents)]))
    return [_finding(each, each["path"]) for each in said]


def spectral(documents: Sequence[Path]) -> list[Finding]:
    """What Spectral finds in the documents, by `.spectral.yaml`."""
    command = ["node", "--require", "./compile_once.cjs", "node_modules/.bin/spectral", "lint"]
    options = ["--quiet", "--format=json", "--ruleset=.spectral.yaml"]
    # With findings that are errors it ends with 1; with 2 it could not look.
    said = json.loads(_run([*command, *options, *map(str, documents)], fine=(0, 1)))
    return [_finding(each, "#/" + "/".join(map(str, each["path"]))) for each in said]


def _finding(said: dict[str, Any], where: str) -> Finding:
    return Finding(Path(said["source"]).stem, said["code"], where, said["message"])


def _run(command: Sequence[str], fine: Sequence[int] = (0,)) -> str:
    return npm.run(FOLDER, command, fine)
