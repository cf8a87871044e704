"""Puts a case bundle together: the fact that it leaves, then its facts, what proves them, and a page for people."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg_pool import ConnectionPool

from adapters.evidence.bundle import AttachedFile, Bundle, zipped
from adapters.evidence.heads import facts_of
from adapters.evidence.log import LogTables
from adapters.evidence.refused import NotSealedYet
from adapters.evidence.report import Line, written
from adapters.http.api.texts import IDENTITY
from adapters.http.pages.names import Names, names_as_of, place_of
from adapters.postgres.view_reader import ViewReader
from adapters.vault import PostgresVault
from application.calls import Call
from application.case_accesses import CaseAccesses
from application.commands.looking import ExportBundle
from application.texts import Disclosure, Erased, UnknownHandle, text_of
from domain.regulations.book import Book
from domain.values import BEIJING
from projections.attachments import Attachments
from projections.case_history import CaseHistory
from projections.case_ledger import CaseLedger
from projections.sentences import sentence
from projections.writings import Writings

PATIENCE = 15.0
"""Seconds a bundle waits for the sealer."""
PAUSE = 0.1


@dataclass(frozen=True)
class CaseBundles:
    """Bundles of one store."""

    accesses: CaseAccesses
    pool: ConnectionPool[Any]
    reader: ViewReader
    vault: PostgresVault
    editions: Book
    patience: float = PATIENCE

    def export(self, case: UUID, command: ExportBundle, call: Call) -> tuple[str, bytes]:
        """The name of the archive and the archive. That it leaves is on record first.

        What people read shows what the views held when it was asked for. Raises NotAllowed, NotFound, NotSealedYet.
        """
        self.reader.wait_for(self.accesses.desk.store.head())
        position = self.accesses.export(case, command, call).position
        size, heads = self._heads(case, position)
        number = self.reader.rows(CaseLedger, case=case)[0].number
        with self.pool.connection() as connection:
            tables = LogTables(lambda: nullcontext(connection))
            sealed = tables.at(size)
            disclosures = self._disclosures(case) if command.with_texts else []
            bundle = Bundle(
                number=number,
                packed_on=sealed.sealed_at.astimezone(BEIJING).date(),
                facts=list(facts_of(connection, case, size)),
                checkpoint=sealed.note,
                size=size,
                heads=heads,
                disclosures=disclosures,
                files=list(self._files(case)) if command.with_texts else [],
                report={"report.html": self._report(case, size, number, sealed.note, disclosures)},
            )
            name = f"{number}-{size}"
            return f"{name}.zip", zipped(bundle.bag(tables), name)

    def _heads(self, case: UUID, position: int) -> tuple[int, str]:
        """The size and the signed heads, once the sealer has looked. Raises NotSealedYet."""
        with self.pool.connection() as connection:
            wanted = connection.execute(
                "INSERT INTO log.heads_wanted (case_id, position) VALUES (%s, %s) RETURNING number", [case, position]
            ).fetchone()
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            with self.pool.connection() as connection:
                found = connection.execute("SELECT size, note FROM log.heads WHERE number = %s", wanted).fetchone()
            if found:
                return found[0], found[1]
            time.sleep(PAUSE)
        raise NotSealedYet(
            "the sealer does not answer, so nothing proves that the bundle is whole",
            remedy="see that `tiji serve` or `tiji seal` runs and that /health shows no alarm, then ask again",
        )

    def _disclosures(self, case: UUID) -> list[Disclosure]:
        """What was written about the case and can still be read, but not who complained."""
        rows = self.reader.rows(Writings, case=case)
        found = set()
        for handle in {row.handle for row in rows if row.field not in IDENTITY}:
            try:
                found.add(self.vault.disclose(handle))
            except (Erased, UnknownHandle):
                continue
        return sorted(found)

    def _files(self, case: UUID) -> Iterable[AttachedFile]:
        for row in self.reader.rows(Attachments, order=("file",), case=case):
            if row.erased_at is None:
                salt, content = self.vault.disclose_file(row.file)
                yield AttachedFile(row.file, row.media_type, salt, content)

    def _report(self, case: UUID, size: int, number: str, checkpoint: str, disclosures: list[Disclosure]) -> bytes:
        names = names_as_of(self.editions, self.reader, None)
        lines = [
            Line(
                row.position,
                f"{row.occurred_at.astimezone(BEIJING):%Y-%m-%d %H:%M}",
                f"{row.recorded_at.astimezone(BEIJING):%Y-%m-%d %H:%M:%S}",
                sentence(row, "zh", lambda code: names.say(code, "zh")),
                sentence(row, "en", lambda code: names.say(code, "en")),
                _seat(names, row),
                f"{row.edition} {place_of(self.editions, row.edition, row.clause)}" if row.edition else "",
            )
            for row in self.reader.rows(CaseHistory, order=("position",), case=case)
            if row.position <= size
        ]
        return written(number, checkpoint, lines, [text_of(each) for each in disclosures])


def _seat(names: Names, row: CaseHistory.Row) -> str:
    """Who did it, in words; a seat that nobody named keeps its code beside its role."""
    said = names.say(row.actor, "zh", "role")
    return said if said != row.actor else f"{names.say(row.role, 'zh', 'role')} {row.actor}"
