"""Every operation that writes, done by somebody who may: what each leaves in the audit trail is looked for."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeAlias

from ideaboard import clock
from ideaboard.core.tracking.issues import Issue
from ideaboard.ids import decode
from tests.api.outbox.entering import entering
from tests.unbreakable.world import LATER, World

# Who asks for what with which fields, and by what name the id of the answer is known to those that follow.
Ask: TypeAlias = tuple[str, str, dict[str, Any], str]
Step: TypeAlias = Ask | Callable[[World], list[Ask]]

BECAUSE = {"rationale": "Because."}
NOT_NOW = {"outcome": "not_now", "revisit_on": LATER, **BECAUSE}


def ask(who: str, what: str, keep: str = "", **fields: Any) -> Ask:
    """A step: `«name»` stands for an id."""
    return who, what, fields, keep


def idea(name: str, by: str = "ben", **fields: Any) -> Ask:
    """A fresh idea."""
    return ask(by, "POST /boards/team/ideas", name, title=f"Idea {name}", **fields)


def answer(name: str, outcome: str, **fields: Any) -> Ask:
    """A leader's answer to an idea."""
    return ask("ada", f"POST /ideas/«{name}»/decisions", outcome=outcome, **BECAUSE, **fields)


def _in_conflict(world: World) -> list[Ask]:
    """Issues that say something else than their ideas: a leader follows the tracker's word, whatever it is."""
    asks: list[Ask] = []
    for status, theirs in (("adopted", "in_progress"), ("in_progress", "adopted"), ("in_progress", "done")):
        made = world.did("ben", "POST", "/boards/team/ideas", title=f"To be {theirs}")["id"]
        path = f"/ideas/{made}"
        world.did("ada", "POST", path + "/decisions", outcome="adopt", connection=world.ids["connection"], **BECAUSE)
        if status == "in_progress":
            world.did("ada", "POST", path + "/decisions", outcome="start")
        issue = world.did("ada", "GET", path)["issue"]["id"]
        with world.make.home.database.transaction() as session:
            found = session.get_one(Issue, decode("issue", issue))
            found.state, found.theirs, found.remote_id = "conflict", theirs, f"r{len(asks)}"
        asks.append(("ada", f"PATCH /issues/{issue}", {"keep": "theirs"}, ""))
    return asks


def _promises(world: World) -> list[Ask]:
    """Two promises, made with an answer: one is kept, the other cannot be."""
    promised = [{"promise": "Report.", "due_on": LATER}, {"promise": "Ask again.", "due_on": LATER}]
    path = f"/ideas/{world.ids['idea_new']}/decisions"
    made = world.did("ada", "POST", path, outcome="decline", follow_ups=promised, **BECAUSE)["follow_ups"]
    return [
        ask("ada", f"PATCH /follow-ups/{made[0]['id']}", state="kept"),
        ask("ada", f"PATCH /follow-ups/{made[1]['id']}", state="released", note="It cannot be."),
    ]


def _dead_job(world: World) -> list[Ask]:
    """A job that was given up."""
    dead = world.client("ada").get("/boards/team/jobs", state="dead").json["data"]
    return [ask("ada", f"POST /jobs/{dead[-1]['id']}/retry")]


def _round(world: World) -> list[Ask]:
    """A round from its opening to its reply, in which root can answer too."""
    root = world.ids["account_root"]
    closes = clock.now() + timedelta(minutes=1)
    asked = {"title": "Spring", "questions": [{"text": "What should I stop?", "kind": "text"}], "threshold": 3}
    world.did("ada", "PUT", f"/boards/team/members/{root}", role="member")
    made = world.did("ada", "POST", "/boards/team/feedback-rounds", closes_at=closes.isoformat(), **asked)["id"]
    for who in ("ben", "dia", "root"):
        world.did(who, "POST", f"/feedback-rounds/{made}/answer", answers=[{"question": 1, "text": "Meetings."}])
    with clock.at(closes + timedelta(minutes=1)):
        world.did("ada", "POST", f"/feedback-rounds/{made}/reply", heard="Meetings.", will_change="Fewer.")
    return [
        ask("ben", f"POST /feedback-rounds/{made}/ideas", title="Fewer meetings", question=1, suggestion=1),
        ask("ada", f"DELETE /boards/team/members/{root}"),
    ]


PEOPLE: list[Step] = [
    ask("root", "POST /accounts", "fay", name="Fay", email="fay@example.org"),
    ask("root", "PATCH /accounts/«fay»", name="Fay Wray"),
    ask("root", "PATCH /accounts/«fay»", disabled=True),
    ask("root", "PATCH /accounts/«fay»", disabled=False),
    ask("ben", "PATCH /me", name="Benjamin"),
    ask("ben", "POST /me/tokens", "phone", name="phone", scopes=["read"]),
    ask("ben", "DELETE /me/tokens/«phone»"),
    ask("ben", "POST /boards", slug="bens", name="Ben's"),
    ask("ada", "PATCH /boards/team", name="The team", purpose="To be one."),
    ask("ada", "PATCH /boards/team", archived=True),
    ask("ada", "PATCH /boards/team", archived=False),
    ask("ada", "PUT /boards/team/members/«account_cy»", role="member"),
    ask("ada", "PUT /boards/team/members/«account_cy»", role="leader"),
    ask("ada", "DELETE /boards/team/members/«account_cy»"),
]

WORDS: list[Step] = [
    ask("ada", "POST /boards/team/values", "value_new", name="Calm"),
    ask("ada", "PATCH /boards/team/values/«value_new»", meaning="No haste."),
    ask("ada", "PUT /boards/team/values/«value_new»/place", after=None),
    ask("ada", "DELETE /boards/team/values/«value_new»"),
    ask("ben", "POST /boards/team/tasks", "task_new", title="A task"),
    ask("ben", "PATCH /tasks/«task_new»", title="The task"),
    ask("ada", "PATCH /tasks/«task_new»", title="Its name"),
    ask("ben", "POST /tasks/«task_new»/comments", body="Hm."),
    ask("ben", "POST /boards/team/tasks", "task_own", title="Mine"),
    ask("ben", "DELETE /tasks/«task_own»"),
    ask("ada", "DELETE /tasks/«task_new»"),
    idea("idea_new"),
    ask("ben", "PATCH /ideas/«idea_new»", body="More words."),
    ask("ada", "DELETE /ideas/«idea_new»/versions/1"),
    ask("dia", "PUT /ideas/«idea_new»/vote"),
    ask("dia", "DELETE /ideas/«idea_new»/vote"),
    ask("dia", "POST /ideas/«idea_new»/points", "point_new", side="against", text="It costs."),
    ask("dia", "PATCH /ideas/«idea_new»/points/«point_new»", text="It costs much."),
    ask("ben", "PUT /ideas/«idea_new»/points/«point_new»/flag", reason="Look."),
    ask("ada", "PUT /ideas/«idea_new»/points/«point_new»/hide", reason="Rude."),
    ask("ada", "DELETE /ideas/«idea_new»/points/«point_new»/hide"),
    ask("dia", "DELETE /ideas/«idea_new»/points/«point_new»"),
    ask("dia", "POST /ideas/«idea_new»/comments", "comment_new", body="Hm."),
    ask("dia", "PATCH /comments/«comment_new»", body="Hm!"),
    ask("ben", "PUT /comments/«comment_new»/flag", reason="Look."),
    ask("ada", "PUT /comments/«comment_new»/hide", reason="Rude."),
    ask("ada", "DELETE /comments/«comment_new»/hide"),
    ask("dia", "DELETE /comments/«comment_new»"),
    ask("dia", "PUT /ideas/«idea_new»/flag", "flag_new", reason="Look."),
    ask("ada", "DELETE /flags/«flag_new»"),
    ask("ada", "PUT /ideas/«idea_new»/hide", reason="Rude."),
    ask("ada", "DELETE /ideas/«idea_new»/hide"),
    ask("ben", "DELETE /ideas/«idea_new»"),
    ask("ben", "POST /ideas/«idea_new»/decisions", outcome="reopen", **BECAUSE),
    ask("ben", "POST /suggestions", text="You never test.", kind="comment"),
]

ANSWERS: list[Step] = [
    _promises,
    answer("idea_new", "reopen"),
    ask("ada", "POST /ideas/«idea_new»/decisions", **NOT_NOW),
    answer("idea_new", "reopen"),
    answer("idea_new", "merge", into="«idea_open»"),
    ask("ada", "POST /ideas/«idea_new»/decisions", outcome="unmerge"),
    idea("other"),
    answer("other", "adopt", connection=None),
    answer(
        "idea_new",
        "adopt",
        connection=None,
        assignments=[{"assignee": "«account_dia»", "explanation": "You know it.", "kind": "suited"}],
    ),
    ask("ada", "PUT /ideas/«idea_new»/backlog-place", after=None),
    ask("ada", "POST /ideas/«idea_new»/decisions", "decision_new", outcome="start"),
    ask(
        "ada",
        "POST /ideas/«idea_new»/assignments",
        "offer",
        assignee="«account_ben»",
        explanation="You.",
        kind="suited",
    ),
    ask("ada", "PATCH /assignments/«offer»", explanation="You alone."),
    ask("ada", "PATCH /assignments/«offer»", state="withdrawn"),
    ask(
        "ada", "POST /ideas/«idea_new»/assignments", "work", assignee="«account_ben»", explanation="You.", kind="suited"
    ),
    ask("ben", "PATCH /assignments/«work»", state="accepted"),
    ask("ben", "POST /assignments/«work»/check-ins", "check_in_new", going="Slowly."),
    ask("ada", "PATCH /check-ins/«check_in_new»", guidance="Take a day more."),
    ask("ben", "PATCH /assignments/«work»", state="handed_back"),
    ask("ada", "POST /ideas/«idea_new»/decisions", outcome="done"),
    answer("other", "drop"),
    ask("dia", "POST /decisions/«decision_new»/questions", "question_new", text="Why?"),
    ask("ada", "PATCH /questions/«question_new»", answer="So that it ends."),
    ask(
        "ben",
        "POST /boards/team/reviews",
        "review_new",
        idea="«other»",
        what_happened="It broke.",
        actions=[{"title": "A limit"}],
    ),
    ask("dia", "PATCH /reviews/«review_new»", lessons="Some."),
    ask("dia", "POST /reviews/«review_new»/tasks"),
    ask("ben", "POST /boards/team/tasks", "task_chosen", title="Two ways"),
    *(ask("ben", "POST /tasks/«task_chosen»/approaches", f"way_{n}", title=f"Way {n}") for n in range(3)),
    ask(
        "ada",
        "POST /tasks/«task_chosen»/decisions",
        adopt=["«way_0»"],
        connection=None,
        others=[
            {"idea": "«way_1»", "outcome": "decline", "word": "Thanks."},
            {"idea": "«way_2»", "outcome": "not_now", "word": "Later.", "revisit_on": LATER},
        ],
        **BECAUSE,
    ),
    ask("ben", "POST /boards/team/tasks", "task_one", title="One way"),
    ask("ben", "POST /tasks/«task_one»/approaches", "way", title="The way"),
    answer("way", "adopt", connection=None),
    ask("ben", "POST /boards/team/feedback", "feedback_new", receiver="«account_ada»", praise="You asked."),
    ask("ada", "PATCH /feedback/«feedback_new»", shared=True),
    ask("ben", "POST /boards/team/feedback-asks", "ask_new", asked="«account_ada»", question="How was it?"),
    ask("ada", "PATCH /feedback-asks/«ask_new»", state="declined"),
    _round,
]

OUTSIDE: list[Step] = [
    ask("ada", "POST /boards/team/connections", "bare", tracker="bare", name="Bare", settings={"folder": "/f"}),
    ask("ada", "PATCH /connections/«bare»", settings={"folder": "/g"}),
    ask("ada", "DELETE /connections/«bare»"),
    ask("ada", "POST /connections/«connection»/checks"),
    ask("ada", "POST /connections/«connection»/choices", name="project"),
    ask("ada", "POST /connections/«connection»/dry-runs", idea="«idea_open»"),
    ask("ada", "POST /connections/«connection»/imports"),
    ask("ada", "POST /connections/«connection»/resyncs"),
    ask("ada", "POST /connections/«connection»/rotate", secret="a-secret-of-twenty-four-letters"),
    idea("sent"),
    answer("sent", "adopt", connection=None),
    ask("ada", "POST /ideas/«sent»/issues", "issue_new", connection="«connection»"),
    ask("ada", "DELETE /issues/«issue_new»"),
    _in_conflict,
    _dead_job,
    ask("ada", "POST /issues/«issue»/retry"),
    ask("ada", "POST /issues/«issue»/resync"),
    ask("ada", "POST /boards/team/webhooks", "hook", url="https://tracker.example.org/hook"),
    ask("ada", "PATCH /webhooks/«hook»", url="https://tracker.example.org/another"),
    ask("ada", "PATCH /webhooks/«hook»", state="disabled"),
    ask("ada", "PATCH /webhooks/«hook»", state="active"),
    ask("ada", "POST /webhooks/«webhook»/redeliver", message="«message»"),
    ask("ada", "POST /webhooks/«hook»/rotate"),
    ask("ada", "DELETE /webhooks/«hook»"),
]

STEPS: list[Step] = [*PEOPLE, *WORDS, *ANSWERS, *OUTSIDE, entering]
