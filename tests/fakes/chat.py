"""A fake chat that takes incoming webhooks as Slack, Mattermost and Discord's Slack endpoint do.

None of the three publishes a machine-readable description of it; what is refused here, and in which words, is what
their documents say.
"""

import threading
from typing import Any, Self

from flask import Flask, Response, request
from werkzeug.serving import WSGIRequestHandler, make_server

# The address' end, by whose chat it is.
HOOKS = {
    "slack": "/services/T0000/B0000/correctHorseBatteryStaple",
    "mattermost": "/hooks/correcthorsebatterystaple",
    "discord": "/api/webhooks/123456/correctHorseBatteryStaple/slack",
}
ARCHIVED = "/services/T0000/B0001/correctHorseBatteryStaple"


class FakeChat:
    """Use it as `with FakeChat() as chat:`; `heard` are the texts that arrived."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.app = Flask("chat")
        self.app.add_url_rule("/<path:path>", view_func=self._take, methods=["POST"])

    def url(self, face: str) -> str:
        """The address of a webhook."""
        return f"http://127.0.0.1:{self._server.server_port}{HOOKS[face]}"

    def _take(self, path: str) -> Any:
        face = next((face for face, hook in HOOKS.items() if hook == f"/{path}"), None)
        if f"/{path}" == ARCHIVED:
            return Response("channel_is_archived", 403)
        if face is None:
            return Response("no_service", 404)
        said = request.get_json(force=True, silent=True)
        if not isinstance(said, dict):
            return Response("invalid_payload", 400)
        if not said.get("text"):
            words = {
                "slack": "no_text",
                "mattermost": "Unable to parse incoming data",
                "discord": "Cannot send an empty message",
            }
            return Response(words[face], 400)
        self.heard.append(said["text"])
        return Response(status=204) if face == "discord" else Response("ok", 200)

    def __enter__(self) -> Self:
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True, request_handler=_Quiet)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.005,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:
        """Keep the test's output to the test."""
