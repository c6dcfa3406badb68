"""Step 6, support, not singling out: a mistake is the whole team's. It is talked over together, and acknowledged so."""

import urllib.request
from pathlib import Path
from typing import Any

import pytest

from tests.api.decisions.calendars import Store
from tests.engine import wait_until
from tests.journeys.board import Board, Member, board

DRAFT = "You always deploy on Fridays. Obviously that was careless."


def _file(place: Board, who: Member, review: str) -> bytes:
    """The meeting's file, as a calendar program fetches it."""
    url = f"{place.urls[0]}/api/v1/reviews/{review}/calendar.ics"
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {who._token}"})
    with urllib.request.urlopen(request, timeout=30) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        raw: bytes = answer.read()
        return raw


def _kinder(who: Member, text: str) -> list[dict[str, Any]]:
    """What plugins suggest for a text; asked for as a job, which is polled."""
    job = who.do("POST", "/suggestions", {"text": text, "kind": "review"})["id"]
    wait_until(lambda: who.do("GET", f"/jobs/{job}")["state"] in ("done", "dead"), 60)
    result: list[dict[str, Any]] = who.do("GET", f"/jobs/{job}")["result"]
    return result


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_the_team_learns_from_what_went_wrong_and_blames_nobody(kind: str, tmp_path: Path) -> None:
    with board(kind, tmp_path, "support") as place:
        ada, ben, dia = (place.member(name) for name in ("ada", "ben", "dia"))

        # An idea of ben's was adopted, went wrong, and is dropped.
        idea = ben.do("POST", "/boards/team/ideas", {"title": "Deploy on Fridays"})["id"]
        asked = {"what_happened": "On Friday the site was gone for an hour.", "meets_at": "2099-03-02T09:00:00+01:00"}
        early = dia.ask("POST", "/boards/team/reviews", {"idea": idea, **asked})
        assert (early.status, early.body["code"]) == (409, "idea_not_over")
        for outcome in ("adopt", "drop"):
            ada.do("POST", f"/ideas/{idea}/decisions", {"outcome": outcome, "rationale": "We try, and we learn."})

        # Kinder words are offered for a first draft; nothing waits for them.
        offers = _kinder(dia, DRAFT)
        assert [(one["words"], one["plugin"]) for one in offers] == [
            ("You always", "ideaboard-kindwords"), ("Obviously", "ideaboard-kindwords"),
            ("careless", "ideaboard-kindwords"),
        ]  # fmt: skip
        assert all(DRAFT[one["start"] : one["end"]] == one["words"] and one["why"] for one in offers)
        assert _kinder(dia, asked["what_happened"]) == []

        # Any member calls everyone together, and nobody is named.
        named = dia.ask("POST", "/boards/team/reviews", {"idea": idea, **asked, "conditions": "Ben was tired."})
        assert (named.status, named.body["errors"][0]["code"]) == (422, "names_somebody")
        review = dia.do("POST", "/boards/team/reviews", {"idea": idea, **asked})
        assert (review["invited"], review["state"]) == ("all", "called")
        path = f"/reviews/{review['id']}"

        # Everyone puts the meeting into a calendar; when it moves, it moves there.
        calendar = Store()
        assert calendar.take(_file(place, ben, review["id"]))
        _edit(ada, path, meets_at="2099-03-03T09:00:00+01:00", where="Room 2, or the call")
        assert calendar.take(_file(place, ben, review["id"]))
        [shown] = calendar.shown
        assert (shown.start.isoformat(), shown.location) == ("2099-03-03T08:00:00+00:00", "Room 2, or the call")

        # It is the team's: whoever is there writes on at it.
        _edit(ben, path, conditions="Nobody is at work on Saturday.", helped="The old version was at hand.")
        _edit(
            dia, path, state="held", lessons="A change needs somebody awake.", actions=[{"title": "Freeze on Fridays"}]
        )
        early = _ask(ada, path, state="shared")
        assert (early.status, early.body["errors"][0]["pointer"]) == (422, "/statement")
        statement = "We took the site down for an hour. We have changed when we deploy."
        shared = _edit(ada, path, state="shared", statement=statement)
        assert (shared["state"], shared["statement"]) == ("shared", statement)

        # What the team will do becomes tasks, once.
        for _ in range(2):
            [action] = dia.do("POST", f"{path}/tasks")["actions"]
        [task] = dia.do("GET", "/boards/team/tasks")["data"]
        assert (task["id"], task["title"]) == (action["task"], "Freeze on Fridays")
        assert _ask(ben, path, lessons="None.").body["code"] == "review_shared"
        assert [row["id"] for row in ben.do("GET", "/boards/team/reviews?state=shared")["data"]] == [review["id"]]


def _ask(who: Member, path: str, **fields: Any) -> Any:
    etag = who.ask("GET", path).headers["etag"]
    return who.ask("PATCH", path, fields, **{"If-Match": etag})


def _edit(who: Member, path: str, **fields: Any) -> Any:
    answer = _ask(who, path, **fields)
    assert answer.status == 200, answer
    return answer.body
