"""What a tracker tells the board by itself: how it is known for genuine, and what it says."""

from collections.abc import Sequence

from ideaboard.plugin.things import Change, Received


class Forged(Exception):
    """Nobody who knows one of the connection's secrets sent this, or it was sent too long ago."""


class Unparsable(Exception):
    """It was signed, and is not what this tracker sends. The text says why, and quotes nothing of it."""


class Inbound:
    """How a tracker calls the board. Both methods are pure: they call nobody and keep nothing.

    `verify` runs while the tracker waits for its answer, `parse` later in a worker.
    """

    def verify(self, received: Received, secrets: Sequence[str]) -> str | None:
        """Make sure that one of `secrets` signed `received`, comparing in constant time (see `signed_by`).

        Returns the tracker's id of this delivery, the same when it sends it again; None where it has none. `secrets`
        are the connection's: two while one replaces the other. Raises Forged, whatever the call is made of.
        """
        raise NotImplementedError

    def parse(self, received: Received) -> Sequence[Change]:
        """What it says of issues; nothing for what does not concern them, as events nobody knows. Raises Unparsable."""
        raise NotImplementedError
