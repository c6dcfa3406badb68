"""The story's further chapters: what becomes of adopted work, and how the team talks about it, step by step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from ideaboard import clock
from ideaboard.api.feedback.template import QUESTIONS
from ideaboard.core.decisions import assignments, check_ins, decisions, follow_ups, questions, reviews
from ideaboard.core.decisions.decisions import Decision
from ideaboard.core.feedback import asks, feedback, rounds
from ideaboard.core.feedback.rounds import RoundQuestion
from ideaboard.core.ideas import ideas, values
from ideaboard.core.ideas.text import render
from ideaboard.db import Database

STAGING: Final = "Replace the staging database every night from an anonymised copy"
FIRST_CHANGE: Final = "Measure how long a first change takes a new person"
SCRIPTS: Final = "Delete the old deployment scripts"
CHAOS: Final = "Chaos afternoon: turn something off on purpose"
ONE_REPOSITORY: Final = "Move everything to one big repository"
SCHEDULER: Final = "Write our own scheduler"
RETIRED: Final = "Tidy house"

# What was said in the round that is over: to its questions by number, in words or on the scale.
SAID: Final[dict[str, dict[int, Any]]] = {
    "ben": {1: "The alarms came to us without anybody who knew them. A week side by side would have done.", 7: 4},
    "dia": {3: "The wiki. You were right, but you had decided before you asked.", 6: "You took the blame. Thank you.",
            7: 3},
    "eve": {3: "Could we talk about the ideas of those who say little, once a month?", 7: 3},
    "fay": {4: "Why we do not look at one repository again.", 7: 4},
}  # fmt: skip


@dataclass(frozen=True)
class Steps:
    """Tells it to the board of `seed`, each chapter in a transaction of its own."""

    database: Database
    board: int
    people: dict[str, int]
    ago: Callable[[float], datetime]

    def tell(self) -> None:
        """Everything."""
        for chapter in (self._guidance, self._trust, self._values, self._feedback, self._rounds, self._support):
            with self.database.transaction() as session:
                chapter(session)

    @contextmanager
    def _at(self, days_ago: float) -> Iterator[datetime]:
        with clock.at(self.ago(days_ago)):
            yield clock.now()

    def _idea(self, session: Session, title: str) -> ideas.Idea:
        number = session.scalars(select(ideas.Idea.id).where(ideas.Idea.title == title)).one()
        return ideas.lock(session, number)

    def _decision(self, session: Session, title: str, outcome: str) -> Decision:
        idea = self._idea(session, title).id
        number = session.scalars(select(Decision.id).where(Decision.idea_id == idea, Decision.outcome == outcome)).one()
        return decisions.of(session, number)

    def _guidance(self, session: Session) -> None:
        ada, ben, dia = (self.people[name] for name in ("ada", "ben", "dia"))
        staging = self._idea(session, STAGING)
        with self._at(18):
            work = assignments.offer(
                session, staging, ada, assignee=ben, kind="stretch", mentor=dia,
                explanation="You asked for work on our data, and nobody has looked at the copies as closely as you.",
                support_plan="Dia sits with you on Tuesdays. Nothing else of yours is urgent until it runs.",
            )  # fmt: skip
        with self._at(17.5):
            assignments.answer(session, work, ben, "accepted")
        with self._at(17):
            assignments.answer_as_mentor(session, work, dia, "accepted")
        with self._at(12):
            stuck = check_ins.post(
                session, work, ben, going="The copy runs. Making the addresses anonymous is harder than I thought.",
                learnt="How our foreign keys hang together.", needs_help=True,
            )  # fmt: skip
        with self._at(11.5):
            check_ins.guide(
                session, stuck, dia, "Begin with the three tables that hold names; the rest can stay empty for now. "
                "Tomorrow at two, together?",
            )  # fmt: skip
        with self._at(1):
            check_ins.post(
                session, work, ben, going="It runs every night. There are names in free text too.", needs_help=True
            )
        with self._at(0.8):
            assignments.offer(
                session, self._idea(session, FIRST_CHANGE), ada, assignee=dia, kind="suited",
                explanation="It was your question, and people tell you how it was for them.",
            )  # fmt: skip

    def _trust(self, session: Session) -> None:
        ada, ben, dia = (self.people[name] for name in ("ada", "ben", "dia"))
        # With which answer, how long ago; the promise and its day; and when it was kept, with a word.
        promised: tuple[tuple[str, float, str, float, float | None, str | None], ...] = (
            (STAGING, 19, "Say after two weeks what the copy costs us each night.", 5, None, None),
            (FIRST_CHANGE, 28, "Ask two people who joined this year.", 20, 21, None),
            (SCRIPTS, 35, "Tell the other teams before the scripts go.", 33, 31,
             "I told them two days late. Nobody missed anything; next time I write first."),
        )  # fmt: skip
        for title, made, promise, due, kept, note in promised:
            decision = self._decision(session, title, "adopt")
            due_on = self.ago(due).date()
            with self._at(made) as now:
                said = [{"promise": promise, "due_on": due_on}]
                follow_ups.promise(session, decision.id, self.board, said, now.date())
            if kept is not None:
                number = session.scalars(
                    select(follow_ups.FollowUp.id).where(follow_ups.FollowUp.decision_id == decision.id)
                ).one()
                with self._at(kept):
                    held = follow_ups.lock(session, number)
                    follow_ups.settle(session, held, ada, None, state="kept", note=note)
        with self._at(30):
            why = questions.ask(
                session, self._decision(session, ONE_REPOSITORY, "decline"), dia,
                text="What would have to change for a yes?",
            )  # fmt: skip
        with self._at(29):
            questions.answer(
                session, why, ada, None,
                answer="A build of one part in under five minutes. Then I would look at it again, gladly.",
            )  # fmt: skip
        with self._at(4):
            questions.ask(
                session, self._decision(session, SCHEDULER, "not_now"), ben, text="Why thirty jobs, and not fifteen?"
            )

    def _values(self, session: Session) -> None:
        with self._at(2):
            number = session.scalars(select(values.Value.id).where(values.Value.name == RETIRED)).one()
            values.retire(session, values.lock(session, self.board, number), self.people["ada"], None)

    def _feedback(self, session: Session) -> None:
        ada, ben, dia = (self.people[name] for name in ("ada", "ben", "dia"))
        with self._at(32):
            given = feedback.give(
                session, self.board, ben, receiver=ada,
                about=("decision", self._decision(session, CHAOS, "drop").id),
                praise="You said in front of everybody that the mistake was yours.",
                lesson="After that, I could say which one was mine.",
            )  # fmt: skip
        with self._at(31):
            feedback.share(session, given, ada, None, shared=True)
        with self._at(10):
            feedback.give(
                session, self.board, dia, receiver=ben, about=("idea", self._idea(session, STAGING).id),
                praise="The copy was there within a week.", advice="Show it to somebody at half.",
                circumstances="You were alone with it for most of that week.",
                lesson="What is shown at half is easier to turn round.",
            )  # fmt: skip
        with self._at(1.5):
            asks.post(
                session, self.board, ada, asked=dia, question="Was it clear why I said no to the wiki?",
                about=("decision", self._decision(session, "A wiki space with one page a service", "decline").id),
            )  # fmt: skip

    def _rounds(self, session: Session) -> None:
        ada = self.people["ada"]
        asked = [dict(question) for question in QUESTIONS]
        with self._at(62):
            over = rounds.open_round(
                session, self.board, ada, title="How I lead", questions=asked, closes_at=self.ago(50), threshold=3
            )
        for name, said in SAID.items():
            with self._at(55):
                given = [
                    {"question": number, "text": None, "scale": None} | {asked[number - 1]["kind"]: word}
                    for number, word in said.items()
                ]
                rounds.answer(session, rounds.lock(session, over.id), self.people[name], given)
        with self._at(49):
            rounds.reply(
                session, rounds.lock(session, over.id), ada,
                heard="I decide before I have asked, and work arrives at people who were never shown it.",
                will_change="I ask before I answer, and work that is new to you comes with somebody who knows it.",
            )  # fmt: skip
        with self._at(8):
            kept = session.get_one(RoundQuestion, (over.id, 3))
            # They lie in an order that tells nothing, so it is looked for.
            place = [words for _, words in kept.answers].index(SAID["eve"][3]) + 1
            rounds.raise_idea(
                session, rounds.lock(session, over.id), self.people["dia"],
                title="Once a month, the ideas of those who say little", question=3, suggestion=place,
            )  # fmt: skip
        with self._at(2):
            rounds.open_round(
                session, self.board, ada, title="After the chaos afternoons",
                questions=[asked[5], asked[6]], closes_at=self.ago(-12), threshold=3,
            )  # fmt: skip

    def _support(self, session: Session) -> None:
        dia, ben = self.people["dia"], self.people["ben"]
        nothing = {"helped": render(""), "lessons": render(""), "statement": None}
        with self._at(33):
            review = reviews.call(
                session, self.board, dia, self._idea(session, CHAOS).id, meets_at=self.ago(31), minutes=45,
                where="The room with the plants", **nothing,
                what_happened=render("The queue was turned off twice, and was not back within ten minutes."),
                conditions=render("There were no switches, and a release was planned for the same day."),
                actions=[{"title": "Write down how each part is turned on again", "body": render("")},
                         {"title": "Agree on days without releases for such afternoons", "body": render("")}],
            )  # fmt: skip
        with self._at(31):
            reviews.edit(
                session, review, ben, None, state="held",
                helped=render("Everybody was in the room, and the old configuration was still open on a screen."),
                lessons=render("Nothing is turned off that cannot be turned on again within a minute."),
            )  # fmt: skip
        with self._at(30):
            reviews.edit(
                session, review, dia, None, state="shared",
                statement=render("We broke it together and mended it together. The next one comes after the switches."),
            )  # fmt: skip
        with self._at(1):
            reviews.call(
                session, self.board, ben, self._idea(session, SCRIPTS).id,
                meets_at=self.ago(-3).replace(minute=0, second=0) + timedelta(hours=1), minutes=30,
                where="The room with the plants", **nothing, conditions=render(""), actions=[],
                what_happened=render("It went well, and took an afternoon. What made it so easy?"),
            )  # fmt: skip
