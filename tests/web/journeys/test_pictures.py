"""The pictures of a board: ways of ideas, waits, voices and values, at a desk and on a phone. None is of a person."""

from playwright.sync_api import Page, expect

from tests.web.browsing import Visit, api, fits
from tests.web.journeys.team import own_board, own_idea


def opened(visit: Visit, who: str, board: str) -> Page:
    """The pictures, as somebody sees them, each of them there."""
    visit.sign_in(who)
    page = visit.go(f"/boards/{board}/pictures")
    expect(page.get_by_role("heading", level=2).last).to_have_text("Stories of each value")
    visit.settled()
    return page


def test_each_picture_is_a_table_that_says_what_it_shows(visit: Visit) -> None:
    page = opened(visit, "ben", visit.demo.board)
    way = page.get_by_role("table", name="Delete the old deployment scripts")
    expect(way.get_by_role("rowheader")).to_have_text(["Open", "Adopted"])
    expect(way.get_by_role("row", name="Adopted")).to_contain_text("5 days since")
    waits = page.get_by_role("table", name="Days until the first answer")
    expect(waits.get_by_role("cell").first).to_contain_text("days of")
    expect(page.get_by_role("table", name="had a say").get_by_role("cell").first).to_have_text("Most")
    stories = page.get_by_role("table", name="stories each value tells")
    expect(stories.get_by_role("row", name="Open doors")).to_contain_text("2")
    bar = stories.locator("td").nth(2).bounding_box()
    assert bar is not None
    assert bar["width"] > 100, "the bars are not drawn"
    expect(stories.locator("td").nth(2)).to_have_css("min-height", "32px")
    fits(visit)


def test_no_picture_names_or_counts_a_person(visit: Visit) -> None:
    page = opened(visit, "ben", visit.demo.board)
    said = page.get_by_role("main").inner_text()
    assert [one for one in ("Ada", "Ben", "Dia", "Eve", "Fay") if one in said.split()] == []


def test_the_way_of_another_idea_is_chosen_and_has_an_address(visit: Visit) -> None:
    page = opened(visit, "ben", visit.demo.board)
    page.get_by_label("Which idea?").select_option(label="#15 Chaos afternoon: turn something off on purpose")
    way = page.get_by_role("table", name="Chaos afternoon")
    expect(way.get_by_role("row", name="Adopted")).to_contain_text("5 days since")
    expect(page.get_by_role("main").locator(".status.dropped")).to_have_text("Dropped")
    page.reload()
    expect(way).to_be_visible()


def test_waits_are_those_of_the_first_answer(visit: Visit) -> None:
    board = own_board(visit)
    own_idea(visit, board, "decline", "reopen")
    own_idea(visit, board, title="Nobody has answered this")
    own_idea(visit, board, "adopt", "start", "done", title="Done already")
    page = opened(visit, "ben", board)
    waits = page.get_by_role("table", name="Days until the first answer")
    expect(waits.get_by_role("cell")).to_have_text(["under a day of 2 ideas"])
    expect(page.get_by_text("One idea waits for its first answer now.")).to_be_visible()
    fits(visit)


def test_a_board_without_a_past_says_so(visit: Visit) -> None:
    board = own_board(visit)
    page = opened(visit, "ben", board)
    expect(page.get_by_text("No idea has an answer yet")).to_have_count(2)
    expect(page.get_by_text("Nothing can be said of any month yet")).to_be_visible()
    expect(page.get_by_text("No values yet")).to_be_visible()
    fits(visit)


def test_whether_all_have_a_say_is_for_those_on_the_board(visit: Visit) -> None:
    board = own_board(visit)
    api(visit, "ada", "POST", f"/boards/{board}/values", name="Sleep")
    page = opened(visit, "cy", board)
    expect(page.get_by_role("table", name="stories each value tells").get_by_role("row", name="Sleep")).to_contain_text(
        "0"
    )
    expect(page.get_by_role("heading", name="Who has a say")).to_be_hidden()
    fits(visit)
