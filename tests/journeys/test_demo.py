"""The demo: what a newcomer meets first."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.engine import wait_until
from tests.journeys.board import Member, ask
from tests.postgres import free_port


@contextlib.contextmanager
def demo(data: Path, *arguments: str) -> Iterator[dict[str, Any]]:
    """Run the demo; what its first line on stdout says. Ends it by SIGTERM within ten seconds, with exit code 0."""
    command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--data", str(data), "--port", str(free_port())]
    environment = {**os.environ, "IDEABOARD_LOG_LEVEL": "error"}
    process = subprocess.Popen([*command, *arguments], stdout=subprocess.PIPE, env=environment, text=True)
    assert process.stdout is not None
    try:
        line = process.stdout.readline()
        assert line, "the demo said nothing"
        yield json.loads(line)
    finally:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        code = process.wait(20)
        took = time.monotonic() - began
    assert code == 0
    assert took < 10
    assert rest == ""


def _member(said: dict[str, Any], name: str) -> Member:
    [person] = [person for person in said["people"] if person["name"] == name]
    return Member([said["url"]], person["token"])


def test_the_first_line_says_where_it_is_and_who_can_come_in(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as said:
        assert said.keys() == {"url", "people", "board"}
        assert {(person["name"], person["role"]) for person in said["people"]} == {
            ("ada", "leader"), ("ben", "member"), ("dia", "member"), ("cy", "outsider"), ("root", "admin"),
        }  # fmt: skip
        assert all(person.keys() == {"name", "email", "password", "role", "token"} for person in said["people"])
        assert ask(said["url"] + "/api/v1/ready", "GET").status == 200
        for person in said["people"]:
            me = Member([said["url"]], person["token"]).do("GET", "/me")
            assert (me["email"], me["admin"]) == (person["email"], person["role"] == "admin")
        slug = said["board"]
        assert _member(said, "ada").do("GET", f"/boards/{slug}")["role"] == "leader"
        assert _member(said, "cy").ask("GET", f"/boards/{slug}").status == 404
        assert _member(said, "root").ask("GET", f"/boards/{slug}").status == 404


def test_the_story_has_everything_there_is_to_see(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as said:
        ada = _member(said, "ada")
        base = f"/boards/{said['board']}"
        board = ada.do("GET", base)
        assert board["name"] == "Platform team"
        assert len(ada.do("GET", base + "/values")["data"]) == 4
        tasks = ada.do("GET", base + "/tasks")["data"]
        assert [task["approaches"] for task in tasks] == [3, 3]
        ideas = ada.do("GET", base + "/ideas?sort=new&limit=100")["data"]
        assert len(ideas) >= 12
        assert {idea["status"] for idea in ideas} == {
            "open", "adopted", "in_progress", "done", "declined", "not_now", "dropped", "withdrawn", "merged",
        }  # fmt: skip
        assert sum(idea["votes"] for idea in ideas) > 10
        assert [idea["title"] for idea in ideas if idea["author"] is None] == [
            "Say in the review when you have not understood a change"
        ]
        assert sum(idea["comments"] for idea in ideas) > 3
        assert any(ada.do("GET", f"/ideas/{idea['id']}/points")["data"] for idea in ideas)
        assert all(
            entry["rationale"] for entry in ada.do("GET", base + "/decisions")["data"] if entry["to"] != "in_progress"
        )
        adopted = [idea for idea in ideas if idea["status"] == "adopted"]
        for idea in adopted:
            issue = ada.wait_for_issue(idea["id"])
            assert issue["tracker"] == "paper"
        assert list((tmp_path / "demo" / "paper").iterdir())


def test_an_existing_demo_is_found_again_with_the_same_people(tmp_path: Path) -> None:
    with demo(tmp_path / "demo") as first:
        idea = _member(first, "ben").do("POST", f"/boards/{first['board']}/ideas", {"title": "Still here?"})
    with demo(tmp_path / "demo") as second:
        assert second["people"] == first["people"]
        assert _member(second, "dia").do("GET", f"/ideas/{idea['id']}")["title"] == "Still here?"


def test_a_port_in_use_is_a_clear_error(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--data", str(tmp_path), "--port", str(port)]
        failed = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert failed.returncode == 1
    assert failed.stdout == ""
    assert f"Port {port}" in failed.stderr
    assert "--port" in failed.stderr
    assert "Traceback" not in failed.stderr


def _refused(*arguments: str, **environment: str) -> str:
    """What the demo says that cannot be had: one sentence."""
    command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--port", str(free_port()), *arguments]
    failed = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, env={**os.environ, **environment}
    )
    assert failed.returncode == 1
    assert failed.stdout == ""
    [said] = failed.stderr.splitlines()
    assert said.startswith("Error: ")
    return said


def test_a_folder_with_somebodys_board_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "novel.txt").write_text("Once")
    for name in ("ideaboard.db", "ideaboard.key"):
        (tmp_path / name).write_text("theirs")
    assert "which is no demo's" in _refused("--data", str(tmp_path))
    (tmp_path / "ideaboard.db").unlink()
    (tmp_path / "ideaboard.key").unlink()
    assert "which is no demo's" in _refused("--data", str(tmp_path))
    assert (tmp_path / "paper" / "novel.txt").read_text() == "Once"


def test_a_demo_that_was_broken_off_while_it_was_made_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "demo.unfinished").touch()
    (tmp_path / "ideaboard.db").write_text("half")
    (tmp_path / "paper").mkdir()
    (tmp_path / "paper" / "issues.jsonl").write_text("{")
    with demo(tmp_path) as said:
        assert _member(said, "ada").do("GET", f"/boards/{said['board']}")["role"] == "leader"
    assert not (tmp_path / "demo.unfinished").exists()
    assert (tmp_path / "ideaboard.db").stat().st_mode & 0o777 == 0o600


def test_what_stands_in_the_demos_way_is_one_sentence(tmp_path: Path) -> None:
    assert "IDEABOARD_PORTS" in _refused("--data", str(tmp_path), IDEABOARD_PORTS="1")
    (tmp_path / "file").touch()
    assert "Not a directory" in _refused("--data", str(tmp_path / "file" / "demo"))
    (tmp_path / "people.json").write_text("{")
    assert "does not hold a demo's people" in _refused("--data", str(tmp_path))
    (tmp_path / "people.json").write_text("[]")
    assert "has lost its ideaboard.db" in _refused("--data", str(tmp_path))


def test_a_hanging_tracker_keeps_nobody_who_stops_the_demo(tmp_path: Path) -> None:
    with demo(tmp_path / "demo", "--roundup") as said:
        [roundup] = _processes(str(tmp_path), "demo_server")
        os.kill(roundup, signal.SIGSTOP)
        idea = _member(said, "ben").do("POST", f"/boards/{said['board']}/ideas", {"title": "For Roundup"})
        _member(said, "ada").do("POST", f"/ideas/{idea['id']}/decisions", {"outcome": "adopt", "rationale": "Good."})
        jobs = f"/boards/{said['board']}/jobs?state=running"
        wait_until(lambda: bool(_member(said, "ada").do("GET", jobs)["data"]), 30)
    wait_until(lambda: not _processes(str(tmp_path)), 30, lambda: _processes(str(tmp_path)))


def test_with_roundup_an_adoption_becomes_an_issue_there(tmp_path: Path) -> None:
    with demo(tmp_path / "demo", "--roundup") as said:
        ada, ben = _member(said, "ada"), _member(said, "ben")
        idea = ben.do("POST", f"/boards/{said['board']}/ideas", {"title": "For Roundup", "body": "Words."})
        ada.do("POST", f"/ideas/{idea['id']}/decisions", {"outcome": "adopt", "rationale": "Good."})
        issue = ben.wait_for_issue(idea["id"])
        assert (issue["tracker"], issue["key"]) == ("roundup", "issue1")
    # Found again: the first issue is where it was.
    with demo(tmp_path / "demo", "--roundup") as said:
        with urllib.request.urlopen(issue["url"], timeout=30) as page:
            assert "For Roundup" in page.read().decode()
        idea = _member(said, "ben").do(
            "POST", f"/boards/{said['board']}/ideas", {"title": "The second", "body": "Words."}
        )
        _member(said, "ada").do("POST", f"/ideas/{idea['id']}/decisions", {"outcome": "adopt", "rationale": "Good."})
        assert _member(said, "ben").wait_for_issue(idea["id"])["key"] == "issue2"


def test_when_the_demo_is_killed_its_children_end(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--data", str(tmp_path), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    process.kill()
    process.wait(10)

    def gone() -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", port)) != 0

    wait_until(gone, 30)
    wait_until(lambda: not _processes(str(tmp_path)), 30, lambda: _processes(str(tmp_path)))


def test_when_the_http_server_is_killed_the_board_ends_and_frees_its_port(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ideaboard", "demo", "--json", "--data", str(tmp_path), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    process.stdout.readline()
    # The server names its process by what it serves, where it can.
    [http] = _children(process.pid, "ideaboard.work.http") or _children(process.pid, "ideaboard.server:application")
    os.kill(http, signal.SIGKILL)
    assert process.wait(15) == 1
    wait_until(lambda: not _processes(str(tmp_path)), 30, lambda: _processes(str(tmp_path)))


def _children(parent: int, word: str) -> list[int]:
    """The pids of the children of `parent` whose command names `word`."""
    pids = (Path("/proc") / str(parent) / "task" / str(parent) / "children").read_text().split()
    return [int(pid) for pid in pids if word in (Path("/proc") / pid / "cmdline").read_text()]


def _processes(*words: str) -> dict[int, str]:
    """The running processes, by pid, that name all `words` in their environment or arguments: their commands."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            said = (folder / "environ").read_bytes() + command
            if all(word.encode() in said for word in words):
                found[int(folder.name)] = command.decode(errors="replace")
    return found
