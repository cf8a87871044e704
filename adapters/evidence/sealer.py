"""Seals facts into the log every second: leaves first, then a signature, the witness's, and the checkpoint."""

from __future__ import annotations

import logging
import threading
from contextlib import nullcontext, suppress
from typing import Any, NamedTuple

import psycopg
from psycopg import Connection

from adapters.evidence.heads import answer_wanted
from adapters.evidence.log import LogTables, Sealed
from adapters.evidence.merkle import Frontier, Node, consistency_proof
from adapters.evidence.notes import Checkpoint, Note, NoteWrong, Signer, opened
from adapters.evidence.refused import LogKeyUnfit
from adapters.evidence.witness import NotWhereItStands, WitnessRefuses
from adapters.evidence.witnessing import Cosigner, WitnessAway

log = logging.getLogger("tiji.log")

EVERY = 1.0
"""Seconds between seals."""
LOCK = 7469756971
"""Advisory lock of whoever seals; others stand by."""
AWAY = "witness_away"
"""The one alarm that does not stop sealing."""


class Wrong(Exception):
    """The log and what it is over, or its witness, do not agree: nothing more is sealed until that is cleared up."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


class State(NamedTuple):
    """Where sealing stands."""

    edge: Frontier
    newest: Sealed | None
    is_confirmed: bool
    """The witness has answered for the newest checkpoint since this process began."""


class Sealer:
    """One sealer over one connection, as the role that may add to the log."""

    def __init__(self, url: str, key: Signer, cosigner: Cosigner | None = None) -> None:
        self._url, self._key, self._cosigner = url, key, cosigner
        self._connection: Connection[Any] | None = None
        self._state: State | None = None

    def close(self) -> None:
        """Let another seal, at once: the server notices a closed connection in its own time only."""
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.execute("SELECT pg_advisory_unlock_all()")
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = self._state = None

    def run(self, stop: threading.Event) -> None:
        """Seal until told to stop."""
        while not stop.is_set():
            pause = EVERY
            try:
                self.turn()
            except psycopg.Error:
                log.exception("sealing stopped in the middle; it begins again from what rests")
                self.close()
            except Wrong as wrong:
                log.error("%s: %s", wrong.code, wrong)  # noqa: TRY400  (what is wrong is said; no trace helps)
                self._state = None
                pause = 10 * EVERY
            stop.wait(pause)
        self.close()

    def turn(self) -> int:
        """Seal what has come; the size that is sealed, 0 where another sealer is at it.

        Raises Wrong, LogKeyUnfit, or the database's errors.
        """
        connection = self._connected()
        tables = LogTables(lambda: nullcontext(connection))
        try:
            if self._state is None:
                if connection.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() != (True,):
                    return 0
                self._state = self._begun(tables)
            self._hash(connection, tables, self._state.edge)
            self._seal(connection, tables, self._state)
            answer_wanted(connection, self._key)
        except Wrong as wrong:
            self._raise_alarm(connection, tables, wrong.code, str(wrong))
            self._state = None
            raise
        except BaseException:
            self._state = None  # half a turn is forgotten: the next begins from what rests
            raise
        return self._state.edge.size

    def _connected(self) -> Connection[Any]:
        if self._connection is None or self._connection.closed:
            self._connection = psycopg.connect(self._url, autocommit=True)
            self._state = None
        return self._connection

    # -- beginning, anywhere ---------------------------------------------------------------------------

    def _begun(self, tables: LogTables) -> State:
        """Where the log stands, checked: a sealer that was killed anywhere goes on with the same tree."""
        if self._key.name != tables.origin():
            raise LogKeyUnfit(f"the key is of {self._key.name}, the log is {tables.origin()}", remedy="use its own key")
        hashed, head, newest = tables.hashed(), tables.head(), tables.newest()
        if head < hashed:
            raise Wrong("facts_missing", f"the log holds {hashed} facts, the store {head}: was a backup restored?")
        sealed = newest.size if newest else 0
        if sealed > hashed:
            raise Wrong("log_altered", f"{sealed} facts were sealed, and the log holds {hashed}")
        edge = Frontier.of(tables, sealed)
        if newest:
            try:
                checkpoint, _ = opened(newest.note, self._key.verifier)
            except NoteWrong as error:
                raise LogKeyUnfit(
                    f"the newest checkpoint was not signed with this key: {error}", remedy="put the log's key back"
                ) from error
            if (checkpoint.size, checkpoint.root) != (sealed, edge.root()):
                raise Wrong("log_altered", f"the log does not lead to the root that was signed at {sealed}")
        while edge.size < hashed:
            entries = tables.entries(edge.size, min(hashed - edge.size, 1000))
            kept = tables.hashes(0, edge.size, len(entries))
            for entry, leaf in zip(entries, kept, strict=True):
                if entry.leaf() != leaf:
                    raise Wrong("fact_altered", f"the fact at {entry.position} is not what was hashed")
                edge.add(leaf)
        return State(edge, newest, is_confirmed=self._cosigner is None)

    # -- leaves ----------------------------------------------------------------------------------------

    def _hash(self, connection: Connection[Any], tables: LogTables, edge: Frontier) -> None:
        while entries := tables.entries(edge.size):
            first, leaves, nodes = edge.size + 1, [], list[Node]()
            for entry in entries:
                if entry.position != edge.size + 1:
                    raise Wrong("fact_missing", f"the fact at {edge.size + 1} is missing")
                leaves.append(entry.leaf())
                nodes += edge.add(leaves[-1])
            with connection.transaction():
                connection.execute(
                    "INSERT INTO log.leaves (first, last, hashes) VALUES (%s, %s, %s)",
                    [first, edge.size, b"".join(leaves)],
                )
                connection.cursor().executemany(
                    "INSERT INTO log.nodes (level, index, hash) VALUES (%s, %s, %s)", [*map(tuple, nodes)]
                )

    # -- checkpoints -----------------------------------------------------------------------------------

    def _seal(self, connection: Connection[Any], tables: LogTables, state: State) -> None:
        edge, newest = state.edge, state.newest
        is_new = edge.size > (newest.size if newest else 0)
        is_wanted = self._cosigner is not None and not (state.is_confirmed and newest and newest.is_witnessed)
        if edge.size == 0 or not (is_new or is_wanted):
            return
        checkpoint = Checkpoint(self._key.name, edge.size, edge.root())
        note = f"{checkpoint}\n{self._key.sign(str(checkpoint))}"
        line = self._cosigned(connection, tables, checkpoint, note, newest.size if newest else 0)
        if is_new or (line and newest and not newest.is_witnessed):
            connection.execute(
                "INSERT INTO log.checkpoints (size, is_witnessed, root, note) VALUES (%s, %s, %s, %s)",
                [edge.size, bool(line), checkpoint.root, note + line],
            )
        is_confirmed = self._cosigner is None or bool(line)
        self._state = State(edge, tables.newest(), is_confirmed)
        if is_confirmed:
            self._raise_alarm(connection, tables, "", "")

    def _cosigned(
        self, connection: Connection[Any], tables: LogTables, checkpoint: Checkpoint, note: str, old: int
    ) -> str:
        """The witness's line; empty where there is no witness, or it is away."""
        if self._cosigner is None:
            return ""
        try:
            try:
                line = self._cosigner.add(old, consistency_proof(tables, old, checkpoint.size), note)
            except NotWhereItStands as stands:
                if stands.size > checkpoint.size:
                    lost = f"the witness signed {stands.size} facts, the store holds {checkpoint.size}: some are lost"
                    raise Wrong("witness_ahead", lost) from None
                if stands.size == old:
                    raise Wrong("witness_disagrees", f"the witness signed another tree of {old}") from None
                proof = consistency_proof(tables, stands.size, checkpoint.size)
                line = self._cosigner.add(stands.size, proof, note)
            _require_signed(note + line, self._cosigner)
        except (WitnessAway, NoteWrong) as away:
            self._raise_alarm(connection, tables, AWAY, str(away))
            return ""
        except WitnessRefuses as refused:
            raise Wrong("witness_disagrees", str(refused)) from refused
        return line

    def _raise_alarm(self, connection: Connection[Any], tables: LogTables, code: str, detail: str) -> None:
        """Say what is wrong, or that it is well again, once."""
        known = tables.alarm()
        if (known.code if known else "") != code:
            connection.execute("INSERT INTO log.alarms (code, detail) VALUES (%s, %s)", [code, detail])


def _require_signed(note: str, cosigner: Cosigner) -> None:
    """Raise WitnessAway, or NoteWrong, where the line under a note is not the witness's."""
    if Note.read(note).signed_by(cosigner.verifier) is None:
        raise WitnessAway("what answered is not the witness")
