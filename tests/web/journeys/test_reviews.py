"""A team looks back together at what went wrong, or right: at a desk and on a phone, several people at once."""

from playwright.sync_api import Page, expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.team import own_board, own_idea


def called(visit: Visit) -> tuple[str, str]:
    """A board, and a review on it that dia called."""
    board = own_board(visit)
    idea = own_idea(visit, board, "adopt", "drop")
    review = api(visit, "dia", "POST", f"/boards/{board}/reviews", idea=idea, what_happened="The queue stood still.")
    return board, review["id"]


def written(visit: Visit, review: str, **said: str) -> None:
    """Somebody else writes on at it."""
    answer = visit.context.request.patch(
        f"/api/v1/reviews/{review}",
        headers={"Authorization": f"Bearer {visit.demo.tokens['dia']}", "If-Match": "*"},
        data=said,
    )
    assert answer.ok, answer.text()


def opened(visit: Visit, board: str, review: str) -> Page:
    """A review, as ben sees it."""
    visit.sign_in("ben")
    page = visit.go(f"/boards/{board}/reviews/{review}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Review of “Cache the builds”")
    return page


def test_everybody_is_called_in_and_nobody_is_named(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board, "adopt", "drop")
    visit.expected += (rf"422 /api/v1/boards/{board}/reviews",)
    visit.sign_in("ben")
    page = visit.go(f"/boards/{board}/reviews?new={idea}")
    form = dialog(visit, "Call a review")
    expect(form.get_by_role("link", name="Cache the builds")).to_be_visible()
    form.get_by_label("What happened").fill("Dia turned the queue off.")
    form.get_by_label("When").fill("2199-03-01T10:00")
    form.get_by_label("Where").fill("The room with the plants")
    fits(visit)
    form.get_by_role("button", name="Call everybody in").click()
    expect(form.get_by_role("alert")).to_contain_text("Dia can be read in it.")
    expect(form.get_by_label("What happened")).to_have_value("Dia turned the queue off.")
    fits(visit)
    form.get_by_label("What happened").fill("The queue was turned off.")
    form.get_by_role("button", name="Call everybody in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review of “Cache the builds”")
    expect(page.get_by_role("main")).to_contain_text("The room with the plants")
    file = page.get_by_role("link", name="Calendar file")
    assert "BEGIN:VEVENT" in page.request.get(file.get_attribute("href") or "").text()


def test_of_an_idea_one_review_at_a_time_is_under_way(visit: Visit) -> None:
    board, review = called(visit)
    visit.expected += (rf"409 /api/v1/boards/{board}/reviews",)
    visit.sign_in("ben")
    page = visit.go(f"/boards/{board}/reviews?state=called")
    expect(page.get_by_role("article")).to_contain_text("The queue stood still.")
    fits(visit)
    page.get_by_role("button", name="Call a review").click()
    form = dialog(visit, "Call a review")
    form.get_by_role("button", name="Cache the builds").click()
    form.get_by_label("What happened").fill("It stood still.")
    form.get_by_role("button", name="Call everybody in").click()
    form.get_by_role("link", name="Go on with the review that is under way").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    page.wait_for_url(f"**/reviews/{review}")


def test_a_review_is_written_held_and_shared_and_its_actions_become_tasks(visit: Visit) -> None:
    board, review = called(visit)
    page = opened(visit, board, review)
    fits(visit)
    page.get_by_role("button", name="We have held it").click()
    expect(page.locator("[aria-current=step]")).to_have_text("Held")
    expect(page.get_by_role("button", name="Share it")).to_be_disabled()
    expect(page.get_by_text("Still to be written:")).to_contain_text("Lessons, Statement")
    page.get_by_role("button", name="Write on").click()
    page.get_by_label("Lessons").fill("Nothing goes off that cannot go *on* again.")
    page.get_by_label("Statement").fill("We broke it together.")
    page.get_by_role("button", name="Add an action").click()
    page.get_by_role("textbox", name="Action 1").fill("Write down how it goes on again")
    fits(visit)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Write on")).to_be_focused()
    expect(page.locator(".rendered em")).to_have_text("on")
    page.get_by_role("button", name="Make tasks of them").click()
    expect(page.get_by_role("link", name="Write down how it goes on again")).to_be_visible()
    expect(page.get_by_role("button", name="Make tasks of them")).to_be_hidden()
    page.get_by_role("button", name="Share it").click()
    asked = dialog(visit, "Share it")
    fits(visit)
    asked.get_by_role("button", name="Share it").click()
    expect(page.locator("[aria-current=step]")).to_have_text("Shared")
    expect(page.get_by_role("button", name="Write on")).to_be_hidden()
    fits(visit)
    assert [one["title"] for one in api(visit, "ben", "GET", f"/boards/{board}/tasks")["data"]] == [
        "Write down how it goes on again"
    ]


def test_two_write_at_once_and_neither_loses_a_word(visit: Visit) -> None:
    board, review = called(visit)
    visit.expected += (rf"412 /api/v1/reviews/{review}",)
    page = opened(visit, board, review)
    page.get_by_role("button", name="Write on").click()
    page.get_by_label("Lessons").fill("Mine.")
    page.get_by_label("What helped").fill("My tea.")
    written(visit, review, lessons="Theirs.", helped="Their tea.", conditions="It rained.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_label("Lessons")).to_have_value("Mine.")
    expect(page.get_by_label("Conditions")).to_have_value("It rained.")
    expect(page.get_by_text("Theirs.", exact=True)).to_be_visible()
    fits(visit)
    page.get_by_role("status").filter(has_text="Their tea.").get_by_role("button", name="Take theirs").click()
    expect(page.get_by_label("What helped")).to_have_value("Their tea.")
    page.get_by_role("button", name="Keep mine").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("button", name="Write on")).to_be_visible()
    now = api(visit, "ben", "GET", f"/reviews/{review}")
    assert (now["lessons"], now["helped"], now["conditions"]) == ("Mine.", "Their tea.", "It rained.")


def test_what_was_begun_is_there_after_a_reload(visit: Visit) -> None:
    board, review = called(visit)
    page = opened(visit, board, review)
    page.get_by_role("button", name="Write on").click()
    page.get_by_label("Lessons").fill("Half a sentence")
    page.reload()
    expect(page.get_by_text("You began to write here")).to_be_visible()
    page.get_by_role("button", name="Write on").click()
    expect(page.get_by_label("Lessons")).to_have_value("Half a sentence")
    page.get_by_role("button", name="Throw away what I wrote").click()
    expect(page.get_by_text("You began to write here")).to_be_hidden()
    assert api(visit, "ben", "GET", f"/reviews/{review}")["lessons"] == ""
