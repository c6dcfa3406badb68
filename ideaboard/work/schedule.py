"""The schedule: what happens by date. Whichever worker looks first does it; its pulse shows in /health."""

from datetime import timedelta

import structlog
from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from ideaboard import clock
from ideaboard.core.decisions import decisions, participation, suggestions
from ideaboard.core.feedback import rounds
from ideaboard.core.outbox import activity, answers, chain, mails
from ideaboard.core.outbox.pulse import Pulse
from ideaboard.core.people import invitations, limits, links, sessions
from ideaboard.core.people.sessions import Limits
from ideaboard.core.privacy import exports
from ideaboard.core.tracking import inbox, sync
from ideaboard.db import concern
from ideaboard.work import crash
from ideaboard.work.run import Workshop

log = structlog.get_logger()

_NAME = "schedule"


def look(shop: Workshop) -> bool:
    """Do what is due, unless somebody looked within the interval. Returns whether it was looked at."""
    before = clock.now() - timedelta(seconds=shop.settings.schedule_seconds)
    with shop.database.reading() as db:
        last = db.execute(select(Pulse.at).where(Pulse.name == _NAME)).scalar()
    if last is not None and last > before:
        return False
    try:
        with crash.committing(shop.database, "schedule") as session:
            if last is None:
                session.execute(insert(Pulse).values(name=_NAME, at=clock.now()))
            else:
                mine = session.execute(
                    update(Pulse)
                    .where(Pulse.name == _NAME, Pulse.at <= before)
                    .values(at=clock.now())
                    .execution_options(synchronize_session=False)
                )
                if not mine.rowcount:  # type: ignore[attr-defined]
                    return False
            decisions.come_back(session)
            rounds.close_due(session)
            participation.judge(session)
            activity.place_nameless(session)
            activity.forget_old(session)
            answers.forget_old(session)
            inbox.forget_old(session)
            sync.due(session, _polled(shop), shop.settings.tracker_poll_seconds, shop.settings.resync_seconds)
            suggestions.forget_old(session)
            mails.forget_old(session)
            links.forget_old(session)
            invitations.forget_old(session)
            limits.forget_old(session)
            settings = shop.settings
            sessions.forget_old(session, Limits(settings.session_days, settings.session_idle_days))
            exports.forget_old(session)
    except IntegrityError:
        # Another worker looked for the very first time in the same moment.
        return False
    _chain(shop)
    return True


def _chain(shop: Workshop) -> None:
    """Chain what was audited since: in transactions of its own, piece after piece, once it is committed."""
    with shop.database.reading() as db:
        chained = chain.PIECE if chain.waits(db) else 0
    try:
        while chained == chain.PIECE:
            with crash.committing(shop.database, "audit") as session:
                concern(session)
                chained = chain.extend(session)
    except IntegrityError:
        # Somebody put an entry where the next one belongs: that is for an operator to see, and keeps no work waiting.
        log.error("the audit trail cannot be chained; `ideaboard audit verify` says why")


def _polled(shop: Workshop) -> list[str]:
    """The kinds of trackers that are asked what has changed."""
    return [kind.kind for _, kind in shop.registry.installed() if "poll" in kind.capabilities]
