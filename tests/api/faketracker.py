"""Two kinds of trackers that exist in tests only; nothing is ever called at them."""

from collections.abc import Mapping, Sequence
from typing import Any

import marshmallow as ma

from ideaboard.http import Http
from ideaboard.plugin import Change, Inbound, Received, Secret, Tracker, TrackerType, header, signed_by


class FakeSettings(ma.Schema):
    """Settings with a secret."""

    project = ma.fields.String(required=True, validate=ma.validate.Length(min=1, max=20))
    label = ma.fields.String()
    token = Secret(required=True)
    webhook_secret = Secret()


class BareSettings(ma.Schema):
    """Settings without one."""

    folder = ma.fields.String(required=True)


def _open(settings: Mapping[str, Any], http: Http) -> Tracker:
    raise AssertionError("a request opened a tracker")


class FakeInbound(Inbound):
    """Calls that say nothing."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """Signed as most are."""
        signed_by(secrets, received.body, header(received, "x-fake-signature"))
        return None

    def parse(self, received: Received) -> Sequence[Change]:
        """Nothing."""
        return ()


FAKE = TrackerType(
    "fake",
    "Fake",
    FakeSettings,
    _open,
    capabilities=frozenset({"choices", "comment", "look_up", "open_issues"}),
    inbound=FakeInbound(),
)
BARE = TrackerType("bare", "Bare", BareSettings, _open)
