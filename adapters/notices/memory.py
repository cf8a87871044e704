"""Carriers that keep what they are handed, for tests and stories."""

from __future__ import annotations

from uuid import UUID

from application.ports import Message, NotSent
from domain.values import SeatId, UnitId


class MemoryPost:
    """Both carriers and the address book. `failures` are raised first, one a message."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.letters: list[Message] = []
        self.failures: list[NotSent] = []
        self.letter_boxes: dict[SeatId, tuple[str, UnitId | None, str]] = {}
        """Seat → its letter box, its unit and its role."""

    def send_sms(self, message: Message) -> None:
        """Keep a text message."""
        self._take(message, self.messages)

    def forget(self, case: UUID) -> int:
        """Drop what was kept for the complainant of a case."""
        before = len(self.messages)
        self.messages = [each for each in self.messages if each.case != case]
        return before - len(self.messages)

    def send_mail(self, message: Message) -> None:
        """Keep a letter."""
        self._take(message, self.letters)

    def mailed(
        self, *, seat: SeatId | None = None, unit: UnitId | None = None, role: str | None = None
    ) -> list[SeatId]:
        """The seats with a letter box."""
        return [
            known
            for known, (_, of_unit, as_role) in sorted(self.letter_boxes.items())
            if known == seat or (unit is not None and of_unit == unit) or (role is not None and as_role == role)
        ]

    def mail_of(self, seat: SeatId) -> str | None:
        """A seat's letter box."""
        found = self.letter_boxes.get(seat)
        return found[0] if found else None

    def _take(self, message: Message, kept: list[Message]) -> None:
        if self.failures:
            raise self.failures.pop(0)
        kept.append(message)
