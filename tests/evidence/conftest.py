"""A store with facts, and who seals it."""

from __future__ import annotations

from contextlib import closing, nullcontext
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest

from adapters.evidence.log import LogTables
from adapters.evidence.notes import WITNESS, Signer
from adapters.evidence.sealer import Sealer
from adapters.evidence.witness import Witness
from adapters.postgres.recorder import store_at
from application.store import Store
from tests.store.organisation import unit

SECRET, WITNESSES = b"\1" * 32, b"\2" * 32


@dataclass
class Sealing:
    """A log, its sealers and its witness."""

    database: Any
    store: Store
    tables: LogTables
    key: Signer
    witness: Witness

    def record(self, facts: int = 1) -> None:
        """So many facts more."""
        for _ in range(facts):
            self.store.save(unit())

    def sealer(self, key: Signer | None = None, cosigner: Any = None) -> Any:
        """A sealer, closed when left."""
        return closing(Sealer(self.database.url("sealer"), key or self.key, cosigner))

    def seal(self, cosigner: Any = None) -> int:
        """Seal once, by a process of its own."""
        with self.sealer(cosigner=cosigner) as sealer:
            size: int = sealer.turn()
            return size

    def as_superuser(self, *statements: str) -> None:
        """Do what no role may, past the triggers."""
        with psycopg.connect(self.database.url("owner"), autocommit=True) as connection:
            connection.execute("SET session_replication_role = replica")
            for statement in statements:
                connection.execute(statement)


class Cosigns:
    """The witness as a sealer sees it, without a network between."""

    def __init__(self, witness: Witness) -> None:
        self.verifier = witness.signer.verifier
        self.add = witness.add


@pytest.fixture
def sealing(database, tmp_path):
    with (
        psycopg.connect(database.url("reviewer"), autocommit=True) as connection,
        closing(store_at(database.url("app"))) as store,
    ):
        tables = LogTables(lambda: nullcontext(connection))
        key = Signer(tables.origin(), SECRET)
        witness = Witness(tmp_path / "witness", Signer("witness/test", WITNESSES, WITNESS), [key.verifier], lambda: 9)
        with closing(witness):
            yield Sealing(database, store, tables, key, witness)
