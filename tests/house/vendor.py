"""`make vendor`: fetch the browser code that we ship but did not write, and record it in `VENDORED.json`.

Only the files named here are kept, unchanged, each package with its licence. To move to another version,
change its package here, run `make vendor`, and look at the pages before committing. The rest of the time a test
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

IDEABOARD = Path(__file__).parents[2] / "ideaboard"
RECORD = "VENDORED.json"


@dataclass(frozen=True)
class Package:
    """One npm package: its pinned version, what we serve of it, and its licence's texts."""

    name: str
    version: str
    licence: str
    files: tuple[str, ...]
    licence_files: tuple[str, ...] = ("LICENSE",)
    # A package that comes without its licence's text: which other one has the same, word for word.
    licence_of: "Package | None" = None

    @property
    def folder(self) -> str:
        """Where its files go; the version is in the name, so that browsers may keep them for good."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}"


@dataclass(frozen=True)
class Shelf:
    """A folder of what was vendored, and which packages stand on it."""

    folder: Path
    packages: tuple[Package, ...]


_HTM = Package("htm", "3.1.1", "Apache-2.0", ("dist/htm.module.js",))

DOCS = Shelf(
    IDEABOARD / "api/docs_assets/vendor",
    (
        Package(
            "swagger-ui-dist",
            "5.35.0",
            "Apache-2.0",
            ("swagger-ui-bundle.js", "swagger-ui.css"),
            ("LICENSE", "NOTICE", "swagger-ui-bundle.js.LICENSE.txt"),
        ),
    ),
)

CLIENT = Shelf(
    IDEABOARD / "web/client/vendor",
    (
        Package("preact", "11.2.0", "MIT", ("dist/preact.mjs", "hooks/dist/hooks.mjs")),
        Package("preact-iso", "2.12.2", "MIT", ("src/router.js", "src/lazy.js")),
        _HTM,
        Package("@preact/signals", "2.11.4", "MIT", ("dist/signals.module.js",)),
        Package("@preact/signals-core", "1.14.5", "MIT", ("dist/signals-core.module.js",)),
        Package(
            "@fluent/bundle",
            "0.19.1",
            "Apache-2.0",
            tuple(
                f"esm/{name}.js"
                for name in ("index", "bundle", "resource", "types", "builtins", "resolver", "scope", "memoizer")
            ),
            licence_of=_HTM,
        ),
        Package("@picocss/pico", "2.1.1", "MIT", ("css/pico.min.css",), ("LICENSE.md",)),
        Package("charts.css", "1.2.0", "MIT", ("dist/charts.min.css",)),
        Package("sortablejs", "1.15.7", "MIT", ("modular/sortable.core.esm.js",)),
        Package("node-diff3", "3.2.1", "MIT", ("dist/diff3.mjs",), ("LICENSE.md",)),
    ),
)

SHELVES = (DOCS, CLIENT)


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
        with tarfile.open(next(temporary.glob("*.tgz"))) as archive:
            archive.extractall(temporary, filter="data")
        about = json.loads((temporary / "package/package.json").read_text())
        if (about["name"], about["version"]) != (package.name, package.version):
            raise ValueError(f"{about['name']} {about['version']} came instead of {package.folder}")
        if about["license"] != package.licence:
            raise ValueError(f"The licence of {package.folder} is {about['license']} now")
        target = into / package.folder
        if package.licence_of is not None:
            if package.licence_of.licence != package.licence:
                raise ValueError(f"{package.licence_of.folder} has another licence than {package.folder}")
            for name in package.licence_files:
                shutil.copyfile(into / package.licence_of.folder / name, temporary / "package" / name)
        for name in (*package.files, *package.licence_files):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(temporary / "package" / name, target / name)
    return {
        "name": package.name,
        "version": package.version,
        "licence": package.licence,
        "folder": package.folder,
        "licence_files": sorted(package.licence_files),
        "integrity": said["integrity"],
        "files": {
            f"{package.folder}/{name}": digest(target / name)
            for name in sorted((*package.files, *package.licence_files))
        },
    }


def troubles(shelf: Shelf) -> Iterator[str]:
    """What is wrong with the files on a shelf: missing, changed, added, or without a licence."""
    folder = shelf.folder
    record = json.loads((folder / RECORD).read_text())
    recorded = {RECORD}
    for package in record["packages"]:
        for name, expected in package["files"].items():
            recorded.add(name)
            if not (folder / name).is_file():
                yield f"{name} is missing"
            elif digest(folder / name) != expected:
                yield f"{name} is not the file that was vendored"
        texts = [folder / package["folder"] / name for name in package["licence_files"]]
        if not texts or not all(text.is_file() and text.stat().st_size for text in texts):
            yield f"{package['name']} lacks its licence"
    present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    yield from (f"{name} is not recorded" for name in sorted(present - recorded))
    wanted = {(package.name, package.version) for package in shelf.packages}
    if wanted != {(package["name"], package["version"]) for package in record["packages"]}:
        yield "what is here is not what this file asks for: run `make vendor`"


def fill(shelf: Shelf) -> None:
    """Fetch a shelf's packages anew. Raises ValueError when a version that was here before comes with other content."""
    known: dict[tuple[str, str], str] = {}
    if (shelf.folder / RECORD).exists():
        record = json.loads((shelf.folder / RECORD).read_text())
        known = {(p["name"], p["version"]): p["integrity"] for p in record["packages"]}
    with tempfile.TemporaryDirectory() as made:
        fresh = Path(made) / shelf.folder.name
        # Whose licence another one needs comes first.
        fetched = [fetch(package, fresh) for package in sorted(shelf.packages, key=lambda p: p.licence_of is not None)]
        for package in fetched:
            if package["integrity"] != known.get((package["name"], package["version"]), package["integrity"]):
                raise ValueError(f"{package['name']} {package['version']} is not what it was")
        (fresh / RECORD).write_text(json.dumps({"packages": fetched}, indent=2) + "\n")
        shutil.rmtree(shelf.folder, ignore_errors=True)
        shutil.copytree(fresh, shelf.folder)
    for package in fetched:
        print(f"{package['name']} {package['version']}, {package['licence']}: {len(package['files'])} files")


def main() -> int:
    """Fetch everything anew."""
    try:
        for shelf in SHELVES:
            fill(shelf)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
