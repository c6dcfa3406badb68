"""The reference of the plugin API, written out of the code itself: `python -m tests.house.reference`."""

import inspect
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ideaboard import plugin
from ideaboard.plugin import hooks

PAGE = Path(__file__).parents[2] / "docs" / "plugin-reference.md"
_HEAD = """# Reference of the plugin API

Everything in `ideaboard.plugin`, as its code says it. [Write a tracker plugin in an afternoon](plugins.md) tells how it
plays together, and which [versions](plugins.md#versions) there are.

This page is written by `python -m tests.house.reference`, and a test holds it to the code.
"""
_CLASSES = {
    "Trackers": ("TrackerType", "Tracker", "Secret"),
    "What a tracker tells by itself": ("Inbound", "Received", "Change", "Forged", "Unparsable"),
    "Listeners": ("ListenerType", "Listener", "Told"),
    "Kinder words": ("Suggestion",),
    "What is handed over": (
        "Draft", "RemoteIssue", "Status", "Limits", "Check", "Finding", "Choice", "Existing", "Listing", "Polled",
    ),
    "What failure means": ("TrackerError", "Retry", "AuthFailed", "Refused", "Gone", "Ambiguous"),
    "Calling": ("Http", "Answer", "HttpError", "NotSent", "NoAnswer"),
}  # fmt: skip
_FUNCTIONS = {
    "What failed": ("expect", "retry_after"),
    "Texts and the marker": ("with_marker", "marker_in", "cut"),
    "Proofs": ("signed_by", "is_secret", "header"),
}
#: Said with what they are of.
_NAMES = {"API_VERSION", "CATEGORIES", "Category", "Capability", "PROJECT", "hookimpl", "hookspec"}


def page() -> str:
    """The page as it has to be."""
    parts = [_HEAD, *_hooks(), *_values()]
    for title, names in _CLASSES.items():
        parts.append(f"## {title}\n")
        for name in names:
            parts += _class(name, getattr(plugin, name))
    for title, names in _FUNCTIONS.items():
        parts.append(f"## {title}\n")
        for name in names:
            parts += _function(getattr(plugin, name), "###")
    return "\n".join(parts).rstrip() + "\n"


def told() -> set[str]:
    """Every name that the page tells."""
    return _NAMES.union(*_CLASSES.values(), *_FUNCTIONS.values())


def _hooks() -> Iterator[str]:
    yield "## Hooks\n"
    yield (
        "Functions of the module that the entry point names, each with `@hookimpl`. One answers those that it has "
        "something for.\n"
    )
    for thing in vars(hooks).values():
        if hasattr(thing, f"{hooks.PROJECT}_spec"):
            yield from _function(thing, "###")


def _values() -> Iterator[str]:
    yield "## Words\n"
    yield f"- `API_VERSION`: {plugin.API_VERSION}, the version that this page is about."
    yield f"- `CATEGORIES`, and the type `Category`: {_listed(plugin.CATEGORIES)}."
    yield f"- `Capability`: {_listed(plugin.Capability.__args__)}."  # type: ignore[attr-defined]
    yield f"- `hookimpl`, `hookspec`: pluggy's markers of the project `PROJECT`, `{plugin.PROJECT}`.\n"


def _class(name: str, thing: type) -> Iterator[str]:
    bases = [base.__name__ for base in thing.__bases__ if base is not object]
    yield f"### `{name}`" + (f", a `{bases[0]}`" if bases else "") + "\n"
    yield _said(thing) + "\n"
    if "__init__" in vars(thing) and thing is not plugin.Secret:
        yield _code(f"{name}{_signature(thing)}".removesuffix(" -> None"))
    for method, function in vars(thing).items():
        if method.startswith("_"):
            continue
        if isinstance(function, classmethod | staticmethod):
            function = function.__func__
        if isinstance(function, property) and function.fget is not None:
            yield f"#### `{name}.{method}`\n"
            yield _said(function.fget) + "\n"
        elif inspect.isfunction(function):
            yield from _function(function, "####")


def _function(function: Callable[..., Any], level: str) -> Iterator[str]:
    yield f"{level} `{function.__name__}`\n"
    yield _said(function) + "\n"
    yield _code(f"{function.__name__}{_signature(function)}")


def _signature(thing: Any) -> str:
    said = str(inspect.signature(thing))
    # Where a type is written out with its module, its name is enough; and what stands for "made anew" says nothing.
    said = re.sub(r"(?:[a-z_]+\.)+([A-Z]|datetime)", r"\1", said)
    said = re.sub(r" = <[^>]+>", " = …", said)
    return re.sub(r"(?:self|cls)(?:, )?", "", said, count=1)


def _code(signature: str) -> str:
    if len(signature) > 100:
        head, _, rest = signature.partition("(")
        inner, _, tail = rest.rpartition(")")
        lines = ",\n    ".join(_split(inner))
        signature = f"{head}(\n    {lines},\n){tail}"
    return f"```python\n{signature}\n```\n"


def _split(inner: str) -> list[str]:
    """The arguments, at the commas that are within no bracket."""
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(inner):
        depth += (sign in "[({") - (sign in "])}")
        if sign == "," and not depth:
            parts.append(inner[start:at].strip())
            start = at + 1
    return [*parts, inner[start:].strip()]


def _said(thing: Any) -> str:
    text = inspect.getdoc(thing)
    assert text, f"{thing} says nothing of itself"
    # Lines that are code stay as they are; the others are filled anew.
    blocks = [block if block.startswith("    ") else " ".join(block.split()) for block in text.split("\n\n")]
    return "\n\n".join(
        block if block.startswith("    ") else textwrap.fill(block, 118, break_long_words=False) for block in blocks
    )


def _listed(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
