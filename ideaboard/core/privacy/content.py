"""Content: purging what somebody wrote, some of it at a time, when they ask for that too.

What a leader decided and why is the board's record and stays; so does what others wrote.
"""

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from sqlalchemy import delete, exists, func, or_, select
from sqlalchemy.orm import Session

from ideaboard.core.decisions.check_ins import CheckIn
from ideaboard.core.decisions.questions import Question
from ideaboard.core.decisions.reviews import Review
from ideaboard.core.feedback.asks import Ask
from ideaboard.core.feedback.feedback import Feedback
from ideaboard.core.ideas import comments, ideas, points, tasks, votes
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.moderation import Flag
from ideaboard.core.ideas.points import Point
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.ideas.tasks import Task
from ideaboard.core.ideas.votes import Vote
from ideaboard.errors import Conflict, NotFound


class Purge(NamedTuple):
    """One kind of content: which ids there are of it for an account, and how one of them is purged by that account."""

    name: str
    key: Any
    mine: Callable[[int], Any]
    one: Callable[[Session, int, int], None]

    def find(self, db: Any, account: int) -> list[int]:
        """What there is to be purged; asked again after a crash, what is left of it."""
        return list(db.execute(select(self.key).where(self.mine(account)).order_by(self.key)).scalars())


def _idea(session: Session, idea: int, by: int) -> None:
    ideas.purge_all(session, ideas.lock(session, idea), by)


def _task(session: Session, task: int, by: int) -> None:
    held = tasks.lock(session, task)
    if task not in _of_the_team(session, held.board_id):
        tasks.purge(session, held, by)


def _of_the_team(session: Session, board: int) -> set[int]:
    """Tasks made of a review's actions: their text is the team's."""
    actions = session.scalars(select(Review.actions).where(Review.board_id == board))
    return {action["task"] for each in actions for action in each if action["task"] is not None}


def _comment(session: Session, comment: int, by: int) -> None:
    comments.delete(session, comment, by, None)


def _point(session: Session, point: int, by: int) -> None:
    found = session.get(Point, point)
    if found is not None:
        points.purge(session, found, by)


def _vote(session: Session, idea: int, by: int) -> None:
    votes.withdraw(session, idea, by)


def _question(session: Session, question: int, by: int) -> None:
    found = session.get_one(Question, question)
    _blank(found, text="")
    # To nothing no answer is owed.
    found.waiting_key = None


def _check_in(session: Session, check_in: int, by: int) -> None:
    found = session.get_one(CheckIn, check_in)
    if found.by_id == by:
        _blank(found, going="", learnt=None)
        found.needs_help = False
    if found.guided_by_id == by:
        _blank(found, guidance="")


def _feedback(session: Session, feedback: int, by: int) -> None:
    _blank(session.get_one(Feedback, feedback), praise=None, advice=None, circumstances=None, lesson=None)


def _ask(session: Session, ask: int, by: int) -> None:
    _blank(session.get_one(Ask, ask), question="")


def _flag(session: Session, flag: int, by: int) -> None:
    session.execute(delete(Flag).where(Flag.id == flag))


def _blank(row: Any, **words: str | None) -> None:
    for name, empty in words.items():
        setattr(row, name, empty)
    row.version += 1


# What was merged into an open idea counts there, and is taken back there.
_COUNTED_ON: Final = func.coalesce(Idea.merged_into, Idea.id)
_OPEN: Final = exists().where(Standing.idea_id == _COUNTED_ON, Standing.status == "open")
_UNPURGED: Final = exists().where(IdeaVersion.idea_id == Idea.id, IdeaVersion.purged.is_(False))
_FEEDBACK_SAYS: Final = or_(Feedback.praise.is_not(None), Feedback.advice.is_not(None), Feedback.lesson.is_not(None))

# What was imported from a tracker somebody else wrote.
PURGES: Final = (
    Purge(
        "votes",
        _COUNTED_ON,
        lambda me: Idea.id.in_(select(Vote.idea_id).where(Vote.account_id == me)) & _OPEN,
        _vote,
    ),
    Purge("comments", Comment.id, lambda me: (Comment.author_id == me) & Comment.deleted_at.is_(None), _comment),
    Purge("points", Point.id, lambda me: Point.author_id == me, _point),
    Purge("ideas", Idea.id, lambda me: (Idea.author_id == me) & _UNPURGED, _idea),
    Purge(
        "tasks",
        Task.id,
        lambda me: (Task.author_id == me) & Task.connection_id.is_(None) & (Task.title != ""),
        _task,
    ),
    Purge("questions", Question.id, lambda me: (Question.asker_id == me) & (Question.text != ""), _question),
    Purge(
        "check_ins",
        CheckIn.id,
        lambda me: or_(
            (CheckIn.by_id == me) & (CheckIn.going != ""), (CheckIn.guided_by_id == me) & (CheckIn.guidance != "")
        ),
        _check_in,
    ),
    Purge("feedback", Feedback.id, lambda me: (Feedback.giver_id == me) & _FEEDBACK_SAYS, _feedback),
    Purge("asks", Ask.id, lambda me: (Ask.asker_id == me) & (Ask.question != ""), _ask),
    Purge("flags", Flag.id, lambda me: Flag.account_id == me, _flag),
)


def purge(session: Session, kind: Purge, some: list[int], account: int) -> None:
    """Purge `some` of a kind; what changed meanwhile, so that there is nothing to purge, is left out."""
    for number in some:
        try:
            kind.one(session, number, account)
        except (Conflict, NotFound):
            continue
    session.flush()
