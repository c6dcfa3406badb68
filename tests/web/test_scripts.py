"""What our own scripts never do: run or show a text as code, listen to other pages, keep what is not theirs."""

import re

import pytest

from ideaboard.web.pages import _SHELF
from tests.web.test_pages import ASSETS, STATIC

CLIENT = STATIC.parent / "client"
OURS = sorted(path for path in CLIENT.rglob("*.js") if "vendor" not in path.relative_to(CLIENT).parts)
SCRIPTS = sorted([*OURS, *STATIC.glob("*.js"), *(ASSETS / "static").glob("*.js")])

# What turns a text into code or into parts of a page.
_RUNS = re.compile(
    r"\b(?:eval|Function|insertAdjacentHTML|document\.write|innerHTML|outerHTML|srcdoc|createContextualFragment)\b"
    r"|set(?:Timeout|Interval)\(\s*[\"'`]"
)
# The two doors that there are: one place shows what the server rendered, by one policy.
_SHOWS = re.compile(r"dangerouslySetInnerHTML")
_TRUSTS = re.compile(r"createPolicy(?=[.(]| =)")
_LISTENS = re.compile(r"postMessage|onmessage|addEventListener\(\s*[\"']message[\"']")
# `said[name] = …`: with a name that somebody chose, that could be the prototype of everything.
_COMPUTED = re.compile(r"(?<=[\w)\]])\[(?![\"'`])[^\]\n]*\]\s*=(?!=|>)")


def _found(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    read = {path.name: pattern.findall(path.read_text("utf-8")) for path in SCRIPTS}
    return {name: found for name, found in read.items() if found}


def test_no_text_is_run_or_shown_as_html_but_what_the_server_rendered() -> None:
    assert len(SCRIPTS) >= 20
    assert _found(_RUNS) == {}
    assert _found(_SHOWS) == {"dom.js": ["dangerouslySetInnerHTML"]}
    assert _found(_TRUSTS) == {"dom.js": ["createPolicy"], "trusted.js": ["createPolicy"] * 2}


def test_no_script_listens_to_another_page() -> None:
    assert _found(_LISTENS) == {}


def test_what_a_browser_keeps_is_kept_under_our_name_and_is_no_secret() -> None:
    """Drafts stay, and how somebody wants to see the pages; where they were going goes with the tab."""
    kept = _found(re.compile(r"(?:localStorage|sessionStorage)\.\w+\([^)]*\)?"))
    assert set(kept) == {
        "again.js", "docs.js", "drafts.js", "enter.js", "frame.js", "identities.js", "keys.js", "main.js",
        "session.js", "texts.js",
    }  # fmt: skip
    assert _found(re.compile(r"indexedDB|document\.cookie|caches\.")) == {}
    lasting = {name for name, calls in kept.items() if any(call.startswith("local") for call in calls)}
    assert lasting == {"drafts.js", "frame.js", "keys.js", "session.js", "texts.js"}
    docs = (ASSETS / "static" / "docs.js").read_text("utf-8")
    assert set(re.findall(r"sessionStorage\.\w+\((\w+)", docs)) == {"KEPT"}


def test_one_module_asks_the_api_and_one_fetches_our_own_texts() -> None:
    assert set(_found(re.compile(r"\bfetch\(|XMLHttpRequest|EventSource|WebSocket|sendBeacon"))) == {
        "api.js",
        "texts.js",
    }


def test_every_module_that_is_asked_for_is_there() -> None:
    for path in OURS:
        name = path.relative_to(CLIENT).as_posix()
        assert _SHELF.needed(name), name
        for module in re.findall(r"\bimport\(\s*[\"']([^\"']+)[\"']\s*\)", path.read_text("utf-8")):
            near = (path.parent / module).resolve()
            assert module in _SHELF.bare or near.is_file(), f"{name} asks for {module}"


def test_no_script_sets_a_property_whose_name_is_computed() -> None:
    assert _found(_COMPUTED) == {}


@pytest.mark.parametrize(
    ("pattern", "planted"),
    [
        (_RUNS, "place.innerHTML = text"),
        (_RUNS, "setTimeout('go()', 1)"),
        (_LISTENS, 'addEventListener("message", hear)'),
        (_COMPUTED, "said[name] = value"),
    ],
)
def test_what_is_planted_is_found(pattern: re.Pattern[str], planted: str) -> None:
    assert pattern.search(planted)


def test_a_password_is_masked_and_can_be_pasted_and_kept_by_a_manager() -> None:
    text = (CLIENT / "screens/enter.js").read_text("utf-8")
    fields = re.findall(r"<\$\{Field\} [^>]*password[^>]*", text)
    assert len(fields) == 2
    assert all('kind="password"' in field for field in fields)
    assert [re.findall('autocomplete="([^"]+)"', field) for field in fields] == [["current-password"], ["new-password"]]
    assert _found(re.compile(r"onpaste|onPaste|[\"']paste[\"']|oncopy|onCopy|[\"']beforeinput[\"']")) == {}
