"""Facts about how an edition is read where its text can be read in several ways."""

from __future__ import annotations

from datetime import date

from domain.events.base import Event
from domain.values import Handle


class ReadingRevised(Event, frozen=True, tag="reading.revised"):
    """修订读法: from a day on an office reads a clause another way; what runs already keeps the way it began."""

    edition: str
    reading: str
    choice: str
    instead_of: str
    """The choice that held until then."""
    effective_from: date
    reason: Handle
