"""The HTTP child of `serve`: granian, ended when its parent is gone. Run as `python -m ideaboard.work.http`."""

import os
import signal
import threading
import time

from granian.constants import Interfaces
from granian.server import Server

from ideaboard.settings import Settings

_GRACE = 5.0


def main() -> None:
    """Serve until SIGTERM."""
    settings = Settings.from_env()
    end_with_parent()
    Server(
        "ideaboard.server:application",
        factory=True,
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=settings.processes,
        blocking_threads=settings.threads,
        websockets=False,
        log_enabled=False,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    ).serve()


def end_with_parent() -> None:
    """End this process, in its own orderly way, when the one that started it is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(_GRACE)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()


if __name__ == "__main__":
    main()
