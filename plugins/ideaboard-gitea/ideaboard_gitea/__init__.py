"""Adopts ideas into the issues of a repository at Gitea or Forgejo."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_gitea.settings import Settings
from ideaboard_gitea.text import LIMITS
from ideaboard_gitea.tracker import Gitea
from ideaboard_gitea.webhooks import Webhooks

GITEA = TrackerType(
    kind="gitea",
    title="Gitea or Forgejo",
    settings=Settings,
    open=Gitea,
    limits=LIMITS,
    capabilities=frozenset({"choices", "comment", "look_up", "open_issues", "set_status", "statuses"}),
    inbound=Webhooks(),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Announce the tracker kind `gitea`."""
    return GITEA
