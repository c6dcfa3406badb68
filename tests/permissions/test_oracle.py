"""The oracle knows the page and nothing of the code, and what it says is what the page's words say."""

import ast
from pathlib import Path

import pytest

from tests.house.source import ROOT
from tests.permissions.oracle import MAY, Answer, Asker, Board, Oracle, Thing


def _imported(source: str) -> set[str]:
    """The modules that a module names, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {f"{'.' * node.level}{node.module or ''}", *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("import_module", "__import__")):
            found.add("import_module")
    return found


def _file(module: str) -> Path | None:
    path = ROOT.joinpath(*module.split("."))
    return next((each for each in (path.with_suffix(".py"), path / "__init__.py") if each.is_file()), None)


def _all_imported(module: str) -> set[str]:
    """What a module of the tests imports, and what those modules of the tests import that it imports."""
    known, ahead = set[str](), [module]
    while ahead:
        file = _file(ahead.pop())
        fresh = _imported(file.read_text("utf-8")) - known if file is not None else set()
        known |= fresh
        ahead += [name for name in fresh if name.startswith("tests")]
    return known


def test_the_oracle_imports_nothing_of_ideaboard() -> None:
    known = _all_imported("tests.permissions.oracle")
    assert {"re", "pathlib"} <= known
    assert {name for name in known if name.startswith(("ideaboard", ".", "import_module"))} == set()


def test_an_import_of_ideaboard_would_be_seen_wherever_it_is() -> None:
    assert "ideaboard.core.people.policy" in _imported("def f():\n    from ideaboard.core.people import policy\n")
    # By way of another module of the tests.
    assert any(name.startswith("ideaboard") for name in _all_imported("tests.permissions.judging"))


@pytest.fixture
def oracle() -> Oracle:
    return Oracle()


PRIVATE = Board("team", "private", archived=False, names_voters=False, roles={"ada": "leader", "ben": "member"})
OPEN = Board("glass", "open", archived=False, names_voters=False, roles=PRIVATE.roles)
ATTIC = Board("attic", "private", archived=True, names_voters=False, roles=PRIVATE.roles)


def test_the_steps_come_in_the_order_of_the_page(oracle: Oracle) -> None:
    idea = Thing("idea", ATTIC, "declined", {"author": "ben"})
    verb = "idea.edit"
    assert oracle.answer(verb, Asker(None), idea) == Answer(401, "unauthenticated")
    assert oracle.answer(verb, Asker("cy", frozenset({"read"})), idea) == Answer(403, "insufficient_scope")
    assert oracle.answer(verb, Asker("cy"), idea) == Answer(404, "not_found")
    assert oracle.answer(verb, Asker("ada"), idea) == Answer(403, "forbidden")
    assert oracle.answer(verb, Asker("ben"), idea) == Answer(409, "board_archived")
    assert oracle.answer(verb, Asker("ben"), Thing("idea", OPEN, "declined", {"author": "ben"})) == Answer(
        409, "idea_frozen"
    )
    assert oracle.answer(verb, Asker("ben"), Thing("idea", OPEN, "open", {"author": "ben"})) == MAY


def test_what_is_not_seen_is_not_found_and_not_forbidden(oracle: Oracle) -> None:
    for who in ("cy", "root"):
        asker = Asker(who, admin=who == "root")
        assert oracle.answer("idea.read", asker, Thing("idea", PRIVATE, "open")) == Answer(404, "not_found")
        assert oracle.answer("idea.read", asker, Thing("idea", OPEN, "open")) == MAY
        assert oracle.answer("idea.post", asker, Thing("board", OPEN)) == Answer(403, "forbidden")


def test_a_token_of_one_board_is_elsewhere_on_another(oracle: Oracle) -> None:
    limited = Asker("ada", only_on="team")
    assert oracle.answer("idea.read", limited, Thing("idea", PRIVATE, "open")) == MAY
    assert oracle.answer("idea.read", limited, Thing("idea", OPEN, "open")) == Answer(404, "not_found")
    assert oracle.answer("me.read", limited, Thing("")) == MAY
    assert oracle.answer("me.edit", limited, Thing("")) == Answer(403, "forbidden")


def test_what_is_between_two_is_found_by_these_two(oracle: Oracle) -> None:
    between = {"giver": "ben", "receiver": "dia"}
    board = Board("team", "open", False, False, {"ada": "leader", "ben": "member", "dia": "member"})
    private, shared = (Thing("feedback", board, state, between) for state in ("private", "shared"))
    assert oracle.answer("feedback.read", Asker("ben"), private) == MAY
    assert oracle.answer("feedback.read", Asker("ada"), private) == Answer(404, "not_found")
    assert oracle.answer("feedback.read", Asker("ada"), shared) == MAY
    assert oracle.answer("feedback.read", Asker("cy"), shared) == Answer(404, "not_found")
    assert oracle.answer("feedback.share", Asker("ben"), private) == Answer(403, "forbidden")


def test_a_page_without_its_tables_is_no_page() -> None:
    with pytest.raises(AssertionError, match="policy"):
        Oracle(page="# Nothing\n")
