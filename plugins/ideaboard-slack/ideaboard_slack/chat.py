"""The chat: one message for each thing that happened.

https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks and
https://docs.slack.dev/messaging/formatting-message-text say what is sent, and what it means.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

from marshmallow import Schema, ValidationError

from ideaboard.plugin import (
    Answer,
    AuthFailed,
    Check,
    Finding,
    Gone,
    Http,
    Listener,
    Refused,
    Secret,
    Told,
    cut,
    expect,
)

#: Slack cuts at 40,000; a message that nobody reads to its end helps nobody.
LIMIT: Final = 3_000
_TITLE: Final = 200
_REASON: Final = 1_500

_SAID: Final[Mapping[str, str]] = {
    "idea.posted": "posted an idea",
    "idea.adopted": "adopted",
    "idea.declined": "declined",
    "idea.not_now": "said “not now” to",
    "idea.started": "began work on",
    "idea.done": "finished",
    "idea.dropped": "dropped",
    "idea.reopened": "brought back",
}


def _is_hook(value: str) -> None:
    """Raise ValidationError unless `value` can be the address of an incoming webhook."""
    try:
        parts = urlsplit(value)
    except ValueError:
        raise ValidationError("This is not an address.") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc or not value.isprintable():
        raise ValidationError("Give the whole address that the chat showed, beginning with https://.")
    if len(parts.path.strip("/")) < 8:
        raise ValidationError("The address of an incoming webhook is longer: its end is the secret.")


class ChatSettings(Schema):
    """What a person enters to let a chat hear of a board."""

    url = Secret(
        required=True,
        validate=_is_hook,
        metadata={
            "title": "Webhook address",
            "description": "As the chat shows it for an incoming webhook; for Discord with /slack at its end.",
        },
    )


class Chat(Listener):
    """One channel of a chat, by the address of its incoming webhook."""

    def __init__(self, settings: Mapping[str, Any], http: Http) -> None:
        self._url: str = settings["url"]
        self._http = http

    def check(self) -> Check:
        """Send an empty message: a webhook that is good refuses it, and nobody reads it."""
        try:
            answer = self._send({"text": ""}, 200, 204, 400)
        except AuthFailed as error:
            return Check(findings=(Finding("bad_token", f"The chat does not know this address: {error}"),))
        except Refused as error:
            return Check(findings=(Finding("missing_right", f"The channel takes no messages: {error}"),))
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said
            return Check(findings=(Finding("unreachable", str(error)),))
        if answer.status == 400 and not _says_it_was_empty(answer):
            return Check(findings=(Finding("other", f"The chat said: {answer.text[:200]}"),))
        return Check()

    def hear(self, told: Told) -> None:
        """Say what happened, with a link and the reason."""
        self._send({"text": text(told), "unfurl_links": False}, 200, 204)

    def _send(self, message: Mapping[str, Any], *ok: int) -> Answer:
        def call() -> Answer:
            answer = self._http.request("POST", self._url, json=message)
            # A server that echoes its own address must not carry the secret into a message.
            secret = urlsplit(self._url).path.encode()
            return replace(answer, body=answer.body.replace(secret, b"/***"))

        try:
            return expect(call, *ok, effect=True)
        except (Gone, AuthFailed) as error:
            # 404 and 410: the webhook was taken back, and every further message would be lost.
            raise AuthFailed(str(error)) from error


def text(told: Told) -> str:
    """What is said of `told`, in Slack's markup; nothing in it can call anybody."""
    title = f"<{told.url}|{escaped(cut(' '.join(told.title.split()), _TITLE)) or '…'}>"
    did = _SAID.get(told.type, told.type)
    lines = [f"{escaped(cut(told.actor or 'Somebody', _TITLE))} {did} {title} on {escaped(cut(told.board, _TITLE))}"]
    if told.reason:
        lines += [f"> {line}" for line in escaped(cut(told.reason, _REASON)).splitlines()]
    return cut("\n".join(lines), LIMIT)


def escaped(words: str) -> str:
    """`words` with no character that means something: `<!channel>`, `@everyone`, a link that looks like another."""
    for character, instead in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        words = words.replace(character, instead)
    # Discord and Mattermost call people by a bare @.
    words = words.replace("@", "@\N{ZERO WIDTH SPACE}").replace("|", "\N{BROKEN BAR}")
    return "".join(character if character.isprintable() or character == "\n" else " " for character in words)


def _says_it_was_empty(answer: Answer) -> bool:
    said = answer.text.casefold()
    return any(word in said for word in ("no_text", "empty", "invalid_payload", "unable to parse", "cannot send"))
