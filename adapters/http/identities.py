"""Bearer tokens in a small file: digests only, with the seat, role and unit each stands for."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
import threading
import tomllib
from pathlib import Path
from typing import Any

from application.access import MAY, OF_OWN_UNIT
from application.identity import Identity
from domain.values import SeatId, UnitId

BYTES = 32
"""Of chance in a token."""


class WrongIdentity(ValueError):
    """A token cannot be given: no such role, or a unit's role without a unit."""


class TokenFile:
    """Tokens in a TOML file, readable by its owner only, read again whenever it changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._read_at: tuple[int, int] | None = None
        self._known: list[tuple[bytes, Identity]] = []

    def find(self, token: str) -> Identity | None:
        """The holder of a token; every digest is compared, in constant time, whether or not one fits."""
        asked = _digest(token)
        found: Identity | None = None
        for digest, identity in self._entries():
            if hmac.compare_digest(digest, asked):
                found = identity
        return found

    def add(self, seat: str, role: str, unit: str | None = None) -> str:
        """A new token, said this once and kept as a digest. Raises WrongIdentity."""
        if role not in MAY or role == "system":
            raise WrongIdentity(f"there is no role {role!r} a person could have; one of {', '.join(sorted(MAY))}")
        if role in OF_OWN_UNIT and not unit:
            raise WrongIdentity(f"{role} belongs to a unit; name it")
        token = secrets.token_urlsafe(BYTES)
        entry = {"digest": _digest(token).hex(), "seat": seat, "role": role} | ({"unit": unit} if unit else {})
        lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in entry.items()]
        with self._lock:
            before = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
            self._replace("\n".join([before.rstrip(), "", "[[tokens]]", *lines, ""]).lstrip())
        return token

    def _replace(self, text: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        beside = self.path.with_suffix(".new")
        beside.touch(mode=0o600)
        beside.write_text(text, encoding="utf-8")
        os.replace(beside, self.path)  # noqa: PTH105  (the same call, and it says what it does)

    def _entries(self) -> list[tuple[bytes, Identity]]:
        try:
            known = self.path.stat()
        except FileNotFoundError:
            return []
        stamp = known.st_mtime_ns, known.st_ino
        with self._lock:
            if stamp != self._read_at:
                parsed = tomllib.loads(self.path.read_text(encoding="utf-8"))
                self._known = [_entry(entry) for entry in parsed.get("tokens", [])]
                self._read_at = stamp
            return self._known


def _entry(entry: dict[str, Any]) -> tuple[bytes, Identity]:
    unit = UnitId(entry["unit"]) if "unit" in entry else None
    return bytes.fromhex(entry["digest"]), Identity(SeatId(entry["seat"]), entry["role"], unit)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
