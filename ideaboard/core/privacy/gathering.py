"""Gathering: how rows about somebody become a document that they can read, with the ids that the API uses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from ideaboard import ids
from ideaboard.db import AnySelect


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the document: `statement` selects its rows, of whom its parameter `me` is.

    `ids` names the columns that hold an inside id, each with its kind. Columns `<name>_id` and `<name>_name` together
    are somebody, `<name>_kind` and `<name>_id` something. `of` are the columns by which its rows belong to an account.
    """

    name: str
    says: str
    statement: AnySelect
    ids: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()

    def read(self, db: Any, me: int) -> list[dict[str, Any]]:
        """The part about the account `me`, ready to be written as JSON."""
        return [self._said(row._mapping) for row in db.execute(self.statement, {"me": me})]

    def _said(self, row: Mapping[str, Any]) -> dict[str, Any]:
        said: dict[str, Any] = {}
        for name, value in row.items():
            whose = name.removesuffix("_id")
            if name.endswith(("_name", "_kind")) and f"{name[:-5]}_id" in row:
                continue
            if f"{whose}_name" in row:
                said[whose] = _somebody(value, row[f"{whose}_name"])
            elif f"{whose}_kind" in row:
                said[whose] = _something(row[f"{whose}_kind"], value)
            elif name in self.ids:
                said[name] = ids.ENCODERS[self.ids[name]](value)
            else:
                said[name] = _plain(name, value)
        return said


def moment(at: datetime) -> str:
    """A moment as the API writes it."""
    return at.isoformat().replace("+00:00", "Z")


def _somebody(number: int | None, name: str) -> dict[str, Any] | None:
    return None if number is None else {"id": ids.encode("account", number), "name": name}


def _something(kind: str | None, number: int) -> dict[str, Any] | None:
    return None if kind is None else {"kind": kind, "id": _id(kind, number)}


def _id(kind: str, number: int) -> str | None:
    kind = "idea" if kind == "into" else kind
    return ids.encode(kind, number) if kind in ids.KINDS else None


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if name == "values":
        return [{"value": ids.encode("value", served["value"]), "how": served["how"]} for served in value]
    if name == "about" and isinstance(value, dict):
        return {kind: _id(kind, number) for kind, number in value.items()}
    return value
