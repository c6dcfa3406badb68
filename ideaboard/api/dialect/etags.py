"""ETags: `"<version>.<digest>"`. The version is the content's; the digest covers everything this caller sees."""

import hashlib

from ideaboard.errors import BadRequest, PreconditionRequired, Stale


def make(version: int, body: bytes) -> str:
    """The ETag of an answer whose content has this `version` (0 where there is none to edit)."""
    # Processors have instructions for SHA-256: a page of twenty takes it a quarter of BLAKE2's time.
    return f'"{version}.{hashlib.sha256(body).hexdigest()[:18]}"'


def tags(header: str) -> list[str]:
    """The tags in an If-Match or If-None-Match header; a weak one (from a proxy that packs) as its strong form."""
    return [tag.strip().removeprefix("W/") for tag in header.split(",") if tag.strip()]


def matches(header: str | None, etag: str) -> bool:
    """Whether the caller has what `etag` names already (If-None-Match)."""
    if not header or header == etag:
        return bool(header)
    held = tags(header)
    return "*" in held or etag in held


def expected_version(header: str | None, *, needed: bool = True) -> int | None:
    """The content version that If-Match names; None for `*`, any version.

    Raises PreconditionRequired without the header where it is `needed`, BadRequest when it is no ETag of ours. Of
    several tags the newest counts.
    """
    if not header and needed:
        raise PreconditionRequired(detail="Send the ETag you read in If-Match, so that no edit is lost.")
    held = tags(header or "")
    if "*" in held:
        return None
    versions = [tag[1:].split(".")[0] for tag in held if tag.startswith('"') and tag.endswith('"')]
    if not held or len(versions) != len(held):
        raise BadRequest(detail="If-Match does not hold an ETag.")
    # A tag that is not ours names no version there ever was: the caller's copy is stale.
    known = [int(version) for version in versions if version.isascii() and version.isdigit() and len(version) < 10]
    if not known:
        raise Stale
    return max(known)
