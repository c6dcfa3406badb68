"""The real provider: npm's `oidc-provider`, pinned in `package-lock.json`, of a version that runs on Node 18 too."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import Any

from tests import npm

FOLDER = Path(__file__).parent
CLIENT, SECRET = "ideaboard", "a secret of:the client/"


@contextmanager
def running(people: dict[str, Any], redirect: str, *, userinfo_only: bool = False) -> Iterator[str]:
    """A running provider that knows these people, by its address."""
    npm.install(FOLDER)
    client = {
        "client_id": CLIENT,
        "client_secret": SECRET,
        "redirect_uris": [redirect],
        "post_logout_redirect_uris": [redirect.replace("/signed-in", "/sign-in")],
    }
    told = json.dumps({"people": people, "clients": [client], "userinfo_only": userinfo_only})
    command = ["node", "provider.mjs", told]
    with subprocess.Popen(command, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        too_late = Timer(60, process.kill)
        too_late.start()
        try:
            assert process.stdout is not None
            address = next((line.strip() for line in process.stdout if line.startswith("http://")), None)
            assert address is not None, "the provider did not start"
            yield address
        finally:
            too_late.cancel()
            process.kill()
