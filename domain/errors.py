"""Refusals: one coded class per reason, with the clause against it and what would make it allowed."""

from __future__ import annotations

from typing import ClassVar

from domain.values import Citation


class Refused(Exception):  # noqa: N818  (a refusal is an answer, not a fault)
    """A command that the rules do not allow now. Nothing was recorded.

    `code` is permanent and goes out with the problem document; `basis` is the clause, if one speaks;
    `remedy` says in plain words what would make the command allowed.
    """

    code: ClassVar[str] = "refused"

    def __init__(self, detail: str, *, remedy: str = "", basis: Citation | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.remedy = remedy
        self.basis = basis
