"""Puts a case bundle together: the fact that it leaves, then its facts, what proves them, and a page for people."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg_pool import ConnectionPool

from adapters.case_report import CaseReports, Sealed
from adapters.evidence.bundle import AttachedFile, Bundle, zipped
from adapters.evidence.heads import facts_of
from adapters.evidence.log import LogTables
from adapters.evidence.refused import NotSealedYet
from adapters.evidence.report import written
from adapters.evidence.report_pdf import printed
from adapters.http.api.texts import IDENTITY
from adapters.postgres.view_reader import ViewReader
from adapters.vault import PostgresVault
from application.attachments import FileUnknown
from application.calls import Call
from application.case_accesses import CaseAccesses
from application.commands.looking import ExportBundle
from application.texts import Disclosure, Erased, UnknownHandle, text_of
from domain.regulations.book import Book
from domain.values import BEIJING
from projections.attachments import Attachments
from projections.case_ledger import CaseLedger
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
        seen = self.reader.wait_for(self.accesses.desk.store.head())
        position = self.accesses.export(case, command, call).position
        size, heads = self._heads(case, position)
        number = self.reader.rows(CaseLedger, case=case)[0].number
        with self.pool.connection() as connection:
            tables = LogTables(lambda: nullcontext(connection))
            sealed = tables.at(size)
            disclosures = self._disclosures(case) if command.with_texts else []
            reports = CaseReports(self.reader, self.editions)
            texts = [text_of(each) for each in disclosures]
            report = reports.report(
                Sealed(case, number, size, self.accesses.desk.clock.now(), sealed.note, seen), texts
            )
            bundle = Bundle(
                number=number,
                packed_on=sealed.sealed_at.astimezone(BEIJING).date(),
                facts=list(facts_of(connection, case, size)),
                checkpoint=sealed.note,
                size=size,
                heads=heads,
                disclosures=disclosures,
                files=list(self._files(case)) if command.with_texts else [],
                report={"report.html": written(report), "report.pdf": printed(report)},
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
                try:
                    salt, content = self.vault.disclose_file(row.file)
                except FileUnknown:
                    continue  # erased with whoever handed it in
                yield AttachedFile(row.file, row.media_type, salt, content)
