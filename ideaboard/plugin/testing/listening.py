"""The rules of a listener: what is told arrives, calls nobody, tells no secret, and fails as it should."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, ClassVar, Final
from urllib.parse import urlsplit

import pytest

from ideaboard.plugin import API_VERSION, Http, Listener, ListenerType, Retry, Secret, Told, TrackerError
from ideaboard.plugin.testing.faults import FaultyHttp

_AT: Final = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
_AWKWARD: Final = ("🌳", "שלום", "a\r\nb", "with\0NUL", "half a pair \ud83d", "x" * 70_000, "", "*_~`> # |")


def told(title: str = "Plant trees", reason: str | None = "They shade.", actor: str | None = "Ada") -> Told:
    """Something that happened."""
    return Told("k3f8w2zd", "idea.adopted", _AT, "The team", title, "https://board.example/ideas/7", actor, reason)


class ListenerConformance:
    """Subclass it, say which `listener_type`, and provide the fixture `settings`, `heard` and `broken`."""

    #: The type under test.
    listener_type: ClassVar[ListenerType]
    #: The longest message that is taken, in characters.
    limit: ClassVar[int] = 40_000

    def heard(self) -> Sequence[str]:
        """Every message that arrived, read beside the listener."""
        raise NotImplementedError("Say how to read what arrived")

    def calls(self, message: str) -> bool:
        """Whether a message would call people who did not ask for it."""
        raise NotImplementedError("Say what calls people there")

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
        """Settings that are wrong in one way each, by the code of the Finding that says so."""
        raise NotImplementedError("Say how settings can be wrong")

    @pytest.fixture
    def http(self) -> FaultyHttp:
        """What the listener under test calls with."""
        return FaultyHttp(Http.to_this_machine(timeout=10))

    @pytest.fixture
    def listener(self, settings: Mapping[str, Any], http: FaultyHttp) -> Listener:
        """The listener under test."""
        return self.open(settings, http)

    def open(self, settings: Mapping[str, Any], http: Http) -> Listener:
        """A listener of these settings, validated as the board does."""
        return self.listener_type.open(self.listener_type.settings().load(settings), http)

    def test_l1_what_happened_is_said_with_its_link_and_its_reason(self, listener: Listener) -> None:
        listener.hear(told())
        [message] = self.heard()
        for words in ("Ada", "Plant trees", "The team", "https://board.example/ideas/7", "They shade."):
            assert words in message

    def test_l1_nobody_is_named_where_nobody_is(self, listener: Listener) -> None:
        listener.hear(told(actor=None, reason=None))
        [message] = self.heard()
        assert "None" not in message

    @pytest.mark.parametrize(
        "words", ["<!channel>", "<!everyone>", "<@U0123>", "@everyone", "@here", "<https://evil.example|The board>"]
    )
    def test_l2_no_words_call_anybody_or_look_like_another_link(self, listener: Listener, words: str) -> None:
        listener.hear(told(title=words, reason=f"So that {words} knows", actor=words))
        [message] = self.heard()
        assert not self.calls(message), message

    @pytest.mark.parametrize("words", _AWKWARD, ids=range(len(_AWKWARD)))
    def test_l3_awkward_words_arrive_within_the_limit(self, listener: Listener, words: str) -> None:
        listener.hear(told(title=words, reason=words, actor=words))
        [message] = self.heard()
        assert 0 < len(message) <= self.limit
        assert "\0" not in message
        assert "https://board.example/ideas/7" in message

    @pytest.mark.parametrize("what", [400, 401, 403, 404, 410, 413, 429, 500, 503, "a timeout", "nobody listens"])
    def test_l4_every_failure_has_its_class(self, listener: Listener, http: FaultyHttp, what: int | str) -> None:
        if what == "a timeout":
            http.time_out()
        elif what == "nobody listens":
            http.refuse_connection()
        else:
            http.answer(int(what), headers={"retry-after": "7"}, body=b"No")
        with pytest.raises(TrackerError) as raised:
            listener.hear(told())
        if what == 429:
            assert isinstance(raised.value, Retry)
            assert raised.value.after == 7

    def test_l5_no_secret_is_told_and_nobody_else_is_called(
        self, settings: Mapping[str, Any], http: FaultyHttp, caplog: pytest.LogCaptureFixture
    ) -> None:
        fields = self.listener_type.settings().fields
        secrets = [str(value) for name, value in settings.items() if isinstance(fields[name], Secret)]
        assert secrets, "whoever knows the address can write there: it is a secret"
        caplog.set_level(logging.DEBUG)
        listener = self.open(settings, http)
        said = [repr(listener), str(listener)]
        for status in (200, 400, 401, 404, 500):
            http.answer(status, body=secrets[0].encode())
            for action in (lambda: listener.hear(told()), listener.check):
                try:
                    said.append(repr(action()))
                except TrackerError as error:
                    said.append("".join(traceback.format_exception(error)))
        said += [record.getMessage() for record in caplog.records]
        parts = [part for secret in secrets for part in (secret, urlsplit(secret).path) if len(part) > 1]
        assert not [part for part in parts if part in "\n".join(said)]
        hosts = {urlsplit(value).netloc for value in map(str, settings.values())}
        assert {call.host for call in http.calls} <= hosts

    def test_l6_check_says_what_is_wrong_and_nothing_is_said_there(
        self, listener: Listener, settings: Mapping[str, Any], http: FaultyHttp
    ) -> None:
        assert listener.check().ok, listener.check().findings
        for code, wrong in self.broken(settings).items():
            assert [finding.code for finding in self.open(wrong, http).check().findings] == [code]
        http.refuse_connection()
        assert [finding.code for finding in listener.check().findings] == ["unreachable"]
        assert list(self.heard()) == []

    def test_l7_the_type_describes_itself(self) -> None:
        assert self.listener_type.kind.strip()
        assert self.listener_type.title.strip()
        assert self.listener_type.api_version == API_VERSION
