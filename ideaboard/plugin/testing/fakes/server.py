"""What every fake shares: a server in a thread, faults to order, and a contract that is checked both ways."""

import json
import socket
import threading
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, Self

from flask import Flask, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ideaboard.plugin.testing.fakes import contracts
from ideaboard.plugin.testing.fakes.faults import Fault, Faults

ADMIN = "/_fake"


class ContractBrokenError(AssertionError):
    """A request or an answer was not what the vendor describes."""


@dataclass(frozen=True)
class Seen:
    """One request that a fake got."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Hook:
    """One webhook that a fake owes: its headers, with what proves it, and its body."""

    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class FakeServer:
    """A fake tracker. Use it as `with FakeGitHub() as fake:`; it listens on a free port of 127.0.0.1.

    `requests` are those it got, `violations` what they and the answers had against the contract, and
    `undescribed` the answers about which the contract says nothing. Without its file nothing is checked.

    Whoever sets `hook_secret` finds a Hook in `outbox` for everything that happens to an issue, in order, and sends it
    late, twice or never; each fake puts it there with `emit`.
    """

    #: The vendor's description; None where there is none.
    contract_name: ClassVar[str | None] = None
    #: Where it is wrong, as pointers to what it says too much of.
    anything: ClassVar[tuple[str, ...]] = ()
    #: The vendor's description of its webhooks, where that is another one.
    webhooks_name: ClassVar[str | None] = None
    #: Calls that the description lacks, as `GET /path` (`*` stands for anything): of these nothing is checked.
    not_described: ClassVar[Sequence[str]] = ()

    def __init__(self) -> None:
        self.contract = contracts.contract(self.contract_name, self.anything) if self.contract_name else None
        if self.contract_name and self.contract is None:
            missing = contracts.folder() / self.contract_name
            warnings.warn(f"{missing} is missing: this fake checks nothing", stacklevel=3)
        self.faults = Faults()
        self.requests: list[Seen] = []
        self.violations: list[str] = []
        self.undescribed: list[str] = []
        self.outbox: list[Hook] = []
        self.hook_secret: str | None = None
        self.lock = threading.RLock()
        self.app = Flask(type(self).__name__)
        # A dropped connection is an exception that has to reach the server.
        self.app.config["PROPAGATE_EXCEPTIONS"] = True
        self.app.before_request(self._before)
        self.app.after_request(self._after)
        self.app.register_error_handler(Exception, self._broke)
        self._admin_routes()
        self._stopping = threading.Event()
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The address of the running fake."""
        assert self._server is not None, "the fake is not running"
        return f"http://127.0.0.1:{self._server.server_port}"

    def start(self, port: int = 0) -> Self:
        """Listen on `port`, or on a free one."""
        self._server = make_server("127.0.0.1", port, self.app, threaded=True, request_handler=_Quiet)
        self._server.daemon_threads = True  # type: ignore[attr-defined]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()
        return self

    def stop(self) -> None:
        """Stop listening; requests that hang are let go."""
        self._stopping.set()
        if self._server and self._thread:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def wait(self) -> None:
        """Serve until the process ends."""
        self._stopping.wait()

    def order(self, method: str, path: str, **what: Any) -> None:
        """Order a fault; `what` is said by the fields of Fault."""
        self.faults.order(Fault(method, path, **what))

    def assert_contract_held(self) -> None:
        """Raise ContractBrokenError with everything that was not as the vendor describes it."""
        if self.violations:
            raise ContractBrokenError("\n".join(self.violations))

    def emit(self, hook: Hook, name: str | None = None) -> None:
        """Owe a webhook, to whoever empties the outbox; as the vendor describes the one of this `name`, if at all."""
        described = contracts.contract(self.webhooks_name) if self.webhooks_name and name else None
        with self.lock:
            if described and name:
                self.violations += described.against_webhook(contracts.Webhook(name, hook.headers, hook.body))
            self.outbox.append(hook)

    def error_body(self, status: int) -> Any:
        """What the vendor's server says with `status`, for a fault that was ordered without a body."""
        raise NotImplementedError

    def refuse(self) -> Any:
        """An answer instead of the view's, for what holds for all requests (credentials); None to go on."""
        return None

    def _before(self) -> Any:
        if request.path.startswith(ADMIN):
            return None
        g.fault = None
        with self.lock:
            headers = {name.lower(): value for name, value in request.headers}
            seen = Seen(request.method, request.path, request.args.to_dict(), headers, request.get_data())
            self.requests.append(seen)
            g.seen = seen
            self._check_request(seen)
        fault = self.faults.take(request.method, request.path)
        if fault and fault.after_effect:
            g.fault = fault
        elif fault:
            self._stopping.wait(fault.delay)
            if fault.drop:
                self._hang_up()
            if fault.status is not None:
                g.off_contract = fault.off_contract
                return self._ordered_answer(fault)
            g.fault = replace(fault, delay=0)
        return self.refuse()

    def _after(self, response: Response) -> Response:
        if request.path.startswith(ADMIN):
            return response
        fault: Fault | None = g.get("fault")
        off_contract = g.get("off_contract", False)
        if fault:
            self._stopping.wait(fault.delay)
            if fault.drop:
                self._hang_up()
            if fault.status is not None:
                response = self._ordered_answer(fault)
            response.headers.update(fault.headers)
            off_contract = fault.off_contract
        if not off_contract:
            with self.lock:
                self._check_answer(response)
        return response

    def _ordered_answer(self, fault: Fault) -> Response:
        assert fault.status is not None
        body = self.error_body(fault.status) if fault.body is None else fault.body
        if isinstance(body, str | bytes):
            answer = Response(body, fault.status, content_type="text/html; charset=utf-8")
        else:
            answer = Response(json.dumps(body), fault.status, content_type="application/json; charset=utf-8")
        answer.headers.update(fault.headers)
        return answer

    def _hang_up(self) -> None:
        connection: socket.socket = request.environ["werkzeug.socket"]
        connection.shutdown(socket.SHUT_RDWR)
        raise ConnectionResetError("dropped as ordered")

    def _broke(self, error: Exception) -> Any:
        if isinstance(error, HTTPException):
            return jsonify(self.error_body(error.code or 500)), error.code
        if isinstance(error, ConnectionResetError):
            raise error
        self.violations.append(f"the fake itself broke at {request.method} {request.path}: {error!r}")
        return jsonify(self.error_body(500)), 500

    def _lacks(self, seen: Seen) -> bool:
        return contracts.lacks(self.not_described, seen.method, seen.path)

    def _check_request(self, seen: Seen) -> None:
        if self.contract and not self._lacks(seen):
            self.violations += self.contract.against_request(self._described(seen))

    def _check_answer(self, response: Response) -> None:
        if not self.contract or self._lacks(g.seen):
            return
        asked = self._described(g.seen)
        given = contracts.Response(response.status_code, response.get_data(), response.content_type, response.headers)
        wrong = self.contract.against_answer(asked, given)
        if wrong is None:
            self.undescribed.append(f"{response.status_code} of {request.method} {request.path}")
        else:
            self.violations += wrong

    def _described(self, seen: Seen) -> contracts.Request:
        return contracts.Request(
            seen.method.lower(),
            seen.path,
            query=seen.query,
            headers=seen.headers,
            body=seen.body or None,
            content_type=seen.headers.get("content-type", ""),
        )

    def _admin_routes(self) -> None:
        """What another process asks: the log, the contract's verdict, and faults."""
        self.app.add_url_rule(f"{ADMIN}/requests", view_func=self._show_requests)
        self.app.add_url_rule(f"{ADMIN}/violations", view_func=self._show_violations)
        self.app.add_url_rule(f"{ADMIN}/faults", view_func=self._take_order, methods=["POST"])
        self.app.add_url_rule(f"{ADMIN}/faults", view_func=self._clear_orders, methods=["DELETE"])

    def _show_requests(self) -> Any:
        with self.lock:
            return jsonify([{**asdict(seen), "body": seen.body.decode("utf-8", "replace")} for seen in self.requests])

    def _show_violations(self) -> Any:
        with self.lock:
            return jsonify({"violations": self.violations, "undescribed": self.undescribed})

    def _take_order(self) -> Any:
        self.order(**request.get_json())
        return "", 204

    def _clear_orders(self) -> Any:
        self.faults.clear()
        return "", 204


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Keep the test's output to the test."""
