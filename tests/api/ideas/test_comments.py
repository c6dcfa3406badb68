"""Comments: threads under ideas and tasks; what is deleted keeps its place."""

import pytest

from ideaboard.core.ideas.comments import DEEPEST
from tests.client import PREFIX, Client, codes
from tests.make import Make


@pytest.fixture(params=["idea", "task"])
def thread(request: pytest.FixtureRequest, make: Make) -> str:
    number = make.idea() if request.param == "idea" else make.task()
    return make.path(request.param, number, "/comments")


def test_a_comment_is_shown_as_it_was_written(ben: Client, thread: str) -> None:
    answer = ben.post(thread, body="We *tried* this.")
    assert answer.status_code == 201
    said = answer.json
    assert (said["body"], said["body_html"]) == ("We *tried* this.", "<p>We <em>tried</em> this.</p>\n")
    assert (said["author"]["name"], said["deleted"], said["version"], said["edited_at"]) == ("Ben", False, 1, None)
    kind = thread.split("/")[1][:-1]
    assert (said[kind], said["idea" if kind == "task" else "task"]) == (thread.split("/")[2], None)
    assert ben.get(answer.headers["Location"].removeprefix(PREFIX)).json == said
    assert ben.get(thread).json["data"] == [said]


def test_answers_name_what_they_answer_and_come_in_order(ada: Client, ben: Client, thread: str) -> None:
    first = ben.post(thread, body="One").json["id"]
    second = ada.post(thread, body="Two", parent=first).json["id"]
    ben.post(thread, body="Three", parent=second)
    rows = ada.get(thread).json["data"]
    assert [(row["body"], row["parent"]) for row in rows] == [("One", None), ("Two", first), ("Three", second)]


def test_a_thread_has_an_end(ben: Client, thread: str) -> None:
    parent = None
    for _ in range(DEEPEST):
        answer = ben.post(thread, body="Deeper", parent=parent)
        assert answer.status_code == 201
        parent = answer.json["id"]
    answer = ben.post(thread, body="Too deep", parent=parent)
    assert (answer.status_code, answer.json["code"]) == (409, "too_deep")


def test_an_answer_belongs_to_the_same_thread(ben: Client, make: Make, thread: str) -> None:
    elsewhere = make.path("comment", make.comment(make.idea()))[10:]
    for parent in (elsewhere, "zzzzzzzz", "x"):
        assert codes(ben.post(thread, body="x", parent=parent)) == {"/parent": "unknown_id"}


def test_its_author_edits_it_and_it_is_shown_as_edited(ben: Client, thread: str) -> None:
    path = f"/comments/{ben.post(thread, body='One').json['id']}"
    said = ben.patch(path, body="**Two**").json
    assert (said["body"], said["body_html"], said["version"]) == ("**Two**", "<p><strong>Two</strong></p>\n", 2)
    assert said["edited_at"]
    assert ben.patch(path, body="**Two**").json["version"] == 2


def test_a_deleted_comment_keeps_its_place_and_loses_its_text(ada: Client, ben: Client, thread: str) -> None:
    first = ben.post(thread, body="A regret").json["id"]
    ada.post(thread, body="An answer", parent=first)
    path = f"/comments/{first}"
    assert ben.delete(path).status_code == 204
    rows = ada.get(thread).json["data"]
    assert [(row["body"], row["body_html"], row["deleted"]) for row in rows[:1]] == [(None, None, True)]
    assert rows[1]["parent"] == first
    assert "A regret" not in ada.get(path).text
    for answer in (ben.delete(path), ben.patch(path, body="Back"), ada.post(thread, body="Late", parent=first)):
        assert (answer.status_code, answer.json["code"]) == (409, "comment_deleted")


def test_nobody_else_edits_or_deletes_it(ada: Client, ben: Client, thread: str) -> None:
    path = f"/comments/{ben.post(thread, body='Mine').json['id']}"
    assert ada.patch(path, body="Hers").status_code == 403
    assert ada.delete(path).status_code == 403


def test_living_comments_are_counted_on_the_idea(ben: Client, make: Make) -> None:
    idea = make.idea()
    path = make.path("idea", idea)
    one = ben.post(path + "/comments", body="One").json["id"]
    ben.post(path + "/comments", body="Two")
    assert ben.get(path).json["comments"] == 2
    ben.delete(f"/comments/{one}")
    assert ben.get(path).json["comments"] == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [("", "blank"), (" \n", "blank"), ("x" * 16_385, "too_long"), ("ä" * 8_193, "too_long"), (7, "type")],
)
def test_a_comment_is_1_byte_to_16_kb(ben: Client, thread: str, body: object, code: str) -> None:
    assert codes(ben.post(thread, body=body)) == {"/body": code}
    assert ben.post(thread, body="ä" * 8_192).status_code == 201
