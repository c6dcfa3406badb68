"""What a webhook is signed with: the secret, and for a day those that it replaced."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from standardwebhooks import Webhook, WebhookVerificationError

from ideaboard.core.outbox import webhooks

NOW = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
OLD, NEW, NEWEST = ("whsec_" + base64.b64encode(bytes([number]) * 24).decode() for number in (1, 2, 3))
_BODY = b'{"type":"idea.posted"}'


def _headers(secrets: webhooks.Secrets) -> dict[str, str]:
    at = int(datetime.now(UTC).timestamp())
    said = webhooks.signature(secrets, "msg_1", at, _BODY)
    return {"webhook-id": "msg_1", "webhook-timestamp": str(at), "webhook-signature": said}


def _verifies(secret: str, headers: dict[str, str]) -> bool:
    try:
        Webhook(secret).verify(_BODY, headers)
    except WebhookVerificationError:
        return False
    return True


def test_the_standards_own_library_believes_it() -> None:
    with time_machine.travel(NOW, tick=False):
        headers = _headers(webhooks.fresh(OLD))
        assert _verifies(OLD, headers)
        assert not _verifies(NEW, headers)
        assert headers["webhook-signature"].startswith("v1,")
        assert " " not in headers["webhook-signature"]


@pytest.mark.parametrize(("hours", "signing"), [(0.0, [NEW, OLD]), (23.999, [NEW, OLD]), (24.0, [NEW]), (25.0, [NEW])])
def test_a_replaced_secret_signs_beside_the_new_one_for_a_day_and_no_longer(hours: float, signing: list[str]) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        secrets = webhooks.rotated(webhooks.fresh(OLD), NEW)
        clock.move_to(NOW + timedelta(hours=hours))
        assert webhooks.valid(secrets) == signing
        headers = _headers(secrets)
        assert len(headers["webhook-signature"].split(" ")) == len(signing)
        assert [secret for secret in (NEW, OLD) if _verifies(secret, headers)] == signing


def test_a_secret_that_was_replaced_twice_keeps_its_own_day() -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        once = webhooks.rotated(webhooks.fresh(OLD), NEW)
        clock.move_to(NOW + timedelta(hours=20))
        twice = webhooks.rotated(once, NEWEST)
        assert webhooks.valid(twice) == [NEWEST, NEW, OLD]
        clock.move_to(NOW + timedelta(hours=30))
        assert webhooks.valid(twice) == [NEWEST, NEW]
        # What no longer signs is not kept.
        assert [secret for secret, _ in webhooks.rotated(twice, OLD)["before"]] == [NEWEST, NEW]
