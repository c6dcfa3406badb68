"""What is wrong with a connection, told apart: the account, its rights, the project, the issue type, its fields."""

from collections.abc import Iterator
from typing import Any, Final

from ideaboard.plugin import AuthFailed, Check, Finding, Gone, Refused, Retry, TrackerError
from ideaboard_jira.calls import Api
from ideaboard_jira.issues import text

# What is done with an issue, and what each right is called in a project's permissions.
_RIGHTS: Final = {
    "BROWSE_PROJECTS": "Browse Projects",
    "CREATE_ISSUES": "Create Issues",
    "LINK_ISSUES": "Link Issues",
    "ADD_COMMENTS": "Add Comments",
}
_FILLED: Final = frozenset({"project", "issuetype", "summary", "description", "labels", "reporter"})
_MAX_PAGES: Final = 20


def examine(api: Api, account: str, project: str, issue_type: str) -> Check:
    """Ask, in this order, whose token it is, and what of the project can be seen and done. It changes nothing.

    `account` is the field by which this edition names an account.
    """
    whose: str | None = None
    try:
        whose = api.get("/myself", lambda me: text(me, account))
        archived = api.get(f"/project/{project}", lambda about: bool(about.get("archived")))
        if archived:
            words = f"{project} is archived, so nothing can be added to it."
            return Check(whose, (Finding("wrong_project", words),))
        asked = {"projectKey": project, **({"permissions": ",".join(_RIGHTS)} if account == "accountId" else {})}
        have = api.get("/mypermissions", lambda said: said["permissions"], asked)
        missing = [name for right, name in _RIGHTS.items() if not have.get(right, {}).get("havePermission")]
        if missing:
            words = f"In {project} the account lacks: {', '.join(missing)}."
            return Check(whose, (Finding("missing_right", words),))
        return Check(whose, tuple(_of_type(api, project, issue_type)))
    except AuthFailed as error:
        finding = Finding("bad_token", f"Jira does not take the account and its token: {error}")
    except Gone as error:
        finding = Finding("wrong_project", f"There is no {project}, or the account may not see it: {error}")
    except Refused as error:
        finding = Finding("missing_right", f"The account may not see {project}: {error}")
    except Retry as error:
        finding = Finding("unreachable", f"Jira cannot be asked now: {error}")
    except TrackerError as error:
        finding = Finding("other", str(error))
    return Check(whose, (finding,))


def issue_types(api: Api, project: str) -> list[tuple[str, str]]:
    """The project's issue types that are no parts of others: id and name."""
    return [
        (text(each, "id"), text(each, "name"))
        for each in _pages(api, f"/issue/createmeta/{project}/issuetypes", "issueTypes")
        if not each.get("subtask")
    ]


def _of_type(api: Api, project: str, wanted: str) -> Iterator[Finding]:
    types = issue_types(api, project)
    found = next((number for number, name in types if wanted in (number, name)), None)
    if found is None:
        there = ", ".join(name for _, name in types) or "none"
        yield Finding("wrong_project", f"{project} has no issue type {wanted}; there are: {there}.")
        return
    fields = {
        str(each.get("fieldId") or each.get("key")): each
        for each in _pages(api, f"/issue/createmeta/{project}/issuetypes/{found}", "fields")
    }
    if "labels" not in fields:
        yield Finding(
            "label_refused",
            f"{wanted} shows no labels where it is made: add the field to its create screen, or issues have none.",
        )
    needed = [
        str(each.get("name") or name)
        for name, each in fields.items()
        if each.get("required") and not each.get("hasDefaultValue") and name not in _FILLED
    ]
    if needed:
        yield Finding(
            "other",
            f"{project} asks for more than the board can fill in: {', '.join(needed)}. Give them a default, or choose "
            "another issue type.",
        )


def _pages(api: Api, path: str, name: str) -> list[Any]:
    """Every entry of a list in pages, which Cloud calls by `name` and Data Center `values`."""
    found: list[Any] = []
    for _ in range(_MAX_PAGES):
        entries, total = api.get(
            path,
            lambda said: (list(said.get(name) or said.get("values") or ()), int(said.get("total") or 0)),
            {"startAt": len(found), "maxResults": 50},
        )
        found += entries
        if not entries or len(found) >= total:
            break
    return found
