"""Row functions: a response Schema compiled once into one Python expression over a row's positions.

The Schema stays the contract; the compiled function is what a list of twenty can afford (`Schema.dump` costs ten
times as much). A test proves that the two say the same.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import marshmallow as ma

RowFunction = Callable[[Any], dict[str, Any]]


@lru_cache(maxsize=512)
def row_function(schema: type[ma.Schema], keys: tuple[str, ...]) -> RowFunction:
    """The function that turns a row with these column `keys` into what `schema` says, ready for orjson."""
    source, env = source_of(schema, keys)
    # The source is made of our own schemas' names, never of anything that a client said.
    function: RowFunction = eval(source, env)  # noqa: S307
    return function


def source_of(schema: type[ma.Schema], keys: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """The Python source of a row function, and the names it needs. Raises KeyError for a column that is missing."""
    positions = {key: position for position, key in enumerate(keys)}

    def at(key: str) -> str:
        return f"r[{positions[key]}]"

    env: dict[str, Any] = {}
    optional = getattr(schema, "OPTIONAL", ())
    fields = []
    for name, field in schema().fields.items():
        key = field.attribute or name
        if name in optional and key not in positions:
            continue
        said = f"{name!r}: {field.code(at, key, env)}"  # type: ignore[attr-defined]
        # What is optional is absent, not null, when there is nothing in the column.
        fields.append(f"**({{}} if {at(key)} is None else {{{said}}})" if name in optional else said)
    return f"lambda r: {{{', '.join(fields)}}}", env
