"""The OpenAPI document lints clean, without an error and without a warning, by Redocly's `recommended-strict` and by
Spectral's `spectral:oas`; and both would say so if it did not.
"""

import copy
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests import needs
from tests.api.test_openapi import DOCUMENT
from tests.house import openapi_lint

LINTERS = {"redocly": openapi_lint.redocly, "spectral": openapi_lint.spectral}
each_linter = pytest.mark.parametrize("linter", LINTERS)

# The first one waits for the packages, which may come from far away.
pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def installed() -> None:
    """The linters' packages."""
    if needs.NPM.path() is None:
        if needs.in_ci():
            pytest.fail("CI needs npm: apt-get install npm")
        pytest.skip("npm is missing: install the package npm")
    try:
        openapi_lint.install()
    except subprocess.CalledProcessError as failed:
        if needs.in_ci():
            raise
        pytest.skip(f"the OpenAPI linters cannot be installed: {failed.stderr.splitlines()[0]}")


def kept(folder: Path, name: str, document: dict[str, Any]) -> Path:
    """A file that holds the document."""
    path = folder / f"{name}.json"
    path.write_text(json.dumps(document, indent=1), encoding="utf-8")
    return path


def excerpt(path: str) -> dict[str, Any]:
    """The document with one path only, and with no component that this does not need."""
    said = copy.deepcopy(DOCUMENT)
    said["paths"] = {path: said["paths"][path]}
    del said["webhooks"]
    components = {"securitySchemes": said["components"]["securitySchemes"]}
    open_ends = [said["paths"]]
    while open_ends:
        for kind, name in re.findall(r'"#/components/(\w+)/([\w-]+)"', json.dumps(open_ends.pop())):
            if name not in components.setdefault(kind, {}):
                components[kind][name] = said["components"][kind][name]
                open_ends.append(components[kind][name])
    said["components"] = components
    return said


def _without(name: str) -> Callable[[dict[str, Any], dict[str, Any]], None]:
    return lambda document, operation: operation.pop(name)


def _bad_example(document: dict[str, Any], operation: dict[str, Any]) -> None:
    operation["requestBody"]["content"]["application/json"]["example"] = {"slug": 7}


def _no_refusal(document: dict[str, Any], operation: dict[str, Any]) -> None:
    operation["responses"] = {"201": operation["responses"]["201"]}


def _unknown_security(document: dict[str, Any], operation: dict[str, Any]) -> None:
    operation["security"] = [{"nothing": []}]


def _unused(document: dict[str, Any], operation: dict[str, Any]) -> None:
    document["components"]["schemas"]["Unused"] = {"type": "string"}


def _no_contact(document: dict[str, Any], operation: dict[str, Any]) -> None:
    del document["info"]["contact"]


# How one operation, or the document around it, is spoilt, and the rule by which each linter finds it.
PLANTS: dict[str, tuple[Callable[[dict[str, Any], dict[str, Any]], Any], dict[str, str]]] = {
    "no id": (
        _without("operationId"),
        {"redocly": "operation-operationId", "spectral": "operation-operationId"},
    ),
    "no summary": (_without("summary"), {"redocly": "operation-summary"}),
    "no description": (_without("description"), {"spectral": "operation-description"}),
    "no refusal": (_no_refusal, {"redocly": "operation-4xx-response"}),
    "an example that breaks its schema": (
        _bad_example,
        {"redocly": "no-invalid-media-type-examples", "spectral": "oas3-valid-media-example"},
    ),
    "a security scheme that is not there": (
        _unknown_security,
        {"redocly": "security-defined", "spectral": "oas3-operation-security-defined"},
    ),
    "a component that nothing uses": (
        _unused,
        {"redocly": "no-unused-components", "spectral": "oas3-unused-component"},
    ),
    "no contact": (_no_contact, {"spectral": "info-contact"}),
}


@each_linter
def test_nothing_is_found_in_the_document(installed: None, linter: str, tmp_path: Path) -> None:
    assert LINTERS[linter]([kept(tmp_path, "document", DOCUMENT)]) == []


@each_linter
def test_what_is_planted_is_found(installed: None, linter: str, tmp_path: Path) -> None:
    documents = [kept(tmp_path, "untouched", excerpt("/api/v1/boards"))]
    expected = set()
    for name, (spoil, rules) in PLANTS.items():
        if linter in rules:
            document = excerpt("/api/v1/boards")
            spoil(document, document["paths"]["/api/v1/boards"]["post"])
            documents.append(kept(tmp_path, name, document))
            expected.add((name, rules[linter]))
    assert {(found.document, found.rule) for found in LINTERS[linter](documents)} == expected


def test_the_lock_file_names_no_place_to_fetch_from() -> None:
    packages = json.loads(openapi_lint.LOCK.read_text())["packages"]
    assert len(packages) > 100
    assert [name for name, package in packages.items() if "resolved" in package] == []
