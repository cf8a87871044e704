"""Passwords: scrypt, with its parameters beside each hash so that they can be raised."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import b64decode, b64encode

from adapters.accounts.refused import PasswordTooShort

SHORTEST = 10
"""Characters."""
COST, BLOCK, LANES = 2**15, 8, 1
"""32 MiB and some tens of milliseconds for each attempt."""
MEMORY = 64 * 1024 * 1024


def hashed(password: str) -> str:
    """A password as it is kept: `scrypt$cost$block$lanes$salt$hash`. Raises PasswordTooShort."""
    if len(password) < SHORTEST:
        raise PasswordTooShort(f"a password has at least {SHORTEST} characters", remedy="choose a longer one")
    salt = secrets.token_bytes(16)
    digest = _scrypt(password, salt, COST, BLOCK, LANES)
    return "$".join(["scrypt", str(COST), str(BLOCK), str(LANES), _text(salt), _text(digest)])


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one that was kept."""
    _, cost, block, lanes, salt, digest = kept.split("$")
    found = _scrypt(password, b64decode(salt), int(cost), int(block), int(lanes))
    return hmac.compare_digest(found, b64decode(digest))


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return kept.split("$")[1:4] != [str(COST), str(BLOCK), str(LANES)]


def _scrypt(password: str, salt: bytes, cost: int, block: int, lanes: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=cost, r=block, p=lanes, maxmem=MEMORY, dklen=32)


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


NOBODYS = hashed(secrets.token_urlsafe())
"""Compared where there is no account, so that a wrong login takes as long as a wrong password."""
