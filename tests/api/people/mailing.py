"""A mail server of the tests' own, and a worker that sends what is owed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ideaboard.api.dialect.call import Installation
from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.work.run import Workshop
from ideaboard.work.worker import Worker
from tests.postgres import free_port


class _Parent:
    def busy(self) -> None:
        """Nobody counts the time here."""

    def idle(self) -> None:
        """Nobody counts the time here."""


def post(home: Installation, **settings: Any) -> None:
    """Carry out what is owed, with these settings."""
    said = replace(home.settings, **settings)
    shop = Workshop(said, home.database, home.keys, Registry.load(found=[]), Http(said))
    worker = Worker(shop, _Parent())
    while worker.work_once():
        pass


@dataclass
class Box:
    """Where mail arrives; the settings that lead there; and what it answers to a recipient, if it refuses."""

    settings: dict[str, Any]
    mails: list[EmailMessage] = field(default_factory=list)
    refusal: str | None = None

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any) -> str:
        """Take a recipient, or refuse."""
        if self.refusal is not None:
            return self.refusal
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Take a mail."""
        assert isinstance(envelope.content, bytes)
        self.mails.append(message_from_bytes(envelope.content, policy=policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def last(self) -> EmailMessage:
        """The mail that came last."""
        return self.mails[-1]


@contextmanager
def box(**how: Any) -> Iterator[Box]:
    """A mail server; `how` as aiosmtpd takes it."""
    port = free_port()
    said = {
        "smtp_host": "127.0.0.1", "smtp_port": port, "smtp_security": "none", "mail_from": "Ideas <ideas@example.org>",
    }  # fmt: skip
    made = Box(said)
    server = Controller(made, hostname="127.0.0.1", port=port, **how)
    server.start()
    try:
        yield made
    finally:
        server.stop()


def secret_in(text: str) -> str:
    """The secret of the link in a mail."""
    found = re.search(r"https?://\S+/[a-z-]+#(\S+)", text)
    assert found is not None, text
    return found.group(1)


def plain(mail: EmailMessage) -> str:
    """A mail's text."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())
