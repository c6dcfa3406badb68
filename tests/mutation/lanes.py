"""What is mutated, and by which tests it has to be noticed.

mutmut changes no table and no function with a decorator: the table of the policy is `tests/permissions/test_planted.py`'s.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Lane:
    """Functions, each file's as patterns of their names (`*` is all of them, `Class.method` a method), and tests."""

    functions: Mapping[str, tuple[str, ...]]
    tests: tuple[str, ...]
    # As pytest's `-k` says it.
    but: str = "not postgresql"


_ALL: Final = ("*",)
_PEOPLE: Final = "ideaboard/core/people"
_VERIFY: Final = ("*.verify",)

LANES: Final[dict[str, Lane]] = {
    "policy": Lane({f"{_PEOPLE}/policy.py": _ALL}, ("tests/core/people/test_policy.py",)),
    "people": Lane(
        {
            f"{_PEOPLE}/sessions.py": _ALL,
            f"{_PEOPLE}/tokens.py": _ALL,
            f"{_PEOPLE}/links.py": _ALL,
            f"{_PEOPLE}/passwords.py": _ALL,
            f"{_PEOPLE}/access.py": _ALL,
            f"{_PEOPLE}/secrets.py": _ALL,
            f"{_PEOPLE}/signing.py": _ALL,
            "ideaboard/api/dialect/auth.py": _ALL,
            "ideaboard/api/dialect/cross.py": _ALL,
        },
        (
            "tests/core/people",
            "tests/api/people/test_accounts.py",
            "tests/api/people/test_invitations.py",
            "tests/api/people/test_links.py",
            "tests/api/people/test_machines.py",
            "tests/api/people/test_sessions.py",
            "tests/api/people/test_tokens.py",
            "tests/api/dialect/test_cross_site.py",
            "tests/api/dialect/test_headers.py",
        ),
        "not postgresql and not by_starttls and not test_policy",
    ),
    "openid": Lane(
        {"ideaboard/openid/tokens.py": _ALL, "ideaboard/openid/provider.py": _ALL},
        ("tests/oidc/test_hostile.py", "tests/oidc/test_trusting.py", "tests/oidc/test_setting_up.py"),
    ),
    "signatures": Lane(
        {
            "ideaboard/plugin/signing.py": _ALL,
            "ideaboard_gitea/webhooks.py": (*_VERIFY, "_named"),
            "ideaboard_github/webhooks.py": _VERIFY,
            "ideaboard_gitlab/webhooks.py": (*_VERIFY, "_is_signed", "_key"),
            "ideaboard_jira/webhooks.py": _VERIFY,
            "ideaboard_linear/webhooks.py": _VERIFY,
            "ideaboard_roundup/webhooks.py": _VERIFY,
            "ideaboard/core/outbox/webhooks.py": ("fresh", "rotated", "signature", "valid", "_signing", "_sign"),
        },
        (
            *(f"plugins/ideaboard-{name}/tests/test_conformance.py" for name in ("gitea", "github", "gitlab")),
            *(f"plugins/ideaboard-{name}/tests/test_conformance.py" for name in ("jira", "linear", "roundup")),
            "plugins/ideaboard-jira/tests/test_webhooks.py",
            "tests/work/test_webhooks.py",
            "tests/api/outbox/test_webhooks.py",
        ),
        "not postgresql and (test_w or hook or sign or secret or token)",
    ),
}  # fmt: skip
