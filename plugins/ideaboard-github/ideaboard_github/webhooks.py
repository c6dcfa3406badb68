"""What GitHub tells by webhook: `issues` events, signed with HMAC-SHA256.

https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ideaboard.plugin import Change, Inbound, Received, Unparsable, header, signed_by
from ideaboard_github.issues import remote_issue

# The issue is no longer where its number was.
_GONE: Final = frozenset({"deleted", "transferred"})


class Webhooks(Inbound):
    """GitHub's webhooks of a repository, an organization or an App."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The `X-GitHub-Delivery` of a call whose `X-Hub-Signature-256` is good. Raises Forged."""
        signed_by(secrets, received.body, header(received, "x-hub-signature-256"), "sha256=")
        return received.headers.get("x-github-delivery")

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue of an `issues` event as it is now; what is about anything else says nothing. Raises Unparsable."""
        if received.headers.get("x-github-event") != "issues":
            return ()
        try:
            said = json.loads(received.body)
            issue = said["issue"]
            if "pull_request" in issue:
                return ()
            change = Change(
                remote_issue(issue, _text(said["repository"], "full_name")),
                actor=_text(said["sender"], "login"),
                gone=said["action"] in _GONE,
            )
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise Unparsable(f"It is no event about an issue: {type(error).__name__}") from error
        return (change,)


def _text(of: Mapping[str, Any], name: str) -> str:
    found = of[name]
    if not isinstance(found, str) or not found:
        raise TypeError(name)
    return found
