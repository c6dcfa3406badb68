"""The wheel alone, in an empty directory, does `ideaboard init && ideaboard serve`."""

import os
import signal
import site
import subprocess
import sys
import venv
from pathlib import Path

from tests.engine import wait_until
from tests.journeys.board import ask
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]


def test_the_wheel_runs_in_an_empty_directory(tmp_path: Path) -> None:
    wheels, place = tmp_path / "wheels", tmp_path / "empty"
    place.mkdir()
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = wheels.glob("ideaboard-*.whl")
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
