"""What a store must hold whatever was killed: nothing lost, nothing half there, nothing twice, and it verifies."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Identifier

from adapters.evidence.log import LogTables
from adapters.evidence.notes import Verifier
from adapters.evidence.verifying import Verification
from projections.base import KNOWN

HALF_THERE = """
SELECT count(*) FROM store.commands c WHERE (SELECT (count(*), min(notification_id), max(notification_id))
    FROM store.events e WHERE e.command_id = c.command_id)
IS DISTINCT FROM (last_position - first_position + 1, first_position, last_position)"""
ONCE = """
SELECT originator_id::text, count(*) FILTER (WHERE topic = 'complaint.registered'),
    count(*) FILTER (WHERE topic = 'complaint.accepted')
FROM store.events GROUP BY originator_id HAVING count(*) FILTER (WHERE topic = 'complaint.registered') > 0"""


def broken(connection: Connection[Any], cases: Sequence[str], key: Verifier) -> list[str]:
    """What does not hold of a store in which just these cases were registered and accepted, once each."""
    wrong = []
    stored = {case: counts for case, *counts in connection.execute(ONCE)}
    if lost := set(cases) - stored.keys():
        wrong.append(f"acknowledged and lost: {len(lost)}")
    if doubled := stored.keys() - set(cases):
        wrong.append(f"a retry was done as another command: {len(doubled)}")
    if half := [case for case, counts in stored.items() if counts != [1, 1]]:
        wrong.append(f"not registered and accepted once: {len(half)}")
    if (apart := connection.execute(HALF_THERE).fetchone()) != (0,):
        wrong.append(f"commands half there: {apart}")
    verdict = Verification(connection, key).of_snapshot()
    wrong += [fault.says for fault in verdict.faults]
    if verdict.checkpoints == 0:
        wrong.append("nothing was sealed")
    return wrong


def sealed(connection: Connection[Any]) -> int:
    """Facts under the newest checkpoint."""
    newest = LogTables(lambda: nullcontext(connection)).newest()
    return newest.size if newest else 0


def rows_of_views(connection: Connection[Any]) -> dict[str, list[str]]:
    """Every row of every view's tables."""
    found = {}
    for projection in KNOWN.values():
        for name in (projection.name, projection.name + "_past"):
            if name.endswith("_past") and projection.is_append_only:
                continue
            rows = connection.execute(SQL("SELECT * FROM views.{}").format(Identifier(name)))
            found[name] = sorted(str(row) for row in rows)
    return found
