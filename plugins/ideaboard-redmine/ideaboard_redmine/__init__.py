"""Adopts ideas into the issues of a project at Redmine."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_redmine.settings import Settings
from ideaboard_redmine.text import LIMITS
from ideaboard_redmine.tracker import Redmine

REDMINE = TrackerType(
    kind="redmine",
    title="Redmine",
    settings=Settings,
    open=Redmine,
    limits=LIMITS,
    capabilities=frozenset({"choices", "comment", "look_up", "open_issues", "poll", "set_status", "statuses"}),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Announce the tracker kind `redmine`."""
    return REDMINE
