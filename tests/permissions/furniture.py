"""What a board is furnished with: each kind of thing, in each state that it can be in, made over the API."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from ideaboard import clock, ids
from ideaboard.core.feedback import rounds
from ideaboard.core.ideas import ideas
from ideaboard.core.ideas.text import render
from ideaboard.core.outbox import mails
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import Message
from ideaboard.core.people import identities, sessions
from ideaboard.core.people.tokens import digest
from ideaboard.core.tracking import issues
from ideaboard.core.tracking.issues import Issue
from tests.permissions.oracle import Board, Thing
from tests.permissions.things import BETWEEN, KEY, Placed, World, mark

BECAUSE = {"rationale": "Because."}
NONE = {"connection": None}
LATER = (clock.now() + timedelta(days=400)).date().isoformat()

# How an idea comes to be in each status.
LIVES: dict[str, tuple[dict[str, Any], ...]] = {
    "open": (),
    "adopted": ({"outcome": "adopt", **BECAUSE, **NONE},),
    "in_progress": ({"outcome": "adopt", **BECAUSE, **NONE}, {"outcome": "start"}),
    "done": ({"outcome": "adopt", **BECAUSE, **NONE}, {"outcome": "done"}),
    "declined": ({"outcome": "decline", **BECAUSE},),
    "not_now": ({"outcome": "not_now", "revisit_on": LATER, **BECAUSE},),
    "dropped": ({"outcome": "adopt", **BECAUSE, **NONE}, {"outcome": "drop", **BECAUSE}),
    "merged": (),
    "withdrawn": (),
}


class Furniture:
    """One board's things, as they are made."""

    def __init__(self, world: World, slug: str, cast: Mapping[str, str]) -> None:
        self.world, self.slug, self.cast = world, slug, cast
        self.at, self.mark = f"/boards/{slug}", mark(slug)
        self.names = world.names[slug]
        self._made: list[tuple[str, str, dict[str, str], dict[str, Any], str]] = []

    def did(self, part: str, method: str, path: str, key: str = "", **fields: Any) -> Any:
        """What the one who plays this part did."""
        return self.world.did(self.cast[part], method, path, key, **fields)

    def note(
        self,
        kind: str,
        state: str,
        people: Mapping[str, str] | None = None,
        note: str = "",
        key: str = "",
        **named: Any,
    ) -> str:
        """Remember a thing: in which state it is, who (by part) is what to it, and the ids that name it."""
        who = {word: self.cast[part] for word, part in (people or {}).items()}
        who |= {"author": key} if key else {}
        self._made.append((kind, state, who, {"board": self.slug, **named}, note))
        return str(named.get(kind, ""))

    def placed(self, board: Board) -> dict[str, list[Placed]]:
        """All of it by kind, on the board as it is now."""
        found: dict[str, list[Placed]] = {}
        for kind, state, people, named, note in self._made:
            found.setdefault(kind, []).append(Placed(Thing(kind, board, state, people), named, note))
        return found

    def bring_in(self) -> None:
        """Make one of everything."""
        self.note("board", "")
        self.note("member", "", account=self.names["disabled"])
        for who in ("cy", "fay") if self.cast["plain"] == "fay" else ():
            self.note(who, "", account=self.world.account(who))
        invitation = self.did("leader", "POST", f"{self.at}/invitations", role="member")["id"]
        self.note("invitation", "", invitation=invitation)
        self._values()
        self._connections()
        self._webhooks()
        for status in LIVES:
            self._idea(status)
        self._idea("open", by="left", note="who left's open")
        self._hidden()
        self._whispered()
        self._tasks()
        self._comments()
        self._decisions()
        self._reviews()
        self._guidance()
        self._feedback()
        self._rounds()
        self._issues()
        self._jobs()

    def idea(self, title: str, by: str = "author") -> str:
        """An idea."""
        said = {"title": f"{title} {self.mark}", "body": self.mark}
        return str(self.did(by, "POST", f"{self.at}/ideas", **said)["id"])

    def answered(self, idea: str, **said: Any) -> Any:
        """A leader's answer to an idea."""
        return self.did("leader", "POST", f"/ideas/{idea}/decisions", **said)

    def _values(self) -> None:
        for name, state in (("Sleep", "living"), ("Calm", "anchor"), ("Old", "retired")):
            said = {"name": f"{name} {self.mark}", "meaning": self.mark}
            made = self.did("leader", "POST", f"{self.at}/values", **said)["id"]
            if state == "anchor":
                self.names["value_before"] = made
                continue
            if state == "living":
                self.names["value"] = made
            if state == "retired":
                self.did("leader", "DELETE", f"{self.at}/values/{made}")
            self.note("value", state, value=made)

    def _idea(self, status: str, by: str = "author", note: str = "") -> None:
        made = self.idea("Is", by)
        point = self.did(by, "POST", f"/ideas/{made}/points", side="for", text=self.mark)["id"]
        for answer in LIVES[status]:
            self.answered(made, **answer)
        if status == "merged":
            self.names["into"] = self.idea("Takes others")
            self.answered(made, outcome="merge", into=self.names["into"], **BECAUSE)
        if status == "withdrawn":
            self.did(by, "DELETE", f"/ideas/{made}")
        self.note("idea", status, {"author": by}, note, idea=made)
        if status != "merged":
            # An argument of a merged idea is shown under the other one.
            self.note("point", status, {"author": by}, note, idea=made, point=point)
        if status == "open" and by == "author":
            self.names["idea"] = made

    def _hidden(self) -> None:
        made = self.idea("Rude")
        point = self.did("author", "POST", f"/ideas/{made}/points", side="against", text=self.mark)["id"]
        for path in (f"/ideas/{made}/points/{point}", f"/ideas/{made}"):
            self.did("leader", "PUT", f"{path}/hide", reason=self.mark)
        self.note("idea", "open", {"author": "author"}, "hidden", idea=made)
        self.note("point", "open", {"author": "author"}, "hidden", idea=made, point=point)

    def _whispered(self) -> None:
        """What is anonymous: its author is whoever has the key."""
        for status in ("open", "withdrawn", "declined"):
            made = self._anonymous()
            comment = self.did("plain", "POST", f"/ideas/{made}/comments", KEY, body=self.mark)["id"]
            for answer in LIVES[status]:
                self.answered(made, **answer)
            if status == "withdrawn":
                self.did("plain", "DELETE", f"/ideas/{made}", KEY)
            for kind, named in (("idea", {"idea": made}), ("comment", {"comment": comment})):
                self.note(kind, status if kind == "idea" else "there", {}, f"anonymous {status}", KEY, **named)

    def _anonymous(self) -> str:
        board = ids.decode("board", self.did("leader", "GET", self.at)["id"]) or 0
        with self.world.home.database.transaction() as session:
            said = {"title": self.mark, "body": render(self.mark), "author_key": digest(KEY).hex()}
            return ids.encode("idea", ideas.post(session, board, None, **said).id)

    def _tasks(self) -> None:
        for status in ("open", "decided", "done", "dropped"):
            made = self._task(status)
            one, other = (self._approach(made) for _ in range(2))
            if status in ("decided", "done"):
                said = {"adopt": [one], "others": [{"idea": other, "outcome": "decline", "word": self.mark}]}
                self.did("leader", "POST", f"/tasks/{made}/decisions", **said, **BECAUSE, **NONE)
            if status == "done":
                self.answered(one, outcome="done")
            if status == "dropped":
                self.did("author", "DELETE", f"/tasks/{made}")
            self.note("task", status, {"author": "author"}, task=made, one=one, other_one=other)
        made = self._task("open", "left")
        self.names["task"] = made
        named = {"one": self._approach(made), "other_one": self._approach(made)}
        self.note("task", "open", {"author": "left"}, "who left's open", task=made, **named)

    def _task(self, title: str, by: str = "author") -> str:
        said = {"title": f"{title} {self.mark}", "body": self.mark}
        return str(self.did(by, "POST", f"{self.at}/tasks", **said)["id"])

    def _approach(self, task: str) -> str:
        return str(self.did("author", "POST", f"/tasks/{task}/approaches", title=self.mark)["id"])

    def _comments(self) -> None:
        for state in ("there", "hidden", "deleted"):
            made = self.did("author", "POST", f"/ideas/{self.names['idea']}/comments", body=self.mark)["id"]
            if state == "hidden":
                self.did("leader", "PUT", f"/comments/{made}/hide", reason=self.mark)
            if state == "deleted":
                self.did("author", "DELETE", f"/comments/{made}")
            hidden = state == "hidden"
            people = {"author": "author"}
            self.note("comment", "there" if hidden else state, people, "hidden" if hidden else "", comment=made)
        on = f"/tasks/{self.names['task']}/comments"
        made = self.names["comment"] = self.did("left", "POST", on, body=self.mark)["id"]
        self.note("comment", "there", {"author": "left"}, "who left's", comment=made)
        flagged = self.did("other", "PUT", f"/ideas/{self.names['idea']}/flag", reason=self.mark)
        self.note("flag", "", flag=flagged["id"])

    def _decisions(self) -> None:
        for state in ("open", "kept"):
            promised = {"follow_ups": [{"promise": self.mark, "due_on": LATER}]}
            said = self.answered(self.idea("Promised"), outcome="decline", rationale=self.mark, **promised)
            promise = said["follow_ups"][0]["id"]
            if state == "kept":
                self.did("leader", "PATCH", f"/follow-ups/{promise}", state="kept", note=self.mark)
            self.note("follow_up", state, follow_up=promise)
            question = self.did("author", "POST", f"/decisions/{said['id']}/questions", text=self.mark)["id"]
            if state == "kept":
                self.did("leader", "PATCH", f"/questions/{question}", answer=self.mark)
            self.note("question", "answered" if state == "kept" else "waiting", question=question)
        self.names["decision"] = said["id"]
        self.note("decision", "", decision=said["id"])

    def _reviews(self) -> None:
        for state in ("called", "held", "shared"):
            idea = self.idea("Went wrong")
            for answer in LIVES["dropped"]:
                self.answered(idea, **answer)
            meeting = {"meets_at": f"{LATER}T09:30:00Z", "where": self.mark, "actions": [{"title": self.mark}]}
            made = self.did("author", "POST", f"{self.at}/reviews", idea=idea, what_happened=self.mark, **meeting)["id"]
            steps = {"called": (), "held": ("held",), "shared": ("held", "shared")}[state]
            for step in steps:
                said = {"lessons": self.mark, "statement": self.mark, "state": step}
                self.did("author", "PATCH", f"/reviews/{made}", **said)
            self.note("review", state, review=made)

    def _guidance(self) -> None:
        answers = {"offered": (), "accepted": ("accepted",), "declined": ("declined",), "done": ("accepted", "done")}
        for state, said in answers.items():
            made = self._offer("author", said)
            self.note("assignment", state, {"person": "author", "mentor": "other"}, assignment=made)
        self.names["assignment"] = made = self._offer("left", ("accepted",))
        self.note("assignment", "accepted", {"person": "left", "mentor": "other"}, "who left's", assignment=made)
        work = self._offer("author", ("accepted",))
        for state in ("waiting", "guided"):
            made = self.did("author", "POST", f"/assignments/{work}/check-ins", going=self.mark, needs_help=True)["id"]
            if state == "guided":
                self.did("leader", "PATCH", f"/check-ins/{made}", guidance=self.mark)
            people = {"person": "author", "mentor": "other", "guide": "leader"}
            self.note("check_in", state, people, check_in=made)

    def _offer(self, to: str, answers: tuple[str, ...]) -> str:
        idea = self.names["backlog"] = self.idea("Work")
        self.answered(idea, **LIVES["adopted"][0])
        said = {"explanation": self.mark, "kind": "stretch", "support_plan": self.mark}
        asked = {"assignee": self.names[to], "mentor": self.names["other"]}
        made = self.did("leader", "POST", f"/ideas/{idea}/assignments", **said, **asked)["id"]
        for answer in answers:
            self.did(to, "PATCH", f"/assignments/{made}", state=answer)
            if answer == "accepted":
                self.did("other", "PATCH", f"/assignments/{made}", mentor_state="accepted")
        return str(made)

    def _feedback(self) -> None:
        between = {"giver": "author", "receiver": "other"}
        for state in ("private", "shared"):
            said = {"receiver": self.names["other"], "praise": self.mark if state == "shared" else BETWEEN}
            made = self.did("author", "POST", f"{self.at}/feedback", **said)["id"]
            if state == "shared":
                self.did("other", "PATCH", f"/feedback/{made}", shared=True)
            self.note("feedback", state, between, feedback=made)
        for state in ("open", "answered", "declined"):
            asking = {"asked": self.names["other"], "question": f"{self.mark} {BETWEEN}"}
            made = self.did("author", "POST", f"{self.at}/feedback-asks", **asking)["id"]
            if state == "declined":
                self.did("other", "PATCH", f"/feedback-asks/{made}", state="declined")
            if state == "answered":
                said = {"receiver": self.names["author"], "praise": BETWEEN, "answers": made}
                self.did("other", "POST", f"{self.at}/feedback", **said)
            self.note("ask", state, {"asker": "author", "asked": "other"}, ask=made)
        made = self.did("other", "POST", f"{self.at}/feedback-asks", asked=self.names["author"], question=BETWEEN)
        self.names["ask"] = made["id"]

    def _rounds(self) -> None:
        asked = [{"text": self.mark, "kind": "text"}]
        said = {"title": self.mark, "questions": asked, "threshold": 3}
        ends = clock.now() + timedelta(minutes=1)
        for state in ("closed", "replied", "too_few", "open"):
            closes = f"{LATER}T09:30:00Z" if state == "open" else ends.isoformat()
            made = self.did("leader", "POST", f"{self.at}/feedback-rounds", **said, closes_at=closes)["id"]
            for who in ("author", "other", "plain") if state in ("closed", "replied") else ():
                answers = [{"question": 1, "text": self.mark}]
                self.did(who, "POST", f"/feedback-rounds/{made}/answer", answers=answers)
            self.note("round", state, {"opener": "leader"}, round=made)
            if state == "replied":
                replied = made
        with clock.at(ends + timedelta(minutes=1)):
            self.did("leader", "POST", f"/feedback-rounds/{replied}/reply", heard=self.mark, will_change=self.mark)
            with self.world.home.database.transaction() as session:
                rounds.close_due(session)

    def _connections(self) -> None:
        settings = {"fake": {"project": "p", "token": "s3cret-of-the-tracker"}, "bare": {"folder": "/f"}}
        for tracker, state in (("fake", "busy"), ("bare", "idle")):
            said = {"tracker": tracker, "name": self.mark, "settings": settings[tracker]}
            made = self.did("leader", "POST", f"{self.at}/connections", **said)["id"]
            self.names[tracker] = self.note("connection", state, connection=made)

    def _webhooks(self) -> None:
        for state in ("active", "disabled"):
            said = {"url": "https://tracker.example.org/hook", "events": ["task.posted"], "description": self.mark}
            made = self.did("leader", "POST", f"{self.at}/webhooks", **said)["id"]
            self._task("To be told")
            message = self._message_of(made)
            self.names["message"] = message
            if state == "disabled":
                self.did("leader", "PATCH", f"/webhooks/{made}", state="disabled")
            self.note("webhook", state, webhook=made, message=message)

    def _message_of(self, webhook: str) -> str:
        with self.world.home.database.reading() as db:
            wanted = select(Message.id).where(Message.webhook_id == ids.decode("webhook", webhook))
            found = db.execute(wanted).scalars().first()
        assert found is not None
        return "msg_" + ids.encode("message", found)

    def _issues(self) -> None:
        for state in ("pending", "refused", "unlinked"):
            idea = self.idea("To the tracker")
            self.answered(idea, outcome="adopt", **BECAUSE, connection=self.names["fake"])
            made = self.did("leader", "GET", f"/ideas/{idea}")["issue"]["id"]
            if state == "refused":
                self._refuse(ids.decode("issue", made) or 0)
            if state == "unlinked":
                self.did("leader", "DELETE", f"/issues/{made}")
            self.note("issue", state, issue=made)

    def _refuse(self, issue: int) -> None:
        """Let the tracker have made an issue, and then refused something of it."""
        with self.world.home.database.transaction() as session:
            found = session.get_one(Issue, issue)
            issues.made(session, found, issues.Remote("7", "P-7", "https://tracker.example.org/7"), None)
            issues.stuck(session, found, "refused", self.mark)
            for job in session.scalars(select(Job).where(Job.subject_kind == "issue", Job.subject_id == issue)):
                job.state = "dead"
                self.names["dead"] = ids.encode("job", job.id)

    def _jobs(self) -> None:
        ready = self.did("leader", "POST", f"/connections/{self.names['fake']}/checks")["id"]
        self.note("job", "ready", job=ready)
        self.note("job", "dead", job=self.names["dead"])


def of_no_board(world: World, cast: Mapping[str, str], slug: str) -> dict[str, list[Placed]]:
    """What belongs to one of those on a board, and to no board."""
    who = cast["author"]
    job = world.did(who, "POST", "/suggestions", text="You always forget the tests.", kind="comment")["id"]
    token = world.did(who, "POST", "/me/tokens", name=mark(slug), scopes=["read"])["id"]
    other = world.did(who, "POST", "/me/tokens", name="Seen by admins", scopes=["read"])["id"]
    with world.home.database.transaction() as session:
        begun, _ = sessions.start(
            session, world.people[who], device="Firefox", way="link", limits=sessions.Limits(30, 14)
        )
        known = identities.keep(session, "https://id.example.org", mark(slug), world.people[who])
        mail = mails.owe(session, "sign_in", f"{who}@example.org")
        mail.sealed = world.home.keys.seal({"subject": "Your link", "text": "Hello"})
        here = {"session": ids.encode("session", begun.id), "mail": ids.encode("mail", mail.id)}
        identity = ids.encode("identity", known.id)
    return {
        "session": [Placed(Thing("session", None, "own", {"owner": who}), {"session": here["session"]})],
        "identity": [Placed(Thing("identity", None, "own", {"owner": who}), {"identity": identity})],
        "mail": [Placed(Thing("mail"), {"mail": here["mail"]})],
        "job": [Placed(Thing("job", None, "own", {"asker": who}), {"job": job})],
        "token": [Placed(Thing("token", None, "own", {"owner": who}), {"token": token})],
        "owned": [Placed(Thing("owned"), {"account": world.account(who), "token": other})],
        "account": [Placed(Thing("account"), {"account": world.account(cast["plain"])})],
    }
