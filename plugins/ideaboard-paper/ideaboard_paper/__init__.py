"""Paper: a tracker that keeps its issues in one file. It needs no account, and is the plugin to copy."""

from ideaboard.plugin import TrackerType, hookimpl
from ideaboard_paper.tracker import Paper, PaperSettings

PAPER = TrackerType(
    kind="paper",
    title="Paper",
    settings=PaperSettings,
    open=Paper,
    capabilities=frozenset({"comment"}),
)


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """Say that there is Paper."""
    return PAPER
