"""The pages that list settings, error codes, events and audit entries list exactly those that there are."""

import ast
import re
from dataclasses import fields

from ideaboard.core.outbox import audit, events
from ideaboard.core.privacy.parts import PARTS
from ideaboard.errors import CODES, FIELD_CODES
from ideaboard.settings import PREFIX, Settings
from tests.house.source import ROOT, modules


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text("utf-8")


def _table(page: str, heading: str | None = None) -> dict[str, list[str]]:
    """The rows of a page's tables (of one section) whose first cell is code: that word, and the other cells."""
    text = _page(page)
    if heading is not None:
        text = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([^`]+)` \|(.*)\|$", text, re.MULTILINE)
    assert len(rows) == len({name for name, _ in rows}), "a row comes twice"
    return {name: [cell.strip() for cell in rest.split("|")] for name, rest in rows}


def test_every_setting_is_documented_with_its_default() -> None:
    told = _table("settings.md")
    assert list(told) == [PREFIX + each.name.upper() for each in fields(Settings)]
    for each in fields(Settings):
        default, said = told[PREFIX + each.name.upper()]
        shown = f"`{each.default}`" if each.default != "" else "–"
        assert default == shown, each.name
        assert each.metadata["help"] in said, each.name
        assert ("A secret." in said) == each.metadata["secret"], each.name


def test_every_error_code_is_documented() -> None:
    told = _table("errors.md", "Problems")
    assert set(told) == set(CODES)
    assert list(told) == list(CODES)
    for code, (status, said) in told.items():
        assert re.fullmatch(r"\d{3}", status), code
        assert said.endswith("."), code
        assert CODES[code] in said, code


def test_every_code_of_a_field_is_documented() -> None:
    told = _table("errors.md", "Fields")
    assert list(told) == list(FIELD_CODES)
    for code, (said,) in told.items():
        assert FIELD_CODES[code] in said, code


def test_every_part_of_an_export_is_documented() -> None:
    assert {name: said for name, (said,) in _table("privacy.md").items()} == {part.name: part.says for part in PARTS}


def test_every_type_of_event_is_documented() -> None:
    told = _table("events.md")
    assert list(told) == sorted(events.TYPES)
    assert all(said[-1].endswith(".") for said in told.values())


def test_every_type_of_event_is_recorded_somewhere_and_no_other() -> None:
    words = {
        node.value
        for path, tree in modules()
        if path.startswith("core/") and path not in ("core/outbox/events.py", "core/outbox/messages.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    # `task.{happened}` is made of its four ends, `issue.{state}` of two.
    made = {f"task.{end}" for end in ("decided", "done", "dropped", "reopened")} | {"issue.lost", "issue.refused"}
    assert events.TYPES - words - made == set()


def test_what_an_event_carries_is_what_the_page_says() -> None:
    """The page names the subject of each event; so does every call that records it."""
    told = {name: said[0].strip("`") for name, said in _table("events.md").items()}
    for path, tree in modules():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "events.record" and len(node.args) > 2:
                kind, subject = node.args[1], node.args[2]
                if isinstance(kind, ast.Constant) and isinstance(subject, ast.Tuple):
                    assert told[kind.value] == ast.literal_eval(subject.elts[0]), f"{path}:{node.lineno}"


def _audited() -> dict[str, set[str]]:
    """Of every type in a call that records an entry itself, without an event, the kinds of its subject."""
    found: dict[str, set[str]] = {}
    for path, tree in modules():
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and path.startswith("core/") and path != "core/outbox/events.py"):
                continue
            if ast.unparse(node.func) in ("audit.record", "_record") and len(node.args) > 2:
                words = {each.value for each in ast.walk(node.args[1]) if isinstance(each, ast.Constant)}
                subject = {each.value for each in ast.walk(node.args[2]) if isinstance(each, ast.Constant)}
                for word in words & (audit.TYPES - events.TYPES | {"board.imported"}):
                    found.setdefault(word, set()).update(subject)
    return found


def test_every_type_of_audit_entry_is_documented() -> None:
    told = _table("audit.md", "What is recorded")
    assert list(told) == sorted(audit.TYPES)
    assert all(said[-1].endswith(".") for said in told.values())


def test_every_type_of_audit_entry_comes_with_an_event_or_is_recorded_by_itself() -> None:
    assert set(_audited()) - {"board.imported"} == audit.TYPES - events.TYPES
    assert "board.imported" in _audited()


def test_an_audit_entry_that_comes_with_an_event_has_the_subject_of_the_event() -> None:
    told, events_told = _table("audit.md", "What is recorded"), _table("events.md")
    for name in audit.TYPES & events.TYPES:
        assert told[name][0] == events_told[name][0].strip("`"), name


def test_no_audit_entry_is_about_what_people_post_or_say() -> None:
    """Its types are the acts of leaders and admins, and who is let in: none is an author's own."""
    own = ("posted", "voted", "asked", "answered", "deleted", "withdrawn", "shared", "flagged", "guided", "accepted")
    said = {name for name in audit.TYPES if name.partition(".")[2] in own}
    # A leader's own: an offer that they take back.
    assert said == {"assignment.withdrawn"}
    assert not {
        name for name in audit.TYPES if name.partition(".")[0] in ("vote", "question", "feedback", "review", "ask")
    }
