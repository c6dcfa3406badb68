"""What is wrong with a connection, told apart: the token, its rights, the repository, the way there."""

from collections.abc import Iterator, Mapping
from typing import Any

from ideaboard.plugin import AuthFailed, Check, Finding, Gone, Refused, Retry, TrackerError
from ideaboard_github.calls import Api, Moved, read


def examine(api: Api, repository: str, label: str) -> Check:
    """Ask whose token it is, what it may do in `repository`, and whether its issues can be listed.

    Nothing is changed at GitHub. So one thing stays open: whether a fine-grained token may *write* issues.
    GitHub tells that only when an issue is made.
    """
    account: str | None = None
    try:
        account, scopes = _owner(api)
        about = read(api.get(f"/repos/{repository}"), _as_mapping)
        findings = [*_of_repository(about, repository, label), *_of_scopes(scopes, about)]
        if all(finding.code == "label_refused" for finding in findings):
            findings += _of_listing(api, repository, label)
        return Check(account, tuple(findings))
    except TrackerError as error:
        return Check(account, (_finding(error, repository),))


def _owner(api: Api) -> tuple[str | None, str]:
    """The token's owner, and the scopes that GitHub names for classic tokens only."""
    try:
        answer = api.get("/user")
    except Gone as error:
        raise Retry(f"nothing at this address answers as GitHub's API does ({error})") from error
    except Refused:
        # The token of a GitHub App belongs to no user; the repository's answer will say what it may do.
        return None, ""
    login = read(answer, lambda user: str(user["login"]))
    return login, answer.headers.get("x-oauth-scopes", "")


def _of_repository(about: Mapping[str, Any], repository: str, label: str) -> Iterator[Finding]:
    if about.get("archived") or about.get("disabled"):
        yield Finding("wrong_project", f"{repository} is archived, so nothing can be added to it.")
    elif not about.get("has_issues", True):
        yield Finding("wrong_project", f"Issues are switched off in {repository}: switch them on in its settings.")
    permissions = about.get("permissions")
    if isinstance(permissions, Mapping) and not permissions.get("push"):
        yield Finding(
            "label_refused",
            f"The token's owner may not push to {repository}, so GitHub drops the label {label!r} without "
            "a word. Give them the role Write.",
        )


def _of_scopes(scopes: str, about: Mapping[str, Any]) -> Iterator[Finding]:
    enough = {"repo"} if about.get("private") else {"repo", "public_repo"}
    if scopes and enough.isdisjoint(scope.strip() for scope in scopes.split(",")):
        yield Finding("missing_right", "The token lacks the scope repo, without which it cannot make issues.")


def _of_listing(api: Api, repository: str, label: str) -> Iterator[Finding]:
    try:
        api.get(f"/repos/{repository}/issues", {"labels": label, "state": "all", "per_page": 1})
    except (Refused, Gone) as error:
        yield Finding("missing_right", f"The token may not read the issues of {repository}: {error}")


def _finding(error: TrackerError, repository: str) -> Finding:
    match error:
        case AuthFailed():
            return Finding("bad_token", f"GitHub does not take the token: {error}")
        case Moved():
            return Finding("wrong_project", f"{repository} has another name now: {error}")
        case Gone():
            return Finding("wrong_project", f"There is no {repository}, or the token may not see it: {error}")
        case Refused():
            return Finding("missing_right", f"The token may not see {repository}: {error}")
        case Retry():
            return Finding("unreachable", f"GitHub cannot be asked now: {error}")
        case _:
            return Finding("other", str(error))


def _as_mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("not an object")
    return value
