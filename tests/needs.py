"""What the tests need besides Python. `python -m tests.needs` says what is missing, and installs it under CI.

Under `CI=true` a missing part is installed with apt, or is a failure. Elsewhere the tests that need it are skipped,
loudly and counted, and this names the package to install.
"""

import importlib.util
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Need:
    """One outside part: how to know it is there, and the Debian package that brings it."""

    name: str
    package: str

    def path(self) -> str | None:
        """Where it is, or None."""
        if self.name == "initdb":
            found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
            return shutil.which("initdb") or (str(found[-1]) if found else None)
        if self.name == "chromium":
            return shutil.which(WINDOWLESS) or shutil.which(self.name)
        return shutil.which(self.name)


# Chromium without the windows of a desktop, a package of its own: the same pages, for a third of the work.
WINDOWLESS = "chromium-headless-shell"

POSTGRESQL = Need("initdb", "postgresql")
CHROMIUM = Need("chromium", "chromium")
REDIS = Need("redis-server", "redis-server")
CURL = Need("curl", "curl")
# Brings Node as well.
NPM = Need("npm", "npm")
ALL = (POSTGRESQL, REDIS, CHROMIUM, CURL, NPM)


# What there is no package for.
NO_FUZZER = "the fuzzer is missing: atheris is there for Linux on x86_64, with a Python before 3.14"


def fuzzer() -> bool:
    """Whether the fuzzer is here."""
    return importlib.util.find_spec("atheris") is not None


def in_ci() -> bool:
    """Whether this is a run that must leave nothing out."""
    return os.environ.get("CI", "").lower() in ("true", "1")


def missing() -> list[Need]:
    """The parts that are not here."""
    return [need for need in ALL if need.path() is None]


def main() -> int:
    """Install (in CI) or name what is missing."""
    if not fuzzer():
        print(f"\n!!! Tests will be SKIPPED: {NO_FUZZER}.\n", file=sys.stderr)
    if not in_ci():
        if lacking := [need.package for need in missing()]:
            print(f"\n!!! Tests will be SKIPPED: install {' and '.join(lacking)} to run them all.\n", file=sys.stderr)
        return 0
    # Where it cannot be had, Chromium takes its place, and takes longer.
    if shutil.which(WINDOWLESS) is None:
        _install(WINDOWLESS)
    if lacking := [need.package for need in missing()]:
        _install(*lacking)
    still = missing()
    for need in still:
        print(f"{need.name} is missing: {need.package} could not be installed", file=sys.stderr)
    return len(still) + (not fuzzer())


def _install(*packages: str) -> None:
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        try:
            subprocess.run(["apt-get", *command], env=environment, check=False, timeout=600)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"apt-get: {error}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
