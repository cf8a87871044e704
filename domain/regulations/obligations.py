"""职责: what an office or a unit owes with each period, or whenever it is asked for."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from domain.regulations.parts import ClauseId, Code, Named, Part, Words


class ObligationRule(Part):
    """A report, a summary, minutes: who owes it, until when, and what it must hold."""

    words: Words
    clause: ClauseId
    limit: str
    """Id of the limit that says until when. Its period opens one after another; without one it is asked for."""
    owed_by: Literal["office", "each_unit", "asked_unit"]
    """The office, every unit of a class, or the unit it is asked of."""
    unit_classes: tuple[str, ...] = ()
    """Of which classes the units are; empty for every class."""
    asked_by: tuple[Code, ...] = ()
    """Roles of the house that may ask for it, where no period opens it."""
    holds: tuple[Named, ...] = ()
    """What it must hold before it counts."""
    goes_to: tuple[Named, ...] = ()
    """Who gets it; each is named when it is filed."""
    paper_clause: ClauseId | None = None
    """The clause that wants it on paper too."""

    @model_validator(mode="after")
    def _whoever_answers_is_known(self) -> ObligationRule:
        if self.unit_classes and self.owed_by != "each_unit":
            raise ValueError("classes of units belong to what each unit owes, and only there")
        return self

    def is_owed_by(self, unit_class: str) -> bool:
        """Whether each unit of a class owes it."""
        return self.owed_by == "each_unit" and (not self.unit_classes or unit_class in self.unit_classes)
