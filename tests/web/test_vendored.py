"""What we ship but did not write is what was recorded, and has its licence."""

import json
import shutil
from pathlib import Path

import pytest

from tests.house import vendor


def test_the_vendored_files_are_those_that_were_recorded() -> None:
    assert list(vendor.troubles()) == []


def test_every_package_comes_with_its_licence() -> None:
    for package in json.loads(vendor.RECORD.read_text())["packages"]:
        text = (vendor.FOLDER / f"{package['name']}-{package['version']}" / "LICENSE").read_text()
        assert package["licence"] == "Apache-2.0"
        assert "Apache License" in text
        assert package["integrity"].startswith("sha512-")


def test_no_source_map_is_shipped() -> None:
    assert list(vendor.FOLDER.rglob("*.map")) == []


@pytest.mark.parametrize("harm", ["changed", "missing", "added", "no licence"])
def test_a_file_that_is_not_as_recorded_is_found(tmp_path: Path, harm: str) -> None:
    folder = Path(shutil.copytree(vendor.FOLDER, tmp_path / "vendor"))
    package = vendor.PACKAGES[0]
    file = folder / package.folder / package.files[0]
    if harm == "changed":
        file.write_bytes(file.read_bytes() + b"\n")
    elif harm == "missing":
        file.unlink()
    elif harm == "added":
        file.with_suffix(".map").write_text("{}")
    else:
        (folder / package.folder / "LICENSE").unlink()
    assert list(vendor.troubles(folder))
