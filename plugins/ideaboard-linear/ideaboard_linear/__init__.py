"""Linear for ideaboard."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_linear.issues import LIMITS
from ideaboard_linear.settings import Settings
from ideaboard_linear.tracker import Linear
from ideaboard_linear.webhooks import Webhooks

LINEAR = TrackerType(
    kind="linear",
    title="Linear",
    settings=Settings,
    open=Linear,
    limits=LIMITS,
    capabilities=frozenset({"choices", "comment", "look_up", "open_issues", "set_status", "statuses"}),
    inbound=Webhooks(),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Say that there is Linear."""
    return LINEAR
