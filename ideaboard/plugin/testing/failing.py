"""C6 and C7: what goes wrong out there reaches the board as the exception that says what to do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Final

import pytest

from ideaboard.plugin import Ambiguous, AuthFailed, Gone, Refused, RemoteIssue, Retry, Tracker, TrackerError
from ideaboard.plugin.testing.bench import Bench, wish
from ideaboard.plugin.testing.faults import FaultyHttp

_ASK: Final = ("find", "fetch", "look_up", "open_issues", "poll", "statuses")
_METHODS: Final = (*_ASK, "create", "link_back", "comment", "set_status")
_TOO_MANY: Final = 30

#: What each failure may be called, by what happened: for a call that only asks, and for the others.
_ASKING: Final[dict[str, tuple[type[TrackerError], ...]]] = {
    "401": (AuthFailed,),
    "403": (Refused, AuthFailed),
    "404": (Gone, Refused),
    "410": (Gone, Refused),
    "422": (Refused,),
    "429": (Retry,),
    "500": (Retry,),
    "503": (Retry,),
    "a sign-in page": (Retry, Refused),
    "a timeout": (Retry,),
    "nobody listens": (Retry,),
}
_CHANGING: Final[dict[str, tuple[type[TrackerError], ...]]] = _ASKING | {
    "500": (Ambiguous, Retry),
    "503": (Ambiguous, Retry),
    "a sign-in page": (Ambiguous, Retry),
    "a timeout": (Ambiguous, Retry),
}


def _order(http: FaultyHttp, what: str, nth: int) -> None:
    if what == "a timeout":
        http.time_out(nth)
    elif what == "nobody listens":
        http.refuse_connection(nth)
    elif what == "a sign-in page":
        http.answer(200, headers={"content-type": "text/html"}, body=b"<html>Sign in</html>", nth=nth)
    else:
        http.answer(int(what), body=b'{"message": "That will not do"}', nth=nth)


class Failing(Bench):
    """The rules about failures; only a tracker called over http can be failed this way."""

    @pytest.mark.parametrize("method", _METHODS)
    @pytest.mark.parametrize("what", list(_ASKING))
    def test_c7_every_failure_of_every_call_has_its_class(
        self, tracker: Tracker, faults: FaultyHttp, method: str, what: str
    ) -> None:
        action = self._action(tracker, method)
        allowed = (_ASKING if method in _ASK else _CHANGING)[what]
        for nth in range(1, _TOO_MANY):
            made = wish()
            _order(faults, what, nth)
            try:
                outcome = tracker.create(made.draft, made.marker) if method == "create" else action()
            except TrackerError as error:
                raised = error
            else:
                if faults.pending:
                    faults.forget()
                    assert nth > 1 or method == "statuses", f"{method} made no call"
                    return
                # Only `create` may go on after a failure: of a step without which the issue is whole.
                assert method == "create", f"call {nth} of {method}: {what} was swallowed"
                assert isinstance(outcome, RemoteIssue)
                assert [found.id for found in tracker.find(made.marker, made.since)] == [outcome.id]
                continue
            assert not faults.pending, f"{method} failed by itself: {raised!r}"
            assert isinstance(raised, allowed), f"call {nth} of {method}: {what} became {raised!r}"
        pytest.fail(f"{method} makes {_TOO_MANY} calls or more")

    @pytest.mark.parametrize("method", _METHODS)
    def test_c7_what_the_tracker_says_in_its_own_way_has_its_class(
        self, tracker: Tracker, faults: FaultyHttp, method: str
    ) -> None:
        if not self.own_failures:
            pytest.skip("`own_failures` names none")
        action = self._asking_action(tracker, method, faults)
        for form, kind in self.own_failures:
            faults.answer(form.status, headers=form.headers, body=form.body)
            with pytest.raises(kind):
                action()

    @pytest.mark.parametrize("method", _METHODS)
    @pytest.mark.parametrize("form", ["seconds", "a date", "none", "nonsense"])
    def test_c6_too_many_requests_says_when_to_come_back(
        self, tracker: Tracker, faults: FaultyHttp, method: str, form: str
    ) -> None:
        action = self._asking_action(tracker, method, faults)
        soon = datetime.now(UTC) + timedelta(seconds=90)
        headers = {
            "seconds": {"retry-after": "7"},
            "a date": {"retry-after": format_datetime(soon, usegmt=True)},
            "none": {},
            "nonsense": {"retry-after": "²"},
        }[form]
        faults.answer(429, headers=headers, body=b"Slow down")
        with pytest.raises(Retry) as raised:
            action()
        after = raised.value.after
        if form == "seconds":
            assert after == 7
        elif form == "a date":
            assert after is not None
            assert 60 < after <= 90
        else:
            assert after is None

    @pytest.mark.parametrize("method", _METHODS)
    def test_c6_the_tracker_s_own_ways_to_say_slow_down_are_known(
        self, tracker: Tracker, faults: FaultyHttp, method: str
    ) -> None:
        if not self.rate_limits:
            pytest.skip("`rate_limits` names no way to say it besides 429")
        action = self._asking_action(tracker, method, faults)
        for form in self.rate_limits:
            faults.answer(form.status, headers=form.headers, body=form.body)
            with pytest.raises(Retry):
                action()

    def _asking_action(self, tracker: Tracker, method: str, faults: FaultyHttp) -> Callable[[], object]:
        action = self._action(tracker, method)
        if method == "statuses":
            before = len(faults.calls)
            action()
            if len(faults.calls) == before:
                pytest.skip("`statuses` is known without asking")
        return action

    def _action(self, tracker: Tracker, method: str) -> Callable[[], object]:
        actions = self.actions(tracker)
        if method not in actions:
            pytest.skip(f"the type does not declare the capability `{method}`")
        return actions[method]
