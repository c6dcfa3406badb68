"""Again and at once: keys of repeats, the same thing twice, one move too many."""

from tests.unbreakable.hostile.case import Theme

IDEAS = "/boards/team/ideas"
_ANY = (("If-Match", "*"),)


def _key(key: str) -> tuple[tuple[str, str], ...]:
    return (("Idempotency-Key", key),)


keys = Theme("keys of repeats")
keys.add("POST", IDEAS, 201, None, "the first", json={"title": "Once"}, headers=_key("k"), says={"number": 16})
keys.add("POST", IDEAS, 201, None, "the repeat", json={"title": "Once"}, headers=_key("k"), says={"number": 16})
for body, why in (
    ({"title": "Other"}, "another title"),
    ({"title": "Once", "body": ""}, "a field more"),
    ({"title": "once"}, "a small letter"),
):
    keys.add("POST", IDEAS, 422, "idempotency_key_reused", why, json=body, headers=_key("k"))
keys.add("POST", IDEAS, 422, "idempotency_key_reused", "a space more", raw=b'{"title":  "Once"}', headers=_key("k"))
keys.add(
    "POST",
    IDEAS,
    422,
    "invalid",
    "what is wrong is said first",
    json={"title": ""},
    headers=_key("k"),
    fields={"/title": "blank"},
)
keys.add("POST", IDEAS, 400, "bad_json", "what cannot be read too", raw=b"{", headers=_key("k"))
keys.add(
    "POST",
    IDEAS,
    415,
    "unsupported_media_type",
    "and what is of another type",
    raw=b"{}",
    type="text/plain",
    headers=_key("k"),
)
keys.add(
    "POST", IDEAS, 401, "unauthenticated", "a key is nobody's", who="nobody", json={"title": "Once"}, headers=_key("k")
)
keys.add(
    "POST",
    IDEAS,
    404,
    "not_found",
    "a key shows nothing to who sees nothing",
    who="cy",
    json={"title": "Once"},
    headers=_key("k"),
)
keys.add(
    "POST",
    IDEAS,
    201,
    None,
    "somebody else's key is another",
    who="ada",
    json={"title": "Once"},
    headers=_key("k"),
    says={"number": 17},
)
keys.add("POST", "/boards/team/tasks", 201, None, "elsewhere it is another", json={"title": "Once"}, headers=_key("k"))
keys.add(
    "POST", IDEAS, 201, None, "capitals are others", json={"title": "Once"}, headers=_key("K"), says={"number": 18}
)
for key, why in (("", "an empty one"), ("x" * 256, "256 letters"), ("x" * 100_000, "100,000 letters")):
    keys.add("POST", IDEAS, 400, "bad_request", f"{why} is none", json={"title": "x"}, headers=_key(key))
for number, key in enumerate(
    ("é", "'; DROP TABLE stored_answers; --", "../../x", "<script>", "\x01", " ", "k, k", "null", "😀", "x" * 255)
):
    for turn in ("first", "second"):
        keys.add("POST", IDEAS, 201, None, f"{key[:20]!r} is a key, the {turn} time", json={"title": f"{number}"}, headers=_key(key),
                 says={"number": 19 + number})  # fmt: skip
keys.add(
    "POST",
    "/ideas/«idea_open»/decisions",
    409,
    "move_not_allowed",
    "what was refused is not kept",
    who="ada",
    json={"outcome": "start"},
    headers=_key("d"),
)
keys.add(
    "POST",
    "/ideas/«idea_open»/decisions",
    409,
    "move_not_allowed",
    "it is judged anew",
    who="ada",
    json={"outcome": "start"},
    headers=_key("d"),
)
keys.add("POST", "/me/tokens", 201, None, "a secret is shown", json={"name": "x", "scopes": ["read"]}, headers=_key("t"),
         check=lambda answer: answer.json["token"].startswith("ib_"))  # fmt: skip
keys.add("POST", "/me/tokens", 201, None, "once", json={"name": "x", "scopes": ["read"]}, headers=_key("t"), never=("ib_",),
         says={"secret_already_shown": True})  # fmt: skip
keys.add(
    "PATCH",
    "/ideas/«idea»",
    200,
    None,
    "no key is asked of a PATCH",
    json={"title": "P"},
    headers=(*_key("p"), *_ANY),
    says={"version": 2},
)
keys.add(
    "PATCH",
    "/ideas/«idea»",
    412,
    "stale",
    "nor does it answer for one",
    json={"title": "P"},
    headers=(*_key("p"), ("If-Match", '"1.x"')),
)

twice = Theme("twice, and too late")
for votes in (2, 2):
    twice.add(
        "PUT", "/ideas/«idea»/vote", 200, None, "a vote counts once", who="dia", says={"votes": votes, "voted": True}
    )
for votes in (1, 1):
    twice.add(
        "DELETE", "/ideas/«idea»/vote", 200, None, "and is gone once", who="dia", says={"votes": votes, "voted": False}
    )
twice.add("DELETE", "/comments/«comment_deleted»", 409, "comment_deleted", "what is gone is gone", headers=_ANY)
twice.add(
    "PATCH",
    "/comments/«comment_deleted»",
    409,
    "comment_deleted",
    "and says nothing more",
    headers=_ANY,
    json={"body": "x"},
)
twice.add(
    "POST",
    "/ideas/«idea»/comments",
    409,
    "comment_deleted",
    "nor is it answered",
    json={"body": "x", "parent": "«comment_deleted»"},
)
twice.add("DELETE", "/ideas/«idea_withdrawn»", 409, "idea_not_open", "withdrawn already", headers=_ANY)
twice.add(
    "PATCH", "/ideas/«idea_withdrawn»", 409, "idea_frozen", "withdrawn words rest", headers=_ANY, json={"title": "x"}
)
twice.add(
    "PATCH", "/ideas/«idea_declined»", 409, "idea_frozen", "declined words rest", headers=_ANY, json={"title": "x"}
)
for status in ("adopted", "in_progress", "done", "declined", "not_now", "dropped", "withdrawn"):
    twice.add("PUT", f"/ideas/«idea_{status}»/vote", 409, "idea_not_open", f"no vote for what is {status}")
    twice.add("DELETE", f"/ideas/«idea_{status}»/vote", 409, "idea_not_open", f"none taken back from what is {status}")
REASON = {"rationale": "Because.", "revisit_on": None}
for outcome, statuses in (
    ("adopt", "adopted in_progress done declined not_now dropped withdrawn"), ("decline", "adopted declined withdrawn done"),
    ("start", "open in_progress done declined not_now dropped withdrawn"), ("done", "open done declined not_now dropped withdrawn"),
    ("drop", "open done declined not_now dropped withdrawn"), ("reopen", "open adopted in_progress done"),
):  # fmt: skip
    for status in statuses.split():
        # Whether somebody may bring a withdrawn idea back is asked before whether it can be moved so.
        twice.add("POST", f"/ideas/«idea_{status}»/decisions", 409, "move_not_allowed", f"{outcome} leads nowhere from {status}", who="ada",
                  json={"outcome": outcome, **REASON})  # fmt: skip
twice.add("POST", "/ideas/«idea_withdrawn»/decisions", 403, "forbidden", "only its author brings it back", who="ada",
          json={"outcome": "reopen", "rationale": "x"})  # fmt: skip
for body, fields in (
    ({"outcome": "decline"}, {"/rationale": "required"}), ({"outcome": "decline", "rationale": None}, {"/rationale": "required"}),
    ({"outcome": "decline", "rationale": "x", "revisit_on": "2099-01-01"}, {"/revisit_on": "not_for_outcome"}),
    ({"outcome": "not_now", "rationale": "x"}, {"/revisit_on": "required"}),
    ({"outcome": "not_now", "rationale": "x", "revisit_on": "2020-01-01"}, {"/revisit_on": "not_in_future"}),
    ({"outcome": "merge", "rationale": "x"}, None), ({"outcome": "adopted", "rationale": "x"}, {"/outcome": "not_one_of"}),
    ({"outcome": ["adopt"], "rationale": "x"}, {"/outcome": "not_one_of"}), ({"rationale": "x"}, {"/outcome": "required"}),
    ({"outcome": "adopt", "rationale": "x", "follow_ups": [{"promise": "x", "due_on": "2000-01-01"}]}, {"/follow_ups/0/due_on": "in_the_past"}),
):  # fmt: skip
    twice.add(
        "POST", "/ideas/«idea»/decisions", 422, "invalid", "an answer that is none", who="ada", json=body, fields=fields
    )
twice.add("PUT", "/ideas/«idea_adopted»/backlog-place", 422, "invalid", "behind itself", who="ada", json={"after": "«idea_adopted»"},
          fields={"/after": "itself"})  # fmt: skip
twice.add(
    "PUT", "/ideas/«idea»/backlog-place", 409, "not_in_backlog", "it has no place", who="ada", json={"after": None}
)
twice.add("DELETE", "/boards/team/members/«account_ada»", 409, "last_leader", "a board keeps a leader", who="ada")
twice.add(
    "PUT",
    "/boards/team/members/«account_ada»",
    409,
    "last_leader",
    "a board keeps a leader",
    who="ada",
    json={"role": "member"},
)
twice.add("PUT", "/boards/team/members/zzzzzzzz", 404, "not_found", "nobody", who="ada", json={"role": "member"})
twice.add("DELETE", "/boards/team/members/«account_cy»", 404, "not_found", "who is not there cannot go", who="ada")
twice.add("POST", "/boards", 409, "slug_taken", "a slug is somebody's", json={"slug": "team", "name": "x"})
twice.add("POST", "/boards", 409, "slug_taken", "even of a board that is not seen", json={"slug": "far", "name": "x"})
twice.add(
    "POST",
    "/accounts",
    409,
    "email_taken",
    "an address is somebody's",
    who="root",
    json={"name": "x", "email": "BEN@Example.ORG"},
)
twice.add("POST", "/boards/team/values", 409, "value_taken", "a name is taken", who="ada", json={"name": "Sleep"})
twice.add("POST", "/jobs/«job»/retry", 409, "job_not_dead", "nothing to retry", who="ada")
twice.add(
    "POST",
    "/connections/«connection»/choices",
    409,
    "choices_unknown",
    "no such list",
    who="ada",
    json={"name": "nothing"},
)
twice.add("DELETE", "/connections/«connection»", 409, "connection_in_use", "work is owed", who="ada", headers=_ANY)
twice.add("DELETE", "/boards/team/values/«value»", 204, None, "retired", who="ada", headers=_ANY)
twice.add("DELETE", "/boards/team/values/«value»", 409, "value_retired", "once", who="ada", headers=_ANY)
twice.add("POST", IDEAS, 422, "invalid", "and served no more", json={"title": "x", "values": [{"value": "«value»", "how": "x"}]},
          fields={"/values/0/value": "unknown_id"})  # fmt: skip
twice.add("DELETE", "/ideas/«idea»/points/«point»", 204, None, "taken back", headers=_ANY)
twice.add("DELETE", "/ideas/«idea»/points/«point»", 404, "not_found", "once", headers=_ANY)
twice.add("DELETE", "/tasks/«task»", 204, None, "dropped", headers=_ANY)
twice.add("DELETE", "/tasks/«task»", 409, "task_not_open", "once", headers=_ANY)
twice.add("POST", "/tasks/«task»/approaches", 409, "task_not_open", "and answered no more", json={"title": "x"})
twice.add("DELETE", "/me/tokens/«token_reader»", 204, None, "revoked")
twice.add("DELETE", "/me/tokens/«token_reader»", 404, "not_found", "once")
twice.add("GET", "/me", 401, "unauthenticated", "and it opens nothing", who="reader")
twice.add(
    "PATCH", "/accounts/«account_dia»", 200, None, "switched off", who="root", headers=_ANY, json={"disabled": True}
)
twice.add("GET", "/me", 401, "unauthenticated", "at once", who="dia")
twice.add("DELETE", "/boards/team/members/«account_ben»", 204, None, "taken off the board", who="ada")
twice.add("GET", IDEAS, 404, "not_found", "at once")
twice.add(
    "PATCH",
    "/ideas/«idea»",
    404,
    "not_found",
    "an author off the board edits nothing",
    headers=_ANY,
    json={"title": "x"},
)

THEMES = [keys, twice]
