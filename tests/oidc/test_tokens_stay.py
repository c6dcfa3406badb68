"""The provider's tokens are between it and the server: no browser, no log and no database ever has them."""

from typing import Any

import pytest
import structlog
from flask import Flask
from sqlalchemy import select

from ideaboard.core.tables import METADATA
from ideaboard.openid import provider as module
from ideaboard.settings import WELL_KNOWN
from tests.client import Visitor
from tests.make import Make
from tests.oidc.conftest import Serve
from tests.oidc.hostile import Provider

SECRET = "ours-at-the-provider-alone"


@pytest.fixture
def site(serve: Serve, provider: Provider) -> Flask:
    """An application whose secret at the provider, and whose tokens, are known again."""
    provider.access, provider.refresh = "access-7c1f0a9be2", "refresh-55d03ce1aa"
    discovery = provider.issuer + WELL_KNOWN
    return serve(oidc_discovery=discovery, oidc_domains="example.org", oidc_client_secret=SECRET)


class Watching(Visitor):
    """A browser that remembers all that it was ever sent."""

    def __init__(self, app: Flask) -> None:
        super().__init__(app)
        self.sent: list[str] = []

    def ask(self, *args: Any, **kw: Any) -> Any:
        """Ask, and remember the answer whole."""
        answer = super().ask(*args, **kw)
        self.sent += [str(answer.headers), answer.text]
        return answer


@pytest.mark.parametrize("well", [True, False], ids=["let in", "not let in"])
def test_no_token_reaches_a_browser_a_log_or_the_database(
    site: Flask, provider: Provider, make: Make, monkeypatch: pytest.MonkeyPatch, well: bool
) -> None:
    verifiers: list[str] = []
    plain = module.Provider._redeem

    def watched(self: Any, document: Any, attempt: Any, *rest: Any) -> Any:
        verifiers.append(attempt.verifier)
        return plain(self, document, attempt, *rest)

    monkeypatch.setattr(module.Provider, "_redeem", watched)
    provider.claims = {"email_verified": None}
    provider.userinfo = {"email": "anna@example.org", "email_verified": well}
    anna = Watching(site)
    with structlog.testing.capture_logs() as logs:
        come = provider.sent(anna.post("/session/oidc").json["url"])
        answer = anna.post("/session/by-oidc", **come)
        for path in ("/session", "/me", "/me/sessions", "/me/tokens"):
            anna.get(path)
    assert answer.status_code == (201 if well else 403)
    # All of them were made, and used.
    assert "userinfo" in provider.asked
    tokens = [provider.access, provider.refresh, *provider.made, SECRET, *verifiers]
    assert len(tokens) == 5
    with make.home.database.reading() as db:
        kept = str([db.execute(select(table)).all() for table in METADATA.sorted_tables])
    assert ("anna@example.org" in kept) == well
    for token in tokens:
        assert not [said for said in anna.sent if token in said]
        assert token not in str(logs)
        assert token not in kept
