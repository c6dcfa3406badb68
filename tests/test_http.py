"""No outgoing call reaches what only the server can reach, however its address is written or its name moves."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address
from pathlib import Path

import dns.message
import dns.rdatatype
import dns.resolver
import dns.rrset
import pytest
import trustme
from pytest_httpserver import HTTPServer

from ideaboard import addresses
from ideaboard.http import Http, NotSent

# Each is refused without a byte being sent: literals, ways to write one, what IPv6 makes of IPv4, and names.
REFUSED = (
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.254",
    "192.168.1.1", "169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9", "224.0.0.1", "239.255.255.250",
    "240.0.0.1", "255.255.255.255",
    # Decimal, octal and hexadecimal, short and long.
    "2130706433", "017700000001", "0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1", "1", "0", "127.0.0.01",
    "0x7f.1", "0XA9FEA9FE", "2852039166", "127.0.0.1.", "localhost.", "1.2.3.4.5", "256.1.1.1",
    # Digits of other scripts, and dots of others.
    "\uff11\uff12\uff17.0.0.1", "127\u30020\u30020\u30021", "\u2460\u2461\u2466.0.0.1",
    # Mapped, compatible, translated, NAT64, 6to4, Teredo, ISATAP's like, and what is local in IPv6.
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:8.8.8.8]", "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:7f00:1::]", "[2002:a9fe:a9fe::1]",
    "[2001:0:53aa:64c::1]", "[2001:db8::1]", "[2001:20::1]", "[100::1]", "[fc00::1]", "[fd12:3456::1]", "[fe80::1]",
    "[fe80::1%25lo]", "[fe80::5efe:10.0.0.1]", "[fec0::1]", "[ff02::1]", "[3fff::1]", "[5f00::1]", "[4000::1]",
    # Names that are no names.
    "local host", "-bad-.example", "a..b", "x" * 64 + ".example",
)  # fmt: skip
ALLOWED = ("8.8.8.8", "1.1.1.1", "9.9.9.9", "2606:4700:4700::1111", "2a00:1450:4001:82a::200e", "140.82.121.4")


def _never(host: str, port: int) -> list[str]:
    raise AssertionError(f"{host} was looked up")


@pytest.mark.parametrize("host", REFUSED)
def test_what_only_the_server_can_reach_is_refused(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *said: pytest.fail("it connected"))
    with pytest.raises(NotSent):
        Http(plain=True, resolve=_never).request("GET", f"http://{host}:8080/")


def test_there_are_enough_forms() -> None:
    assert len(set(REFUSED)) >= 40


@pytest.mark.parametrize("address", ALLOWED)
def test_the_public_internet_may_be_called(address: str) -> None:
    assert addresses.is_public(ip_address(address))
    host = f"[{address}]" if ":" in address else address
    assert addresses.judged(host, 443, (), _never) == [address]


@pytest.mark.parametrize("found", ["127.0.0.1", "::1", "10.1.2.3", "fe80::1%lo", "::ffff:10.1.2.3", "nonsense"])
def test_a_name_that_is_at_one_such_address_is_refused_whole(found: str) -> None:
    for order in (["8.8.8.8", found], [found, "8.8.8.8"]):
        with pytest.raises(addresses.Forbidden):
            addresses.judged("tracker.example", 443, (), lambda host, port, order=order: order)


def test_localhost_is_refused_by_what_the_system_says_of_it() -> None:
    with pytest.raises(NotSent, match="IDEABOARD_PRIVATE_NETWORKS"):
        Http(plain=True).request("GET", "http://localhost:1/")


def test_an_operator_names_networks_and_only_these_are_opened(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data("here")
    inside = Http(plain=True, allowed=addresses.networks(["127.0.0.0/8"]))
    assert inside.request("GET", f"http://127.0.0.1:{httpserver.port}/x").text == "here"
    for other in ("10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "2130706433"):
        with pytest.raises(NotSent):
            inside.request("GET", f"http://{other}:{httpserver.port}/x")
    with pytest.raises(NotSent):
        Http(plain=True, allowed=addresses.networks(["127.0.0.2/32"])).request("GET", httpserver.url_for("/x"))


def test_http_needs_the_operators_word_and_an_address_holds_no_password(httpserver: HTTPServer) -> None:
    allowed = addresses.networks(["127.0.0.0/8"])
    with pytest.raises(NotSent, match="by http"):
        Http(allowed=allowed).request("GET", f"http://127.0.0.1:{httpserver.port}/x")
    with pytest.raises(NotSent, match="password") as refused:
        Http(allowed=allowed, plain=True).request("GET", f"http://me:hunter2@127.0.0.1:{httpserver.port}/x")
    assert "hunter2" not in str(refused.value)
    for scheme in ("file", "ftp", "gopher", "unix"):
        with pytest.raises(NotSent):
            Http(allowed=allowed, plain=True).request("GET", f"{scheme}://127.0.0.1/x")
    assert httpserver.log == []


def test_a_redirect_is_an_answer_and_is_not_followed(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/away").respond_with_data("", 302, {"Location": "http://169.254.169.254/latest"})
    answer = Http.to_this_machine().request("GET", httpserver.url_for("/away"))
    assert (answer.status, answer.headers["location"]) == (302, "http://169.254.169.254/latest")


def test_the_next_address_is_tried_when_one_cannot_be_reached(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/x").respond_with_data("second")
    both = Http(
        plain=True, allowed=addresses.networks(["127.0.0.0/8"]), resolve=lambda host, port: ["127.9.9.9", "127.0.0.1"]
    )
    assert both.request("GET", f"http://tracker.example:{httpserver.port}/x").text == "second"
    assert httpserver.log[0][0].headers["Host"] == f"tracker.example:{httpserver.port}"


class Rebinding:
    """A name server that says something else of a name each time that it is asked, with no time to live."""

    def __init__(self, *said: str) -> None:
        self.said, self.asked = said, 0
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(0.1)
        self._over = threading.Event()

    def resolve(self, host: str, port: int) -> list[str]:
        """Ask this server; nothing is kept."""
        asking = dns.resolver.Resolver(configure=False)
        asking.nameservers, asking.port, asking.cache = ["127.0.0.1"], self._socket.getsockname()[1], None
        return [str(found) for found in asking.resolve(host, "A", search=False)]

    def serve(self) -> None:
        """Answer until it is over."""
        while not self._over.is_set():
            try:
                wire, whom = self._socket.recvfrom(4096)
            except TimeoutError:
                continue
            asked = dns.message.from_wire(wire)
            answer = dns.message.make_response(asked)
            address = self.said[min(self.asked, len(self.said) - 1)]
            self.asked += 1
            answer.answer.append(dns.rrset.from_text(asked.question[0].name, 0, "IN", dns.rdatatype.A, address))
            self._socket.sendto(answer.to_wire(), whom)

    @contextmanager
    def running(self) -> Iterator["Rebinding"]:
        """While it answers."""
        thread = threading.Thread(target=self.serve)
        thread.start()
        try:
            yield self
        finally:
            self._over.set()
            thread.join()
            self._socket.close()


def test_a_name_that_moves_after_it_was_judged_leads_nowhere_else(
    httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    httpserver.expect_request("/secret").respond_with_data("the server's own")
    connected: list[str] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: tuple[str, int]) -> None:
        if self.type == socket.SOCK_STREAM:
            connected.append(address[0])
            raise OSError("no route")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    with Rebinding("93.184.216.34", "127.0.0.1").running() as moving:
        http = Http(plain=True, resolve=moving.resolve)
        with pytest.raises(NotSent, match="cannot be reached"):
            http.request("GET", f"http://rebind.example:{httpserver.port}/secret")
        # It was asked once, and the call went where it had said.
        assert (moving.asked, connected) == (1, ["93.184.216.34"])
        with pytest.raises(NotSent, match="may not be called"):
            http.request("GET", f"http://rebind.example:{httpserver.port}/secret")
        assert (moving.asked, connected) == (2, ["93.184.216.34"])
    assert httpserver.log == []


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    """A certificate authority of this module's own."""
    return trustme.CA()


@contextmanager
def _https(authority: trustme.CA, *names: str) -> Iterator[HTTPServer]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    with HTTPServer(ssl_context=context) as server:
        server.expect_request("/x").respond_with_data("sealed")
        yield server


def test_the_certificate_is_that_of_the_name_and_not_of_the_address(
    authority: trustme.CA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(known))
    http = Http(allowed=addresses.networks(["127.0.0.0/8"]), resolve=lambda host, port: ["127.0.0.1"])
    with _https(authority, "tracker.example", "127.0.0.1") as server:
        # Nobody trusts the authority yet.
        with pytest.raises(NotSent, match="SSL"):
            http.request("GET", f"https://tracker.example:{server.port}/x")
        monkeypatch.setenv("SSL_CERT_FILE", str(known))
        again = Http(allowed=addresses.networks(["127.0.0.0/8"]), resolve=lambda host, port: ["127.0.0.1"])
        assert again.request("GET", f"https://tracker.example:{server.port}/x").text == "sealed"
        assert again.request("GET", f"https://127.0.0.1:{server.port}/x").text == "sealed"
        with pytest.raises(NotSent, match="SSL"):
            again.request("GET", f"https://other.example:{server.port}/x")
