"""Guarantee 8: everyone gets in whole. No feature is paid for.

Its other half, an archive that exports and restores everything, waits for the archive itself, and is not promised by
this file yet.
"""

import re

import pytest

from ideaboard.settings import Settings
from tests.house.source import ROOT, modules

_PAID = re.compile(
    r"licen[cs]e.?key|subscri(be|ption)|premium|enterprise|paid.?plan|pricing|billing|upgrade.?to|trial", re.I
)


def paid(text: str) -> list[str]:
    """Where a text speaks of features that are paid for."""
    return [found[0] for found in _PAID.finditer(text)]


def test_no_code_and_no_setting_asks_for_a_paid_plan() -> None:
    paths = [path for path, _ in modules()]
    assert len(paths) > 100
    found = {path: paid((ROOT / "ideaboard" / path).read_text("utf-8")) for path in paths}
    assert {path: words for path, words in found.items() if words} == {}
    assert [name for name in Settings.__dataclass_fields__ if paid(name)] == []


@pytest.mark.parametrize("planted", ["if not settings.license_key:", "raise UpgradeToPremium", "enterprise only"])
def test_a_paid_feature_would_be_found(planted: str) -> None:
    assert paid(planted)


def test_all_of_it_is_under_a_free_licence() -> None:
    assert "Apache License" in (ROOT / "LICENSE").read_text("utf-8")
    for plugin in ROOT.glob("plugins/*"):
        assert "Apache License" in (plugin / "LICENSE").read_text("utf-8"), plugin.name
