"""Carriers that append what they are handed to a file, one line of JSON each, for a gateway of the place to send.

The file holds numbers, letter boxes and whole messages. It lies outside the log and the vault, readable by the
service alone, and whoever reads it on is to empty it.
"""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

from application.ports import Message, NotSent


class FilePost:
    """Appends to one file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()

    def send_sms(self, message: Message) -> None:
        """Append a text message. Raises NotSent where the file cannot be written."""
        self._append({"way": "sms", "key": str(message.key), "to": message.to, "text": message.text})

    def send_mail(self, message: Message) -> None:
        """Append a letter. Raises NotSent where the file cannot be written."""
        letter = {"subject": message.subject, "text": message.text}
        self._append({"way": "mail", "key": str(message.key), "to": message.to, **letter})

    def _append(self, said: dict[str, str]) -> None:
        line = json.dumps(said, ensure_ascii=False).encode() + b"\n"
        try:
            with self._turn:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
                try:
                    written = os.write(file, line)
                    if written < len(line):
                        os.ftruncate(file, os.fstat(file).st_size - written)  # or the next line would begin in this one
                        raise OSError("no room for the whole line")
                finally:
                    os.close(file)
        except OSError as error:
            raise NotSent("unreachable") from error
