"""X1: every call is as the tracker's vendor describes it, and every answer too."""

from collections.abc import Mapping, Sequence
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit

import pytest

from ideaboard.plugin import Tracker
from ideaboard.plugin.testing.bench import Bench
from ideaboard.plugin.testing.fakes import contracts
from ideaboard.plugin.testing.faults import Exchange, FaultyHttp


class Describing(Bench):
    """The rule about the vendor's own description of the API."""

    #: The vendor's OpenAPI description, by its name in the folder that TRACKER_CONTRACTS names; None without one.
    contract: ClassVar[str | None] = None
    #: Calls that it lacks, as `GET /path` (`*` stands for anything): of these nothing is checked.
    not_described: ClassVar[Sequence[str]] = ()
    #: Where it is wrong, as pointers to what it says too much of (RFC 6901): anything may be there.
    anything: ClassVar[tuple[str, ...]] = ()
    #: Headers as it wants them where the server takes others, as a token where only a password is described.
    as_described: ClassVar[Mapping[str, str]] = {}

    def test_x1_every_call_and_every_answer_is_as_the_vendor_describes_it(
        self, tracker: Tracker, faults: FaultyHttp
    ) -> None:
        if self.contract is None:
            pytest.skip("no description of the vendor's is named: say which in `contract`")
        description = contracts.contract(self.contract, self.anything)
        if description is None:
            pytest.skip(f"NOT HELD TO THE VENDOR'S DESCRIPTION: there is no {self.contract} in {contracts.folder()}")
        for action in {**self.actions(tracker), "check": tracker.check}.values():
            action()
        described = [each for each in faults.exchanges if not self._lacks(each)]
        assert described, "no call is described"
        wrong = []
        for each in described:
            url = urlsplit(each.call.url)
            sent = {name.lower(): value for name, value in each.call.headers.items()}
            sent |= self.as_described
            asked = contracts.Request(
                each.call.method.lower(),
                url.path,
                query=dict(parse_qsl(url.query, keep_blank_values=True)),
                headers=sent,
                body=each.body,
                content_type=sent.get("content-type", "application/json" if each.body else ""),
            )
            wrong += description.against_request(asked)
            said = contracts.Response(
                each.answer.status, each.answer.body, each.answer.headers.get("content-type", ""), each.answer.headers
            )
            wrong += description.against_answer(asked, said) or []
        assert not wrong, "\n".join(wrong)

    def _lacks(self, each: Exchange) -> bool:
        return contracts.lacks(self.not_described, each.call.method.upper(), urlsplit(each.call.url).path)
