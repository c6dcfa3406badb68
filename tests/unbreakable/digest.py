"""A digest of everything a database holds: two are equal when nothing was changed."""

import hashlib

from ideaboard.core.tables import METADATA
from ideaboard.db import Database


def digest(database: Database) -> dict[str, str]:
    """For each table how many rows it has, and the hash of them all."""
    said = {}
    with database.reading() as db:
        for table in METADATA.sorted_tables:
            order = list(table.primary_key.columns) or list(table.columns)
            rows = [repr(tuple(row)) for row in db.execute(table.select().order_by(*order))]
            said[table.name] = f"{len(rows)} {hashlib.sha256(chr(10).join(rows).encode()).hexdigest()[:16]}"
    return said
