"""Guidance, not bossiness: work is offered with a reason, taken freely, and nobody is left alone with it."""

from typing import Any

from flask import Flask

from ideaboard.core.reading import assignments as reading
from ideaboard.core.reading.pages import Window
from ideaboard.ids import encode
from tests.client import Client
from tests.make import Make


def _calls(make: Make, name: str, leads: bool) -> list[str]:
    """The calls for help that wait for somebody."""
    board, me = make.board(), make.person(name)
    with make.home.database.reading() as db:
        return [encode("check_in", row.id) for row in reading.help_calls(db, board, me, leads, Window()).rows]


def _offers(make: Make, name: str) -> list[str]:
    """The offers that wait for somebody."""
    board, me = make.board(), make.person(name)
    with make.home.database.reading() as db:
        return [encode("assignment", row.id) for row in reading.offers(db, board, me, Window()).rows]


def _done(answer: Any) -> Any:
    assert answer.status_code in (200, 201), answer.json
    return answer.json


def test_a_team_takes_an_idea_on(app: Flask, ada: Client, ben: Client, cy: Client, make: Make) -> None:
    dia, fay = (Client(app, make.token(name)) for name in ("dia", "fay"))
    ids = {name: _done(client.get("/me"))["id"] for name, client in (("ben", ben), ("dia", dia), ("fay", fay))}
    _done(ada.put(f"/boards/team/members/{ids['fay']}", role="member"))
    idea = _done(dia.post("/boards/team/ideas", title="Cache the downloads", body="Keyed by *lock file*."))["id"]

    # Ada adopts it, and says to each why she thinks of them.
    offers = [
        {"assignee": ids["ben"], "kind": "suited", "explanation": "You built the runner: nobody knows it better."},
        {"assignee": ids["dia"], "kind": "stretch", "explanation": "It is your idea, and you asked for deeper work.",
         "mentor": ids["ben"], "support_plan": "Ben pairs with you twice a week; nothing else is urgent."},
    ]  # fmt: skip
    said = {"outcome": "adopt", "rationale": "Half of our failures are downloads.", "assignments": offers}
    _done(ada.post(f"/ideas/{idea}/decisions", **said))
    suited, stretch = (row["id"] for row in _done(ada.get(f"/ideas/{idea}/assignments"))["data"])
    assert (_offers(make, "ben"), _offers(make, "dia")) == ([suited, stretch], [stretch])
    assert _done(ada.get(f"/ideas/{idea}"))["owners"] == []

    # Nobody says yes for Dia; she does, and Ben goes along. The other offer he declines, and need not say why.
    assert ada.patch(f"/assignments/{stretch}", state="accepted").status_code == 403
    assert _done(dia.patch(f"/assignments/{stretch}", state="accepted"))["state"] == "offered"
    assert fay.get(f"/assignments/{stretch}").status_code == 404
    assert _done(ben.patch(f"/assignments/{stretch}", mentor_state="accepted"))["state"] == "accepted"
    assert _done(ben.patch(f"/assignments/{suited}", state="declined"))["state"] == "declined"
    assert _offers(make, "ben") == _offers(make, "dia") == []
    [entry] = _done(fay.get("/boards/team/backlog"))["data"]
    assert entry["owners"] == [{"id": ids["dia"], "name": "Dia"}]
    assert [row["id"] for row in _done(fay.get(f"/ideas/{idea}/assignments"))["data"]] == [stretch]

    # She is stuck, says so, and is answered.
    work = f"/assignments/{stretch}/check-ins"
    words = {"going": "The cache works; its key does not.", "learnt": "How keys are made.", "needs_help": True}
    call = _done(dia.post(work, **words))["id"]
    assert _calls(make, "ben", False) == _calls(make, "ada", True) == [call]
    assert _calls(make, "dia", False) == _calls(make, "fay", False) == []
    guided = _done(ben.patch(f"/check-ins/{call}", guidance="Take the lock file alone. At two, together?"))
    assert (guided["guided_by"]["name"], _done(dia.get(f"/check-ins/{call}"))) == ("Ben", guided)
    assert _calls(make, "ben", False) == _calls(make, "ada", True) == []

    # What is between them stays between them.
    for other in (fay, cy):
        assert other.get(work).status_code == other.get(f"/check-ins/{call}").status_code == 404
        assert other.get(f"/assignments/{suited}").status_code == 404
    assert cy.get(f"/assignments/{stretch}").status_code == 404
    assert cy.get(f"/ideas/{idea}/assignments").status_code == 404

    # The work is hers until she hands it in, and her name stays with it.
    assert _done(dia.patch(f"/assignments/{stretch}", state="done"))["state"] == "done"
    _done(ada.post(f"/ideas/{idea}/decisions", outcome="done"))
    assert _done(fay.get(f"/ideas/{idea}"))["owners"] == [{"id": ids["dia"], "name": "Dia"}]
    assert _done(fay.get(f"/assignments/{stretch}"))["explanation"] == offers[1]["explanation"]
