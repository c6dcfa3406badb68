"""The reference of the plugin API is what the code says, and leaves no name out."""

from ideaboard import plugin
from tests.house import reference


def test_the_reference_is_written_out_of_the_code() -> None:
    assert reference.PAGE.read_text("utf-8") == reference.page(), "run: python -m tests.house.reference"


def test_it_tells_every_name_of_the_plugin_api() -> None:
    assert reference.told() == set(plugin.__all__)


def test_every_hook_and_every_method_is_told() -> None:
    page = reference.page()
    for name in ("ideaboard_trackers", "ideaboard_listeners", "ideaboard_suggest"):
        assert f"### `{name}`\n" in page
    for thing in (plugin.Tracker, plugin.Inbound, plugin.Listener, plugin.Http):
        for method in vars(thing):
            assert method.startswith("_") or f"#### `{method}`\n" in page
