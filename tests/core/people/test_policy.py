"""The table of who may do what: complete, consistent, and nowhere kinder than it says."""

from dataclasses import replace
from itertools import product

import pytest

from ideaboard.core.decisions import reviews
from ideaboard.core.decisions.moves import MOVES
from ideaboard.core.ideas.ideas import STATUSES
from ideaboard.core.people import policy
from ideaboard.core.people.boards import Place
from ideaboard.core.people.tokens import SCOPES, Caller
from ideaboard.errors import CODES, Conflict, Forbidden, NotFound, Unauthenticated

ROLES = {"nobody", "account", "outsider", "member", "leader", "author", "admin"}
AT_A_PLACE = {"outsider", "member", "leader", "author"}
OPEN = {"meta.ready", "session.read", "session.sign_in", "session.ask", "invitation.look"}
ON_BOARD = sorted(verb for verb, rule in policy.TABLE.items() if rule.roles & AT_A_PLACE)
ELSEWHERE = sorted(set(policy.TABLE) - set(ON_BOARD))


def _caller(*scopes: str, admin: bool = False, board: int | None = None) -> Caller:
    return Caller(1, "Ben", admin, frozenset(scopes or SCOPES), board, 1, None, None)


def _place(role: str | None, visibility: str = "private", archived: bool = False, author: int | None = None) -> Place:
    return Place(7, "team", visibility, archived, role, "always", author)


def test_what_the_two_short_forms_of_a_row_mean() -> None:
    """The table is made of them when it is imported."""
    rule = policy.Rule
    assert policy._reading("member", "leader") == rule("read", frozenset({"member", "leader"}), archived=True)
    assert policy._writing("author") == rule("write", frozenset({"author"}))
    assert policy._writing("leader", scope="lead", states="open adopted", otherwise="frozen", archived=True) == rule(
        "lead", frozenset({"leader"}), frozenset({"open", "adopted"}), "frozen", archived=True
    )


def test_every_rule_is_made_of_known_words() -> None:
    states = {*STATUSES, "decided", *reviews.STATES}
    for verb, rule in policy.TABLE.items():
        assert rule.roles, verb
        assert rule.roles <= ROLES, verb
        assert rule.scope in SCOPES, verb
        assert (rule.states is None) == (rule.otherwise == ""), verb
        assert rule.states is None or rule.states <= states, verb
        assert rule.otherwise in {"", *CODES}, verb


def test_what_only_reads_needs_only_read_and_works_on_an_archived_board() -> None:
    for verb, rule in policy.TABLE.items():
        reads = verb.split(".")[1] in ("read", "list", "health", "ready")
        assert reads == (rule.scope == "read" or ("admin" in rule.roles and rule.scope == "admin" and reads)), verb
        if rule.scope == "read":
            assert rule.archived, verb


def test_what_changes_something_is_for_members_at_least() -> None:
    for verb, rule in policy.TABLE.items():
        # But for getting in, and for putting oneself on an open board.
        if rule.scope != "read" and verb not in OPEN | {"member.join"}:
            assert not rule.roles & {"nobody", "outsider"}, verb
    assert {verb for verb, rule in policy.TABLE.items() if "nobody" in rule.roles} == OPEN


def test_deciding_has_a_scope_of_its_own_and_is_for_leaders() -> None:
    decide = {verb for verb, rule in policy.TABLE.items() if rule.scope == "decide"}
    assert decide == {"idea.decide", "task.decide", "backlog.order"}
    assert all(policy.TABLE[verb].roles == {"leader"} for verb in decide)


@pytest.mark.parametrize("verb", ON_BOARD)
def test_who_may_at_a_place_is_who_the_table_says(verb: str) -> None:
    rule = policy.TABLE[verb]
    for role, visibility, mine in product((None, "member", "leader"), ("private", "open"), (False, True)):
        place = _place(role, visibility, author=1 if mine else 2)
        is_ = {role or "outsider"} | ({"author"} if mine and role is not None else set())
        if role is None and visibility == "private":
            with pytest.raises(NotFound):
                policy.allow(_caller(), verb, place)
        elif is_ & rule.roles:
            assert policy.allow(_caller(), verb, place) is place
        else:
            with pytest.raises(Forbidden):
                policy.allow(_caller(), verb, place)


@pytest.mark.parametrize("verb", ON_BOARD)
def test_nothing_changes_on_an_archived_board_but_what_says_so(verb: str) -> None:
    rule = policy.TABLE[verb]
    place = _place("leader", archived=True, author=1)
    if not rule.roles & {"leader", "author"}:
        return
    if rule.archived:
        assert policy.allow(_caller(), verb, place) is place
    else:
        with pytest.raises(Conflict, match="board_archived"):
            policy.allow(_caller(), verb, place)


@pytest.mark.parametrize("verb", sorted(policy.TABLE))
def test_a_token_needs_the_scope_and_somebody_must_ask(verb: str) -> None:
    rule = policy.TABLE[verb]
    if "nobody" in rule.roles:
        policy.admit(None, verb)
        return
    with pytest.raises(Unauthenticated):
        policy.admit(None, verb)
    lacking = [scope for scope in SCOPES if scope != rule.scope]
    with pytest.raises(Forbidden) as refused:
        policy.admit(_caller(*lacking, admin=True), verb)
    assert refused.value.code == "insufficient_scope"
    policy.admit(_caller(rule.scope, admin=True), verb)


def test_only_an_admin_does_what_is_the_installations() -> None:
    for verb, rule in policy.TABLE.items():
        if "admin" in rule.roles:
            with pytest.raises(Forbidden):
                policy.admit(_caller(), verb)


def test_being_an_admin_opens_no_private_board() -> None:
    for verb in ON_BOARD:
        with pytest.raises(NotFound):
            policy.allow(_caller(admin=True), verb, _place(None))


def test_a_token_of_one_board_sees_no_other_and_nothing_of_the_account() -> None:
    limited = _caller(board=8)
    for verb in ON_BOARD:
        with pytest.raises(NotFound):
            policy.allow(limited, verb, _place("leader", author=1))
    for verb in set(ELSEWHERE) - {"me.read", "board.list"} - OPEN:
        with pytest.raises(Forbidden):
            policy.admit(_caller(board=8, admin=True), verb)


def test_what_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        policy.allow(_caller(), "idea.read", None)


@pytest.mark.parametrize("verb", [verb for verb, rule in policy.TABLE.items() if rule.states])
def test_in_any_other_state_the_answer_is_the_rules_own_code(verb: str) -> None:
    rule = policy.TABLE[verb]
    for state in (*STATUSES, "decided"):
        if state in (rule.states or ()):
            policy.require_state(verb, state)
        else:
            with pytest.raises(Conflict) as refused:
                policy.require_state(verb, state)
            assert (refused.value.code, refused.value.facts) == (rule.otherwise, {"state": state})


def test_votes_are_for_open_ideas_and_the_table_knows_every_move() -> None:
    assert policy.TABLE["vote.cast"].states == policy.TABLE["vote.withdraw"].states == {"open"}
    assert set(policy._NOT_FROZEN.split()) == set(STATUSES) - {"declined", "withdrawn", "merged"}
    assert {status for moves in MOVES.values() for status in moves} <= set(STATUSES)


def test_a_token_of_one_board_asks_for_what_is_on_a_board_and_who_it_is() -> None:
    for verb in {*ON_BOARD, "me.read", "board.list"}:
        policy.admit(_caller(board=8), verb)


def _anonymous(role: str | None = "member", key: str | None = "the key's digest") -> Place:
    return replace(_place(role, "open"), author_key=key)


def test_the_key_that_was_shown_makes_an_author_of_who_is_on_the_board() -> None:
    place = _anonymous()
    assert policy.allow(_caller(), "idea.edit", place, "the key's digest") is place
    for role, said in ((None, "the key's digest"), ("leader", None)):
        with pytest.raises(Forbidden) as refused:
            policy.allow(_caller(), "idea.edit", _anonymous(role), said)
        assert refused.value.code == "forbidden"


@pytest.mark.parametrize("place", [_anonymous(), _anonymous(key=None)], ids=["wrong", "no"])
def test_another_key_is_refused_whatever_else_the_caller_may(place: Place) -> None:
    for verb in ("idea.edit", "idea.read"):
        with pytest.raises(Forbidden) as refused:
            policy.allow(_caller(), verb, place, "another key's digest")
        assert refused.value.code == "wrong_author_key"


@pytest.mark.parametrize(
    ("verb", "who"),
    [
        ("idea.edit", "Only its author may do this."),
        ("idea.decide", "Only leaders may do this."),
        ("task.edit", "Only its author and leaders may do this."),
        ("vote.cast", "Only members and leaders may do this."),
        ("assignment.answer", "Only the person it is offered to may do this."),
        ("account.list", "Only an admin may do this."),
    ],
)
def test_a_refusal_says_who_may(verb: str, who: str) -> None:
    with pytest.raises(Forbidden) as refused:
        policy.allow(_caller(), verb, _place(None, "open"))
    assert refused.value.detail == who


def test_a_refusal_says_in_words_in_which_state_it_is() -> None:
    with pytest.raises(Conflict) as refused:
        policy.require_state("vote.cast", "in_progress")
    assert refused.value.detail == "It is in progress."
