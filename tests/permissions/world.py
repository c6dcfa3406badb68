"""The world that the matrix asks about, built once.

`team` is private, `glass` is open, `attic` and `museum` are the same in the archive; on all four are the same people.
On `far`, which is private, are others.
"""

from collections.abc import Mapping

from flask import Flask

from ideaboard.core.people import accounts
from tests.permissions.furniture import Furniture, of_no_board
from tests.permissions.oracle import Board, Thing
from tests.permissions.things import Placed, World, mark

ADMINS = ("amy", "root")
MACHINES = ("mac", "max")
OURS: Mapping[str, str] = {
    "leader": "ada", "second": "abe", "author": "ben", "other": "dia", "plain": "fay", "admin": "amy", "left": "gus",
    "disabled": "hal", "machine": "mac",
}  # fmt: skip
THEIRS: Mapping[str, str] = {
    "leader": "eve", "second": "eli", "author": "fred", "other": "fern", "plain": "flo", "admin": "fin", "left": "fox",
    "disabled": "fip", "machine": "max",
}  # fmt: skip
ALONE = ("cy", "root")
LEADING = {"leader", "second", "disabled"}
BOARDS = {
    "team": ("private", OURS), "glass": ("open", OURS), "attic": ("private", OURS), "museum": ("open", OURS),
    "far": ("private", THEIRS),
}  # fmt: skip
ARCHIVED = {"attic", "museum"}
NAMES_VOTERS = {"team", "attic"}


def world(app: Flask) -> World:
    """Build it in an empty database; the trackers `fake` and `bare` are installed."""
    made = World(app, app.extensions["ideaboard"])
    made.two = frozenset(cast[part] for cast in (OURS, THEIRS) for part in ("author", "other"))
    for name in (*OURS.values(), *THEIRS.values(), *ALONE):
        machine = name in MACHINES
        with made.home.database.transaction() as session:
            said = {"kind": "service"} if machine else {"email": f"{name}@example.org", "admin": name in ADMINS}
            account = accounts.create(session, name=name.title(), **said)
        made.people[name] = account.id
        made.secrets[name] = made.token(name)
    for slug, (visibility, cast) in BOARDS.items():
        _open(made, slug, visibility, cast)
        furniture = Furniture(made, slug, cast)
        furniture.bring_in()
        made.did(cast["leader"], "DELETE", f"/boards/{slug}/members/{made.account(cast['left'])}")
        if slug in ARCHIVED:
            made.did(cast["leader"], "PATCH", f"/boards/{slug}", archived=True)
        roles = {who: "leader" if part in LEADING else "member" for part, who in cast.items() if part != "left"}
        made.boards[slug] = Board(slug, visibility, slug in ARCHIVED, slug in NAMES_VOTERS, roles)
        made.things[slug] = furniture.placed(made.boards[slug])
    made.things[""] = of_no_board(made, OURS, "team")
    # What is nobody's but theirs, and on no board.
    for kind, found in of_no_board(made, THEIRS, "far").items():
        made.things["far"].setdefault(kind, []).extend(found)
    made.things[""][""] = [Placed(Thing(""), {})]
    made.did("root", "PATCH", f"/accounts/{made.account('hal')}", disabled=True)
    return made


def _open(made: World, slug: str, visibility: str, cast: Mapping[str, str]) -> None:
    named = "to_members" if slug in NAMES_VOTERS else "never"
    said = {"slug": slug, "name": mark(slug), "purpose": mark(slug), "visibility": visibility, "voters_named": named}
    made.did(cast["leader"], "POST", "/boards", **said)
    for part, who in cast.items():
        role = "leader" if part in LEADING else "member"
        made.did(cast["leader"], "PUT", f"/boards/{slug}/members/{made.account(who)}", role=role)
    made.names[slug] = {"board": slug, **{part: made.account(who) for part, who in cast.items()}}
