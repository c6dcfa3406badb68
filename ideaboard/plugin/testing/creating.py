"""C1 to C5: an issue is made once, can be found again, and says what it was told to say."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from ideaboard.plugin import Ambiguous, Gone, RemoteIssue, Retry, Tracker
from ideaboard.plugin.testing.bench import Bench, wish
from ideaboard.plugin.testing.faults import FaultyHttp

_RIGHT_TO_LEFT = "שלום עולם, مرحبا"
_EMOJI = "🌳 👩‍🌾 é ñ 漢字"


class Creating(Bench):
    """The rules of `create`, `find` and `fetch`."""

    def test_c1_create_returns_an_id_a_key_an_address_and_a_status(self, tracker: Tracker) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        assert issue.id
        assert issue.key
        assert urlsplit(issue.url).scheme in ("http", "https", "file")
        assert issue.status is not None
        assert issue.status.id
        assert issue.status.category == "open", "a new issue is open"

    def test_c1_the_issue_says_what_the_draft_says(self, tracker: Tracker, settings: Mapping[str, Any]) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        seen = self.the_one(settings, wanted)
        assert seen.id == issue.id
        assert seen.title == wanted.draft.title
        assert wanted.draft.body in seen.body

    def test_c1_find_knows_the_issue_by_its_marker_alone(self, tracker: Tracker) -> None:
        wanted, other = wish(), wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        tracker.create(other.draft, other.marker)
        assert [_place(found) for found in tracker.find(wanted.marker, wanted.since)] == [_place(issue)]
        assert list(tracker.find(wish().marker, wanted.since)) == []

    def test_c1_find_allows_for_a_clock_that_is_off(self, tracker: Tracker) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        found = tracker.find(wanted.marker, datetime.now(UTC) + timedelta(seconds=60))
        assert [one.id for one in found] == [issue.id]

    def test_c1_a_marker_that_is_only_quoted_is_not_found(self, tracker: Tracker) -> None:
        wanted = wish()
        quoting = wish(body=f"ideaboard:{wanted.marker}")
        tracker.create(quoting.draft, quoting.marker)
        assert list(tracker.find(wanted.marker, quoting.since)) == []

    def test_c1_fetch_says_the_same_as_create(self, tracker: Tracker) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        fetched = tracker.fetch(issue.id)
        assert (_place(fetched), fetched.status) == (_place(issue), issue.status)

    def test_c1_fetch_of_an_issue_that_is_not_there_says_gone(self, tracker: Tracker) -> None:
        with pytest.raises(Gone):
            tracker.fetch(self.absent_id)

    def test_c2_an_answer_lost_after_it_was_done_makes_no_twin(
        self, tracker: Tracker, settings: Mapping[str, Any], faults: FaultyHttp
    ) -> None:
        struck = True
        nth = 0
        # Each call of `create` that changes something loses its answer in turn.
        while struck:
            nth += 1
            wanted = wish()
            faults.lose_answer(nth)
            try:
                tracker.create(wanted.draft, wanted.marker)
            except (Ambiguous, Retry):
                assert not faults.pending, "it failed by itself"
            struck = not faults.pending
            faults.forget()
            if not tracker.find(wanted.marker, wanted.since):
                tracker.create(wanted.draft, wanted.marker)
            self.the_one(settings, wanted)
        assert nth > 1, "create made no call that changes something"

    def test_c3_asked_twice_with_find_between_makes_one_issue(
        self, tracker: Tracker, settings: Mapping[str, Any]
    ) -> None:
        wanted = wish()
        for _ in range(2):
            if not tracker.find(wanted.marker, wanted.since):
                tracker.create(wanted.draft, wanted.marker)
        self.the_one(settings, wanted)

    def test_c3_twins_are_all_found_the_oldest_first(self, tracker: Tracker) -> None:
        wanted = wish()
        made = [tracker.create(wanted.draft, wanted.marker).id for _ in range(2)]
        assert [issue.id for issue in tracker.find(wanted.marker, wanted.since)] == list(dict.fromkeys(made))

    @pytest.mark.parametrize("filler", ["x", "é", "漢", "🌳", "👩‍🌾"])
    def test_c4_a_title_that_is_too_long_is_cut_between_characters(
        self, tracker: Tracker, settings: Mapping[str, Any], filler: str
    ) -> None:
        limits = self.tracker_type.limits
        wanted = wish(title=filler * limits.title, body="long " * (limits.body // 4))
        issue = tracker.create(wanted.draft, wanted.marker)
        tracker.link_back(issue, wanted.draft.url)
        seen = self.the_one(settings, wanted)
        assert limits.title - 10 < len(seen.title) <= limits.title
        assert wanted.draft.title.startswith(seen.title.removesuffix("…"))
        assert len(seen.body) <= limits.body
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [issue.id]
        assert seen.names(wanted.draft.url) == 1

    @pytest.mark.parametrize("text", [_EMOJI, _RIGHT_TO_LEFT], ids=["emoji", "right-to-left"])
    def test_c5_every_script_survives(self, tracker: Tracker, settings: Mapping[str, Any], text: str) -> None:
        wanted = wish(title=text, body=text)
        tracker.create(wanted.draft, wanted.marker)
        seen = self.the_one(settings, wanted)
        assert seen.title == wanted.draft.title
        assert text in seen.body

    @pytest.mark.parametrize(
        "text",
        ["one\r\ntwo\r\n", "with\0NUL", "x" * 70_000, "\n\n---\n", "half a pair \ud83d", ""],
        ids=["crlf", "nul", "70-kB", "a-line-like-the-footer", "lone-surrogate", "empty"],
    )
    def test_c5_an_awkward_text_neither_fails_nor_hides_the_marker(
        self, tracker: Tracker, settings: Mapping[str, Any], text: str
    ) -> None:
        title = text[:9].replace("\r", "").replace("\n", " ")
        wanted = wish(title=f"{title}.", body=f"before {text} after")
        issue = tracker.create(wanted.draft, wanted.marker)
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [issue.id]
        seen = self.the_one(settings, wanted)
        assert "\0" not in seen.title + seen.body
        assert "before" in seen.body


def _place(issue: RemoteIssue) -> tuple[str, str, str]:
    return issue.id, issue.key, issue.url
