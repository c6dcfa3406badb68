"""What waits on a leader's desk besides ideas: each stands there, the oldest first, is settled there, and is gone."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.engine import wait_until
from tests.roundup import RoundupServer
from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.leading import account, decided, opened, own_board, own_idea, patch
from tests.web.journeys.setting import connected, unreachable
from tests.web.journeys.team import in_a_moment

TITLES = ("Cache the builds", "Tidy the tests")


def waiting(page: Page, group: str) -> Locator:
    """What waits in one group of the desk."""
    return page.get_by_role("region", name=group, exact=True).get_by_role("article")


def is_empty(visit: Visit) -> None:
    """Nothing waits any more, and whoever settled the last thing is told so."""
    expect(visit.page.get_by_text("Nothing waits for you")).to_be_visible()
    expect(visit.page.get_by_role("article")).to_have_count(0)
    expect(visit.page.get_by_role("heading", level=1)).to_be_focused()


def is_said(visit: Visit, text: str) -> None:
    """The board says what came of it."""
    expect(visit.page.get_by_role("status").filter(has_text=text)).to_be_visible()


def at_roundup(visit: Visit, board: str, roundup: RoundupServer, **settings: str) -> str:
    """A board's connection to Roundup. Its id."""
    account = {"url": roundup.url, "username": roundup.username, "password": roundup.password}
    return connected(visit, board, "roundup", **account, **settings)


def adopted(visit: Visit, board: str, state: str = "linked") -> list[str]:
    """Two adopted ideas, the older first, once the tracker's word on each is known. Their ids."""
    ideas = [own_idea(visit, board, title) for title in TITLES]
    for idea in ideas:
        decided(visit, idea)
    for idea in ideas:
        is_at_tracker(visit, idea, state)
    return ideas


def issue_of(visit: Visit, idea: str) -> Any:
    """The latest issue of an idea."""
    return api(visit, "ada", "GET", f"/ideas/{idea}/issues")["data"][0]


def is_at_tracker(visit: Visit, idea: str, state: str) -> None:
    """Wait until the issue of an idea is so."""
    wait_until(lambda: issue_of(visit, idea)["state"] == state, 30, lambda: issue_of(visit, idea))


def looked_at(visit: Visit, idea: str) -> None:
    """Wait until the board knows how the tracker has an issue by now."""
    job = api(visit, "ada", "POST", f"/issues/{issue_of(visit, idea)['id']}/resync")["id"]
    wait_until(lambda: api(visit, "ada", "GET", f"/jobs/{job}")["state"] == "done", 30)


def moved_there(visit: Visit, roundup: RoundupServer, idea: str, status: str) -> None:
    """Somebody gives an idea's issue a status at Roundup, and the board hears of it."""
    roundup.change(issue_of(visit, idea)["url"].rpartition("/")[2].replace("issue", "issue/"), {"status": status})
    looked_at(visit, idea)


def status_called(roundup: RoundupServer, name: str) -> str:
    """The id of a status of Roundup's."""
    found = roundup.rest("GET", "data/status", params={"@fields": "name"}).json()["data"]["collection"]
    return next(str(one["id"]) for one in found if one["name"] == name)


def test_what_a_tracker_refused_says_why_and_is_tried_again(visit: Visit, roundup: RoundupServer) -> None:
    board = own_board(visit)
    connection = at_roundup(visit, board, roundup, priority="whenever")
    ideas = adopted(visit, board, "refused")
    page = opened(visit, "ada", board, "desk")
    stuck = waiting(page, "Issues that are stuck")
    expect(stuck.get_by_role("heading")).to_have_text(TITLES)
    for place in range(2):
        expect(stuck.nth(place)).to_contain_text("refused by the tracker")
        expect(stuck.nth(place)).to_contain_text("whenever")
    fits(visit)
    patch(visit, "ada", f"/connections/{connection}", settings={"priority": "urgent"})
    stuck.nth(0).get_by_role("button", name="Try again").click()
    is_said(visit, "It is on its way again.")
    expect(stuck.get_by_role("heading")).to_have_text(TITLES[1:])
    expect(page.get_by_role("link", name=TITLES[1])).to_be_focused()
    stuck.get_by_role("button", name="Try again").click()
    is_empty(visit)
    for idea in ideas:
        is_at_tracker(visit, idea, "linked")


def test_where_board_and_tracker_moved_apart_a_leader_says_which_one_holds(
    visit: Visit, roundup: RoundupServer
) -> None:
    board = own_board(visit)
    at_roundup(visit, board, roundup)
    ideas = adopted(visit, board)
    for idea in ideas:
        decided(visit, idea, "done")
        moved_there(visit, roundup, idea, status_called(roundup, "in-progress"))
    page = opened(visit, "ada", board, "desk")
    stuck = waiting(page, "Issues that are stuck")
    expect(stuck.get_by_role("heading")).to_have_text(TITLES)
    expect(stuck.nth(0)).to_contain_text("Here it is “Done”, in the tracker “In progress”. Which one holds?")
    fits(visit)
    stuck.nth(0).get_by_role("button", name="The tracker’s holds").click()
    is_said(visit, "The tracker’s holds.")
    expect(stuck.get_by_role("heading")).to_have_text(TITLES[1:])
    stuck.get_by_role("button", name="Ours holds").click()
    is_empty(visit)
    assert [api(visit, "ben", "GET", f"/ideas/{idea}")["status"] for idea in ideas] == ["in_progress", "done"]


def test_work_that_the_tracker_rejected_is_dropped_with_a_reason(visit: Visit, roundup: RoundupServer) -> None:
    board = own_board(visit)
    connection = at_roundup(visit, board, roundup)
    deferred = status_called(roundup, "deferred")
    patch(visit, "ada", f"/connections/{connection}", status_map={deferred: "rejected"})
    ideas = adopted(visit, board)
    moved_there(visit, roundup, ideas[1], deferred)
    page = opened(visit, "ada", board, "desk")
    stuck = waiting(page, "Issues that are stuck")
    expect(stuck).to_contain_text(["The tracker rejected the work: “deferred”."])
    stuck.get_by_role("button", name="Answer").click()
    form = dialog(visit, "Answer the idea")
    form.get_by_label("Drop").check()
    form.get_by_label("Why?").fill("Nobody there has the time.")
    fits(visit)
    form.get_by_role("button", name="Drop").click()
    is_empty(visit)
    assert api(visit, "ben", "GET", f"/ideas/{ideas[1]}")["status"] == "dropped"


def test_an_issue_that_was_lost_is_looked_for_again(visit: Visit, tmp_path: Path) -> None:
    board = own_board(visit)
    connected(visit, board, "paper", folder=str(tmp_path))
    idea = adopted(visit, board)[0]
    sheet = tmp_path / "issues.jsonl"
    there = sheet.read_text("utf-8")
    sheet.write_text("".join(line for line in there.splitlines(True) if json.loads(line)["issue"] != "1"), "utf-8")
    looked_at(visit, idea)
    page = opened(visit, "ada", board, "desk")
    stuck = waiting(page, "Issues that are stuck")
    expect(stuck).to_contain_text(["gone from the tracker"])
    fits(visit)
    # Where it is still gone it stays, and somebody is told that it was looked for.
    stuck.get_by_role("button", name="Look again").click()
    is_said(visit, "It was looked at just now.")
    expect(stuck).to_have_count(1)
    sheet.write_text(there, "utf-8")
    stuck.get_by_role("button", name="Look again").click()
    is_empty(visit)
    assert issue_of(visit, idea)["state"] == "linked"


def test_an_issue_that_moved_too_often_is_paused_until_somebody_looks_after_it(
    visit: Visit, roundup: RoundupServer
) -> None:
    board = own_board(visit)
    at_roundup(visit, board, roundup)
    idea = adopted(visit, board)[0]
    there = {name: status_called(roundup, name) for name in ("in-progress", "chatting")}
    for name in ["in-progress", "chatting"] * 3:
        moved_there(visit, roundup, idea, there[name])
    assert issue_of(visit, idea)["state"] == "paused"
    page = opened(visit, "ada", board, "desk")
    stuck = waiting(page, "Issues that are stuck")
    expect(stuck).to_contain_text(["as if two machines answered each other"])
    expect(stuck).not_to_contain_text("The tracker says")
    fits(visit)
    stuck.get_by_role("button", name="Look again").click()
    is_empty(visit)
    assert issue_of(visit, idea)["state"] == "linked"


def test_an_idea_says_what_its_issue_waits_for(visit: Visit) -> None:
    board = own_board(visit)
    unreachable(visit, board)
    idea = own_idea(visit, board)
    decided(visit, idea)
    wait_until(lambda: issue_of(visit, idea)["reason"], 30)
    page = opened(visit, "ben", board, f"ideas/{idea}")
    issue = page.get_by_role("region", name="At the tracker").get_by_role("article")
    expect(issue).to_contain_text("The tracker cannot be reached just now. It is tried again by itself.")
    expect(issue.locator("q")).to_contain_text("none.invalid")
    fits(visit)


def test_questions_on_decisions_are_answered(visit: Visit) -> None:
    board = own_board(visit)
    for title, question in zip(TITLES, ("Whose hour?", "Which tests?"), strict=True):
        decision = decided(visit, own_idea(visit, board, title))
        api(visit, "ben", "POST", f"/decisions/{decision}/questions", text=question)
    page = opened(visit, "ada", board, "desk")
    asked = waiting(page, "Questions on decisions")
    expect(asked.get_by_role("heading")).to_have_text(TITLES)
    for question in ("Whose hour?", "Which tests?"):
        expect(asked.nth(0)).to_contain_text(question)
        asked.nth(0).get_by_role("button", name="Answer").click()
        asked.nth(0).get_by_label("Your answer").fill("Everybody's.")
        fits(visit)
        asked.nth(0).get_by_role("button", name="Answer").click()
        expect(page.get_by_text(question)).to_have_count(0)
    is_empty(visit)
    assert [
        one["answer"]
        for idea in api(visit, "ben", "GET", f"/boards/{board}/ideas")["data"]
        for one in api(visit, "ben", "GET", f"/decisions/{_decision(visit, idea['id'])}/questions")["data"]
    ] == ["Everybody's.", "Everybody's."]


def _decision(visit: Visit, idea: str) -> str:
    found: str = api(visit, "ben", "GET", f"/ideas/{idea}")["decision"]["id"]
    return found


def test_calls_for_help_are_answered(visit: Visit) -> None:
    board = own_board(visit)
    calls = []
    for title, who in zip(TITLES, ("ben", "dia"), strict=True):
        idea = own_idea(visit, board, title)
        offer = {"assignee": account(visit, who), "kind": "suited", "explanation": "You know it."}
        decided(visit, idea, assignments=[offer])
        work = api(visit, "ada", "GET", f"/ideas/{idea}/assignments")["data"][0]["id"]
        patch(visit, who, f"/assignments/{work}", state="accepted")
        # What goes well waits for nobody.
        api(visit, who, "POST", f"/assignments/{work}/check-ins", going="It goes well.", needs_help=False)
        said = {"going": f"{who} is stuck.", "needs_help": True}
        calls.append(api(visit, who, "POST", f"/assignments/{work}/check-ins", **said)["id"])
    page = opened(visit, "ada", board, "desk")
    called = waiting(page, "Calls for help")
    expect(called).to_contain_text(["ben is stuck.", "dia is stuck."])
    for who in ("ben", "dia"):
        expect(called.nth(0)).to_contain_text(f"{who} is stuck.")
        called.nth(0).get_by_role("button", name="Give guidance").click()
        called.nth(0).get_by_label("Your guidance").fill("Let us look together.")
        fits(visit)
        called.nth(0).get_by_role("button", name="Give guidance").click()
        expect(page.get_by_text(f"{who} is stuck.")).to_have_count(0)
    is_empty(visit)
    assert [api(visit, "ada", "GET", f"/check-ins/{one}")["guidance"] for one in calls] == ["Let us look together."] * 2


def test_feedback_that_is_asked_of_a_leader_is_declined_or_given(visit: Visit) -> None:
    board = own_board(visit)
    ada = account(visit, "ada")
    idea = own_idea(visit, board)
    asks = {
        who: api(visit, who, "POST", f"/boards/{board}/feedback-asks", asked=ada, question=question, about=about)["id"]
        for who, question, about in (
            ("ben", "How was the meeting?", None),
            ("dia", "Is the plan clear?", {"kind": "idea", "id": idea}),
        )
    }
    decided(visit, idea)
    page = opened(visit, "ada", board, "desk")
    asked = waiting(page, "Feedback you are asked for")
    expect(asked).to_contain_text(["How was the meeting?", "Is the plan clear?"])
    expect(asked.get_by_role("heading")).to_contain_text(["Ben", "Dia"])
    fits(visit)
    asked.nth(0).get_by_role("button", name="Decline").click()
    is_said(visit, "You declined.")
    expect(asked).to_have_count(1)
    expect(asked.get_by_role("link", name="You are asked for feedback by Dia")).to_be_focused()
    expect(asked.get_by_role("link", name="Cache the builds")).to_be_visible()
    asked.get_by_role("button", name="Give feedback").click()
    form = dialog(visit, "Give feedback")
    expect(form).to_contain_text("Is the plan clear?")
    form.get_by_label("Praise", exact=True).fill("One sees at once where it leads.")
    fits(visit)
    form.get_by_role("button", name="Give it").click()
    is_empty(visit)
    assert page.url.endswith(f"/boards/{board}/desk")
    states = {who: api(visit, who, "GET", f"/feedback-asks/{one}")["state"] for who, one in asks.items()}
    assert states == {"ben": "declined", "dia": "answered"}
    [given] = api(visit, "dia", "GET", f"/boards/{board}/feedback")["data"]
    assert given["praise"] == "One sees at once where it leads."


def test_a_round_that_is_over_waits_for_the_leaders_reply(visit: Visit) -> None:
    board = own_board(visit)
    api(visit, "ada", "PUT", f"/boards/{board}/members/{account(visit, 'cy')}", role="member")
    questions = [{"text": "Where was I in your way?", "kind": "text"}]
    until = in_a_moment(6)
    rounds = []
    for title, closes in (("How I led", until), ("How I planned", until), ("How I listen", in_a_moment(3600))):
        said = {"title": title, "questions": questions, "threshold": 3, "closes_at": closes}
        rounds.append(api(visit, "ada", "POST", f"/boards/{board}/feedback-rounds", **said)["id"])
    for who in ("ben", "dia", "cy"):
        for one in rounds[:2]:
            api(visit, who, "POST", f"/feedback-rounds/{one}/answer", answers=[{"question": 1, "text": "Nowhere."}])
    for one in rounds[:2]:
        wait_until(lambda one=one: api(visit, "ada", "GET", f"/feedback-rounds/{one}")["state"] == "closed", 30)
    page = opened(visit, "ada", board, "desk")
    # The third one is open, and waits for the others.
    over = waiting(page, "Feedback rounds")
    expect(over.get_by_role("heading")).to_have_text(["How I led", "How I planned"])
    fits(visit)
    for title in ("How I led", "How I planned"):
        expect(over.nth(0)).to_contain_text("It is closed, and the board waits for your reply.")
        over.nth(0).get_by_role("button", name="Read the answers and reply").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        page.get_by_label("What I heard").fill("That I am in nobody's way.")
        page.get_by_label("What I will change").fill("Nothing yet.")
        page.get_by_role("button", name="Publish the reply and the results").click()
        expect(page.get_by_role("heading", name="What I will change")).to_be_visible()
        page.get_by_role("navigation", name="This board").get_by_role("link", name="Desk").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Desk")
        expect(page.get_by_role("link", name=title)).to_have_count(0)
    expect(page.get_by_text("Nothing waits for you")).to_be_visible()
