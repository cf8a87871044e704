"""公开: when a case goes into the public zone, what is masked there, who confirms it, what may stay out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.regulations.parts import ClauseId, Code, Named, Part

Mask = Literal["complainant", "phone", "id_number", "mail", "address", "handler"]
"""The closed vocabulary of what can be masked."""


class Publication(Part):
    """公开 as a text has it. Which kinds of request are public by default, each kind says itself."""

    clause: ClauseId
    after: Annotated[tuple[Code, ...], Field(min_length=1)]
    """States of a case in which it may be published."""
    places: Annotated[tuple[Named, ...], Field(min_length=1)]
    confirmed_by: tuple[Code, ...]
    """Roles that confirm the masked text, and take it back."""
    masks: Annotated[tuple[Mask, ...], Field(min_length=1)]
    """What is never shown."""
    mask_clause: ClauseId
    withheld_by: tuple[Code, ...]
    """Roles that agree to leave a case out, on the unit's application."""
    withheld_clause: ClauseId
