"""Values: named and retired by leaders; the ideas that serve one keep it."""

from tests.client import PREFIX, Client, codes
from tests.make import Make

VALUES = "/boards/team/values"


def test_a_leader_names_a_value_and_everyone_reads_it(ada: Client, ben: Client) -> None:
    answer = ada.post(VALUES, name=" Sleep ", meaning="Nobody is woken for what can wait.")
    assert answer.status_code == 201
    said = answer.json
    assert (said["name"], said["retired_at"], said["version"]) == ("Sleep", None, 1)
    assert ben.get(answer.headers["Location"].removeprefix(PREFIX)).json == {**said, "stories": []}
    assert ben.get(VALUES).json["data"] == [said]


def test_a_name_is_one_living_values(ada: Client) -> None:
    one = ada.post(VALUES, name="Sleep").json["id"]
    two = ada.post(VALUES, name="Calm").json["id"]
    for answer in (ada.post(VALUES, name="Sleep"), ada.patch(f"{VALUES}/{two}", name="Sleep")):
        assert (answer.status_code, answer.json["code"]) == (409, "value_taken")
    assert ada.patch(f"{VALUES}/{one}", name="Sleep", meaning="More.").json["meaning"] == "More."
    ada.delete(f"{VALUES}/{one}")
    assert ada.post(VALUES, name="Sleep").status_code == 201


def test_a_retired_value_stays_readable_and_on_its_ideas(ada: Client, make: Make) -> None:
    value = make.value()
    idea = make.idea(values=[{"value": value, "how": "So."}])
    path = VALUES + make.path("value", value).removeprefix("/values")
    assert ada.delete(path).status_code == 204
    assert ada.get(path).json["retired_at"]
    assert ada.get(make.path("idea", idea)).json["values"] == [{"value": path.rsplit("/", 1)[1], "how": "So."}]
    answer = ada.delete(path)
    assert (answer.status_code, answer.json["code"]) == (409, "value_retired")


def test_members_name_edit_and_retire_nothing(ben: Client, make: Make) -> None:
    path = VALUES + make.path("value", make.value()).removeprefix("/values")
    answers = [ben.post(VALUES, name="Mine"), ben.patch(path, name="Mine"), ben.delete(path)]
    assert [answer.status_code for answer in answers] == [403] * 3


def test_a_value_is_found_on_its_own_board_only(ada: Client, make: Make) -> None:
    elsewhere = make.path("value", make.value("Far", board="other")).removeprefix("/values")
    assert ada.get("/boards/other/values" + elsewhere).status_code == 200
    assert ada.get(VALUES + elsewhere).status_code == 404
    assert ada.patch(VALUES + elsewhere, "*", name="x").status_code == 404
    assert ada.delete(VALUES + elsewhere, "*").status_code == 404


def test_what_a_value_cannot_be(ada: Client) -> None:
    assert codes(ada.post(VALUES)) == {"/name": "required"}
    assert codes(ada.post(VALUES, name="x" * 101, meaning="y" * 2001)) == {"/name": "too_long", "/meaning": "too_long"}
