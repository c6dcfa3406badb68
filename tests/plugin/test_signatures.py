"""What proves a tracker's call, by tables that need no vendor's file: each proof is good, and all else is not."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from ideaboard_gitea.webhooks import Webhooks as Gitea
from ideaboard_github.webhooks import Webhooks as GitHub
from ideaboard_gitlab.webhooks import Webhooks as GitLab
from ideaboard_jira.webhooks import CloudWebhooks, DataCenterWebhooks
from ideaboard_linear.webhooks import Webhooks as Linear
from ideaboard_roundup.webhooks import Webhooks as Roundup

from ideaboard.plugin import Forged, Inbound, Received, header, is_secret, signed_by

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
SECRET, ANOTHER = "the secret of this connection", "another secret, that is as long"
_KEY = bytes(range(32))
_BODY = json.dumps({"webhookTimestamp": int(NOW.timestamp() * 1000)}).encode()


def _hex(body: bytes, secret: str = SECRET) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def _whsec(key: bytes) -> str:
    return "whsec_" + base64.b64encode(key).decode()


def _standard(message: str, at: str, body: bytes, key: bytes = _KEY) -> str:
    signed = f"{message}.{at}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


@dataclass(frozen=True)
class Good:
    """A call that is believed: to whom, its headers or its query, its id, and the secret that proves it."""

    to: Inbound
    headers: Mapping[str, str]
    delivery: str | None
    proof: str
    secret: str = SECRET
    query: Mapping[str, str] | None = None
    # Whether the proof is the secret itself, and says nothing of the body.
    password: bool = False

    def received(self, **other: object) -> Received:
        """The call, with something other about it."""
        return replace(Received(self.headers, _BODY, NOW, self.query or {}), **other)  # type: ignore[arg-type]

    def saying(self, proof: str | None) -> Received:
        """The call with another proof, or none."""
        there = self.query or self.headers
        said = {name: value for name, value in {**there, self.proof: proof}.items() if value is not None}
        return self.received(query=said) if self.query else self.received(headers=said)


_AT = str(int(NOW.timestamp()))
_STANDARD = {"webhook-id": "7", "webhook-timestamp": _AT, "webhook-signature": _standard("7", _AT, _BODY)}
GOOD: dict[str, Good] = {
    "GitHub": Good(
        GitHub(), {"x-hub-signature-256": f"sha256={_hex(_BODY)}", "x-github-delivery": "7"}, "7", "x-hub-signature-256"
    ),
    "Gitea": Good(Gitea(), {"x-gitea-signature": _hex(_BODY), "x-gitea-delivery": "7"}, "7", "x-gitea-signature"),
    "Forgejo": Good(
        Gitea(), {"x-forgejo-signature": _hex(_BODY), "x-forgejo-delivery": "7"}, "7", "x-forgejo-signature"
    ),
    "Gitea without an id": Good(Gitea(), {"x-gitea-signature": _hex(_BODY)}, None, "x-gitea-signature"),
    "GitLab's token": Good(
        GitLab(), {"x-gitlab-token": SECRET, "x-gitlab-event-uuid": "7"}, "7", "x-gitlab-token", password=True
    ),
    "GitLab's signature": Good(GitLab(), _STANDARD, "7", "webhook-signature", _whsec(_KEY)),
    "GitLab without an id": Good(GitLab(), {"x-gitlab-token": SECRET}, None, "x-gitlab-token", password=True),
    "Jira Cloud": Good(
        CloudWebhooks(),
        {"x-hub-signature": f"sha256={_hex(_BODY)}", "x-atlassian-webhook-identifier": "7"},
        "7",
        "x-hub-signature",
    ),
    "Jira Data Center's signature": Good(
        DataCenterWebhooks(),
        {"x-hub-signature": f"sha256={_hex(_BODY)}", "x-atlassian-webhook-identifier": "7"},
        "7",
        "x-hub-signature",
    ),
    "Jira Data Center's address": Good(
        DataCenterWebhooks(),
        {"x-atlassian-webhook-identifier": "7"},
        "7",
        "secret",
        query={"secret": SECRET},
        password=True,
    ),
    "Linear": Good(Linear(), {"linear-signature": _hex(_BODY), "linear-delivery": "7"}, "7", "linear-signature"),
    "Roundup": Good(
        Roundup(),
        {"x-hub-signature-256": f"sha256={_hex(_BODY)}", "x-roundup-delivery": "7"},
        "7",
        "x-hub-signature-256",
    ),
}
every = pytest.mark.parametrize("name", GOOD)


@every
def test_a_call_with_its_proof_is_believed_and_known_by_its_id(name: str) -> None:
    good = GOOD[name]
    for secrets in ([good.secret], [ANOTHER, good.secret], [good.secret, ANOTHER], [_whsec(b"x"), good.secret]):
        assert good.to.verify(good.received(), secrets) == good.delivery


@every
def test_without_one_of_the_secrets_nothing_proves_it(name: str) -> None:
    good = GOOD[name]
    for secrets in ([], [ANOTHER], [good.secret[:-1]], [good.secret + "x"], [""], [_whsec(b"x"), ANOTHER]):
        with pytest.raises(Forged):
            good.to.verify(good.received(), secrets)


@every
def test_a_proof_that_is_missing_or_another_is_refused(name: str) -> None:
    good = GOOD[name]
    there = (good.query or good.headers)[good.proof]
    bare = there.removeprefix("sha256=").removeprefix("v1,")
    strange = ["", " ", "sha256=", "v1,", "é", "\ud800", there + "0", there[:-1], "sha1=" + bare]
    strange += [there.swapcase(), "XX" + there, "sha256=sha256=" + bare]
    # The mark of how it is signed is a part of the proof, where there is one, and only there.
    strange.append(bare if there != bare else "sha256=" + bare)
    for proof in [None, *strange]:
        with pytest.raises(Forged):
            good.to.verify(good.saying(proof), [good.secret])


@pytest.mark.parametrize("name", [name for name, good in GOOD.items() if not good.password])
def test_a_signature_is_of_the_bytes_of_the_body(name: str) -> None:
    good = GOOD[name]
    for body in (b"", _BODY + b"\n", _BODY.replace(b" ", b""), _BODY[:-1]):
        with pytest.raises(Forged):
            good.to.verify(good.received(body=body), [good.secret])


def test_of_several_signatures_each_has_to_be_good() -> None:
    right, wrong = _hex(_BODY), _hex(_BODY, ANOTHER)
    for gitea, forgejo in ((right, wrong), (wrong, right)):
        headers = {"x-gitea-signature": gitea, "x-forgejo-signature": forgejo}
        with pytest.raises(Forged):
            Gitea().verify(Received(headers, _BODY, NOW), [SECRET])
    both = {
        "x-gitea-signature": right,
        "x-forgejo-signature": right,
        "x-gitea-delivery": "1",
        "x-forgejo-delivery": "2",
    }
    assert Gitea().verify(Received(both, _BODY, NOW), [SECRET]) == "2"


def test_a_password_makes_up_for_no_signature_that_is_wrong() -> None:
    wrong = f"sha256={_hex(_BODY, ANOTHER)}"
    with pytest.raises(Forged):
        DataCenterWebhooks().verify(Received({"x-hub-signature": wrong}, _BODY, NOW, {"secret": SECRET}), [SECRET])
    signed = {**_STANDARD, "webhook-signature": _standard("7", _AT, _BODY, b"x"), "x-gitlab-token": _whsec(_KEY)}
    with pytest.raises(Forged):
        GitLab().verify(Received(signed, _BODY, NOW), [_whsec(_KEY)])


def test_of_the_ids_of_gitlab_the_first_that_is_the_same_over_retries_counts() -> None:
    headers = {"x-gitlab-token": SECRET, "x-gitlab-event-uuid": "3"}
    for name, delivery in (("x-gitlab-event-uuid", "3"), ("webhook-id", "2"), ("idempotency-key", "1")):
        headers[name] = delivery
        assert GitLab().verify(Received(headers, _BODY, NOW), [SECRET]) == delivery
    assert GitLab().verify(Received({**headers, "idempotency-key": ""}, _BODY, NOW), [SECRET]) == "2"


@pytest.mark.parametrize("name", ["webhook-id", "webhook-timestamp"])
def test_what_gitlab_signs_besides_the_body_counts_too(name: str) -> None:
    for other in ("", "8", "x", "-1", "١", "\ud800", "1e9", "inf", _AT + "0", None):
        headers = {key: value for key, value in {**_STANDARD, name: other}.items() if value is not None}
        with pytest.raises(Forged):
            GitLab().verify(Received(headers, _BODY, NOW), [_whsec(_KEY)])


def test_a_moment_of_gitlab_that_is_no_number_is_refused_however_well_it_is_signed() -> None:
    for at in ("x", "-1", "1e9", "nan", "١", f" {_AT}", f"{_AT}.0"):
        headers = {**_STANDARD, "webhook-timestamp": at, "webhook-signature": _standard("7", at, _BODY)}
        with pytest.raises(Forged):
            GitLab().verify(Received(headers, _BODY, NOW), [_whsec(_KEY)])


def test_one_of_several_signatures_of_gitlab_is_enough_at_any_place() -> None:
    right, wrong = _STANDARD["webhook-signature"], _standard("7", _AT, _BODY, b"x")
    for said in (f"{right} {wrong}", f"{wrong} {right}", f"v2,x {right}", f"{wrong} {right} {wrong}"):
        assert GitLab().verify(Received({**_STANDARD, "webhook-signature": said}, _BODY, NOW), [_whsec(_KEY)]) == "7"
    for said in (f"{right}\t{wrong}", f"{right},{wrong}"):
        with pytest.raises(Forged):
            GitLab().verify(Received({**_STANDARD, "webhook-signature": said}, _BODY, NOW), [_whsec(_KEY)])


@pytest.mark.parametrize(
    "secret",
    [_whsec(_KEY).removeprefix("whsec_"), _whsec(_KEY) + "=", _whsec(_KEY)[:-1], "whsec_ " + _whsec(_KEY)[6:],
     "whsec_!" + _whsec(_KEY)[6:], "xwhsec_" + _whsec(_KEY)[6:], "whsec_é"],
)  # fmt: skip
def test_a_signing_token_of_gitlab_is_written_in_one_way_only(secret: str) -> None:
    with pytest.raises(Forged):
        GitLab().verify(Received(_STANDARD, _BODY, NOW), [secret])


def test_a_signing_token_of_gitlab_with_bits_too_many_is_none() -> None:
    # The last letter holds bits that no byte has: other letters there are read as the same key.
    loose = _whsec(_KEY)[:-2] + chr(ord(_whsec(_KEY)[-2]) + 1) + "="
    assert base64.b64decode(loose.removeprefix("whsec_")) == _KEY
    with pytest.raises(Forged):
        GitLab().verify(Received(_STANDARD, _BODY, NOW), [loose])


def _gitlab(at: datetime) -> Received:
    return Received(_STANDARD, _BODY, at)


def _linear(at: datetime) -> Received:
    return Received({"linear-signature": _hex(_BODY)}, _BODY, at)


@pytest.mark.parametrize(
    ("to", "secret", "call", "tolerance"),
    [(GitLab(), _whsec(_KEY), _gitlab, timedelta(seconds=300)), (Linear(), SECRET, _linear, timedelta(seconds=60))],
    ids=["GitLab", "Linear"],
)
def test_a_call_is_good_for_so_long_and_no_longer(
    to: Inbound, secret: str, call: Callable[[datetime], Received], tolerance: timedelta
) -> None:
    for way in (1, -1):
        to.verify(call(NOW + way * tolerance), [secret])
        with pytest.raises(Forged):
            to.verify(call(NOW + way * (tolerance + timedelta(milliseconds=10))), [secret])


@pytest.mark.parametrize("body", [b"", b"[]", b"null", b"{}", b'{"webhookTimestamp": "1"}', b"[" * 100_000, b"\xff"])
def test_what_linear_signs_without_a_moment_is_refused(body: bytes) -> None:
    with pytest.raises(Forged):
        Linear().verify(Received({"linear-signature": _hex(body)}, body, NOW), [SECRET])


def test_a_signature_says_how_it_is_made() -> None:
    signed_by([SECRET], b"body", _hex(b"body"))
    signed_by([ANOTHER, SECRET, ANOTHER], b"body", f"sha256={_hex(b'body')}", "sha256=")
    for said, prefix in ((_hex(b"body"), "sha256="), (f"sha256={_hex(b'body')}", ""), (f"x{_hex(b'body')}", "y")):
        with pytest.raises(Forged):
            signed_by([SECRET], b"body", said, prefix)


def test_a_secret_is_compared_whole() -> None:
    is_secret([ANOTHER, SECRET, ANOTHER], SECRET)
    is_secret(["é"], "é")
    for said in ("", "\ud800", SECRET.upper(), SECRET[1:], f"{SECRET} ", ANOTHER):
        with pytest.raises(Forged):
            is_secret([SECRET], said)


def test_a_header_that_is_empty_is_missing() -> None:
    received = Received({"x-there": "yes", "x-empty": ""}, b"", NOW)
    assert header(received, "x-there") == "yes"
    for name in ("x-empty", "x-missing"):
        with pytest.raises(Forged):
            header(received, name)
