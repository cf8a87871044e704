"""查询码: what a citizen needs beside the case's number to see where it is. Nobody keeps it; it is made again."""

from __future__ import annotations

import hmac
from uuid import UUID

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0 and 1, O and I, which people mix up."""
LENGTH = 8
"""Characters: 40 bits."""


def tracking_code(secret: bytes, case: UUID) -> str:
    """The code of a case: 8 characters."""
    digest = hmac.digest(secret, b"tracking" + case.bytes, "sha256")
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in digest[:LENGTH])


def is_code_of(typed: str, secret: bytes, case: UUID) -> bool:
    """Whether somebody typed the code of a case, in whatever letters and spaces."""
    meant = "".join(typed.upper().split()).replace("-", "")
    return hmac.compare_digest(meant.encode(), tracking_code(secret, case).encode())
