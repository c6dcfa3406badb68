"""A PATCH leaves out what it does not change; what it does say is said whole."""

import pytest

from tests.client import Client, codes
from tests.make import Make


@pytest.mark.parametrize("kind", ["application/json", "application/merge-patch+json"])
def test_what_is_required_inside_a_list_is_required_in_a_patch_too(ben: Client, make: Make, kind: str) -> None:
    path = make.path("idea", make.idea())
    answer = ben.ask("PATCH", path, {"If-Match": "*", "Content-Type": kind}, data='{"values": [{"how": "It does."}]}')
    assert (answer.status_code, codes(answer)) == (422, {"/values/0/value": "required"})
    assert ben.get(path).json["version"] == 1


def test_a_patch_of_nothing_changes_nothing(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    assert ben.patch(path).json["version"] == 1


def test_an_empty_if_match_is_no_etag_where_none_is_needed(ada: Client, make: Make) -> None:
    path = make.path("idea", make.idea(), "/decisions")
    answer = ada.post(path, {"If-Match": ""}, outcome="adopt", rationale="Yes.")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")
