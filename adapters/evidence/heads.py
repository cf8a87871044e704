"""Heads of a case: all its streams and how far each goes, signed, for no proof of a fact shows what was left out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from psycopg import Connection

from adapters.evidence.entries import Entry
from adapters.evidence.log import LogTables
from adapters.evidence.notes import Signer

HEADING = "tiji/heads/v1"
OF_CASE = """
SELECT notification_id, originator_id, originator_version, topic, recorded_at, written_by, command_id, state
FROM store.events
WHERE notification_id BETWEEN %(first)s AND %(size)s
AND (originator_id = %(case)s OR position(convert_to(%(said)s, 'UTF8') IN state) > 0)
ORDER BY notification_id"""
WANTED = """
SELECT number, case_id FROM log.heads_wanted
WHERE position <= %s AND NOT EXISTS (SELECT FROM log.heads WHERE heads.number = heads_wanted.number)
ORDER BY number LIMIT 4"""


class Stream(NamedTuple):
    """One stream, as far as it is about a case."""

    id: UUID
    facts: int
    version: int
    """Of its last fact about the case."""
    position: int


@dataclass(frozen=True)
class Heads:
    """Every stream of a case in the log of a size."""

    origin: str
    case: UUID
    size: int
    streams: tuple[Stream, ...]

    def __str__(self) -> str:
        """The text that is signed."""
        lines = [HEADING, self.origin, f"case {self.case}", f"size {self.size}"]
        lines += [f"stream {each.id} {each.facts} {each.version} {each.position}" for each in self.streams]
        return "\n".join(lines) + "\n"


def facts_of(connection: Connection[Any], case: UUID, size: int) -> Iterator[Entry]:
    """Every fact of a case in the log of a size, out of the facts themselves and not out of a view."""
    began = connection.execute(
        "SELECT min(notification_id) FROM store.events WHERE originator_id = %s", [case]
    ).fetchone()
    if not began or began[0] is None:
        return
    values = {"first": began[0], "size": size, "case": case, "said": f'"case":"{case}"'}
    for row in connection.execute(OF_CASE, values):
        entry = Entry(*row)
        if entry.stream == case or json.loads(entry.state).get("case") == str(case):
            yield entry


def heads_of(origin: str, case: UUID, size: int, facts: Iterable[Entry]) -> Heads:
    """The heads that facts lead to."""
    found: dict[UUID, Stream] = {}
    for fact in facts:
        before = found.get(fact.stream)
        found[fact.stream] = Stream(fact.stream, before.facts + 1 if before else 1, fact.version, fact.position)
    return Heads(origin, case, size, tuple(sorted(found.values(), key=lambda each: str(each.id))))


def answer_wanted(connection: Connection[Any], key: Signer) -> int:
    """Sign the heads that were asked for and whose facts are sealed; how many."""
    newest = LogTables(lambda: nullcontext(connection)).newest()
    wanted = connection.execute(WANTED, [newest.size]).fetchall() if newest else []
    for number, case in wanted:
        size = newest.size if newest else 0
        text = str(heads_of(key.name, case, size, facts_of(connection, case, size)))
        connection.execute(
            "INSERT INTO log.heads (number, size, note) VALUES (%s, %s, %s)",
            [number, size, f"{text}\n{key.sign(text)}"],
        )
    return len(wanted)
