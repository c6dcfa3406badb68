"""What Mytracker tells by itself: webhooks, signed with HMAC-SHA256."""

import json
from collections.abc import Sequence

from ideaboard.plugin import Change, Inbound, Received, Unparsable, header, signed_by
from ideaboard_mytracker.api import remote_issue


class Webhooks(Inbound):
    """The webhooks of a project."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The delivery's id of a call whose signature is good. Raises Forged."""
        signed_by(secrets, received.body, header(received, "x-mytracker-signature"), "sha256=")
        return received.headers.get("x-mytracker-delivery")

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue as it is now; what is about anything else says nothing. Raises Unparsable."""
        try:
            said = json.loads(received.body)
            if said["about"] != "issue":
                return ()
            change = Change(remote_issue(said["issue"]), actor=str(said["by"]), gone=said["what"] == "deleted")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise Unparsable(f"It is no event of Mytracker: {type(error).__name__}") from error
        return (change,)
