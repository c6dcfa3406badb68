"""`/ready` and `/health`: whether it runs, and how it is."""

from typing import Any

from ideaboard import __version__
from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Many, Nested, Object, OneOf, Text, Whole
from ideaboard.api.dialect.schemas import Out
from ideaboard.core.reading import health

blp = Blueprint("meta", "Whether the board runs, and how it is.")


class Ready(Out):
    """That requests are answered and the database is there."""

    ready = OneOf("yes")


class SwitchedOff(Out):
    """A plugin that is switched off, and why."""

    distribution = Text(200, example="ideaboard-example")
    reason = Text(2000, example="Its module cannot be imported: no module named 'example'.")


class Health(Out):
    """How the installation is."""

    version = Text(40, example=__version__)
    database = OneOf("sqlite", "postgresql")
    schema = Text(60, allow_none=True, example="2026_11_23_first", help="The newest migration that was run.")
    oldest_waiting_seconds = Whole(0, 2**40, allow_none=True, example=0, help="Age of the oldest job that should run.")
    dead_jobs = Whole(0, 2**40, example=0, help="Jobs that wait for a person.")
    schedule_age_seconds = Whole(
        0, 2**40, allow_none=True, example=12, help="Since the schedule was last looked at; null: never."
    )
    trackers = Many(Text(40), 200, example=["paper"])
    suggesters = Many(Text(200), 200, example=["ideaboard-kindwords"], help="The plugins that know kinder words.")
    switched_off = Many(Nested(SwitchedOff), 200, example=[], help="Plugins that are switched off, and why.")
    jobs = Object(example={"ready": 0}, help="How many jobs there are, by state.")


@blp.route("/ready")
@blp.response(200, Ready)
@blp.may("meta.ready")
def ready(call: Call) -> Any:
    """Does the board answer, and is its database there?"""
    health.ready(call.db)
    return {"ready": "yes"}


@blp.route("/health")
@blp.response(200, Health)
@blp.may("meta.health")
def read(call: Call) -> Any:
    """Versions, the database, the oldest waiting job, the schedule's age, and the plugins that are switched off."""
    registry = call.home.trackers
    return {
        **health.read(call.db),
        "version": __version__,
        "database": "sqlite" if call.home.database.sqlite else "postgresql",
        "trackers": [tracker.kind for _, tracker in registry.installed()],
        "suggesters": [distribution for distribution, _ in registry.suggesters()],
        "switched_off": [{"distribution": name, "reason": why} for name, why in registry.switched_off()],
    }
