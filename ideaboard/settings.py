"""Every setting once: its name, type, default and what it is for. Read from `IDEABOARD_…` variables."""

import os
import re
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from environs import Env, EnvError
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from ideaboard import addresses
from ideaboard.addresses import Network

PREFIX = "IDEABOARD_"

# As a browser writes it: in small letters, with the port only where it is not the usual one.
_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:]+\])(?::[1-9][0-9]{0,4})?")

# A browser never says the port that goes without saying.
_USUAL = {("http", "80"), ("https", "443")}

LIMITS = ("requests", "writes", "sign_in", "mail")
_LIMIT = re.compile(r"([1-9][0-9]{0,6})/([1-9][0-9]{0,5})")


_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"(?:\*\.)?(?:{_LABEL}\.)+{_LABEL}")
_REQUIRED = re.compile(r"(acr|amr)=([!-~]+)")
_GROUP = re.compile(r"(.+)=([a-z0-9-]{2,40}):(member|leader)")

# How the address of a discovery document ends; what stands before it is the issuer.
WELL_KNOWN = "/.well-known/openid-configuration"


class BadSetting(ValueError):
    """A setting that cannot be: the text names the variable, and says what is wrong with it."""


def _setting(
    default: Any,
    text: str,
    *,
    secret: bool = False,
    least: float | None = None,
    most: float | None = None,
    words: tuple[str, ...] = (),
) -> Any:
    said = {"help": text, "secret": secret, "least": least, "most": most, "words": words}
    return field(default=default, metadata=said)


@dataclass(frozen=True)
class Settings:
    """What an operator can set. `docs/settings.md` lists the same, and a test holds the two equal."""

    database_url: str = _setting(
        "sqlite:///ideaboard.db", "`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`.", secret=True
    )
    key_file: str = _setting(
        "ideaboard.key",
        "File with the key that seals tracker secrets and cursors. Keep it out of the database's backup.",
    )
    erasures_file: str = _setting(
        "",
        "File that says which accounts were erased, for a backup that is restored: `erasures.ledger` beside the key.",
    )
    base_url: str = _setting("http://127.0.0.1:8000", "Where people reach the board; links are made from it.")
    host: str = _setting("127.0.0.1", "Address that `serve` listens on.")
    port: int = _setting(8000, "Port that `serve` listens on.", least=1, most=65_535)
    session_days: int = _setting(30, "How many days somebody stays signed in at most.", least=1, most=400)
    session_idle_days: int = _setting(
        14, "After how many days without a sign of life a session is over.", least=1, most=400
    )
    local_sign_in: bool = _setting(
        True, "Whether people sign in by password and by links that are mailed; if not, by OpenID Connect alone."
    )
    link_minutes: int = _setting(
        15,
        "For how many minutes a link that is mailed opens a session, or a new password.",
        least=5,
        most=60,
    )
    breached_passwords: str = _setting(
        "", "File of breached passwords, which nobody can choose: a line `SHA-1:COUNT` each, ordered by the digest."
    )
    oidc_discovery: str = _setting(
        "",
        "The provider of OpenID Connect by whom people sign in: `https://id.example.org/.well-known/openid-configuration`.",
    )
    oidc_client_id: str = _setting("", "Who we are to the provider.")
    oidc_client_secret: str = _setting("", "Our secret at the provider.", secret=True)
    oidc_name: str = _setting("OpenID Connect", "What the provider is called where people sign in.")
    oidc_domains: str = _setting(
        "", "Domains of e-mails whose owners get an account when they first come: `example.org, *.example.org`."
    )
    oidc_groups: str = _setting("", "Which groups there are on which boards here: `developers=platform:member, …`.")
    oidc_groups_claim: str = _setting("groups", "The claim in which the provider names somebody's groups.")
    oidc_sign_out: bool = _setting(
        True, "Whether signing out here leads to signing out at the provider, where it has a page for that."
    )
    oidc_require: str = _setting(
        "", "What the provider has to say of how somebody signed in there, one of these: `amr=mfa, acr=…`."
    )
    smtp_host: str = _setting("", "The mail server. Without one, mails wait for an admin to pass on what they say.")
    smtp_port: int = _setting(587, "The mail server's port.", least=1, most=65_535)
    smtp_security: str = _setting(
        "starttls", "`starttls`, `tls` from the first byte, or `none`.", words=("starttls", "tls", "none")
    )
    smtp_user: str = _setting("", "Who we are to the mail server.")
    smtp_password: str = _setting("", "Our password at the mail server.", secret=True)
    mail_from: str = _setting("", "The sender of our mails: `Ideas <ideas@example.org>`.")
    limit_requests: str = _setting(
        "3000/60", "How many requests somebody may send in how many seconds; empty: any number."
    )
    limit_writes: str = _setting("300/60", "How many things somebody may do in how many seconds.")
    limit_sign_in: str = _setting("20/600", "How often it may be tried to sign in, from one address.")
    limit_mail: str = _setting("10/3600", "How many mails may be asked for, from one address or by one account.")
    redis_url: str = _setting("", "A Redis that counts for the limits: `redis://HOST:6379/0`.", secret=True)
    proxies: int = _setting(
        0, "How many proxies stand in front and say in `X-Forwarded-For` who asks.", least=0, most=10
    )
    processes: int = _setting(1, "HTTP processes of `serve`. More than one only with PostgreSQL.", least=1)
    threads: int = _setting(2, "Threads in each HTTP process.", least=1)
    workers: int = _setting(
        2, "Worker children of `serve` and of `work`; `serve` with 0 leaves the work to `work`.", least=0
    )
    lease_seconds: float = _setting(30.0, "How long a job stays with a worker that gives no sign of life.", least=0.5)
    job_deadline_seconds: float = _setting(120.0, "How long one job may take before its worker is ended.", least=0.5)
    poll_seconds: float = _setting(1.0, "How often an idle worker looks for jobs when nobody wakes it.", least=0.01)
    schedule_seconds: float = _setting(30.0, "How often the schedule (what happens by date) is looked at.", least=0)
    tracker_poll_seconds: float = _setting(
        60.0, "How often a tracker without webhooks is asked what has changed.", least=1
    )
    resync_seconds: float = _setting(
        3600.0, "How often every issue is looked at in its tracker, whatever its webhooks said.", least=1
    )
    plugin_load_seconds: float = _setting(
        10.0, "How long one plugin may take to load before it is switched off.", least=0.1
    )
    http_timeout_seconds: float = _setting(15.0, "How long one call to a tracker may take, all in all.", least=0.1)
    private_networks: str = _setting(
        "", "Networks that trackers and webhooks may be in besides the public internet: `10.1.0.0/16, fd00::/8`."
    )
    plain_http: bool = _setting(False, "Whether trackers and webhooks may be called by http, not only by https.")
    cors_origins: str = _setting("", "Origins whose pages may call the API: `https://ideas.example.org, …`.")
    http_max_bytes: int = _setting(5_000_000, "How long an answer of a tracker may be, in bytes.", least=1024)
    max_inbound_bytes: int = _setting(5_000_000, "How long what a tracker sends to us may be, in bytes.", least=1024)
    max_body_bytes: int = _setting(1_048_576, "How long a request's body may be, in bytes.", least=1024)
    kept_bytes: int = _setting(
        4_000_000, "How many bytes of lists each HTTP process keeps, to give them again while nothing changes.", least=0
    )
    log_level: str = _setting(
        "info", "`debug`, `info`, `warning` or `error`.", words=("debug", "info", "warning", "error")
    )
    log_format: str = _setting("text", "`text` for people, `json` for machines.", words=("text", "json"))
    crash_plan: str = _setting("", "For crash tests only: a file that says at which crash points a process dies.")

    @property
    def sqlite(self) -> bool:
        """Whether the board lives in a SQLite file."""
        return self.database_url.startswith("sqlite")

    @property
    def sqlite_path(self) -> Path:
        """The database file; only when `sqlite`."""
        return Path(self.address.database or "")

    @property
    def ledger(self) -> Path:
        """The ledger of erasures."""
        return Path(self.erasures_file or Path(self.key_file).with_name("erasures.ledger"))

    @property
    def networks(self) -> tuple[Network, ...]:
        """The private networks that may be called. Raises BadSetting."""
        try:
            return addresses.networks(self.private_networks.split(","))
        except ValueError as error:
            raise BadSetting(f"{PREFIX}PRIVATE_NETWORKS: {error}.") from error

    def limit(self, name: str) -> tuple[int, int] | None:
        """How many, in how many seconds; None for any number. Raises BadSetting."""
        said = getattr(self, f"limit_{name}")
        if not said:
            return None
        found = _LIMIT.fullmatch(said)
        if found is None:
            raise BadSetting(
                f"{PREFIX}LIMIT_{name.upper()}: {said!r} is not like 300/60: how many, in how many seconds."
            )
        return int(found[1]), int(found[2])

    @property
    def origins(self) -> tuple[str, ...]:
        """The origins whose pages may call the API. Raises BadSetting."""
        found = tuple(said.strip() for said in self.cors_origins.split(",") if said.strip())
        for origin in found:
            if not _ORIGIN.fullmatch(origin) or (origin.partition(":")[0], origin.rpartition(":")[2]) in _USUAL:
                raise BadSetting(
                    f"{PREFIX}CORS_ORIGINS: {origin!r} is no origin: name each as `https://ideas.example.org`, "
                    "in small letters, without a path; one for all (`*`) there is not."
                )
        return found

    @property
    def domains(self) -> tuple[str, ...]:
        """The domains of e-mails whose owners get an account, in small letters. Raises BadSetting."""
        found = tuple(said.strip() for said in self.oidc_domains.split(",") if said.strip())
        for domain in found:
            if not _DOMAIN.fullmatch(domain):
                raise BadSetting(
                    f"{PREFIX}OIDC_DOMAINS: {domain!r} is no domain: name each as `example.org`, and all below it as "
                    "`*.example.org`; of other scripts as it is sent (`xn--…`)."
                )
        return tuple(domain.lower() for domain in found)

    @property
    def groups(self) -> tuple[tuple[str, str, str], ...]:
        """Each group at the provider, with a board's slug and the role that it has there. Raises BadSetting."""
        found = []
        for said in filter(None, (part.strip() for part in self.oidc_groups.split(","))):
            read = _GROUP.fullmatch(said)
            if read is None:
                raise BadSetting(f"{PREFIX}OIDC_GROUPS: {said!r} is not like developers=platform:member (or :leader).")
            found.append((read[1].strip(), read[2], read[3]))
        return tuple(found)

    @property
    def required(self) -> tuple[tuple[str, str], ...]:
        """Claims, `acr` or `amr`, of one of which the provider has to say the value. Raises BadSetting."""
        found = []
        for said in filter(None, (part.strip() for part in self.oidc_require.split(","))):
            read = _REQUIRED.fullmatch(said)
            if read is None:
                raise BadSetting(f"{PREFIX}OIDC_REQUIRE: {said!r} is not like amr=mfa, or acr= and a value.")
            found.append((read[1], read[2]))
        return tuple(found)

    @property
    def provider(self) -> SplitResult | None:
        """The address of the provider's discovery document; None without one. Raises BadSetting."""
        if not self.oidc_discovery:
            return None
        name = f"{PREFIX}OIDC_DISCOVERY"
        try:
            found = urlsplit(self.oidc_discovery)
        except ValueError:
            found = urlsplit("")
        if found.scheme not in ("http", "https") or not found.hostname or not found.path.endswith(WELL_KNOWN):
            raise BadSetting(f"{name} is not an address like https://id.example.org{WELL_KNOWN}.")
        if found.scheme == "http" and not addresses.is_loopback(found.hostname):
            raise BadSetting(f"{name} is plain http: anybody on the way could say who signs in. Say https.")
        if not self.oidc_client_id:
            raise BadSetting(f"{PREFIX}OIDC_CLIENT_ID is missing: the provider gives it to you.")
        return found

    @property
    def address(self) -> URL:
        """The database's address, with the driver that we use. Raises BadSetting when it is none that we know."""
        name = f"{PREFIX}DATABASE_URL"
        try:
            url = make_url(self.database_url)
        except (ArgumentError, ValueError) as error:
            # What was said stays out of the sentence: it may hold a password.
            said = "`sqlite:///FILE` or `postgresql://USER:PASSWORD@HOST/NAME`"
            raise BadSetting(f"{name} is not an address like {said}.") from error
        if url.drivername in ("postgresql", "postgres"):
            url = url.set(drivername="postgresql+psycopg")
        if url.drivername not in ("sqlite", "postgresql+psycopg"):
            raise BadSetting(f"{name}: only sqlite and postgresql are known.")
        if self.sqlite and url.database in (None, "", ":memory:"):
            raise BadSetting(f"{name}: a database in memory would lose everything; name a file.")
        return url

    @classmethod
    def from_env(cls, **overrides: Any) -> "Settings":
        """Read the settings from the environment; `overrides` win.

        Raises BadSetting; for an unknown `IDEABOARD_` variable too, because a misspelt setting that does nothing is
        worse than an error.
        """
        known = {PREFIX + f.name.upper() for f in fields(cls)}
        unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise BadSetting(f"Unknown setting {unknown[0]}; `docs/settings.md` lists the known ones.")
        return cls(**{**{f.name: _read(f) for f in fields(cls)}, **overrides})

    def as_env(self) -> dict[str, str]:
        """These settings as environment variables, for a child process."""
        return {PREFIX + f.name.upper(): str(getattr(self, f.name)) for f in fields(self)}


def _read(f: Field[Any]) -> Any:
    name = PREFIX + f.name.upper()
    kind = f.type if isinstance(f.type, str) else f.type.__name__
    try:
        value = getattr(Env(), kind)(name, f.default)
    except EnvError as error:
        raise BadSetting(str(error)) from None
    least, most, words = f.metadata["least"], f.metadata["most"], f.metadata["words"]
    if least is not None and value < least:
        raise BadSetting(f"{name}: {value} is less than {least}.")
    if most is not None and value > most:
        raise BadSetting(f"{name}: {value} is more than {most}.")
    if words and value not in words:
        raise BadSetting(f"{name}: {value!r} is none of {', '.join(words)}.")
    return value
