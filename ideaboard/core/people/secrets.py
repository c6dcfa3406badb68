"""What is kept of a secret that was given out."""

import hashlib


def digest(secret: str) -> bytes:
    """What is kept of a secret. It has 256 random bits, so a plain SHA-256 cannot be turned back."""
    return hashlib.sha256(secret.encode()).digest()
