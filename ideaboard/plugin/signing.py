"""Comparing signatures: what most trackers' webhooks share."""

import hashlib
import hmac
from collections.abc import Sequence

from ideaboard.plugin.inbound import Forged
from ideaboard.plugin.things import Received


def signed_by(secrets: Sequence[str], body: bytes, said: str, prefix: str = "") -> None:
    """Make sure that `said` is `prefix` and the HMAC-SHA256 of `body` under one of `secrets`, in hexadecimal digits.

    Raises Forged. It takes as long for a wrong signature as for a good one.
    """
    digest = said.removeprefix(prefix) if said.startswith(prefix) else ""
    found = False
    for secret in secrets:
        right = hmac.digest(secret.encode(), body, hashlib.sha256).hex()
        found |= hmac.compare_digest(right.encode(), digest.encode("utf-8", "replace"))
    if not found:
        raise Forged("The signature is not ours.")


def is_secret(secrets: Sequence[str], said: str) -> None:
    """Make sure that `said` is one of `secrets`: for trackers that send the secret itself. Raises Forged."""
    found = False
    for secret in secrets:
        found |= hmac.compare_digest(secret.encode(), said.encode("utf-8", "replace"))
    if not found:
        raise Forged("The secret is not ours.")


def header(received: Received, name: str) -> str:
    """The header `name` (in small letters). Raises Forged when it is missing or empty."""
    found = received.headers.get(name)
    if not found:
        raise Forged(f"The header {name} is missing.")
    return found
