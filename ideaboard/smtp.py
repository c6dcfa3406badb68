"""The only class that speaks to a mail server."""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.utils import formatdate, make_msgid, parseaddr
from typing import Final

from ideaboard.settings import Settings

# Seconds for one answer of the server.
_PATIENCE: Final = 20.0


class MailRefused(Exception):
    """The server will not take it, now or ever (`permanent`). Says the server's code alone: its words quote people."""

    def __init__(self, said: str, *, permanent: bool) -> None:
        super().__init__(said)
        self.permanent = permanent


def send(settings: Settings, message: EmailMessage) -> None:
    """Hand `message`, with its `To` and `Subject`, to the mail server. Raises MailRefused."""
    message["From"] = settings.mail_from
    message["Date"] = formatdate()
    domain = parseaddr(settings.mail_from)[1].rpartition("@")[2]
    message["Message-ID"] = make_msgid(domain=domain or None)
    # No machine answers it, and none tells its sender that somebody is on holiday.
    message["Auto-Submitted"] = "auto-generated"
    try:
        server = _reach(settings)
        try:
            if settings.smtp_user:
                server.login(settings.smtp_user, settings.smtp_password)
            server.send_message(message)
        finally:
            with suppress(smtplib.SMTPException, OSError):
                server.quit()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = sorted({code for code, _ in refused.recipients.values()})
        raise MailRefused(f"The mail server refused the recipient: {codes[0]}.", permanent=codes[0] >= 500) from None
    except smtplib.SMTPAuthenticationError as refused:
        raise MailRefused(f"The mail server refused our password: {refused.smtp_code}.", permanent=False) from None
    except smtplib.SMTPResponseException as refused:
        raise MailRefused(f"The mail server said {refused.smtp_code}.", permanent=refused.smtp_code >= 500) from None
    except (smtplib.SMTPException, OSError) as error:
        raise MailRefused(f"The mail server cannot be used: {type(error).__name__}.", permanent=False) from None


def _reach(settings: Settings) -> smtplib.SMTP:
    context = ssl.create_default_context()
    if settings.smtp_security == "tls":
        return smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=_PATIENCE, context=context)
    server = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=_PATIENCE)
    if settings.smtp_security == "starttls":
        try:
            # Refused, it raises: nothing is ever sent in the open instead.
            server.starttls(context=context)
        except BaseException:
            server.close()
            raise
    return server
