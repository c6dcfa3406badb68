"""The demo's story: a platform team of three, their values, two tasks, and ideas in every state."""

from dataclasses import dataclass, field
from typing import Final

VALUES: Final = {
    "Sleep": "Nobody is woken for what can wait until morning.",
    "Small steps": "We ship something small every day rather than something big some day.",
    "Open doors": "Anybody can understand, run and change anything we own.",
    "Tidy house": "What nobody uses goes.",
}


@dataclass(frozen=True)
class Approach:
    """An approach to a task, or an idea of its own."""

    title: str
    body: str
    by: str
    days_ago: int
    votes: tuple[str, ...] = ()
    effort: str | None = None
    learning: str | None = None
    values: dict[str, str] = field(default_factory=dict)
    comments: tuple[tuple[str, str], ...] = ()
    points: tuple[tuple[str, str, str], ...] = ()
    # What was answered, in order: outcome, rationale.
    answers: tuple[tuple[str, str | None], ...] = ()
    edited: str | None = None
    withdrawn: bool = False
    # The title of the idea that this one became part of, and why.
    merged: tuple[str, str] | None = None
    anonymous: bool = False


@dataclass(frozen=True)
class Task:
    """A task with its approaches; `chosen` are adopted, the others get a word."""

    title: str
    body: str
    by: str
    days_ago: int
    approaches: tuple[Approach, ...]
    comments: tuple[tuple[str, str], ...] = ()
    chosen: str | None = None
    rationale: str = ""
    words: dict[str, tuple[str, str]] = field(default_factory=dict)


TASKS: Final = (
    Task(
        title="Make the nightly build reliable",
        body="The nightly build fails **one night in three**, and whoever is on call finds out at two.\n\n"
        "What we know so far:\n\n- most failures are time-outs while dependencies are fetched\n"
        "- a rerun nearly always passes\n- nobody has looked at a failure older than a week",
        by="ada",
        days_ago=18,
        comments=(("dia", "I kept a list for two weeks: 9 of 11 failures were the package mirror."),),
        approaches=(
            Approach(
                title="Cache the dependencies between nights",
                body="Most of the night is downloads. A cache keyed by the lock files would take the mirror out of "
                "the picture.\n\nI measured it on my branch: `14 min` instead of `41 min`.",
                by="ben",
                days_ago=16,
                votes=("ada", "dia"),
                effort="small",
                learning="How much of our build is really ours.",
                values={"Sleep": "The usual two o'clock failure goes away."},
                comments=(
                    ("dia", "The cache key was the hard part when we tried this in spring."),
                    ("ben", "I would key it by the lock files alone; then a stale cache cannot happen."),
                ),
                points=(("for", "It makes local builds faster too.", "dia"),),
            ),
            Approach(
                title="Retry every download three times",
                body="The cheapest thing that could work: wrap the fetch step in a retry with a pause.",
                by="dia",
                days_ago=15,
                votes=("ben",),
                effort="small",
                points=(("against", "It hides the mirror's trouble instead of ending it.", "ben"),),
            ),
            Approach(
                title="Build in the morning instead",
                body="If it fails at nine, the person who can mend it is awake. Nothing else has to change.",
                by="dia",
                days_ago=12,
                votes=("ada",),
                values={"Sleep": "Nobody is on call for a build."},
                points=(("for", "It costs nothing and we could do it today.", "dia"),),
            ),
        ),
    ),
    Task(
        title="Give every service a page that says how it is run",
        body="New people ask the same five questions about each service. Let us answer them once.",
        by="ben",
        days_ago=30,
        chosen="A RUNBOOK.md beside the code, checked in CI",
        rationale="It lives where the code lives, so it changes with it, and CI keeps it from going stale. "
        "We can start with one service this week.",
        words={
            "A wiki space with one page a service": (
                "decline",
                "Thank you, dia: the template you drew up is what we will use. A wiki is one place too far from "
                "the code to stay true.",
            ),
            "Generate the pages from the deployment files": (
                "not_now",
                "I like where this goes. Let us have a few pages by hand first, so that we know what to generate.",
            ),
        },
        approaches=(
            Approach(
                title="A RUNBOOK.md beside the code, checked in CI",
                body="Five headings, one file, and a check that they are not empty.",
                by="ben",
                days_ago=28,
                votes=("ada", "dia", "ben"),
                effort="small",
                values={"Open doors": "Whoever opens the repository can run the service."},
            ),
            Approach(
                title="A wiki space with one page a service",
                body="With a template, so that every page answers the same questions.",
                by="dia",
                days_ago=27,
                votes=("dia",),
            ),
            Approach(
                title="Generate the pages from the deployment files",
                body="Owners, ports, dashboards and alarms are all in there already.",
                by="dia",
                days_ago=26,
                votes=("ben",),
                effort="large",
                learning="Whether our deployment files say the truth.",
            ),
        ),
    ),
)

IDEAS: Final = (
    Approach(
        title="One switch to turn a feature off",
        body="Last week a rollback took forty minutes. A switch per feature would have taken ten seconds.",
        by="dia",
        days_ago=3,
        votes=("ada", "ben", "dia"),
        effort="medium",
        values={"Small steps": "We can ship a half-done thing without anybody seeing it."},
        comments=(("ada", "What would happen to switches that nobody turns any more?"),),
        points=(
            ("for", "We could show a feature to ourselves first.", "ben"),
            ("against", "Every switch doubles what has to be tested.", "dia"),
        ),
    ),
    Approach(
        title="Pair on every on-call handover",
        body="Half an hour together on Monday, so that nobody inherits a riddle.",
        by="ben",
        days_ago=9,
        votes=("dia",),
        effort="small",
        values={"Sleep": "You know what to expect before the phone rings."},
    ),
    Approach(
        title="A quiet hour every morning",
        body="No meetings and no messages from nine to ten.",
        by="dia",
        days_ago=21,
    ),
    Approach(
        title="Replace the staging database every night from an anonymised copy",
        body="Tests on staging pass because its data is from three years ago.",
        by="ben",
        days_ago=24,
        votes=("ada", "dia"),
        effort="medium",
        learning="What our data looks like by now.",
        answers=(("adopt", "Two incidents this quarter would have shown up on staging. This pays for itself."),),
        edited="Tests on staging pass because its data is from three years ago.\n\nAnonymise *before* it leaves "
        "production, not after.",
    ),
    Approach(
        title="Measure how long a first change takes a new person",
        body="From first day to first change in production. I think it is weeks.",
        by="dia",
        days_ago=33,
        votes=("ada", "ben"),
        values={"Open doors": "If it takes weeks, some door is closed."},
        answers=(
            ("adopt", "We say that doors are open; let us find out. It stays about the path, never the person."),
            ("start", None),
        ),
    ),
    Approach(
        title="Delete the old deployment scripts",
        body="Nobody has run them since March, and twice somebody edited the wrong ones.",
        by="ben",
        days_ago=40,
        votes=("ada", "ben", "dia"),
        effort="small",
        values={"Tidy house": "Nobody stumbles over what nobody runs."},
        answers=(
            ("adopt", "They confuse everybody who is new, and git remembers them for us."),
            ("done", "All 2,300 lines are gone. Thank you, ben."),
        ),
    ),
    Approach(
        title="Move everything to one big repository",
        body="One clone, one build, one version of the truth.",
        by="ben",
        days_ago=38,
        votes=("ben",),
        effort="large",
        answers=(
            (
                "decline",
                "Our builds are slow already and this would make all of them one build. What you want from it, one "
                "version of shared code, we can have by publishing it: would you write that up?",
            ),
        ),
    ),
    Approach(
        title="Write our own scheduler",
        body="The one we have has no way to say *after that one, but only on Fridays*.",
        by="dia",
        days_ago=20,
        votes=("ben",),
        effort="large",
        answers=(
            ("not_now", "We run eleven jobs. When we run thirty, or the second one that needs this, it comes back."),
        ),
    ),
    Approach(
        title="Chaos afternoon: turn something off on purpose",
        body="Once a month, announced, with everybody in the room.",
        by="dia",
        days_ago=44,
        votes=("ada", "dia"),
        learning="What breaks first.",
        answers=(
            ("adopt", "I would rather learn this on a Tuesday afternoon than on a Sunday night."),
            (
                "drop",
                "We tried twice and both times had to stop: without switches we cannot undo quickly enough. The "
                "mistake was mine, for asking for it before we had them. It comes after the switches.",
            ),
        ),
    ),
    Approach(
        title="Rename the main service",
        body="Its name is a joke that nobody under thirty understands.",
        by="ben",
        days_ago=14,
        comments=(("dia", "I did not know it was a joke!"),),
        withdrawn=True,
    ),
    Approach(
        title="No meetings before ten",
        body="I get my best hour when nobody wants anything.",
        by="ben",
        days_ago=12,
        votes=("ben",),
        comments=(("ada", "Would a shared hour do, or must it be the whole morning?"),),
        merged=("A quiet hour every morning", "It is the same wish; dia said it first, and more of us can join there."),
    ),
    Approach(
        title="Say in the review when you have not understood a change",
        body="I approve things that I do not understand, because asking feels slow. I doubt that I am the only one.",
        by="dia",
        days_ago=5,
        votes=("ada", "ben"),
        values={"Open doors": "A question is a door."},
        anonymous=True,
    ),
)
