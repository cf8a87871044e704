"""人工评分: what the office marks of a unit by hand, with the paper it rests on."""

from __future__ import annotations

from datetime import datetime

from adapters.demo.city import Part
from adapters.demo.living.office import OfficeAct


class Mark(Part):
    """One of them, in the term it is about."""

    unit: str
    term: str
    kind: str
    part: str | None = None
    amount: str | None = None
    at: datetime
    note: str
    evidence: tuple[str, ...]

    @property
    def act(self) -> OfficeAct:
        """As the office makes it."""
        key = f"mark:{self.unit}:{self.term}:{self.kind}:{self.part or ''}"
        return OfficeAct(self.at, key, "assess", None, self.model_dump(exclude={"at"}, exclude_none=True))
