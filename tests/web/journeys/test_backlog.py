"""A leader orders the backlog: by buttons, by keys, by dragging. At a desk, and on a phone."""

from playwright.sync_api import Locator, Page, expect

from tests.web.browsing import Visit, api, dialog, fits
from tests.web.journeys.leading import decided, opened, own_board, own_idea


def with_three(visit: Visit) -> tuple[str, Page, Locator]:
    """A board with One, Two and Three in its backlog, which ada has open; and their titles there."""
    board = own_board(visit)
    for title in ("One", "Two", "Three"):
        decided(visit, own_idea(visit, board, title))
    page = opened(visit, "ada", board, "backlog")
    titles = page.locator("[data-entry] h2 a")
    return board, page, titles


def test_the_backlog_is_ordered_by_buttons_and_the_move_is_said(visit: Visit) -> None:
    board, page, titles = with_three(visit)
    expect(titles).to_have_text(["One", "Two", "Three"])
    page.get_by_role("button", name="Move “Three” up").click()
    expect(titles).to_have_text(["One", "Three", "Two"])
    expect(page.get_by_text("“Three” is in place 2 of 3.")).to_be_attached()
    expect(page.get_by_role("button", name="Move “Three” up")).to_be_focused()
    page.keyboard.press("Enter")
    expect(titles).to_have_text(["Three", "One", "Two"])
    expect(page.get_by_text("“Three” is in place 1 of 3.")).to_be_attached()
    page.get_by_role("button", name="Put “Three” last").click()
    expect(page.get_by_text("“Three” is in place 3 of 3.")).to_be_attached()
    fits(visit)
    assert [one["title"] for one in api(visit, "ben", "GET", f"/boards/{board}/backlog")["data"]] == [
        "One",
        "Two",
        "Three",
    ]
    page = opened(visit, "ben", board, "backlog")
    expect(titles).to_have_text(["One", "Two", "Three"])
    expect(page.get_by_role("main").get_by_role("button")).to_have_count(0)


def test_the_backlog_is_ordered_by_keys_on_the_entry_that_has_the_focus(visit: Visit) -> None:
    board, page, titles = with_three(visit)
    hint = page.get_by_text("By keys, on an entry")
    expect(hint).to_be_visible(visible=not page.evaluate("matchMedia('(pointer: coarse)').matches"))
    # With Alt they are no single keys.
    page.get_by_role("button", name="Keys").click()
    keys = dialog(visit, "Keys")
    expect(keys.locator("dt", has_text="Alt + Shift + ↑")).to_be_visible()
    expect(keys.get_by_text("Move the entry down")).to_be_visible()
    keys.get_by_label("Single keys are active").uncheck()
    fits(visit)
    page.keyboard.press("Escape")
    three = page.get_by_role("link", name="Three")
    three.press("Alt+ArrowUp")
    expect(titles).to_have_text(["One", "Three", "Two"])
    expect(page.get_by_text("“Three” is in place 2 of 3.")).to_be_attached()
    expect(three).to_be_focused()
    # As fast as somebody can press them.
    for key in ("Alt+ArrowDown", "Alt+ArrowDown", "Alt+Shift+ArrowUp"):
        page.keyboard.press(key)
    expect(titles).to_have_text(["Three", "One", "Two"])
    expect(page.get_by_text("“Three” is in place 1 of 3.")).to_be_attached()
    expect(three).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    expect(page.get_by_text("“Three” stays in place 1 of 3.")).to_be_attached()
    # What can do nothing at the bottom hands the focus on, within its entry.
    page.get_by_role("button", name="Put “One” last").press("Alt+Shift+ArrowDown")
    expect(page.get_by_text("“One” is in place 3 of 3.")).to_be_attached()
    expect(page.get_by_role("button", name="Put “One” first")).to_be_focused()
    expect(titles).to_have_text(["Three", "Two", "One"])
    fits(visit)
    listed = api(visit, "ben", "GET", f"/boards/{board}/backlog")["data"]
    assert [one["title"] for one in listed] == ["Three", "Two", "One"]
    page = opened(visit, "ben", board, "backlog")
    three.press("Alt+ArrowDown")
    page.get_by_role("button", name="Keys").click()
    expect(dialog(visit, "Keys").locator("dt", has_text="?")).to_be_visible()
    expect(page.get_by_text("Move the entry down")).to_have_count(0)
    expect(titles).to_have_text(["Three", "Two", "One"])
    expect(hint).to_have_count(0)


def drag(visit: Visit, what: Locator, onto: Locator) -> None:
    """Drag something onto something else: with the mouse at a desk, with a finger on a phone."""
    what.scroll_into_view_if_needed()
    start, goal = what.bounding_box(), onto.bounding_box()
    assert start is not None
    assert goal is not None
    x, begin, end = start["x"] + 10, start["y"] + 10, goal["y"] + 2
    ways = [begin + (end - begin) * step / 12 for step in range(13)]
    if visit.page.evaluate("matchMedia('(pointer: coarse)').matches"):
        fingers = visit.context.new_cdp_session(visit.page)
        for step, y in enumerate(ways):
            kind = "touchMove" if step else "touchStart"
            fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
        fingers.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    else:
        visit.page.mouse.move(x, begin)
        visit.page.mouse.down()
        for y in ways:
            visit.page.mouse.move(x, y)
        visit.page.mouse.up()


def test_the_backlog_is_ordered_by_dragging(visit: Visit) -> None:
    board, page, titles = with_three(visit)
    expect(page.locator("[data-entry][draggable]")).to_have_count(0)
    page.wait_for_function("performance.getEntriesByType('resource').some(one => one.name.includes('sortable'))")
    drag(visit, page.locator("[data-entry] .handle").nth(2), page.locator("[data-entry] .handle").nth(0))
    expect(titles).to_have_text(["Three", "One", "Two"])
    expect(page.get_by_text("“Three” is in place 1 of 3.")).to_be_attached()
    assert [one["title"] for one in api(visit, "ben", "GET", f"/boards/{board}/backlog")["data"]] == [
        "Three",
        "One",
        "Two",
    ]


def test_a_move_that_is_refused_is_taken_back(visit: Visit) -> None:
    board = own_board(visit)
    ideas = [own_idea(visit, board, title) for title in ("One", "Two")]
    for idea in ideas:
        decided(visit, idea)
    visit.expected += (rf"409 /api/v1/ideas/{ideas[1]}/backlog-place",)
    page = opened(visit, "ada", board, "backlog")
    titles = page.locator("[data-entry] h2 a")
    expect(titles).to_have_text(["One", "Two"])
    decided(visit, ideas[1], "done")
    page.get_by_role("button", name="Move “Two” up").click()
    expect(page.get_by_role("status").filter(has_text="“Two” was not moved.")).to_be_visible()
    expect(titles).to_have_text(["One"])
