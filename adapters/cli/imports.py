"""`tiji import`: take over another system's sheet."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated
from uuid import UUID, uuid4

import typer
from rich.table import Table

from adapters.calendars import announced
from adapters.cli.database import progress
from adapters.cli.rooms import console, tiji
from adapters.exchange.layout import Layout, given, recognise
from adapters.exchange.rejects import write_rejects
from adapters.exchange.sheet import Reject, Taken, count_rows, read_header, read_sheet
from adapters.running import Tiji
from application.calls import Call, Outcome
from application.verbs import BY_NAME
from domain.errors import NotFound, Refused
from domain.values import AuthorityId, SeatId
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness

CALLERS = 8
"""Rows taken over at the same time; the store commits them in groups."""


@dataclass
class Sheet:
    """What came of the rows of one sheet."""

    new: int = 0
    already_there: int = 0
    zone_assumed: int = 0
    cases: set[UUID] = field(default_factory=set)
    """Each case a row became, in this run or an earlier one."""


class EditionDiffers(Refused):
    """The authority has an edition in force, and it is not the one the cases should be clocked by."""

    code = "import.edition_differs"


def import_(
    file: Annotated[Path, typer.Argument(help="An .xlsx or .csv file.", show_default=False)],
    edition: Annotated[
        str,
        typer.Option(help="The edition the cases are clocked by (GET /api/editions lists them).", show_default=False),
    ],
    mapping: Annotated[
        list[str] | None, typer.Option("--map", help="field=Column; known layouts need none.", show_default=False)
    ] = None,
    authority: Annotated[str, typer.Option(help="Whose cases they become; made if missing.")] = "imported",
    hypothetical: Annotated[
        bool, typer.Option("--hypothetical", help="Take cases older than the edition; marked so on each.")
    ] = False,
    zone: Annotated[str, typer.Option(help="Zone of times that name none; default: the layout's.")] = "",
    rejects: Annotated[Path | None, typer.Option(help="Where bad rows go; default: beside the file's name.")] = None,
) -> None:
    """Take over a sheet of another system: original times kept, marked as imported, a second run adds nothing twice.

    Rows that cannot be taken over go to a rejects file with their number and reason; nothing is lost.

    Examples:  tiji import messages.xlsx --edition EDITION --hypothetical  ·
    tiji import desk.csv --edition EDITION --map submitted_at=Received --map text=Question
    """
    layout = _layout(file, mapping or [], zone)
    refused: list[Reject] = []
    with tiji(make_key=True) as application:
        _authority(application, authority, edition)
        sheet = _take_over(application, file, layout, AuthorityId(authority), refused, hypothetical=hypothetical)
        application.settle()
        _summary(application, f"{file.name} into {authority}", layout.zone, sheet, refused)
    if refused:
        where = rejects or Path(f"{file.stem}.rejects.csv")
        write_rejects(where, refused)
        said = "1 row was" if len(refused) == 1 else f"{len(refused):,} rows were"
        console.print(f"[yellow]{said} not taken over[/]; see {where}")


def _layout(file: Path, mapping: list[str], zone: str) -> Layout:
    header = read_header(file)
    if mapping:
        try:
            base = recognise(header)
        except Refused:
            base = None
        layout = given(mapping, header, base)
    else:
        layout = recognise(header)
    return layout.model_copy(update={"zone": zone}) if zone else layout


def _authority(application: Tiji, authority: str, edition: str) -> None:
    known = application.house.desk.editions.edition(edition)
    house = application.house

    def call(verb: str, target: str | None, **body: object) -> None:
        caller = Call(actor=SeatId("administrator"), role="administrator", command_id=uuid4())
        BY_NAME[verb].call(house, target, BY_NAME[verb].command.model_validate(body), caller)

    try:
        law = house.desk.law_for(AuthorityId(authority), house.desk.clock.now(), hypothetical=True)
    except NotFound:
        call("establish_authority", None, authority=authority, name=authority, name_en=authority)
        call("adopt_edition", authority, edition=known.id, effective_from=known.effective_from)
    except Refused:
        call("adopt_edition", authority, edition=known.id, effective_from=known.effective_from)
    else:
        if law.edition.id != known.id:
            raise EditionDiffers(
                f"{authority} is clocked by {law.edition.id}",
                remedy=f"import under that edition, or name another --authority for {known.id}",
            )


def _take_over(
    application: Tiji, file: Path, layout: Layout, authority: AuthorityId, refused: list[Reject], *, hypothetical: bool
) -> Sheet:
    caller = Call(actor=SeatId("importer"), role="administrator", command_id=uuid4())
    sheet = Sheet()

    def one(row: Taken) -> Outcome | Reject:
        try:
            return application.house.imports.take_over(row.case, authority, caller, hypothetical=hypothetical)
        except Refused as refusal:
            return Reject(row.row, row.case.source_id, refusal.code, refusal.detail, row.raw)

    with progress() as bar, ThreadPoolExecutor(CALLERS) as callers:
        task = bar.add_task("rows", total=count_rows(file))
        for rows in _batches(read_sheet(file, layout)):
            taken = [row for row in rows if isinstance(row, Taken)]
            refused.extend(row for row in rows if isinstance(row, Reject))
            sheet.zone_assumed += sum(row.zone_assumed for row in taken)
            for outcome in callers.map(one, taken):
                if isinstance(outcome, Reject):
                    refused.append(outcome)
                    continue
                sheet.cases.add(outcome.id)
                sheet.already_there += outcome.repeated
                sheet.new += not outcome.repeated
            bar.advance(task, len(rows))
    return sheet


def _batches(rows: Iterable[Taken | Reject], size: int = 64) -> Iterable[list[Taken | Reject]]:
    batch: list[Taken | Reject] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _summary(application: Tiji, title: str, zone: str, sheet: Sheet, refused: list[Reject]) -> None:
    cases = [row for row in application.reader.rows(CaseLedger, is_imported=True) if row.case in sheet.cases]
    clocks = [row for row in application.reader.rows(Timeliness, name="handle") if row.case in sheet.cases]
    calendar = announced()
    days = [
        calendar.working_days_between(row.registered_at.date(), row.replied_at.date())
        for row in cases
        if row.replied_at is not None
    ]
    within = sum(row.state == "met" for row in clocks)
    table = Table(title=title, show_header=False)
    for name, value in (
        ("rows taken over now", f"{sheet.new:,}"),
        ("rows there already", f"{sheet.already_there:,}"),
        ("rows rejected", f"{len(refused):,}"),
        (f"times without zone, read in {zone}", f"{sheet.zone_assumed:,}"),
        ("received", f"{len(cases):,}"),
        ("replied", f"{len(days):,}"),
        ("within the limit", f"{within:,} ({within / len(days):.1%})" if days else "—"),
        ("working days, median", f"{statistics.median(days):g}" if days else "—"),
    ):
        table.add_row(name, value)
    console.print(table)
