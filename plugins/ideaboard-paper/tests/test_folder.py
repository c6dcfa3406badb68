"""The plugin is found; its folder is made when it is missing, written to the disk, and its failures told."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import entry_points
from pathlib import Path

import pluggy
import pytest
from ideaboard_paper import PAPER

from ideaboard.plugin import PROJECT, Ambiguous, Draft, Gone, Http, Refused, Retry, Tracker, hooks

_SINCE = datetime(2026, 1, 1, tzinfo=UTC)
_DRAFT = Draft("Plant trees", "On the roof.", "https://board.example/1")
_MARKER = "0123456789abcdef" * 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "not" / "there yet"


@pytest.fixture
def paper(folder: Path) -> Tracker:
    return PAPER.open({"folder": str(folder)}, Http())


@pytest.fixture
def without_rights(tmp_path: Path) -> Iterator[None]:
    """Nobody may enter `tmp_path`: root neither, for it becomes somebody else meanwhile."""
    tmp_path.chmod(0)
    us = os.geteuid()
    if us == 0:
        os.seteuid(65534)
    yield
    os.seteuid(us)
    tmp_path.chmod(0o700)


def test_the_folder_is_made_and_the_address_leads_into_it(paper: Tracker, folder: Path) -> None:
    issue = paper.create(_DRAFT, _MARKER)
    assert issue.key == "P-1"
    assert issue.url == f"{folder.as_uri()}/issues.jsonl#P-1"
    assert "Plant trees" in (folder / "issues.jsonl").read_text("utf-8")


def test_an_issue_is_on_the_disk_before_it_is_promised(
    paper: Tracker, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bytes] = []
    monkeypatch.setattr(os, "fsync", lambda _: synced.append((folder / "issues.jsonl").read_bytes()))
    paper.create(_DRAFT, _MARKER)
    assert _MARKER.encode() in synced[-1]
    synced.clear()
    paper.find(_MARKER, _SINCE)
    assert synced, "found, and perhaps not on the disk"


def test_a_disk_that_fails_while_writing_leaves_it_to_find(paper: Tracker, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: int) -> None:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(Ambiguous, match="Input/output error"):
            paper.create(_DRAFT, _MARKER)
        with pytest.raises(Retry, match="Input/output error"):
            paper.find(_MARKER, _SINCE)
    assert [issue.key for issue in paper.find(_MARKER, _SINCE)] == ["P-1"]


def test_a_folder_without_rights_is_told(paper: Tracker, without_rights: None) -> None:
    assert [finding.code for finding in paper.check().findings] == ["missing_right"]
    with pytest.raises(Ambiguous, match="denied"):
        paper.create(_DRAFT, _MARKER)


def test_a_line_spoilt_by_hand_is_refused_in_words(paper: Tracker, folder: Path) -> None:
    paper.create(_DRAFT, _MARKER)
    with (folder / "issues.jsonl").open("a") as sheet:
        sheet.write("bought milk\n")
    with pytest.raises(Refused, match="no JSON"):
        paper.find(_MARKER, _SINCE)


def test_a_link_to_an_issue_that_is_not_there_is_refused(paper: Tracker) -> None:
    issue = paper.create(_DRAFT, _MARKER)
    gone = type(issue)("7", "P-7", issue.url)
    with pytest.raises(Gone):
        paper.link_back(gone, _DRAFT.url)


def test_the_board_finds_the_plugin_by_its_entry_point() -> None:
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(hooks)
    (entry,) = entry_points(group=PROJECT, name="paper")
    manager.register(entry.load())
    manager.check_pending()
    assert manager.hook.ideaboard_trackers() == [PAPER]
