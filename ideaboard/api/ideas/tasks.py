"""`/tasks`: what the team has to do, and the approaches to it."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Many, Markdown, Moment, Nested, OneOf, Part, Text, Whole
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.api.ideas.ideas import IdeaMade, IdeaPost, IdeaSummary, post_idea
from ideaboard.api.ideas.points import PointShown
from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.people import boards
from ideaboard.core.reading import discussion
from ideaboard.core.reading import ideas as reading_ideas
from ideaboard.core.reading import tasks as reading

blp = Blueprint("tasks", "What the team has to do; members post competing approaches to it.")

STATUSES = ("open", "decided", "done", "dropped")


class TaskPost(In):
    """A task to be posted."""

    title = Text(200, min=1, line=True, required=True, example="Make the nightly build reliable")
    body = Markdown(65_536, load_default="", example="It fails one night in three.")


class TaskEdit(In):
    """What can be changed about a task."""

    title = Text(200, min=1, line=True, example="Make the nightly build reliable")
    body = Markdown(65_536, example="It fails one night in three.")


class IssueOfTask(Out):
    """The tracker's issue that a task was imported from."""

    key = Text(2000, example="P-17")
    url = Text(2000, example="https://tracker.example.org/P-17")


class TaskSummary(Out):
    """A task, as lists show it: without its long text."""

    id = Id("task")
    board = Text(40, example="platform-team")
    title = Text(200, example="Make the nightly build reliable")
    excerpt = Text(240, example="It fails one night in three.")
    status = OneOf(*STATUSES)
    author = by("author_", "Who posted it.")
    approaches = Whole(0, 2**31, example=3, help="How many approaches were posted.")
    issue = Part(IssueOfTask, "issue_", "key", help="Where it was imported from; null when it was posted here.")
    version = Whole(1, 2**31, example=1)
    created_at = Moment()
    updated_at = Moment()


class TaskShown(TaskSummary):
    """A task whole."""

    body = Text(65_536, example="It fails one night in three.")
    body_html = Text(1_000_000, example="<p>It fails one night in three.</p>")


class TaskList(Paging):
    """Which tasks."""

    status = OneOf(*STATUSES, load_default=None)


class ApproachList(Paging):
    """Which approaches, in which order."""

    sort = OneOf(*reading_ideas.SORTS, load_default=None, help="Without it `top`, or `new` where votes are hidden.")
    status = OneOf(*ideas.STATUSES, load_default=None)


class ApproachCompared(IdeaSummary):
    """An approach, with the arguments for and against it."""

    points = Many(Nested(PointShown), 2000, example=[])


class Comparison(Out):
    """The approaches to a task side by side."""

    task = Id("task")
    approaches = Many(Nested(ApproachCompared), reading_ideas.MOST_COMPARED, example=[])


class ApproachPost(IdeaPost):
    """An approach to be posted: an idea that answers the task in the address."""

    class Meta(IdeaPost.Meta):
        """The task is in the address already."""

        exclude = ("task",)

    EXAMPLE = {"title": "Cache the dependencies", "body": "Most of the night is downloads."}


@blp.route("/boards/<slug:board>/tasks")
@blp.arguments(TaskList, "query")
@blp.response(200, TaskSummary, paged=True)
@blp.kept
@blp.may("task.list", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's tasks, the newest first."""
    return reading.page(call.db, call.place.board_id, status=call.query["status"], window=call.window)


@blp.route("/boards/<slug:board>/tasks", method="POST")
@blp.arguments(TaskPost)
@blp.response(201, TaskShown)
@blp.may("task.post", at=boards.place, of="board")
def post(call: Call, board: str) -> Any:
    """Post a task."""
    task = tasks.post(call.db, call.place.board_id, call.me, **call.fields)
    call.created("task", task.id)
    return reading.one(call.db, task.id)


@blp.route("/tasks/<id(task):task>")
@blp.response(200, TaskShown, versioned=True)
@blp.may("task.read", at=reading.place, of="task")
def read(call: Call, task: int) -> Any:
    """One task."""
    return reading.one(call.db, task)


@blp.route("/tasks/<id(task):task>", method="PATCH")
@blp.arguments(TaskEdit)
@blp.response(200, TaskShown, versioned=True)
@blp.may("task.edit", at=reading.place, of="task")
def edit(call: Call, task: int) -> Any:
    """Change a task's title or text."""
    tasks.edit(call.db, tasks.lock(call.db, task), call.me, call.expected, **call.fields)
    return reading.one(call.db, task)


@blp.route("/tasks/<id(task):task>", method="DELETE")
@blp.response(204, versioned=True)
@blp.conflicts("task_has_adopted")
@blp.may("task.drop", at=reading.place, of="task")
def drop(call: Call, task: int) -> None:
    """Drop a task that nobody will do. It stays readable, as dropped."""
    tasks.drop(call.db, tasks.lock(call.db, task), call.me, call.expected)


@blp.route("/tasks/<id(task):task>/approaches")
@blp.arguments(ApproachList, "query")
@blp.response(200, IdeaSummary, paged=True)
@blp.may("approach.list", at=reading.place, of="task")
def list_approaches(call: Call, task: int) -> Any:
    """The approaches to a task."""
    hidden = call.place.results_shown != "always"
    return reading_ideas.page(
        call.db,
        call.place.board_id,
        call.me,
        sort=call.query["sort"] or (None if hidden else "top"),
        status=call.query["status"],
        task=task,
        hidden=hidden,
        window=call.window,
    )


@blp.route("/tasks/<id(task):task>/approaches", method="POST")
@blp.arguments(ApproachPost)
@blp.response(201, IdeaMade, secret_fields=("author_key",))
@blp.may("approach.post", at=reading.place, of="task")
def post_approach(call: Call, task: int) -> Any:
    """Post an approach to a task."""
    return post_idea(call, task=task, **call.fields)


@blp.route("/tasks/<id(task):task>/comparison")
@blp.response(200, Comparison)
@blp.may("approach.list", at=reading.place, of="task")
def compare(call: Call, task: int) -> Any:
    """The approaches to a task side by side, the oldest first: effort, learning, values, votes, arguments.

    Withdrawn and merged ones are left out.
    """
    approaches = reading_ideas.compared(call.db, task, call.place.board_id, call.me)
    points = discussion.points_of(call.db, [approach.id for approach in approaches], call.me)
    found: dict[int, list[Any]] = {approach.id: [] for approach in approaches}
    for point in points:
        found[point.shown_on].append(point)
    said = [{**approach._mapping, "points": found[approach.id]} for approach in approaches]
    return {"task": task, "approaches": said}
