"""The client's files are served for good: packed, under an address that changes with them, and they are few."""

import gzip
import re
import shutil
from pathlib import Path

import pytest
from werkzeug.test import Client

from ideaboard.web.pages import _SHELF
from ideaboard.web.shelf import Shelf
from tests.web.test_scripts import CLIENT
from tests.web.test_texts import LANGUAGES

# What a reader's first look at a screen fetches of ours besides the modules and the styles: their sentences.
FIRST = {
    "screens/board.js": ("common", "errors", "board"),
    "screens/idea.js": ("common", "errors", "idea", "lead"),
}


def address(name: str) -> str:
    """Where a file of the client is served."""
    return f"{_SHELF.base}/{name}"


def test_a_file_is_kept_for_good_and_comes_packed(site: Client) -> None:
    plain = site.get(address("main.js"))
    assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert plain.content_type == "text/javascript; charset=utf-8"
    packed = site.get(address("main.js"), headers={"Accept-Encoding": "gzip, br"})
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(packed.data) == plain.data == (CLIENT / "main.js").read_bytes()


@pytest.mark.parametrize(
    "path", ["/client/0/main.js", "main.py", "shell.html", "../pages.py", "vendor/VENDORED.json", ""]
)
def test_no_other_file_is_served_and_none_of_another_version(site: Client, path: str) -> None:
    assert site.get(path if path.startswith("/") else address(path)).status_code == 404


def test_the_address_changes_when_any_file_does(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(CLIENT, tmp_path / "client"))
    assert Shelf(copy, "/client").base == _SHELF.base
    (copy / "texts/en/common.ftl").write_text("close = Shut\n")
    assert Shelf(copy, "/client").base != _SHELF.base


def test_a_page_names_all_modules_that_it_begins_with(site: Client) -> None:
    page = site.get("/boards/team").text
    named = re.findall(r'<link rel="modulepreload" href="([^"]+)">', page)
    assert named == [
        address(name) for name in dict.fromkeys(_SHELF.needed("main.js") + _SHELF.needed("screens/board.js"))
    ]
    assert address("parts/card.js") in named
    assert all(site.get(one).status_code == 200 for one in named)
    assert address("screens/idea.js") in site.get("/boards/team/ideas/7zt28vbq").text
    assert address("screens/idea.js") not in page


def test_all_styles_of_ours_are_one_file() -> None:
    whole = _SHELF.files["styles.css"].plain
    sheets = list((CLIENT / "styles").glob("*.css"))
    assert len(sheets) > 5
    assert all(sheet.read_bytes() in whole for sheet in sheets)
    assert not [name for name in _SHELF.files if name.startswith("styles/")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("screen", FIRST)
def test_a_first_look_fetches_less_than_150_kilobytes(site: Client, screen: str, language: str) -> None:
    modules = dict.fromkeys(_SHELF.needed("main.js") + _SHELF.needed(screen))
    styles = re.findall(rf'href="{_SHELF.base}/([^"]+\.css)"', site.get("/").text)
    assert len(styles) == 2
    names = [*modules, *styles, *(f"texts/{language}/{area}.ftl" for area in FIRST[screen])]
    # The page itself and what the API answers come on top of it: a list of twenty ideas is some 19 kB, packed 5.
    answers = 19_500 if screen == "screens/board.js" else 11_000
    assert sum(len(_SHELF.files[name].packed) for name in names) < 150_000 - answers - 3_000
