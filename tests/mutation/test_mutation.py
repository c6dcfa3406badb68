"""Nearly every mutant is killed, and each that lives stands in the list with why."""

import os

import pytest

from tests.mutation import survivors
from tests.mutation.lanes import LANES
from tests.mutation.running import run

LEAST = 0.9


@pytest.mark.soak
@pytest.mark.parametrize("name", LANES)
def test_what_decides_who_gets_in_cannot_be_made_wrong_unnoticed(name: str) -> None:
    found = run(LANES[name], os.cpu_count() or 1)
    print(f"\n{name}\n{found}", flush=True)
    unlisted = found.survivors - set(survivors.here())
    assert unlisted == set(), "\n\n".join(map(str, sorted(unlisted, key=str)))
    assert found.share >= LEAST
