"""Asking an application in this process, as its server would."""

import io
from collections.abc import Callable
from typing import Any

from flask import Flask
from werkzeug.test import EnvironBuilder


def request(app: Flask, path: str, token: str, method: str = "GET", body: bytes = b"") -> Callable[[], bytes]:
    """A call that makes this request and returns the answer's body; it must go well."""
    headers = {"Authorization": f"Bearer {token}", **({"Content-Type": "application/json"} if body else {})}
    environ = EnvironBuilder(path=path.partition("?")[0], query_string=path.partition("?")[2], method=method,
                             headers=list(headers.items()), data=body or None).get_environ()  # fmt: skip

    def ask() -> bytes:
        said: list[str] = []

        def start(status: str, headers: Any, exc_info: Any = None) -> Any:
            said.append(status)

        answer = b"".join(app.wsgi_app({**environ, "wsgi.input": io.BytesIO(body)}, start))
        assert said[0][0] == "2", (said, path, answer)
        return answer

    return ask
