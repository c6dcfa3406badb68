"""What Jira tells by webhook, as an administrator sets it up.

https://developer.atlassian.com/cloud/jira/platform/webhooks says how they are proven: `X-Hub-Signature`, HMAC-SHA256 of
the body, since Jira 10 at Data Center too. Before, a secret in the address is all there is.
"""

import json
from collections.abc import Sequence
from typing import Final

from ideaboard.plugin import Change, Forged, Inbound, Received, Unparsable, header, is_secret, signed_by
from ideaboard_jira.issues import remote_issue, text

_SIGNATURE: Final = "x-hub-signature"
_EVENTS: Final = ("jira:issue_created", "jira:issue_updated", "jira:issue_deleted")


class _Webhooks(Inbound):
    #: The field by which this edition names an account.
    account: str

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue of an issue's event as it is now; comments and everything else say nothing. Raises Unparsable."""
        try:
            said = json.loads(received.body)
            if said["webhookEvent"] not in _EVENTS:
                return ()
            issue = said["issue"]
            base, api, _ = text(issue, "self").partition("/rest/api/")
            # People click on it, so a sender may not choose any other scheme.
            if not api or not base.startswith(("https://", "http://")):
                raise ValueError("self")
            user = said.get("user")
            actor = None if user is None else text(user, self.account)
            gone = said["webhookEvent"] == "jira:issue_deleted"
            change = Change(remote_issue(issue, base), actor, gone=gone)
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise Unparsable(f"It is no event of Jira: {type(error).__name__}") from error
        return (change,)


class CloudWebhooks(_Webhooks):
    """Jira Cloud's: always signed."""

    account = "accountId"

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The delivery's id of a call whose `X-Hub-Signature` is good. Raises Forged."""
        signed_by(secrets, received.body, header(received, _SIGNATURE), "sha256=")
        return received.headers.get("x-atlassian-webhook-identifier")


class DataCenterWebhooks(_Webhooks):
    """Data Center's: signed, or sent to an address that ends with `?secret=` and the secret."""

    account = "name"

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The delivery's id of a call that is signed well, or unsigned and with the secret. Raises Forged."""
        if _SIGNATURE in received.headers:
            signed_by(secrets, received.body, header(received, _SIGNATURE), "sha256=")
        elif "secret" in received.query:
            is_secret(secrets, received.query["secret"])
        else:
            raise Forged("It is neither signed nor sent to an address with the secret.")
        return received.headers.get("x-atlassian-webhook-identifier")
