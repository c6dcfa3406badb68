"""Everything that we are made of is written down, with its version and its digests."""

import re
import tomllib

from tests.house.source import ROOT

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _locked() -> dict[str, str]:
    """The packages of the lock file, each with what is said of it."""
    blocks = re.split(r"\n(?=[A-Za-z0-9])", (ROOT / "requirements.lock").read_text("utf-8"))
    return {_plain(block.partition("==")[0].partition("[")[0]): block for block in blocks if "==" in block}


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {_plain(match[0]) for said in project["dependencies"] if (match := _NAME.match(said))}
    assert len(wanted) > 20
    assert wanted <= set(_locked())


def test_every_locked_package_has_one_version_and_its_digests() -> None:
    locked = _locked()
    assert len(locked) > 60
    for name, block in locked.items():
        assert re.match(r"[^=\s]+==\S+", block), name
        assert "--hash=sha256:" in block, name
        assert "://" not in block.partition("#")[0], name


def test_what_is_installed_is_held_to_the_digests() -> None:
    assert "--require-hashes -r requirements.lock" in (ROOT / "Makefile").read_text("utf-8")
