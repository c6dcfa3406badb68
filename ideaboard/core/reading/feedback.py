"""Reading feedback, and what is asked for: both are for the two whom they are between, until shared."""

from typing import Any, Final

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.orm import aliased

from ideaboard.core.feedback.asks import Ask
from ideaboard.core.feedback.feedback import Feedback
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import PLACE_COLUMNS, Board, Membership, Place, on_board, place_from
from ideaboard.core.reading.pages import Listing, Page, Window, listing, the_row

Giver = aliased(Account, name="giver")
Receiver = aliased(Account, name="receiver")
Asker = aliased(Account, name="asker")
Asked = aliased(Account, name="asked")

_FEEDBACK: Final = (
    select(
        Feedback.id.label("id"),
        Giver.id.label("giver_id"),
        Giver.name.label("giver_name"),
        Receiver.id.label("receiver_id"),
        Receiver.name.label("receiver_name"),
        Feedback.about_kind.label("about_kind"),
        Feedback.about_id.label("about_id"),
        Feedback.praise.label("praise"),
        Feedback.advice.label("advice"),
        Feedback.circumstances.label("circumstances"),
        Feedback.lesson.label("lesson"),
        Feedback.version.label("version"),
        Feedback.created_at.label("created_at"),
        Feedback.shared_at.label("shared_at"),
    )
    .outerjoin(Giver, Giver.id == Feedback.giver_id)
    .outerjoin(Receiver, Receiver.id == Feedback.receiver_id)
)
_ON: Final = Feedback.board_id == bindparam("board")
_BOXES: Final[dict[str, Listing]] = {
    "received": listing(_FEEDBACK.where(_ON, Feedback.receiver_id == bindparam("me")), Feedback.id),
    "given": listing(_FEEDBACK.where(_ON, Feedback.giver_id == bindparam("me")), Feedback.id),
    "shared": listing(_FEEDBACK.where(_ON, Feedback.shared_at.is_not(None)), Feedback.id),
}
BOXES: Final = tuple(_BOXES)
_ONE: Final = _FEEDBACK.where(Feedback.id == bindparam("of"))
# Whom it is not for is not told that it is there.
_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Feedback)
    .join(Board, Board.id == Feedback.board_id)
    .join(Membership, on_board())
    .where(
        Feedback.id == bindparam("key"),
        or_(
            Feedback.giver_id == bindparam("me"),
            Feedback.receiver_id == bindparam("me"),
            Feedback.shared_at.is_not(None),
        ),
    )
)


def page(db: Any, board: int, me: int, box: str, window: Window) -> Page:
    """The feedback on a board that `me` received or gave, or that was shared with all; the newest first."""
    params = {"board": board} if box == "shared" else {"board": board, "me": me}
    return _BOXES[box].page(db, params, window)


def one(db: Any, feedback: int) -> Row[Any]:
    """One piece of feedback. Raises NotFound."""
    return the_row(db, _ONE, {"of": feedback})


def place(db: Any, feedback: int, me: int) -> Place | None:
    """Where feedback was given, and what `me` is there; None when it is not for `me`."""
    row = db.execute(_PLACE, {"key": feedback, "me": me}).first()
    return place_from(row) if row is not None else None


_ASKS: Final = (
    select(
        Ask.id.label("id"),
        Asker.id.label("asker_id"),
        Asker.name.label("asker_name"),
        Asked.id.label("asked_id"),
        Asked.name.label("asked_name"),
        Ask.about_kind.label("about_kind"),
        Ask.about_id.label("about_id"),
        Ask.question.label("question"),
        Ask.state.label("state"),
        Ask.feedback_id.label("answered_by"),
        Ask.version.label("version"),
        Ask.created_at.label("created_at"),
    )
    .outerjoin(Asker, Asker.id == Ask.asker_id)
    .outerjoin(Asked, Asked.id == Ask.asked_id)
)
_ASKED_ON: Final = Ask.board_id == bindparam("board")
_ASK_BOXES: Final[dict[str, Listing]] = {
    "asked_of_me": listing(_ASKS.where(_ASKED_ON, Ask.asked_id == bindparam("me")), Ask.id),
    "asked_by_me": listing(_ASKS.where(_ASKED_ON, Ask.asker_id == bindparam("me")), Ask.id),
}
ASK_BOXES: Final = tuple(_ASK_BOXES)
_WAITING: Final = listing(
    _ASKS.where(_ASKED_ON, Ask.asked_id == bindparam("me"), Ask.state == "open"), Ask.id, down=False
)
_ASK: Final = _ASKS.where(Ask.id == bindparam("of"))
_ASK_PLACE: Final = (
    select(*PLACE_COLUMNS)
    .select_from(Ask)
    .join(Board, Board.id == Ask.board_id)
    .join(Membership, on_board())
    .where(Ask.id == bindparam("key"), or_(Ask.asker_id == bindparam("me"), Ask.asked_id == bindparam("me")))
)


def asks(db: Any, board: int, me: int, box: str, window: Window) -> Page:
    """What `me` was asked for, or asks for, the newest first."""
    return _ASK_BOXES[box].page(db, {"board": board, "me": me}, window)


def asks_waiting(db: Any, board: int, me: int, window: Window) -> Page:
    """What `me` was asked for and has neither given nor declined, the oldest first."""
    return _WAITING.page(db, {"board": board, "me": me}, window)


def ask(db: Any, ask: int) -> Row[Any]:
    """One ask. Raises NotFound."""
    return the_row(db, _ASK, {"of": ask})


def ask_place(db: Any, ask: int, me: int) -> Place | None:
    """Where somebody asks, and what `me` is there; None when it is not for `me`."""
    row = db.execute(_ASK_PLACE, {"key": ask, "me": me}).first()
    return place_from(row) if row is not None else None
