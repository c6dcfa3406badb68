"""What failure means. A tracker raises one of these; anything else is its bug, and parks the item."""


class TrackerError(Exception):
    """The head of the family. Its text is shown to people: the tracker's own words, and never a secret."""


class Retry(TrackerError):
    """Not now: 429, 5xx, timeouts. Tried again after `after` seconds; the board decides when None."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class AuthFailed(TrackerError):
    """The tracker does not take our credentials: the whole connection is paused and its leaders are told."""


class Refused(TrackerError):
    """The tracker understood and said no: trying again would change nothing."""


class Gone(TrackerError):
    """What we asked about is no longer there: deleted, moved out of sight, or never was."""


class Ambiguous(TrackerError):
    """The request was sent and no answer came: the board asks `find` before anything else."""
