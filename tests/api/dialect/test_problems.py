"""Every refusal is a problem (RFC 9457) with its status, code and request id; never HTML, never a stack trace."""

import io
import re

import pytest
import structlog
from flask import Flask
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from ideaboard.api.dialect.problems import STATUS
from ideaboard.core.people.accounts import Account
from ideaboard.errors import CODES, Busy, Problem
from tests.api.dialect.planted import SECRET
from tests.client import PREFIX, Client, codes
from tests.make import Make

IDEAS = "/boards/team/ideas"


def _refused(answer, status: int, code: str):  # type: ignore[no-untyped-def]
    said = answer.json
    assert (answer.status_code, said["status"], said["code"]) == (status, status, code)
    assert answer.mimetype == "application/problem+json"
    assert said["title"] == CODES[code]
    assert said["detail"]
    assert said["type"] == f"http://127.0.0.1:8000/api/docs/problems#{code}"
    assert said["request_id"] == answer.headers["X-Request-Id"]
    return said


def test_unreadable_json_is_a_400(ben: Client) -> None:
    answer = ben.ask("POST", IDEAS, data='{"title": ', content_type="application/json")
    assert "line 1, column 11" in _refused(answer, 400, "bad_json")["detail"]


def test_a_query_string_that_cannot_be_read_is_a_400(ben: Client) -> None:
    for query in ("status=%FF", "status=%00", "&".join("a=1" for _ in range(60)), "q=" + "x" * 8000):
        _refused(ben.ask("GET", f"{IDEAS}?{query}"), 400, "bad_request")


def test_nobody_is_asked_to_sign_in(api: Client) -> None:
    answer = api.get("/me")
    _refused(answer, 401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="ideaboard"'


@pytest.mark.parametrize("header", ["Basic YTpi", "Bearer", "Bearer  ", "ib_x", "Bearer ib_unknown", ""])
def test_who_says_it_wrong_is_nobody(api: Client, header: str) -> None:
    answer = api.get("/me", {"Authorization": header})
    _refused(answer, 401, "unauthenticated")
    assert "WWW-Authenticate" in answer.headers


def test_what_only_leaders_may_is_a_403(ben: Client) -> None:
    said = _refused(ben.post("/boards/team/values", name="Sleep"), 403, "forbidden")
    assert said["detail"] == "Only leaders may do this."


def test_what_is_not_there_is_a_404(ben: Client) -> None:
    for path in (
        "/ideas/zzzzzzzz",
        "/ideas/1",
        "/nothing",
        "/boards/nowhere",
        "/boards/team/values/zzzzzzzz",
    ):
        _refused(ben.get(path), 404, "not_found")


def test_the_root_of_the_api_is_a_404_in_json(app: Flask) -> None:
    for path in ("/api", "/api/", "/api/v1", "/api/v2/me"):
        _refused(app.test_client().get(path), 404, "not_found")


def test_a_method_that_is_not_for_an_address_is_a_405_with_the_ones_that_are(ben: Client, make: Make) -> None:
    answer = ben.ask("PUT", make.path("idea", make.idea()), json={})
    _refused(answer, 405, "method_not_allowed")
    assert {part.strip() for part in answer.headers["Allow"].split(",")} == {
        "DELETE", "GET", "HEAD", "OPTIONS", "PATCH",
    }  # fmt: skip


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/json;q=0, text/html", "application/xml"])
def test_who_accepts_no_json_is_told_so(ben: Client, accept: str) -> None:
    _refused(ben.get("/me", {"Accept": accept}), 406, "not_acceptable")


@pytest.mark.parametrize("accept", ["*/*", "application/*", "text/html, */*;q=0.1", "application/problem+json", ""])
def test_who_accepts_json_among_others_gets_it(ben: Client, accept: str) -> None:
    answer = ben.get("/me", {"Accept": accept})
    assert (answer.status_code, answer.mimetype) == (200, "application/json")


def test_the_state_of_things_is_a_409(ada: Client, make: Make) -> None:
    idea = make.idea()
    make.decide(idea, "decline")
    said = _refused(ada.put(make.path("idea", idea, "/vote")), 409, "idea_not_open")
    assert said["state"] == "declined"


def test_a_stale_edit_is_a_412_with_the_current_etag(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    first = ben.etag(path)
    ben.patch(path, title="Second")
    answer = ben.patch(path, first, title="Third")
    _refused(answer, 412, "stale")
    assert answer.headers["ETag"] == ben.etag(path)


def test_a_body_that_is_too_long_is_a_413(ben: Client) -> None:
    body = b'{"title": "' + b"x" * 1_048_576 + b'"}'
    _refused(ben.ask("POST", IDEAS, data=body, content_type="application/json"), 413, "too_large")


def test_a_body_that_does_not_say_how_long_it_is_is_held_to_the_same_limit(ben: Client) -> None:
    answer = ben.ask(
        "POST", IDEAS, input_stream=io.BytesIO(b'{"title": "' + b"x" * 1_048_576 + b'"}'),
        content_type="application/json",
        environ_overrides={"CONTENT_LENGTH": "", "HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True},
    )  # fmt: skip
    _refused(answer, 413, "too_large")


def test_a_body_of_another_type_is_a_415_that_names_ours(ben: Client, make: Make) -> None:
    said = _refused(ben.ask("POST", IDEAS, data=b"title=x"), 415, "unsupported_media_type")
    assert said["accepted"] == ["application/json"]
    path = make.path("idea", make.idea())
    answer = ben.ask("PATCH", path, {"If-Match": "*"}, data="{}", content_type="application/xml")
    said = _refused(answer, 415, "unsupported_media_type")
    assert said["accepted"] == ["application/json", "application/merge-patch+json"]


def test_a_merge_patch_is_taken_as_such(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea(effort="small"))
    answer = ben.ask(
        "PATCH",
        path,
        {"If-Match": "*"},
        data=b'{"effort": null}',
        content_type="application/merge-patch+json",
    )
    assert (answer.status_code, answer.json["effort"], answer.json["title"]) == (200, None, "An idea")
    post = ben.ask("POST", IDEAS, data=b'{"title": "x"}', content_type="application/merge-patch+json")
    _refused(post, 415, "unsupported_media_type")


def test_wrong_fields_are_a_422_that_names_each(ben: Client) -> None:
    answer = ben.post(IDEAS, title=" ", effort="huge", nothing=1, body="x" * 70_000)
    _refused(answer, 422, "invalid")
    assert codes(answer) == {
        "/title": "blank", "/effort": "not_one_of", "/nothing": "unknown_field", "/body": "too_long",
    }  # fmt: skip
    params = {error["pointer"]: error["params"] for error in answer.json["errors"]}
    assert params["/body"] == {"max": 65_536}
    assert params["/effort"] == {"allowed": ["small", "medium", "large"]}


def test_a_field_deep_inside_has_its_pointer(ada: Client, make: Make) -> None:
    answer = ada.post(IDEAS, title="x", values=[{"value": "nothing", "how": "x"}, {"how": "y"}, 7])
    assert codes(answer) == {
        "/values/0/value": "unknown_id", "/values/1/value": "required", "/values/2": "type",
    }  # fmt: skip


def test_a_body_that_is_no_object_is_a_422_about_the_whole(ben: Client) -> None:
    for body in (b"[]", b'"x"', b"null", b"3"):
        answer = ben.ask("POST", IDEAS, data=body, content_type="application/json")
        _refused(answer, 422, "invalid")
        assert codes(answer) == {"": "type"}


def test_an_edit_without_if_match_is_a_428(ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    _refused(ben.ask("PATCH", path, json={"title": "x"}), 428, "precondition_required")
    _refused(ben.ask("DELETE", path), 428, "precondition_required")


@pytest.mark.parametrize("given", ["abc-1.2_3", "A" * 128])
def test_a_well_formed_request_id_is_echoed(ben: Client, given: str) -> None:
    assert ben.get("/me", {"X-Request-Id": given}).headers["X-Request-Id"] == given
    answer = ben.get("/nothing", {"X-Request-Id": given})
    assert answer.headers["X-Request-Id"] == answer.json["request_id"] == given


@pytest.mark.parametrize("given", ["", "a b", "A" * 129, "x;y", "<script>"])
def test_another_request_id_is_replaced(ben: Client, given: str) -> None:
    answer = ben.get("/nothing", {"X-Request-Id": given})
    assert re.fullmatch(r"[0-9a-f]{16}", answer.headers["X-Request-Id"])
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_an_answer_of_every_kind_carries_a_request_id(app: Flask, ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea())
    etag = ben.etag(path)
    answers = [
        ben.get(path), ben.get(path, {"If-None-Match": etag}), ben.delete(path), ben.ask("HEAD", "/me"),
        ben.ask("OPTIONS", "/me"), ben.get("/openapi.json"), app.test_client().get("/"),
        app.test_client().get("/api/docs/problems"),
    ]  # fmt: skip
    seen = [answer.headers["X-Request-Id"] for answer in answers]
    assert len(set(seen)) == len(answers)


def test_a_view_that_breaks_is_a_500_without_a_trace_and_is_logged(planted_app: Flask, make: Make) -> None:
    with structlog.testing.capture_logs() as logs:
        answer = planted_app.test_client().get(PREFIX + "/planted/crash")
    said = _refused(answer, 500, "internal")
    assert not re.search(r"Traceback|RuntimeError|\.py", answer.text)
    assert SECRET not in answer.text
    [line] = [line for line in logs if line["log_level"] == "error"]
    assert (line["request_id"], line["path"]) == (said["request_id"], PREFIX + "/planted/crash")
    assert isinstance(line["exc_info"], RuntimeError)


def test_what_people_wrote_is_not_in_the_log_when_the_database_refuses(
    ben: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(session, *args, **kw):  # type: ignore[no-untyped-def]
        session.add(Account(kind="person", name="Very private", email=kw["title"], admin=False, version=None))
        session.flush()

    monkeypatch.setattr("ideaboard.api.ideas.ideas.ideas.post", refuse)
    with structlog.testing.capture_logs() as logs:
        answer = ben.post(IDEAS, title="private@example.org")
    _refused(answer, 503, "busy")
    assert "rivate" not in str(logs)


def test_an_error_of_the_database_does_not_repeat_what_was_written(make: Make) -> None:
    nameless = insert(Account).values(kind="person", email="private@example.org")
    with make.home.database.writes.connect() as connection, pytest.raises(IntegrityError) as caught:
        connection.execute(nameless)
    # PostgreSQL's own DETAIL names the row; such an error is answered as a conflict, and never logged.
    assert "private@" not in str(caught.value).split("DETAIL")[0]


def test_a_database_that_is_busy_is_a_503_that_says_when_to_come_back(
    ben: Client, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make.path("idea", make.idea(), "/vote")

    def busy(*args, **kw):  # type: ignore[no-untyped-def]
        raise Busy

    monkeypatch.setattr("ideaboard.db.Database.transaction", busy)
    answer = ben.put(path)
    _refused(answer, 503, "busy")
    assert answer.headers["Retry-After"] == "1"


def test_every_member_of_the_error_family_has_a_status() -> None:
    def family(kind: type[Problem]) -> set[type[Problem]]:
        return {kind}.union(*(family(child) for child in kind.__subclasses__()))

    for member in family(Problem):
        assert any(base in STATUS for base in member.__mro__[:-3]), member
