"""A name on its way out works, warns, and says what to use instead; a name that never was is an error as usual."""

import pytest

from ideaboard import plugin
from ideaboard.plugin import deprecations
from ideaboard.plugin.deprecations import DEPRECATED, Deprecation

OLD = {"shorten": Deprecation("1.1", "2.0", "cut")}


@pytest.mark.filterwarnings("error")
def test_a_deprecated_name_works_and_warns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deprecations, "successor", lambda name, of=deprecations.successor: of(name, OLD))
    with pytest.warns(DeprecationWarning, match=r"shorten is deprecated since 1\.1 and gone with 2\.0: use cut"):
        assert plugin.shorten is plugin.cut  # type: ignore[attr-defined]


def test_a_name_that_never_was_is_an_error_as_usual() -> None:
    with pytest.raises(AttributeError, match="no attribute 'shorten'"):
        plugin.shorten  # type: ignore[attr-defined]  # noqa: B018 - asking for it is what is tried
    assert not hasattr(plugin, "another")


def test_what_is_on_its_way_out_leads_to_what_there_is() -> None:
    for name, deprecation in DEPRECATED.items():
        assert name not in plugin.__all__
        assert deprecation.instead in plugin.__all__
