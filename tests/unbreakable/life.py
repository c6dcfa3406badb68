"""An idea's life as `docs/concepts.md` tells it, written down anew: the model that the API is compared with."""

from dataclasses import dataclass, field

# outcome → from → to, as the docs' table has it.
MOVES = {
    ("adopt", "open"): "adopted",
    ("decline", "open"): "declined",
    ("not_now", "open"): "not_now",
    ("start", "adopted"): "in_progress",
    ("done", "adopted"): "done",
    ("done", "in_progress"): "done",
    ("drop", "adopted"): "dropped",
    ("drop", "in_progress"): "dropped",
    ("reopen", "declined"): "open",
    ("reopen", "not_now"): "open",
    ("reopen", "withdrawn"): "open",
    ("reopen", "dropped"): "open",
}
OUTCOMES = ("adopt", "decline", "not_now", "start", "done", "drop", "reopen")
NEED_A_REASON = {"adopt", "decline", "not_now", "drop", "reopen"}
IN_BACKLOG = {"adopted", "in_progress"}


@dataclass
class Idea:
    """What is known of one idea."""

    id: str
    titles: list[str]
    status: str = "open"
    voters: set[str] = field(default_factory=set)
    comments: dict[str, bool] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    answered_version: int | None = None
    revisit_on: str | None = None

    @property
    def version(self) -> int:
        """How many texts it had."""
        return len(self.titles)


@dataclass
class Board:
    """A board: its ideas by id, and the backlog in its order."""

    ideas: dict[str, Idea] = field(default_factory=dict)
    backlog: list[str] = field(default_factory=list)

    def edit(self, idea: Idea, by: str, title: str) -> tuple[int, str | None]:
        """What an edit answers; the model follows when it succeeds."""
        if by != "ben":
            return 403, "forbidden"
        if idea.status in ("declined", "withdrawn"):
            return 409, "idea_frozen"
        if title != idea.titles[-1]:
            idea.titles.append(title)
        return 200, None

    def withdraw(self, idea: Idea, by: str) -> tuple[int, str | None]:
        """What withdrawing answers."""
        if by != "ben":
            return 403, "forbidden"
        if idea.status not in ("open", "not_now"):
            return 409, "idea_not_open"
        idea.status, idea.revisit_on = "withdrawn", None
        return 204, None

    def decide(
        self, idea: Idea, by: str, outcome: str, reason: str | None, revisit_on: str | None
    ) -> tuple[int, str | None]:
        """What an answer to an idea answers."""
        restoring = outcome == "reopen" and idea.status == "withdrawn"
        if by != ("ben" if restoring else "ada"):
            return 403, "forbidden"
        if outcome in NEED_A_REASON and reason is None:
            return 422, "invalid"
        to = MOVES.get((outcome, idea.status))
        if to is None:
            return 409, "move_not_allowed"
        if (outcome == "not_now") != (revisit_on is not None):
            return 422, "invalid"
        idea.status, idea.revisit_on = to, revisit_on
        idea.decisions.append(outcome)
        idea.answered_version = idea.version
        if to in IN_BACKLOG and idea.id not in self.backlog:
            self.backlog.append(idea.id)
        if to not in IN_BACKLOG and idea.id in self.backlog:
            self.backlog.remove(idea.id)
        return 201, None

    def vote(self, idea: Idea, by: str, *, cast: bool) -> tuple[int, str | None]:
        """What a vote, or taking it back, answers."""
        if by == "cy":
            return 404, "not_found"
        if idea.status != "open":
            return 409, "idea_not_open"
        (idea.voters.add if cast else idea.voters.discard)(by)
        return 200, None

    def place(self, idea: Idea, by: str, after: str | None) -> tuple[int, str | None]:
        """What a place in the backlog answers."""
        if by != "ada":
            return 403, "forbidden"
        if idea.id not in self.backlog:
            return 409, "not_in_backlog"
        if after == idea.id or (after is not None and after not in self.backlog):
            return 422, "invalid"
        self.backlog.remove(idea.id)
        self.backlog.insert(0 if after is None else self.backlog.index(after) + 1, idea.id)
        return 200, None
