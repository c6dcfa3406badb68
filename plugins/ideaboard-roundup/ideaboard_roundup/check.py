"""Tries the settings, and says precisely what is wrong with them."""

from collections.abc import Iterator

from ideaboard.plugin import Ambiguous, AuthFailed, Check, Finding, Gone, Refused, Retry
from ideaboard_roundup.rest import Rest, read


def check(rest: Rest, username: str, priority: str | None) -> Check:
    """Everything that keeps `username` from making issues; nothing is changed."""
    try:
        return Check(username, tuple(_findings(rest, username, priority)))
    except AuthFailed as error:
        finding = Finding("bad_token", f"The tracker does not take this user name and password: {error}")
    except (Gone, Refused) as error:
        finding = Finding("wrong_project", f"There is no Roundup tracker at {rest.base}: {error}")
    except (Retry, Ambiguous) as error:
        finding = Finding("unreachable", f"The tracker does not answer: {error}")
    return Check(findings=(finding,))


def _findings(rest: Rest, username: str, priority: str | None) -> Iterator[Finding]:
    answer = rest.call("GET", "", 200, 400, 403)
    if answer.status == 400:
        detail = "The tracker calls itself by another address: enter the one in its config.ini, [tracker] web"
        yield Finding("wrong_project", f"{detail}. It said: {answer.text[:300]}")
        return
    if answer.status == 403:
        yield Finding("missing_right", f"{username} needs the permission `Rest Access`")
        return
    try:
        classes = read(answer, lambda data: set(data.keys()))
    except Retry:
        classes = set()
    if not {"issue", "msg"} <= classes:
        yield Finding("wrong_project", f"There is no Roundup tracker with issues at {rest.base}")
        return
    for name in ("msg", "issue"):
        # The right to create is asked before the properties are looked at, and this one no class has: so the
        # answer tells about the right, and nothing can be made.
        answer = rest.call("POST", name, 400, 403, json={"ideaboard_asks": "may I?"})
        if answer.status == 403:
            yield Finding("missing_right", f"{username} needs the permission to create `{name}`")
    if priority:
        answer = rest.call("GET", "priority", 200, params={"@fields": "name"})
        known = read(answer, lambda data: [(one["id"], one["name"]) for one in data["collection"]])
        if not any(priority in names for names in known):
            yield Finding("other", f"The tracker has no priority {priority}")
