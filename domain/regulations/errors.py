"""Faults of an edition's files, told so that an officer can find them."""

from __future__ import annotations


class EditionError(Exception):
    """An edition that cannot be loaded. Names the file, the key in it and the clause it is about.

    `others` are what else was found wrong with it at the same time.
    """

    def __init__(
        self, detail: str, *, file: str = "", key: str = "", clause: str = "", others: tuple[EditionError, ...] = ()
    ) -> None:
        self.detail = detail
        self.file = file
        self.key = key
        self.clause = clause
        self.others = others
        super().__init__(": ".join(part for part in (file, key, clause and f"clause {clause}", detail) if part))
