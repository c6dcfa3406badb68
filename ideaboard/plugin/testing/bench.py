"""What every rule of the kit stands on: the tracker under test, the faults, and what a tester provides."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest

from ideaboard.plugin import Answer, Draft, Http, RemoteIssue, Tracker, TrackerType
from ideaboard.plugin.testing.faults import FaultyHttp


@dataclass(frozen=True, slots=True)
class Seen:
    """An issue as it really stands at the tracker: read beside the plugin, never through it."""

    id: str
    title: str
    body: str
    comments: Sequence[str] = ()
    links: Sequence[str] = ()

    def names(self, url: str) -> int:
        """How many times the issue names `url`, in its text or beside it."""
        return list(self.links).count(url) + times_named(url, [self.body, *self.comments])


def times_named(url: str, texts: Iterable[str]) -> int:
    """How many times `texts` name exactly `url`; a longer address that starts alike does not count."""
    return sum(len(re.findall(re.escape(url) + r"(?![\w/?#&=%-])", text)) for text in texts)


@dataclass(frozen=True, slots=True)
class Wish:
    """One issue that the board wants: what `create` and `find` are asked with."""

    draft: Draft
    marker: str
    since: datetime


def wish(title: str = "Plant trees on the roof", body: str = "They would shade the upper floor.") -> Wish:
    """A Wish whose marker and title nobody else has."""
    marker = secrets.token_hex(16)
    draft = Draft(f"{marker[:12]} {title}", body, f"https://board.example/ideas/{marker[12:20]}")
    return Wish(draft, marker, datetime.now(UTC) - timedelta(seconds=5))


class Bench:
    """What a plugin's test class provides, and the fixtures made of it.

    Besides what stands here it needs a fixture `settings`, in the class or in a conftest: settings that work,
    as a person would enter them.
    """

    #: The type under test.
    tracker_type: ClassVar[TrackerType]
    #: False says that the plugin calls nobody; its own tests then prove what a fault at any moment does.
    speaks_http: ClassVar[bool] = True
    #: An id that no issue has.
    absent_id: ClassVar[str] = "999999999"
    #: Further answers by which this tracker says "slow down" (429 is always tried).
    rate_limits: ClassVar[Sequence[Answer]] = ()

    def seen(self, settings: Mapping[str, Any]) -> Sequence[Seen]:
        """Every issue at the tracker, or at least every one that this run made."""
        raise NotImplementedError("Say how to read the tracker beside the plugin")

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any] | None]:
        """Settings that are wrong in one way each, by the code of the Finding that says so.

        The keys are `bad_token`, `missing_right` and `wrong_project`; None says that it cannot happen here.
        """
        raise NotImplementedError("Say how settings can be wrong")

    def hosts(self, settings: Mapping[str, Any]) -> frozenset[str]:
        """The only hosts that may be called: those of the addresses in `settings`."""
        texts = [value for value in settings.values() if isinstance(value, str)]
        return frozenset(urlsplit(text).netloc for text in texts if text.startswith(("http://", "https://")))

    def make_http(self) -> Http:
        """The Http that faults are ordered around; it calls this machine by http too."""
        return Http.to_this_machine(timeout=10)

    @pytest.fixture
    def http(self) -> FaultyHttp:
        """What the tracker under test calls with."""
        return FaultyHttp(self.make_http())

    @pytest.fixture
    def faults(self, http: FaultyHttp) -> FaultyHttp:
        """The same, for the rules that only trackers called over http can break."""
        if not self.speaks_http:
            pytest.skip("says that it speaks no http: its own tests prove this")
        return http

    @pytest.fixture
    def tracker(self, settings: Mapping[str, Any], http: FaultyHttp) -> Tracker:
        """The tracker under test."""
        return self.open(settings, http)

    def open(self, settings: Mapping[str, Any], http: Http) -> Tracker:
        """A tracker of these settings, validated as the board does."""
        loaded: Mapping[str, Any] = self.tracker_type.settings().load(settings)
        return self.tracker_type.open(loaded, http)

    def there(self, settings: Mapping[str, Any], wanted: Wish) -> list[Seen]:
        """The issues that were made of `wanted`, with a marker or without."""
        return [issue for issue in self.seen(settings) if issue.title.startswith(wanted.marker[:12])]

    def the_one(self, settings: Mapping[str, Any], wanted: Wish) -> Seen:
        """The only issue that was made of `wanted`."""
        issues = self.there(settings, wanted)
        assert len(issues) == 1, f"{len(issues)} issues where one was wanted"
        return issues[0]

    def actions(self, tracker: Tracker) -> dict[str, Callable[[], object]]:
        """Everything that can be asked of `tracker` about an issue made for it, by the method's name."""
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)

        def create() -> RemoteIssue:
            another = wish()
            return tracker.create(another.draft, another.marker)

        every: dict[str, Callable[[], object]] = {
            "find": lambda: tracker.find(wanted.marker, wanted.since),
            "create": create,
            "link_back": lambda: tracker.link_back(issue, f"https://board.example/ideas/{secrets.token_hex(4)}"),
            "fetch": lambda: tracker.fetch(issue.id),
        }
        if "comment" in self.tracker_type.capabilities:
            every["comment"] = lambda: tracker.comment(issue.id, "Shall we?")
        return every
