"""`/boards/{board}/desk`: everything that waits for me, in one call."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar, Final

from ideaboard.api.decisions.assignments import AssignmentShown
from ideaboard.api.decisions.check_ins import CheckInShown
from ideaboard.api.decisions.follow_ups import SOON, FollowUpShown
from ideaboard.api.decisions.questions import QuestionShown
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Many, Nested, Truth
from ideaboard.api.dialect.schemas import Out
from ideaboard.api.feedback.asks import AskShown
from ideaboard.api.feedback.rounds import RoundShown
from ideaboard.api.ideas.ideas import IdeaSummary
from ideaboard.api.ideas.moderation import FlagShown
from ideaboard.api.tracking.issues import IssueShown
from ideaboard.core.decisions.follow_ups import key_of
from ideaboard.core.people import boards
from ideaboard.core.reading import assignments, feedback, ideas, moderation, outbox, rounds, trust
from ideaboard.core.reading.pages import Page, Window

blp = Blueprint("desk", "What waits for me on a board.")

FIRST: Final = 20


def _waiting(of: type[Out], what: str) -> Nested:
    """A field for one section: the first of what waits, and whether there is more."""
    shown: dict[str, Any] = {
        "data": Many(Nested(of), FIRST, example=[]),
        "more": Truth(help="There is more; its own list has all."),
    }
    section: Any = Out.from_dict(shown, name=f"{of.__name__}Waiting")
    return Nested(section, help=what, example={"data": [], "more": False})


class DeskShown(Out):
    """What waits, the oldest first in each section. Sections that are for leaders are absent for others."""

    OPTIONAL: ClassVar[tuple[str, ...]] = ("ideas", "questions", "follow_ups", "issues", "flags")

    ideas = _waiting(IdeaSummary, "Leaders: open ideas that wait for an answer.")
    questions = _waiting(QuestionShown, "Leaders: questions about decisions that wait for an answer.")
    follow_ups = _waiting(FollowUpShown, "Leaders: promises that are overdue, or due within a week.")
    issues = _waiting(IssueShown, "Leaders: work in the backlog whose issue the tracker refused, lost or rejected.")
    flags = _waiting(FlagShown, "Leaders: what was pointed out.")
    offers = _waiting(AssignmentShown, "Work that is offered to me, or that I am asked to be a mentor for.")
    help_calls = _waiting(CheckInShown, "Calls for help that wait for me, as a mentor or as a leader.")
    asks = _waiting(AskShown, "Feedback that I was asked for.")
    rounds = _waiting(RoundShown, "Feedback rounds on my leadership that are closed and wait for my reply.")


def _ideas(call: Call, window: Window) -> Page:
    hidden = call.place.results_shown != "always"
    return ideas.page(call.db, call.place.board_id, call.me, sort="waiting", hidden=hidden, window=window)


def _follow_ups(call: Call, window: Window) -> Page:
    today = boards.today(call.db, call.place.board_id)
    until = key_of(today + timedelta(days=SOON + 1))
    return trust.follow_ups(call.db, call.place.board_id, state="open", until=until, window=window)


# A section, and what it shows: one line makes another one.
LEADERS: Final[dict[str, Callable[[Call, Window], Page]]] = {
    "ideas": _ideas,
    "questions": lambda call, window: trust.questions_waiting(call.db, call.place.board_id, window),
    "follow_ups": _follow_ups,
    "issues": lambda call, window: outbox.stuck(call.db, call.place.board_id, window),
    "flags": lambda call, window: moderation.flags(call.db, call.place.board_id, window),
}
MEMBERS: Final[dict[str, Callable[[Call, Window], Page]]] = {
    "offers": lambda call, window: assignments.offers(call.db, call.place.board_id, call.me, window),
    "help_calls": lambda call, window: assignments.help_calls(
        call.db, call.place.board_id, call.me, call.place.role == "leader", window
    ),
    "asks": lambda call, window: feedback.asks_waiting(call.db, call.place.board_id, call.me, window),
    "rounds": lambda call, window: rounds.rounds_to_reply(call.db, call.place.board_id, call.me, window),
}


@blp.route("/boards/<slug:board>/desk")
@blp.response(200, DeskShown)
@blp.may("desk.read", at=boards.place, of="board")
def read(call: Call, board: str) -> Any:
    """Everything that waits for me here, the first twenty of each kind."""
    sections = {**MEMBERS, **(LEADERS if call.place.role == "leader" else {})}
    pages = {name: section(call, Window(limit=FIRST)) for name, section in sections.items()}
    return {name: {"data": page.rows, "more": page.next is not None} for name, page in pages.items()}
