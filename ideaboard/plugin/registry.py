"""The registry: which plugins are installed, and which are switched off and why. Made by `create_app` and by workers.

Whatever a plugin does while it is loaded (raises, hangs, misspells a hook, returns nonsense, takes another's name or
kind), the board starts: every distribution concerned is switched off and named, the others go on.
"""

import re
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import entry_points
from operator import itemgetter
from typing import Any, Final, Protocol, TypeAlias, TypeVar

import marshmallow as ma
import pluggy

from ideaboard.plugin import hooks
from ideaboard.plugin.tracker import TrackerType

GROUP: Final = "ideaboard"
_T = TypeVar("_T")
_KIND: Final = re.compile(r"[a-z][a-z0-9_-]{1,39}")


class _Distribution(Protocol):
    @property
    def name(self) -> str: ...


class EntryPoint(Protocol):
    """What the registry needs of an entry point."""

    @property
    def name(self) -> str: ...
    @property
    def dist(self) -> _Distribution | None: ...
    def load(self) -> Any:
        """Import what the entry point names."""


class _Bad(Exception):
    """Why a plugin is switched off."""


# Asks one plugin for kinder words: `suggest(text, kind)`. What it returns is whatever the plugin made of it.
Suggester: TypeAlias = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one plugin brings."""

    trackers: list[TrackerType]
    suggester: Suggester | None


class Registry:
    """What plugins brought: trackers, and kinder words."""

    def __init__(self) -> None:
        self._trackers: dict[str, tuple[str, TrackerType]] = {}
        self._suggesters: list[tuple[str, Suggester]] = []
        self._off: dict[str, str] = {}

    @classmethod
    def load(cls, timeout: float = 10.0, found: Iterable[EntryPoint] | None = None) -> "Registry":
        """Load every installed plugin (or those in `found`), each in at most `timeout` seconds."""
        registry = cls()
        points = list(entry_points(group=GROUP) if found is None else found)
        for name, distributions in _by_name(points).items():
            if len(distributions) > 1:
                registry._switch_off(distributions, f"Several plugins are named {name!r}.")
        brought: list[tuple[str, TrackerType]] = []
        for point in points:
            distribution = _distribution(point)
            if distribution in registry._off:
                continue
            try:
                found_here = _within(timeout, partial(_brought, point))
                brought += [(distribution, tracker) for tracker in found_here.trackers]
                if found_here.suggester is not None:
                    registry._suggesters.append((distribution, found_here.suggester))
            except _Bad as bad:
                registry._switch_off([distribution], str(bad))
        registry._take(brought)
        return registry

    def installed(self) -> Sequence[tuple[str, TrackerType]]:
        """Every tracker that can be used, with the distribution that brought it, sorted by kind."""
        return [self._trackers[kind] for kind in sorted(self._trackers)]

    def get(self, kind: str) -> TrackerType | None:
        """The tracker of this `kind`, or None when no living plugin brings it."""
        found = self._trackers.get(kind)
        return found[1] if found else None

    def suggesters(self) -> Sequence[tuple[str, Suggester]]:
        """How to ask each living plugin that knows kinder words, with its distribution, by name."""
        living = [one for one in self._suggesters if one[0] not in self._off]
        return sorted(living, key=itemgetter(0))

    def switched_off(self) -> Sequence[tuple[str, str]]:
        """Every distribution that is switched off, and why."""
        return sorted(self._off.items())

    def _switch_off(self, distributions: Iterable[str], why: str) -> None:
        for distribution in distributions:
            self._off.setdefault(distribution, why)

    def _take(self, brought: list[tuple[str, TrackerType]]) -> None:
        by_kind: dict[str, list[str]] = {}
        for distribution, tracker in brought:
            by_kind.setdefault(tracker.kind, []).append(distribution)
        for kind, distributions in by_kind.items():
            if len(distributions) > 1:
                self._switch_off(distributions, f"Several plugins bring a tracker of the kind {kind!r}.")
        for distribution, tracker in brought:
            if distribution not in self._off:
                self._trackers[tracker.kind] = (distribution, tracker)


def _distribution(point: EntryPoint) -> str:
    return point.dist.name if point.dist is not None else point.name


def _by_name(points: Iterable[EntryPoint]) -> dict[str, set[str]]:
    names: dict[str, set[str]] = {}
    for point in points:
        names.setdefault(point.name, set()).add(_distribution(point))
    return names


def _within(timeout: float, work: Callable[[], _T]) -> _T:
    """Run `work` apart, so that a plugin that hangs holds up nothing but its own thread."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.append(work())
        except _Bad as bad:
            outcome.append(bad)
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything, even SystemExit
            outcome.append(_Bad(f"{type(error).__name__}: {error}"))

    thread = threading.Thread(target=run, daemon=True, name="plugin-load")
    thread.start()
    thread.join(timeout)
    if not outcome:
        raise _Bad(f"It did not load within {timeout:g} s.")
    if isinstance(outcome[0], _Bad):
        raise outcome[0]
    found: _T = outcome[0]
    return found


def _brought(point: EntryPoint) -> _Brought:
    """What one plugin brings. It is asked apart from the others: one that raises must not silence the rest."""
    try:
        module = point.load()
    except Exception as error:
        raise _Bad(f"It cannot be imported: {type(error).__name__}: {error}") from error
    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    try:
        manager.register(module, point.name)
        manager.check_pending()
    except pluggy.PluginValidationError as error:
        raise _Bad(f"Its hooks are not ours: {error}") from error
    if not manager.get_hookcallers(module):
        raise _Bad("It answers to no hook.")
    suggests = manager.hook.ideaboard_suggest.get_hookimpls()
    return _Brought(_trackers(manager), partial(_suggest, manager) if suggests else None)


def _suggest(manager: pluggy.PluginManager, text: str, kind: str) -> Any:
    """What the one plugin of this manager offers; None when it answers nothing."""
    answers = manager.hook.ideaboard_suggest(text=text, kind=kind)
    return answers[0] if answers else ()


def _trackers(manager: pluggy.PluginManager) -> list[TrackerType]:
    """The trackers of the one plugin of this manager."""
    try:
        answers = manager.hook.ideaboard_trackers()
    except Exception as error:
        raise _Bad(f"Its hook ideaboard_trackers raised {type(error).__name__}: {error}") from error
    found: list[TrackerType] = []
    for answer in answers:
        found.extend([answer] if isinstance(answer, TrackerType) else _listed(answer))
    for tracker in found:
        _check(tracker)
    return found


def _listed(answer: Any) -> Sequence[TrackerType]:
    if not isinstance(answer, (list, tuple)) or not all(isinstance(item, TrackerType) for item in answer):
        raise _Bad(f"Its hook ideaboard_trackers returned {type(answer).__name__}, not a TrackerType.")
    return answer


def _check(tracker: TrackerType) -> None:
    if not isinstance(tracker.kind, str) or not _KIND.fullmatch(tracker.kind):
        raise _Bad(f"Its tracker's kind {tracker.kind!r} is not a short word in small letters.")
    if tracker.api_version != hooks.API_VERSION:
        raise _Bad(f"It speaks version {tracker.api_version} of the plugin API, not {hooks.API_VERSION}.")
    if not (isinstance(tracker.settings, type) and issubclass(tracker.settings, ma.Schema)):
        raise _Bad("Its tracker's settings are not a marshmallow Schema.")
    if not callable(tracker.open):
        raise _Bad("Its tracker cannot be opened.")
