"""The tour on the start page is carried out as it stands there, by a shell and curl."""

import html
import json
import os
import re
import shutil
import subprocess
import time

import pytest

from ideaboard.web.pages import _STATIC
from tests import needs
from tests.web.conftest import Demo


def commands() -> list[str]:
    """The tour's blocks, as a reader copies them."""
    page = (_STATIC / "tour.html").read_text()
    tour = page[page.index('id="tour"') : page.index('id="further"')]
    blocks = re.findall(r"<pre[^>]*><code>(.*?)</code></pre>", tour, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]*>", "", block)) for block in blocks]


def run(script: str) -> list[str]:
    """The lines a shell prints; a failing command ends it."""
    environment = {"PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["sh", "-eu", "-c", script], capture_output=True, text=True, timeout=60, check=True, env=environment
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(shutil.which("curl") is None and not needs.in_ci(), reason="curl is missing: install curl")
def test_the_tour_leads_from_an_idea_to_its_issue(demo: Demo) -> None:
    where, post, *acts, read = commands()
    assert where.count("<TOKEN>") == 2
    assert "http://127.0.0.1:8000" in where
    where = where.replace("http://127.0.0.1:8000", demo.url)
    for name in ("ben", "ada"):
        where = where.replace("<TOKEN>", demo.tokens[name], 1)
    assert demo.board in where

    idea, *answers = run("\n".join([where, post, *(f"{act}; echo" for act in acts), f"{read}; echo"]))
    voted, commented, decided, seen = (json.loads(answer) for answer in answers if answer)
    assert voted == {"voted": True, "votes": 1}
    assert "pull request" in commented["body"]
    assert (decided["outcome"], decided["to"]) == ("adopt", "adopted")
    assert (seen["id"], seen["status"], seen["votes"], seen["comments"]) == (idea, "adopted", 1, 1)
    assert seen["decision"]["rationale"] == decided["rationale"]

    patience = time.monotonic() + 30
    while not (seen["issue"] and seen["issue"]["key"]) and time.monotonic() < patience:
        time.sleep(0.2)
        seen = json.loads(run(f"{where}\nIDEA={idea}\n{read}")[0])
    assert seen["issue"]["key"]
