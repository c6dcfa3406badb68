"""Reading the audit trail: of a board, or of what belongs to none."""

from datetime import datetime
from typing import Any, Final

from sqlalchemy import and_, bindparam, select

from ideaboard.core.outbox.audit import AuditEntry, key_of
from ideaboard.core.reading.pages import FIRST_DOWN, Listing, Page, Window, listing

_ENTRIES: Final = select(
    AuditEntry.id.label("id"),
    AuditEntry.type.label("type"),
    AuditEntry.at.label("at"),
    AuditEntry.actor_id.label("actor"),
    AuditEntry.subject_kind.label("subject_kind"),
    AuditEntry.subject_id.label("subject_id"),
    AuditEntry.facts.label("facts"),
    AuditEntry.personal.label("personal"),
    and_(AuditEntry.digest.is_not(None), AuditEntry.personal.is_(None)).label("blanked"),
    AuditEntry.position.label("position"),
    AuditEntry.link.label("link"),
).where(AuditEntry.at_key >= bindparam("since"), AuditEntry.at_key < bindparam("until"))
_OF_BOARD: Final = _ENTRIES.where(AuditEntry.board_id == bindparam("board"))
_OF_NONE: Final = _ENTRIES.where(AuditEntry.board_id.is_(None))
_TYPE: Final = AuditEntry.type == bindparam("type")

# By whether it is of a board, and whether of one type.
_LISTS: Final[dict[tuple[bool, bool], Listing]] = {
    (True, False): listing(_OF_BOARD, AuditEntry.at_key),
    (True, True): listing(_OF_BOARD.where(_TYPE), AuditEntry.at_key),
    (False, False): listing(_OF_NONE, AuditEntry.at_key),
    (False, True): listing(_OF_NONE.where(_TYPE), AuditEntry.at_key),
}


def page(
    db: Any,
    board: int | None,
    window: Window,
    *,
    type: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Page:
    """The entries of a board, or (None) of what belongs to no board, the newest first.

    Of one `type` or of all; at `since` or later, and before `until`.
    """
    asked = {
        "board": board,
        "type": type,
        "since": key_of(since) if since is not None else 0,
        "until": key_of(until) if until is not None else FIRST_DOWN,
    }
    return _LISTS[board is not None, type is not None].page(db, asked, window)
