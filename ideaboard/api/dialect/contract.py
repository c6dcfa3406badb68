"""Contracts: what a route says about itself, and the one frame that carries every request through it.

A view is its decorators (the contract), one docstring, one verb and a return. The frame does the rest, in this
order: who asks · is the verb theirs to ask · query and body read strictly · slow pure work · the transaction opens ·
a repeat is answered as before · is it allowed here · the view · the body is written · the commit · the answer.
"""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Final

import marshmallow as ma
import orjson
from flask import Request, Response, current_app, g, request
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from ideaboard import clock, crash
from ideaboard.api.dialect import auth, caching, cursors, etags, limiting, parser
from ideaboard.api.dialect.call import Call, Installation
from ideaboard.api.dialect.compiled import row_function
from ideaboard.api.dialect.kept import SLOT
from ideaboard.api.dialect.limiting import Act
from ideaboard.api.dialect.problems import NotAcceptable
from ideaboard.core.outbox import answers
from ideaboard.core.people import policy, secrets
from ideaboard.core.people.boards import Place
from ideaboard.core.reading.pages import Page, Window
from ideaboard.db import concern, is_deadlock
from ideaboard.errors import BadRequest, Busy, Forbidden, NotFound, Stale

Finder = Callable[..., Place | None]
View = Callable[..., Any]

_TRIES: Final = 3
_LONGEST_KEY: Final = 255
JSON: Final = "application/json"


@dataclass(slots=True)
class Contract:
    """What a route promises. Filled by the decorators of `Blueprint`, frozen by its `route`."""

    verbs: tuple[str, ...] = ()
    finder: Finder | None = None
    found_by: tuple[str, ...] = ()
    body: type[ma.Schema] | None = None
    query: type[ma.Schema] | None = None
    out: type[ma.Schema] | None = None
    status: int = 200
    content_type: str = JSON
    shown: str = ""
    paged: bool = False
    versioned: bool = False
    together: bool = False
    only_reads: bool = False
    kept: bool = False
    takes_author_key: bool = False
    anonymous: bool = False
    signs_in: bool = False
    or_nothing: bool = False
    limited: str = ""
    secret_fields: tuple[str, ...] = ()
    prepare: Callable[[Call], Any] | None = None
    conflicts: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()
    outages: tuple[str, ...] = ()
    judged: "Contract | None" = None
    method: str = "GET"
    rule: str = ""
    view: View | None = None
    siblings: dict[str, "Contract"] = field(default_factory=dict)

    @property
    def safe(self) -> bool:
        """Whether the method is one that only reads."""
        return self.method == "GET"

    @property
    def reads(self) -> bool:
        """Whether nothing is written: by what only reads, or by a POST whose question is too long for an address."""
        return self.safe or self.only_reads

    @property
    def repeatable(self) -> bool:
        """Whether a repeat with the same Idempotency-Key is answered as before."""
        return self.method == "POST" and not self.signs_in and not self.only_reads

    @property
    def may_be_nameless(self) -> bool:
        """Whether somebody can do this without anything of who they are being kept."""
        return self.anonymous or self.takes_author_key or "anonymous" in getattr(self.body, "_declared_fields", ())

    @property
    def silent(self) -> bool:
        """Whether the answer has no body."""
        return self.out is None and self.content_type == JSON


def carry(contract: Contract, path: dict[str, Any]) -> Response:
    """Carry one request through its contract. Raises the error family."""
    home: Installation = current_app.extensions["ideaboard"]
    _negotiate(request, contract.content_type)
    if contract.reads or contract.together:
        with home.database.reading() as db:
            call = _begin(home, contract, db)
            call.db = db
            if contract.together:
                _count(home, contract, call)
            return _respond(contract, call, *_run(contract, call, path))
    with home.database.reading() as db:
        call = _begin(home, contract, db)
    _count(home, contract, call)
    try:
        if contract.versioned or "If-Match" in request.headers:
            call.expected = etags.expected_version(request.headers.get("If-Match"), needed=contract.versioned)
        if contract.prepare is not None:
            call.prepared = contract.prepare(call)
        return _write(home, contract, call, path)
    except Stale:
        raise _stale(home, contract, call, path) from None


def _begin(home: Installation, contract: Contract, db: Any) -> Call:
    if contract.signs_in:
        auth.must_not_be_foreign(request, home.settings)
    caller = auth.caller(home, request, db)
    if not contract.may_be_nameless:
        g.limits = home.limiting.charge([Act("requests", limiting.who_asks(request, caller), exact=False)])
    _any_of(contract.verbs, lambda verb: policy.admit(caller, verb))
    call = Call(home, caller, author_key=_author_key(contract), nameless=contract.anonymous)
    if not contract.safe:
        call.agent = request.headers.get("User-Agent", "")
    if contract.signs_in:
        call.began = auth.began(request, home.settings)
    try:
        _parse(home, contract, call)
    finally:
        # Nobody's request is counted where nobody can look; whether it is that, only its body says.
        if contract.may_be_nameless:
            who = limiting.who_asks(request, caller)
            nameless = call.anonymous or not call.fields
            g.limits = home.limiting.charge([Act("requests", who, exact=False, nameless=nameless)])
    return call


def _parse(home: Installation, contract: Contract, call: Call) -> None:
    call.query = parser.query(request, contract.query or parser.NoQuery)
    if contract.body is not None:
        call.fields = parser.body(
            request, contract.body(), patch=contract.method == "PATCH", most=home.settings.max_body_bytes
        )


def _count(home: Installation, contract: Contract, call: Call) -> None:
    """Count what is to be done. Raises TooMany."""
    who = limiting.who_asks(request, call.caller)
    acts = [Act("writes", who, nameless=call.anonymous)]
    if contract.limited:
        acts.append(Act(contract.limited, who))
        if "email" in call.fields:
            # From one address for one person; for the person alone, somebody else could use it up.
            acts.append(Act(contract.limited, (*who, call.fields["email"] or "")))
    g.limits += home.limiting.charge(acts)


def _author_key(contract: Contract) -> str | None:
    key = request.headers.get("Author-Key")
    if key is None:
        return None
    if not contract.takes_author_key:
        # Ignored, it would put a name to what somebody believes to do without one.
        raise BadRequest("author_key_not_taken", "This is not done with an Author-Key: leave it out.")
    return secrets.digest(key).hex()


def _any_of(verbs: tuple[str, ...], ask: Callable[[str], object]) -> None:
    """One of the verbs must be allowed; when none is, the last one's refusal is the answer."""
    *others, last = verbs
    for verb in others:
        with suppress(Forbidden):
            ask(verb)
            return
    ask(last)


def _negotiate(asked: Request, content_type: str) -> None:
    if asked.headers.get("Accept") in (None, "", "*/*", content_type):
        return
    kinds = asked.accept_mimetypes
    if not any(kinds[kind] for kind in (content_type, "application/problem+json")):
        raise NotAcceptable


def _run(contract: Contract, call: Call, path: dict[str, Any]) -> tuple[bytes, int]:
    """Check the place, run the view, write its result down. Returns the body and the content's version."""
    if contract.finder is not None:
        _find(contract, call, path, contract.finder)
    question = b""
    if contract.paged:
        question = _question(contract, call, path)
        cursor = call.query.pop("cursor", None)
        after = cursors.unseal(call.home.keys.cursor, question, cursor) if cursor else None
        call.window = Window(after, call.query.pop("limit"), call.query.pop("count", False))
    assert contract.view is not None  # noqa: S101
    result = contract.view(call, **path)
    if contract.out is None:
        # What is not JSON a view writes itself.
        return (b"" if contract.silent else result), 0
    if contract.or_nothing and result is None:
        return b"", 0
    if contract.paged:
        return _page(contract, call, question, result), 0
    return orjson.dumps(_one(contract, result), option=orjson.OPT_UTC_Z), _version(result)


def _find(contract: Contract, call: Call, path: dict[str, Any], finder: Finder) -> None:
    key, *rest = (path[name] for name in contract.found_by)
    call.found = finder(call.db, key, call.me, *rest)
    caller = call.caller
    if caller is None:
        raise NotFound
    if isinstance(call.db, Session) and call.found is not None:
        concern(call.db, call.found.board_id)
    # With several verbs the view asks again for the one that is meant.
    _any_of(contract.verbs, lambda verb: policy.allow(caller, verb, call.found, call.author_key))


def _version(result: Any) -> int:
    found = result.get("version") if isinstance(result, dict) else getattr(result, "version", None)
    return found or 0


def _one(contract: Contract, result: Any) -> Any:
    assert contract.out is not None  # noqa: S101
    if hasattr(result, "_fields"):
        return row_function(contract.out, result._fields)(result)
    return contract.out().dump(result)


def _page(contract: Contract, call: Call, question: bytes, page: Page) -> bytes:
    assert contract.out is not None  # noqa: S101
    if page.rows and hasattr(page.rows[0], "_fields"):
        function = row_function(contract.out, page.rows[0]._fields)
        data = [function(row) for row in page.rows]
    else:
        data = contract.out(many=True).dump(page.rows)
    following = None if page.next is None else cursors.seal(call.home.keys.cursor, question, page.next)
    said: dict[str, Any] = {"data": data, "next": following}
    if page.total is not None:
        said["total"] = page.total
    return orjson.dumps(said, option=orjson.OPT_UTC_Z)


def _question(contract: Contract, call: Call, path: dict[str, Any]) -> bytes:
    filters = sorted((k, v) for k, v in call.query.items() if k not in ("cursor", "limit", "count"))
    return repr((contract.rule, sorted(path.items()), filters)).encode()


def _write(home: Installation, contract: Contract, call: Call, path: dict[str, Any]) -> Response:
    for attempt in range(1, _TRIES + 1):
        try:
            with home.database.transaction() as session:
                call.db = session
                call.location = None
                # The answer is made, and only leaves when the block has committed it.
                response = _in_transaction(contract, call, path)
                crash.point("request:before commit")
            crash.point("request:after commit")
            return response
        except Busy as busy:
            cause = busy.__cause__
            if attempt == _TRIES or not isinstance(cause, DBAPIError) or not is_deadlock(cause):
                raise
        except IntegrityError:
            # Somebody took the name (or the place) between our look and our write: look again, and say so properly.
            if attempt == _TRIES:
                raise Busy from None
    raise Busy


def _in_transaction(contract: Contract, call: Call, path: dict[str, Any]) -> Response:
    if call.anonymous and contract.finder is not None:
        # A stored answer that is nobody's is given only to those who may ask here.
        _find(contract, call, path, contract.finder)
    if call.caller is not None and not call.anonymous:
        call.db.info["via"] = call.caller.via
    scope = _claim(contract, call)
    if isinstance(scope, Response):
        return scope
    # A retry runs the view anew, so each run gets its own copy of what the client said.
    said = call.fields
    call.fields = dict(said)
    try:
        body, version = _run(contract, call, path)
    finally:
        call.fields = said
    call.db.flush()
    crash.point("request:after effect")
    response = _respond(contract, call, body, version)
    if scope is not None:
        stored = answers.Answer(response.status_code, _kept_headers(response), _without_secrets(contract, body))
        answers.keep(call.db, scope, stored)
    return response


def _claim(contract: Contract, call: Call) -> bytes | Response | None:
    key = request.headers.get("Idempotency-Key")
    if key is None or not contract.repeatable or call.caller is None:
        return None
    if not key or len(key) > _LONGEST_KEY:
        raise BadRequest(detail=f"An Idempotency-Key has 1 to {_LONGEST_KEY} characters.")
    crash.point("request:before claim")
    account = None if call.anonymous else call.me
    scope = answers.scope_of(account, contract.method, request.path, key)
    question = (contract.method.encode(), request.path.encode(), request.query_string, request.get_data())
    # What somebody anonymous said is not to be found by trying what they could have said: the key, of which only a
    # hash is kept, goes into it.
    salt = (key.encode(),) if call.anonymous else ()
    asked = hashlib.sha256(b"\0".join((*salt, *question))).digest()
    before = answers.claim(call.db, scope, asked, clock.day() if call.anonymous else clock.now(), account)
    crash.point("request:after claim")
    if before is None:
        return scope
    if before.status == 204:
        return Response(status=204)
    return Response(before.body, before.status, {**caching.NOBODY, **before.headers}, content_type="application/json")


def _kept_headers(response: Response) -> dict[str, str]:
    return {name: response.headers[name] for name in ("ETag", "Location") if name in response.headers}


def _without_secrets(contract: Contract, body: bytes) -> bytes:
    said = orjson.loads(body) if contract.secret_fields else {}
    secrets = [name for name in contract.secret_fields if said.pop(name, None) is not None]
    return orjson.dumps({**said, "secret_already_shown": True}) if secrets else body


def _respond(contract: Contract, call: Call, body: bytes, version: int) -> Response:
    if contract.silent or (contract.or_nothing and not body):
        return _with_session(call, Response(status=204))
    headers = dict(caching.of(contract.verbs, by_key=contract.takes_author_key))
    if call.location is not None:
        headers["Location"] = call.location
    if call.file_name is not None:
        headers["Content-Disposition"] = f'attachment; filename="{call.file_name}"'
    if contract.status != 202:
        headers["ETag"] = etags.make(version, body)
    if contract.kept:
        _keep(contract, call, body, headers)
    if contract.safe and etags.matches(request.headers.get("If-None-Match"), headers["ETag"]):
        return Response(status=304, headers=headers)
    said = contract.content_type
    kind = said if said == JSON else f"{said}; charset=utf-8"
    return _with_session(call, Response(body, contract.status, headers, content_type=kind))


def _with_session(call: Call, response: Response) -> Response:
    if call.session is not None:
        auth.give(response, call.home.settings, call.session)
    elif call.signed_out:
        auth.take(response, call.home.settings)
    if call.begun is not None:
        auth.keep_begun(response, call.home.settings, call.begun)
    return response


def _keep(contract: Contract, call: Call, body: bytes, headers: dict[str, str]) -> None:
    slot = request.environ.get(SLOT)
    if slot is not None and call.caller is not None:
        slot.keep(call.place.board_id, call.caller, contract.rule, body, headers)


def _stale(home: Installation, contract: Contract, call: Call, path: dict[str, Any]) -> Stale:
    """The refusal of a stale edit, carrying the ETag that is current for this caller."""
    read = contract.judged or contract.siblings.get("GET")
    if read is None or read.paged:
        return Stale()
    with home.database.reading() as db:
        again = Call(home, call.caller, db=db, author_key=call.author_key)
        body, version = _run(read, again, path)
    return Stale(etag=etags.make(version, body))
