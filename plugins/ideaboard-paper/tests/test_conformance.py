"""Paper keeps every rule that a tracker has to keep."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from ideaboard_paper import PAPER

from ideaboard.plugin.testing import Seen, TrackerConformance


class TestPaper(TrackerConformance):
    tracker_type = PAPER
    speaks_http = False

    @pytest.fixture
    def settings(self, tmp_path: Path) -> Mapping[str, Any]:
        return {"folder": str(tmp_path / "paper")}

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        file = Path(settings["folder"]).with_name("a-file")
        file.touch()
        # Rights need another user than root: tests/test_folder.py.
        return {"bad_token": None, "missing_right": None, "wrong_project": {"folder": str(file / "below")}}

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        sheet = Path(settings["folder"]) / "issues.jsonl"
        lines = sheet.read_text("utf-8").split("\n") if sheet.exists() else []
        records = [json.loads(line) for line in lines if line]

        def about(issue: str, what: str) -> list[str]:
            return [record[what] for record in records if record["issue"] == issue and what in record]

        issues = [(record["issue"], record) for record in records if "title" in record]
        return [
            Seen(name, made["title"], made["body"], about(name, "comment"), about(name, "link"))
            for name, made in issues
        ]
