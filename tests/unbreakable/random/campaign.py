"""One campaign: Schemathesis over the whole API, in process, as one person, with every check there is."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

import schemathesis
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema
from schemathesis.hooks import GLOBAL_HOOK_DISPATCHER
from schemathesis.transport.wsgi import WSGITransport

from tests.unbreakable.random.aim import Aim
from tests.unbreakable.random.allowed import CHECKS, excused
from tests.unbreakable.world import World

PEOPLE = ("ada", "ben", "cy", "root", "nobody")


@dataclass
class Figures:
    """What was asked, and what became of it."""

    statuses: Counter[int] = field(default_factory=Counter)
    succeeded: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    failures: dict[str, str] = field(default_factory=dict)
    phases: Counter[str] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        """How many requests were sent."""
        return sum(self.statuses.values())

    def add(self, other: "Figures") -> None:
        """Put another campaign's figures to these."""
        self.statuses += other.statuses
        self.phases += other.phases
        self.succeeded |= other.succeeded
        self.asked |= other.asked
        self.failures |= other.failures

    def say(self, what: str) -> str:
        """All of it in a few lines."""
        never = sorted(self.asked - self.succeeded)
        return (
            f"{what}: {self.requests} requests, {len(self.succeeded)} of {len(self.asked)} operations reached a 2xx, "
            f"phases {dict(sorted(self.phases.items()))}, statuses {dict(sorted(self.statuses.items()))}"
            + (f"; never a 2xx: {', '.join(never)}" if never else "")
        )


def campaign(
    here: World, who: str, *, seed: int, examples: int, steps: int = 6, phases: tuple[str, ...] = ()
) -> Figures:
    """Ask everything as `who`: `examples` random requests an operation, in these `phases` (all unless named)."""
    aim = Aim(here, who, seed)
    said: dict[str, Any] = {
        "seed": seed,
        "continue-on-failure": True,
        "generation": {"max-examples": examples, "deterministic": True, "no-shrink": True, "database": "none"},
        "phases": {
            name: {"enabled": not phases or name in phases} for name in ("examples", "coverage", "fuzzing", "stateful")
        },
        "checks": CHECKS,
        "warnings": False,
    }
    said["phases"]["stateful"]["max-steps"] = steps
    if aim.token is not None:
        said["headers"] = {"Authorization": f"Bearer {aim.token}"}
    schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", here.app, config=SchemathesisConfig.from_dict(said))

    def before_call(context: Any, case: Any, kwargs: Any) -> None:
        aim.before_call(case)

    @schema.hook
    def filter_failure(context: Any, failure: Any, case: Any, response: Any) -> bool:
        return not excused(failure, case, response)

    found = Figures()
    with _probes_in_process(), _hooked(before_call):
        for event in from_schema(schema).execute():
            _note(found, event)
    return found


def _note(found: Figures, event: Any) -> None:
    if isinstance(event, events.NonFatalError | events.FatalError):
        error = getattr(event, "value", None) or getattr(event, "exception", event)
        found.failures[f"error {event} {getattr(event, 'label', '')}"[:60]] = (
            f"{getattr(event, 'label', '')}: {error!r}"[:1500]
        )
    if not isinstance(event, events.ScenarioFinished):
        return
    for number, interaction in event.recorder.interactions.items():
        if interaction.response is None:
            continue
        label = event.recorder.cases[number].value.operation.label
        status = interaction.response.status_code
        found.asked.add(label)
        found.statuses[status] += 1
        found.phases[event.phase.value] += 1
        if 200 <= status < 300:
            found.succeeded.add(label)
    for nodes in event.recorder.checks.values():
        for node in nodes:
            if node.failure_info is not None:
                failure = node.failure_info.failure
                key = f"{failure.operation} {node.name} {type(failure).__name__}"
                text = f"{failure.title}: {failure.message}\n{node.failure_info.code_sample}"
                found.failures.setdefault(key, text[:1500])


@contextmanager
def _hooked(hook: Any) -> Iterator[None]:
    """This kind of hook is for the whole process."""
    schemathesis.hook(hook)
    try:
        yield
    finally:
        GLOBAL_HOOK_DISPATCHER.unregister(hook)


@contextmanager
def _probes_in_process() -> Iterator[None]:
    """Keep what is about sockets from werkzeug: some checks send requests of their own with it, and break."""
    original = WSGITransport.send

    def send(self: Any, case: Any, **kw: Any) -> Any:
        for name in ("max_redirects", "verify", "cert", "proxies", "allow_redirects"):
            kw.pop(name, None)
        return original(self, case, **kw)

    with mock.patch.object(WSGITransport, "send", send):
        yield
