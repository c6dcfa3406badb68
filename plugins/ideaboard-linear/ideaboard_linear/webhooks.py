"""What Linear tells by webhook: signed with HMAC-SHA256, and dated within.

https://linear.app/developers/webhooks says how.
"""

import json
from collections.abc import Sequence
from typing import Final

from ideaboard.plugin import Change, Forged, Inbound, Received, Unparsable, header, signed_by
from ideaboard_linear.issues import remote_issue, text

#: How old a call may be, in milliseconds.
_OLDEST: Final = 60_000


class Webhooks(Inbound):
    """The webhooks of a team or a workspace."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The `Linear-Delivery` of a call that is signed well and was sent within a minute. Raises Forged."""
        signed_by(secrets, received.body, header(received, "linear-signature"))
        try:
            sent = json.loads(received.body)["webhookTimestamp"]
        except (ValueError, LookupError, TypeError, RecursionError) as error:
            raise Forged("It does not say when it was sent.") from error
        if not isinstance(sent, int) or abs(received.at.timestamp() * 1000 - sent) > _OLDEST:
            raise Forged("It was sent too long ago.")
        return received.headers.get("linear-delivery")

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue of an issue's event as it is now; what is about anything else says nothing. Raises Unparsable."""
        try:
            said = json.loads(received.body)
            if said["type"] != "Issue":
                return ()
            issue, by = said["data"], said.get("actor")
            told = remote_issue({"url": said["url"], **issue} if "url" in said else issue)
            gone = said["action"] == "remove" or bool(issue.get("trashed"))
            change = Change(told, None if by is None else text(by, "id"), gone=gone)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise Unparsable(f"It is no event of Linear: {type(error).__name__}") from error
        return (change,)
