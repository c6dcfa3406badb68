"""ETags: what was read is not sent twice, and no edit is lost."""

from functools import partial

import pytest

from tests.api.asking import together
from tests.client import Client
from tests.make import Make


def test_what_the_caller_has_is_a_304_with_its_etag_and_no_body(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    etag = ben.etag(path)
    answer = ben.get(path, {"If-None-Match": etag})
    assert (answer.status_code, answer.data, answer.headers["ETag"]) == (304, b"", etag)
    assert answer.headers["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("form", ["W/{}", '"x", {}', 'W/"y",W/{}', "*"])
def test_it_is_known_in_every_form(ben: Client, make: Make, form: str) -> None:
    path = make.path("idea", make.idea())
    assert ben.get(path, {"If-None-Match": form.format(ben.etag(path))}).status_code == 304


def test_everything_the_caller_sees_changes_the_etag_but_not_the_version(ben: Client, make: Make) -> None:
    idea = make.idea()
    path = make.path("idea", idea)
    before = ben.etag(path)
    make.vote(idea, "dia")
    after = ben.etag(path)
    assert after != before
    assert after.split(".")[0] == before.split(".")[0] == '"1'
    assert ben.get(path, {"If-None-Match": before}).status_code == 200


def test_a_vote_does_not_break_an_editor(ben: Client, make: Make) -> None:
    idea = make.idea()
    path = make.path("idea", idea)
    before = ben.etag(path)
    make.vote(idea, "dia")
    assert ben.patch(path, before, title="Better").status_code == 200


def test_two_people_have_different_etags_where_they_see_different_things(ada: Client, ben: Client, make: Make) -> None:
    idea = make.idea()
    make.vote(idea, "ben")
    path = make.path("idea", idea)
    assert ada.etag(path) != ben.etag(path)


def test_a_list_has_an_etag_that_changes_with_its_rows(ben: Client, make: Make) -> None:
    idea = make.idea()
    make.idea("Other")
    path = "/boards/team/ideas"
    etag = ben.etag(path)
    assert ben.etag(path) == etag
    assert ben.get(path, {"If-None-Match": etag}).status_code == 304
    make.vote(idea, "dia")
    fresh = ben.get(path, {"If-None-Match": etag})
    assert (fresh.status_code, len(fresh.json["data"])) == (200, 2)


def test_a_page_with_a_cursor_keeps_its_etag(ben: Client, make: Make) -> None:
    for number in range(3):
        make.idea(f"Idea {number}")
    first = ben.get("/boards/team/ideas", limit=1, sort="new")
    again = ben.get("/boards/team/ideas", {"If-None-Match": first.headers["ETag"]}, limit=1, sort="new")
    assert again.status_code == 304


@pytest.mark.parametrize("tag", ['"7.0a1b2c3d4e5f607182"', '"x"', '"0.0a"', '"1000000000000.00"', 'W/"2.ab"'])
def test_another_version_is_stale(ben: Client, make: Make, tag: str) -> None:
    path = make.path("idea", make.idea())
    answer = ben.patch(path, tag, title="New")
    assert (answer.status_code, answer.headers["ETag"]) == (412, ben.etag(path))
    assert ben.get(path).json["title"] == "An idea"


@pytest.mark.parametrize("tag", ["1.ab", "W/", '"1.a', ","])
def test_what_is_no_etag_is_a_400(ben: Client, make: Make, tag: str) -> None:
    answer = ben.patch(make.path("idea", make.idea()), tag, title="New")
    assert (answer.status_code, answer.json["code"]) == (400, "bad_request")


def test_a_star_means_any_version(ben: Client, make: Make) -> None:
    assert ben.patch(make.path("idea", make.idea()), "*", title="New").status_code == 200


def test_of_several_tags_the_newest_counts(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    old = ben.etag(path)
    new = ben.patch(path, title="Second").headers["ETag"]
    assert ben.patch(path, f"{old}, {new}", title="Third").status_code == 200


def test_what_an_editor_may_not_see_is_not_told_by_a_412(cy: Client, make: Make) -> None:
    answer = cy.patch(make.path("idea", make.idea()), '"x"', title="New")
    assert (answer.status_code, "ETag" in answer.headers) == (404, False)


def test_a_stale_judge_is_told_the_etag_of_what_they_judge(ada: Client, ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    read = ada.etag(path)
    ben.patch(path, title="Changed meanwhile")
    answer = ada.post(path + "/decisions", {"If-Match": read}, outcome="adopt", rationale="Good.")
    assert (answer.status_code, answer.json["code"]) == (412, "stale")
    assert answer.headers["ETag"] == ada.etag(path)
    again = ada.post(path + "/decisions", {"If-Match": ada.etag(path)}, outcome="adopt", rationale="Good.")
    assert (again.status_code, again.json["idea_version"]) == (201, 2)


EDITORS = 6


@pytest.mark.parametrize("kind", ["idea", "task", "comment", "value", "board", "me", "point"])
def test_of_concurrent_editors_exactly_one_wins_each_version(ada: Client, make: Make, kind: str) -> None:
    idea = make.idea(by="ada")
    path, field = {
        "idea": lambda: (make.path("idea", idea), "title"),
        "task": lambda: (make.path("task", make.task(by="ada")), "title"),
        "comment": lambda: (make.path("comment", make.comment(idea, by="ada")), "body"),
        "value": lambda: (
            f"/boards/team/values/{_id(ada.post('/boards/team/values', name='Sleep'))}",
            "name",
        ),
        "board": lambda: ("/boards/team", "purpose"),
        "me": lambda: ("/me", "name"),
        "point": lambda: (
            make.path("idea", idea, "/points/")
            + _id(ada.post(make.path("idea", idea, "/points"), side="for", text="Yes.")),
            "text",
        ),
    }[kind]()
    for turn in range(3):
        etag = ada.etag(path)
        edits = [partial(ada.again().patch, path, etag, **{field: f"Turn {turn} by {n}"}) for n in range(EDITORS)]
        answers = together(edits)
        assert sorted(answer.status_code for answer in answers) == [200, *[412] * (EDITORS - 1)]
        [won] = [answer for answer in answers if answer.status_code == 200]
        assert ada.get(path).json[field] == won.json[field]
        assert ada.etag(path) == won.headers["ETag"]
        assert all(answer.headers["ETag"] == won.headers["ETag"] for answer in answers)


def _id(answer) -> str:  # type: ignore[no-untyped-def]
    assert answer.status_code == 201, answer.json
    return str(answer.json["id"])


def test_of_an_edit_and_a_withdrawal_at_once_one_wins(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    etag = ben.etag(path)
    ben.patch(path, etag, title="Second")
    answers = together([lambda: ben.again().patch(path, etag, title="Third"), lambda: ben.again().delete(path, etag)])
    assert [answer.status_code for answer in answers] == [412, 412]
