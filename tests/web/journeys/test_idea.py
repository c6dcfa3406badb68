"""An idea's page in a browser, at a desk and on a phone: read, supported, argued about, changed, hidden."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.posting import decide, own_board, own_idea


def opened(visit: Visit, idea: Any, who: str) -> Page:
    """An idea's page, as somebody sees it."""
    visit.sign_in(who)
    return visit.go(f"/boards/{idea['board']}/ideas/{idea['id']}")


def button(place: Page | Locator, name: str) -> Locator:
    """A button that is called exactly so."""
    return place.get_by_role("button", name=name, exact=True)


def section(page: Page, name: str) -> Locator:
    """A part of the page."""
    return page.get_by_role("region", name=name, exact=True)


def test_it_says_what_it_says_and_whoever_is_on_the_board_supports_it(visit: Visit) -> None:
    board = own_board(visit, voters_named="to_members")
    value = api(visit, "ben", "GET", f"/boards/{board}/values")["data"][0]["id"]
    said = {"values": [{"value": value, "how": "Nobody waits."}], "effort": "small", "learning": "What takes long."}
    page = opened(visit, own_idea(visit, board, **said), "dia")
    main = page.get_by_role("main")
    for text in ("Second line.", "Sleep", "Nobody waits.", "Small", "What takes long.", "Ben", "Open"):
        expect(main).to_contain_text(text)
    page.get_by_role("button", name="Support “Cache the builds”, 0 voices").click()
    expect(page.get_by_role("button", name="You support “Cache the builds”")).to_have_attribute("aria-pressed", "true")
    page.get_by_text("1 supports it").click()
    expect(main.locator("details")).to_contain_text("Dia")
    fits(visit)


def test_who_is_not_on_the_board_reads_only(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    api(visit, "ben", "POST", f"/ideas/{idea['id']}/comments", body="Shall we?")
    page = opened(visit, idea, "cy")
    expect(section(page, "Discussion")).to_contain_text("Shall we?")
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(2)
    expect(page.get_by_role("button", name="Support “Cache the builds”")).to_be_disabled()
    button(page, "1 version").click()
    expect(section(page, "Versions")).to_contain_text("as it is now")
    fits(visit)


def test_what_was_decided_stands_under_it_with_its_reason(visit: Visit) -> None:
    board = own_board(visit)
    target, idea = own_idea(visit, board, title="Cache all of it"), own_idea(visit, board)
    decide(visit, idea["id"], "not_now", revisit_on="2099-01-31")
    page = opened(visit, idea, "ben")
    expect(section(page, "What was decided")).to_contain_text("It is time.")
    expect(page.get_by_role("main")).to_contain_text("It comes back by itself on Jan 31, 2099.")
    decide(visit, idea["id"], "merge", into=target["id"])
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("It was merged into")
    expect(button(page, "Edit")).to_be_hidden()
    page.get_by_role("link", name="Cache all of it").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cache all of it")


def test_arguments_stand_side_by_side_and_are_their_authors_to_change(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, own_idea(visit, board), "dia")
    arguments = section(page, "Arguments")
    button(arguments, "Say what speaks for it").click()
    arguments.get_by_label("Say what speaks for it").fill("It saves an hour.")
    button(arguments, "Add it").click()
    button(arguments, "Say what speaks against it").click()
    arguments.get_by_label("Say what speaks against it").fill("It costs a disk.")
    button(arguments, "Add it").click()
    mine = arguments.get_by_role("listitem").filter(has_text="It saves an hour.")
    expect(mine).to_be_visible()
    expect(arguments.get_by_role("list", name="Against")).to_contain_text("It costs a disk.")
    button(mine, "Edit the argument of Dia").click()
    arguments.get_by_role("textbox", name="For").fill("It saves two hours.")
    button(arguments, "Save").click()
    mine = arguments.get_by_role("listitem").filter(has_text="It saves two hours.")
    expect(mine).to_contain_text("edited")
    fits(visit)
    button(mine, "Take back the argument of Dia").click()
    button(dialog(visit, "Take back"), "Take back").click()
    expect(mine).to_be_hidden()
    expect(arguments.get_by_role("heading", name="For")).to_be_focused()


def test_people_talk_in_threads_and_change_their_own_words(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    first = api(visit, "ben", "POST", f"/ideas/{idea['id']}/comments", body="Shall *we*?")
    below = api(visit, "ada", "POST", f"/ideas/{idea['id']}/comments", body="Yes.", parent=first["id"])
    page = opened(visit, idea, "dia")
    talk = section(page, "Discussion")
    expect(talk.locator("em")).to_have_text("we")
    said = talk.get_by_role("article", name="the comment of Ada")
    button(said, "Answer the comment of Ada").click()
    said.get_by_label("Your answer to Ada").fill("When?")
    # What is half written is there again after a reload.
    page.reload()
    expect(said.get_by_label("Your answer to Ada")).to_have_value("When?")
    button(said, "Comment").click()
    mine = talk.get_by_role("article", name="the comment of Dia")
    expect(mine).to_contain_text("When?")
    expect(mine).to_contain_text("answers Ada")
    button(mine, "Edit the comment of Dia").click()
    mine.get_by_label("Your comment").fill("When, and where?")
    button(mine, "Save").click()
    expect(mine).to_contain_text("edited")
    expect(mine).to_contain_text("When, and where?")
    fits(visit)
    button(mine, "Delete the comment of Dia").click()
    button(dialog(visit, "Delete the comment"), "Delete").click()
    expect(mine).to_contain_text("This comment was deleted.")
    expect(mine).to_be_focused()
    assert below["parent"] == first["id"]
    expect(talk.locator(".thread .thread article")).to_have_count(2)


def test_a_comment_that_was_changed_elsewhere_loses_neither_text(visit: Visit) -> None:
    visit.expected = (r"412 /api/v1/comments/\w+",)
    board = own_board(visit)
    idea = own_idea(visit, board)
    comment = api(visit, "dia", "POST", f"/ideas/{idea['id']}/comments", body="First.")
    page = opened(visit, idea, "dia")
    mine = page.get_by_role("article", name="the comment of Dia")
    button(mine, "Edit the comment of Dia").click()
    mine.get_by_label("Your comment").fill("Mine.")
    edit(visit, "dia", f"/comments/{comment['id']}", body="Elsewhere.")
    button(mine, "Save").click()
    expect(mine.get_by_role("alert")).to_contain_text("Elsewhere.")
    expect(mine.get_by_label("Your comment")).to_have_value("Mine.")
    fits(visit)
    button(mine, "Save mine").click()
    expect(mine.locator(".rendered")).to_have_text("Mine.")


def edit(visit: Visit, who: str, path: str, **said: Any) -> None:
    """Somebody changes something from elsewhere."""
    answer = visit.context.request.patch(
        f"{visit.demo.url}/api/v1{path}",
        headers={"Authorization": f"Bearer {visit.demo.tokens[who]}", "If-Match": "*"},
        data=said,
    )
    assert answer.ok, answer.text()


def test_an_edit_is_kept_over_a_reload_and_every_version_can_be_compared(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    page = opened(visit, idea, "ben")
    button(page, "Edit").click()
    page.get_by_label("What is it about?").fill("First line.\n\nSecond and better line.\n\nThird line.")
    page.reload()
    expect(page.get_by_label("What is it about?")).to_have_value(re.compile("better"))
    expect(page.get_by_text("You wrote this earlier")).to_be_visible()
    fits(visit)
    button(page, "Save").click()
    expect(page.locator(".rendered").first).to_contain_text("Second and better line.")
    button(page, "2 versions").click()
    button(page, "Compare version 2 with the one before").click()
    shown = dialog(visit, "What changed from version 1 to 2")
    expect(shown.locator("ins")).to_contain_text("and better")
    expect(shown).to_contain_text("Third line.")
    fits(visit)
    button(shown, "Close").click()
    button(page, "Read version 1").click()
    expect(dialog(visit, "Version 1")).to_contain_text("Second line.")


def test_two_edits_at_once_are_brought_together_and_nothing_is_lost(visit: Visit) -> None:
    visit.expected = (r"412 /api/v1/ideas/\w+",)
    board = own_board(visit)
    idea = own_idea(visit, board)
    page = opened(visit, idea, "ben")
    button(page, "Edit").click()
    page.get_by_label("Title", exact=True).fill("Cache my builds")
    page.get_by_label("What is it about?").fill("First line, mine.\n\nSecond line.\n\nThird line, mine.")
    theirs = "First line.\n\nSecond line.\n\nThird line, theirs.\n\nFourth line."
    edit(visit, "ben", f"/ideas/{idea['id']}", title="Cache their builds", body=theirs, effort="large")
    button(page, "Save").click()
    expect(page.get_by_role("heading", name="It was changed meanwhile")).to_be_focused()
    fits(visit)
    page.get_by_role("group", name="Title").get_by_label("What is there now").check()
    page.get_by_role("group", name="Text, place 1").get_by_label("Both, mine first").check()
    button(page, "Bring them together").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Cache their builds")
    expect(page.get_by_label("What is it about?")).to_have_value(
        "First line, mine.\n\nSecond line.\n\nThird line, mine.\nThird line, theirs.\n\nFourth line."
    )
    expect(page.get_by_label("Large")).to_be_checked()
    button(page, "Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cache their builds")
    assert api(visit, "ben", "GET", f"/ideas/{idea['id']}")["version"] == 3


def test_its_author_withdraws_it_and_opens_it_again(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, own_idea(visit, board), "ben")
    button(page, "Withdraw").click()
    asked = dialog(visit, "Withdraw")
    fits(visit)
    button(asked, "Withdraw").click()
    expect(page.locator(".heading .status")).to_have_text("Withdrawn")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    button(page, "Open it again").click()
    asked = dialog(visit, "Open it again")
    asked.get_by_label("Why now?").fill("We have time now.")
    fits(visit)
    button(asked, "Open it again").click()
    expect(page.locator(".heading .status")).to_have_text("Open")


def test_what_is_pointed_out_is_hidden_with_a_reason_and_shown_again(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    api(visit, "ben", "POST", f"/ideas/{idea['id']}/comments", body="A customer's name.")
    page = opened(visit, idea, "dia")
    button(page, "Point out the comment of Ben to the leaders").click()
    asked = dialog(visit, "Point out the comment of Ben")
    asked.get_by_label("Why?").fill("It names a customer.")
    fits(visit)
    button(asked, "Point out").click()
    expect(asked).to_be_hidden()
    assert len(api(visit, "ada", "GET", f"/boards/{board}/flags")["data"]) == 1
    page = opened(visit, idea, "ada")
    said = page.get_by_role("article", name="the comment of Ben")
    button(said, "Hide the comment of Ben").click()
    asked = dialog(visit, "Hide the comment of Ben")
    asked.get_by_label("Why?").fill("It names a customer.")
    button(asked, "Hide").click()
    expect(said).to_contain_text("A leader has hidden this: It names a customer.")
    page = opened(visit, idea, "dia")
    expect(said).to_contain_text("A leader has hidden this comment.")
    expect(said).not_to_contain_text("A customer's name.")
    page = opened(visit, idea, "ada")
    button(said, "Show the comment of Ben again").click()
    expect(button(said, "Hide the comment of Ben")).to_be_visible()
    button(page, "Hide the idea “Cache the builds”").click()
    asked = dialog(visit, "Hide the idea “Cache the builds”")
    asked.get_by_label("Why?").fill("Not for here.")
    button(asked, "Hide").click()
    expect(page.locator(".heading")).to_contain_text("Hidden")
    page = opened(visit, idea, "dia")
    expect(page.get_by_role("main")).not_to_contain_text("Second line.")


def test_a_leader_purges_a_version(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board, body="The password is tomato.")
    edit(visit, "ben", f"/ideas/{idea['id']}", body="There is a password.")
    page = opened(visit, idea, "ada")
    button(page, "2 versions").click()
    button(page, "Purge version 1").click()
    asked = dialog(visit, "Purge version 1")
    fits(visit)
    button(asked, "Purge").click()
    expect(section(page, "Versions")).to_contain_text("The text of this version was purged.")
    expect(button(page, "Purge version 1")).to_be_hidden()
    assert api(visit, "ada", "GET", f"/ideas/{idea['id']}/versions/1")["body"] == ""


def test_a_leader_sends_an_adopted_idea_looks_again_and_unlinks_it(visit: Visit, tmp_path: Path) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    decide(visit, idea["id"], "adopt", connection=None)
    settings = {"folder": str(tmp_path)}
    api(visit, "ada", "POST", f"/boards/{board}/connections", tracker="paper", name="Paper", settings=settings)
    page = opened(visit, idea, "ada")
    tracker = section(page, "At the tracker")
    expect(tracker).to_contain_text("It is at no tracker.")
    button(tracker, "Send it to a tracker").click()
    asked = dialog(visit, "Send it to a tracker")
    fits(visit)
    button(asked, "Send it").click()
    expect(asked).to_be_hidden()
    # The worker makes the issue, and the board's news bring it here.
    expect(tracker.get_by_role("link", name="P-1")).to_be_visible(timeout=20_000)
    fits(visit)
    button(tracker, "Look again").click()
    expect(page.get_by_text("This is how it stands at the tracker now.")).to_be_visible(timeout=20_000)
    button(tracker, "Unlink").click()
    button(dialog(visit, "Unlink"), "Unlink").click()
    expect(tracker).to_contain_text("It is at no tracker.")


def test_the_team_is_called_together_about_what_is_over(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    decide(visit, idea["id"], "adopt", connection=None)
    decide(visit, idea["id"], "drop")
    page = opened(visit, idea, "dia")
    expect(page.get_by_role("button", name="Call the team together")).to_have_attribute(
        "href", f"/boards/{board}/reviews?new={idea['id']}"
    )
    made = api(visit, "dia", "POST", f"/boards/{board}/reviews", idea=idea["id"], what_happened="It was too slow.")
    page.reload()
    expect(page.get_by_role("link", name="A review is called")).to_have_attribute(
        "href", f"/boards/{board}/reviews/{made['id']}"
    )
    expect(page.get_by_role("button", name="Call the team together")).to_be_hidden()
    fits(visit)


def test_a_leader_answers(visit: Visit) -> None:
    board = own_board(visit)
    idea = own_idea(visit, board)
    page = opened(visit, idea, "ben")
    expect(button(page, "Answer")).to_be_hidden()
    page = opened(visit, idea, "ada")
    button(page, "Answer").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def test_what_its_author_is_writing_stays_when_the_idea_is_declined_meanwhile(visit: Visit) -> None:
    visit.expected = (r"409 /api/v1/ideas/\w+",)
    board = own_board(visit)
    idea = own_idea(visit, board)
    page = opened(visit, idea, "ben")
    button(page, "Edit").click()
    page.get_by_label("What is it about?").fill("Much better.")
    decide(visit, idea["id"], "decline")
    button(page, "Save").click()
    expect(page.get_by_role("alert")).to_contain_text("can no longer be edited")
    page.reload()
    expect(page.locator(".heading .status")).to_have_text("Declined")
    expect(page.get_by_label("What is it about?")).to_have_value("Much better.")
    fits(visit)
