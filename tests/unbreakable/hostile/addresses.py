"""Addresses: paths, things of other kinds and boards, query strings, cursors."""

from tests.unbreakable.hostile.case import Theme

IDEAS = "/boards/team/ideas"
IDEA = "/ideas/«idea»"

paths = Theme("paths")
for path, why in (
    ("/ideas/«idea»/", "a slash at the end"), ("/boards/team/ideas/", "a slash at the end of a list"),
    ("//ideas/«idea»", "two slashes"), ("/ideas//«idea»", "two slashes inside"), ("/ideas/../me", "dots"),
    ("/./me", "a dot"), ("/ideas/%2e%2e/me", "dots in percents"), ("/ideas/..%2fme", "a slash in percents"),
    ("/ideas/«idea»%00", "NUL"), ("/ideas/%00", "only NUL"), ("/ideas/«idea»%0a", "a line break"),
    ("/ideas/«idea»%0d%0aX: y", "a header in disguise"), ("/ideas/«idea»%20", "a space"), ("/ideas/%20«idea»", "a space first"),
    ("/ideas/«idea»;a=b", "parameters of a path"), ("/ideas/«idea».json", "a suffix"),
    ("/ideas/%c0%ae%c0%ae", "dots written too long"), ("/ideas/%ff%fe", "no UTF-8"), ("/ideas/%zz", "no percents"),
    ("/ideas/%", "half a percent"), ("/ideas/%u0069", "Microsoft's percents"), ("/ideas/«idea_up»", "capitals"),
    ("/ideas/" + "z" * 33, "a long id"), ("/ideas/" + "z" * 8000, "a very long id"), ("/ideas/1", "a number"),
    ("/ideas/0", "zero"), ("/ideas/-1", "a negative one"), ("/ideas/null", "null"), ("/ideas/undefined", "undefined"),
    ("/ideas/me", "a word"), ("/ideas/*", "a star"), ("/ideas/«comment»", "a comment's id"), ("/ideas/«task»", "a task's id"),
    ("/tasks/«idea»", "an idea's id"), ("/comments/«point»", "an argument's id"), ("/jobs/«issue»", "an issue's id"),
    ("/decisions/«job»", "a job's id"), ("/issues/«decision»", "a decision's id"), ("/connections/«token»", "a token's id"),
    ("/boards/TEAM", "a slug in capitals"), ("/boards/team%00", "a slug with NUL"), ("/boards/..", "a slug of dots"),
    ("/boards/%74eam%20", "a slug with a space"), ("/boards/t", "a slug of one letter"), ("/boards/" + "a" * 41, "of 41"),
    ("/boards/te%61m'--", "a slug with SQL"), ("/boards/ｔｅａｍ", "wide letters"), ("/boards/*", "a star for a slug"),
    ("/ideas/«idea»/versions/0", "version 0"), ("/ideas/«idea»/versions/01", "a zero first"),
    ("/ideas/«idea»/versions/-1", "version -1"), ("/ideas/«idea»/versions/1e0", "an exponent"),
    ("/ideas/«idea»/versions/2", "a version to come"), ("/ideas/«idea»/versions/999999999", "the last that there could be"),
    ("/ideas/«idea»/versions/9999999999", "past all"), ("/ideas/«idea»/versions/١", "a digit of another script"),
    ("/ideas/«idea»/versions/1.0", "a fraction"), ("/ideas/«idea_open»/points/«point»", "an argument of another idea"),
    ("/boards/lobby/values/«value»", "a value of another board"), ("/ideas/«idea»/points/«comment»", "no argument"),
    ("", "nothing"), ("/", "a slash"), ("/nothing", "a word"), ("/.git/config", "a file"), ("/..%2f..%2fetc/passwd", "a file"),
    ("/me%23x", "a fragment"), ("/me%3fx=1", "a hidden query"), ("/ME", "capitals"), ("/%6d%65/", "percents and a slash"),
    ("/api/v1/api/v1/me", "twice"), ("/ideas\\«idea»", "a backslash"), ("/docs/static/%2e%2e/%2e%2e/__init__.py", "up the tree"),
    ("/api/docs/static/../../../settings.py", "our source"), ("/api/docs/vendor/..%2f..%2fdocs.py", "our source"),
    ("/api/docs/vendor//etc/passwd", "a file of the machine"), ("/api/docs/static/%00", "NUL for a file"),
    ("/api/v2/me", "a version to come"), ("/api/v1me", "no slash between"), ("/api", "only the beginning"),
):  # fmt: skip
    paths.add("GET", path, 404, "not_found", f"{why} is not there")
paths.add("GET", "/ideas/«idea»%2fvote", 200, None, "to WSGI a slash in percents is a slash", says={"voted": True})
paths.add("GET", "/%6d%65", 200, None, "percents are letters", says={"name": "Ben"})
paths.add("GET", "/ideas/«idea»?", 200, None, "an empty query is none")
for path in ("/ideas/zzzzzzzz", "/comments/zzzzzzzz", "/tasks/zzzzzzzz"):
    for method in ("PATCH", "DELETE"):
        paths.add(method, path, 404, "not_found", "what is not there", json={"title": "x"} if "comm" not in path else
                  {"body": "x"}, headers=(("If-Match", "*"),))  # fmt: skip

foreign = Theme("what is another board's")
for path in (
    "/ideas/«far_idea»", "/ideas/«far_idea»/versions", "/ideas/«far_idea»/versions/1", "/ideas/«far_idea»/vote",
    "/ideas/«far_idea»/points", "/ideas/«far_idea»/points/«far_point»", "/ideas/«far_idea»/comments",
    "/ideas/«far_idea»/decisions", "/ideas/«far_idea»/issues", "/tasks/«far_task»", "/tasks/«far_task»/approaches",
    "/tasks/«far_task»/comments", "/tasks/«far_task»/decisions", "/comments/«far_comment»", "/decisions/«far_decision»",
    "/issues/«far_issue»", "/connections/«far_connection»", "/jobs/«far_job»", "/jobs/«far_job»/deliveries", "/boards/far",
    "/boards/far/ideas", "/boards/far/tasks", "/boards/far/members", "/boards/far/values", "/boards/far/values/«far_value»",
    "/boards/far/backlog", "/boards/far/decisions", "/boards/far/connections", "/boards/far/jobs",
    "/boards/team/values/«far_value»", "/ideas/«idea»/points/«far_point»",
):  # fmt: skip
    foreign.add("GET", path, 404, "not_found", "not for these eyes", who="ada")
_ANY = (("If-Match", "*"),)
for method, path, said in (
    ("PATCH", "/ideas/«far_idea»", {"title": "x"}), ("DELETE", "/ideas/«far_idea»", None), ("PUT", "/ideas/«far_idea»/vote", None),
    ("DELETE", "/ideas/«far_idea»/vote", None), ("POST", "/ideas/«far_idea»/comments", {"body": "x"}),
    ("POST", "/ideas/«far_idea»/points", {"side": "for", "text": "x"}), ("PATCH", "/comments/«far_comment»", {"body": "x"}),
    ("POST", "/ideas/«far_idea»/decisions", {"outcome": "adopt", "rationale": "x"}), ("DELETE", "/tasks/«far_task»", None),
    ("PUT", "/ideas/«far_idea»/backlog-place", {"after": None}), ("POST", "/tasks/«far_task»/approaches", {"title": "x"}),
    ("PATCH", "/connections/«far_connection»", {"name": "x"}), ("DELETE", "/connections/«far_connection»", None),
    ("POST", "/connections/«far_connection»/checks", None), ("POST", "/jobs/«far_job»/retry", None),
    ("POST", "/boards/far/ideas", {"title": "x"}), ("PUT", "/boards/far/members/«account_ada»", {"role": "leader"}),
    ("DELETE", "/boards/far/members/«account_ada»", None), ("PATCH", "/boards/far", {"visibility": "open"}),
    ("PATCH", "/boards/team/values/«far_value»", {"name": "x"}), ("PATCH", "/ideas/«idea»/points/«far_point»", {"text": "x"}),
):  # fmt: skip
    foreign.add(method, path, 404, "not_found", "not for these hands", who="ada", headers=_ANY,
                **({"json": said} if said is not None else {}))  # fmt: skip
for path, said, pointer, code in (
    (IDEAS, {"title": "x", "task": "«far_task»"}, "/task", "unknown_id"),
    (IDEAS, {"title": "x", "task": "«idea»"}, "/task", "unknown_id"),
    (IDEAS, {"title": "x", "task": 1}, "/task", "unknown_id"),
    (IDEAS, {"title": "x", "values": [{"value": "«far_value»", "how": "x"}]}, "/values/0/value", "unknown_id"),
    ("/ideas/«idea»/comments", {"body": "x", "parent": "«far_comment»"}, "/parent", "unknown_id"),
    ("/ideas/«idea»/comments", {"body": "x", "parent": "«task_comment»"}, "/parent", "unknown_id"),
    ("/ideas/«idea»/comments", {"body": "x", "parent": "«idea»"}, "/parent", "unknown_id"),
    ("/ideas/«idea_open»/decisions", {"outcome": "adopt", "rationale": "x", "connection": "«far_connection»"}, "/connection",
     "unknown_id"),
    ("/tasks/«task»/decisions", {"rationale": "x", "adopt": ["«far_approach»"]}, "/adopt/0", "not_an_open_approach"),
    ("/tasks/«task»/decisions", {"rationale": "x", "adopt": ["«idea»"]}, "/adopt/0", "not_an_open_approach"),
    ("/me/tokens", {"name": "x", "scopes": ["read"], "board": "far"}, "/board", "unknown_id"),
    ("/me/tokens", {"name": "x", "scopes": ["read"], "board": "nowhere"}, "/board", "unknown_id"),
):  # fmt: skip
    foreign.add("POST", path, 422, "invalid", "an id that is not for these eyes", who="ada", json=said,
                fields={pointer: code})  # fmt: skip
foreign.add("PATCH", "/boards/lobby", 422, "invalid", "another board's connection", who="ada", headers=_ANY,
            json={"default_connection": "«far_connection»"}, fields={"/default_connection": "unknown_id"})  # fmt: skip
foreign.add("PUT", "/ideas/«idea_adopted»/backlog-place", 422, "invalid", "behind another board's idea", who="ada",
            json={"after": "«far_idea»"}, fields={"/after": "not_in_backlog"})  # fmt: skip
foreign.add(
    "POST", "/boards/attic/ideas", 409, "board_archived", "nothing changes there", who="ada", json={"title": "x"}
)
foreign.add("PUT", "/ideas/«attic_idea»/vote", 409, "board_archived", "not even a vote", who="ada")

queries = Theme("query strings")
for query, pointer, code, why in (
    ("limit=0", "/limit", "out_of_range", "too few"), ("limit=101", "/limit", "out_of_range", "too many"),
    ("limit=-1", "/limit", "out_of_range", "less than none"), ("limit=-0", "/limit", "out_of_range", "minus zero"),
    ("limit=1.0", "/limit", "type", "a fraction"), ("limit=1e1", "/limit", "type", "an exponent"),
    ("limit=0x10", "/limit", "type", "hexadecimal"), ("limit=%2B5", "/limit", "type", "a plus"),
    ("limit=+5", "/limit", "type", "a space first"), ("limit=5%20", "/limit", "type", "a space behind"),
    ("limit=5%0A", "/limit", "type", "a line break behind"), ("limit=1_0", "/limit", "type", "Python's number"),
    ("limit=%EF%BC%95", "/limit", "type", "a wide digit"), ("limit=%D9%A5", "/limit", "type", "an Arabic digit"),
    ("limit=", "/limit", "type", "nothing"), ("limit", "/limit", "type", "not even a sign"), ("limit=all", "/limit", "type", "a word"),
    ("limit=" + "9" * 16, "/limit", "out_of_range", "16 digits"), ("limit=" + "9" * 5000, "/limit", "type", "5,000 digits"),
    ("limit=NaN", "/limit", "type", "no number"), ("limit=null", "/limit", "type", "null"), ("limit=[5]", "/limit", "type", "a list"),
    ("count=1", "/count", "type", "a number for a truth"), ("count=TRUE", "/count", "type", "capitals"),
    ("count=yes", "/count", "type", "a word for a truth"), ("count=", "/count", "type", "nothing for a truth"),
    ("limit[]=5", "/limit[]", "unknown_parameter", "PHP's list"), ("limit.x=5", "/limit.x", "unknown_parameter", "a path"),
    ("Limit=5", "/Limit", "unknown_parameter", "a capital"), ("page=2", "/page", "unknown_parameter", "a page number"),
    ("offset=5", "/offset", "unknown_parameter", "an offset"), ("=5", "/", "unknown_parameter", "no name"),
    ("a/b~c=1", "/a~1b~0c", "unknown_parameter", "a name to be escaped"), ("__proto__=1", "/__proto__", "unknown_parameter", "JavaScript"),
    ("self=1", "/self", "unknown_parameter", "Python"), ("limit;count=1", "/limit;count", "unknown_parameter", "a semicolon"),
    ("limit=1;limit=2", "/limit", "type", "a semicolon is no ampersand"), ("limit=5&limit=5", "/limit", "repeated", "it twice"),
    ("limit=5&%6Cimit=6", "/limit", "repeated", "it twice, once in percents"), ("sort=TOP", "/sort", "not_one_of", "capitals"),
    ("sort=", "/sort", "not_one_of", "nothing"), ("sort=votes;DROP TABLE ideas", "/sort", "not_one_of", "SQL"),
    ("sort=author", "/sort", "not_one_of", "people are not ranked"), ("status=OPEN", "/status", "not_one_of", "capitals"),
    ("status=open,done", "/status", "not_one_of", "two"), ("author=ada", "/author", "not_one_of", "somebody else"),
    ("author=«account_ada»", "/author", "not_one_of", "somebody else's id"), ("value=1", "/value", "unknown_id", "a number"),
    ("task=«idea»", "/task", "unknown_id", "another kind"), ("task=", "/task", "unknown_id", "nothing"),
    ("sort=top&author=me", "/sort", "not_with_filter", "two that do not go together"),
    ("sort=waiting&status=done", "/status", "not_with_sort", "two that do not go together"),
    ("task=«task»&author=me", "/task", "one_filter", "two filters"),
):  # fmt: skip
    queries.add("GET", f"{IDEAS}?{query}", 422, "invalid", why, fields={pointer: code})
for query, why in (
    ("status=%FF", "no UTF-8"), ("status=%ED%A0%80", "half a character"), ("status=%00", "NUL"), ("%00=1", "NUL in a name"),
    ("q=" + "x" * 8000, "8,000 characters"), ("&".join(f"a{n}=1" for n in range(60)), "60 parameters"),
    ("limit=5&" + "&" * 60, "60 of nothing"), ("q=é", "letters without percents"), ("q=\xff", "bytes without percents"),
):  # fmt: skip
    queries.add("GET", f"{IDEAS}?{query}", 400, "bad_request", f"{why} cannot be read")
for method, path, said in (
    ("GET", "/me", None), ("GET", IDEA, None), ("PATCH", "/me", {"name": "x"}), ("DELETE", IDEA, None), ("GET", "/ready", None),
    ("POST", IDEAS, {"title": "x"}), ("PUT", "/ideas/«idea»/vote", None), ("GET", "/ideas/«idea»/vote", None),
):  # fmt: skip
    queries.add(method, path + "?fields=id", 422, "invalid", "this address takes no parameter", headers=_ANY,
                fields={"/fields": "unknown_parameter"}, **({"json": said} if said else {}))  # fmt: skip
queries.add(
    "GET", f"{IDEAS}?%6Cimit=1", 200, None, "percents are letters", check=lambda answer: len(answer.json["data"]) == 1
)
queries.add(
    "GET", f"{IDEAS}?&&limit=1&", 200, None, "empty ones are none", check=lambda answer: len(answer.json["data"]) == 1
)
queries.add(
    "GET", f"{IDEAS}?task=«far_task»", 200, None, "a task that is not seen has no approaches", says={"data": []}
)
queries.add("GET", f"{IDEAS}?value=«far_value»", 200, None, "nor is a value served", says={"data": []})

cursors = Theme("cursors")
for cursor, why in (
    ("«far_cursor»", "another board's"), ("«cursor_new»", "another order's"), ("«cursor_tasks»", "another list's"),
    ("«cursor_cut»", "cut off"), ("«cursor_flip»", "a letter changed"), ("«cursor_back»", "backwards"), ("«cursor»A", "a letter more"),
    ("«cursor»%3D", "filled up"), ("«cursor»%20", "a space behind"), ("«cursor»%0A", "a line break behind"), ("%20«cursor»", "a space"),
    ("«cursor»«cursor»", "it twice"), ("«cursor_up»", "capitals"), ("x", "a letter"), ("null", "null"), ("0", "zero"), ("20", "a number"),
    ("-1", "a negative one"), ("A" * 32, "nothing sealed"), ("A" * 1000, "much of nothing"), ("%C3%A9", "another letter"),
    ("eyJpZCI6MX0", "JSON in base64"), ("' OR 1=1 --", "SQL"), ("«idea»", "an id"), ("%2B%2F" * 16, "another base64"), ("____", "lines"),
    ("«cursor_root»", "somebody else's list"), ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "zeros"),
):  # fmt: skip
    cursors.add(
        "GET",
        f"{IDEAS}?cursor={cursor}",
        422,
        "cursor_invalid",
        f"{why} is no cursor here",
        fields={"/cursor": "cursor_invalid"},
    )
cursors.add("GET", f"{IDEAS}?cursor=", 422, "invalid", "an empty cursor", fields={"/cursor": "blank"})
cursors.add("GET", f"{IDEAS}?cursor={'A' * 1001}", 422, "invalid", "a long one", fields={"/cursor": "too_long"})
cursors.add(
    "GET", f"{IDEAS}?cursor=«cursor»&cursor=«cursor»", 422, "invalid", "it twice", fields={"/cursor": "repeated"}
)
cursors.add(
    "GET",
    f"{IDEAS}?cursor=«cursor»&status=open",
    422,
    "cursor_invalid",
    "other filters",
    fields={"/cursor": "cursor_invalid"},
)
cursors.add(
    "GET",
    "/boards/lobby/ideas?cursor=«cursor»",
    422,
    "cursor_invalid",
    "another board",
    fields={"/cursor": "cursor_invalid"},
)
cursors.add(
    "GET", "/me/tokens?cursor=«cursor»", 422, "cursor_invalid", "another list", fields={"/cursor": "cursor_invalid"}
)
cursors.add("GET", "/boards/far/ideas?cursor=«far_cursor»", 404, "not_found", "a cursor opens no board")
cursors.add("GET", "/me?cursor=«cursor»", 422, "invalid", "no list", fields={"/cursor": "unknown_parameter"})
cursors.add("GET", f"{IDEAS}?cursor=«cursor»&limit=2&count=true", 200, None, "another size is fine")

THEMES = [paths, foreign, queries, cursors]
