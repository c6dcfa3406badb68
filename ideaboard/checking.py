"""What is wrong with the settings, the key file and the database: a sentence each, which says what to do."""

import os
import stat
from collections.abc import Callable
from email.utils import parseaddr
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy.exc import DBAPIError

from ideaboard import migrate, restoring
from ideaboard.addresses import is_loopback
from ideaboard.core.people.leaked import Breached, NoList
from ideaboard.core.privacy import ledger
from ideaboard.core.privacy.ledger import BadLedger
from ideaboard.core.tracking.seal import KeyMissing, Keys
from ideaboard.db import Database
from ideaboard.settings import LIMITS, BadSetting, Settings

# Characters of a secret that machines use.
_SHORTEST: Final = 12


def check(settings: Settings) -> list[str]:
    """Everything that is wrong with the settings, a sentence each that says what to do."""
    return [
        *_check_key(settings),
        *_check_address(settings),
        *_check_lists(settings),
        *_check_ways(settings),
        *_check_breached(settings),
        *_check_mail(settings),
        *_check_database(settings),
    ]


def _check_key(settings: Settings) -> list[str]:
    try:
        Keys.read(settings.key_file)
    except KeyMissing as missing:
        return [str(missing)]
    if stat.S_IMODE(os.stat(settings.key_file).st_mode) & 0o077:
        return [f"Others can read the key file: chmod 600 {settings.key_file}."]
    return []


def _check_address(settings: Settings) -> list[str]:
    try:
        parts = urlsplit(settings.base_url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ["IDEABOARD_BASE_URL is not an address like https://ideas.example.org."]
    if parts.scheme == "http" and not is_loopback(parts.hostname):
        return ["IDEABOARD_BASE_URL is plain http: tokens would travel in the open. Put TLS in front and say https."]
    return []


def _check_lists(settings: Settings) -> list[str]:
    found = []
    looks: list[Callable[[], object]] = [lambda: settings.networks, lambda: settings.origins]
    looks += [lambda: settings.provider, lambda: settings.domains, lambda: settings.groups, lambda: settings.required]
    looks += [partial(settings.limit, name) for name in LIMITS]
    for look in looks:
        try:
            look()
        except BadSetting as bad:
            found.append(str(bad))
    return found


def _check_ways(settings: Settings) -> list[str]:
    if settings.oidc_discovery:
        return []
    if not settings.local_sign_in:
        return ["IDEABOARD_LOCAL_SIGN_IN is off, and there is no IDEABOARD_OIDC_DISCOVERY: nobody can sign in."]
    if settings.oidc_client_id or settings.oidc_domains or settings.oidc_groups or settings.oidc_require:
        return ["IDEABOARD_OIDC_DISCOVERY is missing: the other settings of OpenID Connect do nothing without it."]
    return []


def _check_breached(settings: Settings) -> list[str]:
    if not settings.breached_passwords:
        return []
    try:
        Breached(Path(settings.breached_passwords)).check()
    except NoList as wrong:
        return [f"IDEABOARD_BREACHED_PASSWORDS: {wrong}"]
    return []


def _check_mail(settings: Settings) -> list[str]:
    if settings.smtp_host and "@" not in parseaddr(settings.mail_from)[1]:
        return ["IDEABOARD_MAIL_FROM is not an address like `Ideas <ideas@example.org>`: mails need a sender."]
    if settings.smtp_password and settings.smtp_security == "none" and not is_loopback(settings.smtp_host):
        return ["IDEABOARD_SMTP_SECURITY is none: our password would travel in the open. Say starttls or tls."]
    return []


def _check_database(settings: Settings) -> list[str]:
    found = []
    if settings.sqlite and settings.processes > 1:
        found.append("SQLite has one writer: set IDEABOARD_PROCESSES=1, or use PostgreSQL.")
    found += _check_database_password(settings)
    wrong = schema(settings)
    return [*found, *(_check_ledger(settings) if wrong is None else [wrong])]


def _check_ledger(settings: Settings) -> list[str]:
    """Whether the database knows every erasure: one that was restored from a backup may not."""
    try:
        if not ledger.read(settings.ledger):
            return []
        database = Database(settings)
        try:
            unknown = restoring.unknown(settings, database)
        finally:
            database.dispose()
    except BadLedger as bad:
        return [str(bad)]
    if not unknown:
        return []
    return [
        f"{settings.ledger} tells of {unknown} erased accounts that this database does not know as erased, as after a "
        "restore: run `ideaboard erasures replay`."
    ]


def _check_database_password(settings: Settings) -> list[str]:
    """Over a network, who guesses the database's password has everything."""
    try:
        url = settings.address
    except BadSetting:
        return []
    if settings.sqlite or not url.password or not url.host or is_loopback(url.host):
        return []
    if len(url.password) < _SHORTEST or url.password == url.username:
        return [f"The password in IDEABOARD_DATABASE_URL is easily guessed: take {_SHORTEST} characters or more."]
    return []


def schema(settings: Settings, *, of_any_version: bool = False) -> str | None:
    """Why the database cannot be used; None when it is there, and has the shape that this version needs."""
    try:
        if settings.sqlite and not settings.sqlite_path.exists():
            return f"There is no database at {settings.sqlite_path}; `ideaboard init` makes one."
        now, newest = migrate.current(settings)
    except BadSetting as bad:
        return str(bad)
    except DBAPIError as error:
        return cannot_be_opened(error)
    if now is None:
        return "The database is empty; `ideaboard init` makes its tables."
    if now == newest or of_any_version:
        return None
    if not migrate.knows(settings, now):
        return f"The database is at {now}, which a newer version of ideaboard made: use that one."
    return f"The database is at {now}, this version needs {newest}: run `ideaboard migrate`."


def cannot_be_opened(error: DBAPIError) -> str:
    """That the database cannot be opened, and why."""
    return f"The database cannot be opened: {in_a_line(error)}"


def in_a_line(error: DBAPIError) -> str:
    """What the database's driver says, in one line."""
    return " ".join(str(error.orig).split())
