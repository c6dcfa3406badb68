"""A real Redmine for tests, as Debian packages it: too slow to start for every run."""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ideaboard.http import Answer, Http
from tests.engine import wait_until

SHARE = Path("/usr/share/redmine")
#: What has to be installed, and how: without the variable the package fails to configure.
PACKAGE = "BUNDLER_VERSION=2.3.15 apt-get install redmine redmine-sqlite puma"
PROJECT = "ideas"
#: A project that our account may not see, and that account: neither is an administrator's.
_DATA = """
Setting.rest_api_enabled = "1"
all = { tracker_ids: Tracker.pluck(:id), enabled_module_names: ["issue_tracking"] }
ideas = Project.create!(name: "Ideas", identifier: "ideas", is_public: false, **all)
Project.create!(name: "Secret", identifier: "secret", is_public: false, **all)
bot = User.new(firstname: "Idea", lastname: "Bot", mail: "bot@example.net")
bot.login = "idea-bot"
bot.password = "%(password)s"
bot.save!
Member.create!(project: ideas, principal: bot, roles: [Role.find_by(name: "Manager")])
puts "KEY=#{Token.create!(user: bot, action: "api").value}"
"""


@dataclass(frozen=True, slots=True)
class RedmineServer:
    """A running Redmine: its address, and the key of an account that manages the one project."""

    url: str
    token: str
    _http: Http = field(default_factory=lambda: Http.to_this_machine(timeout=30), repr=False)

    def rest(self, method: str, path: str, json: Mapping[str, Any] | None = None, **params: str | int) -> Answer:
        """Call `path` (such as `issues/1.json`) beside any plugin; the Answer, whatever it is."""
        headers = {"x-redmine-api-key": self.token, "accept": "application/json"}
        return self._http.request(method, f"{self.url}/{path}", headers=headers, json=json, params=params)

    def change(self, number: str, **fields: Any) -> None:
        """Change an issue, as a person does."""
        answer = self.rest("PUT", f"issues/{number}.json", {"issue": fields})
        assert answer.status == 204, answer.text


@contextmanager
def start_redmine(home: Path) -> Iterator[RedmineServer]:
    """A Redmine kept in the new folder `home`, served on a free port until the block ends."""
    shutil.copytree(SHARE, home, symlinks=True)
    for name in ("instances", "Gemfile.lock"):
        (home / name).unlink(missing_ok=True)
    instance = home / "instances" / "default"
    for name in ("config", "log", "files", "tmp", "public/plugin_assets"):
        (instance / name).mkdir(parents=True)
    (instance / "config" / "database.yml").write_text(
        f"production:\n  adapter: sqlite3\n  database: {home}/redmine.sqlite3\n  timeout: 5000\n"
    )
    (instance / "config" / "secret_key.txt").write_text(secrets.token_hex(32))
    (home / "Gemfile.local").write_text('gem "puma"\n')
    environment = {
        **os.environ,
        "RAILS_ENV": "production",
        "BUNDLER_VERSION": "2.3.15",
        "REDMINE_LANG": "en",
        "SCHEMA": "/dev/null",
        "HOME": str(home),
    }
    user: dict[str, Any] = {}
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        subprocess.run(["chown", "-R", f"{nobody.pw_uid}:{nobody.pw_gid}", str(home)], check=True)
        for above in home.parents[:3]:
            above.chmod(above.stat().st_mode | 0o011)
        user = {"user": nobody.pw_uid, "group": nobody.pw_gid}

    def run(*command: str) -> str:
        ran = subprocess.run(
            command, cwd=home, env=environment, capture_output=True, text=True, timeout=300, check=False, **user
        )
        assert ran.returncode == 0, f"{command}: {ran.stdout[-2000:]} {ran.stderr[-2000:]}"
        return ran.stdout

    run("bundle", "install", "--local", "--quiet")
    run("bundle", "exec", "rake", "db:migrate")
    run("bundle", "exec", "rake", "redmine:load_default_data")
    said = run("bundle", "exec", "rails", "runner", _DATA % {"password": secrets.token_hex(12)})
    token = said.rpartition("KEY=")[2].strip()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serve = ["bundle", "exec", "rails", "server", "-e", "production", "-b", "127.0.0.1", "-p", str(port), "-u", "puma"]
    log = instance / "log" / "server.txt"
    with log.open("wb") as output, subprocess.Popen(serve, cwd=home, env=environment, stdout=output, stderr=output, **user) as process:  # fmt: skip
        server = RedmineServer(f"http://127.0.0.1:{port}", token)

        def answers() -> bool:
            assert process.poll() is None, log.read_text()[-2000:]
            with socket.socket() as tried:
                return tried.connect_ex(("127.0.0.1", port)) == 0

        try:
            wait_until(answers, 120, log.read_text)
            yield server
        finally:
            process.terminate()
            process.wait(timeout=30)
