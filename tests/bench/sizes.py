"""What a request costs on a big board ÷ on one of a thousand ideas: it should hardly depend on how many there are."""

from collections.abc import Callable, Iterator, Sequence
from unittest import mock

import orjson
from sqlalchemy import select

from ideaboard.api.dialect import cursors
from ideaboard.core.ideas.standings import Standing
from ideaboard.core.reading import ideas as reading
from ideaboard.ids import encode
from tests.bench import places
from tests.bench.asking import request
from tests.bench.places import Kind, Place
from tests.bench.report import Report
from tests.bench.timing import Ask, undisturbed
from tests.client import PREFIX

MOST = 1.25
# How far into the list a page lies.
DEPTHS = {"first": 0.0, "middle": 0.5, "deep": 0.95}


def measure(report: Report, kind: Kind, small: int, bigger: Sequence[int]) -> None:
    """Every sort's first, middle and deep page, one idea, a vote, a comment: each big board against the small one."""
    for big in bigger:
        with places.board(kind, small) as one, places.board(kind, big) as other:
            for (what, ask), (_, same) in zip(_asks(one, small), _asks(other, big), strict=True):
                took = undisturbed({"small": ask, "big": same})
                name = f"{what} at {big:,} ideas ÷ at {small:,} ({took['big']:.0f} µs)"
                report.at_most(kind.name, name, took["big"] / took["small"], MOST)


def _asks(place: Place, ideas: int) -> Iterator[tuple[str, Ask]]:
    for sort in reading.SORTS:
        for depth, part in DEPTHS.items():
            path = f"{PREFIX}/boards/{places.SLUG}/ideas?sort={sort}"
            cursor = _cursor(place, path, sort, int(ideas * part)) if part else ""
            yield f"{depth} page by {sort}", request(place.app, path + cursor, place.token)
    yield "one idea", _round(place, "", "GET")
    yield "a vote, cast and taken back", _round(place, "/vote", "PUT", "DELETE")
    yield "a comment", _round(place, "/comments", "POST", body=b'{"body": "We tried this once."}')


def _round(place: Place, below: str, *methods: str, body: bytes = b"") -> Ask:
    """Ask for one idea after another, so that none is always at hand."""
    asks: list[list[Callable[[], bytes]]] = [
        [request(place.app, f"{PREFIX}/ideas/{encode('idea', idea)}{below}", place.token, method, body)
         for method in methods]
        for idea in place.ideas
    ]  # fmt: skip
    turn = 0

    def ask() -> None:
        nonlocal turn
        turn += 1
        for each in asks[turn % len(asks)]:
            each()

    return ask


def _cursor(place: Place, path: str, sort: str, behind: int) -> str:
    """The cursor of the page that begins behind so many ideas, as the API itself would give it."""
    key, down = reading.SORTS[sort]
    with place.database.reading() as db:
        asked = select(key).where(Standing.board_id == place.board).order_by(key.desc() if down else key)
        found = db.execute(asked.offset(behind).limit(1)).scalar_one()
    seal = cursors.seal
    with mock.patch.object(cursors, "seal", lambda secret, question, _: seal(secret, question, found)):
        page = orjson.loads(request(place.app, path, place.token)())
    return f"&cursor={page['next']}"
