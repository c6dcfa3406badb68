"""The parts of an export: everything that is kept about somebody, and of others no more than their names.

What an anonymous author wrote is nobody's, and what was answered in a round neither: they are in no part.
"""

from typing import Any, Final

from sqlalchemy import and_, bindparam, or_, select
from sqlalchemy.orm import aliased

from ideaboard.core.decisions.assignments import Assignment
from ideaboard.core.decisions.check_ins import CheckIn
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.decisions.follow_ups import FollowUp
from ideaboard.core.decisions.questions import Question
from ideaboard.core.decisions.reviews import Review
from ideaboard.core.decisions.suggestions import Suggestion
from ideaboard.core.feedback.asks import Ask
from ideaboard.core.feedback.feedback import Feedback
from ideaboard.core.feedback.rounds import Round
from ideaboard.core.ideas.comments import Comment
from ideaboard.core.ideas.ideas import Idea, IdeaVersion
from ideaboard.core.ideas.moderation import Flag, Hide
from ideaboard.core.ideas.points import Point
from ideaboard.core.ideas.tasks import Task, TaskText
from ideaboard.core.ideas.votes import Vote
from ideaboard.core.outbox.audit import AuditEntry
from ideaboard.core.outbox.events import Event
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import Webhook
from ideaboard.core.people.accounts import Account
from ideaboard.core.people.boards import Board, Membership
from ideaboard.core.people.identities import Identity
from ideaboard.core.people.invitations import Invitation
from ideaboard.core.people.sessions import SignIn
from ideaboard.core.people.tokens import Token
from ideaboard.core.privacy.gathering import Part
from ideaboard.core.tracking.connections import Connection
from ideaboard.db import AnySelect

_ME: Final[Any] = bindparam("me")


def _who(name: str) -> Any:
    """Somebody else in a part, by `<name>_id` and `<name>_name`."""
    return aliased(Account, name=name)


def _name(who: Any, name: str) -> tuple[Any, Any]:
    return who.id.label(f"{name}_id"), who.name.label(f"{name}_name")


def _of(table: Any, *columns: Any, joined: bool = True) -> AnySelect:
    """The `columns` of `table`, which are named as they are read, with the slug of its board."""
    board = (Board.slug.label("board"),) if joined else ()
    found = select(*columns, *board).select_from(table)
    return found.join(Board, Board.id == table.board_id) if joined else found


_giver, _receiver, _asker, _asked = (_who(name) for name in ("giver", "receiver", "asker", "asked"))
_assignee, _mentor, _offered_by, _guide = (_who(name) for name in ("assignee", "mentor", "offered_by", "guided_by"))
_answerer: Final = _who("answered_by")

_FEEDBACK: Final = (
    Feedback.id, Feedback.about_kind, Feedback.about_id, Feedback.praise, Feedback.advice, Feedback.circumstances,
    Feedback.lesson, Feedback.created_at, Feedback.shared_at,
)  # fmt: skip
_ASK: Final = (Ask.id, Ask.about_kind, Ask.about_id, Ask.question, Ask.state, Ask.created_at)
_WORK: Final = (
    Assignment.id, Assignment.idea_id.label("idea"), Assignment.kind, Assignment.state, Assignment.mentor_state,
    Assignment.offered_at, Assignment.accepted_at, Assignment.assigned_at,
)  # fmt: skip
_OFFER: Final = (*_WORK, Assignment.explanation, Assignment.support_plan)


def _made(type: str, table: Any) -> Any:
    """That I made a row of `table`: its event says so, the row does not."""
    return and_(Event.type == type, Event.subject_id == table.id, Event.actor_id == _ME)


PARTS: Final = (
    Part(
        "account", "Who I am.",
        select(
            Account.id, Account.kind, Account.name, Account.email, Account.admin, Account.created_at,
            Account.disabled_at,
        ).where(Account.id == _ME),
        {"id": "account"}, ("accounts.id",),
    ),
    Part(
        "memberships", "The boards that I am on.",
        _of(Membership, Board.name, Membership.role, Membership.joined_at)
        .where(Membership.account_id == _ME).order_by(Membership.board_id),
        {}, ("memberships.account_id",),
    ),
    Part(
        "tokens", "My tokens, without their secrets.",
        select(
            Token.id, Token.name, Token.scopes, Board.slug.label("board"), Token.created_at, Token.expires_at,
            Token.last_used,
        ).outerjoin(Board, Board.id == Token.board_id).where(Token.account_id == _ME).order_by(Token.id),
        {"id": "token"}, ("tokens.account_id",),
    ),
    Part(
        "sessions", "Where I am signed in.",
        select(
            SignIn.id, SignIn.device, SignIn.way, SignIn.created_at, SignIn.expires_at, SignIn.seen_on,
        ).where(SignIn.account_id == _ME).order_by(SignIn.id),
        {"id": "session"}, ("sessions.account_id",),
    ),
    Part(
        "identities", "Who I am at the provider by whom I sign in.",
        select(Identity.issuer, Identity.subject, Identity.created_at, Identity.used_on, Identity.unlinked_on)
        .where(Identity.account_id == _ME).order_by(Identity.id),
        {}, ("identities.account_id",),
    ),
    Part(
        "invitations", "Whom I invited, without the links.",
        select(
            Invitation.id, Board.slug.label("board"), Invitation.role, Invitation.uses, Invitation.used,
            Invitation.created_at, Invitation.expires_at,
        ).join(Board, Board.id == Invitation.board_id).where(Invitation.by_id == _ME).order_by(Invitation.id),
        {"id": "invitation"}, ("invitations.by_id",),
    ),
    Part(
        "audit", "What I did that is in the audit trail.",
        select(
            AuditEntry.id, AuditEntry.type, AuditEntry.at, AuditEntry.subject_kind, AuditEntry.facts,
        ).where(AuditEntry.actor_id == _ME).order_by(AuditEntry.id),
        {"id": "audit_entry"}, ("audit_entries.actor_id",),
    ),
    Part(
        "ideas", "Ideas and approaches that I posted in my name.",
        _of(
            Idea, Idea.id, Idea.number, Idea.status, Idea.task_id.label("task"), Idea.merged_into, Idea.hidden,
            Idea.revisit_on, Idea.created_at, Idea.updated_at,
        ).where(Idea.author_id == _ME).order_by(Idea.id),
        {"id": "idea", "task": "task", "merged_into": "idea"}, ("ideas.author_id",),
    ),
    Part(
        "idea_versions", "Every version of their texts.",
        select(
            IdeaVersion.idea_id.label("idea"), IdeaVersion.number, IdeaVersion.title, IdeaVersion.body,
            IdeaVersion.effort, IdeaVersion.learning, IdeaVersion.values, IdeaVersion.written_at, IdeaVersion.purged,
        ).join(Idea, Idea.id == IdeaVersion.idea_id).where(Idea.author_id == _ME)
        .order_by(IdeaVersion.idea_id, IdeaVersion.number),
        {"idea": "idea"},
    ),
    Part(
        "tasks", "Tasks that I posted.",
        _of(Task, Task.id, Task.title, TaskText.body, Task.status, Task.issue_url, Task.created_at, Task.updated_at)
        .join(TaskText, TaskText.task_id == Task.id).where(Task.author_id == _ME).order_by(Task.id),
        {"id": "task"}, ("tasks.author_id",),
    ),
    Part(
        "votes", "Ideas that I support, since which day.",
        select(Vote.idea_id.label("idea"), Vote.day).where(Vote.account_id == _ME).order_by(Vote.idea_id),
        {"idea": "idea"}, ("votes.account_id",),
    ),
    Part(
        "comments", "What I said in discussions.",
        _of(
            Comment, Comment.id, Comment.idea_id.label("idea"), Comment.task_id.label("task"),
            Comment.parent_id.label("parent"), Comment.body, Comment.hidden, Comment.created_at, Comment.edited_at,
            Comment.deleted_at,
        ).where(Comment.author_id == _ME).order_by(Comment.id),
        {"id": "comment", "idea": "idea", "task": "task", "parent": "comment"}, ("comments.author_id",),
    ),
    Part(
        "points", "My arguments.",
        _of(Point, Point.id, Point.idea_id.label("idea"), Point.side, Point.text, Point.hidden, Point.created_at,
            Point.edited_at).where(Point.author_id == _ME).order_by(Point.id),
        {"id": "point", "idea": "idea"}, ("points.author_id",),
    ),
    Part(
        "decisions", "My answers to ideas and tasks, with their reasons.",
        _of(
            Decision, Decision.id, Decision.idea_id.label("idea"), Decision.task_id.label("task"), Decision.outcome,
            Decision.rationale, Decision.revisit_on, Decision.into_id.label("into"), Decision.values, Decision.at,
        ).where(Decision.by_id == _ME).order_by(Decision.id),
        {"id": "decision", "idea": "idea", "task": "task", "into": "idea"}, ("decisions.by_id",),
    ),
    Part(
        "follow_ups", "What I promised with them, and promises that I settled.",
        _of(FollowUp, FollowUp.id, FollowUp.decision_id.label("decision"), FollowUp.promise, FollowUp.due_on,
            FollowUp.state, FollowUp.note, FollowUp.settled_at, FollowUp.late)
        .join(Decision, Decision.id == FollowUp.decision_id)
        .where(or_(Decision.by_id == _ME, FollowUp.by_id == _ME)).order_by(FollowUp.id),
        {"id": "follow_up", "decision": "decision"}, ("follow_ups.by_id",),
    ),
    Part(
        "questions", "What I asked about decisions, with the answers.",
        _of(Question, Question.id, Question.decision_id.label("decision"), Question.text, Question.asked_at,
            Question.answer, Question.answered_at, *_name(_answerer, "answered_by"))
        .outerjoin(_answerer, _answerer.id == Question.answerer_id)
        .where(Question.asker_id == _ME).order_by(Question.id),
        {"id": "question", "decision": "decision"}, ("questions.asker_id",),
    ),
    Part(
        "answers", "My answers to what others asked.",
        _of(Question, Question.id.label("question"), Question.decision_id.label("decision"), Question.answer,
            Question.answered_at).where(Question.answerer_id == _ME).order_by(Question.id),
        {"question": "question", "decision": "decision"}, ("questions.answerer_id",),
    ),
    Part(
        "assignments", "Work that was offered to me, and why to me.",
        _of(Assignment, *_OFFER, *_name(_offered_by, "offered_by"), *_name(_mentor, "mentor"))
        .outerjoin(_offered_by, _offered_by.id == Assignment.by_id)
        .outerjoin(_mentor, _mentor.id == Assignment.mentor_id)
        .where(Assignment.assignee_id == _ME).order_by(Assignment.id),
        {"id": "assignment", "idea": "idea"}, ("assignments.assignee_id",),
    ),
    Part(
        "offers", "Work that I offered, and why.",
        _of(Assignment, *_OFFER, *_name(_assignee, "assignee")).join(_assignee, _assignee.id == Assignment.assignee_id)
        .where(Assignment.by_id == _ME).order_by(Assignment.id),
        {"id": "assignment", "idea": "idea"}, ("assignments.by_id",),
    ),
    Part(
        "mentoring", "Whose mentor I was asked to be.",
        _of(Assignment, *_WORK, *_name(_assignee, "assignee")).join(_assignee, _assignee.id == Assignment.assignee_id)
        .where(Assignment.mentor_id == _ME).order_by(Assignment.id),
        {"id": "assignment", "idea": "idea"}, ("assignments.mentor_id",),
    ),
    Part(
        "check_ins", "How I said that my work goes, and what I was told.",
        _of(CheckIn, CheckIn.id, CheckIn.assignment_id.label("assignment"), CheckIn.going, CheckIn.learnt,
            CheckIn.needs_help, CheckIn.at, CheckIn.guidance, CheckIn.guided_at, *_name(_guide, "guided_by"))
        .outerjoin(_guide, _guide.id == CheckIn.guided_by_id).where(CheckIn.by_id == _ME).order_by(CheckIn.id),
        {"id": "check_in", "assignment": "assignment"}, ("check_ins.by_id",),
    ),
    Part(
        "guidance", "Guidance that I gave.",
        _of(CheckIn, CheckIn.id.label("check_in"), CheckIn.assignment_id.label("assignment"), CheckIn.guidance,
            CheckIn.guided_at).where(CheckIn.guided_by_id == _ME).order_by(CheckIn.id),
        {"check_in": "check_in", "assignment": "assignment"}, ("check_ins.guided_by_id",),
    ),
    Part(
        "feedback_given", "Feedback that I gave.",
        _of(Feedback, *_FEEDBACK, *_name(_receiver, "receiver")).join(_receiver, _receiver.id == Feedback.receiver_id)
        .where(Feedback.giver_id == _ME).order_by(Feedback.id),
        {"id": "feedback"}, ("feedback.giver_id",),
    ),
    Part(
        "feedback_received", "Feedback that I was given.",
        _of(Feedback, *_FEEDBACK, *_name(_giver, "giver")).join(_giver, _giver.id == Feedback.giver_id)
        .where(Feedback.receiver_id == _ME).order_by(Feedback.id),
        {"id": "feedback"}, ("feedback.receiver_id",),
    ),
    Part(
        "asks", "Whom I asked for feedback.",
        _of(Ask, *_ASK, *_name(_asked, "asked")).join(_asked, _asked.id == Ask.asked_id)
        .where(Ask.asker_id == _ME).order_by(Ask.id),
        {"id": "ask"}, ("asks.asker_id",),
    ),
    Part(
        "asked", "Who asked me for feedback.",
        _of(Ask, *_ASK, *_name(_asker, "asker")).join(_asker, _asker.id == Ask.asker_id)
        .where(Ask.asked_id == _ME).order_by(Ask.id),
        {"id": "ask"}, ("asks.asked_id",),
    ),
    Part(
        "rounds", "Feedback rounds on my own leadership, with my replies.",
        _of(Round, Round.id, Round.title, Round.questions, Round.threshold, Round.state, Round.opened_at,
            Round.closes_at, Round.heard, Round.will_change, Round.replied_at)
        .where(Round.leader_id == _ME).order_by(Round.id),
        {"id": "round"}, ("rounds.leader_id",),
    ),
    Part(
        "reviews", "Reviews that I called. What they say is the team's.",
        _of(Review, Review.id, Review.idea_id.label("idea"), Review.state, Review.created_at)
        .join(Event, _made("review.called", Review)).order_by(Review.id),
        {"id": "review", "idea": "idea"},
    ),
    Part(
        "flags", "What I pointed out to leaders.",
        _of(Flag, Flag.id, Flag.subject_kind, Flag.subject_id, Flag.reason, Flag.at)
        .where(Flag.account_id == _ME).order_by(Flag.id),
        {"id": "flag"}, ("flags.account_id",),
    ),
    Part(
        "hides", "What I hid or showed again, and why.",
        _of(Hide, Hide.id, Hide.subject_kind, Hide.subject_id, Hide.reason, Hide.at, Hide.lifted_at,
            (Hide.by_id == _ME).label("hidden_by_me"))
        .where(or_(Hide.by_id == _ME, Hide.lifted_by_id == _ME)).order_by(Hide.id),
        {"id": "hide"}, ("hides.by_id", "hides.lifted_by_id"),
    ),
    Part(
        "suggestions", "Texts for which I wait for kinder words.",
        select(Suggestion.kind, Suggestion.text, Suggestion.asked_at)
        .where(Suggestion.account_id == _ME).order_by(Suggestion.id),
        {}, ("suggestions.account_id",),
    ),
    Part(
        "connections", "Connections to trackers and listeners that I made.",
        _of(Connection, Connection.id, Connection.tracker, Connection.name, Connection.created_at)
        .join(Event, _made("connection.created", Connection)).order_by(Connection.id),
        {"id": "connection"},
    ),
    Part(
        "webhooks", "Webhooks that I made.",
        _of(Webhook, Webhook.id, Webhook.description, Webhook.created_at)
        .join(Event, _made("webhook.created", Webhook)).order_by(Webhook.id),
        {"id": "webhook"},
    ),
    Part(
        "jobs", "What I asked for that takes a while.",
        select(Job.id, Job.kind, Job.state, Job.created_at, Job.settled_at)
        .where(Job.board_id.is_(None), Job.subject_kind == "account", Job.subject_id == _ME).order_by(Job.id),
        {"id": "job"}, ("jobs.subject_id",),
    ),
    Part(
        "events", "What I did, and what was done about me, by type and ids.",
        select(Event.id, Board.slug.label("board"), Event.type, Event.at, Event.subject_kind, Event.subject_id,
               Event.data.label("about"))
        .outerjoin(Board, Board.id == Event.board_id)
        .where(or_(Event.actor_id == _ME, and_(Event.subject_kind == "account", Event.subject_id == _ME)))
        .order_by(Event.id),
        {"id": "event"}, ("events.actor_id", "events.subject_id"),
    ),
)  # fmt: skip
