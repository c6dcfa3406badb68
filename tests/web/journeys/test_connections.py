"""A leader connects a board with a tracker, sees how it goes, and lets go of it; at a desk and on a phone."""

import re
from pathlib import Path

from playwright.sync_api import expect

from ideaboard.core.outbox.messages import LISTENED
from tests.web.browsing import Visit, api, fits
from tests.web.journeys.setting import card, connected, dialog, opened, unreachable


def test_a_tracker_is_connected_checked_and_removed(visit: Visit, board: str, tmp_path: Path) -> None:
    page = opened(visit, "ada", board, "/connections")
    page.get_by_role("button", name="Connect", exact=True).click()
    fits(visit)
    dialog(page, "Connect").get_by_role("button", name="Paper").click()
    asked = dialog(page, "Connect to Paper")
    asked.get_by_label("Name").fill("Our sheet")
    asked.get_by_label("Folder").fill(str(tmp_path / "sheet"))
    fits(visit)
    asked.get_by_role("button", name="Connect and check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Our sheet")
    expect(page.get_by_text("Everything is right.")).to_be_visible()
    page.get_by_label("Comments").check()
    page.get_by_role("button", name="Save what goes out").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Show the issue").click()
    expect(page.locator("pre.letter")).to_contain_text("Once is enough.")
    page.get_by_role("button", name="Look at every issue now").click()
    expect(page.get_by_text("There is no issue to look at.")).to_be_visible()
    visit.settled()
    fits(visit)
    [made] = api(visit, "ada", "GET", f"/boards/{board}/connections")["data"]
    assert made["outbound"] == {"status": False, "comments": True}
    # What the check finds wrong is said in words.
    page.get_by_label("Folder").fill("/proc/nowhere")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("button", name="Save", exact=True)).to_be_disabled()
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("This is not right yet:")).to_be_visible()
    page.get_by_role("button", name="Remove the connection").click()
    dialog(page, "Remove Our sheet?").get_by_role("button", name="Remove the connection").click()
    expect(page.get_by_text("The board is connected to nothing yet")).to_be_visible()


def test_a_trackers_own_settings_secrets_statuses_and_webhook(visit: Visit, board: str) -> None:
    visit.expected += (r"422 /api/v1/(boards/.*/connections|connections/.*)",)
    page = opened(visit, "ada", board, "/connections")
    page.get_by_role("button", name="Connect", exact=True).click()
    page.get_by_role("button", name="GitHub").click()
    asked = dialog(page, "Connect to GitHub")
    asked.get_by_label("Repository").fill("no owner")
    asked.get_by_label("Token").fill("github_pat_12345")
    expect(asked.get_by_label("Token")).to_have_attribute("type", "password")
    expect(asked.get_by_label("Label")).to_have_value("ideaboard")
    asked.get_by_role("button", name="Connect and check").click()
    expect(asked.locator(".wrong")).to_have_text("Write it as owner/name.")
    fits(visit)
    asked.get_by_role("button", name="Choose another").click()
    dialog(page, "Connect").get_by_role("button", name="Close").click()
    # A connection that is made elsewhere, so that no test calls the real one.
    made = unreachable(visit, board)
    visit.go(f"/boards/{board}/settings/connections?connection={made}")
    token = page.get_by_label("Token", exact=True)
    expect(token).to_have_value("")
    expect(page.get_by_text(re.compile("Set on .* and never shown"))).to_be_visible()
    page.get_by_role("button", name="Check now").click()
    expect(page.get_by_text("It cannot be reached.")).to_be_visible()
    page.get_by_role("button", name="Ask for its statuses").click()
    page.get_by_label("Closed as not planned").select_option("done")
    page.get_by_role("button", name="Save what they mean").click()
    expect(page.get_by_role("button", name="Save what they mean")).to_be_disabled()
    expect(page.get_by_label("Address for the tracker’s webhook")).to_have_value(re.compile(f"/inbound/{made}$"))
    page.get_by_role("button", name="Set a secret").click()
    fits(visit)
    page.get_by_role("button", name="Make the secret").click()
    expect(page.get_by_role("dialog").get_by_label("Secret")).to_have_value(re.compile("^whsec_"))
    page.get_by_role("button", name="I have kept it").click()
    page.get_by_role("button", name="Replace the secret").click()
    asked = dialog(page, "Replace the secret")
    asked.get_by_role("radio", name=re.compile("^The tracker")).check()
    asked.get_by_label("Secret", exact=True).fill("a secret of theirs")
    asked.get_by_role("button", name="Save").click()
    expect(asked).to_have_count(0)
    visit.settled()
    fits(visit)
    assert list(api(visit, "ada", "GET", f"/connections/{made}")["status_map"].values()) == ["done"]


def test_a_listener_is_told_what_is_chosen(visit: Visit, board: str) -> None:
    made = connected(visit, board, "slack", url="https://none.invalid/services/T0000/B0000/abcdefghijklmnop")
    page = opened(visit, "ada", board, f"/connections?connection={made}")
    page.get_by_label("An idea is posted").uncheck()
    page.get_by_role("button", name="Save what it is told").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    visit.settled()
    fits(visit)
    assert api(visit, "ada", "GET", f"/connections/{made}")["events"] == [
        one for one in LISTENED if one != "idea.posted"
    ]


def test_an_issue_of_a_connection_is_looked_at_and_unlinked(visit: Visit, board: str, tmp_path: Path) -> None:
    made = connected(visit, board, "paper", folder=str(tmp_path / "sheet"))
    [idea] = api(visit, "ada", "GET", f"/boards/{board}/ideas")["data"]
    api(visit, "ada", "POST", f"/ideas/{idea['id']}/decisions", outcome="adopt", rationale="It saves an hour a day.")
    page = opened(visit, "ada", board, f"/connections?connection={made}")
    expect(page.get_by_text("No issue waits for a leader")).to_be_visible()
    page.get_by_role("button", name="All", exact=True).click()
    issue = card(page, "Cache the builds")
    expect(issue).to_be_visible()
    for _ in range(50):
        if api(visit, "ada", "GET", f"/ideas/{idea['id']}")["issue"]["state"] == "linked":
            break
        page.wait_for_timeout(100)
    page.reload()
    page.get_by_role("button", name="All", exact=True).click()
    expect(issue).to_contain_text("in the tracker")
    issue.get_by_role("button", name=re.compile("^Look now")).click()
    expect(issue).to_contain_text("Looked at it just now.")
    issue.get_by_role("button", name=re.compile("^Unlink")).click()
    page.get_by_role("dialog").get_by_role("button", name="Unlink", exact=True).click()
    expect(page.get_by_text("No issue was made here yet")).to_be_visible()
    expect(page.get_by_role("heading", name="Issues")).to_be_focused()
