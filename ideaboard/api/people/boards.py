"""`/boards`: boards and who is on them."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Moment, OneOf, Pattern, Text, TimeZone, Truth
from ideaboard.api.dialect.schemas import In, Out, Paging, by
from ideaboard.core.people import boards
from ideaboard.core.reading import people
from ideaboard.core.tracking import issues

blp = Blueprint("boards", "A team's space: its name, its rules, and who is on it.")

_SLUG = "[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])"


_RESULTS = (
    "When the number of votes is shown, to leaders and admins too: `after_voting` to those who support the idea, "
    "and to all once it is decided; `after_decision` to all once it is decided. Once somebody has voted it can be "
    "tightened, never relaxed."
)
_VOTERS = (
    "Whose the votes are: `never` shown, or shown `to_members` wherever their number is. "
    "Once somebody has voted it can be tightened, never relaxed."
)


class BoardPost(In):
    """A board to be opened; whoever opens it is its first leader."""

    EXAMPLE = {"slug": "platform-team", "name": "Platform team", "time_zone": "Europe/Berlin"}

    slug = Pattern(
        _SLUG, "2 to 40 small letters, digits and dashes, no dash at the ends.", 40, min=2, required=True,
        example="platform-team", help="Its place in addresses; never changes.",
    )  # fmt: skip
    name = Text(100, min=1, line=True, required=True, example="Platform team")
    purpose = Text(2000, load_default="", example="Where our platform gets better.")
    visibility = OneOf("private", "open", load_default="private", help="`open`: all who can sign in may read.")
    results_shown = OneOf(*boards.RESULTS_SHOWN, load_default="always", help=_RESULTS)
    voters_named = OneOf(*boards.VOTERS_NAMED, load_default="never", help=_VOTERS)
    time_zone = TimeZone(load_default="UTC")


class BoardEdit(In):
    """What leaders can change."""

    EXAMPLE = {"purpose": "Where our platform gets better."}

    name = Text(100, min=1, line=True, example="Platform team")
    purpose = Text(2000, example="Where our platform gets better.")
    visibility = OneOf("private", "open")
    results_shown = OneOf(*boards.RESULTS_SHOWN, help=_RESULTS)
    voters_named = OneOf(*boards.VOTERS_NAMED, help=_VOTERS)
    time_zone = TimeZone()
    default_connection = Id("connection", allow_none=True, help="Where adopted ideas go unless said otherwise.")
    archived = Truth(help="Nothing changes on an archived board.")


class BoardShown(Out):
    """A board, as the caller sees it."""

    id = Id("board")
    slug = Text(40, example="platform-team")
    name = Text(100, example="Platform team")
    purpose = Text(2000, example="Where our platform gets better.")
    visibility = OneOf("private", "open")
    results_shown = OneOf(*boards.RESULTS_SHOWN, help=_RESULTS)
    voters_named = OneOf(*boards.VOTERS_NAMED, help=_VOTERS)
    time_zone = Text(64, example="Europe/Berlin")
    default_connection = Id("connection", allow_none=True)
    role = OneOf("member", "leader", allow_none=True, help="Mine; null when I am not on it.")
    created_at = Moment()
    archived_at = Moment(allow_none=True, example=None)


class MemberPut(In):
    """Somebody's role."""

    role = OneOf("member", "leader", required=True)


class MemberShown(Out):
    """Somebody on the board."""

    account = by("account_", "Who.")
    role = OneOf("member", "leader")
    joined_at = Moment()


@blp.route("/boards")
@blp.arguments(Paging, "query")
@blp.response(200, BoardShown, paged=True)
@blp.may("board.list")
def list_all(call: Call) -> Any:
    """The boards I can see: those I am on, and the open ones."""
    return people.boards(call.db, call.me, call.caller.board_id if call.caller else None, call.window)


@blp.route("/boards", method="POST")
@blp.arguments(BoardPost)
@blp.response(201, BoardShown)
@blp.conflicts("slug_taken")
@blp.may("board.create")
def create(call: Call) -> Any:
    """Open a board."""
    made = boards.create(call.db, call.me, **call.fields)
    call.location = f"/api/v1/boards/{made.slug}"
    return people.board(call.db, made.id, call.me)


@blp.route("/boards/<slug:board>")
@blp.response(200, BoardShown, versioned=True)
@blp.may("board.read", at=boards.place, of="board")
def read(call: Call, board: str) -> Any:
    """One board."""
    return people.board(call.db, call.place.board_id, call.me)


@blp.route("/boards/<slug:board>", method="PATCH")
@blp.arguments(BoardEdit)
@blp.response(200, BoardShown, versioned=True)
@blp.conflicts("rule_latched")
@blp.may("board.edit", at=boards.place, of="board")
def edit(call: Call, board: str) -> Any:
    """Change a board's name, purpose, visibility, voting rules, time zone, default connection, or archive it."""
    found = boards.lock(call.db, call.place.board_id)
    changes = dict(call.fields)
    if "default_connection" in changes:
        chosen = changes["default_connection_id"] = changes.pop("default_connection")
        issues.choose(call.db, found.id, chosen, pointer="/default_connection")
    boards.edit(call.db, found, call.me, call.expected, **changes)
    return people.board(call.db, found.id, call.me)


@blp.route("/boards/<slug:board>/members")
@blp.arguments(Paging, "query")
@blp.response(200, MemberShown, paged=True)
@blp.may("member.list", at=boards.place, of="board")
def list_members(call: Call, board: str) -> Any:
    """Who is on the board, in the order of their accounts: never by what they did."""
    return people.members(call.db, call.place.board_id, call.window)


@blp.route("/boards/<slug:board>/members/<id(account):account>", method="PUT")
@blp.arguments(MemberPut)
@blp.response(200, MemberShown)
@blp.conflicts("last_leader")
@blp.may("member.put", "member.join", at=boards.place, of="board")
def put_member(call: Call, board: str, account: int) -> Any:
    """Put somebody on the board, or change their role; or join an open board, as a member.

    To hand over the lead, make somebody else a leader first, then yourself a member.
    """
    joining = call.place.role is None and account == call.me and call.fields["role"] == "member"
    call.allow("member.join" if joining else "member.put")
    boards.put_member(call.db, call.place.board_id, call.me, account, call.fields["role"])
    return people.member(call.db, call.place.board_id, account)


@blp.route("/boards/<slug:board>/members/<id(account):account>", method="DELETE")
@blp.response(204)
@blp.conflicts("last_leader")
@blp.may("member.remove", "member.leave", at=boards.place, of="board")
def remove_member(call: Call, board: str, account: int) -> None:
    """Take somebody off the board, or leave it; what they wrote stays."""
    call.allow("member.leave" if account == call.me else "member.remove")
    boards.remove_member(call.db, call.place.board_id, call.me, account)
