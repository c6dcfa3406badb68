"""Beginning a plugin: a package whose tests pass before the first edit, written out of `template/`."""

import re
import shutil
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

_NAME: Final = re.compile(r"[a-z][a-z0-9]{1,39}")
_PLACEHOLDER: Final = "mytracker"


class CannotStart(Exception):
    """Nothing was written; the text says why."""


def write(name: str, into: Path) -> Path:
    """Write a plugin for the tracker `name` into a new folder `ideaboard-NAME` of `into`, and return that folder.

    Raises CannotStart for a name that is none, and where the folder is there already.
    """
    if not _NAME.fullmatch(name):
        raise CannotStart(f"{name!r} is no name for it: take 2 to 40 small letters and digits, a letter first.")
    folder = into / f"ideaboard-{name}"
    try:
        folder.mkdir(parents=True)
    except FileExistsError as error:
        raise CannotStart(f"{folder} is there already; it was left as it is.") from error
    except OSError as error:
        raise CannotStart(f"{folder} cannot be made: {error}") from error
    try:
        with as_file(files("ideaboard.plugin") / "template") as template:
            for source in sorted(template.rglob("*")):
                if source.is_file() and "__pycache__" not in source.parts:
                    target = folder / _named(str(source.relative_to(template)), name)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    target.write_text(_named(source.read_text("utf-8"), name), "utf-8")
    except OSError as error:
        # What was begun here is nobody's yet.
        shutil.rmtree(folder, ignore_errors=True)
        raise CannotStart(f"{folder} cannot be written: {error}") from error
    return folder


def _named(text: str, name: str) -> str:
    for form in (str.lower, str.capitalize, str.upper):
        text = text.replace(form(_PLACEHOLDER), form(name))
    return text
