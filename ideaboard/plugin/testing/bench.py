"""What every rule of the kit stands on: the tracker under test, the faults, and what a tester provides."""

import re
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from urllib.parse import urlsplit

import pytest

from ideaboard.plugin import (
    Answer,
    Category,
    Change,
    Draft,
    Http,
    Received,
    RemoteIssue,
    Tracker,
    TrackerError,
    TrackerType,
)
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


@dataclass(frozen=True, slots=True)
class Sample:
    """A call that the tracker really makes: its headers besides what proves it, its body, and what it says."""

    name: str
    headers: Mapping[str, str]
    body: bytes
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Vector:
    """A call with its proof, as the tracker's own documents publish it, and the secret that it is proven by."""

    received: Received
    secret: str


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
    #: Answers that say what is wrong in the tracker's own way, where its status alone misleads; what each means.
    own_failures: ClassVar[Sequence[tuple[Answer, type[TrackerError]]]] = ()
    #: A secret as this tracker's webhooks are signed with, and the one that replaces it.
    webhook_secrets: ClassVar[tuple[str, str]] = ("a-secret-of-the-kit-1", "a-secret-of-the-kit-2")

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

    def samples(self) -> Sequence[Sample]:
        """Calls that the tracker makes, what each says: one at least that says a status. Only with `inbound`."""
        raise NotImplementedError("Say what the tracker sends")

    def sign(self, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
        """All headers of `sample` as sent at `at`, proven by `secret`. The same call has the same delivery's id."""
        raise NotImplementedError("Say how the tracker proves that it is the one")

    def vectors(self) -> Sequence[Vector]:
        """Published calls with their proofs, if there are any."""
        return ()

    def move(self, settings: Mapping[str, Any], issue_id: str, category: Category) -> None:
        """Bring an issue to a status of `category`, as a person at the tracker does. For `poll` and `set_status`."""
        raise NotImplementedError("Say how a person moves an issue")

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
        if "set_status" in self.tracker_type.capabilities:
            every["set_status"] = lambda: tracker.set_status(issue.id, "done")
        if "statuses" in self.tracker_type.capabilities:
            every["statuses"] = tracker.statuses
        if "look_up" in self.tracker_type.capabilities:
            every["look_up"] = lambda: tracker.look_up(issue.key)
        if "open_issues" in self.tracker_type.capabilities:
            every["open_issues"] = lambda: tracker.open_issues(None)
        if "poll" in self.tracker_type.capabilities:
            began = tracker.poll(None).cursor
            every["poll"] = lambda: tracker.poll(began)
        return every
