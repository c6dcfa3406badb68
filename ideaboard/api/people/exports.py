"""`/me/export`: everything about me, in one file."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Moment, Object
from ideaboard.api.dialect.schemas import Out
from ideaboard.api.outbox.jobs import JobShown, job_of
from ideaboard.core.privacy import exports
from ideaboard.core.privacy.parts import PARTS

blp = Blueprint("exports", "Everything about me, in one file.")

_LISTED = "\n".join(f"- `{part.name}`: {part.says}" for part in PARTS)


class ExportShown(Out):
    """Everything that is kept about me."""

    made_at = Moment()
    gone_at = Moment(help="From then on it is kept no more; ask for it anew.")
    parts = Object(help=f"Each part a list, the oldest first.\n\n{_LISTED}", example={"votes": [], "tokens": []})


@blp.route("/me/export", method="POST")
@blp.response(202, JobShown)
@blp.may("export.ask")
def ask(call: Call) -> Any:
    """Ask for everything that is kept about me; the job's result says how many parts of it are gathered.

    While one is under way, asking again answers with the same job. The file is kept for a day, for me alone.
    """
    job = exports.ask(call.db, call.me)
    call.created("job", job)
    return job_of(call, job)


@blp.route("/me/export")
@blp.response(200, ExportShown)
@blp.conflicts("no_export")
@blp.may("export.read")
def read(call: Call) -> Any:
    """Everything that is kept about me, as a file: in my name, not what I did anonymously; of others, their names.

    There is none before its job is done, and a day after.
    """
    call.file_name = "ideaboard-export.json"
    return exports.finished(call.db, call.me)
