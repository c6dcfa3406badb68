"""`/trackers`: what is installed, with its settings as JSON Schema, secrets marked."""

from typing import Any

import marshmallow as ma
from apispec import APISpec
from apispec.ext.marshmallow import MarshmallowPlugin

from ideaboard.api.dialect.blueprint import Blueprint
from ideaboard.api.dialect.call import Call
from ideaboard.api.dialect.fields import Many, Object, Text, Truth, Whole
from ideaboard.api.dialect.schemas import Out, Paging
from ideaboard.core.reading.pages import Page
from ideaboard.plugin import Secret, TrackerType

blp = Blueprint("trackers", "The kinds of outside systems that plugins provide.")


class TrackerShown(Out):
    """A kind of tracker."""

    kind = Text(40, example="paper")
    title = Text(100, example="Paper")
    distribution = Text(200, example="ideaboard-paper", help="The plugin that brings it.")
    api_version = Whole(1, 1000, example=1)
    capabilities = Many(Text(40), 20, example=["comment"])
    webhooks = Truth(help="Whether it calls us by itself when something changes there.")
    settings = Object(
        help="Its settings as JSON Schema; secrets carry `writeOnly`.",
        example={"type": "object", "properties": {"folder": {"type": "string"}}, "required": ["folder"]},
    )


def json_schema(schema: type[ma.Schema]) -> dict[str, Any]:
    """A plugin's settings as JSON Schema."""
    converter = MarshmallowPlugin(schema_name_resolver=lambda _: None)  # type: ignore[arg-type, return-value]
    APISpec("settings", "1", "3.1.0", plugins=[converter])
    assert converter.converter is not None  # noqa: S101
    found: dict[str, Any] = converter.converter.schema2jsonschema(schema())  # type: ignore[no-untyped-call]
    for name, field in schema().fields.items():
        if isinstance(field, Secret):
            found["properties"][field.data_key or name].update({"writeOnly": True, "format": "password"})
    return found


class ListenerShown(Out):
    """A kind of listener: whoever is told what happens on a board."""

    kind = Text(40, example="slack")
    title = Text(100, example="Chat")
    distribution = Text(200, example="ideaboard-slack", help="The plugin that brings it.")
    api_version = Whole(1, 1000, example=1)
    settings = Object(
        help="Its settings as JSON Schema; secrets carry `writeOnly`.",
        example={"type": "object", "properties": {"url": {"type": "string", "writeOnly": True}}, "required": ["url"]},
    )


def _shown(distribution: str, tracker: TrackerType) -> dict[str, Any]:
    return {
        "kind": tracker.kind,
        "title": tracker.title,
        "distribution": distribution,
        "api_version": tracker.api_version,
        "capabilities": sorted(tracker.capabilities),
        "webhooks": tracker.inbound is not None,
        "settings": json_schema(tracker.settings),
    }


@blp.route("/trackers")
@blp.arguments(Paging, "query")
@blp.response(200, TrackerShown, paged=True)
@blp.may("tracker.list")
def list_all(call: Call) -> Any:
    """The trackers that can be connected here, by kind."""
    return _page(call, [_shown(*entry) for entry in call.home.trackers.installed()])


@blp.route("/listeners")
@blp.arguments(Paging, "query")
@blp.response(200, ListenerShown, paged=True)
@blp.may("listener.list")
def list_listeners(call: Call) -> Any:
    """The listeners that can be connected here, by kind."""
    return _page(
        call,
        [
            {
                "kind": listener.kind,
                "title": listener.title,
                "distribution": distribution,
                "api_version": listener.api_version,
                "settings": json_schema(listener.settings),
            }
            for distribution, listener in call.home.trackers.listening()
        ],
    )


def _page(call: Call, shown: list[dict[str, Any]]) -> Page:
    begin = call.window.after or 0
    end = begin + call.window.limit
    rest = end if end < len(shown) else None
    return Page(shown[begin:end], rest, len(shown) if call.window.count else None)
