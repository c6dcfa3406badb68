"""A line in the log for each request that was refused: what it was refused, by which code, and where.

Never who asked, from where, or with which words: `rule` is the pattern of an address, without what was filled in.
"""

from collections.abc import Iterable
from typing import Any, Final

import structlog
from flask import Request, current_app, g, request

from ideaboard.api.dialect import auth
from ideaboard.api.dialect.call import PREFIX

log = structlog.get_logger()

# By what somebody wants to get in, of each address where that can be.
WAYS: Final = {
    f"{PREFIX}/session": "password",
    f"{PREFIX}/session/link": "link",
    f"{PREFIX}/session/by-link": "link",
    f"{PREFIX}/session/reset": "link",
    f"{PREFIX}/session/by-reset": "link",
    f"{PREFIX}/session/first": "link",
    f"{PREFIX}/session/invitation": "invitation",
    f"{PREFIX}/session/by-invitation": "invitation",
    f"{PREFIX}/invitations": "invitation",
    f"{PREFIX}/session/oidc": "oidc",
    f"{PREFIX}/session/by-oidc": "oidc",
    f"{PREFIX}/me/identities/begin": "oidc",
    f"{PREFIX}/me/identities": "oidc",
    "/inbound/<connection>": "signature",
}


def note(status: int, code: str, limits: Iterable[str] = ()) -> None:
    """Log that the request is refused with this `status` and `code`; `limits` names those that are reached."""
    if status >= 500:
        return
    asked: Request = request._get_current_object()  # type: ignore[attr-defined]
    rule = asked.url_rule.rule if asked.url_rule is not None else "-"
    by = _by(asked)
    said: dict[str, Any] = {"code": code, "status": status, "method": asked.method, "rule": rule, "by": by}
    way = WAYS.get(rule) if asked.method == "POST" else None
    if code == "cross_site":
        what = "cross_site"
    elif status == 429:
        what, said["limits"] = "limit", sorted(set(limits))
    elif way is not None and (status in (401, 403) or code == "link_spent"):
        what, said["way"] = "sign_in", way
    elif status == 401 and by == "token":
        what, said["way"] = "sign_in", "token"
    elif rule != "-" and status in (401, 403, 404):
        what = "right"
    else:
        what = "request"
    # Whose session is over, and who followed an old link, is nothing to look into.
    usual = what == "request" or status == 404 or (what, status) == ("right", 401)
    (log.info if usual else log.warning)("refused", what=what, **said, request_id=g.get("request_id", ""))


def _by(asked: Request) -> str:
    """With what somebody says who they are."""
    if "Authorization" in asked.headers:
        return "token"
    name = auth.cookie_name(current_app.extensions["ideaboard"].settings)
    return "session" if name in asked.cookies else "nobody"
