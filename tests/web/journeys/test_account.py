"""Somebody looks after their account, and an admin after the installation; on a phone in the dark, and at a desk."""

import json
from itertools import count
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.web.browsing import Visit, api, dialog, fits

_NUMBERS = count(1)


def test_a_name_is_changed_and_shown_everywhere(visit: Visit) -> None:
    visit.sign_in("cy")
    page = visit.go("/me")
    page.get_by_label("Name", exact=True).fill("Cyrus")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("header summary")).to_have_text("Cyrus")
    page.get_by_label("Name", exact=True).fill("Cy")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("header summary")).to_have_text("Cy")


def test_a_password_that_is_weak_or_wrong_is_refused_beside_its_field(visit: Visit) -> None:
    visit.expected = (r"422 /api/v1/me/password",)
    visit.sign_in("cy")
    page = visit.go("/me")
    page.get_by_label("Present password").fill(visit.demo.passwords["cy"])
    page.get_by_label("New password").fill("password1234")
    page.get_by_role("button", name="Change my password").click()
    expect(page.get_by_label("New password")).to_have_attribute("aria-invalid", "true")
    fits(visit)
    page.get_by_label("Present password").fill("not this one")
    page.get_by_label("New password").fill("seven unusual otters juggle")
    page.get_by_role("button", name="Change my password").click()
    expect(page.get_by_label("Present password")).to_have_attribute("aria-invalid", "true")


def test_a_token_is_shown_once_opens_and_is_revoked(visit: Visit) -> None:
    name = f"deploy {next(_NUMBERS)}"
    visit.sign_in("ben")
    page = visit.go("/me/tokens")
    page.get_by_role("button", name="Make a token").click()
    form = dialog(visit, "Make a token")
    form.get_by_label("Name", exact=True).fill(name)
    form.get_by_label("Write: post, vote, comment").uncheck()
    form.get_by_label("How long does it live?").select_option("7")
    fits(visit)
    form.get_by_role("button", name="Make it").click()
    made = dialog(visit, "Your new token")
    token = made.get_by_label("Token", exact=True).input_value()
    fits(visit)
    headers = {"Authorization": f"Bearer {token}"}
    assert visit.context.request.get("/api/v1/me", headers=headers).json()["name"] == "Ben"
    made.get_by_role("button", name="I have kept it").click()
    page.get_by_role("button", name=f"Revoke {name}").click()
    dialog(visit, "Revoke").get_by_role("button", name="Revoke", exact=True).click()
    expect(page.get_by_role("button", name=f"Revoke {name}")).to_have_count(0)
    assert visit.context.request.get("/api/v1/me", headers=headers).status == 401


def test_another_session_is_ended_and_this_one_stays(visit: Visit, browser: Browser) -> None:
    visit.sign_in("ben")
    other = Visit(browser, visit.demo, 390, "light")
    answer = other.context.request.post(
        "/api/v1/session",
        data={"email": "ben@example.org", "password": visit.demo.passwords["ben"]},
        headers={"Origin": visit.demo.url},
    )
    assert answer.ok
    page = visit.go("/me/sessions")
    fits(visit)
    expect(page.get_by_text("This one")).to_be_visible()
    page.get_by_role("button", name="End the session on").first.click()
    expect(page.get_by_text("That session is over.")).to_be_visible()
    assert other.context.request.get("/api/v1/me").status == 401
    other.context.close()
    page.reload()
    visit.settled()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sessions")


def test_everything_about_somebody_is_gathered_and_saved(visit: Visit, tmp_path: Path) -> None:
    visit.sign_in("ben")
    page = visit.go("/me/privacy")
    page.get_by_role("button", name="Gather everything about me").click()
    expect(page.get_by_text("Your file was made")).to_be_visible(timeout=60_000)
    fits(visit)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save the file").click()
    kept = json.loads(saved.value.path().read_text("utf-8"))
    assert kept["parts"]["account"][0]["email"] == "ben@example.org"


def test_an_account_is_erased_by_who_types_its_name(visit: Visit) -> None:
    # Somebody new, who came by a link that an admin passed on.
    email = f"gone{next(_NUMBERS)}@example.org"
    api(visit, "root", "POST", "/accounts", kind="person", name="Gone Soon", email=email)
    visit.page.goto("/sign-in")
    visit.page.get_by_role("button", name="Send me a link instead").click()
    visit.page.get_by_label("E-mail").fill(email)
    visit.page.get_by_role("button", name="Send me the link").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("Look into your mail")
    link = ""
    for _ in range(100):
        mails = [one for one in api(visit, "root", "GET", "/mails?limit=100")["data"] if one["to"] == email]
        if mails:
            link = next(word for word in mails[0]["text"].split() if "#" in word)
            break
        visit.page.wait_for_timeout(100)
    visit.page.goto(link)
    visit.page.get_by_role("button", name="Sign in").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("My boards")
    page = visit.go("/me/privacy")
    page.get_by_role("button", name="Erase my account…").click()
    form = dialog(visit, "Erase my account")
    expect(form.get_by_role("button", name="Erase it")).to_be_disabled()
    form.get_by_label("Type your name").fill("Gone Soon")
    fits(visit)
    form.get_by_role("button", name="Erase it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    assert not [one for one in api(visit, "root", "GET", "/accounts?limit=100")["data"] if one["email"] == email]


def test_an_admin_makes_a_machine_and_a_token_for_it_and_switches_it_off(visit: Visit) -> None:
    name = f"Robot {next(_NUMBERS)}"
    visit.sign_in("root")
    page = visit.go("/admin")
    page.get_by_role("button", name="Make an account").click()
    form = dialog(visit, "Make an account")
    form.get_by_label("A machine").check()
    form.get_by_label("Name", exact=True).fill(name)
    fits(visit)
    form.get_by_role("button", name="Make it").click()
    page.get_by_role("button", name=f"Change {name}").click()
    shown = dialog(visit, name)
    shown.get_by_role("button", name="Make a token").click()
    made = dialog(visit, "Make a token")
    made.get_by_label("Name", exact=True).fill("nightly")
    made.get_by_role("button", name="Make it").click()
    token = dialog(visit, "Your new token").get_by_label("Token", exact=True).input_value()
    headers = {"Authorization": f"Bearer {token}"}
    assert visit.context.request.get("/api/v1/me", headers=headers).json()["name"] == name
    page.get_by_role("button", name="I have kept it").click()
    fits(visit)
    shown.get_by_label("Switched off").check()
    shown.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("article.card", has_text=name)).to_contain_text("Switched off")
    assert visit.context.request.get("/api/v1/me", headers=headers).status == 401
    visit.go("/admin/audit")
    expect(page.get_by_role("article").filter(has_text=f"Switched an account off · {name}")).to_contain_text("by Root")


def test_an_admin_reads_what_was_done_to_accounts_and_who_did_not_get_in(visit: Visit) -> None:
    name = f"Auditor {next(_NUMBERS)}"
    machine = api(visit, "root", "POST", "/accounts", kind="service", name=name)["id"]
    api(visit, "root", "POST", f"/accounts/{machine}/tokens", name="hourly", scopes=["read"])
    answer = visit.context.request.post(
        "/api/v1/session",
        data={"email": "dia@example.org", "password": "not this one"},
        headers={"Origin": visit.demo.url},
    )
    assert answer.status == 401, answer.text()
    visit.sign_in("root")
    page = visit.go("/admin/audit")
    entries = page.get_by_role("article")
    expect(entries.filter(has_text=f"Made an account · {name}")).to_contain_text("A machine")
    fits(visit)
    page.get_by_label("What").select_option("Made a token")
    expect(entries.filter(has_not_text="Made a token")).to_have_count(0)
    expect(entries.filter(has_text=name)).to_contain_text("Read")
    expect(entries.filter(has_text=name)).to_contain_text("hourly")
    fits(visit)
    page.get_by_label("What").select_option("Somebody did not know the password")
    expect(entries.filter(has_not_text="Somebody did not know the password")).to_have_count(0)
    expect(entries.first).to_contain_text("Dia")
    # Nobody knows who it was.
    expect(entries.filter(has_text="by ")).to_have_count(0)
    page.get_by_label("Up to").fill("2020-01-01")
    expect(page.get_by_text("Nothing like that was recorded")).to_be_visible()
    page.get_by_role("button", name="Show all entries").click()
    expect(entries.filter(has_text="Signed in").first).to_contain_text("by password")


def test_who_is_no_admin_sees_nothing_of_the_administration(visit: Visit) -> None:
    visit.sign_in("ben")
    page = visit.go("/admin")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is nothing here that you can see")
    page.locator("header summary").click()
    expect(page.get_by_role("link", name="Administration")).to_have_count(0)
