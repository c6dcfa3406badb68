"""A list behind every collection route, who asks for it, and how to make one more row in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import func, select

from ideaboard import clock
from ideaboard.core.decisions.participation import Participation
from ideaboard.core.outbox import deliveries, mails, messages
from ideaboard.core.outbox.messages import Message
from ideaboard.core.people import identities, sessions
from ideaboard.ids import decode
from tests.api.asking import whole
from tests.client import Client
from tests.make import Make

SOMEDAY = date(2099, 1, 1)


class Lists:
    """Every list of the API, over one idea, one task and one connection."""

    def __init__(self, ada: Client, root: Client, make: Make) -> None:
        self.ada, self.root, self.make = ada, root, make
        self.number = 0
        # Voters can only be named from the beginning, or not at all.
        if ada.get("/boards/team").json["voters_named"] != "to_members":
            ada.patch("/boards/team", voters_named="to_members")
        self.idea, self.task = make.idea(by="ada"), make.task(by="ada")
        self.connection = make.connection("fake")

    def _next(self, text: str = "row") -> str:
        self.number += 1
        return f"{text} {self.number}"

    def _post(self, path: str, **fields: Any) -> None:
        answer = self.ada.post(path, **fields)
        assert answer.status_code in (201, 202), answer.json

    def _member(self) -> None:
        name = self._next("p").replace(" ", "")
        account = self.make.person(name)
        path = self.make.path("account", account).replace("/accounts/", "/boards/team/members/")
        assert self.ada.put(path, role="member").status_code == 200

    def _adopt(self, **kw: Any) -> None:
        self.make.decide(self.make.idea(by="ada"), "adopt", **kw)

    def _decide_again(self) -> None:
        status = self.ada.get(self.make.path("idea", self.idea)).json["status"]
        self.make.decide(self.idea, "reopen" if status == "declined" else "decline")

    def _decide_task_again(self) -> None:
        # A fresh task's approaches stay open here: each is declined, but for the one that is adopted and dropped.
        self.make.idea(task=self.task)
        path = self.make.path("task", self.task)
        first, *others = [row["id"] for row in whole(self.ada, path + "/approaches", status="open")]
        words = [{"idea": other, "outcome": "decline", "word": "Thanks."} for other in others]
        self._post(path + "/decisions", rationale="Yes.", adopt=[first], others=words)
        self.ada.post(f"/ideas/{first}/decisions", outcome="drop", rationale="No.")

    def _adopt_again(self) -> None:
        status = self.ada.get(self.make.path("idea", self.idea)).json["status"]
        if status == "adopted":
            self.make.decide(self.idea, "drop")
        if status != "open":
            self.make.decide(self.idea, "reopen")
        self.make.decide(self.idea, "adopt")

    def _deliver(self) -> None:
        job = decode("job", self.job)
        with self.make.home.database.transaction() as session:
            deliveries.record(session, job or 0, clock.now(), "done", self._next())

    def _put(self, path: str) -> None:
        assert self.ada.put(path, reason=self._next()).status_code == 200

    def _flag(self) -> None:
        self._put(self.make.path("idea", self.make.idea(by="ada"), "/flag"))

    def _sign_in(self) -> None:
        with self.make.home.database.transaction() as session:
            limits = sessions.Limits(30, 14)
            sessions.start(session, self.make.person("ada"), device=self._next(), way="link", limits=limits)

    def _know(self) -> None:
        with self.make.home.database.transaction() as session:
            identities.keep(session, "https://id.example.org", self._next(), self.make.person("ada"))

    def _mail(self) -> None:
        with self.make.home.database.transaction() as session:
            mail = mails.owe(session, "sign_in", "ada@example.org")
            mail.sealed = self.make.home.keys.seal({"subject": "Your link", "text": self._next()})

    def _vote(self) -> None:
        self.make.vote(self.idea, self._next("p").replace(" ", ""))

    def _review(self) -> None:
        idea = self.make.path("idea", self.make.done(by="ada")).rpartition("/")[2]
        self._post("/boards/team/reviews", idea=idea, what_happened=self._next())

    def _promise(self) -> None:
        self.make.decide(self.make.idea(by="ada"), "decline", promises=[{"promise": "Report.", "due_on": SOMEDAY}])

    def _story(self) -> None:
        served = [{"value": decode("value", self.value), "how": "It does."}]
        self.make.decide(self.make.idea(by="ada", values=served), "adopt", connection=None)

    def _month(self) -> None:
        # Months are judged by the schedule, when they have closed.
        self.number += 1
        month = date(2000 + self.number, 1, 1).toordinal()
        with self.make.home.database.transaction() as session:
            session.add(Participation(board_id=self.make.board(), month=month, band="some"))

    @property
    def decision(self) -> str:
        """An answer to an idea."""
        if not hasattr(self, "_decision"):
            made = self.make.decide(self.make.idea(by="ada"), "decline")
            self._decision = self.make.path("decision", made).rpartition("/")[2]
        return self._decision

    @property
    def value(self) -> str:
        """A value of the board."""
        if not hasattr(self, "_value"):
            self._value = self.make.path("value", self.make.value("Told of")).rpartition("/")[2]
        return self._value

    @property
    def job(self) -> str:
        """The board's first job."""
        if not hasattr(self, "_job"):
            self._job = self.ada.post(self.make.path("connection", self.connection, "/checks")).json["id"]
        return self._job

    @property
    def webhook(self) -> int:
        """A webhook that wants tasks alone."""
        if not hasattr(self, "_webhook"):
            self._webhook = self.make.webhook(events=["task.posted"])
        return self._webhook

    def _send(self) -> None:
        self.make.task()
        with self.make.home.database.transaction() as session:
            message = session.scalars(select(func.max(Message.id)).where(Message.webhook_id == self.webhook)).one()
            messages.begun(session, message, clock.now())

    @property
    def adopted(self) -> int:
        """An idea on which work can be offered."""
        if not hasattr(self, "_adopted"):
            self._adopted = self.make.adopted(by="ada")
        return self._adopted

    @property
    def assignment(self) -> int:
        """Work that ada has taken on."""
        if not hasattr(self, "_assignment"):
            self._assignment = self.make.assignment(self.adopted, "ada")
        return self._assignment

    def _offer(self) -> None:
        self._member()
        self.make.offer(self.adopted, f"p{self.number}")

    def of(self, rule: str) -> tuple[Client, str, Callable[[], Any]]:
        """Who asks, the address, and how to make one more."""
        make, idea, task = self.make, self.idea, self.task
        on_idea, on_task = make.path("idea", idea), make.path("task", task)
        known: dict[str, tuple[str, Callable[[], Any]]] = {
            "/me/tokens": ("/me/tokens", lambda: make.token("ada")),
            "/me/sessions": ("/me/sessions", self._sign_in),
            "/me/identities": ("/me/identities", self._know),
            "/mails": ("/mails", self._mail),
            "/accounts/<id(account):account>/tokens": (
                make.path("account", make.person("ada"), "/tokens"), lambda: make.token("ada"),
            ),
            "/boards/<slug:board>/invitations": (
                "/boards/team/invitations", lambda: self._post("/boards/team/invitations"),
            ),
            "/accounts": ("/accounts", lambda: make.person(self._next("p").replace(" ", ""))),
            "/boards": ("/boards", lambda: make.board(self._next("b").replace(" ", "-"))),
            "/boards/<slug:board>/members": ("/boards/team/members", self._member),
            "/boards/<slug:board>/values": ("/boards/team/values", lambda: make.value(self._next())),
            "/boards/<slug:board>/tasks": ("/boards/team/tasks", make.task),
            "/boards/<slug:board>/ideas": ("/boards/team/ideas", make.idea),
            "/boards/<slug:board>/backlog": ("/boards/team/backlog", self._adopt),
            "/boards/<slug:board>/decisions": ("/boards/team/decisions", self._adopt),
            "/boards/<slug:board>/connections": ("/boards/team/connections", lambda: make.connection("fake")),
            "/boards/<slug:board>/jobs": ("/boards/team/jobs", self._adopt),
            "/tasks/<id(task):task>/approaches": (on_task + "/approaches", lambda: make.idea(task=task)),
            "/tasks/<id(task):task>/comments": (
                on_task + "/comments", lambda: self._post(on_task + "/comments", body="Hm."),
            ),
            "/tasks/<id(task):task>/decisions": (on_task + "/decisions", self._decide_task_again),
            "/ideas/<id(idea):idea>/versions": (
                on_idea + "/versions", lambda: self.ada.patch(on_idea, title=self._next()),
            ),
            "/ideas/<id(idea):idea>/points": (
                on_idea + "/points", lambda: self._post(on_idea + "/points", side="for", text="Yes."),
            ),
            "/ideas/<id(idea):idea>/comments": (on_idea + "/comments", lambda: make.comment(idea)),
            "/ideas/<id(idea):idea>/voters": (on_idea + "/voters", self._vote),
            "/boards/<slug:board>/hides": ("/boards/team/hides", lambda: self._put(on_idea + "/hide")),
            "/boards/<slug:board>/flags": ("/boards/team/flags", self._flag),
            "/ideas/<id(idea):idea>/decisions": (on_idea + "/decisions", self._decide_again),
            "/ideas/<id(idea):idea>/issues": (on_idea + "/issues", self._adopt_again),
            "/boards/<slug:board>/follow-ups": ("/boards/team/follow-ups", self._promise),
            "/decisions/<id(decision):decision>/questions": (
                f"/decisions/{self.decision}/questions",
                lambda: self._post(f"/decisions/{self.decision}/questions", text=self._next("Why?")),
            ),
            "/boards/<slug:board>/values/<id(value):value>/stories": (
                f"/boards/team/values/{self.value}/stories", self._story,
            ),
            "/boards/<slug:board>/unanswered": ("/boards/team/unanswered", lambda: make.idea(by="ada")),
            "/boards/<slug:board>/participation": ("/boards/team/participation", self._month),
            "/boards/<slug:board>/reviews": ("/boards/team/reviews", self._review),
            "/ideas/<id(idea):idea>/assignments": (make.path("idea", self.adopted, "/assignments"), self._offer),
            "/assignments/<id(assignment):assignment>/check-ins": (
                make.path("assignment", self.assignment, "/check-ins"),
                lambda: make.check_in(self.assignment, "ada"),
            ),
            "/boards/<slug:board>/feedback": ("/boards/team/feedback", make.feedback),
            "/boards/<slug:board>/feedback-asks": ("/boards/team/feedback-asks", make.ask),
            "/boards/<slug:board>/feedback-rounds": ("/boards/team/feedback-rounds", make.round),
            "/boards/<slug:board>/webhooks": ("/boards/team/webhooks", make.webhook),
            "/webhooks/<id(webhook):webhook>/deliveries": (
                make.path("webhook", self.webhook, "/deliveries"), self._send,
            ),
            "/connections/<id(connection):connection>/issues": (
                make.path("connection", self.connection, "/issues"), self._adopt,
            ),
            "/audit": ("/audit", lambda: make.token("ada")),
            "/boards/<slug:board>/audit": ("/boards/team/audit", lambda: make.value(self._next())),
            "/jobs/<id(job):job>/deliveries": (f"/jobs/{self.job}/deliveries", self._deliver),
        }  # fmt: skip
        path, more = known[rule]
        admins = rule in ("/accounts", "/audit", "/mails") or rule.startswith("/accounts/")
        return (self.root if admins else self.ada), path, more
