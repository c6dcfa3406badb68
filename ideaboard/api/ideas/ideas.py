"""`/ideas`: proposals, and the approaches among them."""

from typing import Any, ClassVar

from ideaboard import ids
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import PREFIX, Call
from ideaboard.api.dialect.fields import Day, Id, Many, Markdown, Moment, Nested, OneOf, Part, Text, Truth, Whole
from ideaboard.api.dialect.schemas import AccountRef, In, Out, Paging, Status, by, values_served, values_shown
from ideaboard.core.decisions.moves import MOVES
from ideaboard.core.ideas import ideas
from ideaboard.core.outbox import answers
from ideaboard.core.people import boards, secrets
from ideaboard.core.reading import ideas as reading
from ideaboard.core.reading import people, search
from ideaboard.core.reading import tasks as reading_tasks
from ideaboard.core.tracking import adoption
from ideaboard.errors import Forbidden, invalid_field

blp = Blueprint("ideas", "Proposals, and approaches to tasks.")

EFFORTS = ("small", "medium", "large")
HIDDEN = "Absent where the board's voting rules hide it from me."


class IdeaPost(In):
    """An idea to be posted; with `task`, an approach to that task."""

    EXAMPLE = {
        "title": "Cache the dependencies",
        "body": "Most of the night is *downloads*.",
        "effort": "small",
    }

    title = Text(200, min=1, line=True, required=True, example="Cache the dependencies")
    body = Markdown(65_536, load_default="", example="Most of the night is *downloads*.")
    task = Id("task", load_default=None, allow_none=True, help="The task that it answers.")
    values = values_served(load_default=list)
    effort = OneOf(*EFFORTS, load_default=None, allow_none=True)
    learning = Text(500, load_default=None, allow_none=True, help="What we would learn.", example="How much is cache.")
    anonymous = Truth(load_default=False, help="Nothing is kept of who posts it; the answer holds its `author_key`.")


class IdeaEdit(In):
    """What its author can change."""

    EXAMPLE = {"title": "Cache all dependencies"}

    title = Text(200, min=1, line=True, example="Cache all dependencies")
    body = Markdown(65_536, example="Most of the night is *downloads*.")
    values = values_served()
    effort = OneOf(*EFFORTS, allow_none=True)
    learning = Text(500, allow_none=True, example="How much is cache.")


class LatestDecision(Out):
    """The latest answer to an idea."""

    id = Id("decision")
    outcome = OneOf(*MOVES)
    rationale = Text(10_000, allow_none=True, example="It pays for itself in a week.")
    at = Moment()


class IssueOfIdea(Out):
    """The tracker's issue for an adopted idea."""

    id = Id("issue")
    tracker = Text(40, example="paper")
    key = Text(200, allow_none=True, example="P-17")
    url = Text(2000, allow_none=True, example="https://tracker.example.org/P-17")
    state = OneOf("pending", "linked", "partial", "refused", "conflict", "lost", "paused")
    reason = Text(2000, allow_none=True, example=None, help="In the tracker's own words, when it is stuck.")
    status = Part(Status, "status_", help="The tracker's own status.")


class IdeaSummary(Out):
    """An idea, as lists show it: without its long text."""

    OPTIONAL: ClassVar[tuple[str, ...]] = ("votes",)

    id = Id("idea")
    number = Whole(1, 2**31, example=12, help="For people; unique on its board.")
    board = Text(40, example="platform-team")
    task = Id("task", allow_none=True)
    title = Text(200, example="Cache the dependencies")
    excerpt = Text(240, example="Most of the night is downloads.")
    status = OneOf(*ideas.STATUSES)
    hidden = Truth(help="A leader hid it: only its author and the leaders see its text.")
    effort = OneOf(*EFFORTS, allow_none=True)
    learning = Text(500, allow_none=True, example="How much is cache.")
    values = values_shown()
    author = by("author_", "Who posted it; null when that was done anonymously.")
    votes = Whole(0, 2**31, example=5, help=HIDDEN)
    voted = Truth(help="Whether I support it.")
    comments = Whole(0, 2**31, example=2)
    version = Whole(1, 2**31, example=1, help="Counts the versions of its text.")
    edited_since_decision = Truth()
    decision = Part(LatestDecision, "decision_", help="The latest answer.")
    issue = Part(IssueOfIdea, "issue_", help="Where it is in the tracker.")
    merged_into = Id("idea", allow_none=True, help="The idea that it became part of.", example=None)
    revisit_on = Day(allow_none=True, example=None, help="When a “not now” comes back.")
    created_at = Moment()
    updated_at = Moment()


def owners() -> Many:
    """A field naming those who have taken an idea on."""
    return Many(Nested(AccountRef), 1000, help="Who has taken it on; nobody without having accepted.")


class IdeaShown(IdeaSummary):
    """An idea whole."""

    body = Text(65_536, example="Most of the night is *downloads*.")
    body_html = Text(1_000_000, example="<p>Most of the night is <em>downloads</em>.</p>")
    hidden_reason = Text(1000, allow_none=True, example=None, help="Why; for its author and the leaders.")
    owners = owners()


class IdeaMade(IdeaShown):
    """An idea just posted."""

    OPTIONAL = ("votes", "author_key", "secret_already_shown")

    author_key = Text(
        200,
        example="ak_…",
        help="Of an anonymous idea, once: keep it. Sent as `Author-Key` it says that I am the author; lost is lost.",
    )
    secret_already_shown = Truth(help="Only in a repeat of the request, in place of the key.")


class IdeaList(Paging):
    """Which ideas, in which order."""

    q = Text(200, min=1, line=True, load_default=None, help="Only ideas with all of these words, the best first.")
    sort = OneOf(*reading.SORTS, load_default=None, help="Without it `trending`; `new` with `value` or `author`.")
    status = OneOf(*ideas.STATUSES, load_default=None)
    task = Id("task", load_default=None, help="Approaches to this task.")
    value = Id("value", load_default=None, help="Ideas that serve this value; sorted by `new`.")
    author = OneOf("me", load_default=None, help="My own; sorted by `new`.")


class SimilarIdeas(In):
    """To which title, and how many."""

    title = Text(200, line=True, load_default="", help="The title so far; to none, nothing is similar.")
    limit = Whole(1, 20, load_default=5, help="How many at most.", example=5)


class VersionShown(Out):
    """One version of an idea's text."""

    number = Whole(1, 2**31, example=1)
    title = Text(200, example="Cache the dependencies")
    body = Text(65_536, example="Most of the night is *downloads*.")
    body_html = Text(1_000_000, example="<p>Most of the night is <em>downloads</em>.</p>")
    effort = OneOf(*EFFORTS, allow_none=True)
    learning = Text(500, allow_none=True, example="How much is cache.")
    values = values_shown()
    written_at = Moment()
    purged = Truth(help="A leader purged its text; nothing of it is left.")


class Voter(AccountRef):
    """Somebody who supports an idea."""


# What is left of an idea's text in an answer that was kept for a repeat.
_PURGED: dict[str, Any] = {"title": "", "excerpt": "", "body": "", "body_html": "", "learning": None, "values": []}


def idea_of(call: Call, idea: int) -> Any:
    """The idea as the caller sees it now."""
    return reading.one(call.db, idea, call.me, call.author_key)


def post_idea(call: Call, **said: Any) -> Any:
    """Post an idea as the caller, or anonymously with a key that the answer shows once."""
    key = ids.secret("ak_") if said.pop("anonymous") else None
    digest = secrets.digest(key).hex() if key is not None else None
    by = call.me if key is None else None
    idea = ideas.post(call.db, call.place.board_id, by, author_key=digest, **said)
    call.created("idea", idea.id)
    row = idea_of(call, idea.id)
    return row if key is None else {**row._mapping, "author_key": key}


@blp.route("/boards/<slug:board>/ideas")
@blp.arguments(IdeaList, "query")
@blp.response(200, IdeaSummary, paged=True)
@blp.kept
@blp.may("idea.list", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's ideas.

    `trending` (default): votes, the younger the heavier. `top`: most votes. `new`: the newest. `unheard`: open
    ideas with the fewest voices first, then the oldest. `waiting`: open ideas, the oldest first.

    With `q`, those that have every word of it in title or text, in any of their forms; the last word can be just
    begun. Titles come first, then the newest; of very many the newest 1,000 are ranked. It goes with `status`, and
    with `task` or `value`; not with `sort` or `author`.
    """
    query = call.query
    if query["q"] is not None:
        return search.page(
            call.db,
            call.place.board_id,
            call.me,
            query["q"],
            sort=query["sort"],
            status=query["status"],
            task=query["task"],
            value=query["value"],
            mine=query["author"] is not None,
            window=call.window,
        )
    return reading.page(
        call.db,
        call.place.board_id,
        call.me,
        sort=query["sort"],
        status=query["status"],
        task=query["task"],
        value=query["value"],
        mine=query["author"] is not None,
        hidden=call.place.results_shown != "always",
        window=call.window,
    )


@blp.route("/boards/<slug:board>/ideas/similar")
@blp.arguments(SimilarIdeas, "query")
@blp.response(200, IdeaSummary, paged=True)
@blp.may("idea.list", at=boards.place, of="board")
def list_similar(call: Call, board: str) -> Any:
    """Ideas with a title like this one, while it is being written.

    Those that share the most words with it come first; the last word can be just begun. All of them are on one page.
    """
    return search.similar(call.db, call.place.board_id, call.me, call.query["title"], call.window.limit)


@blp.route("/boards/<slug:board>/ideas", method="POST")
@blp.arguments(IdeaPost)
@blp.response(201, IdeaMade, secret_fields=("author_key",))
@blp.conflicts("task_not_open")
@blp.may("idea.post", at=boards.place, of="board")
def post(call: Call, board: str) -> Any:
    """Post an idea.

    With `anonymous` nothing of who posts it is kept, in no table, log or event, and its times are days; edit it,
    withdraw it and comment as its author with the `author_key` that this answer shows once.
    """
    answered = call.fields["task"]
    found = reading_tasks.place(call.db, answered, call.me) if answered is not None else call.place
    if found is None or found.board_id != call.place.board_id:
        raise invalid_field("/task", "unknown_id", "The board has no such task.")
    return post_idea(call, **call.fields)


@blp.route("/ideas/<id(idea):idea>")
@blp.response(200, IdeaShown, versioned=True)
@blp.takes_author_key
@blp.may("idea.read", at=reading.place, of="idea")
def read(call: Call, idea: int) -> Any:
    """One idea."""
    return idea_of(call, idea)


@blp.route("/ideas/<id(idea):idea>", method="PATCH")
@blp.arguments(IdeaEdit)
@blp.response(200, IdeaShown, versioned=True)
@blp.takes_author_key
@blp.may("idea.edit", at=reading.place, of="idea")
def edit(call: Call, idea: int) -> Any:
    """Write a new version of my idea; the old one stays readable.

    After adoption the tracker hears of it as a comment on its issue.
    """
    adoption.edit(call.db, ideas.lock(call.db, idea), call.by, call.expected, **call.fields)
    return idea_of(call, idea)


@blp.route("/ideas/<id(idea):idea>", method="DELETE")
@blp.response(204, versioned=True)
@blp.takes_author_key
@blp.may("idea.withdraw", at=reading.place, of="idea")
def withdraw(call: Call, idea: int) -> None:
    """Withdraw my idea: its place and others' comments stay, its text is mine alone; I can reopen it."""
    ideas.withdraw(call.db, ideas.lock(call.db, idea), call.by, call.expected)


@blp.route("/ideas/<id(idea):idea>/versions")
@blp.arguments(Paging, "query")
@blp.response(200, VersionShown, paged=True)
@blp.takes_author_key
@blp.may("version.read", at=reading.place, of="idea")
def list_versions(call: Call, idea: int) -> Any:
    """Every version of an idea's text, the newest first."""
    return reading.versions(call.db, idea, call.me, call.author_key, call.window)


@blp.route("/ideas/<id(idea):idea>/versions/<number:number>")
@blp.response(200, VersionShown)
@blp.takes_author_key
@blp.may("version.read", at=reading.place, of="idea")
def read_version(call: Call, idea: int, number: int) -> Any:
    """One version of an idea's text."""
    return reading.version(call.db, idea, call.me, call.author_key, number)


@blp.route("/ideas/<id(idea):idea>/versions/<number:number>", method="DELETE")
@blp.response(204)
@blp.may("version.purge", at=reading.place, of="idea")
def purge_version(call: Call, idea: int, number: int) -> None:
    """Purge the text of a version, a leaked secret for example: nothing of it is left in the database.

    What was sent to a tracker, and backups made before, are out of its reach.
    """
    ideas.purge(call.db, ideas.lock(call.db, idea), number, call.me)
    answers.strike(call.db, f"{PREFIX}/ideas/{ids.encode('idea', idea)}", _PURGED)


@blp.route("/ideas/<id(idea):idea>/voters")
@blp.arguments(Paging, "query")
@blp.response(200, Voter, paged=True)
@blp.refusals("voters_not_named")
@blp.may("voter.list", at=reading.place, of="idea")
def list_voters(call: Call, idea: int) -> Any:
    """Who supports an idea, on a board that names voters, wherever I see how many they are."""
    board = people.board(call.db, call.place.board_id, call.me)
    if board.voters_named == "never" or reading.vote(call.db, idea, call.me).votes is None:
        raise Forbidden("voters_not_named")
    return reading.voters(call.db, idea, call.window)
