"""Random requests break nothing: every answer is one that the document promises.

Made by Schemathesis, with all its checks, as everybody: what it takes for a mistake and is none is in
`random/allowed.py`.
"""

import pytest

from ideaboard.api.dialect import parser
from tests.unbreakable.random.campaign import PEOPLE, Figures, campaign
from tests.unbreakable.world import World

SOAK_REQUESTS = 200_000
SOAK_ROUNDS = 40


def told(found: Figures) -> str:
    """Every failure, with the request that shows it."""
    return "\n\n".join(f"{name}\n{text}" for name, text in sorted(found.failures.items()))


# Everybody on one database at least; the long campaign is everybody on both.
@pytest.mark.parametrize(
    ("app", "who"),
    [
        ("sqlite", "ada"),
        ("sqlite", "cy"),
        ("sqlite", "nobody"),
        ("postgresql", "ada"),
        ("postgresql", "ben"),
        ("postgresql", "root"),
    ],
    indirect=["app"],
)
def test_a_few_random_requests_are_answered_as_documented(here: World, who: str) -> None:
    # The coverage phase tries the edges of every schema, four thousand requests of them: here it is done once.
    once = who == "ada" and here.make.home.database.sqlite
    found = campaign(here, who, seed=1, examples=2, phases=() if once else ("examples", "fuzzing", "stateful"))
    print(found.say(who))
    assert not found.failures, told(found)
    assert found.requests > 300
    assert len(found.succeeded) >= (1 if who == "nobody" else 12)


def test_what_is_wrong_inside_is_found(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parser, "strict_json", lambda raw: {} if raw == b"null" else {"title": 1 / 0})
    found = campaign(here, "ada", seed=1, examples=1, phases=("examples",))
    assert any("ServerError" in name for name in found.failures), found.failures


def test_a_status_that_is_not_documented_is_found(here: World, monkeypatch: pytest.MonkeyPatch) -> None:
    before = here.app.wsgi_app

    def teapot(environ, start):  # type: ignore[no-untyped-def]
        planted = environ["PATH_INFO"].endswith("/me")
        return before(environ, lambda status, *rest: start("418 Teapot" if planted else status, *rest))

    monkeypatch.setattr(here.app, "wsgi_app", teapot)
    found = campaign(here, "ada", seed=1, examples=1, phases=("examples",))
    assert any("UndefinedStatusCode" in name for name in found.failures), found.failures


@pytest.mark.soak
def test_two_hundred_thousand_random_requests_are_answered_as_documented(here: World) -> None:
    whole = Figures()
    for turn in range(SOAK_ROUNDS):
        for who in PEOPLE:
            found = campaign(here, who, seed=turn, examples=8 + 4 * turn, steps=12)
            whole.add(found)
            if found.failures:
                print(f"seed {turn}, {who}\n{told(found)}", flush=True)
            print(whole.say(f"round {turn + 1}, {who}"), flush=True)
        if whole.requests >= SOAK_REQUESTS / 2:
            break
    assert not whole.failures, told(whole)
    # Each database has half of them.
    assert whole.requests >= SOAK_REQUESTS / 2
    assert whole.asked == whole.succeeded, whole.say("all")
