"""Somebody who did everything once, and every place where something of him could be found afterwards."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from flask import Flask
from sqlalchemy import insert, update

from ideaboard import clock, migrate, operate
from ideaboard.app import create_app
from ideaboard.core.bulk.imports import Import
from ideaboard.core.feedback import rounds
from ideaboard.core.outbox import deliveries, mails, messages
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.messages import Message, Webhook
from ideaboard.core.people import identities, invitations, links, sessions
from ideaboard.core.people.accounts import Account
from ideaboard.core.tables import METADATA
from ideaboard.core.tracking import connections, inbox, issues
from ideaboard.core.tracking.issues import Issue
from ideaboard.core.tracking.seal import make_key_file
from ideaboard.db import Database, db_now
from ideaboard.http import Http
from ideaboard.ids import decode, encode
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests import contract
from tests.api import faketracker
from tests.client import Client
from tests.conftest import UNLIMITED, fresh_database
from tests.due import make_due
from tests.make import Make

# Told apart from everything else in a file: SQLite keeps it in these eight bytes.
ACCOUNT = 0x1122334455667788
NAME, EMAIL, HOST = "Zébulon Quuxby", "zq7part@zq7domain.example.org", "203.0.113.77"
AGENT = "ZqBrowser/7"
# What is looked for: JSON may have escaped what is not ASCII.
NEEDLES = (
    "Zébulon",
    "Z\\u00e9bulon",
    "Z\\\\u00e9bulon",
    "bulon Quuxby",
    "Quuxby",
    EMAIL,
    "zq7part",
    "zq7domain",
    HOST,
    AGENT,
)
# What he wrote, each with a word of its own kind; none of it says his name.
WROTE = (
    "wrote-idea", "wrote-body", "wrote-second", "wrote-learning", "wrote-how", "wrote-approach", "wrote-task",
    "wrote-comment", "wrote-point", "wrote-question", "wrote-check", "wrote-learnt", "wrote-guidance",
    "wrote-praise", "wrote-ask", "wrote-flag", "wrote-suggestion",
)  # fmt: skip
# What he said as a leader, which is the board's.
LED = ("led-rationale", "led-promise", "led-note", "led-answer", "led-why", "led-hide", "led-round", "led-heard")
# What is between others, or nobody's.
OTHERS = (
    "theirs-feedback", "theirs-ask", "theirs-flag", "theirs-token", "nobodys-idea", "nobodys-answer", "theirs-check",
    "ada@example.org", "ben@example.org",
)  # fmt: skip
BECAUSE = {"rationale": "Because."}


class _Parent:
    def busy(self) -> None:
        """Nobody counts the time here."""

    def idle(self) -> None:
        """Nobody counts the time here."""


@dataclass
class Life:
    """An installation of its own with Zebulon in it."""

    app: Flask
    make: Make
    settings: Settings
    folder: Path
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    asked: int = 0

    @property
    def database(self) -> Database:
        """Its database."""
        return self.make.home.database

    def client(self, who: str) -> Client:
        """Somebody asking."""
        return Client(self.app, self.tokens[who])

    def did(self, who: str, method: str, path: str, **fields: Any) -> Any:
        """What somebody's request answered, which must succeed; each has a key, so that the answer is kept."""
        self.asked += 1
        headers = {"If-Match": "*", "User-Agent": AGENT, "X-Forwarded-For": HOST}
        headers |= {"Idempotency-Key": str(self.asked)} if method == "POST" else {}
        sent = {"json": fields} if fields else {}
        answer = self.client(who).ask(method, path, headers, environ_overrides={"REMOTE_ADDR": HOST}, **sent)
        assert answer.status_code < 300, (method, path, answer.json)
        return answer.json

    def worker(self) -> Worker:
        """A worker in this process."""
        home = self.make.home
        kinds = Registry.load(found=[])
        return Worker(Workshop(self.settings, home.database, home.keys, kinds, Http()), _Parent())

    def work(self, *kinds: str) -> None:
        """Carry out what is owed of these kinds, all else waits."""
        make_due(self.database, Job.kind.in_(kinds))
        with self.database.transaction() as session:
            other = update(Job).where(Job.kind.not_in(kinds), Job.state == "ready")
            session.execute(other.values(run_at=db_now(86_400)))
        worker = self.worker()
        for _ in range(100):
            if not worker.work_once():
                return
        raise AssertionError("there is no end of work")

    def erase(self, content: str = "keep", who: str = "zeb") -> int:
        """He leaves; the status of the answer."""
        client = self.client(who)
        query = {"content": content}
        return client.ask("DELETE", "/me", {"If-Match": client.etag("/me")}, query_string=query).status_code

    def raw(self) -> dict[str, bytes]:
        """The raw bytes of SQLite's files; PostgreSQL's are the server's."""
        if not self.settings.sqlite:
            return {}
        path = self.settings.sqlite_path
        beside = (path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm"))
        return {each.name: each.read_bytes() for each in beside if each.exists()}

    def copy(self) -> bytes:
        """A backup of the database; of PostgreSQL's the dump in plain words."""
        made = self.folder / f"backup-{len(list(self.folder.glob('backup-*')))}"
        operate.backup(self.settings, made)
        if self.settings.sqlite:
            return made.read_bytes()
        return subprocess.run(["pg_restore", "--file=-", str(made)], check=True, capture_output=True).stdout

    def hits(self, *words: str) -> dict[str, list[str]]:
        """Where which of `words` (what names him, unless said) is found in all that is kept."""
        places = {**self.raw(), "copy": self.copy(), "rows": repr(self.rows()).encode()}
        places["ledger"] = self.settings.ledger.read_bytes() if self.settings.ledger.exists() else b""
        found = {place: [word for word in words or NEEDLES if word.encode() in raw] for place, raw in places.items()}
        return {place: words for place, words in found.items() if words}

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """Every row of every table."""
        with self.database.reading() as db:
            return {
                table.name: [dict(row) for row in db.execute(table.select()).mappings()]
                for table in METADATA.sorted_tables
            }


@contextmanager
def life(kind: str, folder: Path, name: str) -> Iterator[Life]:
    """The installation, on a database of this kind; the trackers `fake` and `bare` are installed."""
    make_key_file(folder / "life.key")
    settings = Settings(
        database_url=fresh_database(kind, folder, name),
        key_file=str(folder / "life.key"),
        log_level="debug",
        **UNLIMITED,
    )
    migrate.upgrade(settings)
    app = create_app(settings, Registry.load(found=[]))
    contract.watch(app)
    home = app.extensions["ideaboard"]
    for tracker in (faketracker.FAKE, faketracker.BARE):
        home.trackers._kinds[tracker.kind] = ("ideaboard-fake", tracker)
    made = Life(app, Make(home), settings, folder)
    try:
        _people(made)
        _member(made)
        _guided(made)
        _led(made)
        _machines(made)
        _others(made)
        yield made
    finally:
        home.database.dispose()


def _people(made: Life) -> None:
    make = made.make
    make.board()
    for name in ("root", "ada", "ben", "dia"):
        made.tokens[name] = make.token(name)
    with made.database.transaction() as session:
        # The next account has the number after this one.
        session.execute(
            insert(Account).values(
                id=ACCOUNT - 1, kind="service", name="Filler", admin=False, created_at=clock.now(), version=1
            )
        )
        if not made.settings.sqlite:
            session.connection().exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('accounts', 'id'), {ACCOUNT - 1})"
            )
    made.ids["zeb"] = made.did("root", "POST", "/accounts", name=NAME, email=EMAIL)["id"]
    assert decode("account", made.ids["zeb"]) == ACCOUNT
    make._people["zeb"] = ACCOUNT
    made.tokens["zeb"] = make.token("zeb")
    made.did("ada", "PUT", f"/boards/team/members/{made.ids['zeb']}", role="member")
    made.ids |= {name: encode("account", make.person(name)) for name in ("ada", "ben", "dia")}
    made.ids["value"] = made.did("ada", "POST", "/boards/team/values", name="Sleep")["id"]


def _member(made: Life) -> None:
    """What a member does."""
    ids = made.ids
    served = [{"value": ids["value"], "how": "wrote-how"}]
    said = {"title": "wrote-idea zqxword", "body": "wrote-body", "learning": "wrote-learning", "values": served}
    idea = ids["idea"] = made.did("zeb", "POST", "/boards/team/ideas", **said)["id"]
    made.did("zeb", "PATCH", f"/ideas/{idea}", body="wrote-second")
    task = ids["task"] = made.did("zeb", "POST", "/boards/team/tasks", title="wrote-task", body="wrote-task")["id"]
    made.did("zeb", "POST", f"/tasks/{task}/approaches", title="wrote-approach")
    comment = ids["comment"] = made.did("zeb", "POST", f"/ideas/{idea}/comments", body="wrote-comment")["id"]
    made.did("ben", "POST", f"/ideas/{idea}/comments", body="answered-by-ben", parent=comment)
    bens = ids["bens"] = made.did("ben", "POST", "/boards/team/ideas", title="Of ben")["id"]
    made.did("zeb", "POST", f"/ideas/{bens}/points", side="for", text="wrote-point")
    made.did("zeb", "PUT", f"/ideas/{bens}/vote")
    made.did("zeb", "PUT", f"/ideas/{bens}/flag", reason="wrote-flag")
    declined = made.did("ben", "POST", "/boards/team/ideas", title="Declined")["id"]
    decision = made.did("ada", "POST", f"/ideas/{declined}/decisions", outcome="decline", **BECAUSE)["id"]
    ids["question"] = made.did("zeb", "POST", f"/decisions/{decision}/questions", text="wrote-question")["id"]
    ids["feedback"] = made.did(
        "zeb", "POST", "/boards/team/feedback", receiver=ids["ada"], praise="wrote-praise"
    )["id"]  # fmt: skip
    made.did("ada", "POST", "/boards/team/feedback", receiver=ids["zeb"], praise="to-zebulon")
    made.did("zeb", "POST", "/boards/team/feedback-asks", asked=ids["ada"], question="wrote-ask")
    made.did("ben", "POST", "/boards/team/feedback-asks", asked=ids["zeb"], question="asked-of-zebulon")
    made.did("zeb", "POST", "/suggestions", text="wrote-suggestion", kind="comment")
    made.did("zeb", "POST", "/me/tokens", name="robot", scopes=["read"])
    _entered(made)
    whispered = {"title": "nobodys-idea", "anonymous": True}
    made.did("zeb", "POST", "/boards/team/ideas", **whispered)


def _entered(made: Life) -> None:
    """Where he is signed in, what would let him in, whom he invited, and what is on its way to him."""
    later = clock.now() + timedelta(days=7)
    with made.database.transaction() as session:
        identities.keep(session, "https://id.example.org", "zq7part-there", ACCOUNT)
        sessions.start(session, ACCOUNT, device="Firefox", way="link", limits=sessions.Limits(30, 14))
        links.make(session, "sign_in", ACCOUNT)
        board = made.make.board()
        said = {"role": "member", "uses": 1, "expires_at": later}
        theirs, _ = invitations.make(session, board, ACCOUNT, email=None, **said)
        invitations.make(session, board, made.make.person("ada"), email=EMAIL, **said)
        links.make(session, "join", invitation=theirs.id, email=EMAIL, name=NAME)
        mails.owe(session, "sign_in", EMAIL)


def _guided(made: Life) -> None:
    """Work that he does, and that he is a mentor of; and a review that he called."""
    ids = made.ids
    adopted = ids["adopted"] = made.did("ben", "POST", "/boards/team/ideas", title="Work")["id"]
    made.did("ada", "POST", f"/ideas/{adopted}/decisions", outcome="adopt", connection=None, **BECAUSE)
    at, why = f"/ideas/{adopted}/assignments", {"explanation": "You know it.", "kind": "suited"}
    work = ids["assignment"] = made.did("ada", "POST", at, **why, assignee=ids["zeb"])["id"]
    made.did("zeb", "PATCH", f"/assignments/{work}", state="accepted")
    made.did("zeb", "POST", f"/assignments/{work}/check-ins", going="wrote-check", learnt="wrote-learnt")
    stretch = {**why, "kind": "stretch", "mentor": ids["zeb"], "support_plan": "Together.", "assignee": ids["dia"]}
    helped = made.did("ada", "POST", at, **stretch)["id"]
    made.did("dia", "PATCH", f"/assignments/{helped}", state="accepted")
    made.did("zeb", "PATCH", f"/assignments/{helped}", mentor_state="accepted")
    asking = made.did("dia", "POST", f"/assignments/{helped}/check-ins", going="theirs-check", needs_help=True)["id"]
    made.did("zeb", "PATCH", f"/check-ins/{asking}", guidance="wrote-guidance")
    over = made.did("ben", "POST", "/boards/team/ideas", title="Over")["id"]
    made.did("ada", "POST", f"/ideas/{over}/decisions", outcome="adopt", connection=None, **BECAUSE)
    made.did("ada", "POST", f"/ideas/{over}/decisions", outcome="done")
    made.did("zeb", "POST", "/boards/team/reviews", idea=over, what_happened="It went well.")


def _led(made: Life) -> None:
    """What a leader does, on a board that ada leads too."""
    ids, make = made.ids, made.make
    make._boards["lab"] = decode("board", made.did("zeb", "POST", "/boards", slug="lab", name="Lab")["id"]) or 0
    for name, role in (("ada", "leader"), ("ben", "member"), ("dia", "member")):
        made.did("zeb", "PUT", f"/boards/lab/members/{ids[name]}", role=role)
    idea = made.did("ben", "POST", "/boards/lab/ideas", title="In the lab")["id"]
    due = (clock.now() + timedelta(days=90)).date().isoformat()
    promised = {"follow_ups": [{"promise": "led-promise", "due_on": due}], "rationale": "led-rationale"}
    decision = made.did("zeb", "POST", f"/ideas/{idea}/decisions", outcome="adopt", connection=None, **promised)
    made.did("zeb", "PATCH", f"/follow-ups/{decision['follow_ups'][0]['id']}", state="kept", note="led-note")
    asked = made.did("ben", "POST", f"/decisions/{decision['id']}/questions", text="Why?")["id"]
    made.did("zeb", "PATCH", f"/questions/{asked}", answer="led-answer")
    offer = {"assignee": ids["ben"], "explanation": "led-why", "kind": "suited"}
    made.did("zeb", "POST", f"/ideas/{idea}/assignments", **offer)
    said = made.did("ben", "POST", f"/ideas/{idea}/comments", body="Hm.")["id"]
    made.did("zeb", "PUT", f"/comments/{said}/hide", reason="led-hide")
    made.did("zeb", "DELETE", f"/comments/{said}/hide")
    settings = {"project": "p", "token": "s3cret-of-the-tracker"}
    connected = {"tracker": "fake", "name": "Fake", "settings": settings}
    ids["connection"] = made.did("zeb", "POST", "/boards/lab/connections", **connected)["id"]
    ids["other"] = made.did("zeb", "POST", "/boards/lab/connections", **connected)["id"]
    hook = {"url": "https://tracker.example.org/hook", "events": ["task.posted"]}
    made.did("zeb", "POST", "/boards/lab/webhooks", **hook)
    made.did("ben", "POST", "/boards/lab/tasks", title="To be told")
    sent = made.did("ben", "POST", "/boards/lab/ideas", title="To be sent")["id"]
    made.did("ada", "POST", f"/ideas/{sent}/decisions", outcome="adopt", **BECAUSE)
    ids["sent"] = sent
    closes = clock.now() + timedelta(days=7)
    questions = [{"text": "What should I stop?", "kind": "text"}]
    round = {"title": "led-round", "questions": questions, "threshold": 3, "closes_at": closes.isoformat()}
    made.did("zeb", "POST", "/boards/lab/feedback-rounds", **round)
    _answered(made)


def _answered(made: Life) -> None:
    """A round of his with its reply, and one of ada's that he has answered."""
    make = made.make
    of = make.round("text", by="ada", title="Of ada")
    with made.database.transaction() as session:
        rounds.answer(session, rounds.lock(session, of), ACCOUNT, [_said("nobodys-answer")])
    mine = {"title": "led-heard", "questions": [{"text": "What?", "kind": "text"}], "threshold": 3}
    with made.database.transaction() as session:
        closes = clock.now() + timedelta(minutes=1)
        board = make._boards["lab"]
        opened = rounds.open_round(session, board, ACCOUNT, closes_at=closes, **mine)
        for name in ("ada", "ben", "dia"):
            rounds.answer(session, rounds.lock(session, opened.id), make.person(name), [_said("nobodys-answer")])
        with clock.at(closes + timedelta(minutes=1)):
            held = rounds.lock(session, opened.id)
            rounds.reply(session, held, ACCOUNT, heard="led-heard", will_change="Less.")


def _said(text: str) -> dict[str, Any]:
    return {"question": 1, "text": text, "scale": None}


def _machines(made: Life) -> None:
    """What machines wrote about him: errors, results, calls of a tracker, and what a leader set up with his e-mail."""
    address = f"https://tracker.example.org/users?q={quote(EMAIL)}&name={quote_plus(NAME)}"
    words = f"Nobody is called {NAME.upper()} <{EMAIL}> here: {address}"
    connection = decode("connection", made.ids["connection"]) or 0
    with made.database.transaction() as session:
        held = connections.lock(session, connection)
        held.account = NAME
        held.settings = {**held.settings, "user": EMAIL}
        job = connections.check(session, held)
        job.state, job.last_error, job.result = "dead", words, {"ok": False, "account": NAME, "findings": [words]}
        deliveries.record(session, job.id, clock.now(), "failed", words)
        body = f'{{"user": "{NAME}"}}'.encode()
        inbox.keep(session, held.board_id, held.id, "delivery-1", {"From": EMAIL}, body, clock.now())
        connections.import_issues(session, held, ACCOUNT)
        message = session.query(Message).first()
        assert message is not None
        messages.begun(session, message.id, clock.now())
        idea = decode("idea", made.ids["sent"]) or 0
        issue = session.query(Issue).filter(Issue.idea_id == idea).one()
        issues.made(session, issue, issues.Remote("7", "P-7", "https://tracker.example.org/7"), None)
        issue.status_name = f"Waiting for {NAME}"
        issues.stuck(session, issue, "refused", words)
        session.add(
            Import(
                board_id=held.board_id, digest="0" * 64, name=f"ideas of {NAME}.jsonl", ideas=0, votes=0, comments=0,
                decisions=0, accounts=0, imported_at=clock.now(),
            )
        )  # fmt: skip
        connections.pause(session, connections.lock(session, decode("connection", made.ids["other"]) or 0), words)
        session.execute(update(Webhook).values(state="disabled", reason=words))


def _others(made: Life) -> None:
    """What is between others."""
    ids = made.ids
    made.did("dia", "POST", "/boards/team/feedback", receiver=ids["ben"], praise="theirs-feedback")
    made.did("dia", "POST", "/boards/team/feedback-asks", asked=ids["ben"], question="theirs-ask")
    made.did("dia", "PUT", f"/ideas/{ids['idea']}/flag", reason="theirs-flag")
    made.did("ben", "POST", "/me/tokens", name="theirs-token", scopes=["read"])
    made.did("zeb", "POST", "/me/export")
    made.work("account.export")
