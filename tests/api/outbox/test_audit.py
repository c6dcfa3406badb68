"""`/audit`: who may read it, what it shows, and how it is looked through."""

from datetime import timedelta
from typing import Any

import pytest

from ideaboard import clock
from ideaboard.core.outbox import audit, chain
from ideaboard.ids import decode, encode
from tests.api.asking import whole
from tests.client import Client, codes
from tests.make import Make

BOARD = "/boards/team/audit"


def types(client: Client, path: str = BOARD, **query: Any) -> list[str]:
    """The types in a trail."""
    return [row["type"] for row in whole(client, path, **query)]


def test_a_leader_reads_what_was_done_on_the_board_the_newest_first(ada: Client, make: Make) -> None:
    ada.patch("/boards/team", visibility="open")
    ada.post("/boards/team/values", name="Calm")
    named, edited, *_ = ada.get(BOARD).json["data"]
    assert (named["type"], named["facts"]) == ("value.named", {"name": "Calm"})
    assert edited == {
        "id": edited["id"],
        "type": "board.edited",
        "at": edited["at"],
        "actor": encode("account", make.person("ada")),
        "subject": {"kind": "board", "id": encode("board", make.board())},
        "facts": {"changed": {"visibility": {"from": "private", "to": "open"}}},
        "personal": None,
        "blanked": False,
        "position": None,
        "link": None,
    }
    assert decode("audit_entry", edited["id"])


def test_members_and_outsiders_do_not_read_it_and_an_admin_only_where_they_lead(
    ada: Client, ben: Client, cy: Client, root: Client, make: Make
) -> None:
    assert [client.get(BOARD).status_code for client in (ben, cy, root)] == [403, 404, 404]
    # Being an admin opens nothing, not on an open board either.
    ada.patch("/boards/team", visibility="open")
    assert [client.get(BOARD).status_code for client in (cy, root)] == [403, 403]
    path = f"/boards/team/members/{encode('account', make.person('root'))}"
    ada.put(path, role="member")
    assert root.get(BOARD).status_code == 403
    ada.put(path, role="leader")
    assert root.get(BOARD).status_code == 200


def test_an_admin_who_is_put_on_a_private_board_is_in_its_trail(ada: Client, root: Client, make: Make) -> None:
    admin = encode("account", make.person("root"))
    ada.put(f"/boards/team/members/{admin}", role="member")
    [joined, *_] = ada.get(BOARD, type="member.joined").json["data"]
    assert (joined["subject"]["id"], joined["facts"]) == (admin, {"role": "member", "admin": True})


def test_admins_read_of_accounts_and_tokens_and_of_no_board(root: Client, ada: Client, make: Make) -> None:
    made = root.post("/accounts", name="Fay", email="fay@example.org").json["id"]
    ada.patch("/boards/team", name="Ours")
    make.decide(make.idea(by="ada"), "decline")
    [newest, *_] = root.get("/audit").json["data"]
    assert newest["type"] == "account.created"
    assert newest["subject"] == {"kind": "account", "id": made}
    assert newest["personal"] == {"name": "Fay", "email": "fay@example.org"}
    assert newest["blanked"] is False
    assert newest["actor"] == encode("account", make.person("root"))
    assert set(types(root, "/audit")) <= {"account.created", "token.created"}
    assert not {"account.created", "token.created"} & set(types(ada))


def test_what_belongs_to_no_board_is_for_admins_with_that_scope(
    api: Client, ada: Client, root: Client, make: Make
) -> None:
    assert [client.get("/audit").status_code for client in (api, ada)] == [401, 403]
    reader = Client(api._client.application, make.token("root", "read"))
    assert reader.get("/audit").json["code"] == "insufficient_scope"
    assert root.get("/audit").status_code == 200


def test_it_is_looked_through_by_type(ada: Client, root: Client, make: Make) -> None:
    ada.post("/boards/team/values", name="Calm")
    ada.patch("/boards/team", name="Ours")
    ada.post("/boards/team/values", name="Sleep")
    assert types(ada, type="value.named") == ["value.named"] * 2
    assert types(ada, type="board.edited") == ["board.edited"]
    assert types(ada, type="idea.adopted") == []
    assert set(types(root, "/audit", type="token.created")) == {"token.created"}
    assert codes(ada.get(BOARD, type="idea.posted")) == {"/type": "not_one_of"}


def test_it_is_looked_through_by_time(ada: Client, make: Make) -> None:
    began = clock.now()
    for day, name in enumerate(("One", "Two", "Three", "Four")):
        with clock.at(began + timedelta(days=day + 1)):
            make.value(name)

    def named(**query: Any) -> list[str]:
        asked = {key: (began + timedelta(days=day)).isoformat() for key, day in query.items()}
        return [row["facts"]["name"] for row in whole(ada, BOARD, type="value.named", **asked)]

    assert named() == ["Four", "Three", "Two", "One"]
    assert named(since=3) == ["Four", "Three"]
    assert named(until=3) == ["Two", "One"]
    assert named(since=2, until=3) == ["Two"]
    assert named(since=9) == named(until=0) == []
    assert codes(ada.get(BOARD, since="yesterday")) == {"/since": "type"}
    assert len(whole(ada, BOARD, since="0001-01-01T00:00:00Z", until="9999-12-31T00:00:00Z")) == len(types(ada))


def test_pages_of_one_moment_hold_every_entry_once(ada: Client, make: Make) -> None:
    with clock.at(clock.now()):
        for name in range(7):
            make.value(f"V{name}")
    rows = whole(ada, BOARD, type="value.named", limit=2)
    assert [row["facts"]["name"] for row in rows] == [f"V{name}" for name in reversed(range(7))]
    assert ada.get(BOARD, type="value.named", count="true").json["total"] == 7


def test_it_shows_its_place_in_the_chain_once_it_has_one(ada: Client, make: Make) -> None:
    make.value("Calm")
    with make.home.database.transaction() as session:
        many = chain.extend(session)
    with make.home.database.reading() as db:
        end = chain.verify(db)
    [newest, *_] = ada.get(BOARD).json["data"]
    assert (newest["position"], newest["link"]) == (many, end.link)


def test_what_was_blanked_is_gone_and_the_trail_says_so(root: Client, make: Make) -> None:
    made = root.post("/accounts", name="Fay", email="fay@example.org").json["id"]
    before = root.get("/audit").json["data"][0]
    with make.home.database.transaction() as session:
        audit.blank(session, decode("account", made) or 0)
    [after, *_] = root.get("/audit").json["data"]
    assert after == {**before, "personal": None, "blanked": True}
    assert "fay@example.org" not in root.get("/audit").text


def test_reading_it_leaves_nothing(ada: Client, root: Client) -> None:
    before = types(ada), types(root, "/audit")
    assert (types(ada), types(root, "/audit")) == before


def test_an_archived_board_keeps_its_trail(ada: Client) -> None:
    ada.patch("/boards/team", archived=True)
    assert types(ada)[0] == "board.archived"


@pytest.mark.parametrize("anonymous", [True, False])
def test_what_an_author_does_with_their_own_is_not_in_it(ada: Client, ben: Client, anonymous: bool) -> None:
    posted = ben.post("/boards/team/ideas", title="Quietly", anonymous=anonymous).json
    path, key = f"/ideas/{posted['id']}", {"Author-Key": posted["author_key"]} if anonymous else {}
    before = ada.get(BOARD).json
    assert ben.ask("DELETE", path, {"If-Match": "*", **key}).status_code == 204
    assert ben.post(path + "/decisions", key, outcome="reopen", rationale="After all.").status_code == 201
    assert ben.ask("PATCH", path, {"If-Match": "*", **key}, json={"title": "Loudly"}).status_code == 200
    assert ada.get(BOARD).json == before
    ada.post(path + "/decisions", outcome="decline", rationale="No.")
    assert types(ada)[0] == "idea.declined"
