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
from ideaboard.plugin.listener import ListenerType
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


# What connections are made of: a tracker, or a listener.
Kind: TypeAlias = TrackerType | ListenerType

# Asks one plugin for kinder words: `suggest(text, kind)`. What it returns is whatever the plugin made of it.
Suggester: TypeAlias = Callable[[str, str], Any]


@dataclass(frozen=True, slots=True)
class _Brought:
    """What one plugin brings."""

    kinds: list[Kind]
    suggester: Suggester | None


class Registry:
    """What plugins brought: trackers, listeners, and kinder words."""

    def __init__(self) -> None:
        self._kinds: dict[str, tuple[str, Kind]] = {}
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
        brought: list[tuple[str, Kind]] = []
        for point in points:
            distribution = _distribution(point)
            if distribution in registry._off:
                continue
            try:
                found_here = _within(timeout, partial(_brought, point))
                brought += [(distribution, kind) for kind in found_here.kinds]
                if found_here.suggester is not None:
                    registry._suggesters.append((distribution, found_here.suggester))
            except _Bad as bad:
                registry._switch_off([distribution], str(bad))
        registry._take(brought)
        return registry

    def installed(self) -> Sequence[tuple[str, TrackerType]]:
        """Every tracker that can be used, with the distribution that brought it, sorted by kind."""
        return [(by, kind) for _, (by, kind) in sorted(self._kinds.items()) if isinstance(kind, TrackerType)]

    def listening(self) -> Sequence[tuple[str, ListenerType]]:
        """Every listener that can be used, with the distribution that brought it, sorted by kind."""
        return [(by, kind) for _, (by, kind) in sorted(self._kinds.items()) if isinstance(kind, ListenerType)]

    def get(self, kind: str) -> TrackerType | None:
        """The tracker of this `kind`, or None when no living plugin brings it."""
        _, found = self._kinds.get(kind, (None, None))
        return found if isinstance(found, TrackerType) else None

    def listener(self, kind: str) -> ListenerType | None:
        """The listener of this `kind`, or None when no living plugin brings it."""
        _, found = self._kinds.get(kind, (None, None))
        return found if isinstance(found, ListenerType) else None

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

    def _take(self, brought: list[tuple[str, Kind]]) -> None:
        by_kind: dict[str, list[str]] = {}
        for distribution, kind in brought:
            by_kind.setdefault(kind.kind, []).append(distribution)
        for name, distributions in by_kind.items():
            if len(distributions) > 1:
                self._switch_off(distributions, f"Several plugins bring a tracker of the kind {name!r}.")
        for distribution, kind in brought:
            if distribution not in self._off:
                self._kinds[kind.kind] = (distribution, kind)


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
    kinds = _kinds(manager, "ideaboard_trackers", TrackerType) + _kinds(manager, "ideaboard_listeners", ListenerType)
    return _Brought(kinds, partial(_suggest, manager) if suggests else None)


def _suggest(manager: pluggy.PluginManager, text: str, kind: str) -> Any:
    """What the one plugin of this manager offers; None when it answers nothing."""
    answers = manager.hook.ideaboard_suggest(text=text, kind=kind)
    return answers[0] if answers else ()


def _kinds(manager: pluggy.PluginManager, hook: str, wanted: type[Kind]) -> list[Kind]:
    """What the one plugin of this manager answers to `hook`: one `wanted`, or several."""
    try:
        answers = getattr(manager.hook, hook)()
    except Exception as error:
        raise _Bad(f"Its hook {hook} raised {type(error).__name__}: {error}") from error
    found: list[Kind] = []
    for answer in answers:
        several = answer if isinstance(answer, (list, tuple)) else [answer]
        if not all(isinstance(kind, wanted) for kind in several):
            raise _Bad(f"Its hook {hook} returned {type(answer).__name__}, not a {wanted.__name__}.")
        found.extend(several)
    for kind in found:
        _check(kind, "tracker" if wanted is TrackerType else "listener")
    return found


def _check(kind: Kind, what: str) -> None:
    if not isinstance(kind.kind, str) or not _KIND.fullmatch(kind.kind):
        raise _Bad(f"Its {what}'s kind {kind.kind!r} is not a short word in small letters.")
    if kind.api_version != hooks.API_VERSION:
        raise _Bad(f"It speaks version {kind.api_version} of the plugin API, not {hooks.API_VERSION}.")
    if not (isinstance(kind.settings, type) and issubclass(kind.settings, ma.Schema)):
        raise _Bad(f"Its {what}'s settings are not a marshmallow Schema.")
    if not callable(kind.open):
        raise _Bad(f"Its {what} cannot be opened.")
