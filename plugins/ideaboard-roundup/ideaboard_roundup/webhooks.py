"""What a Roundup tracker tells through the detector that comes with this package."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from ideaboard.plugin import Change, Inbound, Received, RemoteIssue, Status, Unparsable, header, signed_by
from ideaboard_roundup.statuses import category, moment


class Webhooks(Inbound):
    """Calls of `detector.py`, signed with HMAC-SHA256."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The `X-Roundup-Delivery` of a call whose `X-Hub-Signature-256` is good. Raises Forged."""
        signed_by(secrets, received.body, header(received, "x-hub-signature-256"), "sha256=")
        return received.headers.get("x-roundup-delivery")

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue as it was when the detector told of it. Raises Unparsable."""
        if received.headers.get("x-roundup-event") != "issue":
            return ()
        try:
            said = json.loads(received.body)
            issue = said["issue"]
            number, url = _text(issue, "id"), _text(issue, "url")
            if not (number.isascii() and number.isdecimal()) or not url.startswith(("http://", "https://")):
                raise ValueError("no issue of Roundup")
            status = issue["status"]
            stands = Status(_text(status, "id"), _text(status, "name"), category(status["name"])) if status else None
            told = RemoteIssue(number, f"issue{number}", url, stands, moment(_text(issue, "activity")))
            change = Change(told, _text(said, "actor"), gone=said["retired"] is True)
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise Unparsable(f"It is not what the detector says: {type(error).__name__}") from error
        return (change,)


def _text(of: Mapping[str, Any], name: str) -> str:
    found = of[name]
    if not isinstance(found, str) or not found:
        raise TypeError(name)
    return found
