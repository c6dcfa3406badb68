"""S1 and S2: the settings say what they are, and `check` says precisely what is wrong with them."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import pytest
from marshmallow import ValidationError

from ideaboard.plugin import API_VERSION, Secret, Tracker
from ideaboard.plugin.testing.bench import Bench
from ideaboard.plugin.testing.faults import FaultyHttp

_SECRET_NAMES: Final = re.compile(r"password|passphrase|token|secret|(^|_)key($|_)", re.IGNORECASE)
_BREAKS: Final = ("bad_token", "missing_right", "wrong_project")


class Setting(Bench):
    """The rules of the type's description, its settings and `check`."""

    def test_s1_the_type_describes_itself(self, tracker: Tracker) -> None:
        kind = self.tracker_type
        assert re.fullmatch(r"[a-z][a-z0-9_-]{1,39}", kind.kind)
        assert kind.title.strip()
        assert kind.api_version == API_VERSION
        assert kind.limits.title >= 20
        assert kind.limits.body >= 200
        assert kind.search_lag >= 0
        for capability in kind.capabilities:
            method = getattr(type(tracker), capability)
            assert method is not getattr(Tracker, capability), f"`{capability}` is declared and not there"

    def test_s1_settings_survive_being_stored(self, settings: Mapping[str, Any]) -> None:
        schema = self.tracker_type.settings()
        loaded = schema.load(settings)
        stored = json.loads(json.dumps(schema.dump(loaded)))
        assert schema.load(stored) == loaded
        assert set(settings) <= set(stored), "a setting was lost"

    def test_s1_whatever_is_named_like_a_secret_is_one(self) -> None:
        fields = self.tracker_type.settings().fields
        plain = {name for name, kind in fields.items() if not isinstance(kind, Secret)}
        assert [name for name in plain if _SECRET_NAMES.search(name)] == []

    def test_s1_an_unknown_setting_and_a_missing_one_are_refused_by_name(self, settings: Mapping[str, Any]) -> None:
        schema = self.tracker_type.settings()
        with pytest.raises(ValidationError) as unknown:
            schema.load({**settings, "no_such_setting": 1})
        assert "no_such_setting" in unknown.value.messages_dict
        required = {name for name, kind in schema.fields.items() if kind.required}
        assert required, "nothing is required"
        with pytest.raises(ValidationError) as missing:
            schema.load({})
        assert set(missing.value.messages_dict) == required

    def test_s2_good_settings_pass(self, tracker: Tracker) -> None:
        check = tracker.check()
        assert check.ok, check.findings
        assert check.account or not self.speaks_http, "our own account must be known, or echoes cannot be"

    @pytest.mark.parametrize("code", _BREAKS)
    def test_s2_check_tells_what_is_wrong(self, settings: Mapping[str, Any], http: FaultyHttp, code: str) -> None:
        broken = self.broken(settings)
        assert set(broken) == set(_BREAKS), "say None where it cannot happen"
        wrong = broken[code]
        if wrong is None:
            pytest.skip("said to be impossible here")
        findings = self.open(wrong, http).check().findings
        assert [finding.code for finding in findings] == [code], findings
        assert findings[0].detail.strip()

    def test_s2_check_says_when_nobody_answers(self, tracker: Tracker, faults: FaultyHttp) -> None:
        orders: list[Callable[[], None]] = [
            faults.refuse_connection,
            faults.time_out,
            lambda: faults.answer(503),
        ]
        for order in orders:
            order()
            assert [finding.code for finding in tracker.check().findings] == ["unreachable"]

    def test_s2_check_changes_nothing(self, tracker: Tracker, settings: Mapping[str, Any]) -> None:
        before = self.seen(settings)
        tracker.check()
        assert self.seen(settings) == before
