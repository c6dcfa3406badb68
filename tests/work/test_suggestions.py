"""Asking plugins for kinder words: each apart, in a worker, and the text is forgotten with the answer."""

from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import ideaboard_kindwords
import pytest
from sqlalchemy import select

from ideaboard.core.decisions import suggestions
from ideaboard.core.decisions.suggestions import Suggestion as Waiting
from ideaboard.core.outbox.deliveries import Delivery
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.tables import METADATA
from ideaboard.http import Http
from ideaboard.plugin import Suggestion, hookimpl
from ideaboard.plugin.registry import Registry
from ideaboard.work import schedule
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests.engine import Engine, install_plugin
from tests.make import Make
from tests.plugin.test_registry import Point
from tests.work.test_failures import _all, _Parent

TEXT = "🎉 You always forget the marmalade."
FOUND = {"start": 2, "end": 12, "words": "You always"}
WORDS = Suggestion(2, 12, "You always", "It judges.", "This time, …")

Answer = Callable[[str, str], Any]


def _plugin(name: str, answer: Answer) -> Point:
    module = ModuleType(name)

    @hookimpl
    def ideaboard_suggest(text: str, kind: str) -> Any:
        return answer(text, kind)

    module.ideaboard_suggest = ideaboard_suggest  # type: ignore[attr-defined]
    return Point(name, name, lambda: module)


def _raise(error: BaseException) -> Any:
    raise error


KIND = Point("kindwords", "kind", lambda: ideaboard_kindwords)
GOOD = _plugin("good", lambda text, kind: (WORDS,))


@pytest.fixture
def suggest(make: Make) -> Callable[..., Job]:
    """Ask for words, and have a worker that knows the plugins given do all that is to be done; returns the job."""

    def asked(*plugins: Point) -> Job:
        registry = Registry.load(found=plugins)
        home, ben = make.home, make.person("ben")
        with home.database.transaction() as session:
            job = suggestions.ask(session, ben, text=TEXT, kind="comment").id
        worker = Worker(Workshop(home.settings, home.database, home.keys, registry, Http()), _Parent())
        assert worker.work_once()
        assert not worker.work_once()
        with home.database.transaction() as session:
            return session.get_one(Job, job)

    return asked


def _everything(make: Make) -> str:
    with make.home.database.reading() as db:
        return repr([tuple(row) for table in METADATA.sorted_tables for row in db.execute(table.select())])


def test_what_each_plugin_offers_is_the_jobs_result(make: Make, suggest: Callable[..., Job]) -> None:
    job = suggest(GOOD, KIND, _plugin("quiet", lambda text, kind: None))
    assert (job.state, job.step, job.last_error) == ("done", "suggested", None)
    first, second = job.result
    assert first == {**FOUND, "why": "It judges.", "instead": "This time, …", "plugin": "good"}
    assert second["plugin"] == "kind"
    assert {name: second[name] for name in FOUND} == FOUND


def test_the_text_is_forgotten_with_the_answer(make: Make, suggest: Callable[..., Job]) -> None:
    suggest(GOOD)
    assert _all(make, Waiting) == []
    assert "marmalade" not in _everything(make)


def test_without_a_plugin_nothing_is_offered(suggest: Callable[..., Job]) -> None:
    job = suggest()
    assert (job.state, job.result) == ("done", [])


BROKEN: dict[str, tuple[Answer, str]] = {
    "raises": (lambda text, kind: _raise(ValueError(text)), "raised ValueError."),
    "ends the process": (lambda text, kind: _raise(SystemExit(text)), "raised SystemExit."),
    "returns nonsense": (lambda text, kind: 42, "returned int, not a list."),
    "returns a text": (lambda text, kind: text, "returned str, not a list."),
    "lists nonsense": (lambda text, kind: [text], "no suggestion for this text."),
    "quotes something else": (lambda text, kind: [Suggestion(2, 12, "You never", "", "")], "no suggestion for"),
    "is out of the text": (lambda text, kind: [Suggestion(2, 99, text[2:], "", "")], "no suggestion for"),
    "is nowhere": (lambda text, kind: [Suggestion(2, 2, "", "", "")], "no suggestion for"),
    "counts from behind": (lambda text, kind: [Suggestion(-3, -1, text[-3:-1], "", "")], "no suggestion for"),
    "counts in truths": (lambda text, kind: [Suggestion(False, True, text[0], "", "")], "no suggestion for"),
    "gives no reason": (lambda text, kind: [Suggestion(0, 1, text[0], None, "")], "no suggestion for"),  # type: ignore[arg-type]
    "is endless": (lambda text, kind: [Suggestion(0, 1, text[0], "x" * 1001, "")], "no suggestion for"),
    "cannot be sent": (lambda text, kind: [Suggestion(0, 1, text[0], "\ud800", "")], "no suggestion for"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_plugin_costs_its_own_offers_and_nobody_elses(
    make: Make, suggest: Callable[..., Job], what: str
) -> None:
    answer, words = BROKEN[what]
    job = suggest(_plugin("bad", answer), GOOD)
    assert (job.state, [one["plugin"] for one in job.result]) == ("done", ["good"])
    first, second = _all(make, Delivery)
    assert (first.outcome, second.outcome) == ("failed", "done")
    assert first.detail.startswith("bad ")
    assert words in first.detail
    # It may have quoted the text in its own words, and those are kept nowhere.
    assert "marmalade" not in _everything(make)


def test_when_none_works_the_job_is_dead_and_says_why(make: Make, suggest: Callable[..., Job]) -> None:
    job = suggest(*(_plugin(name, BROKEN["raises"][0]) for name in ("one", "two")))
    assert (job.state, job.result) == ("dead", None)
    assert job.last_error == "one raised ValueError. two raised ValueError."
    assert _all(make, Waiting) == []
    assert "marmalade" not in _everything(make)


def test_of_one_plugin_a_hundred_offers_are_enough(suggest: Callable[..., Job]) -> None:
    job = suggest(_plugin("eager", lambda text, kind: [WORDS] * 500))
    assert len(job.result) == 100


def test_what_is_longer_than_a_day_ago_is_forgotten_by_the_schedule(
    make: Make, suggest: Callable[..., Job], monkeypatch: pytest.MonkeyPatch
) -> None:
    suggest(GOOD)
    monkeypatch.setattr(suggestions, "KEPT", suggestions.KEPT * 0)
    home = make.home
    assert schedule.look(Workshop(home.settings, home.database, home.keys, Registry.load(found=[]), Http()))
    assert (_all(make, Job), _all(make, Delivery)) == ([], [])


def test_a_plugin_that_hangs_fails_this_job_alone(engine: Engine) -> None:
    source = "import time\nfrom ideaboard.plugin import hookimpl\n\n@hookimpl\ndef ideaboard_suggest(text, kind):\n"
    install_plugin(engine.folder, "hangs", source + "    time.sleep(3600 if 'hang' in text else 0)\n")
    engine.settings = replace(engine.settings, job_deadline_seconds=2.0)
    ben = engine.make.person("ben")
    jobs = []
    for text in ("please hang", "You always win."):
        with engine.home.database.transaction() as session:
            jobs.append(suggestions.ask(session, ben, text=text, kind="comment").id)
    engine.make.connection("paper", folder=str(engine.paper))
    engine.make.decide(engine.make.idea("fine"), "adopt")
    with engine.workers():
        engine.settled()
    with engine.home.database.reading() as db:
        said = {row.id: row for row in db.execute(select(Job))}
    hung, fine = (said[job] for job in jobs)
    assert (hung.state, hung.crashes, fine.state) == ("dead", 3, "done")
    assert [one["words"] for one in fine.result] == ["You always"]
    assert [row.state for row in said.values()].count("dead") == 1
    assert len(engine.issues()) == 1
    assert "please hang" not in repr(said)
