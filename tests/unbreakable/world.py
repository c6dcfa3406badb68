"""A small installation in which everything exists once: what hostile and random requests are aimed at."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import select

from ideaboard import clock
from ideaboard.core.outbox import deliveries, mails, messages
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import Message
from ideaboard.core.people import identities, sessions
from ideaboard.core.privacy import exports
from ideaboard.core.privacy.exports import Export
from ideaboard.core.tracking import issues
from ideaboard.core.tracking.issues import Issue
from ideaboard.ids import decode, encode
from tests.client import Client
from tests.make import Make

LATER = (clock.now() + timedelta(days=400)).date().isoformat()
BECAUSE = {"rationale": "Because."}
ACTION = {"title": "Set a limit"}

# How an idea comes to be in each status.
LIVES: dict[str, tuple[dict[str, Any], ...]] = {
    "open": (),
    "adopted": ({"outcome": "adopt", **BECAUSE},),
    "in_progress": ({"outcome": "adopt", **BECAUSE}, {"outcome": "start"}),
    "done": ({"outcome": "adopt", **BECAUSE}, {"outcome": "done"}),
    "declined": ({"outcome": "decline", **BECAUSE},),
    "not_now": ({"outcome": "not_now", "revisit_on": LATER, **BECAUSE},),
    "dropped": ({"outcome": "adopt", **BECAUSE}, {"outcome": "drop", **BECAUSE}),
}


@dataclass
class World:
    """Who is there, by token, and what, by name: `ids["idea"]` is open and ben's, `ids["idea_done"]` is done.

    What begins with `far_` is on the board `far`, which is private and eve's. The boards: `team` (private; ada leads,
    ben and dia are members), `far`, `lobby` (open), `attic` (archived). cy is on none, root is an admin.
    """

    app: Flask
    make: Make
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def client(self, who: str) -> Client:
        """Somebody; `nobody` has no token."""
        return Client(self.app, None if who == "nobody" else self.tokens[who])

    def did(self, who: str, method: str, path: str, **fields: Any) -> Any:
        """What somebody's request answered; it must succeed."""
        answer = (
            self.client(who).ask(method, path, {"If-Match": "*"}, json=fields)
            if fields
            else self._bare(who, method, path)
        )
        assert answer.status_code < 300, (method, path, answer.json)
        return answer.json

    def _bare(self, who: str, method: str, path: str) -> Any:
        return self.client(who).ask(method, path, {"If-Match": "*"})

    def account(self, who: str) -> str:
        """Somebody's account."""
        return self.make.path("account", self.make.person(who)).rpartition("/")[2]

    def fill(self, text: str) -> str:
        """`text` with each «name» replaced by that id."""
        if "«" in text:
            for name, known in self.ids.items():
                text = text.replace(f"«{name}»", known)
        return text


def world(app: Flask, make: Make) -> World:
    """Build it in an empty database; the trackers `fake` and `bare` are installed."""
    # Who names voters does so from the first vote.
    make.board("team", voters_named="to_members")
    made = World(app, make)
    for name in ("ada", "ben", "dia", "cy", "root"):
        made.tokens[name] = make.token(name)
        made.ids[f"account_{name}"] = make.path("account", make.person(name)).rpartition("/")[2]
    make.board("far", leader="eve")
    made.tokens["eve"] = make.token("eve")
    made.tokens["reader"] = make.token("ben", "read")
    for slug, leader in (("lobby", "ada"), ("attic", "ada")):
        make.board(slug, leader=leader, visibility="open")
    made.ids["account"] = made.ids["account_dia"]
    _board(made, "team", "ada", "ben", "")
    _board(made, "far", "eve", "eve", "far_")
    _ideas(made)
    made.ids["comment_deleted"] = made.did("ben", "POST", f"/ideas/{made.ids['idea']}/comments", body="Gone.")["id"]
    made.ids["invitation"] = made.did("ada", "POST", "/boards/team/invitations", role="member")["id"]
    _session(made)
    made.did("ben", "DELETE", f"/comments/{made.ids['comment_deleted']}")
    _guidance(made, "ada", "ben", "dia", "")
    _guidance(made, "eve", "eve", None, "far_")
    _feedback(made)
    _export(made)
    _secrets(made)
    _cursors(made)
    made.ids["attic_idea"] = made.did("ada", "POST", "/boards/attic/ideas", title="Dust")["id"]
    made.did("ada", "PATCH", "/boards/attic", archived=True)
    return made


def _board(made: World, slug: str, leader: str, member: str, prefix: str) -> None:
    """One of each kind of thing on a board."""
    ids = made.ids

    def note(name: str, answer: Any) -> str:
        ids[prefix + name] = answer["id"]
        return str(answer["id"])

    at = f"/boards/{slug}"
    value = note("value", made.did(leader, "POST", f"{at}/values", name="Sleep"))
    task = note("task", made.did(member, "POST", f"{at}/tasks", title="A task", body="To *do*."))
    note("approach", made.did(member, "POST", f"/tasks/{task}/approaches", title="An approach"))
    served = [{"value": value, "how": "It does."}]
    idea = note("idea", made.did(member, "POST", f"{at}/ideas", title="An idea", body="**Words**.", values=served))
    comment = note("comment", made.did(member, "POST", f"/ideas/{idea}/comments", body="Hm."))
    note("answer", made.did(leader, "POST", f"/ideas/{idea}/comments", body="Oh.", parent=comment))
    note("task_comment", made.did(member, "POST", f"/tasks/{task}/comments", body="Hm."))
    note("point", made.did(member, "POST", f"/ideas/{idea}/points", side="for", text="It is good."))
    made.did(member, "PUT", f"/ideas/{idea}/vote")
    settings = {"project": "p", "token": "s3cret-of-the-tracker"}
    connected = made.did(leader, "POST", f"{at}/connections", tracker="fake", name="Fake", settings=settings)
    connection = note("connection", connected)
    job = note("job", made.did(leader, "POST", f"/connections/{connection}/checks"))
    with made.make.home.database.transaction() as session:
        deliveries.record(session, decode("job", job) or 0, clock.now(), "failed", "It was closed.")
    _webhook(made, at, leader, member, prefix)
    _review(made, slug, leader, member, prefix)
    _promise(made, slug, leader, member, prefix)
    note("flag", made.did(member, "PUT", f"/ideas/{idea}/flag", reason="Look."))
    note("token", made.did(leader, "POST", "/me/tokens", name="robot", scopes=["read"]))


def _session(made: World) -> None:
    """A session of ada's, an identity, and a mail that waits for an admin."""
    home = made.make.home
    with home.database.transaction() as session:
        limits = sessions.Limits(30, 14)
        begun, _ = sessions.start(session, made.make.person("ada"), device="Firefox", way="link", limits=limits)
        linked = identities.keep(session, "https://id.example.org", "ada-1", made.make.person("ada"))
        mail = mails.owe(session, "sign_in", "ada@example.org")
        mail.sealed = home.keys.seal({"subject": "Your link to sign in", "text": "Hello Ada"})
        session.flush()
        made.ids["session"], made.ids["mail"] = encode("session", begun.id), encode("mail", mail.id)
        made.ids["identity"] = encode("identity", linked.id)


def _webhook(made: World, at: str, leader: str, member: str, prefix: str) -> None:
    """A webhook that was sent one message."""
    url = "https://tracker.example.org/hook"
    webhook = made.did(leader, "POST", f"{at}/webhooks", url=url, events=["task.posted"])["id"]
    made.did(member, "POST", f"{at}/tasks", title="To be told")
    with made.make.home.database.transaction() as session:
        inside = decode("webhook", webhook)
        message = session.scalars(select(Message.id).where(Message.webhook_id == inside)).one()
        messages.begun(session, message, clock.now())
    made.ids[prefix + "webhook"] = webhook
    made.ids[prefix + "message"] = "msg_" + encode("message", message)


def _review(made: World, slug: str, leader: str, member: str, prefix: str) -> None:
    """A review of a dropped idea, which is to be talked over."""
    idea = made.did(member, "POST", f"/boards/{slug}/ideas", title="Went wrong")["id"]
    made.did(leader, "POST", f"/ideas/{idea}/decisions", outcome="adopt", connection=None, **BECAUSE)
    made.did(leader, "POST", f"/ideas/{idea}/decisions", outcome="drop", **BECAUSE)
    said = {"what_happened": "It broke.", "meets_at": f"{LATER}T09:30:00Z", "where": "Room 2", "actions": [ACTION]}
    made.ids[prefix + "review"] = made.did(member, "POST", f"/boards/{slug}/reviews", idea=idea, **said)["id"]


def _promise(made: World, slug: str, leader: str, member: str, prefix: str) -> None:
    """A promise made with a decision, and somebody who asks why it was decided so."""
    idea = made.did(member, "POST", f"/boards/{slug}/ideas", title="Promised")["id"]
    promised = {"outcome": "decline", "follow_ups": [{"promise": "Report.", "due_on": LATER}], **BECAUSE}
    decision = made.did(leader, "POST", f"/ideas/{idea}/decisions", **promised)
    made.ids[prefix + "follow_up"] = decision["follow_ups"][0]["id"]
    asked = made.did(member, "POST", f"/decisions/{decision['id']}/questions", text="Why?")
    made.ids[prefix + "question"] = asked["id"]


def _ideas(made: World) -> None:
    """An idea of ben's in every status, a decision and an issue."""
    for status, life in LIVES.items():
        idea = made.did("ben", "POST", "/boards/team/ideas", title=f"Is {status}")["id"]
        made.ids[f"idea_{status}"] = idea
        for answer in life:
            made.ids["decision"] = made.did("ada", "POST", f"/ideas/{idea}/decisions", **answer)["id"]
    merged = made.ids["idea_merged"] = made.did("ben", "POST", "/boards/team/ideas", title="The same")["id"]
    into = {"outcome": "merge", "into": made.ids["idea"], **BECAUSE}
    made.did("ada", "POST", f"/ideas/{merged}/decisions", **into)
    hidden = made.ids["idea_hidden"] = made.did("ben", "POST", "/boards/team/ideas", title="Rude")["id"]
    made.did("ada", "PUT", f"/ideas/{hidden}/hide", reason="It is rude.")
    made.did("dia", "POST", "/boards/team/ideas", title="Whispered", anonymous=True)
    gone = made.ids["idea_withdrawn"] = made.did("ben", "POST", "/boards/team/ideas", title="Gone")["id"]
    made.did("ben", "DELETE", f"/ideas/{gone}")
    made.ids["issue"] = made.did("ada", "GET", f"/ideas/{made.ids['idea_adopted']}")["issue"]["id"]
    far = made.did("eve", "POST", "/boards/far/ideas", title="Far away")["id"]
    answered = made.did("eve", "POST", f"/ideas/{far}/decisions", outcome="adopt", **BECAUSE)
    made.ids["far_decision"] = answered["id"]
    made.ids["far_idea_adopted"] = far
    made.ids["far_issue"] = made.did("eve", "GET", f"/ideas/{far}")["issue"]["id"]
    for name in ("issue", "far_issue"):
        _refused(made, decode("issue", made.ids[name]) or 0)


def _refused(made: World, issue: int) -> None:
    """Let the tracker have made an issue, and then refused something of it: a leader can do everything to it."""
    with made.make.home.database.transaction() as session:
        found = session.get_one(Issue, issue)
        issues.made(session, found, issues.Remote("7", "P-7", "https://tracker.example.org/7"), None)
        issues.stuck(session, found, "refused", "The project is read-only.")
        for job in session.scalars(select(Job).where(Job.subject_kind == "issue", Job.subject_id == issue)):
            job.state = "dead"


def _guidance(made: World, leader: str, person: str, mentor: str | None, prefix: str) -> None:
    """An assignment that is under way, a call for help, and an offer that waits."""
    at = f"/ideas/{made.ids[prefix + 'idea_adopted']}/assignments"
    why = {"explanation": "You know it.", "kind": "suited"}
    asked = {"mentor": made.account(mentor), "support_plan": "Together.", "kind": "stretch"} if mentor else {}
    said = {**why, **asked, "assignee": made.account(person)}
    work = made.ids[prefix + "assignment"] = made.did(leader, "POST", at, **said)["id"]
    made.did(person, "PATCH", f"/assignments/{work}", state="accepted")
    if mentor:
        made.did(mentor, "PATCH", f"/assignments/{work}", mentor_state="accepted")
        offered = {**why, "assignee": made.account(mentor)}
        made.ids[prefix + "assignment_offered"] = made.did(leader, "POST", at, **offered)["id"]
    asking = made.did(person, "POST", f"/assignments/{work}/check-ins", going="Slowly.", needs_help=True)
    made.ids[prefix + "check_in"] = asking["id"]


def _feedback(made: World) -> None:
    """What is between two, and two rounds: one that has its reply, one that is open."""
    ids, ada, root = made.ids, made.ids["account_ada"], made.ids["account_root"]
    given = {"receiver": ada, "praise": "You asked.", "advice": "Wait longer.", "circumstances": "It was late."}
    ids["feedback"] = made.did("ben", "POST", "/boards/team/feedback", **given)["id"]
    asked = made.did("ben", "POST", "/boards/team/feedback-asks", asked=ada, question="How was it?")
    ids["ask"] = asked["id"]
    # Three who can answer make a round; root is there for no longer than that takes.
    made.did("ada", "PUT", f"/boards/team/members/{root}", role="member")
    questions = [{"text": "What should I stop?", "kind": "text"}, {"text": "I can speak up.", "kind": "scale"}]
    round = {"title": "Spring", "questions": questions, "threshold": 3, "closes_at": f"{LATER}T09:30:00Z"}
    ids["round_open"] = made.did("ada", "POST", "/boards/team/feedback-rounds", **round)["id"]
    closes = clock.now() + timedelta(minutes=1)
    ended = {**round, "closes_at": closes.isoformat()}
    path = f"/feedback-rounds/{made.did('ada', 'POST', '/boards/team/feedback-rounds', **ended)['id']}"
    ids["round"] = path.rpartition("/")[2]
    for who in ("ben", "dia", "root"):
        made.did(who, "POST", path + "/answer", answers=[{"question": 1, "text": "Meetings."}])
    with clock.at(closes + timedelta(minutes=1)):
        made.did("ada", "POST", path + "/reply", heard="Meetings.", will_change="Fewer of them.")
    made.did("ada", "DELETE", f"/boards/team/members/{root}")


def _export(made: World) -> None:
    """An export of ada's that is finished."""
    made.did("ada", "POST", "/me/export")
    with made.make.home.database.transaction() as session:
        ada = made.make.person("ada")
        exports.keep(session, ada, session.get_one(Export, ada).job_id, {"votes": []})


def _secrets(made: World) -> None:
    """Tokens' secrets, as they are and spoilt, and an id in capitals."""
    secret = made.tokens["ben"]
    made.ids |= {
        "secret": secret, "secret_cut": secret[:-1], "secret_up": secret.swapcase(), "gone": "ib_" + "x" * 43,
        "idea_up": made.ids["idea"].upper(),
    }  # fmt: skip
    mine = made.did("ben", "GET", "/me/tokens")["data"]
    made.ids["token_reader"] = next(token["id"] for token in mine if token["scopes"] == "read")


def _cursors(made: World) -> None:
    """Cursors, fitting and spoilt."""

    def after_one(who: str, path: str, **query: Any) -> str:
        return str(made.client(who).get(path, limit=1, **query).json["next"])

    team = "/boards/team/ideas"
    cursor = after_one("ben", team)
    made.ids |= {
        "cursor": cursor, "cursor_new": after_one("ben", team, sort="new"), "cursor_cut": cursor[:-4],
        "cursor_flip": ("B" if cursor[0] == "A" else "A") + cursor[1:], "cursor_back": cursor[::-1],
        "cursor_up": cursor.swapcase(), "far_cursor": after_one("eve", "/boards/far/ideas"),
        "cursor_tasks": after_one("root", "/accounts"), "cursor_root": after_one("root", "/accounts"),
    }  # fmt: skip
