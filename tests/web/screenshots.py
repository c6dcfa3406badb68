"""`python -m tests.web.screenshots`: the pictures of the main screens that README and docs show, made of the demo."""

import sys
from pathlib import Path

from tests import chromium, needs
from tests.web.browsing import Visit, api
from tests.web.conftest import served

FOLDER = Path(__file__).parents[2] / "docs/pictures"
DESK, PHONE = (1280, 860), (390, 780)
# Name: who, where, size, face, language. {idea} is the idea with the most to see.
SHOTS = {
    "board": ("ben", "/boards/{board}", DESK, "light", "en"),
    "board-dark-phone": ("ben", "/boards/{board}", PHONE, "dark", "en"),
    "board-arabic-phone": ("ben", "/boards/{board}", PHONE, "light", "ar"),
    "idea": ("ada", "/boards/{board}/ideas/{idea}", DESK, "light", "en"),
    "idea-phone": ("ben", "/boards/{board}/ideas/{idea}", PHONE, "light", "en"),
    "desk": ("ada", "/boards/{board}/desk", DESK, "light", "en"),
    "comparison": ("ada", "/boards/{board}/tasks/{task}", DESK, "dark", "en"),
    "roadmap": ("ben", "/boards/{board}/roadmap", DESK, "light", "en"),
    "pictures": ("ben", "/boards/{board}/pictures", DESK, "light", "en"),
    "round-phone": ("ben", "/boards/{board}/rounds/{round}", PHONE, "dark", "en"),
}


def main() -> int:
    """Take every picture anew."""
    if needs.CHROMIUM.path() is None:
        print("Chromium is missing: install the package chromium", file=sys.stderr)
        return 1
    FOLDER.mkdir(exist_ok=True)
    with served() as demo, chromium.running() as browser:
        for name, (who, address, (width, height), light, language) in SHOTS.items():
            visit = Visit(browser, demo, width, light, height=height, language=language)  # type: ignore[arg-type]
            board = demo.board

            def first(path: str, visit: Visit = visit) -> str:
                return str(api(visit, "ada", "GET", path)["data"][0]["id"])

            where = {
                "board": board,
                "idea": first(f"/boards/{board}/ideas?status=adopted"),
                "task": first(f"/boards/{board}/tasks?status=open"),
                "round": first(f"/boards/{board}/feedback-rounds"),
            }
            visit.sign_in(who)
            page = visit.go(address.format(**where))
            page.screenshot(path=FOLDER / f"{name}.png")
            visit.end()
            print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
