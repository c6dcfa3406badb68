"""What Schemathesis takes for a mistake and is none: here and nowhere else, each with its reason.

Schemathesis knows what JSON Schema can say. A request that fits the document and is refused all the same fails
`positive_data_acceptance`, unless it is refused with one of these codes; where a code is named with operations, it is
allowed for those alone. Nothing is switched off: a refusal with any other code, and any status that the operation
does not document, is a failure.
"""

from typing import Any, Final

# The code of a 422's field → why JSON Schema cannot say it.
FIELDS: Final = {
    "unknown_id": "an id is a text; whether anything has it is in the database",
    "blank": "minLength counts spaces too",
    "one_line": "titles are trimmed before they are looked at",
    "too_long": "markdown is measured in bytes, JSON Schema counts characters",
    "wrong_shape": "an e-mail's format is judged more loosely by JSON Schema",
    "unknown_time_zone": "the list of time zones is the machine's",
    "reserved": "the name of those who left is said in words alone",
    "email_by_kind": "which fields go together depends on `kind`",
    "required": "a reason, a date or a word is required by some outcomes and by a tracker's own settings",
    "unknown_field": "a tracker's settings are an open object in the document, closed by its plugin",
    "type": "a tracker's settings again; a moment that no calendar has; and 3.0, which is an integer to JSON Schema",
    "tracker_unknown": "which trackers are installed is not in the document",
    "not_for_outcome": "which fields go together depends on `outcome`",
    "not_one_of": "what the statuses of a tracker mean is an open object: they are the tracker's",
    "not_a_listener": "what a connection is connected to is in the database",
    "task_has_issue": "where a task was imported from is in the database",
    "not_callable": "whether anything can be called at an address cannot be said of a text",
    "one_only": "which fields go together cannot be said",
    "weak_password": "how easily a password is guessed cannot be said of a text",
    "board_needed": "which fields go together cannot be said",
    "too_far": "the document has no clock",
    "not_in_future": "the document has no clock",
    "in_the_past": "the document has no clock",
    "outlives_own": "it depends on the token that asks",
    "not_an_open_approach": "it depends on the approach's state",
    "approach_without_word": "it depends on how many approaches there are",
    "wrong": "whom feedback is for, whether it was shared, and of what kind a question is, is in the database",
    "repeated": "an approach that is adopted and declined at once",
    "itself": "two places of a request compared",
    "not_in_backlog": "it depends on the idea's state",
    "not_on_board": "who is on the board is in the database",
    "own_mentor": "two accounts of a request compared",
    "cursor_invalid": "a cursor is a text; whether it was sealed here cannot be said",
    "sort_hidden": "it depends on the board's voting rules",
    "one_filter": "which parameters go together cannot be said of query strings",
    "not_with_sort": "which parameters go together cannot be said of query strings",
    "not_with_filter": "which parameters go together cannot be said of query strings",
}

# Where a field's code is no reason everywhere: the operations that may say it, by what their id ends with.
ONLY: Final = {
    "required": (
        "decide",
        "decide_task",
        "create",
        "edit",
        "offer",
        "feedback_give",
        "rounds_answer",
        "settle",
        "redeliver",
    ),
    "wrong": ("feedback_give", "feedback_share", "rounds_answer"),
    "unknown_field": ("connections_create", "connections_edit"),
    "type": (
        "connections_create",
        "connections_edit",
        "me_make_token",
        "machines_make",
        "invitations_make",
        "rounds_open_one",
        "rounds_answer",
        "rounds_raise_idea",
        "reviews_post",
        "reviews_edit",
    ),
    "wrong_shape": (
        "accounts_create",
        "invitations_make",
        "invitations_ask",
        "sessions_sign_in",
        "sessions_ask_link",
        "sessions_ask_reset",
        "sessions_sign_in_first",
    ),
    "not_one_of": ("connections_edit",),
    "not_callable": ("webhooks_create", "webhooks_edit"),
    "one_only": ("redeliver",),
    "not_a_listener": ("connections_edit",),
}

# What the checks expect besides what they expect already.
CHECKS: Final = {
    # An edit that does not say of which version is a 428 (RFC 6585), which the check does not know.
    "missing_required_header": {"expected-statuses": ["400", "401", "403", "404", "406", "415", "422", "428"]},
    # A request that breaks the document in two ways is refused for the one that is judged first: the version.
    "negative_data_rejection": {
        "expected-statuses": ["400", "401", "403", "404", "405", "406", "409", "412", "413", "415", "422", "428"]
    },
}

# Where requests are aimed instead of at the board that was made before them.
AIMED_AT: Final = ("team", "lobby", "far")

# The code of a refusal → its status, and why a request that fits the document can get it.
PROBLEMS: Final = {
    "stale": (412, "the ETag is of another version than the one in the database"),
    "precondition_required": (428, "an If-Match of only spaces names no version"),
    "bad_request": (400, "If-Match is a text in the document, and not every text is an ETag; nor a key or a query"),
    "idempotency_key_reused": (422, "the key came with another request before"),
    "cursor_invalid": (422, "a cursor is a text; whether it was sealed here cannot be said"),
    "not_acceptable": (406, "a made-up Accept takes no JSON"),
    "bad_json": (400, "JSON Schema's texts may hold NUL; ours may not, for two readers read them differently"),
}


def excused(failure: Any, case: Any, response: Any) -> bool:
    """Whether this failure is one of those named above."""
    if type(failure).__name__ == "EnsureResourceAvailability":
        # A board was made, and this request was aimed at another one.
        return (case.path_parameters or {}).get("board") in AIMED_AT
    if type(failure).__name__ != "RejectedPositiveData":
        return False
    said = response.json()
    code = said.get("code")
    if code == "invalid":
        operation = case.operation.definition.raw["operationId"]
        return all(
            error["code"] in FIELDS and operation.endswith(ONLY.get(error["code"], ("",))) for error in said["errors"]
        )
    return code in PROBLEMS and PROBLEMS[code][0] == response.status_code
