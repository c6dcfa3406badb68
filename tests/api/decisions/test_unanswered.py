"""One list of everything that waits for an answer, for everybody, the longest waiting first."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

import time_machine

from ideaboard import clock
from tests.api.asking import whole
from tests.client import Client
from tests.make import Make

LIST = "/boards/team/unanswered"
NOON = datetime(2026, 3, 10, 12, tzinfo=UTC)


def _on(day: int) -> Any:
    return time_machine.travel(NOON + timedelta(days=day), tick=False)


def _asked(ben: Client, make: Make, text: str) -> str:
    decision = make.path("decision", make.decide(make.idea(), "decline"))
    return "/questions/" + str(ben.post(decision + "/questions", text=text).json["id"])


def test_it_tells_ideas_questions_and_broken_promises(ada: Client, ben: Client, make: Make) -> None:
    with _on(0):
        first = make.idea("First")
        promised = [{"promise": "Report.", "due_on": clock.today() + timedelta(days=1)}]
        about = make.idea("About")
        make.decide(about, "decline", promises=promised)
    with _on(1):
        question = _asked(ben, make, "Why?")
        assert [row["kind"] for row in whole(ben, LIST)] == ["idea", "question"]
    with _on(4):
        rows = whole(ben, LIST)
        said = [(row["kind"], row["text"], row["since"], row["age_days"]) for row in rows]
        assert said == [
            ("idea", "First", "2026-03-10", 4), ("question", "Why?", "2026-03-11", 3),
            ("follow_up", "Report.", "2026-03-11", 3),
        ]  # fmt: skip
        assert rows[0]["id"] == rows[0]["idea"] == make.path("idea", first)[7:]
        assert rows[2]["idea"] == make.path("idea", about)[7:]
        assert not {"by", "author", "account", "leader"} & set(rows[0])
        ada.patch(question, answer="So.")
        ada.patch(f"/follow-ups/{rows[2]['id']}", state="kept", note="I was ill.")
        make.decide(first, "decline")
        assert whole(ben, LIST) == []
        make.decide(first, "reopen")
        [row] = whole(ben, LIST)
        assert (row["since"], row["age_days"]) == ("2026-03-14", 0)


def test_a_hidden_idea_waits_without_its_title_and_a_withdrawn_one_not_at_all(
    app: Any, ada: Client, ben: Client, make: Make
) -> None:
    hidden, withdrawn = make.idea("Rude"), make.idea("Gone")
    ada.put(make.path("idea", hidden, "/hide"), reason="It is rude.")
    ben.delete(make.path("idea", withdrawn))
    assert [row["text"] for row in whole(Client(app, make.token("dia")), LIST)] == [""]
    assert [row["text"] for row in whole(ada, LIST)] == ["Rude"]


def test_it_is_what_a_model_says_page_by_page(ada: Client, ben: Client, make: Make) -> None:
    chance = random.Random(5)
    model: list[tuple[int, int, int, str]] = []
    for day in range(6):
        with _on(day):
            for _ in range(3):
                kind, name = chance.randrange(3), f"{len(model)}"
                if kind == 0:
                    make.idea(name)
                elif kind == 1:
                    _asked(ben, make, name)
                else:
                    make.decide(make.idea(), "decline", promises=[{"promise": name, "due_on": clock.today()}])
                model.append((day, kind, len(model), name))
    expected = [name for _, _, _, name in sorted(model)]
    with _on(6):
        for limit in (1, 2, 5, 100):
            assert [row["text"] for row in whole(ada, LIST, limit=limit)] == expected
        assert ada.get(LIST, limit=1, count="true").json["total"] == len(expected)
