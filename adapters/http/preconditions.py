"""ETag, If-Match and If-None-Match: the version a caller saw."""

from __future__ import annotations

import re
from hashlib import blake2b

from adapters.http.refused import Unreadable

VERSION = re.compile(r'"(\d{1,18})(?:-[0-9a-f]{16})?"')
"""A version, and in an answer's tag what was said of it."""


def etag(version: int, said: str = "") -> str:
    """The entity tag of a version, or of an answer about it."""
    return f'"{version}-{blake2b(said.encode(), digest_size=8).hexdigest()}"' if said else f'"{version}"'


def matched_version(header: str | None) -> int | None:
    """The version If-Match names; None without one, or where any will do (`*`). Raises Unreadable."""
    if header is None or header.strip() == "*":
        return None
    found = VERSION.fullmatch(header.strip())
    if found is None:
        raise Unreadable(
            'If-Match names one version, as the ETag gave it: "7"', remedy="send the ETag back as it came, or nothing"
        )
    return int(found[1])


def is_known(header: str | None, tag: str) -> bool:
    """Whether If-None-Match says that the caller has this already."""
    if header is None:
        return False
    return header.strip() == "*" or tag in {each.strip().removeprefix("W/") for each in header.split(",")}
