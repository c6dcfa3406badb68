"""Links: mailed by a real mail server, good once and not for long, and the same to who exists and who does not."""

import ssl
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.smtp import AuthResult, LoginPassword
from flask import Flask
from sqlalchemy import event, select, text

from ideaboard import clock
from ideaboard.core.outbox.jobs import Job
from ideaboard.core.outbox.mails import KEPT, Mail, forget_old
from ideaboard.core.people import links
from ideaboard.core.people.links import Link
from ideaboard.work.letters import Letter
from tests.api.people.mailing import Box, box, plain, post, secret_in
from tests.client import Client, Visitor, codes
from tests.make import PASSWORD, Make

OTHER = "marble kettle orchid sparrow"


def asked(make: Make, visitor: Client, where: str = "link", email: str = "ben@example.org", **settings: Any) -> Box:
    """The mail box after somebody has asked for a link."""
    assert visitor.post(f"/session/{where}", email=email).status_code == 204
    with box() as arrived:
        post(make.home, **arrived.settings, **settings)
    return arrived


@pytest.fixture
def visitor(app: Flask, make: Make) -> Visitor:
    """A browser of ben's, who has a password and is not signed in."""
    make.password("ben")
    return Visitor(app)


def test_a_link_is_mailed_and_signs_in_once(visitor: Visitor, make: Make, app: Flask) -> None:
    mail = asked(make, visitor, email=" BEN@example.org").last()
    assert (mail["To"], mail["From"]) == ("ben@example.org", "Ideas <ideas@example.org>")
    assert mail["Subject"] == "Your link to sign in"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "Hello Ben," in plain(mail)
    assert f"{make.home.settings.base_url}/sign-in#il_" in plain(mail)
    secret = secret_in(plain(mail))
    answer = visitor.post("/session/by-link", secret=secret)
    assert (answer.status_code, answer.json["way"]) == (201, "link")
    assert visitor.get("/me").json["name"] == "Ben"
    again = Visitor(app).post("/session/by-link", secret=secret)
    assert (again.status_code, again.json["code"]) == (409, "link_spent")


def test_a_mail_says_the_same_as_text_and_as_a_page(visitor: Visitor, make: Make, root: Client) -> None:
    account = make.path("account", make.person("ben"))
    root.patch(account, name='Ben <b>"&amp;')
    mail = asked(make, visitor).last()
    page = mail.get_body(("html",))
    assert page is not None
    shown = str(page.get_content())
    assert "Hello Ben &lt;b&gt;&#34;&amp;amp;," in shown
    assert 'Hello Ben <b>"&amp;,' in plain(mail)
    assert secret_in(plain(mail)) in shown
    assert "<script" not in shown
    assert "src=" not in shown


def test_a_link_is_used_by_post_alone(visitor: Visitor, make: Make) -> None:
    secret = secret_in(plain(asked(make, visitor).last()))
    assert visitor.get("/session/by-link").status_code == 405
    assert visitor.get("/session/by-link", secret=secret).status_code == 405
    assert visitor.post("/session/by-link", secret=secret).status_code == 201


def test_of_many_who_use_a_link_at_once_one_gets_in(visitor: Visitor, make: Make, app: Flask) -> None:
    secret = secret_in(plain(asked(make, visitor).last()))
    with ThreadPoolExecutor(6) as threads:
        answers = list(
            threads.map(lambda _: Visitor(app).post("/session/by-link", secret=secret).status_code, range(6))
        )
    assert sorted(answers) == [201, 409, 409, 409, 409, 409]


def test_a_link_is_good_for_a_quarter_of_an_hour(visitor: Visitor, make: Make) -> None:
    secret = secret_in(plain(asked(make, visitor).last()))
    with clock.at(clock.now() + timedelta(minutes=15, seconds=1)):
        assert visitor.post("/session/by-link", secret=secret).json["code"] == "link_spent"
    with clock.at(clock.now() + timedelta(minutes=14, seconds=50)):
        assert visitor.post("/session/by-link", secret=secret).status_code == 201


@pytest.mark.parametrize("where", ["link", "reset"])
def test_a_link_is_good_for_as_many_minutes_as_the_operator_sets(visitor: Visitor, make: Make, where: str) -> None:
    mail = asked(make, visitor, where, link_minutes=10).last()
    assert "within 10 minutes" in plain(mail)
    said = {"secret": secret_in(plain(mail)), **({"password": OTHER} if where == "reset" else {})}
    with clock.at(clock.now() + timedelta(minutes=10, seconds=1)):
        assert visitor.post(f"/session/by-{where}", **said).json["code"] == "link_spent"
    with clock.at(clock.now() + timedelta(minutes=9, seconds=50)):
        assert visitor.post(f"/session/by-{where}", **said).status_code == 201


def test_a_link_opens_only_what_it_is_for(visitor: Visitor, make: Make) -> None:
    to_sign_in = secret_in(plain(asked(make, visitor).last()))
    to_reset = secret_in(plain(asked(make, visitor, "reset").last()))
    assert visitor.post("/session/by-link", secret=to_reset).status_code == 409
    assert visitor.post("/session/by-reset", secret=to_sign_in, password=OTHER).status_code == 409
    first = {"name": "Eve", "email": "eve@example.org", "password": OTHER}
    assert visitor.post("/session/first", secret=to_sign_in, **first).status_code == 409
    assert visitor.post("/session/by-reset", secret=to_reset, password=OTHER).status_code == 201
    # The other one went with the old password.
    assert visitor.post("/session/by-link", secret=to_sign_in).status_code == 409


def test_a_new_password_by_link_ends_all_sessions_and_is_told(visitor: Visitor, make: Make, app: Flask) -> None:
    visitor.signs_in("ben@example.org", PASSWORD)
    elsewhere = Visitor(app)
    secret = secret_in(plain(asked(make, elsewhere, "reset").last()))
    weak = elsewhere.post("/session/by-reset", secret=secret, password="password12")
    assert codes(weak) == {"/password": "weak_password"}
    assert elsewhere.post("/session/by-reset", secret=secret, password=OTHER).status_code == 201
    assert elsewhere.get("/me").json["name"] == "Ben"
    assert visitor.get("/me").status_code == 401
    assert Visitor(app).signs_in("ben@example.org", PASSWORD).status_code == 401
    assert Visitor(app).signs_in("ben@example.org", OTHER).status_code == 201
    with box() as arrived:
        post(make.home, **arrived.settings)
    assert arrived.last()["Subject"] == "Your password was changed"
    assert "#" not in plain(arrived.last())


def test_who_asks_for_somebody_who_is_not_here_is_answered_alike_and_nothing_is_sent(
    visitor: Visitor, make: Make, root: Client
) -> None:
    make.person("dia")
    root.patch(make.path("account", make.person("dia")), disabled=True)
    for where in ("link", "reset"):
        answers = [
            visitor.post(f"/session/{where}", email=email)
            for email in ("ben@example.org", "nobody@example.org", "dia@example.org")
        ]
        said = [(a.status_code, a.data, sorted(set(dict(a.headers)) - {"X-Request-Id", "Date"})) for a in answers]
        assert said[0] == said[1] == said[2]
    with box() as arrived:
        post(make.home, **arrived.settings)
    assert [mail["To"] for mail in arrived.mails] == ["ben@example.org"] * 2
    with make.home.database.reading() as db:
        assert db.execute(select(Mail.id)).all() == []
        states = db.execute(select(Job.state).where(Job.kind == "mail.send")).scalars().all()
    assert set(states) == {"done"}


def test_the_request_does_the_same_whoever_is_asked_for(visitor: Visitor, make: Make) -> None:
    """No statement of the request depends on whether the account is there: the worker looks."""
    seen: list[list[str]] = []

    def note(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        seen[-1].append(statement)

    engines = (make.home.database.reads, make.home.database.writes)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    for email in ("ben@example.org", "nobody@example.org"):
        seen.append([])
        visitor.post("/session/link", email=email)
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
    assert seen[0] == seen[1]
    assert len(seen[0]) > 1


def test_no_secret_of_a_link_is_kept(visitor: Visitor, make: Make) -> None:
    secret = secret_in(plain(asked(make, visitor).last()))
    with make.home.database.reading() as db:
        for table in ("links", "mails", "jobs", "deliveries", "stored_answers"):
            assert secret not in repr(db.execute(text(f"SELECT * FROM {table}")).all())
        assert db.execute(select(Link.digest)).scalar() is not None


def test_a_disabled_account_is_let_in_by_no_link(visitor: Visitor, make: Make, root: Client) -> None:
    secret = secret_in(plain(asked(make, visitor).last()))
    root.patch(make.path("account", make.person("ben")), disabled=True)
    assert visitor.post("/session/by-link", secret=secret).json["code"] == "link_spent"


def test_without_a_mail_server_an_admin_passes_on_what_would_have_been_sent(
    visitor: Visitor, make: Make, root: Client, ben: Client
) -> None:
    visitor.post("/session/link", email="ben@example.org")
    visitor.post("/session/link", email="nobody@example.org")
    post(make.home)
    assert ben.get("/mails").status_code == 403
    (mail,) = root.get("/mails").json["data"]
    assert (mail["to"], mail["kind"], mail["subject"]) == ("ben@example.org", "sign_in", "Your link to sign in")
    assert visitor.post("/session/by-link", secret=secret_in(mail["text"])).status_code == 201
    with make.home.database.reading() as db:
        kept = db.execute(select(Mail.sealed)).scalar()
    assert secret_in(mail["text"]).encode() not in bytes(kept or b"")
    assert root.ask("DELETE", f"/mails/{mail['id']}").status_code == 204
    assert root.ask("DELETE", f"/mails/{mail['id']}").status_code == 404
    assert root.get("/mails").json["data"] == []


def test_mails_and_links_that_are_too_old_are_forgotten(visitor: Visitor, make: Make, root: Client) -> None:
    visitor.post("/session/link", email="ben@example.org")
    post(make.home)
    home = make.home
    with clock.at(clock.now() + KEPT + timedelta(seconds=1)), home.database.transaction() as session:
        forget_old(session)
        links.forget_old(session)
        assert session.scalars(select(Mail)).all() == []
        assert session.scalars(select(Link)).all() == []


def jobs_of(make: Make) -> list[tuple[str, str | None]]:
    """The state and the last error of every mail that is owed."""
    with make.home.database.reading() as db:
        rows = db.execute(select(Job.state, Job.last_error).where(Job.kind == "mail.send").order_by(Job.id)).all()
    return [(row[0], row[1]) for row in rows]


def test_a_mail_server_that_is_not_there_is_tried_again(visitor: Visitor, make: Make) -> None:
    visitor.post("/session/link", email="ben@example.org")
    with box() as gone:
        said = gone.settings
    post(make.home, **said)
    ((state, error),) = jobs_of(make)
    assert state == "ready"
    assert error is not None
    assert "ben" not in error


@pytest.mark.parametrize(("refusal", "state"), [("550 no such ben@example.org", "dead"), ("450 later", "ready")])
def test_a_refusal_parks_the_mail_or_puts_it_off_and_quotes_nobody(
    visitor: Visitor, make: Make, refusal: str, state: str
) -> None:
    visitor.post("/session/link", email="ben@example.org")
    with box() as arrived:
        arrived.refusal = refusal
        post(make.home, **arrived.settings)
    ((found, error),) = jobs_of(make)
    assert found == state
    assert error == f"The mail server refused the recipient: {refusal[:3]}."


def tls(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context for 127.0.0.1, and the file with the authority that it is vouched for by."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    path = folder / "authority.pem"
    authority.cert_pem.write_to_path(str(path))
    return context, path


def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, said: Any) -> AuthResult:
    """Whoever knows the password."""
    right = isinstance(said, LoginPassword) and (said.login, said.password) == (b"board", b"several words")
    return AuthResult(success=right, handled=False)


def test_a_mail_goes_by_starttls_with_our_password(
    visitor: Visitor, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, authority = tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    how = {"tls_context": context, "require_starttls": True, "authenticator": authenticate, "auth_required": True}
    with box(**how) as arrived:
        secure = {**arrived.settings, "smtp_security": "starttls", "smtp_user": "board"}
        visitor.post("/session/link", email="ben@example.org")
        post(make.home, **{**secure, "smtp_password": "wrong"})
        assert arrived.mails == []
        assert jobs_of(make)[0][0] == "ready"
        assert jobs_of(make)[0][1] == "The mail server refused our password: 535."
        visitor.post("/session/reset", email="ben@example.org")
        post(make.home, **{**secure, "smtp_password": "several words"})
        assert [mail["Subject"] for mail in arrived.mails] == ["Choose a new password"]


def test_a_mail_server_that_nobody_vouches_for_gets_no_mail(visitor: Visitor, make: Make, tmp_path: Path) -> None:
    context, _ = tls(tmp_path)
    with box(tls_context=context, require_starttls=True) as arrived:
        visitor.post("/session/link", email="ben@example.org")
        post(make.home, **{**arrived.settings, "smtp_security": "starttls"})
        assert arrived.mails == []
    assert jobs_of(make)[0][0] == "ready"


def test_with_starttls_nothing_is_sent_in_the_open_instead(visitor: Visitor, make: Make) -> None:
    with box() as arrived:
        visitor.post("/session/link", email="ben@example.org")
        post(make.home, **{**arrived.settings, "smtp_security": "starttls"})
        assert arrived.mails == []
    assert jobs_of(make)[0][0] == "ready"


def test_a_mail_goes_by_tls_from_the_first_byte(
    visitor: Visitor, make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context, authority = tls(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    with box(ssl_context=context) as arrived:
        visitor.post("/session/link", email="ben@example.org")
        post(make.home, **{**arrived.settings, "smtp_security": "tls"})
        assert len(arrived.mails) == 1


def test_a_name_of_several_lines_never_becomes_a_header(visitor: Visitor, make: Make) -> None:
    message = Letter("One\r\nBcc: eve@example.org", ("Hello",)).message("ben@example.org")
    assert message["Bcc"] is None
    assert message["Subject"] == "One Bcc: eve@example.org"
