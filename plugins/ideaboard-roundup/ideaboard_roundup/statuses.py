"""What Roundup's statuses mean. They are names without a category, and every tracker may have its own."""

from datetime import UTC, datetime
from typing import Final

from ideaboard.plugin import Category

#: The statuses of the templates that come with Roundup.
_CATEGORIES: Final[dict[str, Category]] = {
    "unread": "open",
    "deferred": "open",
    "chatting": "open",
    "need-eg": "open",
    "new": "open",
    "open": "open",
    "pending": "open",
    "in-progress": "in_progress",
    "testing": "in_progress",
    "done-cbb": "done",
    "resolved": "done",
    "closed": "done",
}


def category(name: str) -> Category:
    """The Category of the status called `name`; `unknown` leaves it to the board's own map."""
    return _CATEGORIES.get(name.strip().lower(), "unknown")


def moment(said: str) -> datetime:
    """A time as Roundup writes it, in UTC: `2026-03-01.09:30:00`, with parts of a second or not. Raises ValueError."""
    whole, _, rest = said.partition(".")
    return datetime.fromisoformat(f"{whole}T{rest}").replace(tzinfo=UTC)
