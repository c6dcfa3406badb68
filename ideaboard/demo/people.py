"""The demo's people, and the file in which their passwords and tokens are kept, so that they stay the same."""

import json
import os
import secrets
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from ideaboard.operate import Refused

PEOPLE: Final = (("ada", "leader"), ("ben", "member"), ("dia", "member"), ("cy", "outsider"), ("root", "admin"))
_FILE: Final = "people.json"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to try the demo as."""

    name: str
    email: str
    password: str
    role: str
    token: str


def passwords() -> dict[str, str]:
    """A fresh password for each."""
    return {name: f"{name}-{secrets.token_hex(4)}" for name, _ in PEOPLE}


def with_passwords(people: list[Person], chosen: dict[str, str]) -> list[Person]:
    """The people, each with the password chosen."""
    return [replace(person, password=chosen[person.name]) for person in people]


def load(folder: Path) -> list[Person] | None:
    """The people of an existing demo, or None when there is none. Raises Refused when the file cannot be read."""
    try:
        return [Person(**said) for said in json.loads((folder / _FILE).read_text("utf-8"))]
    except FileNotFoundError:
        return None
    except (ValueError, TypeError) as error:
        raise Refused(f"{folder / _FILE} does not hold a demo's people; remove the folder for a fresh one.") from error


def save(folder: Path, people: list[Person]) -> None:
    """Keep the people: the last thing written, so that a demo that was broken off is made anew."""
    descriptor = os.open(folder / _FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump([asdict(person) for person in people], file, indent=1)
