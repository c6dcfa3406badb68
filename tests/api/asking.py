"""Asking the API in ways that many tests share: all at once, page after page, every route."""

import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from werkzeug.test import TestResponse

from ideaboard import app as app_module
from ideaboard import ids
from ideaboard.api.dialect.contract import Contract
from ideaboard.api.dialect.openapi import _sent
from ideaboard.api.tracking.connections import ConnectionPost
from tests.client import Client

T = TypeVar("T")


def together(works: Sequence[Callable[[], T]]) -> list[T]:
    """Do all `works` at once, each in a thread of its own, and give their results in order."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], T]) -> T:
        start.wait(30)
        return work()

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def pages(client: Client, path: str, **query: Any) -> Iterator[list[dict[str, Any]]]:
    """Every page of a list, asked for one after another."""
    cursor: dict[str, str] = {}
    while True:
        answer = client.get(path, **query, **cursor)
        assert answer.status_code == 200, answer.json
        yield answer.json["data"]
        if answer.json["next"] is None:
            return
        cursor = {"cursor": answer.json["next"]}


def whole(client: Client, path: str, **query: Any) -> list[dict[str, Any]]:
    """A whole list."""
    return [row for page in pages(client, path, **query) for row in page]


def routes() -> list[Contract]:
    """The contract of every route."""
    return [contract for resource in app_module.RESOURCES for contract in resource.blp.contracts]


def name_of(contract: Contract) -> str:
    """A route's name in a test's name."""
    return f"{contract.method} {contract.rule}"


def path_of(contract: Contract, **things: Any) -> str:
    """The address of a route; things that are not given are given ids that nothing has."""
    parts = []
    for part in contract.rule.split("/"):
        if not part.startswith("<"):
            parts.append(part)
            continue
        converter, name = part.strip("<>").split(":")
        if converter.startswith("id("):
            parts.append(ids.encode(converter[3:-1], things.get(name, 999_999)))
        else:
            parts.append(str(things.get(name, "team" if converter == "slug" else 1)))
    return "/".join(parts)


def body_of(contract: Contract, **fields: Any) -> dict[str, Any]:
    """A body that the route's schema takes, out of its example; connections are to the tracker `bare`."""
    if contract.body is None:
        return {}
    installed = {"tracker": "bare", "name": "Bare", "settings": {"folder": "/f"}}
    return {**(installed if contract.body is ConnectionPost else _sent(contract)), **fields}


def ask(client: Client, contract: Contract, headers: dict[str, str] | None = None, **things: Any) -> TestResponse:
    """Ask a route with a body that its schema takes, and with any version in If-Match where one is needed."""
    needed = {"If-Match": "*"} if contract.versioned and not contract.safe else {}
    sent = {"json": body_of(contract)} if contract.body is not None else {}
    return client.ask(contract.method, path_of(contract, **things), {**needed, **(headers or {})}, **sent)
