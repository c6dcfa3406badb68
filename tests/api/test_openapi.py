"""The OpenAPI document is valid, complete, shows examples that fit, and is what `docs/openapi.json` holds.

After a change of the API: `python -m tests.api.test_openapi` writes `docs/openapi.json` anew.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from flask import Flask
from openapi_spec_validator import OpenAPIV31SpecValidator

from ideaboard.app import create_app
from ideaboard.core.people import policy
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.errors import CODES
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from tests.api.asking import routes
from tests.client import Client

KEPT = Path(__file__).parents[2] / "docs" / "openapi.json"


def document() -> dict[str, Any]:
    """The document that an installation serves; it is the same for each."""
    with tempfile.TemporaryDirectory() as folder:
        key = Path(folder) / "key"
        make_key_file(key)
        settings = Settings(database_url=f"sqlite:///{folder}/none.db", key_file=str(key), log_level="error")
        app = create_app(settings, Registry.load(found=[]))
        app.extensions["ideaboard"].database.dispose()
        found: dict[str, Any] = json.loads(app.extensions["ideaboard_openapi"])
    return found


def written(said: dict[str, Any]) -> str:
    """As `docs/openapi.json` holds it."""
    return json.dumps(said, indent=1, sort_keys=True) + "\n"


DOCUMENT = document()
METHODS = ("get", "put", "post", "patch", "delete")
OPERATIONS = {
    f"{method.upper()} {path}": operation
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method in METHODS
}
each_operation = pytest.mark.parametrize("operation", OPERATIONS.values(), ids=OPERATIONS)


def test_it_is_served_to_everyone_with_an_etag(api: Client) -> None:
    answer = api.get("/openapi.json")
    assert (answer.status_code, answer.mimetype, answer.json) == (200, "application/json", DOCUMENT)
    again = api.get("/openapi.json", {"If-None-Match": "W/" + answer.headers["ETag"]})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", answer.headers["ETag"])


def test_it_is_what_the_docs_hold() -> None:
    assert KEPT.read_text(encoding="utf-8") == written(DOCUMENT), "run `python -m tests.api.test_openapi`"


def test_it_is_valid_openapi_3_1() -> None:
    assert DOCUMENT["openapi"].startswith("3.1.")
    OpenAPIV31SpecValidator(DOCUMENT).validate()


def test_every_route_is_in_it_and_nothing_else() -> None:
    def shape(rule: str) -> str:
        return "/api/v1" + re.sub(r"<[^:]+:(\w+)>", r"{\1}", rule)

    assert {f"{contract.method} {shape(contract.rule)}" for contract in routes()} == set(OPERATIONS)


def test_it_says_whose_it_is_without_naming_a_place_that_is_not() -> None:
    info = DOCUMENT["info"]
    assert info["title"] == "ideaboard"
    assert info["license"]["identifier"] == "Apache-2.0"
    assert info["contact"]["name"]
    assert DOCUMENT["servers"] == [{"url": "/", "description": "This board"}]
    assert not re.search(r"https?://(?!127\.0\.0\.1:8000/|tracker\.example\.org/|id\.example\.org)", written(DOCUMENT))


def test_every_tag_in_use_is_described_and_every_described_one_in_use() -> None:
    described = {tag["name"]: tag["description"] for tag in DOCUMENT["tags"]}
    assert all(described.values())
    assert {tag for operation in OPERATIONS.values() for tag in operation["tags"]} == set(described)


def test_every_operation_has_an_id_of_its_own() -> None:
    ids = [operation["operationId"] for operation in OPERATIONS.values()]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z_]+", name) for name in ids)


@each_operation
def test_an_operation_says_what_it_does_and_who_may(operation: dict[str, Any]) -> None:
    assert operation["summary"].rstrip().endswith((".", "?"))
    assert "\n" not in operation["summary"]
    assert "For " in operation["description"]


@pytest.mark.parametrize("contract", routes(), ids=lambda contract: f"{contract.method} {contract.rule}")
def test_an_operation_names_the_scopes_that_the_policy_asks_for(contract: Any) -> None:
    path = "/api/v1" + re.sub(r"<[^:]+:(\w+)>", r"{\1}", contract.rule)
    operation = OPERATIONS[f"{contract.method} {path}"]
    rules = [policy.TABLE[verb] for verb in contract.verbs]
    if any("nobody" in rule.roles for rule in rules):
        assert operation["security"] == []
        assert ("403" in operation["responses"]) == bool(contract.refusals)
        return
    assert operation["security"] == [{"token": []}, {"session": []}]
    assert {"401", "403"} <= set(operation["responses"])
    assert set(re.findall(r"scope `(\w+)`", operation["description"])) == {rule.scope for rule in rules}


@each_operation
def test_an_operation_says_how_it_refuses_with_an_example(operation: dict[str, Any]) -> None:
    refusals = {status: said for status, said in operation["responses"].items() if status >= "400"}
    assert {"400", "406", "422"} <= set(refusals)
    for status, said in refusals.items():
        media = said["content"]["application/problem+json"]
        example = media["example"]
        assert (str(example["status"]), example["title"]) == (status, CODES[example["code"]])
        codes = re.findall(r"`(\w+)`:", said["description"])
        assert codes[0] == example["code"]
        assert set(codes) <= set(CODES)


@each_operation
def test_an_operation_that_succeeds_shows_how(operation: dict[str, Any]) -> None:
    # Where there may be nothing to say, 204 is the other one.
    done, *other = [status for status in operation["responses"] if status.startswith("2")]
    assert other in ([], ["204"])
    said = operation["responses"][done]
    if done == "204":
        assert "content" not in said
        return
    [media] = said["content"].values()
    assert media["example"]
    assert ("ETag" in said["headers"]) == (done != "202")
    assert ("Location" in said["headers"]) == (done in ("201", "202"))


def _media(at: Any, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every media type object of the document: where it is, and itself."""
    if isinstance(at, dict):
        if "schema" in at and "example" in at:
            yield where, at
        for key, inner in at.items():
            if key not in ("example", "examples"):
                yield from _media(inner, f"{where}/{key}")
    elif isinstance(at, list):
        for position, inner in enumerate(at):
            yield from _media(inner, f"{where}/{position}")


def _check(schema: dict[str, Any], value: Any) -> None:
    whole = {**schema, "components": DOCUMENT["components"]}
    formats = jsonschema.Draft202012Validator.FORMAT_CHECKER
    jsonschema.Draft202012Validator(whole, format_checker=formats).validate(value)


MEDIA = dict(_media({"paths": DOCUMENT["paths"], "webhooks": DOCUMENT["webhooks"]}))


@pytest.mark.parametrize("where", MEDIA)
def test_an_example_of_a_body_fits_its_schema(where: str) -> None:
    _check(MEDIA[where]["schema"], MEDIA[where]["example"])


def test_examples_of_bodies_are_in_every_request_and_answer() -> None:
    with_body = [op for op in OPERATIONS.values() if "requestBody" in op]
    assert len([where for where in MEDIA if "requestBody" in where]) >= len(with_body) > 20
    for operation in with_body:
        assert all("example" in media for media in operation["requestBody"]["content"].values())


@pytest.mark.parametrize("name", DOCUMENT["components"]["schemas"])
def test_an_example_of_a_field_fits_its_schema(name: str) -> None:
    for field in DOCUMENT["components"]["schemas"][name]["properties"].values():
        if "example" in field:
            _check(field, field["example"])


def test_a_patch_takes_a_merge_patch_and_every_field_is_optional() -> None:
    for name, operation in OPERATIONS.items():
        if name.startswith("PATCH"):
            content = operation["requestBody"]["content"]
            assert set(content) == {"application/json", "application/merge-patch+json"}
            schema = content["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
            assert "required" not in DOCUMENT["components"]["schemas"][schema]


# What is absent where it is not for the caller.
SOMETIMES = {"token", "secret_already_shown", "votes", "author_key", "secret"}
OPTIONAL = {
    "DeskShown": {"ideas", "questions", "follow_ups", "issues", "flags"},
    "InvitationMade": {"url", "secret_already_shown"},
}


def test_what_is_sent_is_closed_and_what_is_answered_is_open_and_whole() -> None:
    sent = {contract.body.__name__ for contract in routes() if contract.body is not None}
    answered = {contract.out.__name__ for contract in routes() if contract.out is not None}
    schemas = DOCUMENT["components"]["schemas"]
    for name in sent:
        assert schemas[name]["additionalProperties"] is False
    for name in answered:
        assert "additionalProperties" not in schemas[name]
        optional = OPTIONAL.get(name, SOMETIMES) & set(schemas[name]["properties"])
        assert set(schemas[name]["required"]) == set(schemas[name]["properties"]) - optional


def test_a_query_parameter_is_never_null(app: Flask) -> None:
    for operation in OPERATIONS.values():
        for parameter in operation.get("parameters", []):
            if parameter.get("in") == "query":
                assert isinstance(parameter["schema"]["type"], str)
                assert None not in parameter["schema"].get("enum", [])
                assert parameter["schema"].get("default", "") is not None


def test_versioned_edits_need_if_match_and_posts_take_a_key() -> None:
    for contract in routes():
        path = "/api/v1" + re.sub(r"<[^:]+:(\w+)>", r"{\1}", contract.rule)
        item = DOCUMENT["paths"][path]
        said = [*item.get("parameters", []), *item[contract.method.lower()].get("parameters", [])]
        refs = {parameter.get("$ref", "").rsplit("/", 1)[-1] for parameter in said}
        edits = contract.versioned and contract.method in ("PATCH", "DELETE")
        assert ("IfMatch" in refs) == edits
        assert ("IdempotencyKey" in refs) == (
            contract.method == "POST" and not (contract.signs_in or contract.only_reads)
        )
        assert ("IfNoneMatch" in refs) == contract.safe


if __name__ == "__main__":
    KEPT.write_text(written(DOCUMENT), encoding="utf-8")
    print(f"{KEPT}: {len(OPERATIONS)} operations")
