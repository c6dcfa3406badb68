"""`/jobs`: what is owed, how it goes, and a person's retry."""

from typing import Any

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Anything, Id, Moment, OneOf, Subject, Text, Whole
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.core.outbox import jobs
from ideaboard.core.people import boards
from ideaboard.core.reading import outbox as reading

blp = Blueprint("jobs", "Work owed to the outside, each attempt of it, and what became of it.")

STATES = ("ready", "running", "done", "dead")


class JobList(Paging):
    """Which jobs."""

    state = OneOf(*STATES, load_default=None)


class JobShown(Out):
    """A job. `result` is what a check, a list of choices or a question for kinder words found."""

    id = Id("job")
    kind = Text(40, example="issue.create")
    state = OneOf(*STATES)
    step = Text(40, example="created", help="The last step that was recorded.")
    attempts = Whole(0, 1000, example=0)
    crashes = Whole(0, 10, example=0)
    run_at = Moment(help="The next attempt, at the earliest.")
    last_error = Text(2000, allow_none=True, example=None)
    subject = Subject(help="What it is about: its kind and id.")
    result = Anything(allow_none=True, example=None)
    created_at = Moment()
    settled_at = Moment(allow_none=True)


class DeliveryShown(Out):
    """One attempt."""

    started_at = Moment()
    ended_at = Moment()
    outcome = OneOf("done", "retry", "refused", "auth_failed", "gone", "ambiguous", "failed", "begun")
    detail = Text(2000, allow_none=True, example=None, help="In the tracker's own words.")


def job_of(call: Call, job: int) -> Any:
    """The job as it is now."""
    return reading.job(call.db, job)


@blp.route("/boards/<slug:board>/jobs")
@blp.arguments(JobList, "query")
@blp.response(200, JobShown, paged=True)
@blp.may("job.read", at=boards.place, of="board")
def list_all(call: Call, board: str) -> Any:
    """A board's jobs, the newest first; `state=dead` lists what waits for a person."""
    return reading.jobs(call.db, call.place.board_id, call.query["state"], call.window)


@blp.route("/jobs/<id(job):job>")
@blp.response(200, JobShown)
@blp.may("job.read", at=reading.job_place, of="job")
def read(call: Call, job: int) -> Any:
    """One job."""
    return job_of(call, job)


@blp.route("/jobs/<id(job):job>/retry", method="POST")
@blp.response(200, JobShown)
@blp.conflicts("job_not_dead")
@blp.may("job.retry", at=reading.job_place, of="job")
def retry(call: Call, job: int) -> Any:
    """Wake a dead job; it starts afresh."""
    jobs.retry(call.db, jobs.lock(call.db, job), call.me)
    return job_of(call, job)


@blp.route("/jobs/<id(job):job>/deliveries")
@blp.arguments(Paging, "query")
@blp.response(200, DeliveryShown, paged=True)
@blp.may("job.read", at=reading.job_place, of="job")
def deliveries(call: Call, job: int) -> Any:
    """Every attempt of a job, the newest first."""
    return reading.deliveries(call.db, job, call.window)
