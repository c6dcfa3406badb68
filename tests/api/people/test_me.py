"""Who am I, and what can I change about myself?"""

from tests.client import Client, codes
from tests.make import Make


def test_i_see_myself_whole(ben: Client, make: Make) -> None:
    answer = ben.get("/me")
    assert answer.json == {
        "id": make.path("account", make.person("ben"))[10:],
        "kind": "person",
        "name": "Ben",
        "email": "ben@example.org",
        "admin": False,
        "created_at": answer.json["created_at"],
    }
    assert answer.json["created_at"].endswith("Z")


def test_an_admin_is_told_so(root: Client) -> None:
    assert root.get("/me").json["admin"] is True


def test_i_change_my_name_and_others_see_it(ada: Client, ben: Client, make: Make) -> None:
    idea = make.idea()
    answer = ben.patch("/me", name="  Benjamin ")
    assert (answer.status_code, answer.json["name"]) == (200, "Benjamin")
    assert answer.headers["ETag"] == ben.etag("/me")
    assert ada.get(make.path("idea", idea)).json["author"]["name"] == "Benjamin"


def test_i_cannot_make_myself_an_admin(ben: Client) -> None:
    for field in ({"admin": True}, {"email": "x@example.org"}, {"kind": "service"}, {"disabled": False}):
        assert codes(ben.patch("/me", **field)) == {f"/{next(iter(field))}": "unknown_field"}
    assert ben.get("/me").json["admin"] is False


def test_a_name_is_one_line_of_1_to_100_characters(ben: Client) -> None:
    for name, code in (("", "blank"), (" ", "blank"), ("a\nb", "one_line"), ("x" * 101, "too_long"), (None, "null")):
        assert codes(ben.patch("/me", name=name)) == {"/name": code}
    assert ben.patch("/me", name="x" * 100).status_code == 200


def test_an_empty_patch_changes_nothing_that_is_seen(ben: Client) -> None:
    before = ben.get("/me").json
    assert ben.patch("/me").json == before
