"""What the audit trail holds, for tests that look at who did what to whom."""

from typing import Any

from sqlalchemy import select

from ideaboard.core.outbox.audit import AuditEntry
from tests.make import Make


def trail(make: Make, *types: str) -> list[dict[str, Any]]:
    """The entries of these types, the oldest first."""
    with make.home.database.reading() as db:
        rows = db.execute(AuditEntry.__table__.select().order_by(AuditEntry.id)).mappings().all()
        assert db.execute(select(AuditEntry.board_id).where(AuditEntry.type.in_(types))).scalars().all() == [
            None for row in rows if row["type"] in types
        ]
    return [
        {
            "type": row["type"], "actor": row["actor_id"], "subject": (row["subject_kind"], row["subject_id"]),
            "about": row["about_id"], "personal": row["personal"], **row["facts"],
        }
        for row in rows if row["type"] in types
    ]  # fmt: skip
