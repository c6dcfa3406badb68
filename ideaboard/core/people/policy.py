"""Who may do what: one table of verb × role × state. A route whose verb is not here does not start.

Roles, as seen from the thing that is asked for: `nobody` (not signed in), `account` (signed in; for what belongs
to no board), `outsider` (signed in, not on the board: sees open boards only), `member`, `leader`, `author` (of the
thing, and still on the board), `admin` (of the installation). What a caller may not see is NotFound, never
Forbidden. Being an admin opens no private board.
"""

from dataclasses import dataclass
from hmac import compare_digest
from typing import Final

from ideaboard.core.people.boards import Place
from ideaboard.core.people.tokens import Caller
from ideaboard.errors import Conflict, Forbidden, NotFound, Unauthenticated


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: the scope a token needs, the roles that may, and the states of the thing in which it can be done.

    In any other state the answer is a Conflict with the code `otherwise`. `archived` says that it is allowed on an
    archived board too: reading is, changing is not. `who` says in words who may, where the thing has no author.
    """

    scope: str
    roles: frozenset[str]
    states: frozenset[str] | None = None
    otherwise: str = ""
    archived: bool = False
    who: str = ""


def _reading(*roles: str) -> Rule:
    return Rule("read", frozenset(roles), archived=True)


def _writing(*roles: str, scope: str = "write", states: str = "", otherwise: str = "", archived: bool = False) -> Rule:
    return Rule(scope, frozenset(roles), frozenset(states.split()) or None, otherwise, archived)


_ON_BOARD: Final = ("member", "leader")
_SEEING: Final = ("outsider", "member", "leader")
_NOT_FROZEN: Final = "open adopted not_now in_progress done dropped"

TABLE: Final[dict[str, Rule]] = {
    "meta.ready": _reading("nobody"),
    "meta.health": _reading("admin"),
    # people
    "me.read": _reading("account"),
    "me.edit": _writing("account"),
    "me.password": _writing("account"),
    "session.read": _reading("nobody"),
    "session.sign_in": _writing("nobody"),
    "session.ask": _writing("nobody"),
    "session.sign_out": _writing("account"),
    "session.list": _reading("account"),
    "session.end": _writing("account"),
    "identity.list": _reading("account"),
    "identity.link": _writing("account"),
    "identity.unlink": _writing("account"),
    "me.erase": _writing("account"),
    "export.ask": _writing("account"),
    "export.read": _reading("account"),
    "token.list": _reading("account"),
    "token.create": _writing("account"),
    "token.revoke": _writing("account"),
    "account.list": Rule("admin", frozenset({"admin"})),
    "account.create": Rule("admin", frozenset({"admin"})),
    "account.read": Rule("admin", frozenset({"admin"})),
    "account.edit": Rule("admin", frozenset({"admin"})),
    "account.list_tokens": Rule("admin", frozenset({"admin"})),
    "account.make_token": Rule("admin", frozenset({"admin"})),
    "account.revoke_token": Rule("admin", frozenset({"admin"})),
    "mail.list": Rule("admin", frozenset({"admin"})),
    "mail.drop": Rule("admin", frozenset({"admin"})),
    "audit.list": Rule("admin", frozenset({"admin"})),
    "account.erase": Rule("admin", frozenset({"admin"})),
    "board.list": _reading("account"),
    "board.create": _writing("account"),
    "board.read": _reading(*_SEEING),
    "board.edit": _writing("leader", archived=True),
    "invitation.read": _reading("leader"),
    "invitation.make": _writing("leader"),
    "invitation.take_back": _writing("leader"),
    "invitation.look": _writing("nobody"),
    "invitation.accept": _writing("account"),
    "member.list": _reading(*_ON_BOARD),
    "member.put": _writing("leader"),
    "member.remove": _writing("leader"),
    "member.join": _writing("outsider"),
    "member.leave": _writing(*_ON_BOARD, archived=True),
    "audit.read": _reading("leader"),
    # ideas
    "task.list": _reading(*_SEEING),
    "task.post": _writing(*_ON_BOARD),
    "task.read": _reading(*_SEEING),
    "task.edit": _writing("author", "leader", states="open decided", otherwise="task_not_open"),
    "task.drop": _writing("author", "leader", states="open decided", otherwise="task_not_open"),
    "idea.list": _reading(*_SEEING),
    "voter.list": _reading(*_ON_BOARD),
    "idea.post": _writing(*_ON_BOARD),
    "idea.read": _reading(*_SEEING),
    "idea.edit": _writing("author", states=_NOT_FROZEN, otherwise="idea_frozen"),
    "idea.withdraw": _writing("author", states="open not_now", otherwise="idea_not_open"),
    "idea.restore": _writing("author", states="withdrawn", otherwise="move_not_allowed"),
    "version.read": _reading(*_SEEING),
    "approach.list": _reading(*_SEEING),
    "approach.post": _writing(*_ON_BOARD, states="open", otherwise="task_not_open"),
    "vote.read": _reading(*_SEEING),
    "vote.cast": _writing(*_ON_BOARD, states="open", otherwise="idea_not_open"),
    "vote.withdraw": _writing(*_ON_BOARD, states="open", otherwise="idea_not_open"),
    "point.read": _reading(*_SEEING),
    "point.post": _writing(*_ON_BOARD, states=_NOT_FROZEN, otherwise="idea_frozen"),
    "point.edit": _writing("author", states=_NOT_FROZEN, otherwise="idea_frozen"),
    "point.delete": _writing("author", states=_NOT_FROZEN, otherwise="idea_frozen"),
    "comment.read": _reading(*_SEEING),
    "comment.post": _writing(*_ON_BOARD),
    "comment.edit": _writing("author"),
    "comment.delete": _writing("author"),
    "value.read": _reading(*_SEEING),
    "value.name": _writing("leader"),
    "value.edit": _writing("leader"),
    "value.retire": _writing("leader"),
    "thing.hide": _writing("leader"),
    "thing.flag": _writing(*_ON_BOARD),
    "hide.list": _reading("leader"),
    "flag.list": _reading("leader"),
    "flag.dismiss": _writing("leader"),
    "version.purge": _writing("leader"),
    # decisions
    "decision.read": _reading(*_SEEING),
    "idea.decide": _writing("leader", scope="decide"),
    "task.decide": _writing("leader", scope="decide", states="open", otherwise="task_not_open"),
    "desk.read": _reading(*_ON_BOARD),
    "follow_up.read": _reading(*_SEEING),
    "follow_up.settle": _writing("leader", states="open", otherwise="follow_up_settled"),
    "question.read": _reading(*_SEEING),
    "question.ask": _writing(*_ON_BOARD),
    "question.answer": _writing("leader"),
    "unanswered.read": _reading(*_SEEING),
    "participation.read": _reading(*_ON_BOARD),
    "backlog.read": _reading(*_SEEING),
    "backlog.order": _writing("leader", scope="decide"),
    # support
    "review.read": _reading(*_ON_BOARD),
    "review.call": _writing(*_ON_BOARD, states="done dropped", otherwise="idea_not_over"),
    "review.edit": _writing(*_ON_BOARD, states="called held", otherwise="review_shared"),
    "review.make_tasks": _writing(*_ON_BOARD),
    "event.list": _reading(*_SEEING),
    "suggestion.ask": _writing("account"),
    "preview.read": _reading("account"),
    # guidance
    "assignment.read": _reading(*_SEEING),
    "assignment.offer": _writing("leader", states="adopted in_progress", otherwise="idea_not_adopted"),
    "assignment.edit": _writing("leader"),
    "assignment.mentor": Rule("write", frozenset({"author"}), who="the mentor who is asked"),
    "assignment.answer": Rule("write", frozenset({"author"}), who="the person it is offered to"),
    "check_in.read": _reading(*_ON_BOARD),
    "check_in.post": Rule("write", frozenset({"author"}), who="the person whose work it is"),
    "check_in.guide": Rule("write", frozenset({"author", "leader"}), who="the mentor and leaders"),
    # feedback
    "feedback.list": _reading(*_ON_BOARD),
    "feedback.give": _writing(*_ON_BOARD),
    "feedback.read": _reading(*_ON_BOARD),
    "feedback.share": _writing(*_ON_BOARD),
    "ask.list": _reading(*_ON_BOARD),
    "ask.post": _writing(*_ON_BOARD),
    "ask.read": _reading(*_ON_BOARD),
    "ask.decline": _writing(*_ON_BOARD, states="open", otherwise="ask_settled"),
    "round.read": _reading(*_ON_BOARD),
    "round.open": _writing("leader"),
    "round.answer": _writing(*_ON_BOARD),
    "result.read": _reading(*_ON_BOARD),
    "round.reply": Rule("write", frozenset({"author"}), who="the leader who opened it"),
    "round.raise": _writing(*_ON_BOARD),
    # tracking and the outbox
    "tracker.list": _reading("account"),
    "connection.read": _reading("leader"),
    "connection.create": _writing("leader"),
    "connection.edit": _writing("leader"),
    "connection.remove": _writing("leader"),
    "connection.check": _writing("leader"),
    "connection.rotate": _writing("leader"),
    "connection.import": _writing("leader"),
    "issue.read": _reading(*_SEEING),
    "issue.send": _writing("leader"),
    "issue.resolve": _writing("leader"),
    "issue.unlink": _writing("leader"),
    "listener.list": _reading("account"),
    "job.read": _reading("leader", "author"),
    "job.retry": _writing("leader"),
    "webhook.read": _reading("leader"),
    "webhook.create": _writing("leader"),
    "webhook.edit": _writing("leader"),
    "webhook.remove": _writing("leader"),
    "webhook.rotate": _writing("leader"),
    "webhook.redeliver": _writing("leader"),
}


def admit(caller: Caller | None, verb: str) -> None:
    """May this caller ask for `verb` at all? Judged before anything is looked up: who, with which scope."""
    rule = TABLE[verb]
    if "nobody" in rule.roles:
        return
    if caller is None:
        raise Unauthenticated(detail="Sign in, or send a token: `Authorization: Bearer ib_…`.")
    if rule.scope not in caller.scopes:
        raise Forbidden("insufficient_scope", f"This needs a token with the scope `{rule.scope}`.", scope=rule.scope)
    if "admin" in rule.roles and not caller.admin:
        raise Forbidden(detail="Only an admin of this installation may do this.")
    if caller.board_id is not None and verb not in ("me.read", "board.list") and {"account", "admin"} & rule.roles:
        raise Forbidden(detail="The token is limited to one board.")


def allow(caller: Caller, verb: str, place: Place | None, author_key: str | None = None) -> Place:
    """May this caller do `verb` at `place`? Returns the place. Raises NotFound for what they may not see.

    `author_key` is the digest of the key with which they say that they are the author of an anonymous thing.
    """
    rule = TABLE[verb]
    if place is None or (caller.board_id is not None and caller.board_id != place.board_id):
        raise NotFound
    if place.role is None and place.visibility != "open":
        raise NotFound
    roles = {place.role or "outsider"}
    if author_key is not None and (place.author_key is None or not compare_digest(place.author_key, author_key)):
        raise Forbidden("wrong_author_key", "This is not the key that was shown when it was posted.")
    if place.role is not None and (place.author_id == caller.account_id or author_key is not None):
        roles.add("author")
    if not roles & rule.roles:
        raise Forbidden(detail=_who(rule))
    if place.archived and not rule.archived:
        raise Conflict("board_archived", "Nothing changes on an archived board.")
    return place


def require_state(verb: str, state: str) -> None:
    """Can `verb` be done to a thing in this `state`? Raises Conflict with the rule's code."""
    rule = TABLE[verb]
    if rule.states is not None and state not in rule.states:
        raise Conflict(rule.otherwise, f"It is {state.replace('_', ' ')}.", state=state)


def _who(rule: Rule) -> str:
    if rule.who:
        return f"Only {rule.who} may do this."
    names = {"member": "members", "leader": "leaders", "author": "its author"}
    may = [names[role] for role in ("member", "author", "leader") if role in rule.roles]
    return f"Only {' and '.join(may)} may do this." if may else "Only an admin may do this."
