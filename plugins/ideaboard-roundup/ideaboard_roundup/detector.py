"""Tells ideaboard what happens to issues. Copy it to TRACKER_HOME/detectors/ideaboard_webhook.py.

It reads TRACKER_HOME/ideaboard-webhook.json: {"url": "https://board.example.org/inbound/…", "secret": "whsec_…"}, and
does nothing without it. A board that cannot be reached is logged and does not hold the change up for longer than three
seconds: the board looks at every issue now and then by itself.
"""

import hashlib
import hmac
import json
import os
import urllib.request
import uuid


def _tell(db, cl, nodeid, oldvalues):  # type: ignore[no-untyped-def]
    path = os.path.join(db.config.HOME, "ideaboard-webhook.json")
    if not os.path.exists(path):
        return
    with open(path) as file:
        config = json.load(file)
    node = cl.getnode(nodeid)
    status = {"id": node.status, "name": db.status.get(node.status, "name")} if node.status else None
    said = {
        "event": "issue",
        "issue": {
            "id": nodeid,
            "url": f"{db.config.TRACKER_WEB}issue{nodeid}",
            "status": status,
            "activity": str(node.activity),
        },
        "actor": db.user.get(db.getuid(), "username"),
        "retired": bool(cl.is_retired(nodeid)),
    }
    body = json.dumps(said).encode()
    headers = {
        "Content-Type": "application/json",
        "X-Roundup-Event": "issue",
        "X-Roundup-Delivery": str(uuid.uuid4()),
        "X-Hub-Signature-256": "sha256=" + hmac.new(config["secret"].encode(), body, hashlib.sha256).hexdigest(),
    }
    try:
        urllib.request.urlopen(urllib.request.Request(config["url"], body, headers), timeout=3).close()  # noqa: S310
    except OSError as error:
        db.get_logger().error("ideaboard was not told: %s", error)


def init(db):  # type: ignore[no-untyped-def]
    """Ask Roundup to be called after every change of an issue."""
    for event in ("create", "set", "retire"):
        db.issue.react(event, _tell)
