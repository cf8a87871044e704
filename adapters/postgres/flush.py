"""Sends a batch of commands to the append function, and survives what may go wrong on the way."""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Sequence
from typing import Any

import psycopg
from eventsourcing.persistence import DataError, IntegrityError, InternalError, OperationalError, ProgrammingError
from psycopg.errors import error_from_result
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus
from psycopg.pq.abc import PGconn, PGresult

from adapters.postgres.packing import ArrayOid, Oid, fixed_array, varied_array
from adapters.postgres.pending import PendingCommand
from application.recorder import Busy, OutcomeUnknown

logger = logging.getLogger(__name__)

CALL = b"SELECT head, exceptions FROM store.append($1, $2, $3, $4, $5, $6, $7)"
TYPES = (
    ArrayOid.UUID,
    ArrayOid.BYTEA,
    ArrayOid.INT4,
    ArrayOid.UUID,
    ArrayOid.INT8,
    ArrayOid.TEXT,
    ArrayOid.BYTEA,
)
BINARY = (1,) * len(TYPES)
STATEMENT = b"append"

LOST = "08006"
UNREACHABLE = ("08", "57P", "25006", "53300")
"""Connection lost, server stopping, a standby, too many connections: another try may find it well."""
ONE_COMMANDS_FAULT = ("22", "23", "54")
"""Bad data, a constraint, a limit: one command of the batch is to blame."""
TOO_SLOW = ("57014", "55P03")
"""The statement or the lock took too long and was given up."""
KINDS = {"22": DataError, "23": IntegrityError, "42": ProgrammingError, "54": DataError, "XX": InternalError}

PLAN_ONCE = "-c plan_cache_mode=force_generic_plan"
"""Planning each call anew takes 40 % of it."""
USE_INDEXES = "-c enable_seqscan=off"
"""Or a plan made while the tables were empty would be kept."""
CONNECTION: dict[str, Any] = {
    "autocommit": True,
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "tcp_user_timeout": 20_000,
    "application_name": "tiji append",
    "options": f"{PLAN_ONCE} {USE_INDEXES} -c statement_timeout=10s -c synchronous_commit=on",
}


class Flusher:
    """One connection and what it sends. Used by one thread at a time.

    `patience`: seconds a lost connection is tried again before callers are told that the outcome is unknown.
    """

    def __init__(self, conninfo: str, patience: float) -> None:
        self._conninfo = conninfo
        self._patience = patience
        self._connection: psycopg.Connection | None = None
        self.flushes = 0

    def flush(self, batch: Sequence[PendingCommand]) -> None:
        """Give every command of the batch its outcome."""
        self._send(batch, time.monotonic() + self._patience)

    def close(self) -> None:
        """Leave the server; the next flush connects again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def disown(self) -> psycopg.Connection | None:
        """Forget the connection without a word to the server: in a forked child it is the parent's."""
        disowned, self._connection = self._connection, None
        return disowned

    def _send(self, batch: Sequence[PendingCommand], deadline: float) -> None:
        parameters = _packed(batch)
        pause, was_sent = 0.02, False
        while True:
            self.flushes += 1
            try:
                connection = self._connected()
                was_sent = True
                result = connection.exec_prepared(STATEMENT, parameters, BINARY, 0)
                state, words = _error(connection, result)
            except psycopg.Error as error:
                state, words = error.sqlstate or LOST, str(error)
            if state is None:
                _settle(batch, result)
                return
            if not state.startswith(UNREACHABLE):
                self._blame(batch, deadline, state, words)
                return
            self.close()
            if time.monotonic() + pause > deadline:
                for command in batch:
                    command.outcome = _gave_up(command, words, was_sent=was_sent)
                return
            # The same flush goes out again: command ids tell what the lost one stored.
            logger.warning("append: %s %s; trying again", state, words)
            time.sleep(pause)
            pause = min(pause * 2, 1.0)

    def _connected(self) -> PGconn:
        if self._connection is None:
            connection = psycopg.connect(self._conninfo, **CONNECTION)
            prepared = connection.pgconn.prepare(STATEMENT, CALL, TYPES)
            if prepared.status != ExecStatus.COMMAND_OK:
                connection.close()
                raise error_from_result(prepared)
            self._connection = connection
        return self._connection.pgconn

    def _blame(self, batch: Sequence[PendingCommand], deadline: float, state: str, message: str) -> None:
        """The batch was rolled back for certain. Halve it until the one to blame stands alone."""
        if len(batch) > 1 and state.startswith(ONE_COMMANDS_FAULT):
            half = len(batch) // 2
            self._send(batch[:half], deadline)
            self._send(batch[half:], deadline)
            return
        for command in batch:
            if state in TOO_SLOW:
                command.outcome = Busy(f"{state} {message}; nothing was stored")
            else:
                command.outcome = KINDS.get(state[:2], OperationalError)(f"{state} {message}; nothing was stored")


def _error(connection: PGconn, result: PGresult) -> tuple[str | None, str]:
    """The state and words of a failed call, or no state if it did not fail."""
    if result.status == ExecStatus.TUPLES_OK:
        return None, ""
    words = (result.error_message or b"").decode(errors="replace").strip()
    if connection.status != ConnStatus.OK:
        return LOST, words
    return (result.error_field(DiagnosticField.SQLSTATE) or LOST.encode()).decode(), words


def _gave_up(command: PendingCommand, words: str, *, was_sent: bool) -> Exception:
    if was_sent:
        return OutcomeUnknown(f"{words}; repeat with command id {command.id}")
    return Busy(f"{words}; nothing was stored")


def _packed(batch: Sequence[PendingCommand]) -> list[bytes]:
    """The seven arrays of a call."""
    facts = [(number, fact) for number, command in enumerate(batch, 1) for fact in command.facts]
    return [
        fixed_array(Oid.UUID, [command.id.bytes for command in batch]),
        varied_array(Oid.BYTEA, [command.digest for command in batch]),
        fixed_array(Oid.INT4, [number for number, _ in facts]),
        fixed_array(Oid.UUID, [fact.originator for _, fact in facts]),
        fixed_array(Oid.INT8, [fact.version for _, fact in facts]),
        varied_array(Oid.TEXT, [fact.topic for _, fact in facts]),
        varied_array(Oid.BYTEA, [fact.state for _, fact in facts]),
    ]


def _settle(batch: Sequence[PendingCommand], result: PGresult) -> None:
    """Read every command's outcome: those not excepted were written in order after `head`."""
    said = result.get_value(0, 1)
    exceptions = {number: rest for number, *rest in json.loads(said)} if said else {}
    position = int(result.get_value(0, 0) or 0) + 1
    for number, command in enumerate(batch, 1):
        if number in exceptions:
            command.excepted(*exceptions[number])
        else:
            position = command.written(position)
