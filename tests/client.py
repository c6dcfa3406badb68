"""Asking the API in a test."""

from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

PREFIX = "/api/v1"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


class Client:
    """Asks as somebody (by token) or as nobody. `ben.post("/boards/team/ideas", title="…")`."""

    def __init__(self, app: Flask, token: str | None = None) -> None:
        self.token = token
        self._client = app.test_client()
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}

    def again(self) -> "Client":
        """The same caller once more, for a thread of its own."""
        return Client(self._client.application, self.token)

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **kw: Any) -> TestResponse:
        """One request to `path` under /api/v1; `kw` as werkzeug takes it (`json`, `data`, `query_string`, …)."""
        return self._client.open(PREFIX + path, method=method, headers={**self._headers, **(headers or {})}, **kw)

    def get(self, path: str, headers: dict[str, str] | None = None, **query: Any) -> TestResponse:
        """GET with a query."""
        return self.ask("GET", path, headers, query_string=query)

    def post(self, path: str, headers: dict[str, str] | None = None, **fields: Any) -> TestResponse:
        """POST a JSON object."""
        return self.ask("POST", path, headers, json=fields)

    def put(self, path: str, headers: dict[str, str] | None = None, **fields: Any) -> TestResponse:
        """PUT, with a JSON object when there are fields."""
        return self.ask("PUT", path, headers, **({"json": fields} if fields else {}))

    def patch(self, path: str, etag: str | None = None, **fields: Any) -> TestResponse:
        """PATCH a JSON object; the ETag is read first unless given."""
        return self.ask("PATCH", path, {"If-Match": etag or self.etag(path)}, json=fields)

    def delete(self, path: str, etag: str | None = None) -> TestResponse:
        """DELETE; the ETag is read first unless given."""
        return self.ask("DELETE", path, {"If-Match": etag or self.etag(path)})

    def etag(self, path: str) -> str:
        """The ETag of what is at `path` now (any, when nothing is to be seen there)."""
        return self.get(path).headers.get("ETag", '"1.0"')


class Visitor(Client):
    """A browser on the board's own pages: it keeps its cookies, and says where it comes from."""

    def __init__(self, app: Flask, **said: str) -> None:
        super().__init__(app)
        self._headers = {"Sec-Fetch-Site": "same-origin", "User-Agent": FIREFOX, **said}

    def signs_in(self, email: str, password: str) -> TestResponse:
        """Sign in by password."""
        return self.post("/session", email=email, password=password)

    @property
    def cookie(self) -> str | None:
        """The secret of the session."""
        found = self._client.get_cookie("ideaboard")
        return found.value if found is not None else None

    @cookie.setter
    def cookie(self, secret: str) -> None:
        self._client.set_cookie("ideaboard", secret)


def codes(answer: TestResponse) -> dict[str, str]:
    """The field errors of a problem: pointer → code."""
    return {error["pointer"]: error["code"] for error in answer.json["errors"]}
