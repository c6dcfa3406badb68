"""`python -m tests.web.lighthouse`: what Lighthouse says of a board and an idea at its phone settings.

It looks at the demo through an nginx, with the very server block that docs/operating.md gives to operators, and
directly. Each place is looked at three times, and the middle one counts: a machine is never quite at rest.
"""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from tests import npm
from tests.house.source import ROOT
from tests.web.conftest import NPM, Demo, free_port, served

TIMES = 3
_FIGURES = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "speed-index",
    "total-blocking-time",
    "cumulative-layout-shift",
)


@contextmanager
def proxied(demo: Demo) -> Iterator[str]:
    """The address of an nginx before the demo, by TLS and HTTP/2, as the docs say it."""
    block = re.findall(r"```nginx\n(.+?)```", (ROOT / "docs/operating.md").read_text("utf-8"), re.S)[0]
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="ideaboard-nginx-") as name:
        folder = Path(name)
        pair = ("-keyout", f"{name}/key", "-out", f"{name}/certificate")
        of = ("-subj", "/CN=127.0.0.1", "-days", "1")
        command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *pair, *of]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        for said, here in {
            "443": f"127.0.0.1:{port}",
            "http://127.0.0.1:8000": demo.url,
            "/etc/ssl/certs/ideas.example.org.pem": f"{name}/certificate",
            "/etc/ssl/private/ideas.example.org.key": f"{name}/key",
        }.items():
            assert said in block, said
            block = block.replace(said, here)
        temporary = "".join(
            f"{kind}_temp_path {name}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        (folder / "nginx.conf").write_text(
            f"daemon off;\npid {name}/pid;\nerror_log stderr;\nevents {{}}\n"
            f"http {{\naccess_log off;\n{temporary}{block}}}\n"
        )
        with subprocess.Popen(["nginx", "-p", name, "-c", f"{name}/nginx.conf"]) as process:
            try:
                yield f"https://127.0.0.1:{port}"
            finally:
                process.terminate()


def cookie(demo: Demo, who: str) -> str:
    """The session of somebody who signed in."""
    said = json.dumps({"email": f"{who}@example.org", "password": demo.passwords[who]}).encode()
    headers = {"Content-Type": "application/json", "Origin": demo.url}
    with urlopen(Request(f"{demo.url}/api/v1/session", said, headers)) as answer:
        return str(answer.headers["Set-Cookie"]).partition(";")[0]


def idea(demo: Demo) -> str:
    """An idea that was adopted, with all that came of it."""
    asked = f"{demo.url}/api/v1/boards/{demo.board}/ideas?status=adopted"
    with urlopen(Request(asked, headers={"Authorization": f"Bearer {demo.tokens['ben']}"})) as answer:
        return str(json.load(answer)["data"][0]["id"])


def looked(session: str, addresses: list[str]) -> list[Mapping[str, Any]]:
    """What Lighthouse found at each address, in their order: the middle one of several looks."""
    command = ["node", str(NPM / "lighthouse.mjs"), session, *addresses]
    looks = [
        json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=NPM).stdout) for _ in range(TIMES)
    ]
    return [sorted((look[at] for look in looks), key=lambda one: one["performance"])[TIMES // 2] for at in addresses]


def main() -> int:
    """Print a table of it."""
    missing = [name for name in ("chromium", "nginx", "openssl", "node") if shutil.which(name) is None]
    if missing:
        print(f"missing: {', '.join(missing)}", file=sys.stderr)
        return 1
    npm.install(NPM)
    with served() as demo, proxied(demo) as by_nginx:
        paths = {"board": f"/boards/{demo.board}", "idea": f"/boards/{demo.board}/ideas/{idea(demo)}"}
        session = cookie(demo, "ben")
        for way, base in (("nginx", by_nginx), ("directly", demo.url)):
            for name, found in zip(paths, looked(session, [base + path for path in paths.values()]), strict=True):
                scores = " / ".join(str(found[each]) for each in ("performance", "accessibility", "best-practices"))
                figures = ", ".join(f"{each} {found[each]:.4g}" for each in _FIGURES)
                print(f"{name}, {way}: {scores}; {figures}; {found['bytes']} bytes; {found['below']}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
