"""Voting and unvoting at random; run as a module it is one process of several, a thread for each account."""

import random
import sys

import orjson

from ideaboard.core import tables
from ideaboard.core.ideas import votes
from ideaboard.db import Database
from ideaboard.errors import Busy
from ideaboard.settings import Settings
from tests.core.together import together

assert tables.METADATA.tables


def vote_at_random(database: Database, idea: int, account: int, seed: int, verbs: int) -> tuple[bool, int]:
    """Vote and take it back at random; what the last answer said, and how many Busy there were."""
    chance, voted, busy = random.Random(seed), False, 0
    for _ in range(verbs):
        verb = chance.choice((votes.cast, votes.withdraw))
        while True:
            try:
                with database.transaction() as session:
                    verb(session, idea, account)
                break
            except Busy:
                busy += 1
        voted = verb is votes.cast
    return voted, busy


def main(url: str, idea: str, verbs: str, *accounts: str) -> None:
    """Vote and unvote as every account, all at once. Prints what each was told last."""
    database = Database(Settings(database_url=url))

    def vote(account: str) -> tuple[bool, int]:
        return vote_at_random(database, int(idea), int(account), seed=int(account), verbs=int(verbs))

    said = together(*[lambda a=account: vote(a) for account in accounts], patience=100.0)
    database.dispose()
    last = {account: voted for account, (voted, _) in zip(accounts, said, strict=True)}
    sys.stdout.buffer.write(orjson.dumps({"last": last, "busy": sum(busy for _, busy in said)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
