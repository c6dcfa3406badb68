"""What a worker child does with its life."""

from ideaboard.core.tracking.seal import Keys
from ideaboard.db import Database
from ideaboard.http import Http
from ideaboard.plugin.registry import Registry
from ideaboard.settings import Settings
from ideaboard.work import crash
from ideaboard.work.run import Workshop
from ideaboard.work.supervisor import Pipe
from ideaboard.work.wake import waker
from ideaboard.work.worker import Worker, install_signals


def workshop(settings: Settings, registry: Registry | None = None) -> Workshop:
    """Everything that runs need, opened for this process alone."""
    return Workshop(
        settings=settings,
        database=Database(settings),
        keys=Keys.read(settings.key_file),
        registry=registry or Registry.load(settings.plugin_load_seconds),
        http=Http(
            settings.http_timeout_seconds,
            settings.http_max_bytes,
            allowed=settings.networks,
            plain=settings.plain_http,
        ),
    )


def work(settings: Settings, pipe: Pipe) -> None:
    """Work until SIGTERM. Opened after the fork: neither connections nor threads cross it."""
    crash.arm(settings.crash_plan)
    shop = workshop(settings)
    worker = Worker(shop, pipe)
    install_signals(worker)
    worker.run(waker(shop.database))
