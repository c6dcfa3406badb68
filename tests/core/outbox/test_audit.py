"""The audit trail: what an act leaves, in its own transaction; and what leaves nothing."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from ideaboard import clock
from ideaboard.api.dialect.call import Installation
from ideaboard.core.decisions import decisions
from ideaboard.core.ideas import ideas, tasks
from ideaboard.core.outbox import audit, chain, events, webhooks
from ideaboard.core.outbox.audit import AuditEntry
from ideaboard.core.outbox.digests import salted
from ideaboard.core.people import access, accounts, boards, tokens
from ideaboard.core.people.tokens import Token
from ideaboard.core.tables import METADATA
from ideaboard.core.tracking import connections
from ideaboard.ids import encode
from tests.make import Make


def entries(home: Installation, *types: str) -> list[Any]:
    """The entries of these types, or all, as they were made."""
    wanted = select(AuditEntry).order_by(AuditEntry.id)
    with home.database.reading() as db:
        return list(db.execute(wanted.where(AuditEntry.type.in_(types)) if types else wanted).all())


def clear(home: Installation) -> None:
    """Forget what was left until now."""
    with home.database.transaction() as session:
        session.execute(METADATA.tables["audit_entries"].delete())


def test_an_entry_says_who_did_what_to_what_where_and_when(home: Installation) -> None:
    with home.database.transaction() as session:
        said = {"about": 9, "personal": {"name": "phone"}, "scopes": ["read"]}
        audit.record(session, "token.created", ("token", 5), board=None, actor=3, **said)
    [entry] = entries(home)
    assert (entry.type, entry.subject_kind, entry.subject_id) == ("token.created", "token", 5)
    assert (entry.actor_id, entry.board_id, entry.about_id) == (3, None, 9)
    assert abs(entry.at - clock.now()) < timedelta(minutes=1)
    assert (entry.facts, entry.personal) == ({"scopes": ["read"]}, {"name": "phone"})
    assert (len(entry.salt), entry.digest) == (64, salted(entry.salt, {"name": "phone"}))
    assert (entry.position, entry.link) == (None, None)


def test_two_entries_with_the_same_that_is_personal_have_two_digests(home: Installation) -> None:
    for _ in range(2):
        with home.database.transaction() as session:
            said = {"about": 9, "personal": {"name": "phone"}}
            audit.record(session, "token.created", ("token", 5), board=None, actor=3, **said)
    one, other = entries(home)
    assert one.digest != other.digest


def test_what_is_personal_is_somebodys_and_a_type_is_known(home: Installation) -> None:
    with home.database.transaction() as session:
        with pytest.raises(ValueError, match="not a type"):
            audit.record(session, "idea.posted", ("idea", 1), board=1, actor=3)
        with pytest.raises(ValueError, match="belongs to an account"):
            audit.record(session, "token.created", ("token", 1), board=None, actor=3, personal={"name": "x"})
    assert entries(home) == []


def test_keys_sort_by_the_moment_and_then_by_the_id(home: Installation) -> None:
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    for moved in (2, 0, 1, 0):
        with clock.at(at + timedelta(milliseconds=moved)), home.database.transaction() as session:
            audit.record(session, "token.created", ("token", moved), board=None, actor=3)
    rows = sorted(entries(home), key=lambda row: row.at_key)
    assert [row.subject_id for row in rows] == [0, 0, 1, 2]
    assert [row.id for row in rows[:2]] == sorted(row.id for row in rows[:2])
    assert audit.key_of(at) <= rows[0].at_key < rows[1].at_key < audit.key_of(at + timedelta(milliseconds=1))
    # A bound between two milliseconds belongs to the later one.
    assert audit.key_of(at + timedelta(microseconds=1)) == audit.key_of(at + timedelta(milliseconds=1))


def test_every_moment_has_a_key_that_a_database_takes() -> None:
    keys = [audit.key_of(datetime(year, 1, 1, tzinfo=UTC)) for year in (1, 1970, 2026, 2200, 9999)]
    assert keys[0] == keys[1] == 0
    assert 0 < keys[2] < keys[3] < keys[4] < 1 << 63


def test_accounts_leave_what_was_done_to_them_and_what_is_personal_apart(home: Installation, make: Make) -> None:
    root = make.person("root")
    clear(home)
    with home.database.transaction() as session:
        made = accounts.create(session, name="Fay", email="Fay@example.org", by=root)
        access.edit(session, made, None, name="Fay", by=root)
        access.edit(session, made, None, name="Fay W.", disabled=True, by=root)
        access.edit(session, made, None, disabled=False, by=root)
    rows = entries(home)
    assert [row.type for row in rows] == ["account.created", "account.edited", "account.disabled", "account.enabled"]
    assert [row.facts for row in rows] == [{"kind": "person", "admin": False}, {}, {}, {}]
    assert rows[0].personal == {"name": "Fay", "email": "fay@example.org"}
    assert rows[1].personal == {"name": {"from": "Fay", "to": "Fay W."}}
    assert {(row.actor_id, row.subject_id, row.board_id) for row in rows} == {(root, made.id, None)}
    assert [row.about_id for row in rows] == [made.id, made.id, None, None]


def test_a_token_leaves_what_it_allows_and_neither_its_secret_nor_its_board(home: Installation, make: Make) -> None:
    ben, team = make.person("ben"), make.board()
    clear(home)
    until = clock.now() + timedelta(days=1)
    said = {"name": "phone", "scopes": ["write", "read"], "expires_at": until, "board": team}
    with home.database.transaction() as session:
        token, secret = tokens.create(session, ben, **said, by=ben)
        tokens.revoke(session, session.get_one(Token, token.id), ben)
    made, revoked = entries(home)
    facts = {"account": encode("account", ben), "scopes": ["read", "write"], "one_board": True}
    assert made.facts == revoked.facts == {**facts, "expires_at": until.isoformat()}
    assert (made.personal, made.about_id, made.actor_id) == ({"name": "phone"}, ben, ben)
    assert secret not in str(made) + str(revoked)


def test_a_boards_settings_are_told_from_what_to_what_and_its_texts_are_not(home: Installation, make: Make) -> None:
    team, ada, there = make.board(), make.person("ada"), make.connection()
    clear(home)
    changes = {
        "visibility": "open",
        "name": "Team",
        "purpose": "What nobody reads here.",
        "default_connection_id": None,
    }
    with home.database.transaction() as session:
        boards.edit(session, boards.lock(session, team), ada, None, **changes, archived=True)
        boards.edit(session, boards.lock(session, team), ada, None, **changes, archived=True)
    archived, edited = entries(home)
    assert (archived.type, archived.facts) == ("board.archived", {})
    assert edited.facts == {
        "changed": {
            "visibility": {"from": "private", "to": "open"},
            "purpose": None,
            "default_connection": {"from": encode("connection", there), "to": None},
        }
    }
    assert (edited.board_id, edited.actor_id, edited.personal) == (team, ada, None)


def test_who_is_put_on_a_board_leaves_their_role_and_that_they_are_an_admin(home: Installation, make: Make) -> None:
    team, ada, root, cy = make.board(), make.person("ada"), make.person("root"), make.person("cy")
    clear(home)
    with home.database.transaction() as session:
        boards.put_member(session, team, ada, root, "member")
        boards.put_member(session, team, ada, cy, "member")
        boards.put_member(session, team, ada, cy, "member")
        boards.put_member(session, team, ada, cy, "leader")
        boards.remove_member(session, team, ada, cy)
    rows = entries(home)
    assert [(row.type, row.facts) for row in rows] == [
        ("member.joined", {"role": "member", "admin": True}),
        ("member.joined", {"role": "member", "admin": False}),
        ("member.role_changed", {"changed": {"role": {"from": "member", "to": "leader"}}}),
        ("member.left", {"role": "leader"}),
    ]
    assert [row.subject_id for row in rows] == [root, cy, cy, cy]


def test_a_connections_settings_are_its_leaders_own_and_its_secrets_are_named_only(
    home: Installation, make: Make
) -> None:
    ada = make.person("ada")
    there = make.connection(secrets={"token": "s3cret"}, project="A", mail="ada@example.org")
    with home.database.transaction() as session:
        held = connections.lock(session, there)
        settings = {"project": "B", "mail": "ada@example.org"}
        said = {"settings": settings, "sealed": b"sealed", "secrets": ("token",), "fresh": ("token",)}
        connections.edit(session, held, ada, None, name="fake", outbound={"status": True}, **said)
    made, edited = entries(home, "connection.created", "connection.edited")
    assert made.facts == {"tracker": "fake", "name": "fake", "secrets": ["token"]}
    assert made.personal == {"settings": {"project": "A", "mail": "ada@example.org"}}
    before, after = {"status": False, "comments": False}, {"status": True, "comments": False}
    assert edited.facts == {"changed": {"outbound": {"from": before, "to": after}}, "secrets": ["token"]}
    assert edited.personal == {"settings": {"project": {"from": "A", "to": "B"}}}
    assert (made.about_id, edited.about_id) == (ada, ada)
    assert "s3cret" not in str(made) + str(edited)


def test_the_address_of_a_webhook_which_may_hold_a_secret_is_not_told(home: Installation, make: Make) -> None:
    ada = make.person("ada")
    hook = make.webhook(url="https://example.org/s3cret", events=["idea.posted"])
    with home.database.transaction() as session:
        held = webhooks.lock(session, hook)
        webhooks.edit(session, held, ada, None, url="https://example.org/0ther", ordered=True, description="Ours")
        webhooks.remove(session, held, ada, None)
    made, edited, removed = entries(home, "webhook.created", "webhook.edited", "webhook.removed")
    assert made.facts == {"events": ["idea.posted"], "ordered": False}
    assert edited.facts == {"changed": {"url": None, "ordered": {"from": False, "to": True}, "description": None}}
    assert removed.facts == {}
    assert "example.org/" not in "".join(map(str, (made, edited, removed)))


def test_a_decision_leaves_its_outcome_and_no_word_of_its_rationale(home: Installation, make: Make) -> None:
    idea, into = make.idea(by="ben"), make.idea(by="ben")
    clear(home)
    merged = make.decide(idea, "merge", rationale="The very same.", into=into)
    [entry] = entries(home)
    assert (entry.type, entry.actor_id, entry.subject_id) == ("idea.merged", make.person("ada"), idea)
    assert entry.facts == {"decision": encode("decision", merged), "into": encode("idea", into)}
    assert "very" not in str(entry)


def test_posts_votes_comments_arguments_and_answers_leave_nothing(home: Installation, make: Make) -> None:
    idea, task = make.idea(), make.task()
    open_round = make.round()
    work = make.assignment(make.adopted(), "ben")
    clear(home)
    make.idea(task=task)
    make.vote(idea, "ben", "dia")
    make.comment(idea)
    make.point(idea)
    make.feedback()
    make.ask()
    make.check_in(work)
    make.answer_round(open_round, "dia", "Less.", 3)
    with home.database.transaction() as session:
        ben = make.person("ben")
        ideas.edit(session, ideas.lock(session, idea), ben, None, title="Another")
        ideas.withdraw(session, ideas.lock(session, idea), ben, None)
        tasks.edit(session, tasks.lock(session, task), ben, None, title="Another")
    assert entries(home) == []


def test_an_author_who_brings_an_idea_back_leaves_nothing_and_no_moment_of_theirs(
    home: Installation, make: Make
) -> None:
    """Guarantee 3: of an anonymous author the day is kept, and in no place more."""
    left = []
    for by in ("ben", "ada"):
        idea = make.idea(by=by)
        clear(home)
        with home.database.transaction() as session:
            held = decisions.lock(session, idea)
            ideas.withdraw(session, held, make.person(by), None)
            decisions.decide(session, held, make.person(by), "reopen", rationale="After all.")
        left += entries(home)
    assert left == []


def test_what_a_tracker_or_a_day_or_the_board_did_is_nobodys_act(home: Installation, make: Make) -> None:
    idea, hook = make.adopted(), make.webhook()
    later = make.idea()
    make.decide(later, "not_now", revisit_on=clock.today() + timedelta(days=1))
    there = make.connection("other")
    clear(home)
    with home.database.transaction() as session:
        decisions.follow_tracker(session, decisions.lock(session, idea), "done", 1, there)
        webhooks.disable(session, webhooks.lock(session, hook), "It is gone.")
    with clock.at(clock.now() + timedelta(days=3)), home.database.transaction() as session:
        assert decisions.come_back(session) == 1
    assert entries(home) == []


def test_a_task_is_somebodys_own_unless_a_leader_takes_it_in_hand(home: Installation, make: Make) -> None:
    ada, task, own = make.person("ada"), make.task(by="ben"), make.task(by="ada")
    clear(home)
    with home.database.transaction() as session:
        tasks.edit(session, tasks.lock(session, task), ada, None, title="Better")
        tasks.drop(session, tasks.lock(session, task), ada, None)
        tasks.edit(session, tasks.lock(session, own), ada, None, title="Mine")
        tasks.drop(session, tasks.lock(session, own), ada, None)
    assert [(row.type, row.subject_id) for row in entries(home)] == [("task.edited", task), ("task.dropped", task)]


def test_an_act_that_is_undone_leaves_nothing(home: Installation, make: Make) -> None:
    team, ada = make.board(), make.person("ada")
    clear(home)

    def act() -> None:
        with home.database.transaction() as session:
            boards.edit(session, boards.lock(session, team), ada, None, name="Other")
            raise LookupError

    with pytest.raises(LookupError):
        act()
    assert entries(home) == []


def test_an_event_that_is_not_audited_leaves_nothing_whoever_did_it(home: Installation, make: Make) -> None:
    team, ada = make.board(), make.person("ada")
    clear(home)
    with home.database.transaction() as session:
        for type in sorted(events.TYPES - audit.TYPES):
            events.record(session, type, ("idea", 1), board=team, actor=ada, facts={"x": 1})
        for type in sorted(events.TYPES & audit.TYPES):
            events.record(session, type, ("idea", 1), board=team, actor=None)
            events.record(session, type, ("idea", 1), board=team, actor=ada, act=False)
    assert entries(home) == []


def test_blanking_takes_what_is_personal_of_one_account_and_the_salt(home: Installation, make: Make) -> None:
    ben, dia = make.person("ben"), make.person("dia")
    make.token("ben")
    with home.database.transaction() as session:
        assert audit.blank(session, ben) == 2
    about = Counter(row.about_id for row in entries(home) if row.personal is not None)
    assert (about[ben], about[dia]) == (0, 1)
    blanked = [row for row in entries(home) if row.about_id == ben]
    assert [(row.personal, row.salt, len(row.digest)) for row in blanked] == [(None, None, 64)] * 2
    with home.database.transaction() as session:
        chain.extend(session)
    with home.database.reading() as db:
        many = db.execute(select(func.count()).select_from(AuditEntry)).scalar()
        assert chain.verify(db).position == many
