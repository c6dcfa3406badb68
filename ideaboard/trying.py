"""Trying a tracker plugin against its server from the command line: without a board, and without a database."""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import marshmallow as ma

from ideaboard import clock, ids
from ideaboard.http import Http
from ideaboard.plugin import Draft, Secret, Tracker, TrackerError, TrackerType
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings

_T = TypeVar("_T")
_URL: Final = "https://board.example/ideas/{}"


class Failed(Exception):
    """It does not work; the text says why, in the tracker's words."""


def kind_of(settings: Settings, kind: str) -> TrackerType:
    """The installed tracker of this `kind`. Raises Failed, naming those that are."""
    registry = Registry.load(settings.plugin_load_seconds)
    found = registry.get(kind)
    if found is None:
        there = ", ".join(tracker.kind for _, tracker in registry.installed()) or "none"
        off = "".join(f" {distribution} is switched off: {why}" for distribution, why in registry.switched_off())
        raise Failed(f"No tracker {kind!r} is installed; there are: {there}.{off}")
    return found


def gather(kind: TrackerType, file: Path | None, pairs: tuple[str, ...], ask: Callable[[str], str]) -> dict[str, Any]:
    """The settings out of a JSON `file`, of `name=value` pairs, and for secrets of the environment or of `ask`.

    A secret is never an argument, which everybody on the machine can read: `TRACKER_` and its name in capitals is the
    variable. Raises Failed.
    """
    said: dict[str, Any] = {}
    if file is not None:
        try:
            said = json.loads(file.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise Failed(f"{file} is no JSON: {error}") from error
        if not isinstance(said, dict):
            raise Failed(f"{file} holds no object of settings.")
    fields = kind.settings().fields
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals:
            raise Failed(f"{pair!r} is not name=value.")
        if isinstance(fields.get(name), Secret):
            raise Failed(f"{name} is a secret: give it as TRACKER_{name.upper()} in the environment, or in a file.")
        said[name] = value
    unsaid = {name for name, field in fields.items() if isinstance(field, Secret) and name not in said}
    for name in sorted(unsaid):
        found = os.environ.get(f"TRACKER_{name.upper()}")
        if found:
            said[name] = found
            unsaid.remove(name)
    wrong = kind.settings().validate(said)
    for name in sorted(unsaid & set(wrong)):
        said[name] = ask(name)
    try:
        loaded: dict[str, Any] = kind.settings().load(said)
    except ma.ValidationError as error:
        flat = "; ".join(f"{name}: {_flat(message)}" for name, message in sorted(error.messages_dict.items()))
        raise Failed(f"The settings are not right: {flat}") from error
    return loaded


def connect(settings: Settings, kind: TrackerType, said: Mapping[str, Any]) -> Tracker:
    """The tracker of these settings, with an Http that calls what the operator allows."""
    http = Http(
        settings.http_timeout_seconds,
        settings.http_max_bytes,
        allowed=settings.networks,
        plain=settings.plain_http,
    )
    return kind.open(said, http)


def check(kind: TrackerType, tracker: Tracker) -> Iterator[str]:
    """What the check finds, a sentence each. Raises Failed after the last one when something is wrong."""
    found = _step("check", tracker.check)
    yield f"The account is {found.account}." if found.account else f"{kind.title} names no account."
    for finding in found.findings:
        yield f"{finding.code}: {finding.detail}"
    if not found.ok:
        raise Failed(f"{kind.title} cannot be used with these settings.")


def attempt(kind: TrackerType, tracker: Tracker) -> Iterator[str]:
    """Make a real issue and do with it all that a board does, saying each step. Raises Failed at the first that fails.

    The issue stays there: what made it cannot delete it.
    """
    marker = ids.random_id()
    url = _URL.format(marker[:8])
    since = clock.now() - timedelta(seconds=5)
    draft = Draft("Only a try of ideaboard", f"Somebody tries a plugin. This can be closed.\n\n{url}", url)
    made = _step("create", lambda: tracker.create(draft, marker))
    yield f"create: made {made.key}, {made.url}"
    found = _step("find", lambda: tracker.find(marker, since))
    if [each.id for each in found] != [made.id]:
        lag = f" Its search may lag {kind.search_lag:g} s; try again." if kind.search_lag else ""
        raise Failed(f"find: {len(found)} issues carry the marker of {made.key}, and not that one alone.{lag}")
    yield "find: knows it by its marker"
    _step("link_back", lambda: tracker.link_back(made, url))
    yield f"link_back: it names {url}"
    fetched = _step("fetch", lambda: tracker.fetch(made.id))
    status = fetched.status
    yield (
        f"fetch: its status is {status.name} ({status.id}), which means {status.category}" if status else "fetch: fine"
    )
    if "comment" in kind.capabilities:
        _step("comment", lambda: tracker.comment(made.id, "A comment, *in markdown*."))
        yield "comment: added one"
    if "look_up" in kind.capabilities:
        seen = _step("look_up", lambda: tracker.look_up(made.key))
        if seen.issue.id != made.id:
            raise Failed(f"look_up: {made.key} is said to be {seen.issue.key}.")
        yield f"look_up: {made.key} is it"
    if "statuses" in kind.capabilities:
        names = ", ".join(f"{each.name} ({each.category})" for each in _step("statuses", tracker.statuses))
        yield f"statuses: {names}"
    if "set_status" in kind.capabilities:
        moved = _step("set_status", lambda: tracker.set_status(made.id, "done"))
        yield f"set_status: it is {moved.name} now"


def _step(name: str, call: Callable[[], _T]) -> _T:
    try:
        return call()
    except TrackerError as error:
        raise Failed(f"{name}: {type(error).__name__}: {error}") from error
    except Exception as error:
        # Whatever else a plugin raises is its author's to see, with the place where it happened.
        raise Failed(f"{name} raised {type(error).__name__}, which no plugin may: {error}") from error


def _flat(message: Any) -> str:
    if isinstance(message, Mapping):
        return ", ".join(f"{name} {_flat(inner)}" for name, inner in message.items())
    return " ".join(map(str, message)) if isinstance(message, list) else str(message)
