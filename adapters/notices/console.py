"""Carriers that print what they are handed, for a look at what would go out."""

from __future__ import annotations

from uuid import UUID

from application.ports import Message


class ConsolePost:
    """Prints to standard output: numbers, letter boxes and whole messages."""

    def send_sms(self, message: Message) -> None:
        """Print a text message."""
        print(f"sms  {message.to}  {message.text}", flush=True)  # noqa: T201  (it is its work)

    def forget(self, case: UUID) -> int:  # noqa: ARG002  (nothing is kept of what was printed)
        """Nothing is kept."""
        return 0

    def send_mail(self, message: Message) -> None:
        """Print a letter."""
        print(f"mail {message.to}  {message.subject}\n     {message.text}", flush=True)  # noqa: T201  (as above)
