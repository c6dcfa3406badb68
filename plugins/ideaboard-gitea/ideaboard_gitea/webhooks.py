"""What Gitea and Forgejo tell by webhook: `issues` events, signed with HMAC-SHA256.

https://docs.gitea.com/usage/webhooks and https://forgejo.org/docs/latest/user/webhooks/ say how. Forgejo sends both
families of headers.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from ideaboard.plugin import Change, Forged, Inbound, Received, Unparsable, signed_by
from ideaboard_gitea.issues import remote_issue

_FAMILIES: Final = ("x-forgejo-", "x-gitea-")


class Webhooks(Inbound):
    """Webhooks of a repository, an organization or a whole server."""

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """The delivery's id of a call whose every signature is good. Raises Forged."""
        said = [received.headers[name] for name in _named(received, "signature")]
        if not said:
            raise Forged("The signature is missing.")
        for each in said:
            signed_by(secrets, received.body, each)
        return next((received.headers[name] for name in _named(received, "delivery")), None)

    def parse(self, received: Received) -> Sequence[Change]:
        """The issue of an `issues` event as it is now; what is about anything else says nothing. Raises Unparsable."""
        if next((received.headers[name] for name in _named(received, "event")), "") != "issues":
            return ()
        try:
            said = json.loads(received.body)
            issue, repository = said["issue"], said["repository"]
            if issue.get("pull_request"):
                return ()
            name, page = _text(repository, "full_name"), _text(repository, "html_url")
            told = remote_issue(issue, name, page)
            change = Change(told, _text(said["sender"], "login"), gone=said["action"] == "deleted")
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
            raise Unparsable(f"It is no event about an issue: {type(error).__name__}") from error
        return (change,)


def _named(received: Received, name: str) -> list[str]:
    return [family + name for family in _FAMILIES if family + name in received.headers]


def _text(of: Mapping[str, Any], name: str) -> str:
    found = of[name]
    if not isinstance(found, str) or not found:
        raise TypeError(name)
    return found
