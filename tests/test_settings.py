"""Settings are read strictly: a wrong one is named, and never ignored."""

import pytest

from ideaboard.settings import Settings


def test_the_environment_is_read_by_type(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDEABOARD_PORT", "8123")
    monkeypatch.setenv("IDEABOARD_LEASE_SECONDS", "1.5")
    settings = Settings.from_env(host="::1")
    assert (settings.port, settings.lease_seconds, settings.host) == (8123, 1.5, "::1")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IDEABOARD_PORT", "eighty"),
        ("IDEABOARD_PORT", "0"),
        ("IDEABOARD_THREADS", "0"),
        ("IDEABOARD_WORKERS", "-1"),
        ("IDEABOARD_LOG_LEVEL", "loud"),
        ("IDEABOARD_LOG_FORMAT", "xml"),
        ("IDEABOARD_THRAEDS", "2"),
    ],
)
def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(ValueError, match=name):
        Settings.from_env()


def test_settings_travel_to_a_child_unchanged(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(port=8124, poll_seconds=0.25, base_url="https://ideas.example.org")
    for name, value in settings.as_env().items():
        monkeypatch.setenv(name, value)
    assert Settings.from_env() == settings
