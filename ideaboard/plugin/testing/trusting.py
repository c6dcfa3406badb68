"""C8 and C9: secrets stay secret, and nobody is called who was not named in the settings."""

import base64
import contextlib
import logging
import traceback
from collections.abc import Mapping
from typing import Any, Final

import pytest

from ideaboard.plugin import Secret, Tracker, TrackerError
from ideaboard.plugin.testing.bench import Bench
from ideaboard.plugin.testing.faults import FaultyHttp

_ELSEWHERE: Final = "https://elsewhere.invalid/"


class Trusting(Bench):
    """The rules about what leaks and who is called."""

    def test_c8_no_secret_is_in_a_repr_an_exception_a_log_or_an_address(
        self,
        tracker: Tracker,
        settings: Mapping[str, Any],
        http: FaultyHttp,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        secrets = self._secrets(settings)
        if not secrets:
            pytest.skip("the settings have no secret")
        said = [repr(tracker), str(tracker)]
        actions = {**self.actions(tracker), "check": tracker.check}
        caplog.set_level(logging.DEBUG)
        for order in (http.forget, lambda: http.answer(401), lambda: http.answer(422), http.time_out):
            for action in actions.values():
                order()
                try:
                    said.append(repr(action()))
                except TrackerError as error:
                    said.append("".join(traceback.format_exception(error)))
        http.forget()
        said += [record.getMessage() for record in caplog.records]
        said += [call.url for call in http.calls]
        everything = "\n".join(said)
        told = {name for name, forms in secrets.items() if any(form in everything for form in forms)}
        assert not told, f"what the settings {sorted(told)} hold was told"

    def test_c9_only_the_configured_host_is_called_whatever_the_answers_say(
        self, tracker: Tracker, settings: Mapping[str, Any], faults: FaultyHttp
    ) -> None:
        allowed = self.hosts(settings)
        assert allowed, "no address in the settings: override `hosts`"
        faults.hosts = allowed
        faults.extra_headers = {
            "link": f'<{_ELSEWHERE}>; rel="next", <{_ELSEWHERE}>; rel="last"',
            "location": _ELSEWHERE,
        }
        for name, action in {**self.actions(tracker), "check": tracker.check}.items():
            for redirects in (False, True):
                if redirects:
                    faults.answer(307, headers={"location": _ELSEWHERE})
                with contextlib.suppress(TrackerError):
                    action()
                # Only what never changes may be known without asking.
                assert name == "statuses" or not faults.pending, f"{name} made no call"
                faults.forget()
        strangers = {call.host for call in faults.calls} - allowed
        assert not strangers, f"{strangers} were called"

    def test_c9_who_says_that_it_speaks_no_http_calls_nobody(self, tracker: Tracker, http: FaultyHttp) -> None:
        if self.speaks_http:
            pytest.skip("it speaks http")
        http.hosts = frozenset()
        for action in (*self.actions(tracker).values(), tracker.check):
            action()
        assert http.calls == []

    def _secrets(self, settings: Mapping[str, Any]) -> dict[str, list[str]]:
        """Each secret of the settings in the forms by which it could be told."""
        fields = self.tracker_type.settings().fields
        secrets = {name: str(settings[name]) for name in settings if isinstance(fields.get(name), Secret)}
        others = [str(value) for name, value in settings.items() if name not in secrets]
        forms = {}
        for name, secret in secrets.items():
            assert len(secret) >= 12, f"test with a longer `{name}`: this one may stand anywhere by chance"
            plain = [secret, *(f"{other}:{secret}" for other in others)]
            forms[name] = [secret, *(base64.b64encode(one.encode()).decode() for one in plain)]
        return forms
