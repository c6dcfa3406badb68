"""Builders: `make.idea(title="…")` makes what a test needs with the core's own verbs.

The people are ada (leader), ben and dia (members) of the board `team`, cy (on no board) and root (admin).
"""

from datetime import timedelta
from functools import cache
from typing import Any

from argon2 import PasswordHasher

from ideaboard import clock
from ideaboard.api.dialect.call import Installation
from ideaboard.core.decisions import assignments, check_ins, decisions, reviews
from ideaboard.core.feedback import asks, feedback, rounds
from ideaboard.core.ideas import comments, ideas, points, tasks, values, votes
from ideaboard.core.ideas.text import render
from ideaboard.core.outbox import webhooks
from ideaboard.core.people import accounts, boards, tokens
from ideaboard.core.tracking import adoption, connections, issues
from ideaboard.ids import encode, signing_secret

# Several unusual words.
PASSWORD = "gravel piano lantern otter"

ROLES = {"ada": "leader", "ben": "member", "dia": "member"}


@cache
def quick_hash(password: str) -> str:
    """The hash of a password, made with less pain than ours: `needs_rehash` is true of it."""
    return PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(password)


class Make:
    """Makes things, each in a transaction of its own. Ids are inside ids; `make.path(…)` gives addresses."""

    def __init__(self, home: Installation) -> None:
        self.home = home
        self._people: dict[str, int] = {}
        self._boards: dict[str, int] = {}

    def person(self, name: str) -> int:
        """Somebody's account; made when first named. Members of `team` are put there."""
        if name not in self._people:
            with self.home.database.transaction() as session:
                made = accounts.create(session, name=name.title(), email=f"{name}@example.org", admin=name == "root")
            self._people[name] = made.id
            if name in ROLES and name != "ada":
                board = self.board()
                with self.home.database.transaction() as session:
                    boards.put_member(session, board, self.person("ada"), made.id, ROLES[name])
        return self._people[name]

    def password(self, name: str, password: str = PASSWORD) -> str:
        """Somebody's password; returns their e-mail."""
        account = self.person(name)
        with self.home.database.transaction() as session:
            session.get_one(accounts.Account, account).password_hash = quick_hash(password)
        return f"{name}@example.org"

    def token(self, name: str, *scopes: str, **kw: Any) -> str:
        """A token of somebody; with every scope unless some are named."""
        account = self.person(name)
        self.board()
        with self.home.database.transaction() as session:
            _, secret = tokens.create(session, account, name="test", scopes=scopes or tokens.SCOPES, **kw)
        return secret

    def board(self, slug: str = "team", leader: str = "ada", **kw: Any) -> int:
        """A board; made when first named."""
        if slug not in self._boards:
            by = self.person(leader)
            with self.home.database.transaction() as session:
                self._boards[slug] = boards.create(session, by, slug=slug, name=slug.title(), **kw).id
        return self._boards[slug]

    def value(self, name: str = "Sleep", board: str = "team") -> int:
        """A value of the board."""
        place, by = self.board(board), self.person("ada")
        with self.home.database.transaction() as session:
            return values.name(session, place, by, name=name).id

    def task(self, title: str = "A task", body: str = "", by: str = "ben", board: str = "team") -> int:
        """A task."""
        account, place = self.person(by), self.board(board)
        with self.home.database.transaction() as session:
            return tasks.post(session, place, account, title=title, body=render(body)).id

    def idea(
        self, title: str = "An idea", body: str = "Words.", by: str = "ben", board: str = "team", **kw: Any
    ) -> int:
        """An idea; `task=` makes it an approach."""
        account, place = self.person(by), self.board(board)
        with self.home.database.transaction() as session:
            return ideas.post(session, place, account, title=title, body=render(body), **kw).id

    def vote(self, idea: int, *names: str) -> None:
        """Votes of the people named."""
        for name in names:
            account = self.person(name)
            with self.home.database.transaction() as session:
                votes.cast(session, idea, account)

    def comment(self, idea: int, body: str = "Hm.", by: str = "ben", **kw: Any) -> int:
        """A comment on an idea."""
        account, place = self.person(by), self.board()
        with self.home.database.transaction() as session:
            return comments.post(session, place, account, idea=idea, body=render(body), **kw).id

    def point(self, idea: int, side: str = "for", text: str = "It pays.", by: str = "ben") -> int:
        """An argument about an idea."""
        account = self.person(by)
        with self.home.database.transaction() as session:
            return points.post(session, ideas.lock(session, idea), account, side=side, text=text).id

    def decide(
        self,
        idea: int,
        outcome: str,
        rationale: str | None = "Because.",
        by: str = "ada",
        into: int | None = None,
        **kw: Any,
    ) -> int:
        """An answer to an idea; adopting makes an issue at the board's default connection."""
        account = self.person(by)
        with self.home.database.transaction() as session:
            held, other = decisions.lock_both(session, idea, into or idea)
            said = {"rationale": rationale, "into": other if into else None, **kw}
            return adoption.answer(session, held, account, outcome, **said).id

    def done(self, title: str = "An idea", **kw: Any) -> int:
        """An idea that is adopted and done; no issue is made of it."""
        idea = self.idea(title, **kw)
        self.decide(idea, "adopt", connection=None)
        self.decide(idea, "done")
        return idea

    def review(self, idea: int | None = None, by: str = "ben", what_happened: str = "It broke.", **said: Any) -> int:
        """A review of an idea; of a fresh one that is done unless one is given. Texts are markdown."""
        idea, account = idea or self.done(), self.person(by)
        texts = {"conditions": "", "helped": "", "lessons": "", "statement": None, **said}
        texts = {name: render(text) if isinstance(text, str) else text for name, text in texts.items()}
        where = texts.pop("where", None)
        asked = {"actions": [], "meets_at": None, "minutes": 45, **texts, "where": where.source if where else None}
        with self.home.database.transaction() as session:
            board = session.get_one(ideas.Idea, idea).board_id
            return reviews.call(session, board, account, idea, what_happened=render(what_happened), **asked).id

    def adopted(self, title: str = "An idea", by: str = "ben", **kw: Any) -> int:
        """An idea in the backlog."""
        idea = self.idea(title, by=by, **kw)
        self.decide(idea, "adopt")
        return idea

    def offer(
        self, idea: int, to: str = "ben", kind: str = "suited", mentor: str | None = None, why: str = "You know it."
    ) -> int:
        """An offer of work on an adopted idea."""
        by, assignee = self.person("ada"), self.person(to)
        helped = {"mentor": self.person(mentor), "support_plan": "Two hours a week."} if mentor else {}
        with self.home.database.transaction() as session:
            said = {"assignee": assignee, "explanation": why, "kind": kind, **helped}
            return assignments.offer(session, ideas.lock(session, idea), by, **said).id

    def answer(self, assignment: int, said: str, by: str = "ben") -> None:
        """What the person says of an assignment."""
        account = self.person(by)
        with self.home.database.transaction() as session:
            assignments.answer(session, assignments.lock(session, assignment), account, said)

    def answer_as_mentor(self, assignment: int, said: str, by: str = "dia") -> None:
        """What the mentor says of an offer."""
        account = self.person(by)
        with self.home.database.transaction() as session:
            assignments.answer_as_mentor(session, assignments.lock(session, assignment), account, said)

    def assignment(self, idea: int, to: str = "ben", mentor: str | None = None) -> int:
        """An assignment that everybody who is asked has accepted."""
        made = self.offer(idea, to, "stretch" if mentor else "suited", mentor)
        self.answer(made, "accepted", to)
        if mentor:
            self.answer_as_mentor(made, "accepted", mentor)
        return made

    def check_in(self, assignment: int, by: str = "ben", going: str = "It goes.", **kw: Any) -> int:
        """A check-in of the person."""
        account = self.person(by)
        with self.home.database.transaction() as session:
            return check_ins.post(session, assignments.lock(session, assignment), account, going=going, **kw).id

    def feedback(self, by: str = "ben", to: str = "ada", **said: Any) -> int:
        """Feedback, that of a member to a leader unless said."""
        board, account, receiver = self.board(), self.person(by), self.person(to)
        with self.home.database.transaction() as session:
            return feedback.give(session, board, account, receiver=receiver, **({"praise": "You asked."} | said)).id

    def ask(self, by: str = "ben", of: str = "ada", question: str = "How was it?") -> int:
        """An ask for feedback."""
        board, account, asked = self.board(), self.person(by), self.person(of)
        with self.home.database.transaction() as session:
            return asks.post(session, board, account, asked=asked, question=question).id

    def round(self, *kinds: str, by: str = "ada", days: int = 7, **kw: Any) -> int:
        """An open round of questions of these kinds (one in words, one on a scale), with three who can answer."""
        account, board = self.person(by), self.board()
        for member in [self.person(name) for name in ("ben", "dia", "eve")]:
            with self.home.database.transaction() as session:
                boards.put_member(session, board, account, member, "member")
        asked = [{"text": f"What is {kind}?", "kind": kind} for kind in kinds or ("text", "scale")]
        said = {"title": "Spring", "questions": asked, "threshold": 3, **kw}
        with self.home.database.transaction() as session:
            closes = clock.now() + timedelta(days=days)
            return rounds.open_round(session, board, account, closes_at=closes, **said).id

    def answer_round(self, of: int, by: str, *said: Any) -> None:
        """Somebody's answers, by question: a text, a number, or None for what is skipped."""
        account = self.person(by)
        given = [
            {"question": n, "text": None, "scale": None, "text" if isinstance(one, str) else "scale": one}
            for n, one in enumerate(said, 1)
            if one is not None
        ]
        with self.home.database.transaction() as session:
            rounds.answer(session, rounds.lock(session, of), account, given)

    def connection(self, tracker: str = "fake", board: str = "team", secrets: Any = None, **settings: Any) -> int:
        """A connection of the board; the first one becomes its default."""
        sealed = self.home.keys.seal(secrets or {})
        place, by = self.board(board), self.person("ada")
        with self.home.database.transaction() as session:
            return connections.create(
                session,
                place,
                by,
                tracker=tracker,
                name=tracker,
                settings=settings,
                sealed=sealed,
                secrets=tuple(secrets or ()),
            ).id

    def webhook(self, board: str = "team", url: str = "https://tracker.example.org/hook", **kw: Any) -> int:
        """A webhook of the board, which wants everything unless said."""
        place, by = self.board(board), self.person("ada")
        sealed = self.home.keys.seal(webhooks.fresh(signing_secret()))
        with self.home.database.transaction() as session:
            return webhooks.create(session, place, by, url=url, sealed=sealed, **{"events": [], **kw}).id

    def issue(self, idea: int) -> issues.Issue:
        """The latest issue row of an idea."""
        with self.home.database.transaction() as session:
            found = session.get_one(ideas.Idea, idea).issue_id
            assert found is not None
            return session.get_one(issues.Issue, found)

    @staticmethod
    def path(kind: str, number: int, rest: str = "") -> str:
        """The address of a thing under /api/v1."""
        return f"/{kind}s/{encode(kind, number)}{rest}"
