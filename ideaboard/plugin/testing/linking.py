"""C10, and the comments: what is added to an issue later."""

from collections.abc import Mapping
from typing import Any

import pytest

from ideaboard.plugin import Ambiguous, Gone, Retry, Tracker
from ideaboard.plugin.testing.bench import Bench, wish
from ideaboard.plugin.testing.faults import FaultyHttp


class Linking(Bench):
    """The rules of `link_back` and `comment`."""

    def test_c10_linking_twice_leaves_one_link(self, tracker: Tracker, settings: Mapping[str, Any]) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        for _ in range(2):
            tracker.link_back(issue, wanted.draft.url)
        assert self.the_one(settings, wanted).names(wanted.draft.url) == 1

    def test_c10_another_address_is_named_too_however_alike(
        self, tracker: Tracker, settings: Mapping[str, Any]
    ) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        longer, shorter = f"{wanted.draft.url}77", f"{wanted.draft.url}7"
        for url in (longer, shorter, shorter, longer):
            tracker.link_back(issue, url)
        seen = self.the_one(settings, wanted)
        assert (seen.names(longer), seen.names(shorter)) == (1, 1)

    def test_c10_an_answer_lost_while_linking_leaves_one_link(
        self, tracker: Tracker, settings: Mapping[str, Any], faults: FaultyHttp
    ) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        struck = True
        nth = 0
        while struck:
            nth += 1
            url = f"https://board.example/again/{wanted.marker[:8]}/{nth}"
            faults.lose_answer(nth)
            try:
                tracker.link_back(issue, url)
            except (Ambiguous, Retry):
                assert not faults.pending, "it failed by itself"
            struck = not faults.pending
            faults.forget()
            tracker.link_back(issue, url)
            assert self.the_one(settings, wanted).names(url) == 1
        assert nth > 1, "link_back made no call that changes something"

    def test_c10_the_marker_survives_the_link(self, tracker: Tracker) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        tracker.link_back(issue, "https://board.example/elsewhere")
        assert [found.id for found in tracker.find(wanted.marker, wanted.since)] == [issue.id]

    def test_c10_neither_a_link_nor_a_comment_moves_the_status(self, tracker: Tracker) -> None:
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        tracker.link_back(issue, "https://board.example/elsewhere")
        if "comment" in self.tracker_type.capabilities:
            tracker.comment(issue.id, "Shall we?")
        assert tracker.fetch(issue.id).status == issue.status

    def test_c5_comments_keep_their_order_and_every_script(self, tracker: Tracker, settings: Mapping[str, Any]) -> None:
        self._only_with_comments()
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        texts = ("🌳 first", "שני, ثانٍ")
        for text in texts:
            tracker.comment(issue.id, text)
        comments = self.the_one(settings, wanted).comments
        found = [text for said in comments for text in texts if text in said]
        assert found == list(texts), comments

    @pytest.mark.parametrize("text", ["one\r\ntwo", "with\0NUL", "x" * 70_000], ids=["crlf", "nul", "70-kB"])
    def test_c5_an_awkward_comment_arrives_once(self, tracker: Tracker, settings: Mapping[str, Any], text: str) -> None:
        self._only_with_comments()
        wanted = wish()
        issue = tracker.create(wanted.draft, wanted.marker)
        tracker.comment(issue.id, f"before {text}")
        said = [comment for comment in self.the_one(settings, wanted).comments if "before " in comment]
        assert len(said) == 1
        assert "\0" not in said[0]
        assert len(said[0]) <= self.tracker_type.limits.body

    def test_c7_a_comment_on_an_issue_that_is_not_there_says_gone(self, tracker: Tracker) -> None:
        self._only_with_comments()
        with pytest.raises(Gone):
            tracker.comment(self.absent_id, "Anybody here?")

    def _only_with_comments(self) -> None:
        if "comment" not in self.tracker_type.capabilities:
            pytest.skip("the type does not declare the capability `comment`")
