"""A sealed store on a throw-away server, its witness, and a thief who may do anything to its tables."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg import Connection
from psycopg.conninfo import make_conninfo

from adapters.bench.history import COPY, WRITER, repeated
from adapters.evidence.entries import Entry
from adapters.evidence.log import LogTables
from adapters.evidence.merkle import Frontier
from adapters.evidence.notes import WITNESS, Checkpoint, Signer, Verifier
from adapters.evidence.refused import CheckpointUnfit
from adapters.evidence.sealer import Sealer
from adapters.evidence.verifying import Fault, Verification
from adapters.evidence.witness import Witness, named
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.migrate import migrate
from adapters.postgres.roles import Role, as_role

PARTS = 8
"""Checkpoints the store is sealed under."""
SECRETS = b"\1" * 32, b"\2" * 32, b"\3" * 32
"""Of the log, of the witness, and of the thief: nothing real hangs on them."""


class Cosigning:
    """The witness, without a network between."""

    def __init__(self, witness: Witness) -> None:
        self._witness = witness

    @property
    def verifier(self) -> Verifier:
        """Its public key."""
        return self._witness.signer.verifier

    def add(self, old: int, proof: Sequence[bytes], note: str) -> str:
        """Its line. Raises WitnessRefuses."""
        return self._witness.add(old, proof, note)


@dataclass(frozen=True)
class Scene:
    """The store, over its owner's connection, with every guard of the tables off."""

    connection: Connection[Any]
    key: Signer
    witness: Signer
    thief: Signer
    """A key of the thief's own, under the log's name."""
    kept: str
    """The last note the witness signed: it lies in another office."""
    sizes: tuple[int, ...]
    """Of the checkpoints."""

    @property
    def tables(self) -> LogTables:
        """The log as it rests."""
        return LogTables(lambda: nullcontext(self.connection))

    @property
    def size(self) -> int:
        """Facts that are sealed."""
        return self.sizes[-1]

    def run(self, statement: str, *values: object) -> None:
        """Do what no role of the house may."""
        self.connection.execute(statement.encode(), values)

    def faults(self, *, against_witness: bool = True) -> tuple[Fault, ...]:
        """What a check of the whole store finds."""
        kept = [self.kept] if against_witness else []
        check = Verification(self.connection, self.key.verifier, self.witness.verifier, kept)
        try:
            return check.of_snapshot().faults
        except CheckpointUnfit as unfit:
            return (Fault(1, unfit.code, unfit.detail),)

    def after(self, tamper: Callable[[Scene], object]) -> tuple[Fault, ...]:
        """What is found after a tampering, which is then undone."""
        with self.connection.transaction(force_rollback=True):
            tamper(self)
            return self.faults()

    def make_log_again(self, signer: Signer) -> None:
        """The whole log over the facts as they are now, signed with some key, without the witness."""
        for table in ("leaves", "nodes", "checkpoints"):
            self.run(f"DELETE FROM log.{table}")  # noqa: S608  (our own names)
        edge, run, first = Frontier(), list[bytes](), 1
        head = self.tables.head()
        for entry in self.tables.entries(0, head):
            leaf = entry.leaf()
            run.append(leaf)
            for node in edge.add(leaf):
                self.run("INSERT INTO log.nodes (level, index, hash) VALUES (%s, %s, %s)", *node)
            if edge.size in {*self.sizes, head}:
                self._seal_again(signer, edge, first, b"".join(run))
                first, run = edge.size + 1, []

    def _seal_again(self, signer: Signer, edge: Frontier, first: int, run: bytes) -> None:
        self.run("INSERT INTO log.leaves (first, last, hashes) VALUES (%s, %s, %s)", first, edge.size, run)
        text = str(Checkpoint(self.key.name, edge.size, edge.root()))
        self.run(
            "INSERT INTO log.checkpoints (size, is_witnessed, root, note) VALUES (%s, false, %s, %s)",
            edge.size,
            edge.root(),
            f"{text}\n{signer.sign(text)}",
        )

    def entry(self, position: int) -> Entry:
        """One fact."""
        return self.tables.entries(position - 1, 1)[0]

    def case(self) -> UUID:
        """The case with the longest life behind it."""
        return self.cases()[0]

    def cases(self) -> list[UUID]:
        """Every case, those with the longest life first."""
        found = self.connection.execute(
            "SELECT originator_id FROM store.events WHERE originator_id IN"
            " (SELECT originator_id FROM store.events WHERE topic = 'complaint.registered')"
            " GROUP BY originator_id ORDER BY count(*) DESC, originator_id"
        ).fetchall()
        return [UUID(str(case)) for (case,) in found]


@contextmanager
def scene(facts: int) -> Iterator[Scene]:
    """A store with so many facts, sealed and witnessed in parts. Raises ServerDidNotStart."""
    with (
        tempfile.TemporaryDirectory(prefix="tiji-prove-") as directory,
        EmbeddedPostgres(Path(directory), durable=False) as conninfo,
    ):
        url = make_conninfo(conninfo, dbname="proved")
        migrate(url, simulation=False)
        with psycopg.connect(url, autocommit=True) as owner:
            tables = LogTables(lambda: nullcontext(owner))
            key = Signer(tables.origin(), SECRETS[0])
            watching = Signer("witness", SECRETS[1], WITNESS)
            keeping = Path(directory) / "witness"
            with (
                closing(Witness(keeping, watching, [key.verifier])) as witness,
                closing(Sealer(as_role(url, Role.SEALER), key, Cosigning(witness))) as sealer,
            ):
                rows = list(repeated(facts))
                for part in range(PARTS):
                    record(owner, rows[len(rows) * part // PARTS : len(rows) * (part + 1) // PARTS])
                    sealer.turn()
            owner.execute("SET session_replication_role = replica")
            kept = (keeping / named(key.name) / "checkpoint").read_text("utf-8")
            sizes = tuple(each.size for each in tables.checkpoints())
            yield Scene(owner, key, watching, Signer(key.name, SECRETS[2]), kept, sizes)


def record(owner: Connection[Any], rows: Sequence[Any]) -> None:
    """Facts as the store's own function would have written them, each by a command of its own."""
    commands = [(uuid4(), row.position, row.recorded_at) for row in rows]
    with owner.cursor() as cursor:
        with cursor.copy(COPY) as copy:
            for row, (command, _, _) in zip(rows, commands, strict=True):
                copy.write_row((*row, command, WRITER))
        cursor.executemany(
            "INSERT INTO store.commands (command_id, digest, first_position, last_position, recorded_at)"
            " VALUES (%s, '', %s, %s, %s)",
            [(command, position, position, at) for command, position, at in commands],
        )
