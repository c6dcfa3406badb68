"""A call: what a view is given. Where it happens, who asks, with which fields, and the transaction it happens in."""

from dataclasses import dataclass, field
from typing import Any

from ideaboard import clock, ids
from ideaboard.api.dialect.limiting import Limiting
from ideaboard.api.dialect.touches import Touches
from ideaboard.core.ideas import votes
from ideaboard.core.people import policy
from ideaboard.core.people.boards import Place
from ideaboard.core.people.sessions import FRESH
from ideaboard.core.people.tokens import Caller
from ideaboard.core.reading.pages import Window
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database, Together
from ideaboard.errors import Forbidden
from ideaboard.openid.provider import Provider
from ideaboard.settings import Settings

PREFIX = "/api/v1"


@dataclass(frozen=True, slots=True)
class Installation:
    """Everything that `create_app` brings together; the plugin registry is of no type that this room knows."""

    settings: Settings
    database: Database
    keys: Keys
    trackers: Any
    touches: Touches
    voting: Together[votes.Act, votes.Voted]
    limiting: Limiting
    openid: Provider | None

    @classmethod
    def of(cls, settings: Settings, database: Database, keys: Keys, trackers: Any) -> "Installation":
        """The installation made of these parts."""
        voting = Together(database, votes.apply)
        limiting = Limiting(settings, database, keys)
        return cls(settings, database, keys, trackers, Touches(database), voting, limiting, Provider.of(settings))


@dataclass(slots=True)
class Call:
    """One request, as a view sees it.

    `db` is a Session inside the request's one transaction when it writes, a reading Connection when it does not.
    `fields` is the body as its schema read it, `query` the parameters, `expected` the version in If-Match.
    A view that answers a file says in `file_name` what it is to be called; one that signs somebody in, in `session`,
    the secret that their browser is to keep. `agent` is what their program calls itself. `began` is what the browser
    kept of a sign-in that began, sealed; `begun` what it is to keep of one, where "" has it forget.
    """

    home: Installation
    caller: Caller | None
    fields: dict[str, Any] = field(default_factory=dict)
    query: dict[str, Any] = field(default_factory=dict)
    window: Window = field(default_factory=Window)
    expected: int | None = None
    db: Any = None
    found: Place | None = None
    prepared: Any = None
    author_key: str | None = None
    nameless: bool = False
    location: str | None = None
    file_name: str | None = None
    session: str | None = None
    signed_out: bool = False
    agent: str = ""
    began: str | None = None
    begun: str | None = None

    @property
    def me(self) -> int:
        """The caller's account; 0 is nobody."""
        return self.caller.account_id if self.caller is not None else 0

    @property
    def present(self) -> int:
        """The session that asks; 0 when a token does, or nobody."""
        return (self.caller.session_id or 0) if self.caller is not None else 0

    @property
    def by(self) -> int | None:
        """Whose act this is: the caller's account, or None when they act as the author of an anonymous idea."""
        return self.me if self.author_key is None else None

    @property
    def anonymous(self) -> bool:
        """Whether nothing of who asks may be kept."""
        return self.nameless or self.author_key is not None or bool(self.fields.get("anonymous"))

    @property
    def place(self) -> Place:
        """Where the call happens; only on routes that are about something on a board."""
        assert self.found is not None  # noqa: S101
        return self.found

    def allow(self, verb: str) -> None:
        """May the caller do `verb` here? For views whose verb depends on the body."""
        assert self.caller is not None  # noqa: S101
        policy.admit(self.caller, verb)
        policy.allow(self.caller, verb, self.found, self.author_key)

    def must_be_fresh(self) -> None:
        """For what opens or closes ways in: whoever sits at a browser that was left alone does not do it.

        Raises Forbidden `sign_in_again` when the session that asks began too long ago. A token has its scopes for that.
        """
        began = self.caller.signed_in_at if self.caller is not None else None
        if began is not None and began + FRESH <= clock.now():
            raise Forbidden("sign_in_again", "Sign in once more in this browser, any way you like, and do it then.")

    def created(self, thing: str, number: int, path: str | None = None) -> None:
        """Say in `Location` where the new `thing` is found (by default under its plural)."""
        self.location = f"{PREFIX}/{path or thing + 's'}/{ids.encode(thing, number)}"
