"""A real Roundup tracker on this machine, to try and to test with: `python -m ideaboard_roundup.demo_server`.

It makes the tracker on the first run and serves the same one later. It listens on 127.0.0.1 alone, its
password is known to everybody, and it sends no mail.
"""

import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any, Final
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.util import shift_path_info

import click

HOST: Final = "127.0.0.1"
USERNAME: Final = "admin"
PASSWORD: Final = "admin"  # noqa: S105 - the demo's, said in its documentation
#: Starts the one line that is printed when the server answers; the tracker's address follows.
READY: Final = "Roundup answers at "
_NAME: Final = "demo"


class MissingRoundup(click.ClickException):
    """The package `roundup` is not installed beside this plugin."""

    def __init__(self) -> None:
        super().__init__('Roundup itself is not installed: pip install "ideaboard-roundup[server]"')


def prepare(home: Path, port: int) -> str:
    """Make the tracker in `home` unless it is there, tell it its port, and return its address.

    Raises MissingRoundup, and ValueError when `home` holds something that is no tracker.
    """
    try:
        from roundup import configuration
    except ImportError as error:
        raise MissingRoundup from error
    if not (home / configuration.CoreConfig.INI_FILE).exists():
        _install(home)
    # With it the tracker tells of its issues, as soon as somebody says whom.
    shutil.copyfile(Path(__file__).with_name("detector.py"), home / "detectors" / "ideaboard_webhook.py")
    config = configuration.CoreConfig(str(home))
    url = f"http://{HOST}:{port}/{_NAME}/"
    if config["TRACKER_WEB"] != url:
        config["TRACKER_WEB"] = url
        config.save(str(home / config.INI_FILE))
    return url


def _install(home: Path) -> None:
    """What `roundup-demo` does, apart from its refusal to run as root; whole, or not at all."""
    from roundup import admin, configuration, init, instance, password

    if home.exists() and any(home.iterdir()):
        raise ValueError(f"{home} is neither empty nor a tracker")
    making = home.with_name(f"{home.name}.making")
    shutil.rmtree(making, ignore_errors=True)
    making.parent.mkdir(parents=True, exist_ok=True)
    init.install(str(making), admin.AdminTool().listTemplates()["classic"]["path"])
    # The only detector that would send mail.
    (making / "detectors" / "nosyreaction.py").unlink()
    config = configuration.CoreConfig()
    config["TRACKER_HOME"] = str(making)
    config["TRACKER_WEB"] = f"http://{HOST}/"
    config["MAIL_DOMAIN"] = "localhost"
    config["MAIL_DEBUG"] = "mail.log"
    config["RDBMS_BACKEND"] = "sqlite"
    # Every call carries the password, and this one protects nothing.
    config["PASSWORD_PBKDF2_DEFAULT_ROUNDS"] = 1000
    config["WEB_API_FAILED_LOGIN_LIMIT"] = 0
    config.save(str(making / config.INI_FILE))
    instance.open(str(making)).init(password.Password(PASSWORD, config=config))
    making.replace(home)


def application(home: Path) -> WSGIApplication:
    """The tracker in `home` as a WSGI application below `/demo/`."""
    from roundup.cgi.wsgi_handler import RequestDispatcher

    tracker = RequestDispatcher(str(home))

    def below_its_name(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if shift_path_info(environ) != _NAME:
            start_response("404 Not Found", [("Content-Type", "text/plain")])
            return [b"The tracker is at /demo/"]
        answer: Iterable[bytes] = tracker(environ, start_response)
        return answer

    return below_its_name


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 64


class _Quiet(WSGIRequestHandler):
    def log_message(self, *args: Any) -> None:
        """Say nothing: the one line on the standard output is what others wait for."""


@click.command()
@click.option("--home", type=click.Path(file_okay=False, path_type=Path), required=True, help="The folder.")
@click.option("--port", type=int, default=8917, show_default=True, help="0 takes last time's, or a free one.")
@click.option("--with-parent", is_flag=True, help="End when the process that started this one ends.")
def main(home: Path, port: int, with_parent: bool) -> None:
    """Serve a demo tracker on 127.0.0.1 until told to stop; user admin, password admin."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    if with_parent:
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    home = home.resolve()
    # The port is taken before the tracker learns its address, so that nobody else can take it in between.
    with _listening(home, port) as server:
        try:
            url = prepare(home, server.server_port)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        server.set_app(application(home))
        click.echo(f"{READY}{url}")
        server.serve_forever(poll_interval=0.1)


def _listening(home: Path, port: int) -> _Server:
    """A server at `port`; for 0 where it was last time, so that the issues' addresses still lead to them."""
    if port == 0 and (last := _last_port(home)):
        with suppress(OSError):
            return _Server((HOST, last), _Quiet)
    return _Server((HOST, port), _Quiet)


def _last_port(home: Path) -> int | None:
    try:
        from roundup import configuration
    except ImportError:
        return None
    if not (home / configuration.CoreConfig.INI_FILE).exists():
        return None
    return urlsplit(str(configuration.CoreConfig(str(home))["TRACKER_WEB"])).port


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os._exit(0)


if __name__ == "__main__":
    main()
