"""Who asks: everybody there is, and every way in which they say who they are."""

from dataclasses import dataclass, field
from datetime import timedelta

from ideaboard import clock, ids
from ideaboard.core.people import sessions
from ideaboard.core.people.tokens import Token, digest
from tests.permissions.oracle import Asker
from tests.permissions.things import JUDGED, KEY, World
from tests.permissions.world import ADMINS, MACHINES

SCOPES = ("read", "write", "decide", "admin")

# Who they are on the boards that are judged.
EVERYBODY = {
    "cy": "outsider", "eve": "leader of another board", "gus": "who left", "fay": "member", "ben": "author",
    "dia": "whom it is for", "amy": "admin on the board", "root": "admin off the board", "ada": "leader",
    "abe": "second leader", "mac": "machine on the board",
}  # fmt: skip


@dataclass(frozen=True)
class Caller:
    """Somebody, as the oracle knows them, and the headers by which they say so.

    Another way to say it, as a session's cookie, is another function like `by_token`, and callers made with it.
    """

    name: str
    asker: Asker
    headers: dict[str, str] = field(default_factory=dict)

    @property
    def plain(self) -> bool:
        """Whether what they send, if anything, is good, and limits nothing."""
        return (
            self.asker.key is None
            and self.asker.known
            and self.asker.only_on is None
            and len(self.asker.scopes) == len(SCOPES)
        )


def by_token(secret: str) -> dict[str, str]:
    """Saying who I am with a token."""
    return {"Authorization": f"Bearer {secret}"}


def callers(world: World) -> list[Caller]:
    """All of them; those whom a mistake would let in first come first."""
    everybody = [Caller(f"{part} {who}", _asker(who), by_token(world.secrets[who])) for who, part in EVERYBODY.items()]
    nobody = Caller("nobody", Asker(None))
    return [
        nobody,
        *everybody,
        *_in_a_browser(world),
        *_with_a_key(world),
        *_by_scope(world),
        *_limited(world),
        *_not_good(world),
    ]


def by_cookie(secret: str) -> dict[str, str]:
    """Saying who I am with a session, from the board's own page."""
    return {"Cookie": f"ideaboard={secret}", "Sec-Fetch-Site": "same-origin"}


def _in_a_browser(world: World) -> list[Caller]:
    """Who is signed in, and who was: a session that is over is nobody's."""
    found = [Caller("nobody with a session that is over", Asker(None), by_cookie("is_over"))]
    for who in ("cy", "ben", "ada", "root"):
        with world.home.database.transaction() as session:
            limits = sessions.Limits(30, 14)
            # However long it takes to ask everything, they have just signed in.
            with clock.at(clock.now() + timedelta(days=1)):
                _, secret = sessions.start(session, world.people[who], device="Firefox", way="link", limits=limits)
        found.append(Caller(f"{who} in a session", _asker(who, session=True), by_cookie(secret)))
    return found


def _asker(who: str, **kw: object) -> Asker:
    return Asker(who, admin=who in ADMINS, machine=who in MACHINES, **kw)  # type: ignore[arg-type]


def _with_a_key(world: World) -> list[Caller]:
    """Whoever says that they are the author of something anonymous, and is, or is not, or is not on the board."""
    said = [("cy", KEY), ("fay", KEY), ("ada", KEY), ("ben", "ak_of-something-else")]
    people = [
        Caller(f"{who} with {key}", _asker(who, key=key), {**by_token(world.secrets[who]), "Author-Key": key})
        for who, key in said
    ]
    return [*people, Caller("nobody with the key", Asker(None, key=KEY), {"Author-Key": KEY})]


def _by_scope(world: World) -> list[Caller]:
    return [
        Caller(f"{who} with {scope} alone", _asker(who, scopes=frozenset({scope})), by_token(world.token(who, scope)))
        for who in ("ada", "ben", "root")
        for scope in SCOPES
    ]


def _limited(world: World) -> list[Caller]:
    """Tokens limited to one board: each is at home on one, and abroad on the others."""
    return [
        Caller(f"{who} limited to {at}", _asker(who, only_on=at), by_token(world.token(who, board=_number(world, at))))
        for at in JUDGED
        for who in ("ada", *(("root",) if at == "glass" else ()))
    ]


def _number(world: World, slug: str) -> int:
    board = world.did(next(iter(world.boards[slug].roles)), "GET", f"/boards/{slug}")["id"]
    return ids.decode("board", board) or 0


def _not_good(world: World) -> list[Caller]:
    """What is sent and is no good; all of a leader's."""
    revoked = world.token("ada")
    with world.home.database.transaction() as session:
        session.delete(session.query(Token).filter_by(digest=digest(revoked)).one())
    expired = world.token("ada", expires_at=clock.now() - timedelta(seconds=1))
    secrets = {"revoked": revoked, "expired": expired, "disabled": world.secrets["hal"], "unknown": "ib_" + "x" * 43}
    other = Caller("somebody by another scheme", Asker(None, known=False), {"Authorization": "Basic YWRhOnB3"})
    found = [Caller(f"ada, {why}", Asker("ada", known=False), by_token(secret)) for why, secret in secrets.items()]
    return [*found, other]
