"""Merging: an idea goes into another of its board, reversibly. Votes and words stay where they were given.

The one it goes into counts the distinct accounts of its group and shows the discussion of all of it; unmerging gives
each idea its own back.
"""

from sqlalchemy import update
from sqlalchemy.orm import Session

from ideaboard.core.ideas import comments, standings, votes
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.points import Point
from ideaboard.errors import Conflict, invalid_field

_NO_TARGET = ("merged", "withdrawn")


def check(session: Session, idea: Idea, outcome: str, into: Idea | None) -> None:
    """Can this be merged into that? Both are locked.

    Raises Invalid (`into` is missing, or is not for this outcome, or is the idea itself, or of another board),
    Conflict `has_merged` for an idea that others were merged into, `merge_target` for one that cannot take others.
    """
    if outcome != "merge":
        if into is not None:
            raise invalid_field("/into", "not_for_outcome", "Only a merge goes into another idea.")
        return
    if into is None:
        raise invalid_field("/into", "required", "Say which idea it goes into.")
    if into.id == idea.id:
        raise invalid_field("/into", "itself", "An idea cannot be merged into itself.")
    if into.board_id != idea.board_id:
        raise invalid_field("/into", "unknown_id", "The board has no such idea.")
    if standings.lock(session, idea.id).sources:
        raise Conflict("has_merged", "Others were merged into it; unmerge them, or merge the other way round.")
    if into.status in _NO_TARGET:
        raise Conflict("merge_target", f"The other idea is {into.status}.", status_now=into.status)


def follow(session: Session, idea: Idea, outcome: str, into: Idea | None) -> None:
    """Carry a merge or an unmerge out: where words are shown, and who is counted where."""
    if outcome == "merge" and into is not None:
        target = into.id
        idea.merged_into = target
    elif outcome == "unmerge" and idea.merged_into is not None:
        target = idea.merged_into
        idea.merged_into = None
    else:
        return
    session.flush()
    # The one that takes others is locked first, as when somebody votes on it.
    whole, own = standings.lock(session, target), standings.lock(session, idea.id)
    whole.sources += 1 if outcome == "merge" else -1
    shown_on = target if outcome == "merge" else idea.id
    for words in (Comment, Point):
        session.execute(
            update(words)
            .where(words.idea_id == idea.id)
            .values(shown_on=shown_on)
            .execution_options(synchronize_session=False)
        )
    session.flush()
    for standing in (whole, own):
        votes.recount(session, standing)
        comments.recount(session, standing)
