"""Heads: headers, methods, who asks."""

from tests.unbreakable.hostile.case import Theme

IDEAS = "/boards/team/ideas"
IDEA = "/ideas/«idea»"
EDIT = {"title": "Edited"}


def _match(tag: str) -> tuple[tuple[str, str], ...]:
    return (("If-Match", tag),)


versions = Theme("If-Match and If-None-Match")
versions.add("PATCH", IDEA, 428, "precondition_required", "no version said", json=EDIT)
versions.add("DELETE", IDEA, 428, "precondition_required", "no version said")
versions.add("PATCH", IDEA, 428, "precondition_required", "an empty one", json=EDIT, headers=_match(""))
versions.add("PATCH", IDEA, 428, "precondition_required", "another header", json=EDIT, headers=(("ETag", '"1.x"'),))
for tag, why in (
    ("x", "a word"), ("1", "a number without quotes"), ('"1.x', "a quote that never ends"), ("'1.x'", "other quotes"),
    (",", "only a comma"), (", ,,", "only commas"), ("W/", "half a weak tag"), ("w/x", "a small w"),
    ('"1.x", x', "a tag and a word"), ("null", "null"), ("<script>", "a script"), ("«idea»", "an id"), ("﹡", "a star"),
):  # fmt: skip
    versions.add("PATCH", IDEA, 400, "bad_request", f"{why} is no ETag", json=EDIT, headers=_match(tag))
for tag, why in (
    ('"2.x"', "a version to come"), ('"0.x"', "version 0"), ('"-1.x"', "a negative one"), ('"x"', "a foreign tag"),
    ('""', "an empty tag"), ('"1e0.x"', "an exponent"), ('"99999999999999999999.x"', "a huge one"), ('" 1.x"', "a space"),
    ('"1"2.x"', "a quote inside"), ('W/"7.x"', "a weak one"), ('"7.x", "8.y"', "two"), ('"' + "1" * 7000 + '"', "7,000"),
    ('"1\u00b2.x"', "a raised digit"),
):  # fmt: skip
    versions.add("PATCH", IDEA, 412, "stale", f"{why} is not what is there", json=EDIT, headers=_match(tag))
    versions.add("DELETE", IDEA, 412, "stale", f"{why} is not what is there", headers=_match(tag))
versions.add(
    "PATCH", "/ideas/«far_idea»", 404, "not_found", "a star opens no other board", json=EDIT, headers=_match("*")
)
versions.add("POST", "/ideas/«idea»/decisions", 412, "stale", "an answer to another version", who="ada",
             json={"outcome": "decline", "rationale": "No."}, headers=_match('"9.x"'))  # fmt: skip
versions.add("POST", "/ideas/«idea»/decisions", 400, "bad_request", "no ETag with an answer", who="ada",
             json={"outcome": "decline", "rationale": "No."}, headers=_match("x"))  # fmt: skip
versions.add(
    "POST", IDEAS, 400, "bad_request", "no ETag where none is needed", json={"title": "x"}, headers=_match("x")
)
versions.add("GET", IDEA, 200, None, "reading judges no If-Match", headers=_match('"9.x"'))
versions.add("GET", IDEA, 200, None, "a tag that is none is another", headers=(("If-None-Match", "x"),))
versions.add("GET", IDEA, 200, None, "7,000 of them are others", headers=(("If-None-Match", '"x",' * 1000),))
versions.add("GET", IDEA, 304, None, "any is had", headers=(("If-None-Match", "*"),))
versions.add(
    "GET", IDEA, 200, None, "dates judge nothing", headers=(("If-Modified-Since", "Thu, 01 Jan 2099 00:00:00 GMT"),)
)
versions.add("PATCH", IDEA, 200, None, "a zero first says the same version", json=EDIT, headers=_match('"01.x"'))
versions.add("PATCH", IDEA, 412, "stale", "that version is gone now", json=EDIT, headers=_match('"1.x"'))
versions.add("PATCH", IDEA, 412, "stale", "the second header counts too", json=EDIT,
             headers=(("If-Match", '"1.x"'), ("If-Match", '"9.x"')))  # fmt: skip

accept = Theme("Accept and its like")
for kind in ("text/html", "text/*", "application/xml", "application/json;q=0", "*/*;q=0", "application/*;q=0.0", "image/webp",
             "application/jsonx", "text/html, application/xml;q=0.9", "application/vnd.api+json", "application/json;q=1.5"):  # fmt: skip
    accept.add("GET", IDEA, 406, "not_acceptable", f"{kind} is no JSON", headers=(("Accept", kind),))
    accept.add("POST", IDEAS, 406, "not_acceptable", f"{kind}: nothing is done first", json={"title": "x"},
               headers=(("Accept", kind),))  # fmt: skip
for kind in ("*/*", "application/json, text/html", "text/html, */*;q=0.01", "application/problem+json", "", ";;;,*/*",
             "*/*," + "a/b," * 2000):  # fmt: skip
    accept.add("GET", IDEA, 200, None, f"{kind[:40]} takes JSON", headers=(("Accept", kind),))
for name, value in (
    ("Accept-Encoding", "identity;q=0"), ("Accept-Charset", "utf-7"), ("Accept-Language", "x" * 5000), ("Range", "bytes=0-3"),
    ("Range", "bytes=9999-"), ("Range", "lines=1-2"), ("If-Range", '"1.x"'), ("TE", "trailers"), ("Cookie", "a=b; " * 500),
    ("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site"), ("Upgrade", "websocket"),
    ("Access-Control-Request-Method", "DELETE"), ("DNT", "1"), ("X-Forwarded-For", "127.0.0.1"), ("Connection", "close, x"),
):  # fmt: skip
    accept.add("GET", IDEA, 200, None, f"{name}: {value[:30]} changes nothing", headers=((name, value),),
               check=lambda answer: answer.json["title"] == "An idea"
               and "Access-Control-Allow-Origin" not in answer.headers)  # fmt: skip

request_id = Theme("X-Request-Id and where we are")
for value, why in (
    ("a b", "a space"), ("x" * 129, "129 characters"), ("", "nothing"), ("<script>alert(1)</script>", "a script"),
    ("é", "another letter"), ("a\tb", "a tab"), ("$(id)", "a command"), ("%0d%0aSet-Cookie:x", "a header in disguise"),
    ("a, b", "two"), ("../../x", "a path"), ("{0.__class__}", "a format"), ("\x1b[31m", "an escape to a terminal"),
):  # fmt: skip
    request_id.add("GET", "/me", 200, None, f"{why} is not taken over", headers=(("X-Request-Id", value),),
                   check=lambda answer, value=value: answer.headers["X-Request-Id"] != value
                   and len(answer.headers["X-Request-Id"]) == 16)  # fmt: skip
request_id.add("GET", "/me", 200, None, "a proper one is", headers=(("X-Request-Id", "a.B_c-1"),),
               check=lambda answer: answer.headers["X-Request-Id"] == "a.B_c-1")  # fmt: skip
for name in ("Host", "X-Forwarded-Host", "Forwarded", "X-Original-Host", "X-Host"):
    value = "host=evil.example" if name == "Forwarded" else "evil.example"
    request_id.add("GET", "/ideas/zzzzzzzz", 404, "not_found", f"{name} names no place", headers=((name, value),),
                   never=("evil.example",))  # fmt: skip
    request_id.add("POST", IDEAS, 201, None, f"{name} makes no address", json={"title": "x"}, headers=((name, value),),
                   never=("evil.example",))  # fmt: skip
for host in ("", "a b", "[::1", "evil.example:99999", "evil.example/path", "é"):
    request_id.add("GET", "/me", 200, None, f"the host {host[:20]!r} is not asked", headers=(("Host", host),))
request_id.add("GET", "/me", 400, "bad_request", "no host has such a name", headers=(("Host", "x" * 2000),))
for name in ("X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix", "X-Forwarded-Uri", "X-Accel-Redirect"):
    request_id.add("GET", "/me", 200, None, f"{name} leads nowhere else", headers=((name, "/api/v1/accounts"),),
                   says={"name": "Ben"})  # fmt: skip

methods = Theme("methods")
for method, path in (
    ("PUT", IDEA), ("POST", IDEA), ("TRACE", IDEA), ("CONNECT", IDEA), ("FOO", IDEA), ("PROPFIND", IDEA),
    ("PATCH", IDEAS), ("DELETE", IDEAS), ("PUT", IDEAS), ("DELETE", "/boards/team"), ("PUT", "/boards/team"),
    ("POST", "/ideas/«idea»/vote"), ("PATCH", "/ideas/«idea»/vote"), ("PATCH", "/decisions/«decision»"),
    ("DELETE", "/decisions/«decision»"), ("PUT", "/decisions/«decision»"), ("DELETE", "/ideas/«idea»/decisions"),
    ("DELETE", "/jobs/«job»"), ("PATCH", "/jobs/«job»"), ("POST", "/me"), ("PATCH", "/ideas/«idea»/versions/1"),
    ("HEAD", "/connections/«connection»/checks"), ("GET", "/ideas/«idea»/backlog-place"), ("POST", "/ready"),
    ("PATCH", "/me/tokens/«token»"), ("DELETE", "/boards/team/jobs"), ("POST", "/openapi.json"), ("", IDEA),
    ("GET\n", IDEA), ("DELETE ", IDEA), ("X" * 3000, IDEA), ("P\u00dcT", IDEA),
):  # fmt: skip
    methods.add(method, path, 405, "method_not_allowed", f"{method[:20]!r} is not for this address",
                headers=(("If-Match", "*"),), check=lambda answer: bool(answer.headers.get("Allow")))  # fmt: skip
for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"):
    methods.add("GET", IDEA, 200, None, f"{name} deletes nothing", headers=((name, "DELETE"), ("If-Match", "*")))
    methods.add("POST", IDEA, 405, "method_not_allowed", f"{name} deletes nothing",
                headers=((name, "DELETE"), ("If-Match", "*")))  # fmt: skip
methods.add("GET", IDEA + "?_method=DELETE", 422, "invalid", "nor does a parameter",
            fields={"/_method": "unknown_parameter"})  # fmt: skip
methods.add("get", IDEA, 200, None, "small letters are taken for capitals, and nothing is gained by it")
methods.add("OPTIONS", IDEA, 204, None, "what can be done here",
            check=lambda answer: set(answer.headers["Allow"].split(", ")) == {"DELETE", "GET", "HEAD", "OPTIONS", "PATCH"})  # fmt: skip
methods.add("HEAD", IDEA, 200, None, "a HEAD has no body", check=lambda answer: not answer.data)

auth = Theme("who asks")
for value, why in (
    ("", "nothing"), ("Bearer", "no token"), ("Bearer ", "an empty token"), ("Bearer  \t ", "a blank token"),
    ("«secret»", "no scheme"), ("Basic «secret»", "another scheme"), ("Basic YmVuOmJlbg==", "a password"),
    ("Token «secret»", "a made-up scheme"), ("Digest username=\"ben\"", "a digest"), ("Bearer: «secret»", "a colon"),
    ("Bearer=«secret»", "an equals sign"), ('Bearer "«secret»"', "quotes"), ("Bearer «secret»x", "a letter too many"),
    ("Bearer «secret_cut»", "a letter too few"), ("Bearer «secret_up»", "capitals"), ("Bearer ib_", "only the prefix"),
    ("Bearer «secret» «secret»", "it twice"), ("Bearer «secret», Bearer «secret»", "two headers as one"),
    ("Bearer «secret»\u00a0", "a space that does not break"), ("Bearer null", "null"), ("Bearer undefined", "undefined"),
    ("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZGEifQ.", "a token signed by nobody"), ("Bearer «gone»", "an unknown one"),
    ("Bearer ' OR '1'='1", "SQL"), ("Bearer %69%62_x", "percents"), ("Bearer " + "x" * 100_000, "100,000 letters"),
    ("Bearer é", "another letter"), ("Bearer \x01", "a control character"), ("bearer\t«secret»", "a tab between"),
    ("Negotiate YII=", "Kerberos"), ("Bearer,«secret»", "a comma"),
):  # fmt: skip
    auth.add("GET", "/me", 401, "unauthenticated", f"{why} is nobody", who="nobody", headers=(("Authorization", value),),
             check=lambda answer: answer.headers["WWW-Authenticate"].startswith("Bearer "))  # fmt: skip
for name in (
    "X-Api-Key",
    "X-Auth-Token",
    "Proxy-Authorization",
    "Cookie",
    "X-Authorization",
    "X-Remote-User",
    "X-User",
):
    value = "ideaboard=«secret»; token=«secret»" if name == "Cookie" else "Bearer «secret»"
    auth.add("GET", "/me", 401, "unauthenticated", f"{name} says nothing of who asks", who="nobody",
             headers=((name, value),))  # fmt: skip
for path in ("/me?access_token=«secret»", "/me?token=«secret»", "/me?Authorization=Bearer%20«secret»", "/me?me=ada"):
    auth.add("GET", path, 401, "unauthenticated", "nor does the address", who="nobody")
auth.add("POST", IDEAS, 401, "unauthenticated", "nor the body", who="nobody", json={"title": "x", "token": "«secret»"})
auth.add("POST", IDEAS, 401, "unauthenticated", "who asks comes before what is said", who="nobody", raw=b"{")
auth.add("GET", "/me?token=«secret»", 422, "invalid", "a token in the address is no parameter",
         fields={"/token": "unknown_parameter"})  # fmt: skip
for value in ("bearer «secret»", "BEARER «secret»", "Bearer    «secret»  "):
    auth.add("GET", "/me", 200, None, "the scheme's case and space do not matter", who="nobody",
             headers=(("Authorization", value),), says={"name": "Ben"})  # fmt: skip
auth.add("POST", IDEAS, 403, "insufficient_scope", "a token that only reads", who="reader", json={"title": "x"})
auth.add("DELETE", IDEA, 403, "insufficient_scope", "scope before version", who="reader")
auth.add("POST", "/me/tokens", 403, "insufficient_scope", "a token makes none that may more", who="reader",
         json={"name": "x", "scopes": ["admin"]})  # fmt: skip
auth.add("GET", "/accounts", 403, "forbidden", "a leader is no admin", who="ada")
auth.add("POST", "/accounts", 403, "forbidden", "nor makes one", who="ada", json={"name": "x", "admin": True})
auth.add("GET", "/boards/team", 404, "not_found", "an admin sees no private board", who="root")
auth.add("POST", "/ideas/«idea»/decisions", 403, "forbidden", "a member decides nothing",
         json={"outcome": "adopt", "rationale": "Mine!"})  # fmt: skip
auth.add(
    "POST",
    "/boards/lobby/ideas",
    403,
    "forbidden",
    "an outsider reads, and posts nothing",
    who="cy",
    json={"title": "x"},
)
auth.add(
    "PUT", "/boards/team/members/«account_ben»", 403, "forbidden", "nobody promotes themselves", json={"role": "leader"}
)
auth.add("PUT", "/boards/team/members/«account_cy»", 404, "not_found", "nor lets themselves in", who="cy",
         json={"role": "leader"})  # fmt: skip
auth.add(
    "PATCH",
    "/ideas/«idea_open»",
    403,
    "forbidden",
    "a leader edits nobody's words",
    who="ada",
    json=EDIT,
    headers=_match("*"),
)
auth.add("DELETE", "/me/tokens/«far_token»", 404, "not_found", "somebody else's token")
auth.add("GET", "/me/tokens/«far_token»", 404, "not_found", "somebody else's token")

THEMES = [versions, accept, request_id, methods, auth]
