"""问责: who examines, what may follow, when tolerance must be weighed first, and where a file may be referred."""

from __future__ import annotations

from domain.regulations.parts import ClauseId, Code, Named, Part, Words


class Grade(Part):
    """How grave it is, and which measures go with that."""

    code: Code
    words: Words
    clause: ClauseId
    measures: tuple[Named, ...]
    """What may be imposed; empty where the file can only be referred."""


class Accountability(Part):
    """问责 as a text has it."""

    clause: ClauseId
    body: Words
    """The office that examines, as the text names it."""
    examined_by: tuple[Code, ...]
    """Roles that may examine and conclude."""
    grades: tuple[Grade, ...]
    referred_to: tuple[Named, ...] = ()
    """Bodies a file may be handed to."""
    tolerance_clause: ClauseId | None = None
    """Where the text tells to weigh good faith; then no measure stands before that was done."""

    def grade(self, code: str) -> Grade | None:
        """The grade of a code; None where the text has none of it."""
        return next((grade for grade in self.grades if grade.code == code), None)
