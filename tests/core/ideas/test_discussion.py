"""Comments count, and so do those who write them; arguments count nothing; values are named once."""

import pytest
from sqlalchemy import func, select

from ideaboard.core.ideas import comments, ideas, points, values
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.points import Point
from ideaboard.core.ideas.standings import Standing, pack
from ideaboard.core.ideas.text import render
from ideaboard.core.ideas.values import Value
from ideaboard.core.outbox.events import Event
from ideaboard.errors import Conflict, Invalid, NotFound, Stale
from tests.core.together import together
from tests.make import Make


def _counts(make: Make, idea: int) -> tuple[int, int]:
    with make.home.database.transaction() as session:
        standing = session.get_one(Standing, idea)
    assert standing.unheard_key == pack(standing.votes + standing.commenters, idea)
    return standing.comments, standing.commenters


def _delete(make: Make, comment: int, by: str = "ben", expected: int | None = None) -> None:
    account = make.person(by)
    with make.home.database.transaction() as session:
        comments.delete(session, comment, account, expected)


def test_comments_and_commenters_are_counted_apart(make: Make) -> None:
    idea = make.idea()
    first = make.comment(idea, by="ben")
    make.comment(idea, by="ben")
    last = make.comment(idea, by="dia")
    assert _counts(make, idea) == (3, 2)
    _delete(make, first)
    assert _counts(make, idea) == (2, 2)
    _delete(make, last, by="dia")
    assert _counts(make, idea) == (1, 1)


def test_a_deleted_comment_loses_its_text_and_keeps_its_place(make: Make) -> None:
    idea = make.idea()
    comment = make.comment(idea, "A secret: *hunter2*")
    make.comment(idea, "An answer", parent=comment)
    _delete(make, comment)
    with make.home.database.transaction() as session:
        kept = session.get_one(Comment, comment)
        assert (kept.body, kept.body_html, kept.version) == (None, None, 2)
        assert kept.deleted_at is not None
        assert session.scalar(select(Comment.parent_id).where(Comment.body == "An answer")) == comment
    with pytest.raises(Conflict, match="comment_deleted"):
        _delete(make, comment)
    with pytest.raises(Conflict, match="comment_deleted"):
        make.comment(idea, "Too late", parent=comment)
    with pytest.raises(Conflict, match="comment_deleted"), make.home.database.transaction() as session:
        comments.edit(session, comments.lock(session, comment), make.person("ben"), None, body=render("Again"))


def test_a_thread_has_eight_levels(make: Make) -> None:
    idea = make.idea()
    parent = None
    for depth in range(comments.DEEPEST):
        parent = make.comment(idea, f"Level {depth}", parent=parent)
    with pytest.raises(Conflict, match="too_deep"):
        make.comment(idea, parent=parent)
    with make.home.database.transaction() as session:
        assert sorted(session.scalars(select(Comment.depth))) == list(range(8))


def test_an_answer_stays_under_the_same_idea(make: Make) -> None:
    here, there = make.idea(), make.idea()
    comment = make.comment(here)
    with pytest.raises(Invalid):
        make.comment(there, parent=comment)
    with pytest.raises(Invalid):
        make.comment(here, parent=comment + 999)


def test_a_task_is_discussed_too(make: Make) -> None:
    task, ben, board = make.task(), make.person("ben"), make.board()
    with make.home.database.transaction() as session:
        made = comments.post(session, board, ben, task=task, body=render("Hm."))
    _delete(make, made.id, expected=1)
    with make.home.database.transaction() as session:
        assert session.get_one(Comment, made.id).body is None


def test_an_edit_shows_and_one_that_changes_nothing_does_not(make: Make) -> None:
    comment, ben = make.comment(make.idea(), "One."), make.person("ben")

    def edit(body: str, expected: int | None = None) -> Comment:
        with make.home.database.transaction() as session:
            found = comments.lock(session, comment)
            comments.edit(session, found, ben, expected, body=render(body))
            return found

    assert edit("One.").edited_at is None
    after = edit("*Two.*", 1)
    assert (after.version, after.body_html) == (2, "<p><em>Two.</em></p>\n")
    assert after.edited_at is not None
    with pytest.raises(Stale):
        edit("Three.", 1)


def test_comments_at_the_same_moment_are_all_counted(make: Make) -> None:
    idea, board = make.idea(), make.board()
    writers = [make.person(name) for name in ("ada", "ben", "dia")]

    def write(by: int) -> None:
        for _ in range(5):
            with make.home.database.transaction() as session:
                comments.post(session, board, by, idea=idea, body=render("Now."))

    together(*[lambda by=by: write(by) for by in writers])
    assert _counts(make, idea) == (15, 3)


def test_deleting_and_answering_at_the_same_moment_leaves_true_numbers(make: Make) -> None:
    idea, board, ben = make.idea(), make.board(), make.person("ben")
    made = [make.comment(idea, f"Number {n}") for n in range(8)]

    def delete() -> None:
        for comment in made:
            _delete(make, comment)

    def write() -> None:
        for _ in range(8):
            with make.home.database.transaction() as session:
                comments.post(session, board, ben, idea=idea, body=render("Now."))

    together(delete, write)
    assert _counts(make, idea) == (8, 1)


def test_an_argument_counts_nothing_and_leaves_nothing(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")
    with make.home.database.transaction() as session:
        point = points.post(session, ideas.lock(session, idea), ben, side="against", text="It costs.").id
    assert _counts(make, idea) == (0, 0)

    def with_point(verb: object, **kw: object) -> None:
        with make.home.database.transaction() as session:
            held = ideas.lock(session, idea)
            verb(session, held, points.lock(session, held, point), ben, **kw)  # type: ignore[operator]

    with_point(points.edit, expected=1, text="It costs.")
    with make.home.database.transaction() as session:
        assert session.get_one(Point, point).version == 1
    with_point(points.edit, expected=1, text="It costs time.")
    with pytest.raises(Stale):
        with_point(points.edit, expected=1, text="It costs money.")
    with_point(points.delete, expected=2)
    with make.home.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Point)) == 0
    with pytest.raises(NotFound):
        with_point(points.delete, expected=2)


def test_a_frozen_idea_takes_no_argument(make: Make) -> None:
    idea, ben = make.idea(), make.person("ben")
    make.decide(idea, "decline")
    with pytest.raises(Conflict, match="idea_frozen"), make.home.database.transaction() as session:
        points.post(session, ideas.lock(session, idea), ben, side="for", text="Still!")


def test_a_value_has_its_name_alone_until_it_is_retired(make: Make) -> None:
    sleep, board, ada = make.value("Sleep"), make.board(), make.person("ada")
    with pytest.raises(Conflict, match="value_taken"):
        make.value("Sleep")

    def with_value(verb: object, **kw: object) -> None:
        with make.home.database.transaction() as session:
            verb(session, values.lock(session, board, sleep), ada, **kw)  # type: ignore[operator]

    other = make.value("Trust")
    with pytest.raises(Conflict, match="value_taken"):
        with_value(values.edit, expected=None, name="Trust")
    with_value(values.edit, expected=1, name="Sleep", meaning="")
    with make.home.database.transaction() as session:
        assert session.get_one(Value, sleep).version == 1
        assert session.scalar(select(func.count()).where(Event.type == "value.edited")) == 0
    with_value(values.edit, expected=1, meaning="Nobody is woken.")
    with pytest.raises(Stale):
        with_value(values.retire, expected=1)
    with_value(values.retire, expected=2)
    with pytest.raises(Conflict, match="value_retired"):
        with_value(values.retire, expected=None)
    again = make.value("Sleep")
    assert len({sleep, other, again}) == 3


def test_a_retired_value_is_offered_no_more_and_its_stories_stay(make: Make) -> None:
    sleep, board, ada, ben = make.value("Sleep"), make.board(), make.person("ada"), make.person("ben")
    served = [{"value": sleep, "how": "No calls at night."}]
    idea = make.idea(values=served)
    with make.home.database.transaction() as session:
        values.retire(session, values.lock(session, board, sleep), ada, None)
    with pytest.raises(Invalid):
        make.idea(values=served)
    # An edit of the rest leaves what was said before as it is.
    with make.home.database.transaction() as session:
        ideas.edit(session, ideas.lock(session, idea), ben, None, title="Better said", values=served)
    with make.home.database.transaction() as session:
        assert session.get_one(ideas.Idea, idea).values == served


def test_each_value_is_named_once_in_a_text(make: Make) -> None:
    sleep = make.value("Sleep")
    with pytest.raises(Invalid) as refused:
        make.idea(values=[{"value": sleep, "how": "So."}, {"value": sleep, "how": "And so."}])
    assert [(error.pointer, error.code) for error in refused.value.errors] == [("/values/1/value", "repeated")]
