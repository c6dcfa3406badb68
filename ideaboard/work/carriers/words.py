"""The words that go to a tracker: an issue's, and what is added to it later."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board
from ideaboard.core.tracking.issues import Issue
from ideaboard.ids import encode
from ideaboard.plugin import Draft
from ideaboard.work.run import Run

_WHY: Final = "**Why it was adopted**"


def draft(session: Session, idea: Idea, decision: Decision | None, board: Board, base_url: str) -> Draft:
    """An issue's text: the version that the decision answered (the latest without one), and why it was adopted.

    An idea that was at a tracker before, and adopted anew, names the issues of then.
    """
    url = f"{base_url}/boards/{board.slug}/ideas/{encode('idea', idea.id)}"
    number = idea.version if decision is None else decision.idea_version
    version = session.get_one(IdeaVersion, (idea.id, number))
    why = [_WHY, _quoted(decision.rationale or "")] if decision is not None and decision.rationale else []
    before = [] if decision is None else _before(session, idea, decision)
    parts = [version.body.strip(), *why, *before, f"Idea {idea.number} on {board.name}: {url}"]
    return Draft(version.title, "\n\n".join(part for part in parts if part), url)


def said(run: Run, url: str) -> str | None:
    """What a comment job is to say; None when that is no longer to be said."""
    with run.shop.database.snapshot() as session:
        idea = session.get_one(Idea, session.get_one(Issue, run.subject).idea_id)
        if idea.hidden:
            return None
        if "version" in run.data:
            version = session.get_one(IdeaVersion, (idea.id, run.data["version"]))
            return f"The idea was edited on the board: {url}\n\n**{version.title}**\n\n{version.body}"
        if "adopted" in run.data:
            decision = session.get_one(Decision, run.data["adopted"])
            version = session.get_one(IdeaVersion, (idea.id, decision.idea_version))
            why = _quoted(decision.rationale or "")
            return f"An approach to this was adopted: **{version.title}** {url}\n\n{version.body}\n\n{_WHY}\n\n{why}"
        comment = session.get_one(Comment, run.data["comment"])
        if comment.hidden or comment.body is None:
            return None
        by = None if comment.author_id is None else session.get_one(Account, comment.author_id).name
        return f"{by or 'The author'} on the board: {url}\n\n{comment.body}"


def _before(session: Session, idea: Idea, decision: Decision) -> list[str]:
    earlier = session.execute(
        select(Issue.key, Issue.url)
        .where(Issue.idea_id == idea.id, Issue.decision_id < decision.id, Issue.url.is_not(None))
        .order_by(Issue.id)
    ).all()
    return [f"It was adopted before: {', '.join(f'[{key}]({url})' for key, url in earlier)}"] if earlier else []


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
