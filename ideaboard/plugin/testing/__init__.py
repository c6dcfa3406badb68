"""The conformance kit: a pytest class that a plugin's author subclasses, and the faults it orders.

    class TestMine(TrackerConformance):
        tracker_type = MINE

        @pytest.fixture
        def settings(self): ...
        def seen(self, settings): ...
        def broken(self, settings): ...

Every test's name starts with the id of the rule it proves. It needs pytest, which the board itself does not.
"""

import pytest

for _rules in (
    "bench",
    "creating",
    "describing",
    "failing",
    "hearing",
    "linking",
    "listening",
    "moving",
    "setting",
    "trusting",
):
    pytest.register_assert_rewrite(f"{__name__}.{_rules}")

from ideaboard.plugin.testing.bench import Sample, Seen, Vector, times_named  # noqa: E402
from ideaboard.plugin.testing.conformance import TrackerConformance  # noqa: E402
from ideaboard.plugin.testing.faults import Call, FaultyHttp  # noqa: E402
from ideaboard.plugin.testing.listening import ListenerConformance  # noqa: E402

__all__ = ["Call", "FaultyHttp", "ListenerConformance", "Sample", "Seen", "TrackerConformance", "Vector", "times_named"]
