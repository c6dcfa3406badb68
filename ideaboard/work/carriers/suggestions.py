"""Asking plugins for kinder words, each apart: what one does wrong costs its own offers, and nobody else's."""

from functools import partial
from typing import Any, Final

from ideaboard import clock
from ideaboard.core.decisions import suggestions
from ideaboard.core.decisions.suggestions import Suggestion as Waiting
from ideaboard.core.outbox import deliveries
from ideaboard.plugin import Refused, Suggestion
from ideaboard.plugin.registry import Suggester
from ideaboard.work.run import Nonsense, Run

# Of one plugin: nobody reads more.
MOST: Final = 100
_LONGEST: Final = 1000


def suggest(run: Run) -> None:
    """Ask every plugin that knows kinder words; the text is forgotten with the step that stores what they offer."""
    with run.shop.database.snapshot() as session:
        waiting = session.get(Waiting, run.data["suggestion"])
    if waiting is None:
        raise Refused("The text was forgotten, for nobody answered in time.")
    began = clock.now()
    found: list[dict[str, Any]] = []
    failed: list[str] = []
    asked = run.shop.registry.suggesters()
    for plugin, ask in asked:
        try:
            said = run.remote("suggest", partial(_ask, ask, waiting.text, waiting.kind))
            found += [{**one, "plugin": plugin} for one in _read(said, waiting.text)]
        except Nonsense as nonsense:
            failed.append(f"{plugin} {nonsense}")
    if failed and len(failed) == len(asked):
        with run.step("given up") as session:
            suggestions.forget(session, waiting.id)
        raise Refused(" ".join(failed))
    found.sort(key=lambda one: (one["start"], one["end"]))
    with run.last_step("suggested", found) as session:
        for words in failed:
            deliveries.record(session, run.id, began, "failed", words)
        suggestions.forget(session, waiting.id)


def _ask(ask: Suggester, text: str, kind: str) -> Any:
    try:
        return ask(text, kind)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
        # By its name alone, and without its cause: what it says may quote the text.
        raise Nonsense(f"raised {type(error).__name__}.") from None


def _read(said: Any, text: str) -> list[dict[str, Any]]:
    """What a plugin offers, when it is what it promised. Raises Nonsense, which quotes nothing."""
    if not isinstance(said, (list, tuple)):
        raise Nonsense(f"returned {type(said).__name__}, not a list.")
    if not all(isinstance(one, Suggestion) and _fits(one, text) for one in said):
        raise Nonsense("returned something that is no suggestion for this text.")
    names = ("start", "end", "words", "why", "instead")
    return [{name: getattr(one, name) for name in names} for one in said[:MOST]]


def _fits(one: Suggestion, text: str) -> bool:
    return (
        type(one.start) is type(one.end) is int
        and 0 <= one.start < one.end <= len(text)
        and one.words == text[one.start : one.end]
        and all(isinstance(said, str) and _sendable(said) for said in (one.why, one.instead))
    )


def _sendable(said: str) -> bool:
    return len(said) <= _LONGEST and said.encode("utf-8", "ignore").decode() == said
