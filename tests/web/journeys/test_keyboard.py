"""The keyboard alone: from signing in to a decision, without a mouse."""

from playwright.sync_api import Browser, Page, expect

from tests.web.browsing import Visit, api
from tests.web.conftest import Demo
from tests.web.journeys.posting import own_board, own_idea


def tab_to(page: Page, name: str, role: str = "", most: int = 120) -> None:
    """Press Tab until what is called so has the focus, which is shown; as somebody does who sees the page."""
    for _ in range(most):
        page.keyboard.press("Tab")
        here = page.evaluate(
            """() => {
              const one = document.activeElement;
              const named = one.labels?.length ? [...one.labels].map((label) => label.innerText).join(" ") : "";
              const outline = getComputedStyle(one);
              return { role: one.getAttribute("role") ?? one.tagName.toLowerCase(),
                name: (one.getAttribute("aria-label") ?? (named || one.innerText || "")).trim(),
                seen: outline.outlineStyle !== "none" || outline.boxShadow !== "none" };
            }"""
        )
        if name in here["name"] and role in here["role"]:
            assert here["seen"], f"nothing shows that {name} has the focus"
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_an_idea_is_posted_supported_and_talked_about_by_keys(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "light")
    board = own_board(visit)
    own_idea(visit, board, title="What others wrote")
    visit.sign_in("dia")
    page = visit.go(f"/boards/{board}")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Search", exact=True)).to_be_focused()
    page.keyboard.type("others")
    expect(page).to_have_url(f"{demo.url}/boards/{board}?q=others")
    tab_to(page, "Support “What others wrote”")
    page.keyboard.press("Space")
    expect(page.get_by_role("button", name="You support “What others wrote”, 1 voice")).to_be_focused()
    tab_to(page, "What others wrote", "a")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    tab_to(page, "Your comment")
    page.keyboard.type("I would help with it.")
    tab_to(page, "Comment", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article", name="the comment of Dia")).to_contain_text("I would help")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Post an idea")
    tab_to(page, "Title")
    page.keyboard.type("By keys alone")
    tab_to(page, "Post it", "button")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("By keys alone")
    visit.end()


def test_a_leader_answers_and_orders_the_backlog_by_keys(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "dark")
    board = own_board(visit)
    for title in ("The first", "The second"):
        own_idea(visit, board, title=title)
    visit.sign_in("ada")
    page = visit.go(f"/boards/{board}/desk")
    for title in ("The first", "The second"):
        tab_to(page, f"Answer “{title}”")
        page.keyboard.press("Enter")
        form = page.get_by_role("dialog", name="Answer the idea")
        expect(form).to_be_visible()
        form.get_by_label("Adopt").focus()
        page.keyboard.press("Space")
        tab_to(page, "Why?")
        page.keyboard.type("It is time.")
        tab_to(page, "Adopt", "button")
        page.keyboard.press("Enter")
        expect(form).to_be_hidden()
    visit.go(f"/boards/{board}/backlog")
    before = [one["title"] for one in api(visit, "ada", "GET", f"/boards/{board}/backlog")["data"]]
    assert before == ["The first", "The second"]
    tab_to(page, "Move “The second” up")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main").get_by_role("status").first).to_contain_text("The second")
    expect(page.locator("main li").first).to_contain_text("The second")
    after = [one["title"] for one in api(visit, "ada", "GET", f"/boards/{board}/backlog")["data"]]
    assert after == ["The second", "The first"]
    visit.end()


def test_single_keys_can_be_switched_off(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 1280, "light")
    visit.sign_in("ben")
    page = visit.go(f"/boards/{demo.board}")
    page.keyboard.press("?")
    page.get_by_label("Single keys are active").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ideas")
    visit.end()
