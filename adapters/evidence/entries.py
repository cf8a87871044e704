"""What a leaf of the log is: one line of JSON with a fact's place, and its stored bytes as they are."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from adapters.evidence.merkle import leaf_hash


class Entry(NamedTuple):
    """A fact with all that stands beside it in its row."""

    position: int
    stream: UUID
    version: int
    topic: str
    recorded_at: datetime
    written_by: str
    command_id: UUID
    state: bytes

    def line(self) -> bytes:
        """The line, without its end. The body is the stored bytes verbatim, never written anew."""
        place = (
            f'{{"position":{self.position},"stream":"{self.stream}","version":{self.version}'
            f',"topic":{_said(self.topic)},"recorded_at":"{instant(self.recorded_at)}"'
            f',"written_by":{_said(self.written_by)},"command_id":"{self.command_id}","body":'
        )
        return b"".join((place.encode(), bytes(self.state), b"}"))

    def leaf(self) -> bytes:
        """Its hash in the tree."""
        return leaf_hash(self.line())


def instant(moment: datetime) -> str:
    """In UTC, always with microseconds: one spelling for one time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _said(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
