"""The desk: everything that waits for somebody, in one call."""

from datetime import timedelta

from sqlalchemy import event

from ideaboard import clock
from tests.client import Client
from tests.make import Make

DESK = "/boards/team/desk"


def test_a_leader_finds_what_waits_the_oldest_first(make: Make, ada: Client, ben: Client) -> None:
    first, second = make.idea("First"), make.idea("Second")
    promises = [
        {"promise": name, "due_on": clock.today() + timedelta(days=days)} for name, days in (("Late", 30), ("Soon", 2))
    ]
    decision = make.path("decision", make.decide(make.idea("Answered"), "decline", promises=promises))
    ben.post(decision + "/questions", text="Why?")
    ben.put(make.path("idea", second, "/flag"), reason="Look.")
    said = ada.get(DESK).json
    assert [idea["title"] for idea in said["ideas"]["data"]] == ["First", "Second"]
    assert [question["text"] for question in said["questions"]["data"]] == ["Why?"]
    assert [promise["promise"] for promise in said["follow_ups"]["data"]] == ["Soon"]
    assert [flag["reason"] for flag in said["flags"]["data"]] == ["Look."]
    assert {section["more"] for section in said.values()} == {False}
    make.decide(first, "adopt")
    ada.patch(f"/questions/{said['questions']['data'][0]['id']}", answer="So.")
    ada.patch(f"/follow-ups/{said['follow_ups']['data'][0]['id']}", state="kept")
    after = ada.get(DESK).json
    assert [idea["title"] for idea in after["ideas"]["data"]] == ["Second"]
    assert (after["questions"]["data"], after["follow_ups"]["data"]) == ([], [])


def test_forty_ideas_are_twenty_and_more(make: Make, ada: Client) -> None:
    for number in range(21):
        make.idea(f"Idea {number}")
    said = ada.get(DESK).json["ideas"]
    assert ([idea["title"] for idea in said["data"]][:2], len(said["data"])) == (["Idea 0", "Idea 1"], 20)
    assert said["more"] is True


def test_members_do_not_find_what_is_for_leaders(make: Make, ben: Client, cy: Client) -> None:
    make.idea()
    assert not {"ideas", "questions", "follow_ups", "flags"} & set(ben.get(DESK).json)
    assert cy.get(DESK).status_code == 404


def test_a_section_is_one_statement(make: Make, ada: Client) -> None:
    make.idea()
    asked: list[str] = []

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(make.home.database.reads, "before_cursor_execute", note)
    sections = len(ada.get(DESK).json)
    event.remove(make.home.database.reads, "before_cursor_execute", note)
    # Besides: who asks, where, and the board's time zone.
    assert len(asked) <= sections + 3
