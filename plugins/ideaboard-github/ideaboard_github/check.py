"""What is wrong with a connection, told apart: the token or App, its rights, the repository, the way there."""

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
        findings = [
            *_of_repository(about, repository),
            *_of_labels(about, repository, label),
            *_of_scopes(scopes, about),
        ]
        if all(finding.code == "label_refused" for finding in findings):
            findings += _of_listing(api, repository, label)
        return Check(account, tuple(findings))
    except TrackerError as error:
        return Check(account, (_finding(error, repository),))


def examine_app(app: Api, api: Api, installation: str, repository: str, label: str) -> Check:
    """Ask which App it is, where it is installed and with what rights, and whether a token of it can list the issues.

    A token is asked for, and nothing else is changed at GitHub. Whether the App may write issues is told by its
    installation. What a repository says of pushing is left: GitHub keeps the labels of an App that may write issues.
    """
    account: str | None = None
    try:
        account = _app(app)
        findings = list(_of_installation(app, installation, repository))
        if not findings:
            about = read(api.get(f"/repos/{repository}"), _as_mapping)
            findings += _of_repository(about, repository) or _of_listing(api, repository, label)
        return Check(account, tuple(findings))
    except TrackerError as error:
        return Check(account, (_finding(error, repository),))


def _app(app: Api) -> str:
    """The name of the App's account, as issues and webhooks tell it."""
    try:
        return read(app.get("/app"), lambda about: f"{_text(about['slug'])}[bot]")
    except AuthFailed as error:
        raise AuthFailed(f"is the private key one of this App, and the clock of this machine right? {error}") from error
    except Gone as error:
        if "integration not found" in str(error).lower():
            raise AuthFailed(f"there is no App with this app_id ({error})") from error
        raise Retry(f"nothing at this address answers as GitHub's API does ({error})") from error


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


def _of_installation(app: Api, wanted: str, repository: str) -> Iterator[Finding]:
    try:
        found = read(app.get(f"/repos/{repository}/installation"), _as_mapping)
    except Gone as error:
        yield Finding("wrong_project", f"There is no {repository}, or the App is not installed for it: {error}")
        return
    if str(found.get("id")) != wanted:
        yield Finding(
            "wrong_project",
            f"In {repository} it is the installation {found.get('id')} of the App that counts, not {wanted}: "
            "put that into the settings.",
        )
    elif found.get("suspended_at"):
        yield Finding("missing_right", f"The App is suspended for {repository}: unsuspend it where it is installed.")
    elif _rights(found).get("issues") != "write":
        yield Finding(
            "missing_right",
            f"The App may not write the issues of {repository}: give it Issues: read and write, and let the owner of "
            "the repository accept that.",
        )


def _of_repository(about: Mapping[str, Any], repository: str) -> list[Finding]:
    if about.get("archived") or about.get("disabled"):
        return [Finding("wrong_project", f"{repository} is archived, so nothing can be added to it.")]
    if not about.get("has_issues", True):
        words = f"Issues are switched off in {repository}: switch them on in its settings."
        return [Finding("wrong_project", words)]
    return []


def _of_labels(about: Mapping[str, Any], repository: str, label: str) -> Iterator[Finding]:
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
        yield Finding("missing_right", f"The board may not read the issues of {repository}: {error}")


def _finding(error: TrackerError, repository: str) -> Finding:
    match error:
        case AuthFailed():
            return Finding("bad_token", f"GitHub does not take the credentials: {error}")
        case Moved():
            return Finding("wrong_project", f"{repository} has another name now: {error}")
        case Gone():
            return Finding("wrong_project", f"There is no {repository}, or the board may not see it: {error}")
        case Refused():
            return Finding("missing_right", f"The board may not see {repository}: {error}")
        case Retry():
            return Finding("unreachable", f"GitHub cannot be asked now: {error}")
        case _:
            return Finding("other", str(error))


def _rights(of: Mapping[str, Any]) -> Mapping[str, Any]:
    rights = of.get("permissions")
    return rights if isinstance(rights, Mapping) else {}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _as_mapping(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise TypeError("not an object")
    return value
