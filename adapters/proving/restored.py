"""Real sealers and a real witness: an old backup put back under them, and a history made anew with the stolen key."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, nullcontext
from pathlib import Path
from random import Random
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from adapters.bench.history import repeated
from adapters.evidence.log import LogTables
from adapters.evidence.notes import WITNESS, Signer
from adapters.evidence.sealer import Sealer, Wrong
from adapters.evidence.witness import Witness, named
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.migrate import migrate
from adapters.postgres.roles import Role, as_role
from adapters.proving.scene import SECRETS, Cosigning, Scene, record
from adapters.proving.tampers import bit_flip

BACKUPS = 3
"""Times the directory of the database is copied away while the store grows."""
BEHIND, GROWN, STOLEN = (
    "old backup put back: the sealer stops",
    "old backup put back and worked on: the witness refuses",
    "stolen log key, store and log made again: the witness refuses",
)
ALARMS = {BEHIND: "witness_ahead", GROWN: "witness_disagrees", STOLEN: "witness_disagrees"}


class Store:
    """A database that is stopped, copied away and put back, as whoever keeps backups can."""

    def __init__(self, directory: Path, facts: int) -> None:
        self._server = EmbeddedPostgres(directory / "server", durable=False)
        self._backups = directory / "backups"
        self._facts = facts
        self.url = make_conninfo(self._server.start(), dbname="restored")
        migrate(self.url, simulation=False)

    def close(self) -> None:
        """Stop it."""
        self._server.close()

    def grow(self, parts: range) -> None:
        """Some parts more; never twice the same facts, for every time the cases have new ids."""
        each = self._facts // (BACKUPS + 1)
        with psycopg.connect(self.url, autocommit=True) as owner:
            record(owner, list(repeated(self._facts))[each * parts.start : each * parts.stop])

    def back_up(self, part: int) -> None:
        """Copy the whole directory away."""
        self._server.close()
        shutil.copytree(self._server.cluster, self._backups / str(part), symlinks=True)
        self._server.start()

    def put_back(self, part: int) -> None:
        """As it was then."""
        self._server.close()
        shutil.rmtree(self._server.cluster)
        shutil.copytree(self._backups / str(part), self._server.cluster, symlinks=True)
        self._server.start()


def tried(facts: int, rounds: int, random: Random) -> dict[str, list[bool]]:
    """What was tried, and each time whether it was noticed. Raises ServerDidNotStart."""
    found: dict[str, list[bool]] = {BEHIND: [], GROWN: [], STOLEN: []}
    with tempfile.TemporaryDirectory(prefix="tiji-restored-") as directory:
        store = Store(Path(directory), facts)
        with closing(store):
            for of, alarm in _rounds(store, Path(directory) / "witness", rounds, random):
                found[of].append(alarm == ALARMS[of])
    return found


def _rounds(store: Store, keeping: Path, rounds: int, random: Random) -> Iterator[tuple[str, str]]:
    with psycopg.connect(store.url) as owner:
        key = Signer(LogTables(lambda: nullcontext(owner)).origin(), SECRETS[0])
    watching = Signer("witness", SECRETS[1], WITNESS)
    with closing(Witness(keeping, watching, [key.verifier])) as witness:
        for part in range(BACKUPS + 1):
            store.grow(range(part, part + 1))
            if _sealed(store, key, witness):
                raise RuntimeError("a store nobody touched was not sealed")
            store.back_up(part)
        kept = (keeping / named(key.name) / "checkpoint").read_text("utf-8")
        for _ in range(rounds):
            part = random.randrange(BACKUPS)
            store.put_back(part)
            yield BEHIND, _sealed(store, key, witness)
            store.grow(range(part + 1, BACKUPS + 1))
            yield GROWN, _sealed(store, key, witness)
            store.put_back(BACKUPS)
            with psycopg.connect(store.url, autocommit=True) as owner:
                _made_again(owner, key, watching, kept, random)
            yield STOLEN, _sealed(store, key, witness)


def _made_again(owner: psycopg.Connection[Any], key: Signer, watching: Signer, kept: str, random: Random) -> None:
    """A bit turned, the log made again over it and signed with its own key."""
    owner.execute("SET session_replication_role = replica")
    sizes = tuple(each.size for each in LogTables(lambda: nullcontext(owner)).checkpoints())
    thief = Scene(owner, key, watching, Signer(key.name, SECRETS[2]), kept, sizes)
    bit_flip(thief, random)
    thief.make_log_again(key)


def _sealed(store: Store, key: Signer, witness: Witness) -> str:
    """The alarm a sealer with its witness raises when it begins; nothing where all is well."""
    with closing(Sealer(as_role(store.url, Role.SEALER), key, Cosigning(witness))) as sealer:
        try:
            sealer.turn()
        except Wrong as wrong:
            return wrong.code
    return ""
