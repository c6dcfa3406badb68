"""What GitLab tells by webhook: issue events, with a secret token or a signature.

https://docs.gitlab.com/user/project/integrations/webhooks/ tells both: `X-Gitlab-Token` is the secret itself; newer
servers sign as Standard Webhooks does, with a signing token that begins with `whsec_`.
"""

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ideaboard.plugin import Change, Forged, Inbound, Received, Unparsable, header, is_secret
from ideaboard_gitlab.issues import remote_issue

_EVENTS: Final = ("Issue Hook", "Confidential Issue Hook")
_TOLERANCE: Final = 300.0
_PREFIX: Final = "whsec_"
#: The same over retries, the first that is there.
_DELIVERY: Final = ("idempotency-key", "webhook-id", "x-gitlab-event-uuid")


class Webhooks(Inbound):
    """GitLab's webhooks of a project or a group."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The delivery's id of a call that is signed, or has the secret token. Raises Forged."""
        if "webhook-signature" in received.headers:
            _is_signed(received, secrets)
        else:
            is_secret(secrets, header(received, "x-gitlab-token"))
        return next((received.headers[name] for name in _DELIVERY if received.headers.get(name)), None)

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue of an issue event as it is now; what is about anything else says nothing. Raises Unparsable."""
        if received.headers.get("x-gitlab-event") not in _EVENTS:
            return ()
        try:
            said = json.loads(received.body)
            issue = said["object_attributes"]
            if said["object_kind"] != "issue" or issue.get("type") not in (None, "Issue"):
                return ()
            told = remote_issue(issue, _text(said["project"], "path_with_namespace"), _text(issue, "url"))
            change = Change(told, _text(said["user"], "username"))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise Unparsable(f"It is no event about an issue: {type(error).__name__}") from error
        return (change,)


def _is_signed(received: Received, secrets: Sequence[str]) -> None:
    """Make sure that one of `secrets` signed it, not long ago. Raises Forged."""
    message, at = header(received, "webhook-id"), header(received, "webhook-timestamp")
    if not (at.isascii() and at.isdigit()) or abs(received.at.timestamp() - float(at)) > _TOLERANCE:
        raise Forged("It was sent too long ago, or the clocks differ.")
    signed = f"{message}.{at}.".encode("utf-8", "replace") + received.body
    said = header(received, "webhook-signature").split(" ")
    good = False
    for key in filter(None, map(_key, secrets)):
        right = "v1," + base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
        for each in said:
            good |= hmac.compare_digest(right.encode(), each.encode("utf-8", "replace"))
    if not good:
        raise Forged("The signature is not ours.")


def _key(secret: str) -> bytes | None:
    """The key that a signing token is; None for a token of the other kind, or one that is not written as it should."""
    text = secret.removeprefix(_PREFIX)
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return key if text != secret and base64.b64encode(key).decode() == text else None


def _text(of: Mapping[str, Any], name: str) -> str:
    found = of[name]
    if not isinstance(found, str) or not found:
        raise TypeError(name)
    return found
