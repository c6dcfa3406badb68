"""`ideaboard plugin new`: what it writes passes its tests before the first edit, and harms nothing that was there."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ideaboard.cli import main
from ideaboard.plugin.registry import Registry

NAME = "acorn"


def _new(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["plugin", "new", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    into = tmp_path_factory.mktemp("new")
    result = _new(NAME, "--into", str(into))
    assert result.exit_code == 0, result.output
    assert f"cd {into / 'ideaboard-acorn'}" in result.output
    return into / "ideaboard-acorn"


def _python(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # As `pip install -e` would let it be found, without another environment.
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=env, capture_output=True, text=True, timeout=170, check=False
    )


def test_its_tests_pass_before_the_first_edit(written: Path) -> None:
    ran = _python(written, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    [passed] = re.findall(r"(\d+) passed", ran.stdout)
    assert int(passed) > 100
    assert "failed" not in ran.stdout


def test_its_tests_fail_when_it_is_broken(written: Path, tmp_path: Path) -> None:
    broken = tmp_path / "ideaboard-acorn"
    for source in written.rglob("*.*"):
        if source.is_file():
            target = broken / source.relative_to(written)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(source.read_text().replace("with_marker(draft.body, marker, LIMITS.body)", "draft.body"))
    ran = _python(broken, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-k", "c1_")
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "test_c1_" in ran.stdout


def test_it_is_typed_and_tidy_and_says_its_own_name_alone(written: Path) -> None:
    sources = [path for path in written.rglob("*") if path.is_file()]
    assert {path.name for path in sources} >= {"pyproject.toml", "README.md", "py.typed", "fake_acorn.py"}
    assert [path for path in sources if "mytracker" in f"{path}{path.read_text()}".lower()] == []
    for check in (("ruff", "check", "--isolated", "--select", "E,F,B,UP"), ("mypy", "--strict")):
        arguments = ["--line-length", "120"] if check[0] == "ruff" else []
        ran = _python(written, "-m", *check, *arguments, "ideaboard_acorn")
        assert ran.returncode == 0, ran.stdout + ran.stderr


def test_the_board_takes_it(written: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(written))
    said = tomllib.loads((written / "pyproject.toml").read_text())["project"]
    [(name, module)] = said["entry-points"]["ideaboard"].items()
    registry = Registry.load(found=[EntryPoint(name, module, "ideaboard")])
    assert registry.switched_off() == []
    assert [(by, kind.kind, kind.title) for by, kind in registry.installed()] == [("acorn", "acorn", "Acorn")]


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "ideaboard-acorn").mkdir()
    (tmp_path / "ideaboard-acorn" / "mine").write_text("mine")
    result = _new(NAME, "--into", str(tmp_path))
    assert result.exit_code == 1
    assert "is there already; it was left as it is" in result.output
    assert [path.name for path in (tmp_path / "ideaboard-acorn").iterdir()] == ["mine"]


@pytest.mark.parametrize("name", ["", "A", "Acorn", "a", "1a", "a-b", "a_b", "../up", "ä" * 3, "a" * 41, "a b", "a\n"])
def test_a_name_that_is_none_is_refused(tmp_path: Path, name: str) -> None:
    result = _new(name, "--into", str(tmp_path))
    assert result.exit_code == 1
    assert "is no name for it" in result.output
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = _new(NAME, "--into", str(tmp_path / "file"))
    assert result.exit_code == 1
    assert "cannot be made" in result.output
