"""Letters: what a mail says, once, and its two forms: text, and HTML for who wants it."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from jinja2 import Environment, PackageLoader, select_autoescape

_TEMPLATES: Final = Environment(
    loader=PackageLoader("ideaboard.work", "letters"), autoescape=select_autoescape(["html"]), trim_blocks=True,
    lstrip_blocks=True,
)  # fmt: skip
_HTML: Final = _TEMPLATES.get_template("letter.html")
_TEXT: Final = _TEMPLATES.get_template("letter.txt")


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail: its subject, its paragraphs, what to press and where that leads, and what is said below that."""

    subject: str
    paragraphs: tuple[str, ...]
    press: str = ""
    url: str = ""
    below: tuple[str, ...] = ()

    def text(self) -> str:
        """The letter as plain text."""
        return _TEXT.render(letter=self)

    def message(self, to: str) -> EmailMessage:
        """The letter as a mail to `to`, in both forms."""
        # A name may hold what a header must not: a line's end is refused by the policy, so it is never there.
        message = EmailMessage(policy=SMTP)
        message["To"] = to
        message["Subject"] = " ".join(self.subject.split())
        message.set_content(self.text())
        message.add_alternative(_HTML.render(letter=self), subtype="html")
        return message
