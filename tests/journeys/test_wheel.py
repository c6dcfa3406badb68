"""The wheel alone, in an empty directory, does `ideaboard init && ideaboard serve`; and what does not come along."""

import os
import re
import signal
import site
import subprocess
import sys
import tomllib
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.engine import wait_until
from tests.journeys.board import ask
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]


# What is in the package and no server needs, each for the reason that the eleventh decision gives.
ON_PURPOSE = ("ideaboard/demo/", "ideaboard/plugin/testing/", "ideaboard/plugin/template/")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built."""
    wheels = tmp_path_factory.mktemp("wheels")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [made] = wheels.glob("ideaboard-*.whl")
    return made


def test_it_holds_no_test_of_ours_and_nothing_else_that_no_server_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert {name.split("/")[0] for name in names} == {"ideaboard", f"{wheel.name.rsplit('-', 3)[0]}.dist-info"}
    assert [kept for kept in ON_PURPOSE if not any(name.startswith(kept) for name in names)] == []
    others = [name for name in names if not name.startswith(ON_PURPOSE)]
    assert len(others) > 200
    suspect = re.compile(r"(^|[/_.-])(tests?|testing|conftest|fakes?|mocks?|examples?|samples?|fixtures?)([/_.-]|$)")
    assert [name for name in others if suspect.search(name)] == []


def test_what_it_depends_on_is_no_tool_for_tests() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    tools = {Requirement(said).name for extra in project["optional-dependencies"].values() for said in extra}
    needed: set[str] = set()
    # Each with the extra that it is needed for, if any.
    waiting = [(said, "") for said in project["dependencies"]]
    seen = set()
    while waiting:
        said, extra = waiting.pop()
        asked = Requirement(said)
        if (said, extra) in seen or (asked.marker is not None and not asked.marker.evaluate({"extra": extra})):
            continue
        seen.add((said, extra))
        needed.add(asked.name.lower().replace("_", "-"))
        waiting += [(more, extra) for more in metadata.requires(asked.name) or [] for extra in ("", *asked.extras)]
    assert {"flask", "werkzeug", "psycopg", "psycopg-binary", "jinja2"} <= needed
    assert {"pytest", "hypothesis", "schemathesis", "playwright"} <= tools
    assert needed & tools == set()


def test_a_server_loads_neither_the_demo_nor_what_tests_are_made_with(tmp_path: Path) -> None:
    script = """
import sys
from ideaboard.app import create_app
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.settings import Settings
from ideaboard.work import carriers, supervisor, worker
make_key_file("k")
create_app(Settings(database_url="sqlite:///b.db", key_file="k"))
print(*sys.modules)
"""
    ran = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, check=True, capture_output=True, text=True)
    loaded = ran.stdout.split()
    assert {"ideaboard.app", "ideaboard_github", "ideaboard.work.worker"} <= set(loaded)
    beginnings = ("ideaboard.demo", "ideaboard.plugin.testing", "ideaboard.plugin.template", "tests", "_pytest")
    assert [name for name in loaded if name.startswith((*beginnings, "pytest", "hypothesis", "openapi_core"))] == []


def test_the_wheel_runs_in_an_empty_directory(tmp_path: Path, wheel: Path) -> None:
    place = tmp_path / "empty"
    place.mkdir()
    python = _environment(tmp_path / "venv", wheel)

    clean = {name: value for name, value in os.environ.items() if not name.startswith(("IDEABOARD_", "PYTHON"))}
    where = [python, "-c", "import ideaboard; print(ideaboard.__file__)"]
    assert (
        str(tmp_path) in subprocess.run(where, cwd=place, env=clean, check=True, capture_output=True, text=True).stdout
    )
    made = subprocess.run(
        [python, "-m", "ideaboard", "init"], cwd=place, env=clean, check=True, capture_output=True, text=True
    )
    [token] = [word for word in made.stdout.split() if word.startswith("ib_")]
    again = subprocess.run(
        [python, "-m", "ideaboard", "init"], cwd=place, env=clean, check=True, capture_output=True, text=True
    )
    assert "ib_" not in again.stdout

    port = free_port()
    server = subprocess.Popen([python, "-m", "ideaboard", "serve", "--port", str(port)], cwd=place, env=clean)
    try:
        url = f"http://127.0.0.1:{port}/api/v1"
        wait_until(lambda: _ready(url), 60)
        assert ask(f"{url}/me", "GET", token).body["admin"] is True
        health = ask(f"{url}/health", "GET", token).body
        assert health["schema"]
        assert ask(f"http://127.0.0.1:{port}/api/v1/openapi.json", "GET").status == 200
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(15) == 0


def _environment(folder: Path, wheel: Path) -> str:
    """An environment that has the wheel itself, and only what it depends on from ours."""
    venv.create(folder, with_pip=False)
    python = folder / "bin" / "python"
    [packages] = (folder / "lib").glob("python*/site-packages")
    subprocess.run([sys.executable, "-m", "uv", "pip", "install", "--quiet", "--offline", "--no-deps",
                    "--python", str(python), str(wheel)], check=True)  # fmt: skip
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()) + "\n")
    return str(python)


def _ready(url: str) -> bool:
    try:
        return ask(f"{url}/ready", "GET").status == 200
    except OSError:
        return False
