"""A team says to each other what it values, how the others do, and what it learned; at a desk and on a phone."""

from typing import Any

import pytest
from fluent.syntax import ast
from playwright.sync_api import Page, expect

from ideaboard.api.feedback.template import QUESTIONS as OFFERED
from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.team import account, in_a_moment, own_board, own_idea
from tests.web.test_texts import LANGUAGES, every

QUESTIONS = [{"text": "Where was I in your way?", "kind": "text"}, {"text": "I can say what I think.", "kind": "scale"}]


def opened(visit: Visit, who: str, board: str, part: str) -> Page:
    """A screen of a board, as somebody sees it."""
    visit.sign_in(who)
    return visit.go(f"/boards/{board}/{part}")


def round_of(visit: Visit, board: str, seconds: float = 3600) -> str:
    """A round of ada's that closes in so many seconds. Its id."""
    said = {"title": "How I lead", "questions": QUESTIONS, "threshold": 3, "closes_at": in_a_moment(seconds)}
    found: str = api(visit, "ada", "POST", f"/boards/{board}/feedback-rounds", **said)["id"]
    return found


def closed(visit: Visit, of: str) -> None:
    """Wait until a round's time is over."""
    for _ in range(150):
        if api(visit, "ada", "GET", f"/feedback-rounds/{of}")["state"] != "open":
            return
        visit.page.wait_for_timeout(100)
    raise AssertionError("the round does not close")


def test_a_leader_names_orders_and_retires_values(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, "ada", board, "values")
    expect(page.get_by_text("No values yet")).to_be_visible()
    for name in ("Sleep", "Small steps"):
        page.get_by_role("button", name="Name a value").click()
        form = dialog(visit, "Name a value")
        form.get_by_label("Name", exact=True).fill(name)
        form.get_by_label("What does it mean here?").fill(f"{name} matter to us.")
        fits(visit)
        form.get_by_role("button", name="Save").click()
        expect(page.get_by_role("heading", level=2, name=name)).to_be_visible()
    fits(visit)
    page.get_by_role("button", name="Move up: “Small steps”").click()
    expect(page.locator("article h2")).to_have_text(["Small steps", "Sleep"])
    expect(page.get_by_role("button", name="Move down: “Small steps”")).to_be_focused()
    page.get_by_role("button", name="Retire “Sleep”").click()
    fits(visit)
    dialog(visit, "Retire “Sleep”").get_by_role("button", name="Retire", exact=True).click()
    expect(page.locator("article h2")).to_have_text(["Small steps"])
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page.get_by_role("link", name="Sleep")).to_be_visible()
    page = opened(visit, "ben", board, "values")
    expect(page.get_by_role("heading", level=2, name="Small steps")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_two_leaders_change_a_value_and_neither_loses_a_word(visit: Visit) -> None:
    board = own_board(visit)
    path = f"/boards/{board}/values"
    value = api(visit, "ada", "POST", path, name="Sleep", meaning="Nobody is woken.")["id"]
    visit.expected += (rf"412 /api/v1{path}/{value}",)
    page = opened(visit, "ada", board, f"values/{value}")
    expect(page.get_by_text("No stories yet")).to_be_visible()
    page.get_by_role("button", name="Edit").click()
    form = dialog(visit, "Change a value")
    form.get_by_label("What does it mean here?").fill("Mine.")
    visit.context.request.patch(
        f"/api/v1{path}/{value}",
        headers={"Authorization": f"Bearer {visit.demo.tokens['ada']}", "If-Match": "*"},
        data={"meaning": "Theirs."},
    )
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Theirs.")).to_be_visible()
    expect(form.get_by_label("What does it mean here?")).to_have_value("Mine.")
    fits(visit)
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Mine.")).to_be_visible()


def test_a_value_tells_its_stories(visit: Visit) -> None:
    board = own_board(visit)
    value = api(visit, "ada", "POST", f"/boards/{board}/values", name="Sleep")["id"]
    own_idea(visit, board, "adopt", values=[{"value": value, "how": "Nobody waits at night."}])
    page = opened(visit, "cy", board, "values")
    page.get_by_role("link", name="Sleep").click()
    story = page.get_by_role("article").filter(has_text="Cache the builds")
    expect(story).to_contain_text("Nobody waits at night.")
    expect(story).to_contain_text("It saves us an hour a day.")
    fits(visit)


def test_feedback_is_given_about_an_answer_and_shared_by_whoever_was_told(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board, "adopt")
    page = opened(visit, "ben", board, "feedback")
    page.get_by_role("button", name="Give feedback").click()
    form = dialog(visit, "Give feedback")
    form.get_by_label("To whom?").select_option(label="Ada")
    form.get_by_label("It is about an idea").check()
    form.get_by_label("Which idea?").fill("cache")
    form.get_by_role("button", name="Cache the builds").click()
    expect(form.get_by_role("button", name="Choose another")).to_be_focused()
    form.get_by_label("Its answer").check()
    form.get_by_label("Advice", exact=True).fill("You always decide alone.")
    form.get_by_role("button", name="Find kinder words").click()
    expect(form.get_by_role("status")).to_contain_text("You always")
    fits(visit)
    form.get_by_label("Advice", exact=True).fill("Ask us before.")
    form.get_by_label("Circumstances", exact=True).fill("It was a Friday.")
    form.get_by_role("button", name="Give it").click()
    expect(page.get_by_role("heading", level=2, name="Given")).to_be_visible()
    given = page.get_by_role("article").filter(has_text="Ask us before.")
    expect(given).to_contain_text("About the answer to Cache the builds")
    expect(given.get_by_role("button")).to_have_count(0)

    page = opened(visit, "ada", board, "feedback")
    page.get_by_role("button", name="Share with the board").click()
    asked = dialog(visit, "Share with the board")
    expect(asked).to_contain_text("It cannot be taken back.")
    fits(visit)
    asked.get_by_role("button", name="Share it for good").click()
    expect(page.locator(".card")).to_contain_text("Shared with the board")
    page = opened(visit, "dia", board, "feedback?box=shared")
    expect(page.get_by_role("article")).to_contain_text("It was a Friday.")
    fits(visit)


def test_what_is_being_written_outlives_a_reload_and_can_be_thrown_away(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, "ben", board, "feedback")
    page.get_by_role("button", name="Give feedback").click()
    dialog(visit, "Give feedback").get_by_label("Praise", exact=True).fill("You asked first.")
    page.reload()
    page.get_by_role("button", name="Give feedback").click()
    form = dialog(visit, "Give feedback")
    expect(form.get_by_label("Praise", exact=True)).to_have_value("You asked first.")
    form.get_by_role("button", name="Throw away what I wrote").click()
    page.get_by_role("button", name="Give feedback").click()
    expect(dialog(visit, "Give feedback").get_by_label("Praise", exact=True)).to_have_value("")


def test_somebody_is_asked_for_feedback_and_answers_or_declines(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, "ada", board, "feedback")
    for question in ("Where was I in your way?", "How was the meeting?"):
        page.get_by_role("button", name="Ask for feedback").click()
        form = dialog(visit, "Ask for feedback")
        form.get_by_label("Whom do you ask?").select_option(label="Ben")
        form.get_by_label("What would you like to know?").fill(question)
        fits(visit)
        form.get_by_role("button", name="Ask", exact=True).click()
        expect(page.get_by_role("article").filter(has_text=question)).to_contain_text("Waits")

    page = opened(visit, "ben", board, "feedback")
    page.get_by_role("link", name="2 times you are asked for feedback").click()
    page.get_by_role("article").filter(has_text="meeting").get_by_role("button", name="Decline").click()
    fits(visit)
    dialog(visit, "Decline").get_by_role("button", name="Decline", exact=True).click()
    expect(page.get_by_role("article").filter(has_text="meeting")).to_contain_text("Declined")
    page.get_by_role("button", name="Give feedback").last.click()
    form = dialog(visit, "Give feedback")
    expect(form).to_contain_text("Where was I in your way?")
    form.get_by_label("Praise", exact=True).fill("Nowhere.")
    form.get_by_role("button", name="Give it").click()
    expect(page.get_by_role("article").filter(has_text="Nowhere.")).to_be_visible()
    assert {
        one["state"] for one in api(visit, "ada", "GET", f"/boards/{board}/feedback-asks?box=asked_by_me")["data"]
    } == {
        "answered",
        "declined",
    }


def test_a_leader_opens_a_round_out_of_the_template(visit: Visit) -> None:
    board = own_board(visit, "cy")
    visit.expected += (rf"409 /api/v1/boards/{board}/feedback-rounds",)
    page = opened(visit, "ada", board, "feedback?box=rounds")
    expect(page.get_by_text("There was no round yet")).to_be_visible()
    page.get_by_role("button", name="Open a round").click()
    form = dialog(visit, "Open a round")
    expect(form.get_by_label("Question 1", exact=True)).to_have_value(
        "Guidance: when did you get work without the help that it needed?"
    )
    form.get_by_label("What is it called?").fill("How I led this spring")
    form.get_by_role("button", name="Remove question 2").click()
    form.get_by_role("button", name="Add a question").click()
    form.get_by_label("Question 7", exact=True).fill("What did I not see?")
    fits(visit)
    form.get_by_role("button", name="Open it").click()
    expect(form.get_by_role("alert")).to_contain_text("fewer than 5 people are on the board")
    form.get_by_label("How many answers are needed?").fill("3")
    form.get_by_role("button", name="Open it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How I led this spring")
    expect(page.get_by_text("It is about your leadership, so the others answer.")).to_be_visible()
    expect(page.get_by_text("What did I not see?")).to_be_visible()
    fits(visit)


def said(language: str, name: str) -> str:
    """A sentence of the client that is filled with nothing."""
    text = every(language)[name].value
    assert text is not None
    [whole] = text.elements
    assert isinstance(whole, ast.TextElement)
    return whole.value


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_round_begins_with_questions_in_the_language_of_who_opens_it(visit: Visit, language: str) -> None:
    board = own_board(visit)
    visit.context.add_init_script(f"localStorage.setItem('ideaboard.language', '{language}')")
    page = opened(visit, "ada", board, "feedback?box=rounds")
    page.get_by_role("button", name=said(language, "team-round-begin")).click()
    rows = page.get_by_role("dialog").locator(".asked-row")
    expect(rows).to_have_count(len(OFFERED))
    for place, question in enumerate(OFFERED):
        asked = said(language, f"team-round-template-{place + 1}")
        expect(rows.nth(place).locator("textarea")).to_have_value(asked)
        expect(rows.nth(place).locator("select")).to_have_value(question["kind"])
    fits(visit)


def test_the_client_offers_the_questions_that_the_server_offers() -> None:
    texts = [said("en", name) for name in sorted(every("en")) if name.startswith("team-round-template-")]
    assert texts == [one["text"] for one in OFFERED]


def test_a_round_is_answered_once_with_what_is_promised_where_one_answers(visit: Visit) -> None:
    board = own_board(visit, "cy")
    of = round_of(visit, board)
    page = opened(visit, "ben", board, "feedback")
    page.get_by_role("link", name="How I lead").click()
    expect(page.get_by_text("Nothing that is kept joins you to what you say")).to_be_visible()
    expect(page.get_by_text("Whoever runs the server and copies its disk")).to_be_visible()
    expect(page.get_by_text("With fewer than 3 answers all are destroyed unread.")).to_be_visible()
    send = page.get_by_role("button", name="Send my answer")
    expect(send).to_be_disabled()
    page.get_by_label("Where was I in your way?").fill("Nowhere.")
    page.get_by_role("radio", name="4").check()
    fits(visit)
    send.click()
    expect(page.get_by_role("status").filter(has_text="You answered.")).to_be_visible()
    expect(send).to_be_hidden()
    assert "Nowhere." not in page.evaluate("JSON.stringify(localStorage)")
    assert api(visit, "ben", "GET", f"/feedback-rounds/{of}")["answered"] is True
    visit.go(f"/boards/{board}/feedback")
    expect(page.get_by_text("you have not answered yet")).to_be_hidden()


def test_a_closed_round_gets_its_reply_and_a_suggestion_becomes_an_idea(visit: Visit) -> None:
    board = own_board(visit, "cy")
    of = round_of(visit, board, 4)
    page = opened(visit, "cy", board, f"rounds/{of}")
    for who, scale in (("ben", 4), ("dia", 4), ("cy", 2)):
        answers: list[Any] = [{"question": 1, "text": "Let us choose our tools."}, {"question": 2, "scale": scale}]
        api(visit, who, "POST", f"/feedback-rounds/{of}/answer", answers=answers)
    closed(visit, of)
    visit.go(f"/boards/{board}/rounds/{of}")
    expect(page.get_by_text("the leader’s reply is awaited")).to_be_visible()
    expect(page.get_by_role("heading", name="Results")).to_be_hidden()

    page = opened(visit, "ada", board, f"rounds/{of}")
    expect(page.get_by_role("table").get_by_role("row", name="4 2")).to_be_visible()
    page.get_by_label("What I heard").fill("That I choose the tools.")
    page.get_by_label("What I will change").fill("You choose them.")
    fits(visit)
    page.get_by_role("button", name="Publish the reply and the results").click()
    expect(page.get_by_role("heading", name="What I will change")).to_be_visible()

    page = opened(visit, "dia", board, f"rounds/{of}")
    expect(page.get_by_text("You choose them.")).to_be_visible()
    page.get_by_role("button", name="Make an idea of it: “Let us choose our tools.”").first.click()
    form = dialog(visit, "Make an idea of it")
    form.get_by_label("What is the idea called?").fill("The team chooses its tools")
    fits(visit)
    form.get_by_role("button", name="Post an idea").click()
    page.wait_for_url(f"**/boards/{board}/ideas/*")
    assert api(visit, "dia", "GET", f"/boards/{board}/ideas")["data"][0]["title"] == "The team chooses its tools"


def test_of_a_round_with_too_few_answers_nothing_is_told(visit: Visit) -> None:
    board = own_board(visit, "cy")
    of = round_of(visit, board, 3)
    visit.expected += (rf"409 /api/v1/feedback-rounds/{of}/answer",)
    page = opened(visit, "ben", board, f"rounds/{of}")
    page.get_by_label("Where was I in your way?").fill("In the hall.")
    closed(visit, of)
    page.get_by_role("button", name="Send my answer").click()
    expect(page.get_by_text("destroyed unread, and how few there were is not told")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="In the hall.")).to_be_visible()
    fits(visit)
    page.get_by_role("button", name="Throw away what I wrote").click()
    expect(page.get_by_text("In the hall.")).to_be_hidden()
    assert "In the hall." not in page.evaluate("JSON.stringify(localStorage)")


def test_reviews_and_feedback_are_for_those_on_the_board(visit: Visit) -> None:
    board = own_board(visit)
    for part in ("feedback", "reviews"):
        page = opened(visit, "cy", board, part)
        expect(page.get_by_text("This is for those who are on the board")).to_be_visible()
        expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)
        fits(visit)


def test_a_link_from_elsewhere_says_whom_feedback_is_for(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, "ada", board, f"feedback?give={account(visit, 'ben')}")
    expect(dialog(visit, "Give feedback").get_by_label("To whom?").locator("option:checked")).to_have_text("Ben")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.url.endswith("/feedback")
