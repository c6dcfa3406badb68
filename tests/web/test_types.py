"""The client's code is checked by TypeScript against types made of the OpenAPI document: no field that is not there."""

import json
import subprocess
from pathlib import Path

import pytest

from tests import npm
from tests.house.vendor import CLIENT as SHELF
from tests.web.conftest import NPM
from tests.web.test_scripts import CLIENT

ROOT = Path(__file__).parents[2]
OPTIONS = {
    "allowJs": True,
    "checkJs": True,
    "noEmit": True,
    "strict": True,
    "noImplicitAny": False,
    "skipLibCheck": True,
    "target": "ES2022",
    "module": "ES2022",
    "moduleResolution": "bundler",
    "lib": ["ES2023", "DOM", "DOM.Iterable"],
    "types": [],
}


def check(folder: Path, code: Path, packages: Path) -> str:
    """What TypeScript says of the code in a folder; nothing when all is well."""
    npm.run(
        NPM,
        ["node_modules/.bin/openapi-typescript", str(ROOT / "docs/openapi.json"), "-o", str(folder / "api-types.d.ts")],
    )
    names = {package.name for package in SHELF.packages} - {"charts.css", "@picocss/pico", "sortablejs"}
    paths = {name: [str(packages / name)] for name in names} | {
        "preact/hooks": [str(packages / "preact/hooks")],
        "node-diff3": [str(packages / "node-diff3/src/diff3.d.ts")],
        "preact-iso/router": [str(packages / "preact-iso/src/router.d.ts")],
        "preact-iso/lazy": [str(packages / "preact-iso/src/lazy.d.ts")],
        "@preact/signals-core": [str(packages / "@preact/signals-core")],
    }
    (folder / "loose.d.ts").write_text('declare module "sortablejs";\n')
    (folder / "tsconfig.json").write_text(
        json.dumps(
            {
                "compilerOptions": {**OPTIONS, "paths": paths},
                "include": [f"{code}/**/*.js", str(folder / "*.d.ts")],
                "exclude": [f"{code}/vendor"],
            }
        )
    )
    return npm.run(NPM, ["node_modules/.bin/tsc", "-p", str(folder), "--pretty", "false"], fine=(0, 1, 2))


def test_the_client_is_well_typed(tmp_path: Path, packages: Path) -> None:
    said = check(tmp_path, CLIENT, packages)
    assert said == "", said


@pytest.mark.parametrize(
    "planted",
    [
        'import { ask } from "CLIENT/api.js";\nask("GET", 3);\n',
        'import { t } from "CLIENT/texts.js";\nexport const wrong = t("close") * 2;\n',
    ],
)
def test_what_is_planted_is_found(tmp_path: Path, packages: Path, planted: str) -> None:
    code = tmp_path / "code"
    code.mkdir()
    (code / "planted.js").write_text(planted.replace("CLIENT", str(CLIENT)))
    try:
        said = check(tmp_path, code, packages)
    except subprocess.CalledProcessError as error:
        said = error.output
    assert "planted.js" in said
