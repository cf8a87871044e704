"""Carriers that append what they are handed to a file, one line of JSON each, for a gateway of the place to send.

The file holds numbers, letter boxes and whole messages. It lies outside the log and the vault, readable by the
service alone, and whoever reads it on is to empty it. What it still holds for somebody who is erased is taken out.
"""

from __future__ import annotations

import fcntl
import json
import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from application.ports import Message, NotSent


class FilePost:
    """Appends to one file, which other processes append to as well."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._turn = threading.Lock()

    def send_sms(self, message: Message) -> None:
        """Append a text message. Raises NotSent where the file cannot be written."""
        said = {"way": "sms", "key": str(message.key), "to": message.to, "text": message.text}
        self._append(said | ({"case": str(message.case)} if message.case else {}))

    def send_mail(self, message: Message) -> None:
        """Append a letter. Raises NotSent where the file cannot be written."""
        letter = {"subject": message.subject, "text": message.text}
        self._append({"way": "mail", "key": str(message.key), "to": message.to, **letter})

    def forget(self, case: UUID) -> int:
        """Take the text messages about a case out of the file. Raises OSError where it cannot be written anew."""
        with suppress(FileNotFoundError), self._turn, self._opened(os.O_RDONLY):
            lines = self.path.read_bytes().splitlines(keepends=True)
            kept = [line for line in lines if not _is_to_complainant(line, case)]
            if len(kept) < len(lines):
                self._put_anew(kept)
            return len(lines) - len(kept)
        return 0

    def _append(self, said: dict[str, str]) -> None:
        line = json.dumps(said, ensure_ascii=False).encode() + b"\n"
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with self._turn, self._opened(os.O_WRONLY | os.O_APPEND | os.O_CREAT) as file:
                _write_whole(file, line)
        except OSError as error:
            raise NotSent("unreachable") from error

    def _put_anew(self, lines: Iterable[bytes]) -> None:
        """The file with these lines, or as it was; never something between."""
        anew = self.path.with_suffix(".anew")
        with os.fdopen(os.open(anew, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.writelines(lines)
            out.flush()
            os.fsync(out.fileno())
        anew.replace(self.path)

    @contextmanager
    def _opened(self, flags: int) -> Iterator[int]:
        """The file, ours alone among all processes for as long; the one that is there, should it be put anew."""
        while True:
            file = os.open(self.path, flags, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                with suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(file), self.path.stat()):
                        yield file
                        return
            finally:
                os.close(file)


def _write_whole(file: int, line: bytes) -> None:
    written = os.write(file, line)
    if written < len(line):
        os.ftruncate(file, os.fstat(file).st_size - written)  # or the next line would begin in this one
        raise OSError("no room for the whole line")


def _is_to_complainant(line: bytes, case: UUID) -> bool:
    """Whether a line is a text message about a case; what is no line of ours is none."""
    try:
        said = json.loads(line)
    except ValueError:
        return False
    return isinstance(said, dict) and said.get("way") == "sms" and said.get("case") == str(case)
