"""Our Blueprint: flask-smorest's, with our contracts. The decorators only note; `route` builds the one wrapper."""

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import flask_smorest
import marshmallow as ma
from flask import Response
from werkzeug.routing import BaseConverter

from ideaboard import ids
from ideaboard.api.dialect import openapi
from ideaboard.api.dialect.call import PREFIX
from ideaboard.api.dialect.contract import JSON, Contract, Finder, View, carry
from ideaboard.core.people import policy


class IdConverter(BaseConverter):
    """`<id(idea):idea>`: an opaque id in a path, an integer in the view; 0, which nothing has, for what is no id.

    Refusing here would make werkzeug answer 405 for every method but the first: not found is the view's to say.
    """

    regex = "[0-9a-z]{8,32}"

    def __init__(self, url_map: Any, thing: str) -> None:
        super().__init__(url_map)
        self.thing = thing

    def to_python(self, value: str) -> int:
        """The inside id, or 0."""
        return ids.decode(self.thing, value) or 0

    def to_url(self, value: int) -> str:
        """The outside id."""
        return ids.encode(self.thing, value)


class SlugConverter(BaseConverter):
    """`<slug:board>`: a board's slug."""

    regex = "[a-z0-9-]{2,40}"


class NumberConverter(BaseConverter):
    """`<number:n>`: a small number, written without leading zeros."""

    regex = "[1-9][0-9]{0,8}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)


def _contract(view: View) -> Contract:
    if not hasattr(view, "contract"):
        view.contract = Contract()  # type: ignore[attr-defined]
    found: Contract = view.contract  # type: ignore[attr-defined]
    return found


class Blueprint(flask_smorest.Blueprint):  # type: ignore[misc]
    """The routes of one resource. Its name is the tag under which the docs show them."""

    def __init__(self, name: str, description: str) -> None:
        super().__init__(name, name, url_prefix=PREFIX, description=description)
        self.contracts: list[Contract] = []

    def may(self, *verbs: str, at: Finder | None = None, of: str | Sequence[str] = ()) -> Callable[[View], View]:
        """The verb of the policy table, and how to find the place: `at(db, path[of], me)`.

        With several verbs the view itself says which one it is (`call.allow`) once it knows the body.
        """
        for verb in verbs:
            policy.TABLE[verb]  # a verb that is not in the table stops the start

        def decorator(view: View) -> View:
            contract = _contract(view)
            contract.verbs = verbs
            contract.finder = at
            contract.found_by = (of,) if isinstance(of, str) else tuple(of)
            return view

        return decorator

    def arguments(self, schema: type[ma.Schema], location: str = "json") -> Callable[[View], View]:
        """What the view takes: `call.fields` from the body, or `call.query` from the query string."""

        def decorator(view: View) -> View:
            if location == "json":
                _contract(view).body = schema
            else:
                _contract(view).query = schema
            return view

        return decorator

    def response(
        self,
        status: int,
        schema: type[ma.Schema] | None = None,
        *,
        paged: bool = False,
        versioned: bool = False,
        or_nothing: bool = False,
        secret_fields: tuple[str, ...] = (),
        content_type: str = JSON,
        shown: str = "",
    ) -> Callable[[View], View]:
        """What the view answers. `paged`: a Page of `schema`. `versioned`: PATCH and DELETE need If-Match.

        `or_nothing`: a view that returns None answers 204.
        With another `content_type` than JSON the view returns the bytes of a text; `shown` is an example of it.
        """

        def decorator(view: View) -> View:
            contract = _contract(view)
            contract.status, contract.out = status, schema
            contract.paged, contract.versioned, contract.or_nothing = paged, versioned, or_nothing
            contract.secret_fields = secret_fields
            contract.content_type, contract.shown = content_type, shown
            return view

        return decorator

    def prepare(self, work: Callable[..., Any]) -> Callable[[View], View]:
        """Slow pure work done before the transaction opens; its result is `call.prepared`."""

        def decorator(view: View) -> View:
            _contract(view).prepare = work
            return view

        return decorator

    def judges(self, schema: type[ma.Schema], read: View) -> Callable[[View], View]:
        """The view takes an If-Match: the ETag of what `read` gives and `schema` says, which a 412 tells anew."""

        def decorator(view: View) -> View:
            _contract(view).judged = Contract(out=schema, view=read)
            return view

        return decorator

    def together(self, view: View) -> View:
        """The view writes nothing itself, but has it done together with what other requests want (`db.Together`)."""
        _contract(view).together = True
        return view

    def only_reads(self, view: View) -> View:
        """The view writes nothing, though it is asked by POST: it counts as read, and keeps no answer for a repeat."""
        _contract(view).only_reads = True
        return view

    def kept(self, view: View) -> View:
        """The answer is kept as bytes, and given again to who asked while nothing on the board changes."""
        _contract(view).kept = True
        return view

    def takes_author_key(self, view: View) -> View:
        """The author of an anonymous idea can do this, with the Author-Key that was shown when it was posted."""
        _contract(view).takes_author_key = True
        return view

    def anonymous(self, view: View) -> View:
        """Of who does this nothing is kept, whatever the body says: an Idempotency-Key is kept as its hash alone."""
        _contract(view).anonymous = True
        return view

    def signs_in(self, view: View) -> View:
        """Somebody becomes known here: from our own pages only, and each time anew, whatever key a repeat carries."""
        _contract(view).signs_in = True
        return view

    def conflicts(self, *codes: str) -> Callable[[View], View]:
        """The codes with which the view can answer 409, for the docs."""

        def decorator(view: View) -> View:
            _contract(view).conflicts = codes
            return view

        return decorator

    def limited(self, name: str) -> Callable[[View], View]:
        """What is done here is counted under this limit besides."""

        def decorator(view: View) -> View:
            _contract(view).limited = name
            return view

        return decorator

    def failures(self, *codes: str) -> Callable[[View], View]:
        """The codes with which the view itself can answer 401, for the docs."""

        def decorator(view: View) -> View:
            _contract(view).failures = codes
            return view

        return decorator

    def refusals(self, *codes: str) -> Callable[[View], View]:
        """The codes with which the view itself can answer 403, for the docs."""

        def decorator(view: View) -> View:
            _contract(view).refusals = codes
            return view

        return decorator

    def outages(self, *codes: str) -> Callable[[View], View]:
        """The codes with which the view itself can answer 503, for the docs."""

        def decorator(view: View) -> View:
            _contract(view).outages = codes
            return view

        return decorator

    def route(self, rule: str, *, method: str = "GET", **options: Any) -> Callable[[View], View]:
        """Register the view at `rule` for one `method`, with everything its contract says."""

        def decorator(view: View) -> View:
            contract = _contract(view)
            contract.method, contract.rule, contract.view = method, rule, view
            if not contract.verbs:
                raise TypeError(f"{view.__name__} says no verb of the policy table")
            if contract.judged is not None:
                contract.judged.verbs = contract.verbs
                contract.judged.finder, contract.judged.found_by = contract.finder, contract.found_by
            self.contracts.append(contract)

            @wraps(view)
            def wrapper(**path: Any) -> Response:
                return carry(contract, path)

            wrapper._apidoc = openapi.document(self.name, contract)  # type: ignore[attr-defined]
            self.add_url_rule(rule, view.__name__, wrapper, methods=[method], **options)
            return view

        return decorator

    def register(self, app: Any, options: dict[str, Any]) -> None:
        """Register the routes; those of one address come to know each other."""
        by_rule: dict[str, dict[str, Contract]] = {}
        for contract in self.contracts:
            contract.siblings = by_rule.setdefault(contract.rule, {})
            contract.siblings[contract.method] = contract
        super().register(app, options)
