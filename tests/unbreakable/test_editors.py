"""Fifty editors of one idea at once: no update is lost, and each that was acknowledged is one version."""

import itertools

import pytest
from flask import Flask

from ideaboard.core.ideas import ideas
from tests.api.asking import together, whole
from tests.client import Client
from tests.make import Make

EDITORS = 50


def _edit_at_once(app: Flask, make: Make, editors: int, edits: int) -> None:
    path = make.path("idea", make.idea("The first"))
    token = make.token("ben")

    def edit(editor: int) -> list[tuple[str, int]]:
        """Read, change, send with the ETag that was read; when somebody was faster, again."""
        client, done = Client(app, token), []
        for number in range(edits):
            title = f"Edit {number} by {editor}"
            for _ in itertools.count():
                answer = client.patch(path, title=title)
                if answer.status_code == 200:
                    done.append((title, answer.json["version"]))
                    break
                assert answer.status_code in (412, 503), answer.text
        return done

    acknowledged = list(itertools.chain(*together([lambda n=n: edit(n) for n in range(editors)])))
    ben = Client(app, token)
    kept = {row["title"]: row["number"] for row in whole(ben, path + "/versions", limit=100)}
    assert len(acknowledged) == editors * edits
    assert dict(acknowledged) == {title: number for title, number in kept.items() if title != "The first"}
    assert sorted(kept.values()) == list(range(1, editors * edits + 2))
    assert ben.get(path).json["version"] == editors * edits + 1


def test_fifty_editors_lose_nothing(app: Flask, make: Make) -> None:
    _edit_at_once(app, make, EDITORS, 1)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_fifty_editors_lose_nothing_in_forty_edits_each(app: Flask, make: Make) -> None:
    _edit_at_once(app, make, EDITORS, 40)


def test_an_update_that_is_lost_is_noticed(app: Flask, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ideas, "require_version", lambda row, expected: None)
    path, token = make.path("idea", make.idea("The first")), make.token("ben")
    etag = Client(app, token).etag(path)
    said = [Client(app, token).patch(path, etag, title=f"By {n}").status_code for n in range(3)]
    assert said == [200] * 3, "with the check gone all three win, which is what the test above would see"
