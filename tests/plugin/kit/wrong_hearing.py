"""Wrong webhooks and wrong listeners, right but for what the test is there to find."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ideaboard_slack import SLACK
from ideaboard_slack.chat import Chat

from ideaboard.plugin import (
    Change,
    Check,
    Forged,
    Received,
    Status,
    Told,
    TrackerError,
    signed_by,
)
from ideaboard.plugin.testing import Sample
from tests.plugin.kit.good import (
    Dated,
    GoodConformance,
    GoodListening,
    remote_issue,
    signed,
)
from tests.plugin.kit.table import inbound, listener, wrong

# --- Hearing ----------------------------------------------------------------------------------------------------------


@inbound("w1_a_good_call_is_believed")
class BelievesNobody(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        raise Forged("No.")


@inbound("w1_published_calls_are_believed")
class WritesSecretsSmall(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        return super().verify(received, [secret.lower() for secret in secrets])


@inbound("w1_every_bit_of_the_proof_counts")
class ComparesTheBeginning(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        said = received.headers.get("x-mytracker-signature", "")
        at = received.headers.get("x-mytracker-time", "")
        for secret in secrets:
            right = signed(f"{at}.".encode() + received.body, secret, "").headers["X-Mytracker-Signature"]
            if said[:20] == right[:20]:
                return received.headers.get("x-mytracker-delivery")
        raise Forged("No.")


def _half_signed(self: Any, sample: Sample, secret: str, at: datetime) -> Mapping[str, str]:
    return GoodConformance.sign(self, replace(sample, body=sample.body[: len(sample.body) // 2]), secret, at)


@inbound("w1_every_bit_of_the_body_counts", sign=_half_signed)
class ReadsHalfOfIt(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        return super().verify(replace(received, body=received.body[: len(received.body) // 2]), secrets)


@inbound("w1_every_bit_of_the_secret_counts")
class ForgivesCapitals(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        return super().verify(received, [*secrets, *(secret.lower() for secret in secrets)])


@inbound("w1_a_proof_that_is_missing_empty_or_of_another_kind_is_refused")
class BelievesWhoeverDoesNotSign(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        if not received.headers.get("x-mytracker-signature"):
            return None
        return super().verify(received, secrets)


@inbound("w1_two_secrets_are_good_while_one_replaces_the_other")
class KnowsOneSecret(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        return super().verify(received, secrets[:1])


@inbound("w2_the_bytes_are_judged_not_what_they_mean")
class SignsWhatItUnderstood(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        try:
            understood = json.dumps(json.loads(received.body)).encode()
        except ValueError as error:
            raise Forged("That is no JSON.") from error
        return super().verify(replace(received, body=understood), secrets)


@inbound("w3_a_call_of_long_ago_is_refused")
class HasNoClock(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        said = received.headers.get("x-mytracker-time", "")
        signed_by(secrets, f"{said}.".encode() + received.body, received.headers["x-mytracker-signature"], "sha256=")
        return received.headers.get("x-mytracker-delivery")


@inbound("w4_the_same_delivery_has_the_same_id")
class GivesEveryCallANumber(Dated):
    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        super().verify(received, secrets)
        return uuid.uuid4().hex


@inbound("w5_what_nobody_knows_says_nothing")
class TakesEveryEventForAnIssue(Dated):
    def parse(self, received: Received) -> Sequence[Change]:
        return super().parse(replace(received, headers={**received.headers, "x-mytracker-event": "issue"}))


@inbound("w6_every_sample_says_what_is_expected")
class ForgetsWhoDidIt(Dated):
    def parse(self, received: Received) -> Sequence[Change]:
        return [replace(change, actor=None) for change in super().parse(received)]


@inbound("w7_hostile_bodies_are_unparsable_and_nothing_else", "w7_a_strange_value_anywhere_is_unparsable_or_left")
class TrustsTheBody(Dated):
    def parse(self, received: Received) -> Sequence[Change]:
        said = json.loads(received.body)
        return [Change(remote_issue(said["issue"]), actor=said["by"])] if said["about"] == "issue" else []


def _nameless(self: Any) -> Sequence[Sample]:
    def without(change: Change) -> Change:
        return replace(change, issue=replace(change.issue, status=Status("closed", "", "done")))

    return [
        replace(sample, changes=[without(change) for change in sample.changes])
        for sample in GoodConformance.samples(self)
    ]


wrong("w8_a_status_has_an_id_a_name_and_a_category", samples=_nameless)


# --- Listening --------------------------------------------------------------------------------------------------------


@listener("l1_what_happened_is_said_with_its_link_and_its_reason")
class KeepsTheReasonToItself(Chat):
    def hear(self, told: Told) -> None:
        super().hear(replace(told, reason=None))


@listener("l1_nobody_is_named_where_nobody_is")
class NamesNone(Chat):
    def hear(self, told: Told) -> None:
        super().hear(replace(told, actor=str(told.actor)))


class _SaysItAsItIs(Chat):
    def hear(self, told: Told) -> None:
        self._send({"text": f"{told.actor}: <{told.url}|{told.title}>\n{told.reason}"}, 200)


listener("l2_no_words_call_anybody_or_look_like_another_link")(_SaysItAsItIs)
listener("l3_awkward_words_arrive_within_the_limit")(_SaysItAsItIs)


@listener("l4_every_failure_has_its_class")
class FailsInSilence(Chat):
    def hear(self, told: Told) -> None:
        try:
            super().hear(told)
        except TrackerError:
            return


@listener("l5_no_secret_is_told_and_nobody_else_is_called")
class ShowsItsAddress(Chat):
    def __repr__(self) -> str:
        return f"ShowsItsAddress({self._url})"


@listener("l6_check_says_what_is_wrong_and_nothing_is_said_there")
class ChecksAloud(Chat):
    def check(self) -> Check:
        self._send({"text": "A test, please ignore"}, 200)
        return super().check()


wrong("l7_the_type_describes_itself", GoodListening, listener_type=replace(SLACK, title=" "))
