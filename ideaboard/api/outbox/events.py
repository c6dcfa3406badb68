"""`/boards/{board}/events`: the activity, to be read on from where one was."""

from datetime import date
from typing import Any, Final, NamedTuple

from ideaboard import clock, ids
from ideaboard.api.dialect import cursors
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Id, Many, Moment, Nested, Object, OneOf, Subject, Text, Truth, Whole
from ideaboard.api.dialect.schemas import LIMIT, MOST, In, Out, by
from ideaboard.core.outbox.events import KINDS
from ideaboard.core.outbox.messages import TOLD
from ideaboard.core.people import boards
from ideaboard.core.reading import activity
from ideaboard.core.reading.activity import Stretch
from ideaboard.errors import invalid_field

blp = Blueprint("events", "What happened on a board, to be read on from where one was.")

# Days that an `after` can be read on from: fewer than events are kept, so that none was forgotten meanwhile.
_GOOD: Final = 80

_DAYS: Final = 16


class EventList(In):
    """From where on, and how many."""

    after = Text(1000, load_default=None, min=1, help="Where to go on: the `after` of the answer before.")
    start = OneOf(
        "newest",
        "oldest",
        load_default=None,
        help="Without `after`: the newest events (unless said), or the oldest that are kept.",
    )
    limit = Whole(1, MOST, load_default=LIMIT, help="How many at most.", example=20)


class EventShown(Out):
    """A fact that happened, by ids."""

    id = Id("event", help="The same as webhooks say.")
    type = Text(40, example="idea.adopted")
    at = Moment(help="When it happened; a day's beginning when somebody did it anonymously.")
    actor = by("actor_", "Who did it; null when that is nobody, or nobody is to know.")
    via = Id("account", allow_none=True, help="The machine by which they did it.")
    connection = Id("connection", allow_none=True, help="Whose tracker caused it.")
    subject = Subject(help="What it is about: its kind and id.", example={"kind": "idea", "id": ids.encode("idea", 1)})
    data = Object(
        help="What else it is about: ids, by what they are of.", example={"decision": ids.encode("decision", 1)}
    )


class Activity(Out):
    """Some events of a board, the oldest first."""

    data = Many(Nested(EventShown), MOST)
    after = Text(1000, example="bmV4dA", help="Send it as `after` to go on from here. It is always there.")
    more = Truth(help="Whether there is more behind it already. If not, ask again in some seconds.")


class _Read(NamedTuple):
    """What an Activity is made of; of a tuple it is made in one step."""

    data: list[dict[str, Any]]
    after: str
    more: bool


@blp.route("/boards/<slug:board>/events")
@blp.arguments(EventList, "query")
@blp.response(200, Activity)
@blp.may("event.list", at=boards.place, of="board")
@blp.kept
def list_of_board(call: Call, board: str) -> Any:
    """The activity of a board: what happened, the oldest first.

    Without `after` the newest events come; with `start=oldest`, the oldest that are kept, which is 90 days. Each answer
    has an `after`, also when there is no event: send it to have what happened since. It is good for 80 days.

    There is what webhooks tell, and nothing else. What was done anonymously comes when its day is over.
    """
    question = repr(("events", board)).encode()
    asked, start, limit = call.query["after"], call.query["start"], call.query["limit"]
    if asked is not None and start is not None:
        raise invalid_field("/start", "one_filter", "Ask for one of after and start at a time.")
    at = call.place.board_id
    if asked is not None:
        place = _unsealed(call, question, asked)
        read = activity.after(call.db, at, place, limit)
    elif start == "oldest":
        read = activity.after(call.db, at, activity.BEGINNING, limit)
    else:
        read = activity.newest(call.db, at, limit)
    return _Read([_shown(row) for row in read.rows], _sealed(call, question, read), read.more)


def _sealed(call: Call, question: bytes, read: Stretch) -> str:
    """The place, and the day on which it was reached."""
    return cursors.seal(call.home.keys.cursor, question, read.upto << _DAYS | _day())


def _unsealed(call: Call, question: bytes, after: str) -> int:
    sealed = cursors.unseal(call.home.keys.cursor, question, after, "after")
    place, day = sealed >> _DAYS, sealed & (1 << _DAYS) - 1
    if _day() - day > _GOOD:
        raise cursors.wrong("after", f"It is older than {_GOOD} days: begin again, with `start=oldest`.")
    return place


def _day() -> int:
    return (clock.today() - date(2000, 1, 1)).days


def _shown(row: Any) -> dict[str, Any]:
    """The row; of its data only what the table of what is told names."""
    _, *named = TOLD[row.type]
    data = {name: ids.ENCODERS[KINDS.get(name, name)](row.data[name]) for name in named if name in row.data}
    return {**row._mapping, "data": data}
