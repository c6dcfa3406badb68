"""A real Redmine for tests: Debian's, in a temporary folder, on a free port, gone when they end.

The first start makes its database, which takes half a minute; it runs as nobody where the tests run as root.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest

from ideaboard.http import Answer, Http, HttpError
from tests.postgres import free_port

PROJECT: Final = "ideas"
_SOURCE: Final = Path("/usr/share/redmine")
_PACKAGES: Final = "BUNDLER_VERSION=2.3.15 apt-get install redmine redmine-sqlite puma"
_NOBODY: Final = 65534

# Besides a project and its administrator: `bot` with a role of its own, and `cy`, who may not even look.
_PREPARE: Final = """
raise "there are no default data" unless Tracker.exists?
Setting.rest_api_enabled = "1"
User.find_by(login: "admin").update_columns(must_change_passwd: false)
ideas = Project.create!(name: "Ideas", identifier: "ideas", is_public: false, tracker_ids: Tracker.pluck(:id),
                        enabled_module_names: ["issue_tracking"])
%w(bot cy).each do |login|
  user = User.new(firstname: login, lastname: "Person", mail: "#{login}@example.org", status: 1)
  user.login = login
  user.password = user.password_confirmation = SecureRandom.hex(16)
  user.save!
end
role = Role.create!(name: "Bot", permissions: [:view_issues, :add_issues, :edit_issues, :add_issue_notes])
WorkflowTransition.where(role_id: Role.givable.first.id).each do |one|
  WorkflowTransition.create!(role_id: role.id, tracker_id: one.tracker_id, old_status_id: one.old_status_id,
                             new_status_id: one.new_status_id)
end
Member.create!(user_id: User.find_by(login: "bot").id, project_id: ideas.id, role_ids: [role.id])
%w(admin bot cy).each do |login|
  user = User.find_by(login: login)
  token = user.api_token || Token.create!(user: user, action: "api")
  puts "KEY #{login} #{token.value}"
end
"""


def missing() -> str | None:
    """Why there is no Redmine here, with the packages that bring it; None where it can be started."""
    there = (_SOURCE / "config.ru").is_file() and all(shutil.which(name) for name in ("bundle", "puma"))
    sqlite = Path("/usr/share/doc/redmine-sqlite").exists()
    return None if there and sqlite else f"NOT RUN AGAINST A REAL REDMINE: {_PACKAGES}"


def needs_redmine() -> pytest.MarkDecorator:
    """Mark a test that is skipped, loudly, where Debian's Redmine is not installed."""
    return pytest.mark.skipif(missing() is not None, reason=str(missing()))


@dataclass(frozen=True, slots=True)
class RedmineServer:
    """A running Redmine: its address, and the API keys of `admin`, `bot` and `cy`."""

    url: str
    keys: Mapping[str, str] = field(repr=False)
    folder: Path
    _http: Http = field(default_factory=lambda: Http.to_this_machine(timeout=30), repr=False)

    def rest(
        self,
        method: str,
        path: str,
        json: Mapping[str, Any] | None = None,
        *,
        params: Mapping[str, str | int] | None = None,
        key: str | None = None,
    ) -> Answer:
        """Call `path` (such as `issues/1.json`) as the administrator, or with `key`; the Answer, whatever it is."""
        headers = {"x-redmine-api-key": key or self.keys["admin"]}
        return self._http.request(method, f"{self.url}/{path}", headers=headers, json=json, params=params)

    def move(self, number: str, status: int) -> None:
        """Bring an issue to a status, as a person does."""
        answer = self.rest("PUT", f"issues/{number}.json", {"issue": {"status_id": status}})
        assert answer.status == 204, answer

    def run(self, ruby: str) -> str:
        """What `ruby` prints within the server's database; it takes seconds."""
        return _ruby(self.folder, ruby)


@contextlib.contextmanager
def start_redmine() -> Iterator[RedmineServer]:
    """A Redmine with the private project `ideas` and Redmine's own default data, until the block ends."""
    folder = Path(tempfile.mkdtemp(prefix="ideaboard-redmine-"))
    try:
        home = folder / "redmine"
        _copy(home)
        _command(home, "bundle", "install", "--local", "--quiet")
        # One after the other: in one process the second finds no tables.
        _command(home, "bundle", "exec", "rake", "db:migrate")
        _command(home, "bundle", "exec", "rake", "redmine:load_default_data")
        said = [line.split() for line in _ruby(home, _PREPARE).splitlines()]
        keys = {line[1]: line[2] for line in said if line[:1] == ["KEY"]}
        with _serving(home) as url:
            yield RedmineServer(url, keys, home)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _copy(home: Path) -> None:
    """Debian's Redmine, with a database of its own."""
    shutil.copytree(_SOURCE, home, symlinks=True, ignore=lambda _, names: {"instances", "Gemfile.lock"} & set(names))
    instance = home / "instances" / "default"
    for name in ("config", "log", "files", "tmp", "public/plugin_assets"):
        (instance / name).mkdir(parents=True)
    database = f"production:\n  adapter: sqlite3\n  database: {home}/redmine.sqlite3\n  timeout: 10000\n"
    (instance / "config" / "database.yml").write_text(database)
    (instance / "config" / "secret_key.txt").write_text(os.urandom(32).hex())
    (home / "Gemfile.local").write_text("gem 'puma'\n")
    if os.geteuid() == 0:
        for path in (home.parent, home, *home.rglob("*")):
            os.chown(path, _NOBODY, _NOBODY, follow_symlinks=False)


def _how(home: Path) -> dict[str, Any]:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ},
        "HOME": str(home), "RAILS_ENV": "production", "BUNDLER_VERSION": "2.3.15", "REDMINE_LANG": "en",
        "SCHEMA": "/dev/null", "LC_ALL": "C.UTF-8",
    }  # fmt: skip
    as_user = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
    return {"cwd": home, "env": environment, **as_user}


def _command(home: Path, *command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False, **_how(home))
    assert done.returncode == 0, f"{command[:4]}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
    return done.stdout


def _ruby(home: Path, ruby: str) -> str:
    return _command(home, "bundle", "exec", "rails", "runner", ruby)


@contextlib.contextmanager
def _serving(home: Path) -> Iterator[str]:
    port = free_port()
    command = [
        "bundle",
        "exec",
        "rails",
        "server",
        "-e",
        "production",
        "-b",
        "127.0.0.1",
        "-p",
        str(port),
        "-u",
        "puma",
    ]
    log = home / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, **_how(home))
    try:
        url, http, ends = f"http://127.0.0.1:{port}", Http.to_this_machine(timeout=30), time.monotonic() + 120
        while True:
            with contextlib.suppress(HttpError):
                if http.request("GET", f"{url}/login").status == 200:
                    break
            assert process.poll() is None, log.read_text("utf-8", "replace")[-2000:]
            assert time.monotonic() < ends, "Redmine does not answer"
            time.sleep(0.2)
        yield url
    finally:
        process.terminate()
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(10)
