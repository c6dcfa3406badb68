"""A tracker that does everything as it should: the beginning of a new plugin, and what it leaves out.

Each wrong plugin of `wrong.py` is this one, but for one thing.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar, Final

import pytest
from flask import jsonify, request

import ideaboard.plugin
from ideaboard.plugin import (
    Answer,
    AuthFailed,
    Change,
    Existing,
    Forged,
    Http,
    Listing,
    Polled,
    Received,
    Refused,
    TrackerError,
    TrackerType,
    header,
)
from ideaboard.plugin.testing import Sample, Vector
from tests.house.source import ROOT, module_at

_FOLDER: Final = Path(ideaboard.plugin.__file__).parent / "template"
sys.path += [str(_FOLDER), str(_FOLDER / "tests")]

from fake_mytracker import FakeMytracker, signed  # noqa: E402
from ideaboard_mytracker.api import STATUSES, remote_issue  # noqa: E402, F401
from ideaboard_mytracker.tracker import LIMITS, Mytracker, Settings  # noqa: E402
from ideaboard_mytracker.webhooks import Webhooks  # noqa: E402

_TEMPLATE: Final = module_at(_FOLDER / "tests" / "test_conformance.py")
_CHAT: Final = module_at(ROOT / "plugins" / "ideaboard-slack" / "tests" / "test_conformance.py")

#: The fake's API, described; the tests write it where contracts are looked for.
DESCRIPTION: Final = "good.openapi.json"
_PAGE: Final = 2


class FakeGood(FakeMytracker):
    """Mytracker, with pages."""

    contract_name = DESCRIPTION

    def _list(self) -> Any:
        found = list(self.issues.values())
        after = int(request.args.get("after", 0))
        if "after" in request.args:
            found = [issue for issue in found if int(issue.id) > after and issue.state != "closed"][:_PAGE]
        return jsonify([self.as_json(issue) for issue in found])


class Understood(Http):
    """What Mytracker says in its own way: "slow down" with a 403, and that a token is over with a 400."""

    def __init__(self, inner: Http) -> None:
        super().__init__()
        self._inner = inner

    def request(self, *asked: Any, **more: Any) -> Answer:
        """As Http does."""
        answer = self._inner.request(*asked, **more)
        if b"Your token has expired" in answer.body:
            return replace(answer, status=401)
        return replace(answer, status=429) if "x-slow-down" in answer.headers else answer


class Good(Mytracker):
    """Everything that can be asked of a tracker."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        super().__init__(settings, Understood(http))

    def look_up(self, text: str) -> Existing:
        """The issue with this key, or at this address."""
        key = text.strip().rpartition("/")[2].removeprefix("ROOF-")
        if not key.isascii() or not key.isdigit() or "elsewhere" in text:
            raise Refused("That names no issue.")
        return self._api.get(f"/issues/{key[:20]}", _existing)

    def open_issues(self, cursor: str | None) -> Listing:
        """Two at a time."""
        found = self._api.get(
            f"{self._project}/issues", lambda said: [_existing(one) for one in said], after=cursor or "0"
        )
        return Listing(found, found[-1].issue.id if len(found) == _PAGE else None)

    def poll(self, cursor: str | None) -> Polled:
        """What was changed after the moment that the cursor names."""
        every = self._api.get(f"{self._project}/issues", lambda said: [remote_issue(one) for one in said])
        moments = [issue.updated_at.isoformat() for issue in every if issue.updated_at]
        latest = max([*moments, cursor or ""])
        changed = [] if cursor is None else [i for i in every if i.updated_at and i.updated_at.isoformat() > cursor]
        return Polled([Change(issue) for issue in changed], latest)


def _existing(said: Any) -> Existing:
    return Existing(remote_issue(said), str(said["title"]), str(said["text"]))


class Dated(Webhooks):
    """Webhooks whose signature is over their time too."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The delivery's id. Raises Forged."""
        said = header(received, "x-mytracker-time")
        try:
            sent = datetime.fromisoformat(said)
            late = abs(received.at - sent) > timedelta(minutes=5)
        except (ValueError, TypeError):
            raise Forged("It does not say when it was sent.") from None
        if late or said != sent.isoformat():
            raise Forged("It was sent long ago.")
        return super().verify(replace(received, body=f"{said}.".encode() + received.body), secrets)

    def parse(self, received: Received) -> Sequence[Change]:
        """What is about no issue says nothing."""
        if received.headers.get("x-mytracker-event") != "issue":
            return ()
        return super().parse(received)


def kind(tracker: type[Good] = Good, inbound: Webhooks | None = None, **other: Any) -> TrackerType:
    """The type of `tracker`."""
    said: dict[str, Any] = {
        "kind": "good",
        "title": "Good",
        "settings": Settings,
        "limits": LIMITS,
        "capabilities": frozenset({"comment", "set_status", "statuses", "look_up", "open_issues", "poll"}),
        **other,
    }
    return TrackerType(open=tracker, inbound=inbound or Dated(), **said)


class GoodConformance(_TEMPLATE.TestMytracker):
    """Every rule, against the fake."""

    tracker_type = kind()
    dated: ClassVar[bool] = True
    contract = DESCRIPTION
    own_failures: ClassVar[Sequence[tuple[Answer, type[TrackerError]]]] = (
        (Answer(400, {}, b'{"message": "Your token has expired"}'), AuthFailed),
    )
    rate_limits: ClassVar[Sequence[Answer]] = (Answer(403, {"x-slow-down": "1"}, b"Slow down"),)

    @pytest.fixture(autouse=True)
    def fake(self) -> Iterator[FakeGood]:
        """The fake, running. What is called wrongly the rules find, not the fake."""
        with FakeGood() as running:
            self.running = running
            yield running

    def samples(self) -> Sequence[Sample]:
        """The template's, with their kind in a header."""
        return [
            replace(sample, headers={"X-Mytracker-Event": "issue" if sample.changes else "weather"})
            for sample in super().samples()
        ]

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        """As the fake signs, with the time."""
        proof = signed(f"{at.isoformat()}.".encode() + sample.body, secret, f"delivery-{sample.name}").headers
        return {**sample.headers, **proof, "X-Mytracker-Time": at.isoformat()}

    def vectors(self) -> Sequence[Vector]:
        """What Mytracker's documents would publish."""
        sample, secret, at = self.samples()[1], "It's a Secret", datetime.fromisoformat("2026-01-01T00:00:00+00:00")
        headers = {name.lower(): value for name, value in self.sign(sample, secret, at).items()}
        return [Vector(Received(headers, sample.body, at), secret)]


class GoodListening(_CHAT.TestSlack):
    """Every rule of a listener, with the chat."""


def describe(folder: Path) -> None:
    """Write the description of the fake's API into `folder`."""
    text, issue = {"type": "string"}, {"$ref": "#/components/schemas/Issue"}

    def made(status: int, of: Any, asked: Mapping[str, Any] | None = None, **parameters: str) -> dict[str, Any]:
        answers = {
            "200" if status == 200 else "201": {"description": "", "content": {"application/json": {"schema": of}}}
        }
        said: dict[str, Any] = {"responses": answers}
        if asked is not None:
            schema = {"type": "object", "required": list(asked), "properties": dict(asked)}
            said["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
        where = [
            {"name": name, "in": place, "required": place == "path", "schema": text}
            for name, place in parameters.items()
        ]
        return {**said, "parameters": where}

    every = {"type": "array", "items": issue}
    paths = {
        "/api/me": {"get": made(200, {"type": "object", "required": ["login"]})},
        "/api/projects/{name}": {"get": made(200, {"type": "object", "required": ["may_write"]}, name="path")},
        "/api/projects/{name}/issues": {
            "get": made(200, every, name="path", since="query", after="query"),
            "post": made(201, issue, {"title": text, "text": text}, name="path"),
        },
        "/api/issues/{key}": {
            "get": made(200, issue, key="path"),
            "patch": made(200, issue, {"state": text}, key="path"),
        },
        "/api/issues/{key}/comments": {
            "post": made(201, {"type": "object", "required": ["id"]}, {"text": text}, key="path")
        },
    }
    every_field = dict.fromkeys(("id", "key", "page", "title", "text", "state", "updated"), text)
    schemas = {
        "Issue": {"type": "object", "required": list(every_field), "properties": {**every_field, "comments": {}}}
    }
    info = {"title": "Mytracker", "version": "1"}
    whole = {"openapi": "3.0.3", "info": info, "servers": [{"url": "http://mytracker.example"}]}
    (folder / DESCRIPTION).write_text(json.dumps({**whole, "paths": paths, "components": {"schemas": schemas}}))
