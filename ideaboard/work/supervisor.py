"""The parent of a group of children: starts them, replaces those that die or hang, and stops them all together."""

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from types import FrameType

import structlog

from ideaboard import addresses
from ideaboard.http import Http, HttpError
from ideaboard.settings import Settings

log = structlog.get_logger()

_GRACE = 8.0
_LEAST_LIFE = 1.0
_BUSY, _IDLE = b"B", b"I"


class Pipe:
    """A child's line to its parent: it says when a job begins and ends, so that the parent can count the time."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def busy(self) -> None:
        """A job begins."""
        os.write(self._descriptor, _BUSY)

    def idle(self) -> None:
        """A job is over."""
        os.write(self._descriptor, _IDLE)


class _Child:
    """One child. A worker child is forked, so that a replacement is there in milliseconds; it has a line to us."""

    def __init__(self, name: str, pid: int, line: int | None) -> None:
        self.name = name
        self.pid = pid
        self.line = line
        self.born = time.monotonic()
        self.busy_since: float | None = None


class Supervisor:
    """Runs `workers` forked children of `work` and, when `serve` is given, that command as one more child.

    `when_ready` is called once, when the HTTP server first answers.
    """

    def __init__(
        self,
        settings: Settings,
        work: Callable[[Settings, Pipe], None],
        workers: int,
        serve: list[str] | None = None,
        when_ready: Callable[[], None] | None = None,
    ) -> None:
        self._settings = settings
        self._when_ready = when_ready
        self._work = work
        self._wanted = [f"worker-{number + 1}" for number in range(workers)]
        self._serve = serve
        self._children: dict[str, _Child] = {}
        self._not_before: dict[str, float] = {}
        self._lines = selectors.DefaultSelector()
        self._stopping = False

    def run(self) -> int:
        """Run until SIGTERM or SIGINT. Returns the exit code: 0 when everything stopped as asked."""
        wake_out, wake_in = os.pipe()
        os.set_blocking(wake_in, False)
        signal.set_wakeup_fd(wake_in, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._ask_to_stop)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._lines.register(wake_out, selectors.EVENT_READ, None)
        failed = False
        while not self._stopping and not failed:
            self._start_missing()
            self._listen(wake_out, self._patience())
            failed = self._bury()
            self._end_overdue()
            self._greet()
        self._stop_all()
        return 1 if failed else 0

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True

    def _start_missing(self) -> None:
        now = time.monotonic()
        if self._serve is not None and "http" not in self._children:
            process = subprocess.Popen(self._serve, env={**os.environ, **self._settings.as_env()})  # noqa: S603
            self._children["http"] = _Child("http", process.pid, None)
        for name in self._wanted:
            if name not in self._children and self._not_before.get(name, 0.0) <= now:
                self._fork(name)

    def _fork(self, name: str) -> None:
        parent = os.getpid()
        ours, theirs = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            # In the child: nothing of the parent's loop may run here again, whatever happens.
            code = 1
            try:
                signal.set_wakeup_fd(-1)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                self._lines.close()
                os.close(ours)
                die_with(parent)
                self._work(self._settings, Pipe(theirs))
                code = 0
            except BaseException as error:
                log.error("a worker child failed", exc_info=error)
            finally:
                os._exit(code)
        os.close(theirs)
        os.set_blocking(ours, False)
        child = _Child(name, pid, ours)
        self._children[name] = child
        self._lines.register(ours, selectors.EVENT_READ, child)

    def _greet(self) -> None:
        """Call `when_ready` once the server answers. Asked from this loop: a thread would not survive the forks."""
        if self._when_ready is None:
            return
        url = f"http://{self._settings.host}:{self._settings.port}/api/v1/ready"
        with contextlib.suppress(HttpError):
            # Our own server, wherever it listens.
            everywhere = addresses.networks(["0.0.0.0/0", "::/0"])
            if Http(timeout=1.0, allowed=everywhere, plain=True).request("GET", url).status == 200:
                announce, self._when_ready = self._when_ready, None
                announce()

    def _patience(self) -> float:
        """Seconds until the next thing that we must look at by ourselves."""
        now = time.monotonic()
        moments = [child.busy_since + self._deadline() for child in self._children.values() if child.busy_since]
        if self._when_ready is not None:
            moments.append(now + 0.05)
        moments += [moment for name, moment in self._not_before.items() if name not in self._children]
        return max(0.05, min([moment - now for moment in moments], default=60.0))

    def _deadline(self) -> float:
        # A second more than the lease's own end: the job is nobody's when we end its worker.
        return self._settings.job_deadline_seconds + 1.0

    def _listen(self, wake: int, patience: float) -> None:
        for key, _ in self._lines.select(patience):
            said = os.read(key.fd, 65_536)
            child = key.data
            if child is None or not said:
                if child is not None:
                    self._lines.unregister(key.fd)
                continue
            child.busy_since = time.monotonic() if said.endswith(_BUSY) else None

    def _bury(self) -> bool:
        """Take leave of children that ended. True when the HTTP server ended, which nobody asked it to."""
        for child in list(self._children.values()):
            pid, status = os.waitpid(child.pid, os.WNOHANG)
            if pid == 0:
                continue
            self._forget(child)
            if self._stopping:
                continue
            log.warning("a child ended", child=child.name, status=status)
            if child.name == "http":
                return True
            # One that dies at once, again and again, is not restarted in a frenzy.
            pause = 0.0 if time.monotonic() - child.born > _LEAST_LIFE or os.WIFSIGNALED(status) else 1.0
            self._not_before[child.name] = time.monotonic() + pause
        return False

    def _forget(self, child: _Child) -> None:
        del self._children[child.name]
        if child.line is not None:
            with contextlib.suppress(KeyError):
                self._lines.unregister(child.line)
            os.close(child.line)

    def _end_overdue(self) -> None:
        now = time.monotonic()
        for child in self._children.values():
            if child.busy_since is not None and now - child.busy_since > self._deadline():
                log.error("a job is past its deadline; ending its worker", child=child.name)
                child.busy_since = None
                os.kill(child.pid, signal.SIGKILL)

    def _stop_all(self) -> None:
        """Ask every child to stop; after the grace, end those that did not."""
        self._stopping = True
        for child in self._children.values():
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGTERM)
        ends = time.monotonic() + _GRACE
        while self._children and time.monotonic() < ends:
            self._bury()
            time.sleep(0.02)
        for child in list(self._children.values()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child.pid, signal.SIGKILL)
            os.waitpid(child.pid, 0)


def die_with(parent: int) -> None:
    """End this process when its parent is gone, however that came about."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(0.5)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="parent-watch").start()
