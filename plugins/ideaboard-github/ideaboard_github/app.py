"""The way in of a GitHub App: a JWT signed with its key, and for that a token for one repository and one hour.

https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app
"""

import base64
import binascii
import json
import re
import time
from typing import Any, Final

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_der_private_key

from ideaboard.plugin import Ambiguous, AuthFailed, Gone, Refused, Retry
from ideaboard_github.calls import Api, Login, read

# All that a connection needs, however much the App was given.
_RIGHTS: Final = {"issues": "write", "metadata": "read"}
# GitHub takes a JWT for ten minutes at most, and none of the future: room for a clock that is off, both ways.
_EARLIER, _LATER = 60, 300
_PEM: Final = re.compile(
    r"\s*-----BEGIN ((?:RSA )?PRIVATE KEY)-----((?:[A-Za-z0-9+/=\s]|\\[rn]){1,10000})-----END \1-----(?:\s|\\[rn])*"
)
_TOKEN: Final = re.compile(r"[\x21-\x7e]+")


def private_key(pem: str) -> RSAPrivateKey:
    r"""The key in `pem`, whose line breaks may have been lost or written as `\n`, as forms and variables do to them.

    Raises ValueError when it is no RSA key of 2048 bits or more, or when it has a passphrase.
    """
    found = _PEM.fullmatch(pem)
    if found is None:
        raise ValueError("no PEM")
    try:
        der = base64.b64decode(re.sub(r"\s|\\[rn]", "", found[2]), validate=True)
        key = load_der_private_key(der, None)
    except (binascii.Error, TypeError, UnsupportedAlgorithm) as error:
        raise ValueError("no key, or one with a passphrase") from error
    if not isinstance(key, RSAPrivateKey) or key.key_size < 2048:
        raise ValueError("no RSA key of 2048 bits")
    return key


class AppLogin(Login):
    """The App itself, which may ask about itself and for tokens: each call with a JWT of its own.

    `app_id` is its number or its client id. Raises ValueError for a `pem` that `private_key` does not take.
    """

    def __init__(self, app_id: str, pem: str) -> None:
        self._app_id = app_id
        self._key = private_key(pem)

    def bearer(self) -> str:
        """A JWT of RS256, good for the next five minutes."""
        now = int(time.time())
        claims = {"iss": self._app_id, "iat": now - _EARLIER, "exp": now + _LATER}
        signed = f"{_part({'alg': 'RS256', 'typ': 'JWT'})}.{_part(claims)}"
        return f"{signed}.{_base64url(self._key.sign(signed.encode(), PKCS1v15(), SHA256()))}"


class Installation(Login):
    """The App where it is installed: a token for `repository` alone, asked for once. It outlives every job by far."""

    def __init__(self, app: Api, installation_id: str, repository: str) -> None:
        self._app = app
        self._path = f"/app/installations/{installation_id}/access_tokens"
        self._repository = repository
        self._kept: str | None = None

    def bearer(self) -> str:
        """The token. Raises AuthFailed where GitHub gives the App none, Retry where it cannot be asked now."""
        if self._kept is None:
            self._kept = self._asked_for()
        return self._kept

    def _asked_for(self) -> str:
        asked = {"repositories": [self._repository.partition("/")[2]], "permissions": _RIGHTS}
        try:
            answer = self._app.post(self._path, asked)
        except Ambiguous as error:
            # A token that nobody uses harms nobody.
            raise Retry(str(error)) from error
        except (Gone, Refused) as error:
            # Nothing at all can be done then. As Gone it would lose the links, as Refused each issue for itself.
            raise AuthFailed(f"GitHub gives the App no token for {self._repository}: {error}") from error
        return read(answer, _token)


def _token(body: Any) -> str:
    token: str = body["token"]
    if not _TOKEN.fullmatch(token):
        raise ValueError("no token")
    return token


def _part(value: dict[str, Any]) -> str:
    return _base64url(json.dumps(value).encode())


def _base64url(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
