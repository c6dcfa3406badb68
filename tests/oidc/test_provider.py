"""What is made of a provider's answers, without an application around it: whom it names, and by which keys."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from werkzeug import Response

from ideaboard.core.people.identities import LONGEST
from ideaboard.core.people.trusting import NotProven, ProviderSilent, Said
from ideaboard.openid import provider as module
from ideaboard.openid.provider import Attempt
from ideaboard.settings import WELL_KNOWN, Settings
from tests.oidc.conftest import Ours
from tests.oidc.hostile import CLIENT, Provider

STATE = "the state of this sign-in"


def _plain(address: Any) -> str:
    """An address as a part of a test's name, in which `::` parts the file from the function."""
    return str(address).replace(":", "")


def came(asks: module.Provider, provider: Provider, issuer: str | None = None) -> Said:
    """Who comes back, when somebody is sent there."""
    attempt = Attempt.of(STATE)
    sent = provider.sent(asks.question(asks.address(), attempt))
    return asks.exchange(attempt, sent["code"], issuer)


def test_who_comes_back_is_who_the_provider_says(ours: Ours, provider: Provider) -> None:
    said = came(ours(), provider)
    assert said == Said(
        issuer=provider.issuer,
        subject="anna-1",
        state=STATE,
        email="anna@example.org",
        names=("Anna",),
        groups=frozenset(),
    )
    assert provider.asked == ["document", "token", "keys"]


def test_each_attempt_has_secrets_of_its_own() -> None:
    one, other = Attempt.of(STATE), Attempt.of(STATE)
    assert one.state == other.state == STATE
    assert len({one.nonce, one.verifier, other.nonce, other.verifier}) == 4
    assert all(43 <= len(each.verifier) <= 128 for each in (one, other))


def each_letter_is_drawn(secrets: list[str]) -> bool:
    """Whether they are of one length, and at no place all have the same letter."""
    return len(set(map(len, secrets))) == 1 and all(len(set(letters)) > 1 for letters in zip(*secrets, strict=True))


def test_nothing_of_an_attempts_secrets_can_be_told_before() -> None:
    made = [Attempt.of(STATE) for _ in range(30)]
    assert each_letter_is_drawn([attempt.nonce for attempt in made])
    assert each_letter_is_drawn([attempt.verifier for attempt in made])


def test_somebody_is_sent_there_with_all_that_the_provider_needs(ours: Ours, provider: Provider) -> None:
    attempt, asks = Attempt.of(STATE), ours(base_url="https://board.example.org")
    asked = urlsplit(asks.question(asks.address(), attempt))
    assert f"{asked.scheme}://{asked.netloc}{asked.path}" == f"{provider.issuer}/authorize"
    assert {name: value for name, [value] in parse_qs(asked.query).items()} == {
        "response_type": "code",
        "client_id": CLIENT,
        "redirect_uri": "https://board.example.org/signed-in",
        "scope": "openid email profile",
        "state": STATE,
        "nonce": attempt.nonce,
        "code_challenge": attempt.challenge,
        "code_challenge_method": "S256",
    }
    assert asks.question("https://id.example.org/?tenant=7", attempt).startswith(
        "https://id.example.org/?tenant=7&response_type=code&"
    )


@pytest.mark.parametrize(
    ("groups", "offered", "asked"),
    [
        ("dev=team:member", ["openid", "groups"], True), ("dev=team:member", ["openid"], False),
        ("dev=team:member", "groups", False), ("dev=team:member", None, False), ("", ["groups"], False),
    ],
)  # fmt: skip
def test_groups_are_asked_for_where_they_are_of_use_and_offered(
    ours: Ours, provider: Provider, groups: str, offered: Any, asked: bool
) -> None:
    provider.document = {"scopes_supported": offered}
    asks = ours(oidc_groups=groups)
    scope = parse_qs(urlsplit(asks.question(asks.address(), Attempt.of(STATE))).query)["scope"]
    assert scope == ["openid email profile groups" if asked else "openid email profile"]


@pytest.mark.parametrize(
    ("announces", "by", "good"),
    [
        (None, None, True), (None, "right", True), (None, "another", False), (True, "right", True), (True, None, False),
        (True, "another", False), (False, None, True), ("true", None, True), (True, "", False), (None, "", False),
    ],
)  # fmt: skip
def test_who_sends_somebody_back_is_the_provider(
    ours: Ours, provider: Provider, announces: Any, by: str | None, good: bool
) -> None:
    provider.document = {"authorization_response_iss_parameter_supported": announces}
    issuer = provider.issuer if by == "right" else by
    if good:
        assert came(ours(), provider, issuer).subject == "anna-1"
        return
    with pytest.raises(NotProven):
        came(ours(), provider, issuer)
    assert "token" not in provider.asked


@pytest.mark.parametrize(
    ("announced", "signed", "good"),
    [
        (None, "RS256", True), (None, "ES256", False), (["ES256"], "ES256", True), (["ES256"], "RS256", False),
        ([], "RS256", True), (["none", "HS256"], "RS256", False),
    ],
)  # fmt: skip
def test_an_algorithm_is_believed_where_it_is_announced_or_the_usual_one(
    ours: Ours, provider: Provider, announced: Any, signed: str, good: bool
) -> None:
    provider.document = {"id_token_signing_alg_values_supported": announced}
    provider.algorithm, provider.keys = signed, [provider.public(signed)]
    if good:
        assert came(ours(), provider).subject == "anna-1"
        return
    with pytest.raises(NotProven):
        came(ours(), provider)


@pytest.mark.parametrize(
    ("claims", "userinfo", "email"),
    [
        ({}, {"email": "other@example.org", "email_verified": True}, "anna@example.org"),
        ({"email": " anna@example.org "}, {}, "anna@example.org"),
        ({"email_verified": False}, {"email": "other@example.org", "email_verified": True}, None),
        ({"email_verified": 1}, {}, None), ({"email": 7}, {}, None), ({"email": None}, {}, None),
        ({"email_verified": None}, {"email": "other@example.org", "email_verified": True}, "other@example.org"),
        ({"email_verified": None}, {"email": "other@example.org"}, None),
        ({"email_verified": None}, {"email_verified": True}, None),
        ({"email_verified": None, "email": None}, {"email": "other@example.org", "email_verified": "true"}, None),
    ],
)  # fmt: skip
def test_an_e_mail_counts_when_the_same_place_says_that_it_is_verified(
    ours: Ours, provider: Provider, claims: dict[str, Any], userinfo: dict[str, Any], email: str | None
) -> None:
    provider.claims, provider.userinfo = claims, userinfo
    assert came(ours(), provider).email == email
    assert ("userinfo" in provider.asked) == ("email_verified" in claims and claims["email_verified"] is None)


@pytest.mark.parametrize(
    ("claims", "userinfo", "groups"),
    [
        ({"groups": ["dev", 7, "heads"]}, {}, {"dev", "heads"}), ({"groups": "dev"}, {}, {"dev"}),
        ({"groups": 7}, {}, set()), ({}, {"groups": ["dev"]}, {"dev"}),
        ({"groups": ["dev"]}, {"groups": ["heads"]}, {"dev"}), ({}, {}, set()),
        ({"_claim_names": {"groups": "src1"}}, {}, None), ({}, {"_claim_names": {"groups": "src1"}}, None),
        ({"_claim_names": {"other": "src1"}}, {}, set()),
        ({"_claim_names": {"groups": "src1"}}, {"groups": ["dev"]}, {"dev"}),
    ],
)  # fmt: skip
def test_groups_are_those_that_are_said_and_unknown_where_they_are_kept_elsewhere(
    ours: Ours, provider: Provider, claims: dict[str, Any], userinfo: dict[str, Any], groups: set[str] | None
) -> None:
    provider.claims, provider.userinfo = claims, userinfo
    asks = ours(oidc_groups="dev=team:member")
    assert came(asks, provider).groups == (None if groups is None else frozenset(groups))
    assert ("userinfo" in provider.asked) == ("groups" not in claims)


def test_the_claim_that_names_groups_is_the_one_of_the_settings(ours: Ours, provider: Provider) -> None:
    provider.claims = {"groups": ["heads"], "roles": ["dev"]}
    asks = ours(oidc_groups="dev=team:member", oidc_groups_claim="roles")
    assert came(asks, provider).groups == {"dev"}


@pytest.mark.parametrize("subject", ["another", None, ["anna-1"]])
def test_what_is_said_of_another_is_believed_of_nobody(ours: Ours, provider: Provider, subject: Any) -> None:
    provider.claims, provider.userinfo = {"email_verified": None}, {"sub": subject}
    with pytest.raises(NotProven):
        came(ours(), provider)


@pytest.mark.parametrize(
    ("claims", "names"),
    [
        ({"name": "Anna", "preferred_username": "annaz", "nickname": "A"}, ("Anna", "annaz", "A")),
        ({"name": " Anna\n \tZ\u200b\0 "}, ("Anna Z",)), ({"name": "a" * 101}, ("a" * 100,)),
        ({"name": "a" * 99 + " b"}, ("a" * 99,)), ({"name": ""}, ()), ({"name": "\0"}, ()), ({"name": 7}, ()),
    ],
)  # fmt: skip
def test_a_name_is_one_line_and_not_too_long(
    ours: Ours, provider: Provider, claims: dict[str, Any], names: tuple[str, ...]
) -> None:
    provider.claims = claims
    assert came(ours(), provider).names == names


def test_of_two_names_the_tokens_comes_first(ours: Ours, provider: Provider) -> None:
    provider.claims, provider.userinfo = {"email_verified": None}, {"name": "Anna Zett", "nickname": "A"}
    assert came(ours(), provider).names == ("Anna", "Anna Zett", "A")


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "http://id.example.org/x", "ftp://127.0.0.1/x", "https://", "http://", "", 7, None,
     "https://[::1", "//127.0.0.1/x", "https:///x", "http://127.0.0.1.example.org/x", "http://10.0.0.1/x"],
    ids=_plain,
)  # fmt: skip
@pytest.mark.parametrize("name", ["authorization_endpoint", "token_endpoint", "jwks_uri"])
def test_an_address_that_is_not_safe_is_of_no_use(ours: Ours, provider: Provider, name: str, address: Any) -> None:
    provider.document = {name: address}
    with pytest.raises(ProviderSilent):
        ours().address()


@pytest.mark.parametrize("address", ["https://id.example.org/a", "http://localhost/a", "http://[::1]:8/a"], ids=_plain)
def test_an_address_by_tls_or_on_this_machine_is_safe(ours: Ours, provider: Provider, address: str) -> None:
    provider.document = {"authorization_endpoint": address}
    assert ours().address() == address


def test_by_tls_nothing_is_asked_without_it(ours: Ours) -> None:
    asks = module.Provider(Settings(oidc_discovery=f"https://id.example.org{WELL_KNOWN}", oidc_client_id=CLIENT))
    assert asks._is_safe("https://127.0.0.1/x")
    assert not asks._is_safe("http://127.0.0.1/x")


@pytest.mark.parametrize("issuer", ["https://another.example.org", None, 7, "", "long", "twice"])
def test_a_document_of_another_issuer_is_of_no_use(ours: Ours, provider: Provider, issuer: Any) -> None:
    wrong = {"long": "https://" + "a" * 300, "twice": f"{provider.issuer}/x"}
    provider.document = {"issuer": wrong.get(issuer, issuer) if isinstance(issuer, str) else issuer}
    with pytest.raises(ProviderSilent):
        ours().address()


def test_an_issuer_with_a_slash_at_its_end_is_the_same_and_is_held_to_it(ours: Ours, provider: Provider) -> None:
    provider.document = {"issuer": f"{provider.issuer}/"}
    with pytest.raises(NotProven):
        came(ours(), provider)
    provider.claims = {"iss": f"{provider.issuer}/"}
    assert came(ours(), provider).issuer == f"{provider.issuer}/"


def test_an_issuer_is_taken_to_the_letter_as_long_as_it_can_be_kept(ours: Ours, provider: Provider) -> None:
    def address(issuer: str) -> str:
        provider.document = {"issuer": issuer}
        path = urlsplit(issuer + WELL_KNOWN).path
        provider.server.expect_request(path).respond_with_handler(provider._document)
        return ours(oidc_discovery=issuer + WELL_KNOWN).address()

    longest = f"{provider.issuer}/".ljust(LONGEST, "a")
    for issuer in (longest, f"{provider.issuer}/X"):
        assert address(issuer) == f"{provider.issuer}/authorize"
    with pytest.raises(ProviderSilent):
        address(f"{longest}a")


@pytest.mark.parametrize(
    ("status", "raised"),
    [(400, NotProven), (401, NotProven), (499, NotProven), (429, ProviderSilent), (399, ProviderSilent),
     (500, ProviderSilent), (201, ProviderSilent)],
)  # fmt: skip
def test_a_code_that_is_refused_is_told_from_a_provider_that_does_not_answer(
    ours: Ours, provider: Provider, status: int, raised: type[Exception]
) -> None:
    provider.answers = Response("{}", status)
    with pytest.raises(raised):
        came(ours(), provider)


def test_a_public_client_says_who_it_is_and_has_no_secret(ours: Ours, provider: Provider) -> None:
    asks, told = ours(oidc_client_secret=""), _told(provider)
    with pytest.raises(NotProven):
        came(asks, provider)
    [(form, authorization)] = told
    assert (form["client_id"], form.get("client_secret"), authorization) == (CLIENT, None, None)


def test_a_secret_is_sent_in_the_way_that_the_provider_takes(ours: Ours, provider: Provider) -> None:
    asks, told = ours(oidc_client_id="id:/1", oidc_client_secret="a b/c:d"), _told(provider)
    for ways in (None, ["client_secret_basic"], ["client_secret_post"]):
        provider.document = {"token_endpoint_auth_methods_supported": ways}
        asks._document = None
        with pytest.raises(NotProven):
            came(asks, provider)
    (usual, by_default), (plain, basic), (posted, none) = told
    assert by_default == basic == "Basic aWQlM0ElMkYxOmElMjBiJTJGYyUzQWQ="
    assert none is None
    assert (posted.pop("client_id"), posted.pop("client_secret")) == ("id:/1", "a b/c:d")
    for form in (usual, plain, posted):
        assert set(form) == {"grant_type", "code", "redirect_uri", "code_verifier"}
        assert form["grant_type"] == "authorization_code"
        assert form["redirect_uri"].endswith("/signed-in")


def _told(provider: Provider) -> list[tuple[dict[str, str], str | None]]:
    """What the token endpoint is told from now on; it takes no code any more."""
    told: list[tuple[dict[str, str], str | None]] = []

    def refuse(asked: Any) -> Response:
        assert asked.headers["Accept"] == "application/json"
        told.append((asked.form.to_dict(), asked.headers.get("Authorization")))
        return Response("{}", 400)

    provider.server.clear_all_handlers()
    provider.server.expect_request("/.well-known/openid-configuration").respond_with_handler(provider._document)
    provider.server.expect_request("/token").respond_with_handler(refuse)
    return told


def test_the_document_and_the_keys_are_asked_for_once_an_hour(
    ours: Ours, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks, now = ours(), 1_000_000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    for after, often in ((0.0, 1), (3599.0, 1), (3600.0, 2), (7199.0, 2), (7200.0, 3)):
        now = 1_000_000.0 + after
        came(asks, provider)
        assert (provider.asked.count("document"), provider.asked.count("keys")) == (often, often), after


def test_a_key_that_is_not_known_is_looked_for_once_a_minute(
    ours: Ours, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks, now = ours(), 1_000_000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    came(asks, provider)
    provider.header = {"kid": "another"}
    for after, often in ((0.0, 1), (59.0, 1), (60.0, 2), (119.0, 2)):
        now = 1_000_000.0 + after
        with pytest.raises(NotProven):
            came(asks, provider)
        assert provider.asked.count("keys") == often, after


@pytest.mark.parametrize(
    "keys", [Response('{"keys": 7}'), Response("{}"), Response("[]"), Response("x"), Response("", 500)]
)
def test_keys_that_are_none_are_said_to_be_so(ours: Ours, provider: Provider, keys: Response) -> None:
    provider.document = {"jwks_uri": f"{provider.issuer}/other-keys"}
    provider.server.expect_request("/other-keys").respond_with_handler(lambda asked: keys)
    with pytest.raises(ProviderSilent):
        came(ours(), provider)


def test_what_is_no_key_among_the_keys_is_passed_over(ours: Ours, provider: Provider) -> None:
    provider.keys = [7, "x", *provider.keys]  # type: ignore[list-item]
    assert came(ours(), provider).subject == "anna-1"


def test_without_a_provider_there_is_none_to_ask() -> None:
    assert module.Provider.of(Settings()) is None
    there = Settings(oidc_discovery=f"https://id.example.org{WELL_KNOWN}", oidc_client_id=CLIENT)
    found = module.Provider.of(there)
    assert found is not None
    assert found.redirect == f"{there.base_url}/signed-in"
    with pytest.raises(ValueError, match="No provider"):
        module.Provider(Settings())


def _answers(path: str, *answer: Any) -> Callable[[Provider], None]:
    """Has the provider answer so at `path`, which its document names."""

    def change(provider: Provider) -> None:
        names = {"/keys": "jwks_uri", "/about": "userinfo_endpoint", "/code": "token_endpoint"}
        provider.document = {names[path]: f"{provider.issuer}{path}"}
        provider.claims = {"email_verified": None}
        provider.server.expect_request(path).respond_with_handler(lambda asked: Response(*answer))

    return change


def _says(**document: Any) -> Callable[[Provider], None]:
    return lambda provider: provider.document.update(document)


SILENT: dict[str, Callable[[Provider], None]] = {
    "its document names no issuer": _says(issuer=None),
    "its document is of another issuer than its address says": _says(issuer="https://another.example.org"),
    "its document says no authorization_endpoint that can be used": _says(authorization_endpoint=None),
    "its document says no token_endpoint that can be used": _says(token_endpoint=None),
    "its document says no jwks_uri that can be used": _says(jwks_uri=None),
    "it has no keys": _answers("/keys", "{}"),
    "what it says its keys cannot be read": _answers("/keys", "x"),
    "it answers 500 when it is asked for the code": _answers("/code", "{}", 500),
    "what it says for the code cannot be read": _answers("/code", "[]"),
    "it answers 404 when it is asked about who signs in": _answers("/about", "{}", 404),
    "what it says about who signs in cannot be read": _answers("/about", "[" * 50_000),
}


@pytest.mark.parametrize("why", SILENT)
def test_why_a_provider_is_of_no_use_is_in_the_log_and_not_in_the_answer(
    ours: Ours, provider: Provider, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(module.log, "error", lambda *about, **more: said.append((about, more)), raising=False)
    SILENT[why](provider)
    with pytest.raises(ProviderSilent) as silent:
        came(ours(), provider)
    assert said == [(("the provider of OpenID Connect is of no use",), {"why": why})]
    assert silent.value.detail == "The provider by whom one signs in here cannot be asked just now. Try again."


def test_a_document_that_is_missing_is_said_to_be_so(
    ours: Ours, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(module.log, "error", lambda about, why: said.append(why), raising=False)
    provider.server.clear_all_handlers()
    provider.server.expect_request("/.well-known/openid-configuration").respond_with_data("", 404)
    with pytest.raises(ProviderSilent):
        ours().address()
    assert said == ["it answers 404 when it is asked about itself"]


def test_why_somebody_is_not_believed_is_in_the_log_and_not_in_the_answer(
    ours: Ours, provider: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    monkeypatch.setattr(module.log, "warning", lambda *about, **more: said.append((about, more)), raising=False)
    provider.claims = {"aud": "another"}
    with pytest.raises(NotProven) as refused:
        came(ours(), provider)
    assert said == [(("a sign-in at the provider was refused",), {"why": "it is for somebody else"})]
    assert refused.value.detail == "Begin to sign in anew."


def test_what_is_said_of_somebody_is_asked_for_in_json(ours: Ours, provider: Provider) -> None:
    asked: list[tuple[str, str]] = []

    def about(request: Any) -> Response:
        asked.append((request.method, request.headers["Accept"]))
        return Response('{"sub": "anna-1"}')

    provider.claims, provider.document = {"email_verified": None}, {"userinfo_endpoint": f"{provider.issuer}/about"}
    provider.server.expect_request("/about").respond_with_handler(about)
    came(ours(), provider)
    assert asked == [("GET", "application/json")]
