"""What somebody wrote, by keys alone, is not lost: not by two editors at once, not by a server that dies meanwhile."""

import os
import signal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.engine import wait_until
from tests.web import keyboard
from tests.web.browsing import Visit, api
from tests.web.conftest import Demo, free_port, served
from tests.web.journeys.posting import own_board, own_idea


def test_two_browsers_edit_one_idea_and_nothing_is_lost(
    browser: Browser, demo: Demo, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard.alone(monkeypatch)
    desk, phone = Visit(browser, demo, 1280, "light"), Visit(browser, demo, 390, "dark")
    board = own_board(desk)
    idea = own_idea(desk, board, body="First line.\n\nSecond line.\n\nThird line.")
    for visit in (desk, phone):
        visit.expected = (rf"412 /api/v1/ideas/{idea['id']}",)
        visit.sign_in("ben")
        visit.go(f"/boards/{board}/ideas/{idea['id']}")
        visit.page.get_by_role("button", name="Edit", exact=True).click()
    desk.page.get_by_label("What is it about?").fill("First line, from the desk.\n\nSecond line.\n\nThird line.")
    phone.page.get_by_label("What is it about?").fill("First line.\n\nSecond line.\n\nThird line, from the phone.")
    desk.page.get_by_role("button", name="Save", exact=True).click()
    expect(desk.page.get_by_role("main")).to_contain_text("from the desk")
    phone.page.get_by_role("button", name="Save", exact=True).click()
    # They are brought together, looked over, and saved by one more press.
    phone.page.get_by_role("button", name="Bring them together").click()
    expect(phone.page.get_by_label("What is it about?")).to_have_value(
        "First line, from the desk.\n\nSecond line.\n\nThird line, from the phone."
    )
    phone.page.get_by_role("button", name="Save", exact=True).click()
    expect(phone.page.get_by_role("main")).to_contain_text("from the phone")
    body = api(desk, "ben", "GET", f"/ideas/{idea['id']}")["body"]
    assert "from the desk" in body
    assert "from the phone" in body
    for visit in (desk, phone):
        visit.end()


def test_a_server_that_dies_while_an_idea_is_posted_gets_it_once(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keyboard.alone(monkeypatch)
    folder, port = tmp_path / "data", free_port()
    with served(folder, port) as demo:
        visit = Visit(browser, demo, 390, "light")
        visit.sign_in("ben")
        page = visit.go(f"/boards/{demo.board}/new")
        page.get_by_label("Title", exact=True).fill("Written before the crash")
        page.get_by_label("What is it about?").fill("It took me an hour.")
        # The request arrives and is answered, and the answer never does.
        killed: list[int] = []

        def die(route: object) -> None:
            answer = route.fetch()  # type: ignore[attr-defined]
            killed.append(answer.status)
            # All of it at once: a server that outlives its parent answers for a moment more.
            os.killpg(demo.pid, signal.SIGKILL)
            route.abort("connectionreset")  # type: ignore[attr-defined]

        page.route(f"**/api/v1/boards/{demo.board}/ideas", die, times=1)
        page.get_by_role("button", name="Post it", exact=True).click()
        expect(page.get_by_text("The board cannot be reached")).to_be_visible()
        assert killed == [201]
    # It is written on while the server is away.
    page.get_by_label("What is it about?").fill("It took me an hour, and then another.")
    with served(folder, port) as demo:
        # What somebody is changing is not sent before they say so.
        expect(page.get_by_text("The board cannot be reached")).to_be_hidden(timeout=60_000)
        page.get_by_role("button", name="Post it", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Written before the crash")
        visit.settled()
        found = [
            one
            for one in api(visit, "ben", "GET", f"/boards/{demo.board}/ideas?limit=100")["data"]
            if one["title"] == "Written before the crash"
        ]
        assert len(found) == 1
        wait_until(lambda: "another" in api(visit, "ben", "GET", f"/ideas/{found[0]['id']}")["body"], 30)
        visit.context.close()
