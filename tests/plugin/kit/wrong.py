"""What pytest collects of the wrong plugins, and of the right ones: see `test_wrong.py`, which runs it."""

from tests.plugin.kit import wrong_hearing, wrong_trackers
from tests.plugin.kit.good import GoodConformance, GoodListening
from tests.plugin.kit.table import WRONG

__all__ = ["WRONG", "wrong_hearing", "wrong_trackers"]

for _rule, _class in WRONG.items():
    globals()[f"Test_{_rule}"] = _class


class TestGood(GoodConformance):
    """Nothing is wrong with this one."""


class TestGoodListening(GoodListening):
    """Nor with this one."""
