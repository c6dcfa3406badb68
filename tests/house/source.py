"""Reading our own source."""

import ast
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "ideaboard"


def modules(folder: Path = PACKAGE) -> Iterator[tuple[str, ast.Module]]:
    """Every module of `folder`: its path from there, and its tree."""
    for path in sorted(folder.rglob("*.py")):
        # What a new plugin begins with is no part of us.
        if PACKAGE / "plugin" / "template" in path.parents:
            continue
        yield path.relative_to(folder).as_posix(), ast.parse(path.read_text("utf-8"))


def named(node: ast.AST) -> str:
    """`a.b.c` of a chain of names; what is called or indexed on the way is shown as `…`."""
    if isinstance(node, ast.Attribute):
        return f"{named(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else "…"


def module_at(path: Path) -> ModuleType:
    """A module by its file, under a name of its own: many files of tests have the same name."""
    spec = importlib.util.spec_from_file_location(f"{path.parents[1].name}.{path.stem}".replace("-", "_"), path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
