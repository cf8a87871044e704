"""Faults of an edition's files, told so that an officer can find them."""

from __future__ import annotations


class EditionError(Exception):
    """An edition that cannot be loaded. Names the file, the key in it and the clause it is about."""

    def __init__(self, detail: str, *, file: str = "", key: str = "", clause: str = "") -> None:
        self.detail = detail
        self.file = file
        self.key = key
        self.clause = clause
        super().__init__(": ".join(part for part in (file, key, clause and f"clause {clause}", detail) if part))
