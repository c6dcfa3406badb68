"""What our own scripts never do: run or show a text as code, listen to other pages, keep what is not theirs."""

import re

import pytest

from tests.web.test_pages import ASSETS, STATIC

SCRIPTS = sorted([*STATIC.glob("*.js"), *(ASSETS / "static").glob("*.js")])

# What turns a text into code or into parts of a page.
_RUNS = re.compile(
    r"\b(?:eval|Function|insertAdjacentHTML|document\.write|innerHTML|outerHTML|srcdoc|createContextualFragment)\b"
    r"|set(?:Timeout|Interval)\(\s*[\"'`]"
)
_LISTENS = re.compile(r"postMessage|onmessage|addEventListener\(\s*[\"']message[\"']")
_KEEPS = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.")
# `said[name] = …`: with a name that somebody chose, that could be the prototype of everything.
_COMPUTED = re.compile(r"\[[^\]\n]*\]\s*=(?!=|>)")


def _found(pattern: re.Pattern[str]) -> dict[str, list[str]]:
    read = {path.name: pattern.findall(path.read_text("utf-8")) for path in SCRIPTS}
    return {name: found for name, found in read.items() if found}


def test_no_text_is_run_or_shown_as_html() -> None:
    assert len(SCRIPTS) >= 4
    assert _found(_RUNS) == {}


def test_no_script_listens_to_another_page() -> None:
    assert _found(_LISTENS) == {}


def test_the_token_of_the_docs_is_all_that_a_browser_keeps_and_it_goes_with_the_tab() -> None:
    assert {name: set(found) for name, found in _found(_KEEPS).items()} == {"docs.js": {"sessionStorage"}}
    docs = (ASSETS / "static" / "docs.js").read_text("utf-8")
    assert set(re.findall(r"sessionStorage\.\w+\((\w+)", docs)) == {"KEPT"}


def test_no_script_sets_a_property_whose_name_is_computed() -> None:
    assert _found(_COMPUTED) == {}


@pytest.mark.parametrize(
    ("pattern", "planted"),
    [
        (_RUNS, "place.innerHTML = text"),
        (_RUNS, "setTimeout('go()', 1)"),
        (_LISTENS, 'addEventListener("message", hear)'),
        (_KEEPS, "localStorage.setItem(a, b)"),
        (_COMPUTED, "said[name] = value"),
    ],
)
def test_what_is_planted_is_found(pattern: re.Pattern[str], planted: str) -> None:
    assert pattern.search(planted)


def test_a_password_is_masked_and_can_be_pasted_and_kept_by_a_manager() -> None:
    page = (STATIC / "enter.html").read_text("utf-8")
    fields = re.findall(r"<input[^>]*>", page)
    [password] = [field for field in fields if 'name="password"' in field]
    assert 'type="password"' in password
    assert 'autocomplete="current-password"' in password
    assert 'autocomplete="new-password"' not in password
    assert '.autocomplete = "new-password"' in (STATIC / "enter.js").read_text("utf-8")
    assert _found(re.compile(r"onpaste|[\"']paste[\"']|oncopy|[\"']beforeinput[\"']")) == {}
    assert "paste" not in page
