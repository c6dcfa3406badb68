"""A leader answers ideas, keeps promises and orders the backlog; everybody reads why. At a desk, and on a phone."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, TimeoutError, expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.leading import SOON, account, decided, opened, own_board, own_idea, patch


def test_an_idea_is_adopted_with_a_reason_a_value_a_promise_and_an_offer(visit: Visit, tmp_path: Path) -> None:
    board = own_board(visit)
    value = api(visit, "ada", "POST", f"/boards/{board}/values", name="Sleep")["id"]
    made = api(
        visit,
        "ada",
        "POST",
        f"/boards/{board}/connections",
        tracker="paper",
        name="Paper",
        settings={"folder": str(tmp_path)},
    )
    idea = own_idea(visit, board, body="It is **slow**.", values=[{"value": value, "how": "Nobody waits at night."}])
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    expect(form.get_by_role("button", name="Answer", exact=True)).to_be_disabled()
    form.get_by_label("Adopt").check()
    form.get_by_label("Why?").fill("It saves us an hour a day.")
    form.get_by_role("button", name="Take over what the idea says").click()
    expect(form.get_by_label("Where is the issue made?")).to_have_value("default")
    form.get_by_role("button", name="Show what would be sent").click()
    expect(form.get_by_text("Nothing was sent")).to_be_visible()
    expect(form.locator(".would-be")).to_contain_text("Idea 1 on Leading")
    form.get_by_role("button", name="Add a promise").click()
    form.get_by_label("What do you promise?").fill("Say what it costs.")
    form.get_by_label("Until when?").fill(SOON)
    form.get_by_role("button", name="Offer it to somebody").click()
    form.get_by_label("To whom?").select_option(label="Ben")
    form.get_by_label("Stretch").check()
    form.get_by_label("Why you?").fill("You know the builds.")
    form.get_by_label("Mentor", exact=True).select_option(label="Dia")
    form.get_by_label("How are they supported?").fill("Dia goes through it with you.")
    fits(visit)
    form.get_by_role("button", name="Adopt").click()
    expect(form).to_be_hidden()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    whole = api(visit, "ada", "GET", f"/ideas/{idea}")
    assert whole["status"] == "adopted"
    decision = api(visit, "ada", "GET", f"/decisions/{whole['decision']['id']}")
    assert decision["connection"] == made["id"]
    assert decision["values"] == [{"value": value, "how": "Nobody waits at night."}]
    assert [(one["promise"], one["due_on"]) for one in decision["follow_ups"]] == [("Say what it costs.", SOON)]
    offered = api(visit, "ada", "GET", f"/ideas/{idea}/assignments")["data"][0]
    assert (offered["kind"], offered["mentor"]["name"], offered["state"]) == ("stretch", "Dia", "offered")


def test_what_is_written_stays_when_the_idea_was_edited_meanwhile(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board, body="The old text.")
    visit.expected += (rf"412 /api/v1/ideas/{idea}/decisions",)
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Decline").check()
    form.get_by_label("Why?").fill("We have no room for it.")
    patch(visit, "ben", f"/ideas/{idea}", body="The new text.")
    form.get_by_role("button", name="Decline").click()
    expect(form.get_by_text("The idea was edited while you were writing")).to_be_visible()
    expect(form.get_by_text("The new text.")).to_be_visible()
    expect(form.get_by_label("Why?")).to_have_value("We have no room for it.")
    expect(form.get_by_role("button", name="Decline")).to_be_disabled()
    fits(visit)
    form.get_by_role("button", name="I have read the new text").click()
    form.get_by_role("button", name="Decline").click()
    expect(form).to_be_hidden()
    decision = api(visit, "ada", "GET", f"/ideas/{idea}")["decision"]
    assert api(visit, "ada", "GET", f"/decisions/{decision['id']}")["idea_version"] == 2


def test_a_half_written_answer_is_there_again(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board)
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    dialog(visit, "Answer the idea").get_by_label("Decline").check()
    dialog(visit, "Answer the idea").get_by_label("Why?").fill("Half of")
    visit.go(f"/boards/{board}/desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    expect(form.get_by_label("Why?")).to_have_value("Half of")
    expect(form.get_by_label("Decline")).to_be_checked()
    form.get_by_role("button", name="Throw it away").click()
    expect(form.get_by_label("Why?")).to_have_value("")


def test_the_next_idea_is_at_hand_after_an_answer_and_keys_lead_from_one_to_the_next(visit: Visit) -> None:
    board = own_board(visit)
    for title in ("The first", "The second", "The third"):
        own_idea(visit, board, title)
    page = opened(visit, "ada", board, "desk")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="The first")).to_be_focused()
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="The second")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("a")
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Not now").check()
    form.get_by_label("When does it come back?").fill(SOON)
    form.get_by_label("Why?").fill("After the release.")
    fits(visit)
    form.get_by_role("button", name="Not now").click()
    expect(page.get_by_role("link", name="The first")).to_have_count(0)
    expect(page.get_by_role("link", name="The second")).to_be_focused()
    fits(visit)


def test_an_idea_is_merged_into_one_that_is_found_by_its_words(visit: Visit) -> None:
    board = own_board(visit)
    target = own_idea(visit, board, "Faster builds")
    source = own_idea(visit, board, "Builds that do not take an hour")
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Builds that do not take an hour”").click()
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Merge").check()
    form.get_by_label("Find the other idea").fill("faster")
    form.get_by_role("radio", name="Faster builds").check()
    form.get_by_label("Why?").fill("It is the same wish.")
    fits(visit)
    form.get_by_role("button", name="Merge").click()
    expect(form).to_be_hidden()
    assert api(visit, "ada", "GET", f"/ideas/{source}")["merged_into"] == target


def test_kinder_words_are_offered_and_change_nothing(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board)
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Why?").fill("You always want this, obviously.")
    form.get_by_role("button", name="Find kinder words").click()
    expect(form.locator("mark")).to_have_text(["You always", "obviously"])
    expect(form.get_by_label("Why?")).to_have_value("You always want this, obviously.")
    fits(visit)


def looks(visit: Visit) -> int:
    """How often kinder words were asked for."""
    return sum(one.endswith("/api/v1/suggestions") for one in visit.asked)


def none_is_asked_for(page: Page) -> None:
    """Longer than a pause nobody asks for kinder words."""
    with pytest.raises(TimeoutError), page.expect_request("**/api/v1/suggestions", timeout=3_000):
        pass


def test_kinder_words_come_by_themselves_in_a_pause(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board)
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Decline").check()
    why, hints = form.get_by_label("Why?"), form.locator("mark")
    why.fill("You always say so.")
    none_is_asked_for(page)
    why.fill("You always want this, and it was careless.")
    expect(hints).to_have_text(["You always", "careless"])
    expect(why).to_be_focused()
    expect(why).to_have_value("You always want this, and it was careless.")
    assert looks(visit) == 1
    fits(visit)
    # What is said in other words needs no others any more, and what was looked at is not looked at again.
    with page.expect_request("**/api/v1/suggestions"):
        why.fill("Some of us want this, and it was careless.")
        expect(hints).to_have_text(["careless"])
    none_is_asked_for(page)
    assert looks(visit) == 2
    why.fill("You never have the time for it this spring.")
    form.get_by_role("button", name="Decline").click()
    expect(form).to_be_hidden()


def test_kinder_words_are_no_longer_looked_for_where_the_board_says_no(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board)
    visit.expected += (r"429 /api/v1/suggestions",)
    busy = {"type": "about:blank", "title": "Too many requests", "status": 429, "code": "too_many_requests"}
    page = opened(visit, "ada", board, "desk")
    page.route("**/api/v1/suggestions", lambda route: route.fulfill(status=429, json=busy))
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    with page.expect_response("**/api/v1/suggestions"):
        form.get_by_label("Why?").fill("You always want this, obviously.")
    expect(form.get_by_role("alert")).to_have_count(0)
    form.get_by_label("Why?").fill("You always want this, and it was careless.")
    none_is_asked_for(page)
    page.unroute("**/api/v1/suggestions")
    form.get_by_role("button", name="Find kinder words").click()
    expect(form.locator("mark")).to_have_text(["You always", "careless"])
    form.get_by_label("Why?").fill("Obviously it is what you want, is it not?")
    expect(form.locator("mark")).to_have_text(["Obviously"])


def test_nothing_is_said_of_kinder_words_where_no_plugin_knows_any(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board)
    visit.page.route(
        "**/api/v1/session", lambda route: route.fulfill(json={**route.fetch().json(), "kinder_words": False})
    )
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer “Cache the builds”").click()
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Why?").fill("You always want this, obviously.")
    none_is_asked_for(page)
    expect(form.locator(".kinder")).to_have_count(0)


def test_somebody_asks_why_and_a_leader_answers_from_the_desk(visit: Visit) -> None:
    board = own_board(visit)
    decision = decided(visit, own_idea(visit, board), follow_ups=[{"promise": "Say what it costs.", "due_on": SOON}])
    page = opened(visit, "ben", board, "decisions")
    entry = page.get_by_role("article").filter(has_text="It saves us an hour a day.")
    expect(entry).to_contain_text("Say what it costs.")
    expect(entry.get_by_role("button", name="Settle")).to_have_count(0)
    entry.get_by_text("Questions").click()
    entry.get_by_role("button", name="Ask why").click()
    entry.get_by_label("What would you like to know?").fill("Whose hour?")
    fits(visit)
    entry.get_by_role("button", name="Ask why").click()
    expect(entry.get_by_text("Whose hour?")).to_be_visible()
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.get_by_label("Your answer").fill("Everybody's.")
    fits(visit)
    page.get_by_role("button", name="Answer", exact=True).click()
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
    assert api(visit, "ben", "GET", f"/decisions/{decision}/questions")["data"][0]["answer"] == "Everybody's."


def test_a_promise_is_released_with_a_word(visit: Visit) -> None:
    board = own_board(visit)
    decided(visit, own_idea(visit, board), follow_ups=[{"promise": "Say what it costs.", "due_on": SOON}])
    page = opened(visit, "ada", board, "follow-ups")
    fits(visit)
    page.get_by_role("button", name="Settle “Say what it costs.”").click()
    form = dialog(visit, "Settle")
    form.get_by_label("Released").check()
    form.get_by_label("What do you say to everybody?").fill("The bill comes once a year.")
    fits(visit)
    form.get_by_role("button", name="Settle").click()
    expect(page.get_by_text("No promise is like that")).to_be_visible()
    page.get_by_label("Show").select_option("released")
    expect(page.get_by_text("The bill comes once a year.")).to_be_visible()
    expect(page.get_by_role("button", name="Settle")).to_have_count(0)


def test_a_flag_is_dismissed_or_its_subject_hidden(visit: Visit) -> None:
    board = own_board(visit)
    named = own_idea(visit, board, "Call the customer")
    fine = own_idea(visit, board, "Write it down")
    for idea, reason in ((named, "It names a customer."), (fine, "I do not like it.")):
        api(visit, "dia", "PUT", f"/ideas/{idea}/flag", reason=reason)
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("article").filter(has_text="I do not like it.").get_by_role("button", name="It is fine").click()
    expect(page.get_by_text("I do not like it.")).to_have_count(0)
    page.get_by_role("article").filter(has_text="It names a customer.").get_by_role("button", name="Hide it").click()
    form = dialog(visit, "Hide it")
    expect(form.get_by_label("Why?")).to_have_value("It names a customer.")
    fits(visit)
    form.get_by_role("button", name="Hide it").click()
    expect(form).to_be_hidden()
    assert api(visit, "dia", "GET", f"/ideas/{named}")["hidden"]
    assert not api(visit, "dia", "GET", f"/ideas/{fine}")["hidden"]


def test_a_member_accepts_an_offer_and_declines_to_be_a_mentor_from_the_desk(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    ben, dia = account(visit, "ben"), account(visit, "dia")
    offer = {
        "assignee": ben,
        "kind": "stretch",
        "explanation": "You know it.",
        "mentor": dia,
        "support_plan": "An hour a week.",
    }
    decided(visit, idea, assignments=[offer])
    page = opened(visit, "ben", board, "desk")
    fits(visit)
    page.get_by_role("button", name="Accept").click()
    expect(page.get_by_role("status").filter(has_text="You accepted.")).to_be_visible()
    page = opened(visit, "dia", board, "desk")
    page.get_by_role("button", name="Decline to be the mentor").click()
    expect(page.get_by_role("status").filter(has_text="You declined.")).to_be_visible()
    offered = api(visit, "ada", "GET", f"/ideas/{idea}/assignments")["data"][0]
    assert (offered["state"], offered["mentor_state"], offered["accepted_at"] is not None) == (
        "offered",
        "declined",
        True,
    )


def test_a_call_for_help_is_answered_from_the_desk(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    decided(
        visit, idea, assignments=[{"assignee": account(visit, "ben"), "kind": "suited", "explanation": "You know it."}]
    )
    work = api(visit, "ada", "GET", f"/ideas/{idea}/assignments")["data"][0]["id"]
    patch(visit, "ben", f"/assignments/{work}", state="accepted")
    call = api(visit, "ben", "POST", f"/assignments/{work}/check-ins", going="I am stuck.", needs_help=True)["id"]
    page = opened(visit, "ada", board, "desk")
    page.get_by_role("button", name="Give guidance").click()
    page.get_by_label("Your guidance").fill("Let us look together.")
    fits(visit)
    page.get_by_role("button", name="Give guidance").click()
    expect(page.get_by_text("I am stuck.")).to_have_count(0)
    assert api(visit, "ben", "GET", f"/check-ins/{call}")["guidance"] == "Let us look together."


def test_the_roadmap_says_where_ideas_have_got_to(visit: Visit) -> None:
    board = own_board(visit)
    for title, outcomes in (("Kept", ["adopt"]), ("Begun", ["adopt", "start"]), ("There", ["adopt", "done"])):
        idea = own_idea(visit, board, title)
        for outcome in outcomes:
            decided(visit, idea, outcome)
    decided(visit, own_idea(visit, board, "Later"), "not_now", revisit_on=SOON)
    page = opened(visit, "cy", board, "roadmap")
    for heading, title in (("Adopted", "Kept"), ("In progress", "Begun"), ("Done", "There"), ("Not now", "Later")):
        expect(page.get_by_role("region", name=heading).get_by_role("link", name=title)).to_be_visible()
    fits(visit)


def test_the_log_prints_without_what_stands_around_it(visit: Visit) -> None:
    board = own_board(visit)
    decided(visit, own_idea(visit, board), follow_ups=[{"promise": "Say what it costs.", "due_on": SOON}])
    page = opened(visit, "ada", board, "decisions")
    fits(visit)
    page.emulate_media(media="print")
    expect(page.get_by_text("It saves us an hour a day.")).to_be_visible()
    expect(page.get_by_text("Say what it costs.")).to_be_visible()
    expect(page.get_by_role("navigation", name="This board")).to_be_hidden()
    expect(page.get_by_role("button", name="Settle")).to_be_hidden()
    expect(page.get_by_text("Questions")).to_be_hidden()


@pytest.mark.parametrize("place", ["desk", "backlog", "decisions", "follow-ups", "roadmap"])
def test_an_empty_board_says_what_comes_here(visit: Visit, place: str) -> None:
    opened(visit, "ada", own_board(visit), place)
    expect(visit.page.locator(".empty, .columns .soft").first).to_be_visible()
    fits(visit)
