"""The JSON that the fake GitHub answers with, as full as GitHub's own."""

from datetime import datetime
from typing import Any

from tests.fakes.github_app import App, Issued
from tests.fakes.github_state import Comment, Issue, Repository

Json = dict[str, Any]

_USER_LINKS = {
    "followers_url": "followers",
    "following_url": "following{/other_user}",
    "gists_url": "gists{/gist_id}",
    "starred_url": "starred{/owner}{/repo}",
    "subscriptions_url": "subscriptions",
    "organizations_url": "orgs",
    "repos_url": "repos",
    "events_url": "events{/privacy}",
    "received_events_url": "received_events",
}
_REPOSITORY_LINKS = {
    "archive_url": "{archive_format}{/ref}",
    "assignees_url": "assignees{/user}",
    "blobs_url": "git/blobs{/sha}",
    "branches_url": "branches{/branch}",
    "collaborators_url": "collaborators{/collaborator}",
    "comments_url": "comments{/number}",
    "commits_url": "commits{/sha}",
    "compare_url": "compare/{base}...{head}",
    "contents_url": "contents/{+path}",
    "contributors_url": "contributors",
    "deployments_url": "deployments",
    "downloads_url": "downloads",
    "events_url": "events",
    "forks_url": "forks",
    "git_commits_url": "git/commits{/sha}",
    "git_refs_url": "git/refs{/sha}",
    "git_tags_url": "git/tags{/sha}",
    "hooks_url": "hooks",
    "issue_comment_url": "issues/comments{/number}",
    "issue_events_url": "issues/events{/number}",
    "issues_url": "issues{/number}",
    "keys_url": "keys{/key_id}",
    "labels_url": "labels{/name}",
    "languages_url": "languages",
    "merges_url": "merges",
    "milestones_url": "milestones{/number}",
    "notifications_url": "notifications{?since,all,participating}",
    "pulls_url": "pulls{/number}",
    "releases_url": "releases{/id}",
    "stargazers_url": "stargazers",
    "statuses_url": "statuses/{sha}",
    "subscribers_url": "subscribers",
    "subscription_url": "subscription",
    "tags_url": "tags",
    "teams_url": "teams",
    "trees_url": "git/trees{/sha}",
}
_REACTIONS = ("+1", "-1", "laugh", "hooray", "confused", "heart", "rocket", "eyes")


def instant(moment: datetime | None) -> str | None:
    """A time as GitHub writes it."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}" if moment else None


def user(api: str, login: str) -> Json:
    """Somebody, as named within other answers."""
    there = f"{api}/users/{login}"
    return {
        "login": login,
        "id": sum(login.encode()),
        "node_id": f"U_{login}",
        "avatar_url": f"https://avatars.example/{login}.png",
        "gravatar_id": "",
        "url": there,
        "html_url": f"https://github.example/{login}",
        **{name: f"{there}/{rest}" for name, rest in _USER_LINKS.items()},
        "type": "Bot" if login.endswith("[bot]") else "User",
        "site_admin": False,
        "user_view_type": "public",
    }


def account(api: str, login: str) -> Json:
    """The token's owner, as GET /user tells it."""
    return {
        **user(api, login),
        "name": None,
        "company": None,
        "blog": "",
        "location": None,
        "email": None,
        "hireable": None,
        "bio": None,
        "twitter_username": None,
        "public_repos": 1,
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": "2024-01-02T03:04:05Z",
        "updated_at": "2024-01-02T03:04:05Z",
    }


def repository(api: str, known: Repository) -> Json:
    """A repository, with what the token's owner may do in it."""
    owner, _, name = known.full_name.partition("/")
    there = f"{api}/repos/{known.full_name}"
    page = f"https://github.example/{known.full_name}"
    open_issues = sum(issue.state == "open" for issue in known.issues.values())
    return {
        "id": known.id,
        "node_id": f"R_{known.id}",
        "name": name,
        "full_name": known.full_name,
        "owner": user(api, owner),
        "private": known.private,
        "visibility": "private" if known.private else "public",
        "html_url": page,
        "url": there,
        "description": None,
        "fork": False,
        **{link: f"{there}/{rest}" for link, rest in _REPOSITORY_LINKS.items()},
        "git_url": f"git://github.example/{known.full_name}.git",
        "ssh_url": f"git@github.example:{known.full_name}.git",
        "clone_url": f"{page}.git",
        "svn_url": page,
        "homepage": None,
        "mirror_url": None,
        "language": None,
        "license": None,
        "default_branch": "main",
        "has_issues": known.has_issues,
        **dict.fromkeys(("has_projects", "has_wiki", "has_downloads"), True),
        **dict.fromkeys(("has_pages", "has_discussions", "disabled", "is_template"), False),
        "archived": known.archived,
        "topics": [],
        **dict.fromkeys(("forks", "forks_count", "stargazers_count", "watchers", "watchers_count"), 0),
        **dict.fromkeys(("network_count", "subscribers_count", "size"), 0),
        "open_issues": open_issues,
        "open_issues_count": open_issues,
        **dict.fromkeys(("pushed_at", "created_at", "updated_at"), "2024-01-02T03:04:05Z"),
        "permissions": {
            "admin": False,
            "maintain": False,
            "push": known.push,
            "triage": known.push,
            "pull": True,
        },
    }


def label(api: str, known: Repository, name: str) -> Json:
    """A label of a repository."""
    return {
        "id": 208_000_000 + sum(name.encode()),
        "node_id": f"LA_{name}",
        "url": f"{api}/repos/{known.full_name}/labels/{sum(name.encode())}",
        "name": name,
        "color": "ededed",
        "default": name in ("bug", "enhancement"),
        "description": None,
    }


def issue(api: str, known: Repository, one: Issue) -> Json:
    """An issue, or a pull request listed among the issues."""
    there = f"{api}/repos/{known.full_name}/issues/{one.number}"
    kind = "pull" if one.pull_request else "issues"
    page = f"https://github.example/{known.full_name}/{kind}/{one.number}"
    answered: Json = {
        "url": there,
        "repository_url": f"{api}/repos/{known.full_name}",
        "labels_url": f"{there}/labels{{/name}}",
        "comments_url": f"{there}/comments",
        "events_url": f"{there}/events",
        "timeline_url": f"{there}/timeline",
        "html_url": page,
        "id": one.id,
        "node_id": f"I_{one.id}",
        "number": one.number,
        "title": one.title,
        "user": user(api, one.creator),
        "labels": [label(api, known, name) for name in one.labels],
        "state": one.state,
        "state_reason": one.reason,
        "locked": False,
        "active_lock_reason": None,
        "assignee": None,
        "assignees": [],
        "milestone": None,
        "comments": len(one.comments),
        "created_at": instant(one.created),
        "updated_at": instant(one.updated),
        "closed_at": instant(one.closed),
        "closed_by": user(api, one.creator) if one.closed else None,
        "author_association": "COLLABORATOR",
        "body": one.body,
        "reactions": _reactions(there),
        "performed_via_github_app": None,
        "sub_issues_summary": {"total": 0, "completed": 0, "percent_completed": 0},
    }
    if one.pull_request:
        answered["pull_request"] = {
            "url": f"{api}/repos/{known.full_name}/pulls/{one.number}",
            "html_url": page,
            "diff_url": f"{page}.diff",
            "patch_url": f"{page}.patch",
            "merged_at": None,
        }
    return answered


def comment(api: str, known: Repository, on: Issue, one: Comment) -> Json:
    """A comment on an issue."""
    there = f"{api}/repos/{known.full_name}/issues"
    return {
        "id": one.id,
        "node_id": f"IC_{one.id}",
        "url": f"{there}/comments/{one.id}",
        "html_url": f"https://github.example/{known.full_name}/issues/{on.number}#issuecomment-{one.id}",
        "issue_url": f"{there}/{on.number}",
        "body": one.body,
        "user": user(api, one.creator),
        "created_at": instant(one.created),
        "updated_at": instant(one.created),
        "author_association": "COLLABORATOR",
        "reactions": _reactions(f"{there}/comments/{one.id}"),
        "performed_via_github_app": None,
    }


def app(api: str, known: App) -> Json:
    """A GitHub App, as GET /app tells it."""
    return {
        "id": int(known.id),
        "slug": known.slug,
        "client_id": known.client_id,
        "node_id": f"A_{known.id}",
        "owner": user(api, "acme"),
        "name": "Ideas of the board",
        "description": None,
        "external_url": "https://board.example",
        "html_url": f"https://github.example/apps/{known.slug}",
        "created_at": "2024-01-02T03:04:05Z",
        "updated_at": "2024-01-02T03:04:05Z",
        "permissions": known.permissions,
        "events": ["issues"],
        "installations_count": 1,
    }


def installation(api: str, known: App) -> Json:
    """Where and with what rights an App is installed."""
    return {
        "id": known.installation_id,
        "account": user(api, "acme"),
        "repository_selection": "selected",
        "access_tokens_url": f"{api}/app/installations/{known.installation_id}/access_tokens",
        "repositories_url": f"{api}/installation/repositories",
        "html_url": f"https://github.example/organizations/acme/settings/installations/{known.installation_id}",
        "app_id": int(known.id),
        "app_slug": known.slug,
        "target_id": 4,
        "target_type": "Organization",
        "permissions": known.permissions,
        "events": ["issues"],
        "created_at": "2024-01-02T03:04:05Z",
        "updated_at": "2024-01-02T03:04:05Z",
        "single_file_name": None,
        "suspended_by": user(api, "acme") if known.suspended else None,
        "suspended_at": "2024-01-02T03:04:05Z" if known.suspended else None,
    }


def installation_token(token: str, issued: Issued) -> Json:
    """A token of an App for where it is installed."""
    return {
        "token": token,
        "expires_at": instant(issued.expires),
        "permissions": dict(issued.permissions),
        "repository_selection": "selected",
    }


def error(status: int, message: str, *errors: Json) -> Json:
    """An error in GitHub's words."""
    body: Json = {
        "message": message,
        "documentation_url": "https://docs.github.com/rest",
        "status": str(status),
    }
    return {**body, "errors": list(errors)} if errors else body


def invalid(field: str, code: str, message: str | None = None) -> Json:
    """One entry of `errors` in a 422 about an issue."""
    entry = {"resource": "Issue", "field": field, "code": code}
    return {**entry, "message": message} if message else entry


def _reactions(there: str) -> Json:
    return {"url": f"{there}/reactions", "total_count": 0, **dict.fromkeys(_REACTIONS, 0)}
