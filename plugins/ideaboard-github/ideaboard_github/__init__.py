"""Adopts ideas into the issues of a GitHub repository, on github.com or on GitHub Enterprise."""

from ideaboard.plugin import Limits, TrackerType, hookimpl
from ideaboard_github.settings import Settings
from ideaboard_github.text import BODY_LIMIT, TITLE_LIMIT
from ideaboard_github.tracker import GitHub
from ideaboard_github.webhooks import Webhooks

__all__ = ["GitHub", "Settings", "ideaboard_trackers"]


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Announce the tracker kind `github`."""
    return TrackerType(
        kind="github",
        title="GitHub",
        settings=Settings,
        open=GitHub,
        inbound=Webhooks(),
        limits=Limits(title=TITLE_LIMIT, body=BODY_LIMIT),
        capabilities=frozenset({"choices", "comment", "look_up", "open_issues", "set_status", "statuses"}),
    )
