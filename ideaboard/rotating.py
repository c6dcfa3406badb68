"""Rotating the keys while the board runs: a new one is made known, then it seals, and then what is kept is sealed anew.

Every process follows the key file. So a key is first added, with which nothing is sealed yet, until all have seen it:
what one of them seals with it then, every other one opens.
"""

import time
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import select

from ideaboard.core.outbox.mails import Mail
from ideaboard.core.outbox.messages import Webhook
from ideaboard.core.privacy.erasures import Erasure
from ideaboard.core.tracking.connections import Connection
from ideaboard.core.tracking.seal import FOLLOWED, KeyMissing, Keys, fresh_key, lines_of, write_key_file
from ideaboard.db import Database
from ideaboard.operate import Refused, opened
from ideaboard.settings import Settings

# Everything that is kept sealed.
SEALED: Final[tuple[tuple[Any, str], ...]] = (
    (Connection, "sealed"), (Connection, "inbound"), (Webhook, "sealed"), (Mail, "sealed"), (Erasure, "sealed"),
)  # fmt: skip

_BATCH: Final = 100


def add(settings: Settings) -> None:
    """Make a new key known, with which nothing is sealed yet. Raises Refused when one is already waiting."""
    lines = _lines(settings)
    write_key_file(settings.key_file, [lines[0], fresh_key(), *lines[1:]])


def use(settings: Settings) -> int:
    """Seal with the key that was added, what is kept too; returns how much that was. Raises Refused.

    Done again it seals nothing anew that is sealed with it already, but for its time.
    """
    lines = _lines(settings)
    if len(lines) < 2:
        raise Refused("There is only one key: add one first.")
    write_key_file(settings.key_file, [lines[1], lines[0], *lines[2:]])
    # Now every process that seals does so with the new key.
    time.sleep(2 * FOLLOWED)
    return reseal(settings)


def rotate(settings: Settings) -> int:
    """Add a key and seal with it, on one machine; returns how much was sealed anew. Raises Refused."""
    add(settings)
    time.sleep(2 * FOLLOWED)
    return use(settings)


def reseal(settings: Settings) -> int:
    """Seal everything that is kept with the first key; returns how much that was. Raises Refused."""
    keys = Keys.read(settings.key_file)
    done = 0
    with opened(settings) as database:
        for table, name in SEALED:
            done += _each(database, table, name, keys.reseal)
    return done


def drop(settings: Settings) -> int:
    """Keep only the key that seals; returns how many went. Raises Refused while another one is needed."""
    first, *others = _lines(settings)
    alone = Keys([first])
    with opened(settings) as database, database.reading() as db:
        for table, name in SEALED:
            column = getattr(table, name)
            for number, sealed in db.execute(select(table.id, column).where(column.is_not(None))):
                try:
                    alone.unseal(sealed)
                except KeyMissing:
                    kept = f"{table.__tablename__} {number}"
                    raise Refused(f"{kept} is sealed with an older key: run `ideaboard keys use` first.") from None
    write_key_file(settings.key_file, [first])
    return len(others)


def _each(database: Database, table: Any, name: str, work: Callable[[bytes], bytes]) -> int:
    column, done, last = getattr(table, name), 0, 0
    while True:
        with database.transaction() as session:
            some = session.scalars(
                select(table).where(column.is_not(None), table.id > last).order_by(table.id).limit(_BATCH)
                .with_for_update(key_share=True).execution_options(populate_existing=True)
            ).all()  # fmt: skip
            for row in some:
                try:
                    setattr(row, name, work(getattr(row, name)))
                except KeyMissing as missing:
                    raise Refused(f"{table.__tablename__} {row.id}: {missing}") from missing
        done += len(some)
        if len(some) < _BATCH:
            return done
        last = some[-1].id


def _lines(settings: Settings) -> list[str]:
    try:
        return lines_of(settings.key_file)
    except KeyMissing as missing:
        raise Refused(str(missing)) from missing
