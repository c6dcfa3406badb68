"""The whole main job in a browser: post, vote, discuss, adopt; the issue appears; the tracker's news moves the idea."""

import json
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.engine import wait_until
from tests.roundup import RoundupServer, start_roundup
from tests.web import keyboard
from tests.web.browsing import Visit, api
from tests.web.conftest import Demo, served


def _connect(visit: Visit, server: RoundupServer, home: Path) -> None:
    """Connect the demo's board to Roundup, and Roundup to the board; adopted ideas go there."""
    board = visit.demo.board
    settings = {"url": server.url, "username": server.username, "password": server.password}
    made = api(
        visit, "ada", "POST", f"/boards/{board}/connections", tracker="roundup", name="Roundup", settings=settings
    )
    rotated = api(visit, "ada", "POST", f"/connections/{made['id']}/rotate", secret=None)
    told = {"url": rotated["inbound_url"], "secret": rotated["secret"]}
    (home / "ideaboard-webhook.json").write_text(json.dumps(told))
    headers = {"Authorization": f"Bearer {visit.demo.tokens['ada']}"}
    etag = visit.context.request.get(f"/api/v1/boards/{board}", headers=headers).headers["etag"]
    patched = visit.context.request.patch(
        f"/api/v1/boards/{board}", headers={**headers, "If-Match": etag}, data={"default_connection": made["id"]}
    )
    assert patched.ok, patched.text()
    # What each of its statuses means is learnt by a check.
    job = api(visit, "ada", "POST", f"/connections/{made['id']}/checks")
    wait_until(lambda: api(visit, "ada", "GET", f"/jobs/{job['id']}")["state"] == "done", 30)


@pytest.mark.parametrize(("width", "light"), [(390, "dark"), (1280, "light")], ids=["phone", "desk"])
def test_an_idea_becomes_an_issue_and_the_tracker_moves_it_on_the_screen(
    browser: Browser, tmp_path: Path, width: int, light: Literal["light", "dark"], monkeypatch: pytest.MonkeyPatch
) -> None:
    if width > 600:
        keyboard.alone(monkeypatch)
    home = tmp_path / "roundup"
    with start_roundup(home) as server, served() as demo:
        ben, dia, ada = (Visit(browser, demo, width, light) for _ in range(3))
        _connect(ada, server, home)
        _post(ben, demo)
        _talk(dia, demo)
        _adopt(ada, demo)
        # Ben has the idea open all the while, and reloads nothing.
        issue = ben.page.get_by_role("main").get_by_role("link", name="issue1", exact=True).first
        expect(issue).to_be_visible(timeout=40_000)
        expect(ben.page.get_by_role("main").locator(".status", has_text="Adopted").first).to_be_visible()
        statuses = {
            one["name"]: one["id"]
            for one in server.rest("GET", "data/status", params={"@fields": "name"}).json()["data"]["collection"]
        }
        server.change("issue/1", {"status": statuses["in-progress"]})
        expect(ben.page.get_by_role("main").locator(".status", has_text="In progress").first).to_be_visible(
            timeout=40_000
        )
        for visit in (ben, dia, ada):
            visit.end()


def _post(ben: Visit, demo: Demo) -> None:
    ben.sign_in("ben")
    page = ben.go(f"/boards/{demo.board}")
    page.get_by_role("button", name="Post an idea").click()
    page.get_by_label("Title", exact=True).fill("Cache the downloads")
    page.get_by_label("What is it about?").fill("All of them, **every** night.")
    page.get_by_role("button", name="Post it", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Cache the downloads")


def _talk(dia: Visit, demo: Demo) -> None:
    dia.sign_in("dia")
    page = dia.go(f"/boards/{demo.board}?sort=new")
    page.get_by_role("button", name="Support “Cache the downloads”").click()
    expect(page.get_by_role("button", name="You support “Cache the downloads”, 1 voice")).to_be_visible()
    page.get_by_role("link", name="Cache the downloads").click()
    page.get_by_label("Your comment").fill("I would start with the largest.")
    page.get_by_role("button", name="Comment", exact=True).click()
    expect(page.get_by_role("article", name="the comment of Dia")).to_contain_text("the largest")


def _adopt(ada: Visit, demo: Demo) -> None:
    ada.sign_in("ada")
    page = ada.go(f"/boards/{demo.board}/desk")
    page.get_by_role("button", name="Answer “Cache the downloads”").click()
    form = page.get_by_role("dialog", name="Answer the idea")
    form.get_by_label("Adopt").check()
    form.get_by_label("Why?").fill("It pays for itself in a week.")
    form.get_by_role("button", name="Adopt").click()
    expect(form).to_be_hidden()
