"""The error family: a stable code and a sentence. How an error travels over HTTP is `api/dialect`'s matter.

Every code that a client can meet is in `CODES`; a test holds this list, the docs and the raising places equal.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

CODES: Final = {
    # asking
    "bad_json": "The body is not JSON that can be read safely",
    "bad_request": "The request cannot be understood",
    "unauthenticated": "Who is asking is not known",
    "insufficient_scope": "The token may not do this",
    "forbidden": "You may not do this here",
    "not_found": "There is nothing here that you can see",
    "method_not_allowed": "This method is not for this address",
    "not_acceptable": "The answer is of a kind that the request does not accept",
    "unsupported_media_type": "The body's content type is not one this address takes",
    "too_large": "The body is too large",
    "invalid": "Some fields are not right",
    "cursor_invalid": "The cursor does not belong to this question",
    "precondition_required": "Say with If-Match which version you changed",
    "stale": "Somebody changed this since you read it",
    "idempotency_key_reused": "This Idempotency-Key came with another request before",
    "still_running": "The first request with this Idempotency-Key is still running",
    "too_many_requests": "Too many requests; Retry-After says when to go on",
    "busy": "The database is busy",
    "internal": "Something went wrong on our side",
    # people
    "slug_taken": "This slug is taken",
    "email_taken": "An account with this e-mail exists",
    "last_leader": "A board keeps at least one leader",
    "last_admin": "An installation keeps at least one admin",
    "board_archived": "The board is archived",
    "rule_latched": "Somebody relies on this rule: it can be tightened, never relaxed",
    "voters_not_named": "Whose the votes are is not shown",
    "too_many_tokens": "There are too many tokens",
    "not_on_behalf": "The token does not act for this person",
    "not_a_machine": "The account is a person's",
    "sign_in_failed": "The e-mail or the password is not right",
    "link_spent": "The link opens nothing, or nothing any more",
    "cross_site": "Another site's page asked for this",
    "sign_in_again": "You signed in too long ago for this",
    "session_needed": "This is done with a session, not with a token",
    "local_sign_in_off": "Signing in by password or mail is switched off here",
    "oidc_off": "Signing in by OpenID Connect is not set up here",
    "oidc_failed": "What the provider sent does not prove who you are",
    "oidc_not_allowed": "Signing in at the provider does not let you in here",
    "oidc_unavailable": "The provider cannot be asked just now",
    "no_password": "The account has no password",
    "identity_taken": "The identity is linked already",
    "too_many_identities": "There are too many identities",
    "last_way_in": "Without it nobody could sign in to the account",
    "too_many_invitations": "There are too many invitations",
    "sign_in_first": "Somebody who has an account signs in with it first",
    "name_needed": "Somebody new has to say how they are called",
    "no_export": "There is no export",
    # ideas
    "idea_not_open": "The idea is not open",
    "idea_frozen": "The idea can no longer be edited",
    "idea_withdrawn": "The idea is withdrawn",
    "merged": "The idea was merged into another one",
    "has_merged": "Other ideas were merged into this one",
    "merge_target": "The other idea cannot take this one",
    "wrong_author_key": "The Author-Key is not that of this thing's author",
    "author_key_not_taken": "An Author-Key is of no use here",
    "task_not_open": "The task is not open",
    "task_has_adopted": "The task has adopted approaches",
    "comment_deleted": "The comment is deleted",
    "too_deep": "The thread is too deep",
    "value_taken": "A value of this name exists",
    "value_retired": "The value is retired",
    # decisions
    "move_not_allowed": "The idea cannot move this way from where it is",
    "decide_on_task": "Decide on the task, so that each approach gets its word",
    "not_in_backlog": "The idea is not in the backlog",
    "follow_up_settled": "The promise is settled, and stays as it is",
    # support
    "idea_not_over": "The idea is neither done nor dropped",
    "review_open": "A review of this idea is under way",
    "review_shared": "The review is shared, and stays as it is",
    "review_step": "A review is called, then held, then shared; and it never goes back",
    "action_is_task": "The action is a task",
    "no_meeting": "No meeting was ever set",
    # guidance
    "already_offered": "The person has an offer or an assignment of this idea already",
    "assignment_not_offered": "The assignment is not an offer that waits",
    "assignment_not_accepted": "The assignment is not accepted, or not any more",
    "guidance_given": "Somebody else has given guidance already",
    # feedback
    "ask_settled": "It was answered or declined already",
    "too_few_members": "Too few people are on the board for a round",
    "already_answered": "You answered this round already",
    "round_closed": "The round is closed",
    "round_open": "The round is open",
    "round_too_few": "Too few answered the round",
    "round_replied": "The round has its reply",
    # tracking and the outbox
    "tracker_unknown": "No such tracker is installed",
    "connection_in_use": "The connection is still needed",
    "idea_not_adopted": "The idea is not adopted",
    "already_there": "The idea is at this tracker already",
    "issue_not_stuck": "The tracker has refused nothing",
    "issue_not_made": "The issue is not at the tracker yet",
    "no_conflict": "There is no conflict",
    "not_supported": "The tracker cannot do this",
    "no_webhooks": "The tracker does not call us",
    "job_not_dead": "The job is not waiting for a person",
    "choices_unknown": "The tracker has no such list to choose from",
    "too_many_webhooks": "There are too many webhooks",
    "webhook_disabled": "The webhook is disabled",
}  # fmt: skip

# What can be wrong with one field (or one query parameter), in the `errors` of a problem.
FIELD_CODES: Final = {
    # its shape
    "required": "The field is missing",
    "null": "The field cannot be null",
    "type": "The value is of another type; `detail` says which is wanted",
    "wrong": "The value is not right; `detail` says why",
    "wrong_shape": "The text does not have the shape that is wanted",
    "unknown_field": "There is no such field",
    "unknown_parameter": "There is no such query parameter",
    "repeated": "It is given more than once",
    "blank": "The text is blank",
    "one_line": "The text is of several lines, or holds control characters",
    "too_short": "The text is shorter than `min` characters",
    "too_long": "The text is longer than `max`",
    "too_few": "There are fewer than `min`",
    "too_many": "There are more than `max`",
    "out_of_range": "The number is not between `min` and `max`",
    "not_one_of": "The word is none of `allowed`",
    "unknown_time_zone": "No time zone has this name",
    # what it means
    "unknown_id": "Nothing that you can see here has this id",
    "cursor_invalid": "The cursor does not belong to this question",
    "sort_hidden": "The sort would tell of votes that this board does not show",
    "not_with_sort": "This filter does not go with this sort",
    "not_with_filter": "This sort does not go with this filter",
    "one_filter": "Only one of these filters can be asked for at a time",
    "reserved": "Nobody can be called so",
    "email_by_kind": "A person has an e-mail, a service account has none",
    "weak_password": "The password is easily guessed",
    "wrong_password": "This is not the present password",
    "board_needed": "A token that acts for others is limited to a board",
    "not_in_future": "The moment or the day does not lie in the future",
    "too_far": "The moment lies too far in the future",
    "in_the_past": "The day lies in the past",
    "outlives_own": "A token cannot live longer than the one it is made with",
    "not_for_outcome": "This field does not belong to this outcome",
    "not_an_open_approach": "The idea is not an open approach of this task",
    "approach_without_word": "An open approach is left without a word",
    "itself": "Nothing comes after itself or goes into itself, and feedback is for somebody else",
    "not_in_backlog": "The idea is not in this backlog",
    "names_somebody": "The text names somebody, and a mistake is the team's",
    "not_on_board": "The account is not on the board",
    "own_mentor": "Nobody is their own mentor",
    "tracker_unknown": "No such tracker is installed",
    "not_callable": "Nothing can be called at this address",
    "task_has_issue": "The task has an issue already, at another tracker",
    "not_a_listener": "Only a listener is told events",
    "one_only": "Only one of these fields can be said at a time",
}


@dataclass
class FieldError:
    """What is wrong with one field: where (a JSON pointer), a stable code with parameters, and a sentence."""

    pointer: str
    code: str
    detail: str
    params: dict[str, Any] = field(default_factory=dict)


class Problem(Exception):
    """The head of the family. `code` is stable; `detail` says what to do; `facts` ride along in the answer."""

    code = "internal"

    def __init__(self, code: str | None = None, detail: str | None = None, **facts: Any) -> None:
        self.code = code or self.code
        self.title = CODES[self.code]
        self.detail = detail
        self.facts = facts
        super().__init__(f"{self.code}: {detail or self.title}")


class BadRequest(Problem):
    """The request cannot be read at all."""

    code = "bad_request"


class Unauthenticated(Problem):
    """Nobody we know is asking."""

    code = "unauthenticated"


class Forbidden(Problem):
    """We know who is asking, and they may not."""

    code = "forbidden"


class NotFound(Problem):
    """Not there, or not for the caller's eyes: the two are never told apart."""

    code = "not_found"


class Conflict(Problem):
    """The request is fine and the state of things is against it."""

    code = "invalid"


class Stale(Problem):
    """The caller changed a version that is no longer the newest."""

    code = "stale"


class PreconditionRequired(Problem):
    """The caller must say which version they changed."""

    code = "precondition_required"


class Busy(Problem):
    """Try again shortly: nothing was done."""

    code = "busy"


class Invalid(Problem):
    """Fields are not right; `errors` says each."""

    code = "invalid"

    def __init__(self, errors: Sequence[FieldError], code: str | None = None, detail: str | None = None) -> None:
        super().__init__(code, detail)
        self.errors = list(errors)


def invalid_field(pointer: str, code: str, detail: str, **params: Any) -> Invalid:
    """An `Invalid` about one field."""
    return Invalid([FieldError(pointer, code, detail, params)])
