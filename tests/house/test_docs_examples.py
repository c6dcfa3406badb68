"""The docs say what is so: links lead on, code is cut from the source, tables are the code's, examples run."""

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest

from ideaboard import clock, ids, plugin
from ideaboard.cli import main
from ideaboard.core.decisions import assignments, moves
from ideaboard.core.outbox import jobs, messages, webhooks
from ideaboard.core.people import policy
from ideaboard.plugin import Tracker, TrackerError, TrackerType, hooks
from ideaboard.plugin.testing import TrackerConformance
from ideaboard.settings import Settings
from tests.journeys.test_readme import ROOT, Demo, fences, running_demo

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md"), *ROOT.glob("plugins/*/README.md")])

_LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)\s]+)\)")
_CUT = re.compile(r"<!-- from (\S+) -->\n```[a-z]+\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def text(path: str) -> str:
    """A page of the docs."""
    return (ROOT / path).read_text("utf-8")


def prose(page: Path) -> str:
    """A page without its code blocks."""
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as they are made for readers of the repository."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def table(page: str, name: str) -> list[list[str]]:
    """The rows of the table after the comment `name`, cell by cell."""
    _, _, rest = text(page).partition(f"<!-- {name} -->\n")
    lines = rest.split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines]


def words(cell: str) -> list[str]:
    """The words in a cell, without their backquotes."""
    return [word.strip("`") for word in cell.split(", ")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_within_the_docs_leads_somewhere(page: Path) -> None:
    dead = []
    for link in _LINK.findall(prose(page)):
        if link.startswith(("http://", "https://")):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        there = target.is_relative_to(ROOT) and target.exists()
        if not there or (anchor and anchor not in anchors(target)):
            dead.append(link)
    assert dead == []


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or not page.exists():
            continue
        seen.add(page)
        links = [link.partition("#")[0] for link in _LINK.findall(prose(page)) if "://" not in link]
        waiting += [(page.parent / link).resolve() for link in links if link.endswith(".md")]
    assert set(PAGES) - seen == set()


def test_code_on_the_plugin_page_is_cut_from_the_source() -> None:
    page = text("docs/plugins.md")
    cuts = _CUT.findall(page)
    assert len(cuts) == len(fences(page, "[a-z]+")), "every code block says where it is from"
    assert [path for path, code in cuts if f"\n{code}" not in f"\n{text(path)}"] == []


def test_the_moves_on_the_concepts_page_are_those_of_the_code() -> None:
    rows = table("docs/concepts.md", "moves")
    told = {words(row[0])[0]: dict.fromkeys(words(row[1]), words(row[2])[0]) for row in rows}
    assert told == moves.MOVES
    assert {words(row[0])[0] for row in rows if row[3] == "required"} == moves.NEED_RATIONALE
    assert {row[3] for row in rows} == {"required", "optional"}


def test_the_states_of_an_assignment_on_the_concepts_page_are_those_of_the_code() -> None:
    rows = table("docs/concepts.md", "assignments")
    assert sorted(words(row[0])[0] for row in rows) == sorted(assignments.STATES)


def test_the_permissions_page_is_the_policy_table() -> None:
    told = {words(row[0])[0]: row[1:] for row in table("docs/permissions.md", "policy")}
    assert list(told) == list(policy.TABLE)
    for verb, rule in policy.TABLE.items():
        scope, roles, states, otherwise, archived = told[verb]
        assert scope == ("none" if "nobody" in rule.roles else f"`{rule.scope}`"), verb
        assert sorted(words(roles)) == sorted(rule.roles), verb
        assert set(words(states)) == (rule.states or {"any"}), verb
        assert words(otherwise) == [rule.otherwise or "–"], verb
        of_no_board = rule.roles <= {"nobody", "account", "admin"}
        assert archived == ("–" if of_no_board else "yes" if rule.archived else "no"), verb


def test_every_role_on_the_permissions_page_is_explained() -> None:
    roles = {role for rule in policy.TABLE.values() for role in rule.roles}
    explained = re.findall(r"^\| ([a-z]+) \| [^|]+ \|$", text("docs/permissions.md"), re.MULTILINE)
    assert set(explained) - {"role"} == roles


def section(page: str, heading: str) -> str:
    """What a page says under a heading of the second level."""
    return text(page).partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """A command and all below it, each with its whole name."""
    yield name, command
    for below, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, f"{name} {below}")


def test_the_command_line_page_has_every_command_with_every_option() -> None:
    sections = dict(re.findall(r"^## (ideaboard.*?)\n(.*?)(?=^## |\Z)", text("docs/cli.md"), re.MULTILINE | re.DOTALL))
    found = dict(commands(main, "ideaboard"))
    assert list(sections) == list(found)
    for name, command in found.items():
        told = re.findall(r"^\| `([^`]+)` \|", sections[name], re.MULTILINE)
        options = [option.opts[0] for option in command.params if isinstance(option, click.Option)]
        arguments = [each.human_readable_name for each in command.params if isinstance(each, click.Argument)]
        assert told == arguments + options + (["--help"] if command is main else []), name


def test_every_default_of_an_option_is_on_the_command_line_page() -> None:
    for name, command in commands(main, "ideaboard"):
        page = section("docs/cli.md", name)
        for option in command.params:
            given = option.default if isinstance(option.default, tuple) else (option.default,)
            if getattr(option, "is_flag", False) or not isinstance(given[0], str | int):
                continue
            (row,) = re.findall(rf"^\| `{option.opts[0]}` \| (.*) \|$", page, re.MULTILINE)
            said = re.findall(r"[\w@.-]+\w", row.partition("by default ")[2])
            assert set(map(str, given)) <= set(said), f"{name} {option.name}"


def signature(function: object) -> str:
    """`name(argument, …)`, as a heading says it."""
    names = [name for name in inspect.signature(function).parameters if name != "self"]  # type: ignore[arg-type]
    return f"{function.__name__}({', '.join(names)})"  # type: ignore[attr-defined]


def test_every_hook_and_method_is_a_heading_with_its_exact_arguments() -> None:
    specified = [thing for thing in vars(hooks).values() if hasattr(thing, f"{hooks.PROJECT}_spec")]
    methods = [thing for name, thing in vars(Tracker).items() if inspect.isfunction(thing) and name[0] != "_"]
    assert specified
    assert methods
    told = re.findall(r"^### `(.+)`$", text("docs/plugins.md"), re.MULTILINE)
    assert sorted(told) == sorted(signature(thing) for thing in specified + methods)


def first_column(page: str, heading: str) -> list[str]:
    """The first cell of each row of the table under a heading."""
    return re.findall(r"^\| `?([A-Za-z0-9_]+)`? \|", section(page, heading), re.MULTILINE)


def test_the_plugin_page_tells_every_field_of_a_tracker_type() -> None:
    assert first_column("docs/plugins.md", "`TrackerType`")[1:] == list(TrackerType.__slots__)


def test_the_plugin_page_tells_every_class_of_failure() -> None:
    told = first_column("docs/plugins.md", "What failure means")[1:]
    assert sorted(told) == sorted(kind.__name__ for kind in TrackerError.__subclasses__())
    assert all(hasattr(plugin, name) for name in told)


def test_the_plugin_page_tells_everything_that_a_class_of_the_kit_may_say() -> None:
    said = {name for part in TrackerConformance.__mro__ for name in inspect.get_annotations(part)}
    to_provide = {"settings", "seen", "broken", "samples", "sign", "vectors", "move", "hosts", "make_http"}
    told = re.findall(r"^\| `(\w+)", section("docs/plugins.md", "What your class says"), re.MULTILINE)
    assert set(told) == said | to_provide


def spoken(seconds: float) -> str:
    """Seconds as people say them."""
    for unit, length in (("h", 3600), ("min", 60)):
        if seconds >= length and seconds % length == 0:
            return f"{seconds / length:g} {unit}"
    return f"{seconds:g} s"


def test_the_operators_page_tells_when_a_job_is_tried_again() -> None:
    *first, last = (spoken(seconds) for seconds in jobs.BACKOFF)
    assert f"after {', '.join(first)} and {last} " in " ".join(text("docs/operating.md").split())


def test_the_webhooks_page_tells_when_a_message_is_tried_again() -> None:
    *first, last = (spoken(seconds) for seconds in webhooks.SCHEDULE)
    assert f"after {', '.join(first)} and {last} " in " ".join(text("docs/webhooks.md").split())


def test_the_webhooks_page_tells_what_leaves_and_what_does_not() -> None:
    told = {
        words(row[0])[0]: (row[1], *(words(row[2]) if row[2] != "–" else ()))
        for row in table("docs/webhooks.md", "told")
    }
    assert told == messages.TOLD
    back = {type: row[1] for row in table("docs/webhooks.md", "kept back") for type in words(row[0])}
    assert back == messages.KEPT_BACK


def test_the_code_on_the_webhooks_page_verifies_what_is_sent() -> None:
    known: dict[str, Any] = {}
    exec(fences(text("docs/webhooks.md").partition("<!-- verify -->\n")[2], "python")[0], known)
    old, body, now = ids.signing_secret(), b'{"type": "idea.posted"}', int(clock.now().timestamp())
    new = ids.signing_secret()
    secrets = webhooks.rotated(webhooks.fresh(old), new)

    def headers(at: int) -> dict[str, str]:
        signed = webhooks.signature(secrets, "msg_1", at, body)
        return {"webhook-id": "msg_1", "webhook-timestamp": str(at), "webhook-signature": signed}

    verify = known["verify"]
    assert verify(new, headers(now), body)
    assert verify(old, headers(now), body)
    assert not verify(ids.signing_secret(), headers(now), body)
    assert not verify(new, headers(now), body + b" ")
    assert not verify(new, headers(now) | {"webhook-id": "msg_2"}, body)
    assert not verify(new, headers(now - 400), body)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_setting_that_a_page_names_is_there(page: Path) -> None:
    known = {f"IDEABOARD_{name.upper()}" for name in Settings.__dataclass_fields__}
    assert set(re.findall(r"IDEABOARD_[A-Z_]*[A-Z]", page.read_text("utf-8"))) - known == set()


def test_the_defaults_that_the_operators_page_tells_are_those_of_the_settings() -> None:
    told = dict(re.findall(r"`IDEABOARD_([A-Z_]+)` \((\d+)\)", text("docs/operating.md")))
    assert told
    assert {name: float(value) for name, value in told.items()} == {
        name: getattr(Settings(), name.lower()) for name in told
    }


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A demo of this module's own: the examples leave traces."""
    with running_demo(tmp_path_factory.mktemp("client")) as running:
        yield running


def matches(shown: str, printed: str) -> bool:
    """Whether an answer is the one that is shown, where `…` stands for anything."""
    pattern = ".*?".join(re.escape(part) for part in shown.strip().split("…"))
    return re.fullmatch(pattern, printed.strip(), re.DOTALL) is not None


@pytest.mark.parametrize(("path", "least"), [("docs/api.md", 9), ("docs/six-steps.md", 10)])
def test_the_examples_of_a_page_answer_what_is_shown(tmp_path: Path, path: str, least: int) -> None:
    with running_demo(tmp_path) as demo:
        _run(demo, text(path), least)


def _run(demo: Demo, page: str, least: int) -> None:
    blocks = re.findall(r"^```(bash|output)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert len(blocks) == len(fences(page, "[a-z]*"))
    scripts = [code for language, code in blocks if language == "bash"]
    answers = demo.bash("\necho '--- next'\n".join(scripts)).split("--- next\n")
    printed = iter(answers)
    answer = ""
    for language, code in blocks:
        if language == "bash":
            answer = next(printed)
        else:
            assert matches(code, answer), f"shown:\n{code}\nprinted:\n{answer}"
    assert sum(language == "output" for language, _ in blocks) >= least


def test_an_answer_that_is_not_the_one_shown_is_noticed() -> None:
    assert matches('{"id":"…","name":"Ben"}', '{"id":"7zt28vbq","name":"Ben"}\n')
    assert not matches('{"id":"…","name":"Ben"}', '{"id":"7zt28vbq","name":"Ada"}')


def test_the_first_board_is_made_as_the_operators_page_says(demo: Demo) -> None:
    _, _, rest = text("docs/operating.md").partition("<!-- first board -->\n")
    script = fences(rest, "bash")[0]
    (admin,) = [person for person in demo.said["people"] if person["role"] == "admin"]
    env = {
        "TOKEN": admin["token"],
        "IDEABOARD_DATABASE_URL": f"sqlite:///{demo.folder}/demo-data/ideaboard.db",
        "IDEABOARD_KEY_FILE": f"{demo.folder}/demo-data/ideaboard.key",
    }
    # The demo has a Ben already.
    script = f'ideaboard() {{ {sys.executable} -m ideaboard "$@"; }}\n' + script.replace("ben@", "gil@")
    printed = demo.bash(script, **env)
    assert '"slug":"team"' in printed
    assert '"role":"member"' in printed
    token = re.findall(r"ib_\S+$", printed)[0]
    ask = 'curl -sS -H "Authorization: Bearer $TOKEN" "$BOARD_URL/api/v1/boards/team"'
    assert '"role":"member"' in demo.bash(ask, TOKEN=token)
