"""Every column that holds an account: what an export makes of it, and what erasing does to it.

A test walks all tables: a column that holds accounts and is not here fails it.
"""

from typing import Final

from ideaboard.core.privacy.parts import PARTS

# In which part of an export its rows are.
EXPORTED: Final = {column: part.name for part in PARTS for column in part.of}

# Why its rows are in none.
NOT_EXPORTED: Final = {
    "erasures.account_id": "Who has one can ask for no export any more.",
    "audit_entries.about_id": "The entries are in the part of who acted; what is said of me there, I said.",
    "audit_entries.subject_id": "The entries are in the part of who acted.",
    "exports.account_id": "It is the export.",
    "links.account_id": "They open something for minutes, and only their digests are kept.",
    "jobs.data": "Whose import of a tracker's issues it is; the event of each task says so too.",
    "rounds.answered": "What joins somebody to a round is kept so that each answers once, and is told to nobody.",
    "stored_answers.account_id": "Repeats of what is in the other parts, for a week.",
}

# After erasing no row holds the account there.
GOES: Final = {
    "exports.account_id": "With the document.",
    "invitations.by_id": "Nobody comes in their name any more.",
    "links.account_id": "They open nothing any more.",
    "memberships.account_id": "Who left is on no board.",
    "identities.account_id": "Nobody comes by them any more.",
    "sessions.account_id": "Nobody is signed in any more.",
    "stored_answers.account_id": "Nobody can ask for a repeat any more.",
    "suggestions.account_id": "Nobody waits for them any more.",
    "tokens.account_id": "Nobody can sign in any more.",
}

_SAID: Final = "The row is what the team has; its author is somebody who left."
_RECORD: Final = "The board's record; whoever made it is somebody who left."
_BETWEEN: Final = "The row is the other one's too."

# Where the id stays, of which nobody can tell whose it was; and why.
STAYS: Final = {
    "accounts.id": "It is what is left.",
    "asks.asked_id": _BETWEEN,
    "asks.asker_id": _BETWEEN,
    "assignments.assignee_id": _RECORD,
    "assignments.by_id": _RECORD,
    "assignments.mentor_id": _RECORD,
    "audit_entries.about_id": "What was personal is blanked.",
    "audit_entries.actor_id": _RECORD,
    "audit_entries.subject_id": _RECORD,
    "check_ins.by_id": _RECORD,
    "check_ins.guided_by_id": _RECORD,
    "comments.author_id": _SAID,
    "decisions.by_id": _RECORD,
    "erasures.account_id": "That it was erased.",
    "events.actor_id": _RECORD,
    "events.subject_id": _RECORD,
    "feedback.giver_id": _BETWEEN,
    "feedback.receiver_id": _BETWEEN,
    "flags.account_id": "So that a leader finds it; erased with the content.",
    "follow_ups.by_id": _RECORD,
    "hides.by_id": _RECORD,
    "hides.lifted_by_id": _RECORD,
    "ideas.author_id": _SAID,
    "jobs.data": "The import goes on.",
    "jobs.subject_id": "The job that erases is about it.",
    "points.author_id": _SAID,
    "questions.answerer_id": _RECORD,
    "questions.asker_id": _SAID,
    "rounds.answered": "So that as many answered as did; emptied when the round closes.",
    "rounds.leader_id": _RECORD,
    "tasks.author_id": _SAID,
    "votes.account_id": "So that it goes on being counted; erased with the content where it can be taken back.",
}
