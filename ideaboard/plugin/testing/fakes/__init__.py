"""Fakes: a tracker's API served from memory, with faults to order, each call held to the vendor's own description.

    class FakeMine(FakeServer):
        contract_name = "mine.openapi.json"

The descriptions are read from the folder that TRACKER_CONTRACTS names. It needs flask, and openapi-core besides.
"""

from ideaboard.plugin.testing.fakes.faults import Fault
from ideaboard.plugin.testing.fakes.server import ADMIN, ContractBrokenError, FakeServer, Hook, Seen

__all__ = ["ADMIN", "ContractBrokenError", "FakeServer", "Fault", "Hook", "Seen"]
