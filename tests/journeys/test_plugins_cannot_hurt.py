"""A plugin cannot hurt the board: the server starts, /health names each broken one, and requests do not wait."""

import inspect
from pathlib import Path

import pytest

from tests import stage
from tests.engine import install_plugin, wait_until
from tests.journeys.board import board

_GOOD = """
from dataclasses import replace
from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_paper.tracker import Paper, PaperSettings

@hookimpl
def ideaboard_trackers():
    return TrackerType(kind="{kind}", title="T", settings=PaperSettings, open=Paper)
"""

BROKEN = {
    "raises-at-import": "raise RuntimeError('boom')",
    "hangs-at-import": "import time\ntime.sleep(3600)",
    "misspells-a-hook": _GOOD.format(kind="misspelt").replace("def ideaboard_trackers", "def ideaboard_tracker"),
    "raises-in-hook": _GOOD.format(kind="raising").replace("    return", "    raise KeyError('x')\n    return"),
    "hangs-in-hook": _GOOD.format(kind="hanging").replace(
        "    return", "    import time; time.sleep(3600)\n    return"
    ),
    "returns-nonsense": _GOOD.format(kind="x").replace("return TrackerType", "return 42 or TrackerType"),
    "takes-a-kind-1": _GOOD.format(kind="taken"),
    "takes-a-kind-2": _GOOD.format(kind="taken"),
}


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_eleven_ways_to_be_broken(kind: str, tmp_path: Path) -> None:
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    for name, source in BROKEN.items():
        install_plugin(plugins, name, source)
    install_plugin(plugins, "takes-a-name-1", _GOOD.format(kind="one"), entry="same")
    install_plugin(plugins, "takes-a-name-2", _GOOD.format(kind="two"), entry="same")
    install_plugin(plugins, "test-stage", inspect.getsource(stage))
    paper = str(tmp_path / "paper")

    with board(kind, tmp_path, "hurt", path=plugins, plugin_load_seconds=3.0, job_deadline_seconds=30.0) as place:
        root, ada, ben = place.member("root"), place.member("ada"), place.member("ben")

        health = root.do("GET", "/health")
        named = {entry["distribution"]: entry["reason"] for entry in health["switched_off"]}
        assert named.keys() == {*BROKEN, "takes-a-name-1", "takes-a-name-2"}
        assert all(named.values())
        assert {"github", "paper", "roundup", "stage"} <= set(health["trackers"])
        assert not {"taken", "one", "two", "x", "misspelt", "raising", "hanging"} & set(health["trackers"])

        # A connection whose plugin is gone is shown as degraded, and its board works.
        place.make.connection("taken", folder=paper)
        [lost] = ada.do("GET", "/boards/team/connections")["data"]
        assert lost["state"] == "degraded"
        assert "'taken'" in lost["reason"]

        # While a tracker hangs, every request is answered as ever, other connections' jobs too.
        hanging = ada.do("POST", "/boards/team/connections", _connection("stage", paper))
        well = ada.do("POST", "/boards/team/connections", _connection("paper", paper))
        hung = ben.do("POST", "/boards/team/ideas", {"title": "please hang"})
        fine = ben.do("POST", "/boards/team/ideas", {"title": "fine"})
        _adopt(ada, hung, hanging)
        wait_until(lambda: _running(ada) == 1, 30)
        _adopt(ada, fine, well)
        ben.wait_for_issue(fine["id"])
        assert ben.do("PUT", f"/ideas/{_post(ben)['id']}/vote")["voted"]
        assert _running(ada) == 1
        assert ben.do("GET", f"/ideas/{hung['id']}")["issue"]["state"] == "pending"
        assert ben.do("GET", f"/ideas/{hung['id']}")["status"] == "adopted"


def _connection(tracker: str, folder: str) -> dict[str, object]:
    return {"tracker": tracker, "name": tracker, "settings": {"folder": folder}}


def _adopt(ada, idea, connection) -> None:  # type: ignore[no-untyped-def]
    said = {"outcome": "adopt", "rationale": "Yes.", "connection": connection["id"]}
    ada.do("POST", f"/ideas/{idea['id']}/decisions", said)


def _running(ada) -> int:  # type: ignore[no-untyped-def]
    return len(ada.do("GET", "/boards/team/jobs?state=running")["data"])


def _post(ben) -> dict[str, str]:  # type: ignore[no-untyped-def]
    posted: dict[str, str] = ben.do("POST", "/boards/team/ideas", {"title": "another"})
    return posted
