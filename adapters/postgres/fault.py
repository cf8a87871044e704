"""What the database is found to lack, or to have too much of, and the statement that sets it right."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One way in which a role or a net does not hold, and the statement by which the owner sets it right."""

    says: str
    statement: str
