"""Limiting: who is counted, under which limits, and where: in Redis, in the database, or in this process.

What somebody does anonymously is counted in this process alone: a row that changed in the same moment would tell who.
"""

import hashlib
import ipaddress
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import redis
import structlog
from flask import Request

from ideaboard import clock
from ideaboard.core.people import limits
from ideaboard.core.people.limits import Charge, Limit, TooMany, Verdict
from ideaboard.core.people.tokens import Caller
from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database, Together
from ideaboard.settings import LIMITS, Settings

log = structlog.get_logger()

# Whom a process remembers; beyond, those who are whole again are forgotten.
_MOST: Final = 20_000

# The same sum as `limits.judge`, in one step where all processes see it, and by that machine's clock.
_SCRIPT: Final = """
local t = redis.call('TIME')
local now = tonumber(t[1]) + tonumber(t[2]) / 1000000
local each, window = tonumber(ARGV[1]), tonumber(ARGV[2])
local kept = tonumber(redis.call('GET', KEYS[1]) or now)
local after = math.max(kept, now) + each
if after - now > window + each / 1000 then
  return {0, string.format('%.6f', kept), string.format('%.6f', now)}
end
redis.call('SET', KEYS[1], string.format('%.6f', after), 'PX', math.ceil((after - now) * 1000) + 1000)
return {1, string.format('%.6f', after), string.format('%.6f', now)}
"""


class Here:
    """Counts in this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._whole: dict[bytes, float] = {}

    def charge(self, charge: Charge) -> Verdict:
        """Charge one thing done."""
        now = clock.seconds()
        with self._lock:
            verdict, after = limits.judge(charge.limit, self._whole.get(charge.key), now)
            if after is not None:
                self._whole[charge.key] = after
            if len(self._whole) > _MOST:
                self._whole = {key: whole for key, whole in self._whole.items() if whole > now}
        return verdict


class There:
    """Counts in Redis."""

    def __init__(self, url: str) -> None:
        client = redis.Redis.from_url(url, socket_timeout=1.0, socket_connect_timeout=1.0)
        self._script = client.register_script(_SCRIPT)

    def charge(self, charge: Charge) -> Verdict:
        """Charge one thing done. Raises RedisError when Redis cannot be asked."""
        limit = charge.limit
        said: Any = self._script(keys=[b"ideaboard:" + charge.key.hex().encode()], args=[limit.each, limit.window])
        whole, now = float(said[1]), float(said[2])
        return limits.allowed(limit, whole, now) if said[0] else limits.refused(limit, whole, now)


@dataclass(frozen=True, slots=True)
class Act:
    """What is done: `exact` is counted across all processes; `nameless` leaves no trace."""

    name: str
    who: tuple[str, ...]
    exact: bool = True
    nameless: bool = False


class Limiting:
    """The limits of one installation."""

    def __init__(self, settings: Settings, database: Database, keys: Keys) -> None:
        self._limits = {name: Limit(name, *said) for name in LIMITS if (said := settings.limit(name)) is not None}
        self._keys = keys
        self._here = Here()
        self._there = There(settings.redis_url) if settings.redis_url else None
        self._together = Together(database, limits.apply)

    def charge(self, acts: Sequence[Act]) -> list[Verdict]:
        """Charge what a request does; the verdicts, for its answer. Raises TooMany when one of them is a no."""
        found: list[Verdict] = []
        exactly: list[Charge] = []
        for act in acts:
            limit = self._limits.get(act.name)
            if limit is None:
                continue
            charge = Charge(limit, self._of(act))
            if not act.nameless and self._there is not None:
                try:
                    found.append(self._there.charge(charge))
                    continue
                except redis.RedisError as error:
                    # Counted less exactly, nobody is turned away for it.
                    log.warning("Redis cannot be asked; counting without it", error=type(error).__name__)
            if act.exact and not act.nameless:
                exactly.append(charge)
            else:
                found.append(self._here.charge(charge))
        if exactly and all(verdict.allowed for verdict in found):
            found += self._together.do(tuple(exactly))
        if not all(verdict.allowed for verdict in found):
            raise TooMany(found)
        return found

    def _of(self, act: Act) -> bytes:
        said = "\0".join((act.name, *act.who)).encode()
        return hashlib.blake2b(said, key=self._keys.limits, digest_size=16).digest()


def who_asks(asked: Request, caller: Caller | None) -> tuple[str, ...]:
    """Who is counted: the account, or where there is none, the address (of IPv6 the network that one home has)."""
    if caller is not None:
        return ("account", str(caller.counted))
    return ("address", network(asked.remote_addr or ""))


def network(address: str) -> str:
    """The address, of IPv6 its /64: whoever has one of these has them all."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        return str(ipaddress.ip_network((found, 64), strict=False).network_address)
    return str(found)


def headers(verdicts: Sequence[Verdict]) -> dict[str, str]:
    """What an answer says of the limits, of each the narrowest (draft-ietf-httpapi-ratelimit-headers)."""
    narrowest: dict[str, Verdict] = {}
    for one in sorted(verdicts, key=lambda one: (one.allowed, one.left, -one.seconds)):
        narrowest.setdefault(one.limit.name, one)
    if not narrowest:
        return {}
    said = [(f'"{name}"', one) for name, one in sorted(narrowest.items())]
    return {
        "RateLimit": ", ".join(f"{name};r={one.left};t={one.seconds}" for name, one in said),
        "RateLimit-Policy": ", ".join(f"{name};q={one.limit.quota};w={one.limit.window}" for name, one in said),
    }
