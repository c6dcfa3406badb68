"""Names of `ideaboard.plugin` that are on their way out: all of them, here and nowhere else.

A name that is here still works, warns whoever uses it, and is gone with the version that `until` says.
"""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Deprecation:
    """Since which version a name is not to be used, with which it is gone, and the name to use instead."""

    since: str
    until: str
    instead: str


#: By the old name. Nothing is on its way out yet.
DEPRECATED: Final[Mapping[str, Deprecation]] = {}


def successor(name: str, old: Mapping[str, Deprecation] = DEPRECATED) -> str:
    """The name to use instead of the deprecated `name`, said in a DeprecationWarning too. Raises AttributeError."""
    found = old.get(name)
    if found is None:
        raise AttributeError(f"module 'ideaboard.plugin' has no attribute {name!r}")
    warnings.warn(
        f"ideaboard.plugin.{name} is deprecated since {found.since} and gone with {found.until}: "
        f"use {found.instead} instead.",
        DeprecationWarning,
        stacklevel=3,
    )
    return found.instead
