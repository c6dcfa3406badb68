"""The chat keeps every rule of a listener, at each of the three faces."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, ClassVar

import pytest
from ideaboard_slack import SLACK
from ideaboard_slack.chat import LIMIT, text

from ideaboard.plugin.testing.listening import ListenerConformance, told
from tests.fakes.chat import ARCHIVED, FakeChat


class TestSlack(ListenerConformance):
    face: ClassVar[str] = "slack"
    listener_type = SLACK
    limit = LIMIT

    @pytest.fixture(autouse=True)
    def chat(self) -> Iterator[FakeChat]:
        with FakeChat() as running:
            self.running = running
            yield running

    @pytest.fixture
    def settings(self, chat: FakeChat) -> Mapping[str, Any]:
        return {"url": chat.url(self.face)}

    def heard(self) -> Sequence[str]:
        return self.running.heard

    def calls(self, message: str) -> bool:
        ours = message.replace("<https://board.example/ideas/7|", "", 1).replace(">", "", 1)
        return bool(re.search(r"<[!@#h]|@(everyone|here|channel)\b", ours))

    def broken(self, settings: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
        host = settings["url"].split("/")[2]
        return {
            "bad_token": {"url": f"http://{host}/services/T0000/B0000/somethingElse"},
            "missing_right": {"url": f"http://{host}{ARCHIVED}"},
        }


class TestMattermost(TestSlack):
    face = "mattermost"


class TestDiscord(TestSlack):
    face = "discord"


def test_a_message_reads_like_a_sentence() -> None:
    assert text(told()) == "Ada adopted <https://board.example/ideas/7|Plant trees> on The team\n> They shade."


@pytest.mark.parametrize(
    "url",
    [
        "",
        "chat",
        "ftp://chat.example/services/T/B/xxxxxxxx",
        "https://chat.example/",
        "https://u:p@chat.example/services/T/B/x",
    ],
)
def test_an_address_that_can_be_no_webhook_is_refused(url: str) -> None:
    assert SLACK.settings().validate({"url": url})
