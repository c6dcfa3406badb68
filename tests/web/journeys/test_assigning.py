"""Work on an adopted idea is offered, taken on and gone along with, on the idea's page; at a desk and on a phone."""

from playwright.sync_api import expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.leading import account, decided, opened, own_board, own_idea, patch


def test_work_is_offered_changed_and_taken_back(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    decided(visit, idea)
    page = opened(visit, "ada", board, f"ideas/{idea}")
    page.get_by_role("button", name="Offer it to somebody").click()
    form = dialog(visit, "Offer it to somebody")
    form.get_by_label("To whom?").select_option(label="Ben")
    form.get_by_label("New role").check()
    form.get_by_label("Why you?").fill("You know the builds.")
    form.get_by_label("Mentor", exact=True).select_option(label="Dia")
    form.get_by_label("How are they supported?").fill("An hour a week.")
    fits(visit)
    form.get_by_role("button", name="Offer it", exact=True).click()
    work = page.locator(".assignment")
    expect(work).to_contain_text("You know the builds.")
    expect(work).to_contain_text("An hour a week.")
    work.get_by_role("button", name="Change the offer").click()
    form = dialog(visit, "Change the offer")
    expect(form.get_by_label("Mentor", exact=True)).to_have_value(account(visit, "dia"))
    form.get_by_label("Why you?").fill("You mended them before.")
    form.get_by_role("button", name="Save").click()
    expect(work).to_contain_text("You mended them before.")
    fits(visit)
    work.get_by_role("button", name="Take it back").click()
    dialog(visit, "Take the offer back?").get_by_role("button", name="Take it back").click()
    expect(work).to_contain_text("Taken back")
    assert api(visit, "ada", "GET", f"/ideas/{idea}/assignments")["data"][0]["state"] == "withdrawn"


def test_work_is_taken_on_with_check_ins_that_the_team_does_not_see(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    decided(
        visit, idea, assignments=[{"assignee": account(visit, "ben"), "kind": "suited", "explanation": "You know it."}]
    )
    work = api(visit, "ada", "GET", f"/ideas/{idea}/assignments")["data"][0]["id"]
    page = opened(visit, "dia", board, f"ideas/{idea}")
    expect(page.get_by_text("You know it.")).to_have_count(0)
    patch(visit, "ben", f"/assignments/{work}", state="accepted")
    page = opened(visit, "ben", board, f"ideas/{idea}")
    shown = page.locator(".assignment")
    shown.get_by_role("button", name="How does it go?").click()
    shown.get_by_label("How does it go?").fill("I am stuck.")
    shown.get_by_label("What have you learnt?").fill("The cache is cold.")
    shown.get_by_label("I need help").check()
    fits(visit)
    shown.get_by_role("button", name="Post the check-in").click()
    expect(shown.locator(".check-in")).to_contain_text("Needs help")
    page = opened(visit, "dia", board, f"ideas/{idea}")
    expect(page.locator(".assignment")).to_contain_text("You know it.")
    expect(page.get_by_text("I am stuck.")).to_have_count(0)
    page = opened(visit, "ada", board, f"ideas/{idea}")
    shown.get_by_role("button", name="Give guidance").click()
    shown.get_by_label("Your guidance").fill("Let us look together.")
    shown.get_by_role("button", name="Give guidance").click()
    expect(shown.locator(".check-in")).to_contain_text("Help was given")
    expect(shown.locator(".check-in")).to_contain_text("Let us look together.")
    page = opened(visit, "ben", board, f"ideas/{idea}")
    shown.get_by_role("button", name="My part is done").click()
    dialog(visit, "Is your part done?").get_by_role("button", name="It is done").click()
    expect(shown).to_contain_text("Done")
    fits(visit)
    assert api(visit, "ben", "GET", f"/assignments/{work}")["state"] == "done"
