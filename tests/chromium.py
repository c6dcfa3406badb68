"""Debian's Chromium, driven by Playwright."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from tests import needs

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def running() -> Iterator[Browser]:
    """The browser, until the block ends."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=needs.CHROMIUM.path(), args=list(FLAGS))
        try:
            yield launched
        finally:
            launched.close()
