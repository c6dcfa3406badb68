"""Which addresses an outgoing call may go to: public ones, and those of networks that the operator names.

Whoever sets up a connection or a webhook says where the board calls. So that nobody reaches what only the server can
(metadata of a cloud, a database, the router), a name is resolved once, every address of it is judged here, and the
connection goes to one that was judged.
"""

import re
import socket
from collections.abc import Callable, Iterable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network
# The addresses of a host and a port, as texts. Raises OSError.
Resolve = Callable[[str, int], Iterable[str]]

# What is not the public internet: IANA's special-purpose registries (RFC 6890), multicast, and every form in which an
# IPv6 address holds an IPv4 one. Said here, because what `ipaddress` knows of them depends on Python's patch version.
SPECIAL: Final[tuple[Network, ...]] = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        # Loopback, IPv4-compatible and -mapped, IPv4-translated, NAT64, Teredo and its neighbours, 6to4.
        "::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/23", "2002::/16",
        "100::/64", "100:0:0:1::/64", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20", "5f00::/16", "fc00::/7",
        "fe80::/10", "fec0::/10", "ff00::/8",
    )
)  # fmt: skip
# Where IPv6's public addresses are.
_PUBLIC: Final = ip_network("2000::/3")

# A browser and some resolvers read `0x7f.1`, `2130706433` and `017700000001` as addresses.
_ENDS_IN_A_NUMBER: Final = re.compile(r"(?:^|\.)(?:[0-9]+|0[xX][0-9a-fA-F]*)$")
_LABEL: Final = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?", re.ASCII)


class Forbidden(Exception):
    """An address that may not be called; the text says why, and names the host that was asked for alone."""


def networks(said: Sequence[str]) -> tuple[Network, ...]:
    """The networks that are written like `10.1.0.0/16` or `fd00::/8`. Raises ValueError naming the one that is not."""
    return tuple(ip_network(one.strip()) for one in said if one.strip())


def is_public(address: Address) -> bool:
    """Whether this address is one of the public internet."""
    if isinstance(address, IPv6Address) and (address.scope_id is not None or address not in _PUBLIC):
        return False
    return not any(address in network for network in SPECIAL if network.version == address.version)


def may_be_called(address: Address, allowed: Iterable[Network]) -> bool:
    """Whether a call may go there: to the public internet, or into one of the `allowed` networks."""
    return is_public(address) or any(address in network for network in allowed if network.version == address.version)


def is_loopback(host: str) -> bool:
    """Whether this host, as an address writes it, is this machine itself."""
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def judged(host: str, port: int, allowed: Sequence[Network], resolve: Resolve) -> list[str]:
    """The addresses of a host, all of which may be called, as texts. Raises Forbidden, and OSError without any.

    A name of which one address may not be called is refused whole: which one a resolver gives first is chance.
    """
    literal = _literal(host)
    found = [literal] if literal is not None else [_parsed(host, text) for text in resolve(_name(host), port)]
    if not found:
        raise OSError(f"{host} has no address")
    if not all(may_be_called(address, allowed) for address in found):
        raise Forbidden(f"{host} is at an address that may not be called")
    return [str(address) for address in dict.fromkeys(found)]


def by_system(host: str, port: int) -> list[str]:
    """What the system's resolver says. Raises OSError."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _literal(host: str) -> Address | None:
    """The address that `host` is, where it is one and no name."""
    if host.startswith("["):
        return _parsed(host, host[1:-1])
    if _ENDS_IN_A_NUMBER.search(host) is None:
        return None
    return _parsed(host, host)


def _parsed(host: str, text: str) -> Address:
    try:
        # Four decimal numbers without leading zeros, or IPv6: every other form means one thing here and another there.
        return ip_address(text)
    except ValueError as error:
        raise Forbidden(f"{host} is no address in its usual form") from error


def _name(host: str) -> str:
    """A name in lower case. Raises Forbidden for what is none, or ends in a dot."""
    name = host.lower()
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        raise Forbidden(f"{host!r} is no name of a host")
    return name
