"""The list of codes, the places that raise them and the page that explains them say the same."""

import ast
from pathlib import Path

from flask import Flask

import ideaboard
from ideaboard.api.dialect.openapi import _ALWAYS, _SIGNED_IN, _VERSIONED, _WITH_BODY
from ideaboard.api.dialect.problems import _OF_STATUS
from ideaboard.core.people import policy
from ideaboard.errors import CODES, FIELD_CODES
from tests.api.asking import routes

FAMILY = {
    "Problem", "BadRequest", "Unauthenticated", "Forbidden", "NotFound", "Conflict", "Stale", "PreconditionRequired",
    "Busy", "Invalid",
}  # fmt: skip


def _calls() -> list[ast.Call]:
    files = Path(ideaboard.__file__).parent.rglob("*.py")
    return [node for file in files for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _word(call: ast.Call, position: int, keyword: str) -> str | None:
    found = call.args[position] if len(call.args) > position else None
    found = next((kw.value for kw in call.keywords if kw.arg == keyword), found)
    return found.value if isinstance(found, ast.Constant) and isinstance(found.value, str) else None


def _raised() -> set[str]:
    """Every code that the source raises: said at the raising place, by a class, by the policy, or by a status."""
    found: set[str] = set()
    for call in _calls():
        if _name(call) in FAMILY:
            found.add(_word(call, 1 if _name(call) == "Invalid" else 0, "code") or "")
        elif _name(call) == "write":
            found.add(_word(call, 1, "code") or "")
    for file in Path(ideaboard.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.ClassDef):
                found |= {
                    item.value.value
                    for item in node.body
                    if isinstance(item, ast.Assign)
                    and isinstance(item.targets[0], ast.Name)
                    and item.targets[0].id == "code"
                    and isinstance(item.value, ast.Constant)
                }
    found |= {rule.otherwise for rule in policy.TABLE.values()} | set(_OF_STATUS.values())
    return found - {""}


def _said_of_fields() -> set[str]:
    """Every code that the source says of a field."""
    found: set[str] = set()
    at = {"FieldError": (1, "code"), "invalid_field": (1, "code"), "wrong": (1, "code"), "Said": (1, "code")}
    for call in _calls():
        if _name(call) in at:
            found.add(_word(call, *at[_name(call)]) or "")
        elif _name(call) == "make_error":
            found.add(_word(call, 0, "key") or "")
    return found - {""}


def test_every_code_that_is_raised_is_listed() -> None:
    assert _raised() - set(CODES) == set()


def test_every_code_that_is_listed_is_raised() -> None:
    assert set(CODES) - _raised() == set()


def test_every_code_of_a_field_is_listed_and_every_listed_one_is_said() -> None:
    by_marshmallow = {"required", "null", "wrong"}
    assert _said_of_fields() | by_marshmallow == set(FIELD_CODES)


def test_the_codes_that_the_document_names_are_listed() -> None:
    said = {code for _, code in (*_ALWAYS, *_SIGNED_IN, *_WITH_BODY, *_VERSIONED)}
    said |= {code for contract in routes() for code in contract.conflicts}
    assert said <= set(CODES)


def test_the_address_in_a_problem_leads_to_its_explanation(app: Flask) -> None:
    page = app.test_client().get("/api/docs/problems")
    assert (page.status_code, page.mimetype) == (200, "text/html")
    for anchor in [*CODES, *(f"field-{code}" for code in FIELD_CODES)]:
        assert page.text.count(f'id="{anchor}"') == 1, anchor
