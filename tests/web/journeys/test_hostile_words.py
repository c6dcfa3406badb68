"""Whatever somebody writes into any field is words on every screen: nothing runs, loads, or turns a page round."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from tests.web.browsing import Visit, api
from tests.web.conftest import Demo

# Each would set `window.pwned`, load from elsewhere, or leave the element that it stands in.
CORPUS = (
    "<script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<svg/onload=window.pwned=1><b>",
    "\"><iframe srcdoc='<script>parent.pwned=1</script>'>",
    "'-window.pwned=1-'${window.pwned=1}{{window.pwned=1}}",
    '<a href="javascript:window.pwned=1">x</a>',
    "[x](javascript:window.pwned=1) ![x](http://127.0.0.1:9/x.png)",
    "<style>*{display:none}</style><base href=//127.0.0.1:9/>",
    "<form action=//127.0.0.1:9/><input autofocus onfocus=window.pwned=1>",
    "</title></textarea></style><details open ontoggle=window.pwned=1>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt; \u202e\u2066\u0301\U0001f9d1",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.pwned=1&gt;">',
)
ALL = "\n\n".join(CORPUS)


class Words:
    """Hostile words, another each time, of a length."""

    def __init__(self) -> None:
        self._next = 0

    def __call__(self, most: int = 200) -> str:
        self._next += 1
        return CORPUS[self._next % len(CORPUS)][:most]


def _filled(visit: Visit, words: Words, folder: Path) -> dict[str, str]:
    """A board on which every text that anybody can write is hostile; where each thing is."""

    def do(who: str, method: str, path: str, **said: Any) -> Any:
        return api(visit, who, method, path, **said)

    slug = "hostile"
    do("ada", "POST", "/boards", slug=slug, name=words(100), purpose=ALL[:2000], visibility="open")
    home = f"/boards/{slug}"
    people = {who: do(who, "GET", "/me")["id"] for who in ("ada", "ben", "dia", "cy")}
    for who in ("ben", "dia", "cy"):
        do("ada", "PUT", f"{home}/members/{people[who]}", role="member")
    value = do("ada", "POST", f"{home}/values", name=words(100), meaning=ALL)["id"]
    served = [{"value": value, "how": words(500)}]
    ideas = [
        do("ben", "POST", f"{home}/ideas", title=one[:200], body=ALL, learning=words(), values=served)["id"]
        for one in CORPUS
    ]
    first, second, third = ideas[:3]
    for side in ("for", "against"):
        for one in CORPUS:
            do("dia", "POST", f"/ideas/{first}/points", side=side, text=one)
    comment = do("dia", "POST", f"/ideas/{first}/comments", body=ALL)["id"]
    do("ben", "POST", f"/ideas/{first}/comments", body=ALL, parent=comment)
    do("ben", "PUT", f"/comments/{comment}/flag", reason=words())
    do("ada", "POST", f"{home}/connections", tracker="paper", name=words(100), settings={"folder": str(folder)})
    decision = do(
        "ada", "POST", f"/ideas/{second}/decisions", outcome="adopt", rationale=ALL, values=served, connection=None,
        follow_ups=[{"promise": words(), "due_on": "2099-01-01"}],
        assignments=[{
            "assignee": people["ben"], "kind": "stretch", "explanation": ALL, "mentor": people["dia"],
            "support_plan": ALL,
        }],
    )["id"]  # fmt: skip
    question = do("ben", "POST", f"/decisions/{decision}/questions", text=ALL[:5000])["id"]
    etag = visit.context.request.get(
        f"/api/v1/questions/{question}", headers={"Authorization": f"Bearer {visit.demo.tokens['ada']}"}
    ).headers["etag"]
    answered = visit.context.request.patch(
        f"/api/v1/questions/{question}",
        headers={"Authorization": f"Bearer {visit.demo.tokens['ada']}", "If-Match": etag},
        data={"answer": ALL},
    )
    assert answered.ok, answered.text()
    for outcome, why in (("adopt", words()), ("start", words()), ("done", ALL)):
        do("ada", "POST", f"/ideas/{third}/decisions", outcome=outcome, rationale=why)
    review = do(
        "ada", "POST", f"{home}/reviews", idea=third, what_happened=ALL, conditions=ALL, helped=ALL, lessons=ALL,
        statement=ALL, where=words(), actions=[{"title": words(), "body": ALL}],
    )["id"]  # fmt: skip
    task = do("ben", "POST", f"{home}/tasks", title=words(), body=ALL)["id"]
    do("dia", "POST", f"/tasks/{task}/approaches", title=words(), body=ALL, values=served)
    do("ben", "POST", f"/tasks/{task}/comments", body=ALL)
    do("dia", "POST", f"{home}/feedback", receiver=people["ben"], praise=ALL, advice=ALL, circumstances=ALL, lesson=ALL)
    do("ada", "POST", f"{home}/feedback-asks", asked=people["ben"], question=words())
    opened = do(
        "ada", "POST", f"{home}/feedback-rounds", title=words(), threshold=3, closes_at="2099-01-01T00:00:00Z",
        questions=[{"kind": "text", "text": one} for one in CORPUS[:5]] + [{"kind": "scale", "text": words()}],
    )["id"]  # fmt: skip
    do("ada", "POST", f"{home}/webhooks", url="https://example.org/hook", description=words(), events=["idea.posted"])
    do("ben", "POST", "/me/tokens", name=words(100), scopes=["read"])
    return {
        "idea": f"{home}/ideas/{first}", "adopted": f"{home}/ideas/{second}", "done": f"{home}/ideas/{third}",
        "task": f"{home}/tasks/{task}", "value": f"{home}/values/{value}", "review": f"{home}/reviews/{review}",
        "round": f"{home}/rounds/{opened}",
        **{
            name: f"{home}/{name}"
            for name in (
                "tasks", "desk", "backlog", "decisions", "follow-ups", "roadmap", "values", "feedback", "reviews",
                "pictures", "settings", "settings/members", "settings/rules", "settings/connections",
                "settings/webhooks", "settings/jobs", "settings/moderation", "settings/audit",
            )
        },
        "board": home, "boards": "/", "tokens": "/me/tokens",
    }  # fmt: skip


def test_no_word_runs_on_any_screen(browser: Browser, demo: Demo, tmp_path: Path) -> None:
    visit = Visit(browser, demo, 1280, "light")
    visit.page.on("dialog", lambda dialog: visit.wrong.append(f"dialog {dialog.message}"))
    places = _filled(visit, Words(), tmp_path)
    for who in ("ada", "ben"):
        visit.sign_in(who)
        for name, path in places.items():
            if who == "ben" and (name == "desk" or (name.startswith("settings/") and name not in ("settings/rules",))):
                continue
            page = visit.go(path)
            page.locator("main details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
            assert page.evaluate("window.pwned") is None, name
            assert page.evaluate("window.violations") == [], name
            assert page.locator("main iframe, main script, main style, main base, main object, main embed").count() == 0
            assert page.locator("main form[action]").count() == 0, name
            bad = "one => [...one.attributes].some((a) => /^on/.test(a.name) || /^\\s*javascript:/i.test(a.value))"
            found = page.locator("main *").evaluate_all(f"all => all.filter({bad}).map((one) => one.outerHTML)")
            assert found == [], name
            # An image of somebody's is a link, never fetched.
            assert page.locator("main .rendered img").count() == 0, name
    visit.end()


def test_an_edit_and_a_preview_of_them_run_nothing_either(browser: Browser, demo: Demo) -> None:
    visit = Visit(browser, demo, 390, "dark")
    visit.sign_in("ben")
    page = visit.go(f"/boards/{demo.board}/new")
    page.get_by_label("Title", exact=True).fill(CORPUS[1])
    page.get_by_label("What is it about?").fill(ALL)
    page.get_by_role("button", name="Preview").click()
    page.locator(".preview .rendered").wait_for()
    page.goto(f"/boards/{demo.board}?q={CORPUS[1]}")
    visit.settled()
    assert page.evaluate("window.pwned") is None
    visit.end()
