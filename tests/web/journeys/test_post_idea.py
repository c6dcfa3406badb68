"""Somebody posts an idea in a browser, at a desk and on a phone: in their name, as nobody, with no server there."""

import re

from playwright.sync_api import Page, Route, expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.posting import own_board, own_idea


def new(visit: Visit, board: str, who: str = "ben", query: str = "") -> Page:
    """The screen for posting on a board."""
    visit.sign_in(who)
    return visit.go(f"/boards/{board}/new{query}")


def test_an_idea_is_posted_with_all_that_it_says(visit: Visit) -> None:
    board = own_board(visit)
    page = new(visit, board)
    page.get_by_label("Title", exact=True).fill("Cache the builds")
    page.get_by_label("What is it about?").fill("It **saves** time.")
    page.get_by_label("Sleep", exact=True).check()
    page.get_by_label("How does it serve “Sleep”?").fill("Nobody waits at night.")
    page.get_by_label("Medium").check()
    page.get_by_label("What would we learn?").fill("What takes long.")
    fits(visit)
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cache the builds")
    expect(page).to_have_url(re.compile(f"/boards/{board}/ideas/"))
    main = page.get_by_role("main")
    for said in ("Ben", "Nobody waits at night.", "Medium", "What takes long."):
        expect(main).to_contain_text(said)
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('draft'))") == []


def test_a_text_is_seen_before_it_is_posted(visit: Visit) -> None:
    page = new(visit, own_board(visit))
    page.get_by_label("What is it about?").fill("It **saves** time.")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator(".preview strong")).to_have_text("saves")
    page.get_by_role("button", name="Write", exact=True).click()
    expect(page.get_by_label("What is it about?")).to_have_value("It **saves** time.")


def test_ideas_that_are_like_it_are_shown_while_it_is_written(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board, title="Cache the dependencies of the build")
    page = new(visit, board)
    page.get_by_label("Title", exact=True).press_sequentially("Cache dependencies")
    found = page.get_by_role("complementary", name="Similar ideas")
    expect(found.get_by_role("link")).to_contain_text("Cache the dependencies of the build")
    expect(page.get_by_label("Title", exact=True)).to_be_focused()
    fits(visit)
    page.get_by_label("Title", exact=True).fill("")
    expect(found.get_by_role("link")).to_have_count(0)


def test_what_is_not_right_is_said_and_what_was_written_stays(visit: Visit) -> None:
    visit.expected = (r"422 .*/ideas",)
    board = own_board(visit)
    page = new(visit, board)
    page.get_by_label("Title", exact=True).fill("   ")
    page.get_by_label("What is it about?").fill("Something.")
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("One field")
    expect(page.get_by_label("Title", exact=True)).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("What is it about?")).to_have_value("Something.")


def test_a_draft_is_found_again_and_can_be_thrown_away(visit: Visit) -> None:
    board = own_board(visit)
    page = new(visit, board)
    page.get_by_label("Title", exact=True).fill("Half a thought")
    page.reload()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Half a thought")
    page.get_by_role("button", name="Throw it away").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    page.reload()
    expect(page.get_by_label("Title", exact=True)).to_have_value("")
    expect(page.get_by_role("button", name="Throw it away")).to_be_hidden()


def test_an_anonymous_idea_shows_its_key_once_and_is_edited_with_it_alone(visit: Visit) -> None:
    visit.expected = (r"403 /api/v1/ideas/\w+",)
    board = own_board(visit)
    page = new(visit, board)
    page.get_by_label("Title", exact=True).fill("Say it aloud")
    page.get_by_label("Post it anonymously").check()
    expect(page.get_by_text("A lost key is lost.")).to_be_visible()
    fits(visit)
    page.get_by_role("button", name="Post it anonymously").click()
    shown = dialog(visit, "Keep your author key")
    key = shown.get_by_label("Author key").input_value()
    assert key.startswith("ak_")
    fits(visit)
    # Whoever would leave without it is asked.
    shown.get_by_role("button", name="Go on to the idea").click()
    expect(shown.get_by_role("alert")).to_contain_text("Without the key")
    shown.get_by_label("I have put the key where I will find it").check()
    shown.get_by_role("button", name="Go on to the idea").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Say it aloud")
    main = page.get_by_role("main")
    expect(main).to_contain_text("Anonymous")
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_visible()
    assert key not in page.evaluate("JSON.stringify([localStorage, sessionStorage])")
    # A page that was closed knows nothing of it.
    page.reload()
    visit.settled()
    expect(page.get_by_role("button", name="Edit", exact=True)).to_be_hidden()
    page.get_by_role("button", name="I am its author").click()
    asked = dialog(visit, "Are you its author?")
    asked.get_by_label("Author key").fill("ak_not_this_one")
    asked.get_by_role("button", name="I am its author").click()
    expect(asked.get_by_role("alert")).to_contain_text("not that of")
    asked.get_by_label("Author key").fill(key)
    fits(visit)
    asked.get_by_role("button", name="I am its author").click()
    page.get_by_role("button", name="Edit", exact=True).click()
    page.get_by_label("What is it about?").fill("Louder.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(main).to_contain_text("Louder.")
    page.get_by_label("Your comment").fill("I mean it.")
    page.get_by_role("button", name="Comment as the author").click()
    said = page.get_by_role("article", name="the comment of The author")
    expect(said).to_contain_text("I mean it.")
    expect(said).not_to_contain_text("Ben")


def test_what_cannot_be_sent_waits_and_is_posted_once_as_it_is_in_the_end(visit: Visit) -> None:
    board = own_board(visit)
    page = new(visit, board)
    posts = 0

    def lose(route: Route) -> None:
        nonlocal posts
        if route.request.method == "POST" and route.request.url.endswith("/ideas"):
            posts += 1
            if posts == 1:
                # The board has it, and the answer never comes back.
                route.fetch()
        # Nothing is heard of the board until it is sent again.
        if posts == 1:
            route.abort("connectionreset")
        else:
            route.continue_()

    page.route("**/api/v1/**", lose)
    page.get_by_label("Title", exact=True).fill("A lamp for the cellar")
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="sent when the board is back")).to_be_visible()
    # What was sent in one's name cannot become anonymous any more.
    expect(page.get_by_label("Post it anonymously")).to_be_disabled()
    page.get_by_label("Title", exact=True).fill("Two lamps for the cellar")
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two lamps for the cellar")
    there = api(visit, "ben", "GET", f"/boards/{board}/ideas")["data"]
    assert [(one["title"], one["version"]) for one in there] == [("Two lamps for the cellar", 2)]
    visit.wrong = [one for one in visit.wrong if "net::ERR_CONNECTION" not in one]


def test_what_is_written_on_while_it_is_sent_and_lost_waits_for_its_writer(visit: Visit) -> None:
    board = own_board(visit)
    page = new(visit, board)
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route(f"**/api/v1/boards/{board}/ideas", hold)
    title = page.get_by_label("Title", exact=True)
    title.fill("A lamp for the cellar")
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("button", name="Post it", exact=True)).to_be_disabled()
    title.fill("Two lamps for the cellar")
    # The board has what was sent, and the answer never comes.
    held[0].fetch()
    held[0].abort("connectionreset")
    expect(page.get_by_role("button", name="Post it", exact=True)).to_be_enabled()
    expect(page.get_by_text("The board cannot be reached")).to_be_hidden()
    expect(title).to_have_value("Two lamps for the cellar")
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two lamps for the cellar")
    there = api(visit, "ben", "GET", f"/boards/{board}/ideas")["data"]
    assert [one["title"] for one in there] == ["Two lamps for the cellar"]
    visit.wrong = [one for one in visit.wrong if "net::ERR_CONNECTION" not in one]


def test_an_approach_is_posted_to_its_task(visit: Visit) -> None:
    board = own_board(visit)
    task = api(visit, "ada", "POST", f"/boards/{board}/tasks", title="Light in the cellar")
    page = new(visit, board, query=f"?task={task['id']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Post an approach")
    expect(page.locator(".lead")).to_contain_text("Light in the cellar")
    page.get_by_label("Title", exact=True).fill("A candle")
    fits(visit)
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("link", name="An approach to a task")).to_have_attribute(
        "href", f"/boards/{board}/tasks/{task['id']}"
    )


def test_who_only_reads_a_board_is_told_what_to_do(visit: Visit) -> None:
    page = new(visit, own_board(visit), who="cy")
    expect(page.get_by_role("main")).to_contain_text("Join it to post an idea")
    expect(page.get_by_label("Title", exact=True)).to_be_hidden()
    fits(visit)
