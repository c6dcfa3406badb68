"""A leader sets a board up in a real browser, at a desk and on a phone; a member sees what binds them, and may go."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from ideaboard.core.outbox.audit import TYPES
from ideaboard.core.outbox.messages import LISTENED, TOLD
from ideaboard.work.carriers import CARRIERS
from tests.web.browsing import Visit, api, fits
from tests.web.journeys.setting import card, dialog, opened, unreachable

CLIENT = Path(__file__).parents[3] / "ideaboard" / "web" / "client"
TEXTS = "".join((CLIENT / f"texts/en/{area}.ftl").read_text("utf-8") for area in ("settings", "trail"))


PARTS = ["", "/members", "/rules", "/connections", "/webhooks", "/jobs", "/moderation", "/audit"]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_be_read_by_everybody(visit: Visit, part: str) -> None:
    opened(visit, "ada", visit.demo.board, part)
    expect(visit.page.locator(".sub-nav [aria-current=page]")).to_have_count(1)
    fits(visit)


def test_a_member_sees_what_binds_them_and_leaves(visit: Visit, board: str) -> None:
    page = opened(visit, "ben", board)
    names = page.get_by_role("navigation", name="Settings").get_by_role("link")
    expect(names).to_have_text(["General", "Members", "Voting rules", "Values"])
    expect(page.get_by_role("main")).to_contain_text("To be set up.")
    expect(page.get_by_role("button", name="Save")).to_have_count(0)
    page.get_by_role("link", name="Voting rules").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voting rules")
    expect(page.get_by_role("button", name="Tighten to this")).to_have_count(0)
    visit.go(f"/boards/{board}/settings/connections")
    expect(page.get_by_role("heading", level=1)).to_contain_text("nothing here")
    visit.go(f"/boards/{board}/settings")
    page.get_by_role("button", name="Leave the board").click()
    fits(visit)
    dialog(page, "Leave Set up?").get_by_role("button", name="Leave the board").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My boards")
    members = api(visit, "ada", "GET", f"/boards/{board}/members")["data"]
    assert "Ben" not in [one["account"]["name"] for one in members]


def test_general_settings_are_saved_and_somebody_elses_change_is_never_lost(visit: Visit, board: str) -> None:
    visit.expected += (rf"412 /api/v1/boards/{board}",)
    page = opened(visit, "ada", board)
    save = page.get_by_role("button", name="Save")
    expect(save).to_be_disabled()
    page.get_by_label("Time zone").fill("Nowhere/Never")
    visit.expected += (rf"422 /api/v1/boards/{board}",)
    save.click()
    expect(page.locator(".wrong")).to_contain_text("No time zone")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    save.click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    # Another field was changed meanwhile: both changes hold.
    page.get_by_label("What is it for?").fill("My purpose.")
    edit(visit, board, name="Their name")
    save.click()
    expect(page.get_by_label("Name", exact=True)).to_have_value("Their name")
    expect(save).to_be_disabled()
    # The same field was: mine stays, and theirs is shown.
    page.get_by_label("What is it for?").fill("My other purpose.")
    edit(visit, board, purpose="Their purpose.")
    save.click()
    expect(page.get_by_role("alert")).to_contain_text("Somebody changed this")
    expect(page.get_by_label("What is it for?")).to_have_value("My other purpose.")
    expect(page.locator(".note")).to_contain_text("Their purpose.")
    fits(visit)
    save.click()
    expect(page.locator(".note")).to_have_count(0)
    now = api(visit, "ada", "GET", f"/boards/{board}")
    assert (now["purpose"], now["name"], now["time_zone"]) == ("My other purpose.", "Their name", "Europe/Berlin")


def test_what_is_typed_while_it_is_saved_stays(visit: Visit, board: str) -> None:
    page = opened(visit, "ada", board)
    held: list[Route] = []
    page.route(
        f"**/api/v1/boards/{board}",
        lambda route: held.append(route) if route.request.method == "PATCH" else route.continue_(),
    )
    save = page.get_by_role("button", name="Save")
    page.get_by_label("Time zone").fill("Europe/Berlin")
    save.click()
    expect(save).to_be_disabled()
    page.get_by_label("What is it for?").fill("To be typed on.")
    held.pop().continue_()
    expect(page.get_by_text("Saved.")).to_be_visible()
    expect(page.get_by_label("What is it for?")).to_have_value("To be typed on.")
    page.unroute_all()
    with page.expect_response(lambda answer: answer.request.method == "PATCH"):
        save.click()
    now = api(visit, "ada", "GET", f"/boards/{board}")
    assert (now["purpose"], now["time_zone"]) == ("To be typed on.", "Europe/Berlin")


def edit(visit: Visit, board: str, **said: Any) -> None:
    """Change a board behind the browser's back."""
    path = f"{visit.demo.url}/api/v1/boards/{board}"
    headers = {"Authorization": f"Bearer {visit.demo.tokens['ada']}"}
    assert visit.context.request.patch(path, headers={**headers, "If-Match": "*"}, data=said).ok


def test_a_board_goes_to_the_archive_and_comes_back(visit: Visit, board: str) -> None:
    visit.expected += (rf"412 /api/v1/boards/{board}",)
    page = opened(visit, "ada", board)
    page.get_by_role("button", name="Archive the board").click()
    fits(visit)
    edit(visit, board, name="Changed meanwhile")
    asked = dialog(page, "Archive the board?")
    asked.get_by_role("button", name="Archive the board").click()
    expect(asked.get_by_role("alert")).to_contain_text("Somebody changed this")
    expect(page.get_by_label("Name", exact=True)).to_have_value("Changed meanwhile")
    asked.get_by_role("button", name="Archive the board").click()
    expect(page.get_by_text("Archived since")).to_be_visible()
    assert api(visit, "ada", "GET", f"/boards/{board}")["archived_at"]
    page.get_by_role("button", name="Bring the board back").click()
    dialog(page, "Bring the board back?").get_by_role("button", name="Bring the board back").click()
    expect(page.get_by_role("button", name="Archive the board")).to_be_visible()
    assert api(visit, "ada", "GET", f"/boards/{board}")["archived_at"] is None


def test_members_change_roles_and_the_last_leader_is_told_kindly(visit: Visit, board: str) -> None:
    visit.expected += (r"409 /api/v1/boards/.*/members/.*", r"40[34] /api/v1/boards/.*")
    page = opened(visit, "ada", board, "/members")
    expect(page.locator(".card bdi.person")).to_have_text(["Ada", "Ben", "Dia"])
    page.get_by_role("button", name="Become a member").click()
    asked = dialog(page, "Become a member?")
    asked.get_by_role("button", name="Become a member").click()
    expect(asked).to_contain_text("Make somebody else a leader first")
    asked.get_by_role("button", name="Cancel").click()
    page.get_by_role("button", name="Make a leader: Ben").click()
    dialog(page, "Make Ben a leader?").get_by_role("button", name="Make a leader").click()
    expect(card(page, "Ben")).to_contain_text("Leader")
    page.get_by_role("button", name="Make a member: Ben").click()
    dialog(page, "Make Ben a member again?").get_by_role("button", name="Make a member").click()
    expect(card(page, "Ben").locator(".status")).to_have_text("Member")
    page.get_by_role("button", name="Remove Dia from the board").click()
    dialog(page, "Remove Dia?").get_by_role("button", name="Remove").click()
    expect(card(page, "Dia")).to_have_count(0)
    expect(page.get_by_role("heading", name="On the board")).to_be_focused()
    page.get_by_role("button", name="Hand over the lead").click()
    asked = dialog(page, "Hand over the lead")
    asked.get_by_label("To whom?").select_option("Ben")
    fits(visit)
    asked.get_by_role("button", name="Hand over").click()
    expect(card(page, "Ben").locator(".status")).to_have_text("Leader")
    expect(page.get_by_role("button", name="Hand over the lead")).to_have_count(0)


def test_an_invitation_by_link_is_shown_once_and_taken_back(visit: Visit, board: str) -> None:
    page = opened(visit, "ada", board, "/members")
    page.get_by_role("button", name="Invite somebody").click()
    asked = dialog(page, "Invite somebody")
    asked.get_by_label("By a link to pass on").check()
    asked.get_by_label("How many may come by it?").fill("3")
    asked.get_by_label("As what?").select_option("Leader")
    asked.get_by_label("Good for how long?").select_option("90 days")
    fits(visit)
    asked.get_by_role("button", name="Make the link").click()
    shown = dialog(page, "The link to pass on")
    expect(shown.get_by_label("Link")).to_have_value(re.compile(r"/join#ii_"))
    fits(visit)
    shown.get_by_role("button", name="I have kept it").click()
    expect(card(page, "0 of 3 came by it")).to_contain_text("Leader")
    page.get_by_role("button", name="Take back the invitation: A link").click()
    dialog(page, "Take the invitation back?").get_by_role("button", name="Take back").click()
    expect(page.get_by_text("No invitation is open")).to_be_visible()
    expect(page.get_by_role("heading", name="Invitations")).to_be_focused()
    page.get_by_role("button", name="Invite somebody").click()
    dialog(page, "Invite somebody").get_by_label("E-mail").fill(f"gil@{board}.example.org")
    page.get_by_role("button", name="Send the invitation").click()
    expect(card(page, f"gil@{board}.example.org")).to_be_visible()


def test_a_voting_rule_is_tightened_and_loosened_until_somebody_votes(visit: Visit, board: str) -> None:
    page = opened(visit, "ada", board, "/rules")
    expect(page.get_by_role("button", name="Tighten to this: Always")).to_have_count(0)
    page.get_by_role("button", name="Tighten to this: After voting").click()
    fits(visit)
    dialog(page, "After voting: from now on?").get_by_role("button", name="Tighten to this").click()
    expect(card(page, "After voting").locator(".status")).to_have_text("In force")
    expect(page.get_by_role("button", name="Tighten to this: After voting")).to_have_count(0)
    expect(page.get_by_role("button", name="Tighten to this: After the decision")).to_be_visible()
    assert api(visit, "ada", "GET", f"/boards/{board}")["results_shown"] == "after_voting"
    # Nobody has voted yet, so it can be taken back; and then no more.
    page.get_by_role("button", name="Loosen to this: Always").click()
    fits(visit)
    dialog(page, "Always: from now on?").get_by_role("button", name="Loosen to this").click()
    expect(card(page, "Always").locator(".status")).to_have_text("In force")
    page.get_by_role("button", name="Tighten to this: After voting").click()
    dialog(page, "After voting: from now on?").get_by_role("button", name="Tighten to this").click()
    expect(card(page, "After voting").locator(".status")).to_have_text("In force")
    idea = api(visit, "ben", "GET", f"/boards/{board}/ideas")["data"][0]["id"]
    api(visit, "ben", "PUT", f"/ideas/{idea}/vote")
    visit.expected += (rf"409 /api/v1/boards/{board}",)
    page.get_by_role("button", name="Loosen to this: Always").click()
    asked = dialog(page, "Always: from now on?")
    asked.get_by_role("button", name="Loosen to this").click()
    expect(asked.get_by_role("alert")).to_contain_text("never relaxed")


def test_a_webhook_is_added_changed_disabled_and_removed(visit: Visit, board: str) -> None:
    visit.expected += (r"422 /api/v1/.*webhooks.*",)
    page = opened(visit, "ada", board, "/webhooks")
    page.get_by_role("button", name="Add a webhook").click()
    asked = dialog(page, "Add a webhook")
    asked.get_by_label("Address").fill("ftp://none.invalid/hook")
    asked.get_by_label("What is it for?").fill("Our screen")
    asked.get_by_label("What is chosen here").check()
    asked.get_by_role("button", name="Choose all: Tasks").click()
    asked.get_by_label("An idea is posted").check()
    fits(visit)
    asked.get_by_role("button", name="Add the webhook").click()
    expect(asked.locator(".wrong")).to_contain_text("Nothing can be called at this address.")
    asked.get_by_label("Address").fill("https://none.invalid/hook")
    asked.get_by_role("button", name="Add the webhook").click()
    expect(page.get_by_role("dialog").get_by_label("Secret")).to_have_value(re.compile("^whsec_"))
    page.get_by_role("button", name="I have kept it").click()
    expect(card(page, "Our screen")).to_contain_text("7 types of event")
    api(visit, "ben", "POST", f"/boards/{board}/ideas", title="A second one")
    page.get_by_role("link", name="Our screen").click()
    expect(page.get_by_role("heading", level=1, name="Our screen")).to_be_focused()
    sent = card(page, "An idea is posted").filter(has_text="failed").first
    for _ in range(50):
        page.get_by_role("button", name="Look again").click()
        if sent.is_visible():
            break
        page.wait_for_timeout(200)
    sent.get_by_role("button", name="Send again").click()
    expect(page.get_by_text("One message is owed now.")).to_be_visible()
    page.get_by_label("Everything").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.get_by_role("button", name="Replace the secret").click()
    page.get_by_role("dialog").get_by_role("button", name="Replace the secret").click()
    expect(page.get_by_role("dialog").get_by_label("Secret")).to_have_value(re.compile("^whsec_"))
    page.get_by_role("button", name="I have kept it").click()
    expect(page.get_by_text("The secret before it signs too")).to_be_visible()
    page.get_by_role("button", name="Disable it").click()
    expect(page.get_by_text("The webhook is disabled.")).to_be_visible()
    [now] = api(visit, "ada", "GET", f"/boards/{board}/webhooks")["data"]
    assert (now["state"], now["events"]) == ("disabled", [])
    page.get_by_role("button", name="Make it active").click()
    expect(page.get_by_role("button", name="Disable it")).to_be_visible()
    visit.settled()
    fits(visit)
    page.get_by_role("button", name="Remove the webhook").click()
    dialog(page, "Remove the webhook?").get_by_role("button", name="Remove the webhook").click()
    expect(page.get_by_text("No webhook yet")).to_be_visible()


def test_a_job_that_was_given_up_is_tried_again(visit: Visit, board: str) -> None:
    made = unreachable(visit, board)
    # The tracker knows no list for this setting, and says so for good.
    job = api(visit, "ada", "POST", f"/connections/{made}/choices", name="repository")
    for _ in range(100):
        if api(visit, "ada", "GET", f"/jobs/{job['id']}")["state"] == "dead":
            break
        visit.page.wait_for_timeout(100)
    page = opened(visit, "ada", board, "/jobs")
    dead = card(page, "Ask what can be chosen").first
    expect(dead).to_contain_text("nothing to choose")
    dead.get_by_role("button", name="Attempts").click()
    expect(dead.get_by_role("list")).to_contain_text("refused")
    fits(visit)
    dead.get_by_role("button", name=re.compile("^Try again")).click()
    expect(page.get_by_text("It is tried again, afresh.")).to_be_visible()
    page.get_by_role("button", name="Done", exact=True).click()
    expect(page.get_by_role("button", name="Done", exact=True)).to_have_attribute("aria-pressed", "true")


def test_what_was_pointed_out_is_hidden_with_a_reason_and_shown_again(visit: Visit, board: str) -> None:
    [idea] = api(visit, "ada", "GET", f"/boards/{board}/ideas")["data"]
    comment = api(visit, "ben", "POST", f"/ideas/{idea['id']}/comments", body="Acme wants it too.")
    api(visit, "dia", "PUT", f"/comments/{comment['id']}/flag", reason="It names a customer.")
    api(visit, "dia", "PUT", f"/ideas/{idea['id']}/flag", reason="Is it ours?")
    page = opened(visit, "ada", board, "/moderation")
    flag = card(page, "It names a customer.")
    expect(flag).to_contain_text("Acme wants it too.")
    assert "Dia" not in page.locator("main").inner_text()
    flag.get_by_role("button", name="Hide it").click()
    asked = dialog(page, "Hide it?")
    asked.get_by_label("Why do you hide it?").fill("No customers’ names here.")
    fits(visit)
    asked.get_by_role("button", name="Hide it").click()
    hidden = card(page, "No customers’ names here.")
    expect(hidden).to_contain_text("hidden by Ada")
    expect(flag).to_have_count(0)
    card(page, "Is it ours?").get_by_role("button", name="Dismiss").click()
    dialog(page, "Is it seen to?").get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("Nothing is pointed out")).to_be_visible()
    hidden.get_by_role("button", name="Show it again").click()
    dialog(page, "Show it again?").get_by_role("button", name="Show it again").click()
    expect(hidden).to_contain_text("shown again by Ada")
    visit.settled()
    fits(visit)


def test_the_audit_trail_is_filtered_by_act_and_day(visit: Visit, board: str) -> None:
    edit(visit, board, visibility="private")
    page = opened(visit, "ada", board, "/audit")
    entry = card(page, "Changed the board’s settings")
    expect(entry).to_contain_text("Who can see it")
    expect(entry).to_contain_text("open → private")
    page.get_by_label("What").select_option("Opened the board")
    expect(page.locator(".card")).to_have_count(1)
    expect(page.locator(".card")).to_contain_text("by Ada")
    page.get_by_label("Up to").fill("2020-01-01")
    expect(page.get_by_text("Nothing like that was recorded")).to_be_visible()
    page.get_by_role("button", name="Show all entries").click()
    expect(entry).to_be_visible()


def _types(name: str, script: str) -> set[str]:
    """The types that a table of a screen names, by what they are about."""
    source = (CLIENT / "screens" / script).read_text("utf-8")
    table = source.split(f"export const {name} = {{", 1)[1].split("};", 1)[0]
    found = re.findall(r"(\w+): \[([^\]]*)\]", table)
    return {f"{about}.{one}" for about, listed in found for one in re.findall(r'"(\w+)"', listed)}


def _texts(beginning: str) -> set[str]:
    return set(re.findall(rf"^{beginning}-([\w-]+) =", TEXTS, re.M))


def test_the_client_knows_every_type_of_event_act_and_job() -> None:
    source = (CLIENT / "screens/settings/events.js").read_text("utf-8")
    assert re.findall(r'"(\w+\.\w+)"', source.split("LISTENED = [", 1)[1]) == list(LISTENED)
    assert _types("TOLD", "settings/events.js") == set(TOLD)
    assert _texts("settings-event") == {one.replace(".", "-") for one in TOLD}
    # What belongs to no board is in no board's trail.
    of_boards = {one for one in TYPES if not one.startswith(("account.", "session.", "token.", "identity."))}
    assert _types("ACTS", "settings/audit.js") == of_boards
    assert _types("ACTS", "admin/trail.js") == TYPES - of_boards
    assert _texts("trail-act") == {one.replace(".", "-") for one in TYPES}
    assert {one.split(".")[0] for one in TYPES} <= _texts("subject")
    of_none = {"account.erase", "account.export", "suggest"}
    assert _texts("settings-job") == {one.replace(".", "-") for one in CARRIERS if one not in of_none}
