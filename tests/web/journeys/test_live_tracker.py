"""A leader sets a board up with a tracker that is really there: a Roundup, which is asked, listened to and obeyed."""

import json
import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Page, expect

from tests.engine import wait_until
from tests.roundup import RoundupServer
from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.leading import decided, opened, own_board, own_idea


def connected(visit: Visit, roundup: RoundupServer, board: str) -> str:
    """A board's connection to Roundup. Its id."""
    settings = {"url": roundup.url, "username": roundup.username, "password": roundup.password}
    said = {"tracker": "roundup", "name": "Our tracker", "settings": settings}
    made: str = api(visit, "ada", "POST", f"/boards/{board}/connections", **said)["id"]
    return made


def settings(visit: Visit, roundup: RoundupServer, board: str) -> tuple[str, Page]:
    """The settings of a board's new connection, as ada sees them: its id, and the page."""
    made = connected(visit, roundup, board)
    return made, opened(visit, "ada", board, f"settings/connections?connection={made}")


def issue_of(visit: Visit, idea: str) -> Any:
    """The issue of an adopted idea, once it is at the tracker."""
    path = f"/ideas/{idea}/issues"
    wait_until(lambda: api(visit, "ada", "GET", path)["data"][0]["state"] == "linked", 30)
    return api(visit, "ada", "GET", path)["data"][0]


def at_tracker(roundup: RoundupServer, issue: Any) -> Any:
    """An issue as Roundup has it."""
    path = f"data/{_path(issue)}"
    return roundup.rest("GET", path, params={"@verbose": 2}).json()["data"]["attributes"]


def _path(issue: Any) -> str:
    return str(issue["key"]).replace("issue", "issue/")


def status_called(roundup: RoundupServer, name: str) -> str:
    """The id of a status of Roundup's."""
    found = roundup.rest("GET", "data/status", params={"@fields": "name"}).json()["data"]["collection"]
    return next(str(one["id"]) for one in found if one["name"] == name)


@contextmanager
def halted(roundup: RoundupServer) -> Iterator[None]:
    """A tracker that takes its time, until the block ends."""
    os.kill(roundup.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(roundup.pid, signal.SIGCONT)


def is_asking(page: Page, press: str) -> None:
    """While the tracker is asked, that is said, and nobody asks twice."""
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Asking …")).to_be_visible()
    expect(page.get_by_role("button", name=press)).to_be_disabled()


def test_a_tracker_is_connected_and_a_wrong_password_is_said(visit: Visit, roundup: RoundupServer) -> None:
    board = own_board(visit)
    page = opened(visit, "ada", board, "settings/connections")
    page.get_by_role("button", name="Connect", exact=True).click()
    dialog(visit, "Connect").get_by_role("button", name="Roundup").click()
    form = dialog(visit, "Connect to Roundup")
    form.get_by_label("Name", exact=True).fill("Our tracker")
    form.get_by_label("Address").fill(roundup.url)
    form.get_by_label("User name").fill(roundup.username)
    expect(form.get_by_label("Password")).to_have_attribute("type", "password")
    form.get_by_label("Password").fill("a wrong one")
    fits(visit)
    form.get_by_role("button", name="Connect and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Our tracker")
    expect(page.get_by_text("This is not right yet:")).to_be_visible()
    wrong = page.get_by_role("listitem").filter(has_text="It does not take what we sign in with.")
    expect(wrong).to_contain_text("The tracker does not take this user name and password")
    fits(visit)
    password = page.get_by_label("Password", exact=True)
    expect(password).to_have_value("")
    password.fill(roundup.password)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(password).to_have_value("")
    with halted(roundup):
        page.get_by_role("button", name="Check now").click()
        is_asking(page, "Check now")
        fits(visit)
    expect(page.get_by_text("Everything is right. There we are admin.")).to_be_visible()
    expect(page.get_by_role("button", name="Check now")).to_be_focused()
    expect(wrong).to_have_count(0)
    expect(page.get_by_role("definition")).to_have_text(["admin"])
    page.get_by_role("link", name="Connections").last.click()
    card = page.get_by_role("article").filter(has_text="Our tracker")
    expect(card).to_contain_text("Works")
    expect(card).to_contain_text("Default")


def test_what_can_be_chosen_is_asked_of_the_tracker_and_new_issues_have_it(
    visit: Visit, roundup: RoundupServer
) -> None:
    board = own_board(visit)
    made, page = settings(visit, roundup, board)
    page.get_by_text("What can be chosen there?").click()
    page.get_by_label("For which setting?").select_option(label="User name")
    page.get_by_role("button", name="Ask the tracker").click()
    expect(page.get_by_role("alert")).to_contain_text("There is nothing to choose for username")
    page.get_by_label("For which setting?").select_option(label="Priority")
    with halted(roundup):
        page.get_by_role("button", name="Ask the tracker").click()
        is_asking(page, "Ask the tracker")
    expect(page.get_by_text("These can be chosen.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="urgent")).to_be_visible()
    fits(visit)
    priority = page.get_by_label("Priority", exact=True)
    offered = priority.evaluate("field => [...field.list.options].map((one) => [one.value, one.label])")
    urgent = next(value for value, name in offered if name == "urgent")
    priority.fill(urgent)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert api(visit, "ada", "GET", f"/connections/{made}")["settings"]["priority"] == urgent
    idea = own_idea(visit, board)
    decided(visit, idea)
    assert at_tracker(roundup, issue_of(visit, idea))["priority"]["name"] == "urgent"


def is_mapped(visit: Visit, connection: str, statuses: dict[str, str]) -> None:
    """The board keeps what the statuses of a connection mean."""
    path = f"/connections/{connection}"
    wait_until(lambda: api(visit, "ada", "GET", path)["status_map"] == statuses, 20)


def test_what_a_status_means_here_is_said_and_ideas_go_there(visit: Visit, roundup: RoundupServer) -> None:
    board = own_board(visit)
    made, page = settings(visit, roundup, board)
    idea = own_idea(visit, board)
    decided(visit, idea)
    issue = issue_of(visit, idea)
    page.reload()
    look = page.get_by_role("button", name="Look at every issue now")
    look.click()
    expect(page.get_by_role("listitem").filter(has_text="1 is as it was")).to_be_visible()
    testing = status_called(roundup, "testing")
    roundup.change(_path(issue), {"status": testing})
    look.click()
    expect(page.get_by_role("listitem").filter(has_text="1 moved its idea")).to_be_visible()
    assert api(visit, "ben", "GET", f"/ideas/{idea}")["status"] == "in_progress"
    with halted(roundup):
        page.get_by_role("button", name="Ask for its statuses").click()
        is_asking(page, "Ask for its statuses")
    field = page.get_by_label("testing", exact=True)
    expect(field.locator("option:checked")).to_have_text("As the tracker says: in progress")
    save = page.get_by_role("button", name="Save what they mean")
    expect(save).to_be_disabled()
    field.select_option(label="done")
    fits(visit)
    save.click()
    is_mapped(visit, made, {testing: "done"})
    # What it means anew holds for the issues that are there already.
    wait_until(lambda: api(visit, "ben", "GET", f"/ideas/{idea}")["status"] == "done", 30)
    field.select_option(label="As the tracker says: in progress")
    save.click()
    is_mapped(visit, made, {})
    wait_until(lambda: api(visit, "ben", "GET", f"/ideas/{idea}")["status"] == "in_progress", 30)


def test_the_trackers_open_issues_become_tasks_each_once(visit: Visit, roundup: RoundupServer) -> None:
    board = own_board(visit)
    for title, status in (("The door sticks", "unread"), ("The roof leaks", "chatting"), ("It is fixed", "resolved")):
        made = {"title": f"{title} on {board}", "status": status}
        assert roundup.rest("POST", "data/issue", made).status == 201
    _, page = settings(visit, roundup, board)
    with halted(roundup):
        page.get_by_role("button", name="Import open issues as tasks").click()
        is_asking(page, "Import open issues as tasks")
    expect(page.get_by_text(re.compile(r"^\d+ new tasks"))).to_be_visible()
    fits(visit)
    page.get_by_role("button", name="Import open issues as tasks").click()
    expect(page.get_by_text(re.compile(r"^No new task\. \d+ were here before"))).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Tasks").click()
    expect(page.get_by_role("link", name=f"The door sticks on {board}")).to_have_count(1)
    expect(page.get_by_role("link", name=f"The roof leaks on {board}")).to_have_count(1)
    expect(page.get_by_role("link", name=f"It is fixed on {board}")).to_have_count(0)
    fits(visit)


def test_the_tracker_is_given_a_secret_and_is_believed(visit: Visit, roundup: RoundupServer) -> None:
    board = own_board(visit)
    _, page = settings(visit, roundup, board)
    idea = own_idea(visit, board)
    decided(visit, idea)
    issue = issue_of(visit, idea)
    expect(page.get_by_text("No secret is set yet, so nothing that comes is believed.")).to_be_visible()
    expect(page.get_by_text("ideaboard-webhook.json")).to_be_visible()
    url = page.get_by_label("Address for the tracker’s webhook").input_value()
    page.get_by_role("button", name="Set a secret").click()
    page.get_by_role("button", name="Make the secret").click()
    shown = dialog(visit, "Set a secret")
    expect(shown.get_by_label("Secret", exact=True)).to_be_focused()
    secret = shown.get_by_label("Secret", exact=True).input_value()
    fits(visit)
    shown.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_role("button", name="Replace the secret")).to_be_focused()
    expect(page.get_by_text("Its secret is set since")).to_be_visible()
    (roundup.home / "ideaboard-webhook.json").write_text(json.dumps({"url": url, "secret": secret}), "utf-8")
    page.get_by_role("button", name="All", exact=True).click()
    card = page.get_by_role("article").filter(has_text="Cache the builds")
    expect(card).to_contain_text("in the tracker")
    roundup.change(_path(issue), {"status": status_called(roundup, "in-progress")})
    # The tracker tells it, and the page hears it: nobody reloads.
    expect(card).to_contain_text("in-progress", timeout=40_000)
    expect(card).to_contain_text("here: in progress")
    assert api(visit, "ben", "GET", f"/ideas/{idea}")["status"] == "in_progress"
