"""What is mutated, and by which tests it has to be noticed.

mutmut changes no table and no function with a decorator; `tests/permissions/test_planted.py` does so with the policy's
table.
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
    # Whether the application is made once for all of them (see `ready.py`).
    ready: bool = False


_ALL: Final = ("*",)
_PEOPLE: Final = "ideaboard/core/people"

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
        },
        ("tests/core/people",),
        "not postgresql and not test_policy and not same_moment",
        ready=True,
    ),
    "callers": Lane({"ideaboard/api/dialect/auth.py": _ALL}, ("tests/api/dialect/test_auth.py",), ready=True),
    "origins": Lane({"ideaboard/api/dialect/cross.py": _ALL}, ("tests/api/dialect/test_headers.py",)),
    "openid": Lane(
        {"ideaboard/openid/tokens.py": _ALL, "ideaboard/openid/provider.py": _ALL},
        ("tests/oidc/test_tokens.py", "tests/oidc/test_provider.py", "tests/oidc/test_asking.py"),
    ),
    "signatures": Lane(
        {
            "ideaboard/plugin/signing.py": _ALL,
            "ideaboard_gitea/webhooks.py": ("Webhooks.verify", "_named"),
            "ideaboard_github/webhooks.py": ("Webhooks.verify",),
            "ideaboard_gitlab/webhooks.py": ("Webhooks.verify", "_is_signed", "_key"),
            "ideaboard_jira/webhooks.py": ("CloudWebhooks.verify", "DataCenterWebhooks.verify"),
            "ideaboard_linear/webhooks.py": ("Webhooks.verify",),
            "ideaboard_roundup/webhooks.py": ("Webhooks.verify",),
            "ideaboard/core/outbox/webhooks.py": ("fresh", "rotated", "signature", "valid", "_signing", "_sign"),
        },
        ("tests/plugin/test_signatures.py", "tests/core/outbox/test_signatures.py"),
    ),
}
