"""Every route of the application, declared: the verb it does, a body that is right, the things it is asked about.

A new route is one line. `«name»` in a body or a query is that id of the thing, or else of its board; the things of
each kind, and their names, are in `furniture.py`.
"""

from dataclasses import dataclass, field
from typing import Any

from tests.client import PREFIX

DAY = "2099-03-01"
MOMENT = f"{DAY}T09:30:00Z"
BECAUSE = {"rationale": "Because."}
REASON = {"reason": "It names a customer."}


@dataclass(frozen=True)
class Route:
    """A route, asked for one verb. What it is about is the last thing in its address, unless `about` says a kind.

    `verb` None is what has no verb, and is for everybody alike. `any_of` are the verbs of an operation that does
    several. `against` says what else stands against it, by the thing's state: a code, or a status without one.
    `asked_by` is who alone asks, of what somebody does to themselves. `outcome` is that of an idea's decision. `states`
    are those of the thing it is asked in; all of them unless said.
    """

    method: str
    rule: str
    verb: str | None
    body: Any = None
    about: str = ""
    query: dict[str, str] = field(default_factory=dict)
    any_of: tuple[str, ...] = ()
    against: dict[str, str | int] = field(default_factory=dict)
    outcome: str = ""
    states: frozenset[str] = frozenset()
    asked_by: str = ""

    def __str__(self) -> str:
        return f"{self.method} {self.rule}"

    @property
    def kind(self) -> str:
        """The kind of thing that it is about."""
        last = self.rule.rpartition("<id(")[2].partition(")")[0] if "<id(" in self.rule else ""
        return self.about or last or ("board" if "<slug:board>" in self.rule else "")


def _at(method: str, rule: str, verb: str, body: Any = None, **kw: Any) -> Route:
    return Route(method, PREFIX + rule, verb, body, **kw)


def _get(rule: str, verb: str, **kw: Any) -> Route:
    return _at("GET", rule, verb, **kw)


BOARD = "/boards/<slug:board>"
IDEA = "/ideas/<id(idea):idea>"
POINT = f"{IDEA}/points/<id(point):point>"
TASK = "/tasks/<id(task):task>"
COMMENT = "/comments/<id(comment):comment>"
DECISION = "/decisions/<id(decision):decision>"
VALUE = f"{BOARD}/values/<id(value):value>"
MEMBER = f"{BOARD}/members/<id(account):account>"
ASSIGNMENT = "/assignments/<id(assignment):assignment>"
CHECK_IN = "/check-ins/<id(check_in):check_in>"
REVIEW = "/reviews/<id(review):review>"
ROUND = "/feedback-rounds/<id(round):round>"
CONNECTION = "/connections/<id(connection):connection>"
ISSUE = "/issues/<id(issue):issue>"
JOB = "/jobs/<id(job):job>"
WEBHOOK = "/webhooks/<id(webhook):webhook>"

_NOT_HIDDEN = {"not hidden": 404}
_SERVED = [{"value": "«value»", "how": "It does."}]
_OFFERED = {"assignee": "«other»", "explanation": "You know it.", "kind": "stretch", "mentor": "«plain»",
            "support_plan": "Together."}  # fmt: skip
_DECIDE = ("idea.decide", "idea.restore")
_WORK = ("assignment.edit", "assignment.mentor", "assignment.answer")
_NOT_OFFERED = dict.fromkeys(("accepted", "declined", "done"), "assignment_not_offered")
_NOT_ADOPTED = ("open", "declined", "not_now", "dropped", "merged", "withdrawn")
_PUT = ("member.put", "member.join")
_REMOVE = ("member.remove", "member.leave")
WORDS = "gravel piano lantern otter"
_NO_LINK = {"secret": "ii_of-nothing"}
_SPENT = {"": "link_spent"}
_NO_PROVIDER = {"": 403}
_ZOE = {"name": "Zoe", "email": "zoe@example.org"}
_BARE = {"idle": "not_supported"}


def _decided(outcome: str, states: str = "", **said: Any) -> Route:
    body = {"outcome": outcome, **BECAUSE, **said}
    if outcome in ("start", "done", "unmerge"):
        body = {"outcome": outcome, **said}
    return _at("POST", f"{IDEA}/decisions", "idea.decide", body, any_of=_DECIDE, outcome=outcome,
               states=frozenset(states.split()))  # fmt: skip


PEOPLE = (
    _get("/ready", "meta.ready"),
    _get("/health", "meta.health"),
    _get("/me", "me.read"),
    _at("PATCH", "/me", "me.edit", {"name": "Somebody"}),
    _get("/me/tokens", "token.list"),
    _at("POST", "/me/tokens", "token.create", {"name": "robot", "scopes": ["write"]}),
    _at("POST", "/me/tokens", "token.create", {"name": "robot", "scopes": ["write"], "board": "glass"}),
    _get("/me/tokens/<id(token):token>", "token.list"),
    _at("DELETE", "/me/tokens/<id(token):token>", "token.revoke"),
    _at("DELETE", "/me", "me.erase"),
    _at("POST", "/me/export", "export.ask"),
    _get("/me/export", "export.read", against={"": "no_export"}),
    _get("/accounts", "account.list"),
    _at("POST", "/accounts", "account.create", {"name": "Zoe", "email": "zoe@example.org"}),
    _get("/accounts/<id(account):account>", "account.read"),
    _at("PATCH", "/accounts/<id(account):account>", "account.edit", {"name": "Zoe"}),
    _at("DELETE", "/accounts/<id(account):account>", "account.erase"),
    _get("/accounts/<id(account):account>/tokens", "account.list_tokens", about="account"),
    _at(
        "POST",
        "/accounts/<id(account):account>/tokens",
        "account.make_token",
        {"name": "x", "scopes": ["read"]},
        about="account",
        against={"": "not_a_machine"},
    ),
    _get("/accounts/<id(account):account>/tokens/<id(token):token>", "account.list_tokens", about="owned"),
    _at("DELETE", "/accounts/<id(account):account>/tokens/<id(token):token>", "account.revoke_token", about="owned"),
    _get("/boards", "board.list"),
    _at("POST", "/boards", "board.create", {"slug": "new", "name": "New"}),
    _get(BOARD, "board.read"),
    _at("PATCH", BOARD, "board.edit", {"purpose": "Better.", "default_connection": "«bare»"}),
    _get(f"{BOARD}/members", "member.list"),
    _at("PUT", MEMBER, "member.put", {"role": "leader"}, about="member", any_of=_PUT),
    _at("PUT", MEMBER, "member.join", {"role": "member"}, about="cy", any_of=_PUT, asked_by="cy"),
    _at("DELETE", MEMBER, "member.remove", about="member", any_of=_REMOVE),
    _at("DELETE", MEMBER, "member.leave", about="fay", any_of=_REMOVE, asked_by="fay"),
    _at("DELETE", MEMBER, "member.leave", about="cy", any_of=_REMOVE, asked_by="cy"),
    _get(f"{BOARD}/invitations", "invitation.read"),
    _at("POST", f"{BOARD}/invitations", "invitation.make", {"role": "leader"}),
    _get(f"{BOARD}/invitations/<id(invitation):invitation>", "invitation.read"),
    _at("DELETE", f"{BOARD}/invitations/<id(invitation):invitation>", "invitation.take_back"),
    _get(f"{BOARD}/audit", "audit.read"),
    _get("/audit", "audit.list"),
    _get("/mails", "mail.list"),
    _at("DELETE", "/mails/<id(mail):mail>", "mail.drop"),
)

# Nobody here holds a good link or knows a password: what they open is looked at elsewhere.
ENTERING = (
    _get("/session", "session.read"),
    _at("POST", "/session", "session.sign_in", {"email": "ben@example.org", "password": "x"}, against={"": 401}),
    _at("DELETE", "/session", "session.sign_out"),
    _at("POST", "/session/link", "session.ask", {"email": "ben@example.org"}),
    _at("POST", "/session/reset", "session.ask", {"email": "ben@example.org"}),
    _at("POST", "/session/by-link", "session.sign_in", _NO_LINK, against=_SPENT),
    _at("POST", "/session/oidc", "session.sign_in", against=_NO_PROVIDER),
    _at("POST", "/session/by-oidc", "session.sign_in", {"code": "c", "state": "s"}, against=_NO_PROVIDER),
    _at("POST", "/session/by-reset", "session.sign_in", {**_NO_LINK, "password": WORDS}, against=_SPENT),
    _at("POST", "/session/first", "session.sign_in", {**_NO_LINK, **_ZOE, "password": WORDS}, against=_SPENT),
    _at("POST", "/session/invitation", "session.ask", {**_NO_LINK, **_ZOE}, against=_SPENT),
    _at("POST", "/session/by-invitation", "session.sign_in", {**_NO_LINK, "name": "Zoe"}, against=_SPENT),
    _at("POST", "/invitations", "invitation.look", _NO_LINK, against=_SPENT),
    _at("POST", "/me/invitations", "invitation.accept", _NO_LINK, against=_SPENT),
    _get("/me/sessions", "session.list"),
    _at("DELETE", "/me/sessions", "session.end"),
    _get("/me/sessions/<id(session):session>", "session.list"),
    _at("DELETE", "/me/sessions/<id(session):session>", "session.end"),
    _get("/me/identities", "identity.list"),
    _get("/me/identities/<id(identity):identity>", "identity.list"),
    _at("POST", "/me/identities/begin", "identity.link", against=_NO_PROVIDER),
    _at("POST", "/me/identities", "identity.link", {"code": "c", "state": "s"}, against=_NO_PROVIDER),
    _at("DELETE", "/me/identities/<id(identity):identity>", "identity.unlink"),
    _at("PUT", "/me/password", "me.password", {"current": None, "password": WORDS}),
)

IDEAS = (
    _get(f"{BOARD}/tasks", "task.list"),
    _at("POST", f"{BOARD}/tasks", "task.post", {"title": "A task"}),
    _get(TASK, "task.read"),
    _at("PATCH", TASK, "task.edit", {"title": "Another"}),
    _at("DELETE", TASK, "task.drop", against={"decided": "task_has_adopted"}),
    _get(f"{TASK}/approaches", "approach.list"),
    _at("POST", f"{TASK}/approaches", "approach.post", {"title": "A way", "values": _SERVED}),
    _get(f"{TASK}/comparison", "approach.list"),
    _get(f"{TASK}/comments", "comment.read"),
    _at("POST", f"{TASK}/comments", "comment.post", {"body": "Hm."}),
    _get(f"{BOARD}/ideas", "idea.list", query={"task": "«task»"}),
    _get(f"{BOARD}/ideas", "idea.list", query={"value": "«value»"}),
    _get(f"{BOARD}/ideas", "idea.list", query={"q": "mark"}),
    _get(f"{BOARD}/ideas/similar", "idea.list", query={"title": "mark"}),
    _at("POST", f"{BOARD}/ideas", "idea.post", {"title": "New", "values": _SERVED, "task": "«task»"}),
    _get(IDEA, "idea.read"),
    _at("PATCH", IDEA, "idea.edit", {"title": "Better", "values": _SERVED}),
    _at("DELETE", IDEA, "idea.withdraw"),
    _get(f"{IDEA}/versions", "version.read"),
    _get(f"{IDEA}/versions/<number:number>", "version.read"),
    _at("DELETE", f"{IDEA}/versions/<number:number>", "version.purge"),
    _get(f"{IDEA}/voters", "voter.list"),
    _get(f"{IDEA}/vote", "vote.read"),
    _at("PUT", f"{IDEA}/vote", "vote.cast"),
    _at("DELETE", f"{IDEA}/vote", "vote.withdraw"),
    _get(f"{IDEA}/points", "point.read"),
    _at("POST", f"{IDEA}/points", "point.post", {"side": "for", "text": "It pays."}),
    _get(POINT, "point.read"),
    _at("PATCH", POINT, "point.edit", {"text": "It pays twice."}),
    _at("DELETE", POINT, "point.delete"),
    _get(f"{IDEA}/comments", "comment.read"),
    _at("POST", f"{IDEA}/comments", "comment.post", {"body": "Hm."}),
    _get(COMMENT, "comment.read"),
    _at("PATCH", COMMENT, "comment.edit", {"body": "Oh."}, against={"deleted": "comment_deleted"}),
    _at("DELETE", COMMENT, "comment.delete", against={"deleted": "comment_deleted"}),
    _get(f"{BOARD}/values", "value.read"),
    _at("POST", f"{BOARD}/values", "value.name", {"name": "Care"}),
    _get(VALUE, "value.read"),
    _get(f"{VALUE}/stories", "value.read"),
    _at("PATCH", VALUE, "value.edit", {"name": "Rest"}),
    _at("PUT", f"{VALUE}/place", "value.edit", {"after": "«value_before»"}),
    _at("DELETE", VALUE, "value.retire", against={"retired": "value_retired"}),
)

MODERATION = (
    _at("PUT", f"{IDEA}/hide", "thing.hide", REASON),
    _at("DELETE", f"{IDEA}/hide", "thing.hide", against=_NOT_HIDDEN),
    _at("PUT", f"{IDEA}/flag", "thing.flag", REASON),
    _at("PUT", f"{COMMENT}/hide", "thing.hide", REASON),
    _at("DELETE", f"{COMMENT}/hide", "thing.hide", against=_NOT_HIDDEN),
    _at("PUT", f"{COMMENT}/flag", "thing.flag", REASON),
    _at("PUT", f"{POINT}/hide", "thing.hide", REASON),
    _at("DELETE", f"{POINT}/hide", "thing.hide", against=_NOT_HIDDEN),
    _at("PUT", f"{POINT}/flag", "thing.flag", REASON),
    _get(f"{BOARD}/hides", "hide.list"),
    _get(f"{BOARD}/flags", "flag.list"),
    _at("DELETE", "/flags/<id(flag):flag>", "flag.dismiss"),
)

DECISIONS = (
    _get(f"{BOARD}/decisions", "decision.read"),
    _get(f"{IDEA}/decisions", "decision.read"),
    _get(f"{TASK}/decisions", "decision.read"),
    _get(DECISION, "decision.read"),
    _decided("decline", values=_SERVED),
    _decided("adopt", "open declined withdrawn", connection="«fake»", assignments=[_OFFERED]),
    _decided("merge", "open done", into="«into»"),
    _decided("done", "adopted done open"),
    # Of one that is withdrawn it is another verb, and nobody's but its author's.
    _decided("reopen", "declined not_now dropped open adopted"),
    _at("POST", f"{IDEA}/decisions", "idea.restore", {"outcome": "reopen", **BECAUSE}, any_of=_DECIDE,
        states=frozenset({"withdrawn"})),
    _at("POST", f"{TASK}/decisions", "task.decide", {
        **BECAUSE, "adopt": ["«one»"], "others": [{"idea": "«other_one»", "outcome": "decline", "word": "Later."}],
        "connection": "«fake»"}),
    _get(f"{BOARD}/desk", "desk.read"),
    _get(f"{BOARD}/follow-ups", "follow_up.read"),
    _get("/follow-ups/<id(follow_up):follow_up>", "follow_up.read"),
    _at("PATCH", "/follow-ups/<id(follow_up):follow_up>", "follow_up.settle", {"state": "kept"}),
    _get(f"{DECISION}/questions", "question.read"),
    _at("POST", f"{DECISION}/questions", "question.ask", {"text": "Why?"}),
    _get("/questions/<id(question):question>", "question.read"),
    _at("PATCH", "/questions/<id(question):question>", "question.answer", {"answer": "Because of the mirror."}),
    _get(f"{BOARD}/unanswered", "unanswered.read"),
    _get(f"{BOARD}/participation", "participation.read"),
    _get(f"{BOARD}/backlog", "backlog.read"),
    _at("PUT", f"{IDEA}/backlog-place", "backlog.order", {"after": "«backlog»"},
        against=dict.fromkeys(("done", *_NOT_ADOPTED), "not_in_backlog")),
    _get(f"{BOARD}/reviews", "review.read"),
    _at("POST", f"{BOARD}/reviews", "review.call", {"idea": "«idea»", "what_happened": "It broke."}, about="idea"),
    _get(REVIEW, "review.read"),
    _at("PATCH", REVIEW, "review.edit", {"lessons": "A cache needs a limit."}),
    _at("POST", f"{REVIEW}/tasks", "review.make_tasks"),
    _get(f"{REVIEW}/calendar.ics", "review.read"),
)  # fmt: skip

GUIDANCE = (
    _get(f"{IDEA}/assignments", "assignment.read"),
    _at("POST", f"{IDEA}/assignments", "assignment.offer", _OFFERED),
    _get(ASSIGNMENT, "assignment.read"),
    _at("PATCH", ASSIGNMENT, "assignment.edit", {"mentor": "«plain»"}, any_of=_WORK, against=_NOT_OFFERED),
    _at("PATCH", ASSIGNMENT, "assignment.edit", {"state": "withdrawn"}, any_of=_WORK, against=_NOT_OFFERED),
    _at("PATCH", ASSIGNMENT, "assignment.mentor", {"mentor_state": "declined"}, any_of=_WORK, against=_NOT_OFFERED),
    _at("PATCH", ASSIGNMENT, "assignment.answer", {"state": "done"}, any_of=_WORK,
        against=dict.fromkeys(("offered", "declined"), "assignment_not_accepted")),
    _get(f"{ASSIGNMENT}/check-ins", "check_in.read"),
    _at("POST", f"{ASSIGNMENT}/check-ins", "check_in.post", {"going": "Well."},
        against=dict.fromkeys(("offered", "declined", "done"), "assignment_not_accepted")),
    _get(CHECK_IN, "check_in.read"),
    _at("PATCH", CHECK_IN, "check_in.guide", {"guidance": "Take the lock file alone."}),
)  # fmt: skip

FEEDBACK = (
    _get(f"{BOARD}/feedback", "feedback.list", query={"box": "shared"}),
    _at("POST", f"{BOARD}/feedback", "feedback.give", {"receiver": "«disabled»", "praise": "You asked."}),
    _at("POST", f"{BOARD}/feedback", "feedback.give", {
        "receiver": "«disabled»", "praise": "You asked.", "about": {"kind": "idea", "id": "«idea»"}}),
    _get("/feedback/<id(feedback):feedback>", "feedback.read"),
    _at("PATCH", "/feedback/<id(feedback):feedback>", "feedback.share", {"shared": True}),
    _get(f"{BOARD}/feedback-asks", "ask.list"),
    _at("POST", f"{BOARD}/feedback-asks", "ask.post", {
        "asked": "«disabled»", "question": "How was it?", "about": {"kind": "decision", "id": "«decision»"}}),
    _at("POST", f"{BOARD}/feedback-asks", "ask.post", {
        "asked": "«disabled»", "question": "How was it?", "about": {"kind": "assignment", "id": "«assignment»"}}),
    _get("/feedback-asks/<id(ask):ask>", "ask.read"),
    _at("PATCH", "/feedback-asks/<id(ask):ask>", "ask.decline", {"state": "declined"}),
    _get(f"{BOARD}/feedback-rounds", "round.read"),
    _get(f"{BOARD}/feedback-rounds/template", "round.read"),
    _at("POST", f"{BOARD}/feedback-rounds", "round.open", {
        "title": "Spring", "questions": [{"text": "Why?", "kind": "text"}], "threshold": 3, "closes_at": MOMENT}),
    _get(ROUND, "round.read"),
    _at("POST", f"{ROUND}/answer", "round.answer", {"answers": [{"question": 1, "text": "Meetings."}]},
        against=dict.fromkeys(("closed", "replied", "too_few"), "round_closed")),
    _get(f"{ROUND}/results", "result.read"),
    _at("POST", f"{ROUND}/reply", "round.reply", {"heard": "Meetings.", "will_change": "Fewer."},
        against={"replied": "round_replied"}),
    _at("POST", f"{ROUND}/ideas", "round.raise", {"title": "Fewer meetings", "question": 1, "suggestion": 1}),
)  # fmt: skip

OUTSIDE = (
    _get("/trackers", "tracker.list"),
    _get("/listeners", "listener.list"),
    _at("POST", "/previews", "preview.read", {"body": "Most of the night is *downloads*."}),
    _at("POST", "/suggestions", "suggestion.ask", {"text": "You always forget the tests.", "kind": "comment"}),
    _get(f"{BOARD}/connections", "connection.read"),
    _at("POST", f"{BOARD}/connections", "connection.create", {
        "tracker": "bare", "name": "Bare", "settings": {"folder": "/g"}}),
    _get(CONNECTION, "connection.read"),
    _at("PATCH", CONNECTION, "connection.edit", {"name": "Another"}),
    _at("DELETE", CONNECTION, "connection.remove", against={"busy": "connection_in_use"}),
    _at("POST", f"{CONNECTION}/checks", "connection.check"),
    _at("POST", f"{CONNECTION}/choices", "connection.check", {"name": "project"}, against={"idle": "choices_unknown"}),
    _at("POST", f"{CONNECTION}/dry-runs", "connection.check", {"idea": "«idea»"}),
    _at("POST", f"{CONNECTION}/imports", "connection.import", against=_BARE),
    _get(f"{CONNECTION}/issues", "connection.read"),
    _at("POST", f"{CONNECTION}/resyncs", "connection.check"),
    _at("POST", f"{CONNECTION}/rotate", "connection.rotate", {}, against={"idle": "no_webhooks"}),
    _get(f"{IDEA}/issues", "issue.read"),
    _at("POST", f"{IDEA}/issues", "issue.send", {"connection": "«bare»"},
        against=dict.fromkeys(_NOT_ADOPTED, "idea_not_adopted")),
    _get(ISSUE, "issue.read"),
    _at("PATCH", ISSUE, "issue.resolve", {"keep": "ours"},
        against={"pending": "no_conflict", "refused": "no_conflict", "unlinked": 404}),
    _at("DELETE", ISSUE, "issue.unlink", against={"unlinked": 404}),
    _at("POST", f"{ISSUE}/retry", "issue.resolve", against={"pending": "issue_not_stuck", "unlinked": 404}),
    _at("POST", f"{ISSUE}/resync", "issue.resolve", against={"pending": "issue_not_made", "unlinked": 404}),
    _get(f"{BOARD}/jobs", "job.read"),
    _get(f"{BOARD}/events", "event.list"),
    _get(JOB, "job.read"),
    _get(f"{JOB}/deliveries", "job.read"),
    _at("POST", f"{JOB}/retry", "job.retry", against={"ready": "job_not_dead"}),
    _get(f"{BOARD}/webhooks", "webhook.read"),
    _at("POST", f"{BOARD}/webhooks", "webhook.create", {"url": "https://tracker.example.org/hook"}),
    _get(WEBHOOK, "webhook.read"),
    _at("PATCH", WEBHOOK, "webhook.edit", {"description": "Our chat"}),
    _at("DELETE", WEBHOOK, "webhook.remove"),
    _get(f"{WEBHOOK}/deliveries", "webhook.read"),
    _at("POST", f"{WEBHOOK}/redeliver", "webhook.redeliver", {"message": "«message»"},
        against={"disabled": "webhook_disabled"}),
    _at("POST", f"{WEBHOOK}/rotate", "webhook.rotate"),
)  # fmt: skip

# What has no verb: for everybody alike, whatever they send. A tracker's call is proven by its secret.
PAGES = (
    Route("GET", "/", None),
    Route("GET", "/boards/<board>", None),
    Route("GET", "/boards/<board>/ideas/<idea>", None),
    Route("GET", "/boards/<path:rest>", None),
    Route("GET", "/me", None),
    Route("GET", "/me/<path:rest>", None),
    Route("GET", "/admin", None),
    Route("GET", "/admin/<path:rest>", None),
    Route("GET", "/tour", None),
    Route("GET", "/client/<digest>/<path:name>", None, against={"": 404}),
    Route("GET", "/sign-in", None),
    Route("GET", "/reset", None),
    Route("GET", "/first", None),
    Route("GET", "/join", None),
    Route("GET", "/signed-in", None),
    Route("GET", "/static/<path:name>", None),
    Route("GET", "/api/docs", None),
    Route("GET", "/api/docs/problems", None),
    Route("GET", "/api/docs/static/<path:name>", None, against={"": 404}),
    Route("GET", "/api/docs/vendor/<path:name>", None, against={"": 404}),
    Route("GET", f"{PREFIX}/openapi.json", None),
    Route("POST", "/inbound/<connection>", None, {}, about="connection", against={"busy": 401, "idle": 404}),
)

ROUTES: tuple[Route, ...] = (
    *PEOPLE, *ENTERING, *IDEAS, *MODERATION, *DECISIONS, *GUIDANCE, *FEEDBACK, *OUTSIDE, *PAGES,
)  # fmt: skip
