"""Two kinds of trackers that exist in tests only; nothing is ever called at them."""

from collections.abc import Mapping
from typing import Any

import marshmallow as ma

from ideaboard.http import Http
from ideaboard.plugin import Secret, Tracker, TrackerType


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


FAKE = TrackerType("fake", "Fake", FakeSettings, _open, capabilities=frozenset({"choices", "comment"}))
BARE = TrackerType("bare", "Bare", BareSettings, _open)
