"""A plugin for tests: a paper tracker that misbehaves when an issue's title asks it to."""

import time
from typing import Any

from ideaboard_paper.tracker import Paper, PaperSettings

from ideaboard.plugin import (
    Ambiguous,
    AuthFailed,
    Draft,
    Refused,
    RemoteIssue,
    Retry,
    Secret,
    TrackerType,
    hookimpl,
)

TOKEN = "hunter2hunter2"


class StageSettings(PaperSettings):
    """Paper's settings, and a secret."""

    token = Secret()


class Stage(Paper):
    """Paper, but for the titles below."""

    def __init__(self, settings: Any, http: Any) -> None:
        self._token = settings.get("token", "")
        match self._token:
            case "exit":
                raise SystemExit(4)
            case "hang":
                time.sleep(3600)
        super().__init__({"folder": settings["folder"]}, http)

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        """Do what the title says."""
        match draft.title.split()[-1]:
            case "hang":
                time.sleep(3600)
            case "raise":
                raise RuntimeError("a bug of the plugin")
            case "exit":
                raise SystemExit(3)
            case "nonsense":
                return 42  # type: ignore[return-value]
            case "refuse":
                raise Refused("422: no such project")
            case "auth":
                raise AuthFailed(f"401: bad token {self._token}")
            case "retry":
                raise Retry("429: later", 30)
        if "slow" in draft.title:
            time.sleep(0.8)
        made = super().create(draft, marker)
        if draft.title == "ambiguous":
            raise Ambiguous("no answer came")
        return made


@hookimpl
def ideaboard_trackers() -> TrackerType:
    """The stage."""
    return TrackerType(
        kind="stage",
        title="Stage",
        settings=StageSettings,
        open=Stage,
        capabilities=frozenset({"comment"}),
    )
