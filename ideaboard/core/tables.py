"""Every table, gathered: importing this module makes `Base.metadata` complete."""

from ideaboard.core.bulk import imports
from ideaboard.core.decisions import (
    assignments,
    backlog,
    check_ins,
    decisions,
    follow_ups,
    participation,
    questions,
    reviews,
    suggestions,
)
from ideaboard.core.feedback import asks, feedback, rounds
from ideaboard.core.ideas import comments, ideas, moderation, points, standings, tasks, values, votes
from ideaboard.core.outbox import answers, audit, chain, deliveries, events, jobs, mails, messages, places, pulse
from ideaboard.core.people import accounts, boards, identities, invitations, limits, links, sessions, tokens
from ideaboard.core.privacy import erasures, exports
from ideaboard.core.tracking import connections, inbox, issues
from ideaboard.db import Base

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "accounts",
    "answers",
    "asks",
    "assignments",
    "audit",
    "backlog",
    "boards",
    "chain",
    "check_ins",
    "comments",
    "connections",
    "decisions",
    "deliveries",
    "erasures",
    "events",
    "exports",
    "feedback",
    "follow_ups",
    "ideas",
    "identities",
    "imports",
    "inbox",
    "invitations",
    "issues",
    "jobs",
    "limits",
    "links",
    "mails",
    "messages",
    "moderation",
    "participation",
    "places",
    "points",
    "pulse",
    "questions",
    "reviews",
    "rounds",
    "sessions",
    "standings",
    "suggestions",
    "tasks",
    "tokens",
    "values",
    "votes",
]
