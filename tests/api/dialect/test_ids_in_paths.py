"""What is no id is not found, whatever the method."""

import pytest

from tests.client import Client

NO_IDS = ["zzzzzzzz", "0000000000", "7zt28vbq"]


@pytest.mark.parametrize("wrong", NO_IDS)
@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/ideas/{}"),
        ("PUT", "/ideas/{}/vote"),
        ("DELETE", "/ideas/{}/vote"),
        ("POST", "/jobs/{}/retry"),
        ("GET", "/tasks/{}/approaches"),
    ],
)
def test_what_is_no_id_is_not_found(ada: Client, method: str, path: str, wrong: str) -> None:
    answer = ada.ask(method, path.format(wrong))
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_the_id_of_another_kind_of_thing_is_not_found(ada: Client, make) -> None:  # type: ignore[no-untyped-def]
    idea = make.path("idea", make.idea()).split("/")[-1]
    assert ada.get(f"/ideas/{idea}").status_code == 200
    assert ada.get(f"/comments/{idea}").status_code == 404
    assert ada.get(f"/tasks/{idea}").status_code == 404
