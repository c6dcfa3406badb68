"""Wrong trackers, right but for what the test is there to find. Whoever wrote one believed that it worked."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from marshmallow import EXCLUDE, fields

from ideaboard.plugin import (
    Ambiguous,
    Category,
    Change,
    Check,
    Draft,
    Existing,
    Finding,
    Gone,
    Http,
    Listing,
    Polled,
    Refused,
    RemoteIssue,
    Retry,
    Status,
    TrackerError,
    marker_in,
)
from tests.plugin.kit.good import (
    STATUSES,
    Good,
    Settings,
    kind,
    remote_issue,
)
from tests.plugin.kit.table import tracker, wrong

# --- Creating ---------------------------------------------------------------------------------------------------------


@tracker("c1_create_returns_an_id_a_key_an_address_and_a_status")
class SaysNoStatus(Good):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        return replace(super().create(draft, marker), status=None)


@tracker("c1_the_issue_says_what_the_draft_says")
class TakesTheTitleForEverything(Good):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        return super().create(replace(draft, body=""), marker)


@tracker("c1_find_knows_the_issue_by_its_marker_alone")
class FindsWhateverIsNew(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return self._api.get(f"{self._project}/issues", lambda said: [remote_issue(each) for each in said])


@tracker("c1_find_allows_for_a_clock_that_is_off")
class TrustsEveryClock(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return [one for one in super().find(marker, since) if one.updated_at and one.updated_at >= since]


@tracker("c1_a_marker_that_is_only_quoted_is_not_found")
class SearchesTheText(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return self._api.get(
            f"{self._project}/issues", lambda said: [remote_issue(each) for each in said if marker in each["text"]]
        )


@tracker("c1_fetch_says_the_same_as_create")
class HasTwoKeys(Good):
    def fetch(self, issue_id: str) -> RemoteIssue:
        return replace(super().fetch(issue_id), key=f"#{issue_id}")


@tracker("c1_fetch_of_an_issue_that_is_not_there_says_gone")
class TakesGoneForRefused(Good):
    def fetch(self, issue_id: str) -> RemoteIssue:
        try:
            return super().fetch(issue_id)
        except Gone as error:
            raise Refused(str(error)) from error


@tracker("c2_an_answer_lost_after_it_was_done_makes_no_twin")
class TriesAgainByItself(Good):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        try:
            return super().create(draft, marker)
        except Ambiguous:
            return super().create(draft, marker)


@tracker("c3_asked_twice_with_find_between_makes_one_issue")
class FindsNothing(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return []


@tracker("c3_twins_are_all_found_the_oldest_first")
class FindsTheNewestFirst(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return list(super().find(marker, since))[::-1]


class _AsIs(Good):
    """Posts what it is given."""

    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        text = f"{draft.body}\n\n<!-- ideaboard:{marker} -->"
        return self._api.post(f"{self._project}/issues", remote_issue, title=draft.title, text=text)

    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        def ours(said: Any) -> list[RemoteIssue]:
            return [remote_issue(each) for each in said if f"ideaboard:{marker}" in each["text"]]

        return self._api.get(f"{self._project}/issues", ours)

    def comment(self, issue_id: str, text: str) -> None:
        self._api.post(f"/issues/{issue_id}/comments", str, text=text)


tracker("c4_a_title_that_is_too_long_is_cut_between_characters")(_AsIs)
tracker("c5_an_awkward_text_neither_fails_nor_hides_the_marker")(_AsIs)
tracker("c5_an_awkward_comment_arrives_once")(_AsIs)


@tracker("c5_every_script_survives")
class SpeaksAscii(Good):
    def create(self, draft: Draft, marker: str) -> RemoteIssue:
        return super().create(replace(draft, body=draft.body.encode("ascii", "replace").decode()), marker)


@tracker("c5_comments_keep_their_order_and_every_script")
class CommentsInAscii(Good):
    def comment(self, issue_id: str, text: str) -> None:
        super().comment(issue_id, text.encode("ascii", "replace").decode())


# --- Failing ----------------------------------------------------------------------------------------------------------


@tracker("c6_too_many_requests_says_when_to_come_back")
class ForgetsWhen(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        try:
            return super().find(marker, since)
        except Retry as error:
            raise Retry(str(error)) from error


@tracker("c6_the_tracker_s_own_ways_to_say_slow_down_are_known")
class KnowsOnly429(Good):
    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        super(Good, self).__init__(settings, http)


@tracker("c7_every_failure_of_every_call_has_its_class")
class TakesEveryFailureForANo(Good):
    def comment(self, issue_id: str, text: str) -> None:
        try:
            super().comment(issue_id, text)
        except TrackerError as error:
            raise Refused(str(error)) from error


tracker("c7_what_the_tracker_says_in_its_own_way_has_its_class")(KnowsOnly429)


@tracker("c7_a_comment_on_an_issue_that_is_not_there_says_gone")
class CommentsOnNothing(Good):
    def comment(self, issue_id: str, text: str) -> None:
        try:
            super().comment(issue_id, text)
        except Gone:
            return


# --- Trusting ---------------------------------------------------------------------------------------------------------


@tracker("c8_no_secret_is_in_a_repr_an_exception_a_log_or_an_address")
class ShowsItself(Good):
    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        super().__init__(settings, http)
        self._settings = settings

    def __repr__(self) -> str:
        return f"ShowsItself({self._settings})"


@tracker("c9_only_the_configured_host_is_called_whatever_the_answers_say")
class FollowsEveryLink(Good):
    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        super().__init__(settings, http)
        self._http, self._url = http, settings["url"]

    def fetch(self, issue_id: str) -> RemoteIssue:
        found = super().fetch(issue_id)
        answer = self._http.request("GET", f"{self._url}/api/me")
        if "location" in answer.headers:
            self._http.request("GET", answer.headers["location"])
        return found


wrong("c9_who_says_that_it_speaks_no_http_calls_nobody", speaks_http=False)


# --- Linking ----------------------------------------------------------------------------------------------------------


@tracker("c10_linking_twice_leaves_one_link")
class LinksEveryTime(Good):
    def link_back(self, issue: RemoteIssue, url: str) -> None:
        self.comment(issue.id, f"The idea: {url}")


@tracker("c10_another_address_is_named_too_however_alike")
class TakesAPartForTheWhole(Good):
    def link_back(self, issue: RemoteIssue, url: str) -> None:
        texts = self._api.get(f"/issues/{issue.id}", lambda said: [said["text"], *said["comments"]])
        if url not in " ".join(texts):
            self.comment(issue.id, f"The idea: {url}")


@tracker("c10_an_answer_lost_while_linking_leaves_one_link")
class LinksAgainAtOnce(Good):
    def link_back(self, issue: RemoteIssue, url: str) -> None:
        try:
            super().link_back(issue, url)
        except Ambiguous:
            self.comment(issue.id, f"The idea: {url}")


@tracker("c10_the_marker_survives_the_link")
class FindsOnlyWhatNobodyTouched(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        def ours(said: Any) -> list[RemoteIssue]:
            return [remote_issue(one) for one in said if marker_in(one["text"]) == marker and not one["comments"]]

        return self._api.get(f"{self._project}/issues", ours)


@tracker("c10_neither_a_link_nor_a_comment_moves_the_status")
class StartsWorkWithEveryComment(Good):
    def comment(self, issue_id: str, text: str) -> None:
        super().comment(issue_id, text)
        self.set_status(issue_id, "in_progress")


# --- Moving -----------------------------------------------------------------------------------------------------------


@tracker("c11_to_move_an_issue_twice_is_fine")
class MovesOnlyOnce(Good):
    def set_status(self, issue_id: str, category: Category) -> Status:
        now = self.fetch(issue_id).status
        if now is not None and now.category == category == "done":
            raise Refused("It is closed already.")
        return super().set_status(issue_id, category)


@tracker("c11_an_issue_is_moved_there_and_back")
class LosesWhatIsClosed(Good):
    def find(self, marker: str, since: datetime) -> Sequence[RemoteIssue]:
        return [one for one in super().find(marker, since) if one.status != STATUSES["closed"]]


@tracker("c11_to_move_an_issue_that_is_not_there_says_gone")
class MovesNothing(Good):
    def set_status(self, issue_id: str, category: Category) -> Status:
        try:
            return super().set_status(issue_id, category)
        except Gone:
            return STATUSES["closed"]


@tracker("c11_statuses_are_told_by_id")
class CallsStatusesByName(Good):
    def statuses(self) -> Sequence[Status]:
        return [replace(status, id=status.name) for status in super().statuses()]


@tracker("c12_an_issue_is_looked_up_by_its_key_and_by_its_address")
class KnowsNoAddress(Good):
    def look_up(self, text: str) -> Existing:
        if "/" in text:
            raise Refused("Say its key.")
        return super().look_up(text)


@tracker("c12_what_names_no_issue_is_refused_or_gone")
class ExpectsANumber(Good):
    def look_up(self, text: str) -> Existing:
        return super().look_up(f"ROOF-{int(text.strip().rpartition('/')[2].removeprefix('ROOF-'))}")


@tracker("c12_every_open_issue_is_listed_once")
class BeginsEachPageWithTheLast(Good):
    def open_issues(self, cursor: str | None) -> Listing:
        return super().open_issues(str(int(cursor) - 1) if cursor else None)


@tracker("p1_a_change_is_told_once")
class TellsTheLastOneAgain(Good):
    def poll(self, cursor: str | None) -> Polled:
        polled = super().poll(cursor)
        if cursor is None:
            return polled
        every = self._api.get(f"{self._project}/issues", lambda said: [remote_issue(one) for one in said])
        return replace(
            polled, changes=[Change(i) for i in every if i.updated_at and i.updated_at.isoformat() >= cursor]
        )


@tracker("p1_a_cursor_that_was_never_given_is_no_crash")
class TrustsItsCursor(Good):
    def poll(self, cursor: str | None) -> Polled:
        if cursor is not None:
            datetime.fromisoformat(cursor)
        return super().poll(cursor)


# --- Setting ----------------------------------------------------------------------------------------------------------

wrong("s1_the_type_describes_itself", tracker_type=kind(capabilities=frozenset({"comment", "choices"})))


class _Forgets(Settings):
    project = fields.String(required=True, load_only=True)


class _Tells(Settings):
    token = fields.String(required=True)


class _TakesAnything(Settings):
    class Meta:
        unknown = EXCLUDE


wrong("s1_settings_survive_being_stored", tracker_type=kind(settings=_Forgets))
wrong("s1_whatever_is_named_like_a_secret_is_one", tracker_type=kind(settings=_Tells))
wrong("s1_an_unknown_setting_and_a_missing_one_are_refused_by_name", tracker_type=kind(settings=_TakesAnything))


@tracker("s2_good_settings_pass")
class ForgetsWhoItIs(Good):
    def check(self) -> Check:
        return replace(super().check(), account=None)


@tracker("s2_check_tells_what_is_wrong")
class SaysThatSomethingIsWrong(Good):
    def check(self) -> Check:
        found = super().check()
        return found if found.ok else Check(found.account, (Finding("other", "Something is wrong."),))


@tracker("s2_check_says_when_nobody_answers")
class BlamesTheToken(Good):
    def check(self) -> Check:
        found = super().check()
        return found if found.ok else Check(found.account, (Finding("bad_token", found.findings[0].detail),))


@tracker("s2_check_changes_nothing")
class TriesItForReal(Good):
    def check(self) -> Check:
        self.create(Draft("A test", "Please ignore", "https://board.example"), uuid.uuid4().hex)
        return super().check()


@tracker("x1_every_call_and_every_answer_is_as_the_vendor_describes_it")
class AsksForWhatIsNotThere(Good):
    def fetch(self, issue_id: str) -> RemoteIssue:
        return self._api.get(f"/issues/{issue_id}", remote_issue, fields="state")
