"""What keeps a connection from working, found out without changing anything."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final

from ideaboard.plugin import AuthFailed, Check, Finding, Gone, Refused, Retry, TrackerError
from ideaboard_redmine.calls import Api, read

_NEEDED: Final[Mapping[str, str]] = {
    "view_issues": "View issues",
    "add_issues": "Add issues",
    "add_issue_notes": "Add notes",
}
_ACTIVE: Final = 1


def check(api: Api, project: str, tracker: str) -> Check:
    """Say whose key it is, and everything that is wrong with `project` and `tracker`."""
    account: str | None = None
    try:
        try:
            answer = api.get("/users/current.json", {"include": "memberships"})
        except Refused as error:
            # Everybody may ask this, so it is not about the account.
            return Check(None, (Finding("other", f"Redmine's REST API is switched off, it seems: {error}"),))
        account = read(answer, lambda body: str(body["user"]["login"]))
        roles = read(answer, lambda body: _roles(body["user"]))
        answer = api.get(f"/projects/{project}.json", {"include": "trackers,enabled_modules"})
        findings = read(answer, lambda body: list(_about(body["project"], project, tracker)))
        findings += _rights(api, roles.get(read(answer, lambda body: int(body["project"]["id"])), ()))
        if not findings:
            api.get("/issues.json", {"project_id": project, "limit": 1})
        return Check(account, tuple(findings))
    except TrackerError as error:
        return Check(account, (_finding(error, project),))


def _about(about: Mapping[str, Any], project: str, tracker: str) -> Iterator[Finding]:
    """What is wrong with the project that Redmine told `about`."""
    if int(about["status"]) != _ACTIVE:
        yield Finding("wrong_project", f"{project} is closed or archived, so nothing can be added to it.")
    elif "issue_tracking" not in [each["name"] for each in about["enabled_modules"]]:
        yield Finding("wrong_project", f"Issue tracking is switched off in {project}: switch it on in its settings.")
    elif not about["trackers"]:
        yield Finding("wrong_project", f"{project} has no tracker, so it takes no issue: give it one in its settings.")
    elif tracker and not any(is_meant(tracker, int(each["id"]), each["name"]) for each in about["trackers"]):
        yield Finding("wrong_project", f"{project} has no tracker {tracker}: give it that, or name another.")


def _roles(user: Mapping[str, Any]) -> dict[int, list[int]]:
    """The roles of an account by project; none for an administrator, who may do everything."""
    if user.get("admin"):
        return {}
    return {int(each["project"]["id"]): [int(role["id"]) for role in each["roles"]] for each in user["memberships"]}


def _rights(api: Api, roles: Collection[int]) -> Iterator[Finding]:
    """What none of the account's roles in the project allows; of one without a role there nothing can be known."""
    allowed: set[str] = set()
    for role in roles:
        allowed |= read(api.get(f"/roles/{role}.json"), lambda body: set(map(str, body["role"]["permissions"])))
    lacking = [words for name, words in _NEEDED.items() if name not in allowed]
    if roles and lacking:
        yield Finding("missing_right", f"No role of the account allows: {', '.join(lacking)}.")


def is_meant(tracker: str, number: int, name: str) -> bool:
    """Whether the setting `tracker` means the one of this number and name."""
    return tracker == str(number) or tracker.casefold() == name.casefold()


def _finding(error: TrackerError, project: str) -> Finding:
    match error:
        case AuthFailed():
            return Finding("bad_token", f"Redmine does not take the API key: {error}")
        case Gone():
            return Finding("wrong_project", f"There is no project {project}: {error}")
        case Refused():
            return Finding("missing_right", f"The account may not use the issues of {project}: {error}")
        case Retry():
            return Finding("unreachable", f"Redmine cannot be asked now: {error}")
        case _:
            return Finding("other", str(error))
