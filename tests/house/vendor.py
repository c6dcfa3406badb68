"""`make vendor`: fetch the browser code that we ship but did not write, and record it in `VENDORED.json`.

Only the files named here are kept, unchanged, each package with its licence. To move to another version,
change `PACKAGES`, run `make vendor`, and look at `/api/docs` before committing. The rest of the time a test
holds the files to their recorded checksums.
"""

import hashlib
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "ideaboard/api/docs_assets/vendor"
RECORD = FOLDER / "VENDORED.json"


@dataclass(frozen=True)
class Package:
    """One npm package: its pinned version, what we serve of it, and its licence's texts."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    licence_files: tuple[str, ...]

    @property
    def folder(self) -> str:
        """Where its files go; the version is in the name, so that browsers may keep them for good."""
        return f"{self.name}-{self.version}"


PACKAGES = (
    Package(
        name="swagger-ui-dist",
        version="5.35.0",
        licence="Apache-2.0",
        files=("swagger-ui-bundle.js", "swagger-ui.css"),
        licence_files=("LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"),
    ),
)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def fetch(package: Package, into: Path) -> dict[str, Any]:
    """Copy a package's files into the folder `into`; what is to be recorded of it.

    Raises ValueError when what came is not what was asked for.
    """
    with tempfile.TemporaryDirectory() as made:
        temporary = Path(made)
        # Packing runs none of the package's scripts and fetches none of its dependencies.
        command = ["npm", "pack", f"{package.name}@{package.version}", "--json", "--ignore-scripts"]
        packed = subprocess.run(command, cwd=temporary, check=True, capture_output=True, text=True)
        said = json.loads(packed.stdout)[0]
        with tarfile.open(temporary / said["filename"]) as archive:
            archive.extractall(temporary, filter="data")
        about = json.loads((temporary / "package/package.json").read_text())
        if (about["name"], about["version"]) != (package.name, package.version):
            raise ValueError(f"{about['name']} {about['version']} came instead of {package.folder}")
        if about["license"] != package.licence:
            raise ValueError(f"The licence of {package.folder} is {about['license']} now")
        target = into / package.folder
        target.mkdir(parents=True)
        for name in (*package.files, *package.licence_files):
            shutil.copyfile(temporary / "package" / name, target / name)
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "licence_files": sorted(package.licence_files),
        "integrity": said["integrity"],
        "files": {
            f"{package.folder}/{name}": digest(target / name)
            for name in sorted((*package.files, *package.licence_files))
        },
    }


def troubles(folder: Path = FOLDER) -> Iterator[str]:
    """What is wrong with the files in `folder`: missing, changed, added, or without a licence."""
    record = json.loads((folder / RECORD.name).read_text())
    recorded = {RECORD.name}
    for package in record["packages"]:
        for name, expected in package["files"].items():
            recorded.add(name)
            if not (folder / name).is_file():
                yield f"{name} is missing"
            elif digest(folder / name) != expected:
                yield f"{name} is not the file that was vendored"
        home = folder / f"{package['name']}-{package['version']}"
        texts = [home / name for name in package["licence_files"]]
        if not texts or not all(text.is_file() and text.stat().st_size for text in texts):
            yield f"{package['name']} lacks its licence"
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    yield from (f"{name} is not recorded" for name in sorted(present - recorded))
    wanted = {(package.name, package.version) for package in PACKAGES}
    if wanted != {(package["name"], package["version"]) for package in record["packages"]}:
        yield "what is here is not what this file asks for: run `make vendor`"


def main() -> int:
    """Fetch everything anew. A version that was here before must come with the same content."""
    known: dict[tuple[str, str], str] = {}
    if RECORD.exists():
        record = json.loads(RECORD.read_text())
        known = {(p["name"], p["version"]): p["integrity"] for p in record["packages"]}
    with tempfile.TemporaryDirectory() as made:
        fresh = Path(made) / FOLDER.name
        fetched = [fetch(package, fresh) for package in PACKAGES]
        for package in fetched:
            if package["integrity"] != known.get((package["name"], package["version"]), package["integrity"]):
                print(f"{package['name']} {package['version']} is not what it was", file=sys.stderr)
                return 1
        (fresh / RECORD.name).write_text(json.dumps({"packages": fetched}, indent=2) + "\n")
        shutil.rmtree(FOLDER, ignore_errors=True)
        shutil.copytree(fresh, FOLDER)
    for package in fetched:
        print(f"{package['name']} {package['version']}, {package['licence']}: {len(package['files'])} files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
