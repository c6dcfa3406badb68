"""Mytracker for ideaboard."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_mytracker.tracker import LIMITS, Mytracker, Settings
from ideaboard_mytracker.webhooks import Webhooks

MYTRACKER = TrackerType(
    kind="mytracker",
    title="Mytracker",
    settings=Settings,
    open=Mytracker,
    limits=LIMITS,
    capabilities=frozenset({"comment", "set_status", "statuses"}),
    inbound=Webhooks(),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Say that there is Mytracker."""
    return MYTRACKER
