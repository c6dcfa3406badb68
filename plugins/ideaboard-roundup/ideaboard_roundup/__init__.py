"""Roundup: adopts ideas into a Roundup issue tracker through its REST interface."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_roundup.settings import RoundupSettings
from ideaboard_roundup.tracker import LIMITS, Roundup

ROUNDUP = TrackerType(
    kind="roundup",
    title="Roundup",
    settings=RoundupSettings,
    open=Roundup,
    limits=LIMITS,
    capabilities=frozenset({"choices", "comment"}),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Say that there is Roundup."""
    return ROUNDUP
