"""Searching a board's ideas, and finding those like a title."""

from datetime import timedelta
from typing import Any

import pytest

from ideaboard import clock
from tests.api.asking import pages
from tests.client import Client, codes
from tests.make import Make

IDEAS = "/boards/team/ideas"


def _titles(client: Client, q: str, **query: Any) -> list[str]:
    answer = client.get(IDEAS, q=q, **query)
    assert answer.status_code == 200, answer.json
    return [row["title"] for row in answer.json["data"]]


def _similar(client: Client, title: str, **query: Any) -> list[str]:
    answer = client.get(IDEAS + "/similar", title=title, **query)
    assert answer.status_code == 200, answer.json
    assert answer.json["next"] is None
    return [row["title"] for row in answer.json["data"]]


def test_every_word_must_be_there_in_title_or_text(ada: Client, make: Make) -> None:
    make.idea("Cache the dependencies", "Most of the night is downloads.")
    make.idea("A plant for every desk", "It is a quiet night.")
    assert _titles(ada, "night") == ["A plant for every desk", "Cache the dependencies"]
    assert _titles(ada, "night downloads") == ["Cache the dependencies"]
    assert _titles(ada, "night elephants") == []


def test_what_we_would_learn_is_found_too(ada: Client, make: Make) -> None:
    make.idea("Cache", learning="How slow the mirror is.")
    assert _titles(ada, "mirror") == ["Cache"]


def test_a_title_comes_before_a_text_and_the_newer_before_the_older(ada: Client, make: Make) -> None:
    for title, body in (("A night off", ""), ("Old", "By night."), ("New", "By night."), ("The nights", "")):
        make.idea(title, body)
    assert _titles(ada, "night") == ["A night off", "The nights", "New", "Old"]


def test_votes_do_not_count_in_a_search(ada: Client, make: Make) -> None:
    first = make.idea("Tea", "Hot.")
    make.idea("Coffee", "Hot.")
    make.vote(first, "ada", "ben", "dia")
    assert _titles(ada, "hot") == ["Coffee", "Tea"]


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Caching the dependencies", "cached dependency"),
        ("Build notifications", "notification building"),
        ("Die Häuser an den Straßen", "haus STRASSE"),
        ("Les équipes développées", "equipe developpee"),
        ("La organización de los equipos", "organizaciones equipo"),
        ("Straße", "strasse"),
        ("Ｆｕｌｌ width", "full"),
        ("Smørrebrød", "smorrebrod"),
        ("東京都庁で会議", "会議"),
        ("東京都庁で会議", "都"),
        ("キャッシュを使う", "キャッシュ"),
        ("한국어를 배우다", "한국어"),
        ("Ночная сборка", "НОЧНАЯ"),
        ("नमस्ते दुनिया", "दुनिया"),
        ("สวัสดีชาวโลก", "ชาวโลก"),
        ("שָׁלוֹם עולם", "שלום"),
        ("cafe\u0301", "café"),
        ("night_build", "build"),
        ("Don't wait", "don't"),
        ("Move to Python 3.13", "3.13"),
    ],
)
@pytest.mark.parametrize("where", ["title", "body"])
def test_a_word_is_found_in_any_script_and_form(ada: Client, make: Make, written: str, asked: str, where: str) -> None:
    make.idea("Something else", "Entirely.")
    make.idea(**{"title": "There", "body": "", where: written})
    assert len(_titles(ada, asked)) == 1


def test_the_last_word_can_be_just_begun(ada: Client, make: Make) -> None:
    make.idea("Notifications for builds", "The dashboard is a mess.")
    assert len(_titles(ada, "builds noti")) == 1
    assert len(_titles(ada, "dashbo")) == len(_titles(ada, "builds mess")) == len(_titles(ada, "mess builded")) == 1
    assert _titles(ada, "dashbo builds") == []


def test_a_part_of_a_titles_word_and_a_slip_are_found_when_there_is_little_else(ada: Client, make: Make) -> None:
    make.idea("The notification centre", "A dashboard.")
    for asked in ("ficat", "notificatoin", "notifcation", "notiffication", "nitification centr", "tre noti"):
        assert _titles(ada, asked) == ["The notification centre"], asked
    for asked in ("ashboar", "dashbaord", "fc", "nontificatoin"):
        assert _titles(ada, asked) == [], asked
    for number in range(5):
        make.idea(f"An ficat {number}")
    assert "The notification centre" not in _titles(ada, "ficat")


def test_a_search_is_of_its_board(ada: Client, make: Make) -> None:
    make.idea("Here", "A night.")
    make.idea("There", "A night.", board="other", by="ada")
    assert _titles(ada, "night") == ["Here"]
    assert _similar(ada, "There") == []


def test_a_search_goes_with_a_status_a_task_and_a_value(ada: Client, make: Make) -> None:
    task, value = make.task(), make.value()
    make.idea("Open", "A night.")
    make.decide(make.idea("Declined", "A night."), "decline")
    make.idea("Approach", "A night.", task=task)
    make.idea("Served", "A night.", values=[{"value": value, "how": "So."}])
    assert _titles(ada, "night", status="declined") == ["Declined"]
    assert _titles(ada, "night", status="open") == ["Served", "Approach", "Open"]
    assert _titles(ada, "night", task=make.path("task", task)[7:]) == ["Approach"]
    assert _titles(ada, "night", value=make.path("value", value)[8:]) == ["Served"]
    assert _titles(ada, "night", value=make.path("value", value)[8:], status="declined") == []


@pytest.mark.parametrize("outcomes", [(), ("adopt",), ("adopt", "start"), ("adopt", "done"), ("adopt", "drop"),
                                      ("decline",), ("not_now",)])  # fmt: skip
def test_a_search_goes_with_every_status(ada: Client, make: Make, outcomes: tuple[str, ...]) -> None:
    idea = make.idea("Lamp", "A night.")
    make.idea("Other", "A night.", by="ada")
    for outcome in outcomes:
        later = {"revisit_on": clock.today() + timedelta(days=9)} if outcome == "not_now" else {}
        make.decide(idea, outcome, **later)
    status = ada.get(make.path("idea", idea)).json["status"]
    assert _titles(ada, "night", status=status) == (["Other", "Lamp"] if status == "open" else ["Lamp"])
    # The status is no word of the idea.
    for word in status.split("_"):
        assert _titles(ada, word) == []


@pytest.mark.parametrize(
    ("query", "wrong"),
    [
        ({"sort": "new"}, {"/sort": "not_with_filter"}),
        ({"author": "me"}, {"/author": "one_filter"}),
        ({"task": "TASK", "value": "VALUE"}, {"/task": "one_filter"}),
        ({"q": " "}, {"/q": "blank"}),
        ({"q": "x" * 201}, {"/q": "too_long"}),
        ({"q": "a\nb"}, {"/q": "one_line"}),
        ({"q": " ".join(map(str, range(17)))}, {"/q": "too_many"}),
        ({"q": "".join(chr(0x4E00 + n) for n in range(34))}, {"/q": "too_many"}),
    ],
)
def test_what_cannot_be_searched_for_is_refused(
    ada: Client, make: Make, query: dict[str, str], wrong: dict[str, str]
) -> None:
    known = {"TASK": make.path("task", make.task())[7:], "VALUE": make.path("value", make.value())[8:]}
    asked = {name: known.get(text, text) for name, text in query.items()}
    answer = ada.get(IDEAS, **{"q": "night", **asked})
    assert (answer.status_code, codes(answer)) == (422, wrong)


@pytest.mark.parametrize("asked", ["!!!", "🚀", "\u0301", '"', "*", "() | &", "' OR 1=1 --", ":* <-> !x"])
def test_what_has_no_words_finds_nothing_and_breaks_nothing(ada: Client, make: Make, asked: str) -> None:
    make.idea("Words")
    assert _titles(ada, asked) == _similar(ada, asked) == []


def test_an_edit_is_found_and_what_it_took_away_is_not(ada: Client, ben: Client, make: Make) -> None:
    path = make.path("idea", make.idea("Tea", "Hot water."))
    ben.patch(path, title="Coffee", body="Hot beans.")
    assert _titles(ada, "coffee beans") == ["Coffee"]
    assert _titles(ada, "tea") == _titles(ada, "water") == []
    ben.patch(path, title="Cocoa")
    assert _titles(ada, "cocoa beans") == ["Cocoa"]


def test_a_withdrawn_idea_is_found_by_its_title_only_until_it_is_back(ada: Client, ben: Client, make: Make) -> None:
    value = make.value()
    served = [{"value": value, "how": "So."}]
    path = make.path("idea", make.idea("Tea", "Secret sugar.", learning="Secret spice.", values=served))
    assert ben.delete(path).status_code == 204
    for client in (ada, ben):
        assert _titles(client, "secret") == _titles(client, "sugar") == _titles(client, "spice") == []
        assert _titles(client, "tea", value=make.path("value", value)[8:]) == []
        assert _titles(client, "tea") == _titles(client, "tea", status="withdrawn") == ["Tea"]
    assert ben.post(path + "/decisions", outcome="reopen", rationale="Anew.").status_code == 201
    assert _titles(ada, "sugar spice", status="open") == ["Tea"]


def test_a_row_is_that_of_the_list(ben: Client, make: Make) -> None:
    idea = make.idea("Tea", "Hot.")
    make.vote(idea, "ben")
    make.decide(idea, "adopt")
    [row] = ben.get(IDEAS).json["data"]
    assert ben.get(IDEAS, q="tea").json["data"] == [row]
    assert ben.get(IDEAS + "/similar", title="Hot tea").json["data"] == [row]


def test_pages_show_each_hit_once_in_order_while_others_are_posted(ada: Client, make: Make) -> None:
    for number in range(7):
        make.idea(f"Night {number}" if number % 3 else f"Day {number}", "A night.")
    there = _titles(ada, "night", limit=100)
    seen: list[str] = []
    for page in pages(ada, IDEAS, q="night", limit=2):
        seen += [row["title"] for row in page]
        make.idea("Night, meanwhile")
    assert seen == there == ["Night 5", "Night 4", "Night 2", "Night 1", "Day 6", "Day 3", "Day 0"]


def test_a_cursor_belongs_to_its_words(ada: Client, make: Make) -> None:
    for _ in range(3):
        make.idea("Night and day")
    cursor = ada.get(IDEAS, q="night", limit=1).json["next"]
    assert ada.get(IDEAS, q="night", limit=2, cursor=cursor).json["next"] is None
    for query in ({"q": "day"}, {"q": "night", "status": "open"}, {}):
        answer = ada.get(IDEAS, limit=1, cursor=cursor, **query)
        assert (answer.status_code, answer.json["code"]) == (422, "cursor_invalid")


def test_hits_are_counted_when_it_is_asked_for(ada: Client, make: Make) -> None:
    for _ in range(3):
        make.idea("Night")
    make.idea("Day")
    assert ada.get(IDEAS, q="night", limit=1, count="true").json["total"] == 3


def test_similar_ideas_share_the_telling_words_of_a_title(ada: Client, make: Make) -> None:
    for title in ("Cache the dependencies", "A plant for every desk", "Plants on desks", "Water for the team"):
        make.idea(title)
    assert _similar(ada, "Caching of dependencies") == ["Cache the dependencies"]
    assert _similar(ada, "Put plants on each des") == ["Plants on desks", "A plant for every desk"]
    assert _similar(ada, "Put plants on each des", limit=1) == ["Plants on desks"]
    assert _similar(ada, "For the birds") == _similar(ada, "") == []


def test_a_text_is_not_similar(ada: Client, make: Make) -> None:
    make.idea("Plants", "Dependencies.")
    assert _similar(ada, "Dependencies") == []


def test_outsiders_search_open_boards_only(cy: Client, ada: Client, make: Make) -> None:
    make.idea("Tea")
    assert cy.get(IDEAS, q="tea").status_code == 404
    assert cy.get(IDEAS + "/similar", title="tea").status_code == 404
    ada.patch("/boards/team", visibility="open")
    assert _titles(cy, "tea") == _similar(cy, "tea") == ["Tea"]
