"""What we ship but did not write is what was recorded, and has its licence."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.house import vendor

WORDS = {"Apache-2.0": "Apache License", "MIT": "Permission is hereby granted, free of charge"}


@pytest.mark.parametrize("shelf", vendor.SHELVES, ids=lambda shelf: shelf.folder.parent.name)
def test_the_vendored_files_are_those_that_were_recorded(shelf: vendor.Shelf) -> None:
    assert list(vendor.troubles(shelf)) == []


@pytest.mark.parametrize("shelf", vendor.SHELVES, ids=lambda shelf: shelf.folder.parent.name)
def test_every_package_comes_with_its_licence(shelf: vendor.Shelf) -> None:
    for package in json.loads((shelf.folder / vendor.RECORD).read_text())["packages"]:
        texts = [(shelf.folder / package["folder"] / name).read_text() for name in package["licence_files"]]
        assert any(WORDS[package["licence"]] in " ".join(text.split()) for text in texts), package["name"]
        assert package["integrity"].startswith("sha512-")


def test_no_source_map_is_shipped() -> None:
    assert [found for shelf in vendor.SHELVES for found in shelf.folder.rglob("*.map")] == []


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "no licence"])
@pytest.mark.parametrize("shelf", vendor.SHELVES, ids=lambda shelf: shelf.folder.parent.name)
def test_a_file_that_is_not_as_recorded_is_found(tmp_path: Path, harm: str, shelf: vendor.Shelf) -> None:
    folder = Path(shutil.copytree(shelf.folder, tmp_path / "vendor"))
    package = shelf.packages[0]
    file = folder / package.folder / package.files[0]
    if harm == "changed":
        file.write_bytes(file.read_bytes() + b"\n")
    elif harm == "missing":
        file.unlink()
    elif harm == "added":
        file.with_suffix(".map").write_text("{}")
    else:
        (folder / package.folder / package.licence_files[0]).unlink()
    assert list(vendor.troubles(replace(shelf, folder=folder)))
