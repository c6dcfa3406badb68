"""Adopts ideas into the issues of a GitLab project, on gitlab.com or on a server of your own."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_gitlab.settings import Settings
from ideaboard_gitlab.text import LIMITS
from ideaboard_gitlab.tracker import GitLab
from ideaboard_gitlab.webhooks import Webhooks

GITLAB = TrackerType(
    kind="gitlab",
    title="GitLab",
    settings=Settings,
    open=GitLab,
    limits=LIMITS,
    capabilities=frozenset({"comment", "look_up", "open_issues", "set_status", "statuses"}),
    inbound=Webhooks(),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Announce the tracker kind `gitlab`."""
    return GITLAB
