"""The hooks: what a plugin announces. Classes converse; hooks only introduce them."""

from collections.abc import Sequence
from typing import Final

import pluggy

from ideaboard.plugin.listener import ListenerType
from ideaboard.plugin.suggestion import Suggestion
from ideaboard.plugin.tracker import TrackerType

PROJECT: Final = "ideaboard"
API_VERSION: Final = 1

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def ideaboard_trackers() -> TrackerType | Sequence[TrackerType]:  # type: ignore[empty-body]
    """Say which trackers this plugin brings: one TrackerType, or several."""


@hookspec
def ideaboard_listeners() -> ListenerType | Sequence[ListenerType]:  # type: ignore[empty-body]
    """Say which listeners this plugin brings: one ListenerType, or several."""


@hookspec
def ideaboard_suggest(text: str, kind: str) -> Sequence[Suggestion]:  # type: ignore[empty-body]
    """Offer kinder or clearer words for `text`, which is to be a `kind`: review, feedback, decision or comment."""
