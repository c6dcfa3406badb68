"""Every screen, as those see it who may: nothing is refused, nothing overflows, and axe finds nothing against it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.web.browsing import SEEN, Visit, api
from tests.web.conftest import Demo

BOARD = "/boards/{board}"
# Whose screen, and where it is; {idea}, {task} … are filled with what the demo has.
SCREENS = {
    "sign in": ("nobody", "/sign-in"),
    "forgotten": ("nobody", "/reset"),
    **{f"without what a mail brings: {path}": ("nobody", path) for path in ("/first", "/join", "/signed-in")},
    "boards": ("ben", "/"),
    "ideas": ("ben", BOARD),
    "ideas of an outsider": ("cy", "/boards/{open}"),
    "post": ("ben", f"{BOARD}/new"),
    "idea": ("ada", f"{BOARD}/ideas/{{idea}}"),
    "idea as a member": ("ben", f"{BOARD}/ideas/{{adopted}}"),
    "tasks": ("ben", f"{BOARD}/tasks"),
    "task": ("ada", f"{BOARD}/tasks/{{task}}"),
    "desk": ("ada", f"{BOARD}/desk"),
    "backlog": ("ada", f"{BOARD}/backlog"),
    "backlog as a member": ("ben", f"{BOARD}/backlog"),
    "decisions": ("ben", f"{BOARD}/decisions"),
    "follow-ups": ("ada", f"{BOARD}/follow-ups"),
    "roadmap": ("ben", f"{BOARD}/roadmap"),
    "values": ("ada", f"{BOARD}/values"),
    "value": ("ben", f"{BOARD}/values/{{value}}"),
    "feedback": ("ben", f"{BOARD}/feedback"),
    "round": ("ben", f"{BOARD}/rounds/{{round}}"),
    "reviews": ("ben", f"{BOARD}/reviews"),
    "review": ("ada", f"{BOARD}/reviews/{{review}}"),
    "pictures": ("ben", f"{BOARD}/pictures"),
    "settings": ("ada", f"{BOARD}/settings"),
    "settings as a member": ("ben", f"{BOARD}/settings/rules"),
    **{
        f"settings: {part}": ("ada", f"{BOARD}/settings/{part}")
        for part in ("members", "rules", "connections", "webhooks", "jobs", "moderation", "audit")
    },
    "me": ("ben", "/me"),
    **{f"me: {part}": ("ben", f"/me/{part}") for part in ("sessions", "identities", "tokens", "privacy")},
    "administration": ("root", "/admin"),
    **{f"administration: {part}": ("root", f"/admin/{part}") for part in ("mails", "audit", "health")},
}
# Each of them in the light and in the dark.
LOOKS = ((320, "en"), (1280, "en"), (390, "ar"))


@pytest.fixture(scope="session")
def places(browser: Browser, demo: Demo) -> dict[str, str]:
    """What there is in the demo to be looked at."""
    visit = Visit(browser, demo, 390, "light")
    board = demo.board
    api(visit, "ada", "POST", "/boards", slug="open-to-all", name="Open to all", visibility="open")
    api(visit, "ada", "POST", "/boards/open-to-all/ideas", title="Everybody can read this")

    def first(path: str, who: str = "ada") -> str:
        return str(api(visit, who, "GET", path)["data"][0]["id"])

    found = {
        "board": board,
        "open": "open-to-all",
        "idea": first(f"/boards/{board}/ideas?status=open"),
        "adopted": first(f"/boards/{board}/ideas?status=adopted"),
        "task": first(f"/boards/{board}/tasks"),
        "value": first(f"/boards/{board}/values"),
        "round": first(f"/boards/{board}/feedback-rounds"),
        "review": first(f"/boards/{board}/reviews"),
    }
    visit.context.close()
    return found


@pytest.mark.parametrize(("width", "language"), LOOKS)
@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_is_whole_and_axe_finds_nothing(
    browser: Browser,
    demo: Demo,
    packages: object,
    places: dict[str, str],
    width: int,
    language: str,
    name: str,
) -> None:
    who, path = SCREENS[name]
    visit = Visit(browser, demo, width, "light", language=language)
    if who != "nobody":
        visit.sign_in(who)
    page = visit.go(path.format(**places))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.documentElement.dir") == ("rtl" if language == "ar" else "ltr")
    expect(page).to_have_title(re.compile(r" · ideaboard$"))
    found = visit.axe()
    assert found == [], "\n".join(found)
    page.emulate_media(color_scheme="dark")
    found = visit.axe(SEEN)
    assert found == [], "\n".join(["in the dark", *found])
    visit.end()


def test_every_screen_that_there_is_is_looked_at() -> None:
    addresses = {re.sub(r"\{\w+\}", ":x", path) for _, path in SCREENS.values()}
    main = (Path(__file__).parents[2] / "ideaboard/web/client/main.js").read_text("utf-8")
    routes = set(re.findall(r'^  \["(/[^"]*)", ', main, re.M))
    assert len(routes) > 15
    for route in routes:
        pattern = re.sub(r"/:\w+\?", r"(/[^/]+)?", re.sub(r"/:\w+(?=/|$)", r"/[^/]+", route))
        assert any(re.fullmatch(pattern, address) for address in addresses), route


def test_axe_finds_what_is_planted(browser: Browser, demo: Demo, packages: object) -> None:
    visit = Visit(browser, demo, 390, "light")
    page = visit.go("/sign-in")
    page.evaluate("document.querySelector('main').append(Object.assign(new Image(), {src: '/static/icon.svg'}))")
    assert any("image-alt" in one for one in visit.axe())
    visit.context.close()
