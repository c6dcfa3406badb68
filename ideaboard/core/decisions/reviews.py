"""Reviews: the team looks together at an idea that went wrong, or right. What happened and why; never who.

A review is the team's: everyone on the board is invited, whoever is there edits it, nobody is its author, and there is
no place in it for a culprit.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import JSON, ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from ideaboard import clock, ids
from ideaboard.core.decisions import naming
from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.ideas.ideas import Idea
from ideaboard.core.ideas.text import Rendered
from ideaboard.core.outbox import events
from ideaboard.core.people import policy
from ideaboard.db import Base, BigId, Moment, locked, require_version
from ideaboard.errors import Conflict, FieldError, Invalid, NotFound, invalid_field

# A review moves from each to the next, and never back.
STATES: Final = ("called", "held", "shared")
_MOVED: Final = {"held": "review.held", "shared": "review.shared"}
TEXTS: Final = ("what_happened", "conditions", "helped", "lessons", "statement")
# What a calendar shows: when one of these changes, it has to hear of it.
MEETING: Final = ("meets_at", "minutes", "where")


class Review(Base):
    """One review. `actions` hold title, body and, once one is a task, its inside id.

    `uid`, `sequence` and `announced_at` are what calendars tell meetings and their changes apart by; `last_meeting` is
    the moment that was set last, so that they can be told which meeting is off.
    """

    __tablename__ = "reviews"
    __table_args__ = (
        Index(None, "board_id", "id"),
        Index(None, "board_id", "state", "id"),
        Index(None, "idea_id", "state", "id"),
        # One at a time is under way.
        Index(
            None,
            "idea_id",
            unique=True,
            sqlite_where=text("state <> 'shared'"),
            postgresql_where=text("state <> 'shared'"),
        ),
    )

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    board_id: Mapped[int] = mapped_column(BigId, ForeignKey("boards.id"))
    idea_id: Mapped[int] = mapped_column(BigId, ForeignKey("ideas.id"))
    state: Mapped[str] = mapped_column(String(10))
    excerpt: Mapped[str] = mapped_column(Text)
    what_happened: Mapped[str] = mapped_column(Text)
    what_happened_html: Mapped[str] = mapped_column(Text)
    conditions: Mapped[str] = mapped_column(Text)
    conditions_html: Mapped[str] = mapped_column(Text)
    helped: Mapped[str] = mapped_column(Text)
    helped_html: Mapped[str] = mapped_column(Text)
    lessons: Mapped[str] = mapped_column(Text)
    lessons_html: Mapped[str] = mapped_column(Text)
    statement: Mapped[str | None] = mapped_column(Text)
    statement_html: Mapped[str | None] = mapped_column(Text)
    actions: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    meets_at: Mapped[datetime | None] = mapped_column(Moment)
    minutes: Mapped[int]
    where: Mapped[str | None] = mapped_column(Text)
    last_meeting: Mapped[datetime | None] = mapped_column(Moment)
    uid: Mapped[str] = mapped_column(String(32))
    sequence: Mapped[int]
    announced_at: Mapped[datetime] = mapped_column(Moment)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)


def call(session: Session, board: int, by: int, idea: int, **said: Any) -> Review:
    """Call everyone on the board together over an idea that is done or dropped.

    `said` are the TEXTS as Rendered, `actions` (`title`, `body`) and the MEETING. Raises Invalid (an idea of another
    board, a meeting in the past, a text that names somebody), Conflict `idea_not_over`, `review_open`.
    """
    about = _idea(session, board, idea)
    policy.require_state("review.call", about.status)
    under_way = session.scalar(select(Review.id).where(Review.idea_id == idea, Review.state != "shared"))
    if under_way is not None:
        detail = "Its review is under way; go on with that one."
        raise Conflict("review_open", detail, review=ids.encode("review", under_way))
    _check(session, board, said)
    now = clock.now()
    review = Review(
        board_id=board,
        idea_id=idea,
        state=STATES[0],
        uid=ids.random_id(),
        sequence=0,
        announced_at=now,
        version=1,
        created_at=now,
        updated_at=now,
    )
    _put(review, {**said, "actions": _listed(said["actions"], [])})
    session.add(review)
    session.flush()
    _record(session, "review.called", review, by)
    return review


def lock(session: Session, review: int) -> Review:
    """The review, held until the transaction ends. Raises NotFound."""
    return locked(session, Review, Review.id == review)


def edit(session: Session, review: Review, by: int, expected: int | None, **said: Any) -> None:
    """Change a locked review, and move it on to the `state` that comes next; saying what already is changes nothing.

    Raises Stale; Conflict `review_shared` once it is shared, `review_step`, `action_is_task` for an action that is a
    task and is missing or another now; Invalid as `call` does, and when it is shared without lessons or statement.
    """
    require_version(review, expected)
    policy.require_state("review.edit", review.state)
    to = said.pop("state", review.state)
    if "actions" in said:
        said["actions"] = _listed(said["actions"], [action for action in review.actions if action["task"] is not None])
    changes = {name: new for name, new in said.items() if getattr(new, "source", new) != getattr(review, name)}
    if to == review.state and not changes:
        return
    _check(session, review.board_id, changes)
    _put(review, changes)
    review.version += 1
    review.updated_at = clock.now()
    if changes.keys() & set(MEETING):
        review.sequence += 1
        review.announced_at = review.updated_at
    if changes:
        _record(session, "review.edited", review, by)
    if to != review.state:
        _move(session, review, to, by)
    session.flush()


def make_tasks(session: Session, review: Review, by: int) -> None:
    """Make a task of every action of a locked review that is none yet; asked again, nothing more comes of it."""
    if all(action["task"] is not None for action in review.actions):
        return
    actions = [dict(action) for action in review.actions]
    for action in actions:
        if action["task"] is None:
            body = Rendered(action["body"], action["body_html"], action["excerpt"])
            action["task"] = tasks.post(session, review.board_id, by, title=action["title"], body=body).id
    review.actions = actions
    review.version += 1
    review.updated_at = clock.now()
    _record(session, "review.tasks_made", review, by)


def _idea(session: Session, board: int, idea: int) -> Idea:
    try:
        found = ideas.lock(session, idea)
    except NotFound:
        found = None
    if found is None or found.board_id != board:
        raise invalid_field("/idea", "unknown_id", "There is no such idea on this board.")
    return found


def _move(session: Session, review: Review, to: str, by: int) -> None:
    following = STATES[STATES.index(review.state) + 1]
    if to != following:
        raise Conflict("review_step", f"It is {review.state}, and will be {following} next.", state=review.state)
    if to == "shared":
        texts = {"lessons": review.lessons, "statement": review.statement}
        missing = [
            FieldError(f"/{name}", "required", f"A review is shared with its {name}: say what the team says.")
            for name, said in texts.items()
            if not (said or "").strip()
        ]
        if missing:
            raise Invalid(missing)
    review.state = to
    _record(session, _MOVED[to], review, by)


def _check(session: Session, board: int, said: Mapping[str, Any]) -> None:
    if (meets_at := said.get("meets_at")) is not None and meets_at <= clock.now():
        raise invalid_field("/meets_at", "not_in_future", "The team meets at a moment in the future.")
    texts = {f"/{name}": said[name].source for name in TEXTS if said.get(name) is not None}
    for place, action in enumerate(said.get("actions", ())):
        body = action["body"]
        texts[f"/actions/{place}/title"] = action["title"]
        texts[f"/actions/{place}/body"] = getattr(body, "source", body)
    naming.refuse(session, board, texts)


def _put(review: Review, said: Mapping[str, Any]) -> None:
    for name, new in said.items():
        if name in TEXTS:
            setattr(review, name, new.source if new is not None else None)
            setattr(review, f"{name}_html", new.html if new is not None else None)
        else:
            setattr(review, name, new)
    if "what_happened" in said:
        review.excerpt = said["what_happened"].excerpt
    if said.get("meets_at") is not None:
        review.last_meeting = said["meets_at"]


def _listed(actions: Sequence[Mapping[str, Any]], kept: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The actions as they are stored; those of `kept`, which are tasks, are among them and stay it."""
    left = list(kept)
    made = []
    for action in actions:
        body: Rendered = action["body"]
        same = next((one for one in left if (one["title"], one["body"]) == (action["title"], body.source)), None)
        if same is not None:
            left.remove(same)
        text = {"title": action["title"], "body": body.source, "body_html": body.html, "excerpt": body.excerpt}
        made.append(same or {**text, "task": None})
    if left:
        raise Conflict("action_is_task", f"“{left[0]['title']}” is a task now: change the task.")
    return made


def _record(session: Session, happened: str, review: Review, by: int) -> None:
    events.record(session, happened, ("review", review.id), board=review.board_id, actor=by, idea=review.idea_id)
    session.flush()
