"""Roundup: adopts ideas into a Roundup issue tracker through its REST interface."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_roundup.settings import RoundupSettings
from ideaboard_roundup.tracker import LIMITS, Roundup
from ideaboard_roundup.webhooks import Webhooks

ROUNDUP = TrackerType(
    kind="roundup",
    title="Roundup",
    settings=RoundupSettings,
    open=Roundup,
    limits=LIMITS,
    inbound=Webhooks(),
    capabilities=frozenset({"choices", "comment", "look_up", "open_issues", "set_status", "statuses"}),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Say that there is Roundup."""
    return ROUNDUP
