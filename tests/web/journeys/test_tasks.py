"""Tasks, and the approaches to them side by side, at a desk and on a phone."""

from playwright.sync_api import expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.leading import SOON, opened, own_board, patch


def own_task(visit: Visit, board: str, *approaches: str, who: str = "ben") -> str:
    """A task, with dia's approaches to it. Its id."""
    task: str = api(visit, who, "POST", f"/boards/{board}/tasks", title="Mend the build", body="It **fails**.")["id"]
    for title in approaches:
        api(
            visit,
            "dia",
            "POST",
            f"/tasks/{task}/approaches",
            title=title,
            effort="small",
            learning="How often it fails.",
        )
    return task


def test_a_task_is_posted_and_a_half_written_one_is_there_again(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, "ben", board, "tasks")
    expect(page.get_by_text("No task is like that")).to_be_visible()
    fits(visit)
    page.get_by_role("button", name="Post a task").click()
    dialog(visit, "Post a task").get_by_label("Title").fill("Mend the build")
    visit.go(f"/boards/{board}/tasks")
    page.get_by_role("button", name="Post a task").click()
    form = dialog(visit, "Post a task")
    expect(form.get_by_label("Title")).to_have_value("Mend the build")
    form.get_by_label("What is it about?").fill("It **fails**.")
    fits(visit)
    form.get_by_role("button", name="Post a task").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mend the build")
    expect(page.locator("strong", has_text="fails")).to_be_visible()
    expect(page.get_by_text("No approach yet")).to_be_visible()
    fits(visit)
    page.get_by_role("link", name="Tasks").last.click()
    expect(page.get_by_role("link", name="Mend the build")).to_be_visible()
    page.get_by_label("Status").select_option("done")
    expect(page.get_by_text("No task is like that")).to_be_visible()


def test_mine_stays_when_somebody_else_changed_the_task(visit: Visit) -> None:
    board = own_board(visit)
    task = own_task(visit, board)
    visit.expected += (rf"412 /api/v1/tasks/{task}",)
    page = opened(visit, "ben", board, f"tasks/{task}")
    page.get_by_role("button", name="Edit").click()
    form = dialog(visit, "Edit the task")
    form.get_by_label("Title").fill("Mine")
    patch(visit, "ada", f"/tasks/{task}", title="Theirs")
    form.get_by_role("button", name="Save").click()
    expect(form.get_by_text("Somebody else changed the task meanwhile")).to_be_visible()
    expect(form.get_by_text("Theirs", exact=True)).to_be_visible()
    expect(form.get_by_label("Title")).to_have_value("Mine")
    fits(visit)
    form.get_by_role("button", name="Go on with mine").click()
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mine")


def test_a_task_is_dropped_by_whoever_posted_it_and_by_no_other_member(visit: Visit) -> None:
    board = own_board(visit)
    task = own_task(visit, board)
    page = opened(visit, "dia", board, f"tasks/{task}")
    expect(page.get_by_role("button", name="Post an approach")).to_be_visible()
    expect(page.get_by_role("button", name="Drop the task")).to_have_count(0)
    page = opened(visit, "ben", board, f"tasks/{task}")
    page.get_by_role("button", name="Drop the task").click()
    fits(visit)
    dialog(visit, "Drop the task").get_by_role("button", name="Drop the task").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tasks")
    assert api(visit, "ben", "GET", f"/tasks/{task}")["status"] == "dropped"


def test_approaches_stand_side_by_side_with_the_same_rows(visit: Visit) -> None:
    board = own_board(visit)
    task = own_task(visit, board, "Cache it", "Try again")
    idea = api(visit, "ben", "GET", f"/tasks/{task}/comparison")["approaches"][0]["id"]
    api(visit, "ben", "POST", f"/ideas/{idea}/points", side="against", text="It hides the trouble.")
    page = opened(visit, "ben", board, f"tasks/{task}")
    fits(visit)
    for row in ("Support", "Effort", "What we would learn", "Values", "For it", "Against it"):
        expect(page.get_by_text(row, exact=True).first).to_be_visible()
    expect(page.get_by_text("It hides the trouble.")).to_be_visible()
    wide = page.get_by_role("table")
    if page.evaluate("innerWidth") > 1000:
        expect(wide.get_by_role("columnheader")).to_have_count(2)
    else:
        expect(wide).to_have_count(0)
        expect(page.locator(".approach")).to_have_count(2)
    page.get_by_role("button", name="Support “Try again”, 0 voices").click()
    expect(page.get_by_role("button", name="You support “Try again”, 1 voice.")).to_be_visible()


def test_a_task_is_decided_with_a_word_to_each_approach(visit: Visit) -> None:
    board = own_board(visit)
    task = own_task(visit, board, "Cache it", "Try again", "Wait for spring")
    page = opened(visit, "ada", board, f"tasks/{task}")
    page.get_by_role("button", name="Decide on the task").click()
    form = dialog(visit, "Decide on the task")
    expect(form.get_by_role("button", name="Decide on the task")).to_be_disabled()
    form.get_by_role("checkbox", name="Cache it").check()
    form.get_by_label("Why?").fill("It ends the trouble.")
    other = form.get_by_role("region", name="Try again")
    other.get_by_label("A word to it").fill("It hides the trouble.")
    other = form.get_by_role("region", name="Wait for spring")
    other.get_by_label("Not now").check()
    other.get_by_label("When does it come back?").fill(SOON)
    other.get_by_label("A word to it").fill("If the cache is not enough.")
    form.get_by_role("button", name="Add a promise").click()
    form.get_by_label("What do you promise?").fill("Measure it.")
    fits(visit)
    form.get_by_role("button", name="Decide on the task").click()
    expect(form).to_be_hidden()
    decision = page.get_by_role("region", name="Decisions")
    for said in ("It ends the trouble.", "It hides the trouble.", "If the cache is not enough.", "Measure it."):
        expect(decision.get_by_text(said)).to_be_visible()
    fits(visit)
    assert api(visit, "ben", "GET", f"/tasks/{task}")["status"] == "decided"
    states = {
        one["title"]: one["status"] for one in api(visit, "ben", "GET", f"/tasks/{task}/comparison")["approaches"]
    }
    assert states == {"Cache it": "adopted", "Try again": "declined", "Wait for spring": "not_now"}


def test_an_approach_that_came_meanwhile_gets_its_word_too(visit: Visit) -> None:
    board = own_board(visit)
    task = own_task(visit, board, "Cache it")
    visit.expected += (rf"422 /api/v1/tasks/{task}/decisions",)
    page = opened(visit, "ada", board, f"tasks/{task}")
    page.get_by_role("button", name="Decide on the task").click()
    form = dialog(visit, "Decide on the task")
    form.get_by_role("checkbox", name="Cache it").check()
    form.get_by_label("Why?").fill("It ends the trouble.")
    api(visit, "dia", "POST", f"/tasks/{task}/approaches", title="Try again")
    form.get_by_role("button", name="Decide on the task").click()
    expect(form.get_by_text("An open approach is left without a word.")).to_be_visible()
    expect(form.get_by_label("Why?")).to_have_value("It ends the trouble.")
    form.get_by_role("region", name="Try again").get_by_label("A word to it").fill("It hides the trouble.")
    form.get_by_role("button", name="Decide on the task").click()
    expect(form).to_be_hidden()
