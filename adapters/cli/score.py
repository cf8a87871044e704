"""`tiji score`: a unit's scorecard, or everybody's, from the record; and what another text would make of it."""

from __future__ import annotations

import json
from typing import Annotated, Any

import typer
from rich.table import Table

from adapters.cli.due import pairs
from adapters.cli.rooms import console, tiji
from adapters.running import Tiji
from application.scores.constant import lines
from application.scores.plain import figure, plain_card, plain_difference, plain_head, plain_line
from application.scores.sheet import Difference, Sheet, differences
from domain.calendar import beijing
from domain.calendar.terms import Term
from domain.errors import NotFound
from domain.rules.scorecard import Entry
from domain.rules.scoring import scoring_of
from domain.values import AuthorityId, UnitId
from projections.organisation import Authorities, Units


def score(
    unit: Annotated[str, typer.Argument(help="A unit's code; or --all and only the term.", show_default=False)],
    term: Annotated[str, typer.Argument(help="2025-08, 2025Q3 or 2025.", show_default=False)] = "",
    every: Annotated[bool, typer.Option("--all", help="Every unit, class by class.")] = False,
    authority: Annotated[str, typer.Option(help="Whose units, where there are several.")] = "",
    edition: Annotated[str, typer.Option(help="Another text than the one in force.")] = "",
    reading: Annotated[list[str] | None, typer.Option(help="Another reading, R26=sum; repeat for several.")] = None,
    as_of: Annotated[int, typer.Option(help="As known at a position; now by default.", show_default=False)] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """The scores of a term: the same record and the same text always give the identical figure.

    With another edition or reading, what rules derived is derived again from what people did; the difference says
    which facts moved what. Nothing is stored.

    For example:

    tiji score water 2025-08

    tiji score --all 2025 --reading R26=sum --json
    """
    wanted, unit = (Term(term or unit), "" if every else unit)
    readings = pairs(reading or [], "--reading")
    with tiji(make_key=True) as application:
        application.settle()
        position = as_of or None
        of = AuthorityId(authority) if authority else _authority(application, unit)
        scores = application.house.scores
        sheet = scores.sheet(of, wanted, position, edition=edition, readings=readings)
        before = scores.sheet(of, wanted, position) if sheet.conduct_held_constant else None
    if unit and UnitId(unit) not in sheet.units:
        raise NotFound(f"{of} has no unit {unit}", remedy=f"one of: {', '.join(sheet.units)}")
    if as_json:
        print(json.dumps(_told(sheet, before, unit), ensure_ascii=False))
    elif unit:
        _show_card(sheet, before, unit)
    else:
        _show_league(sheet, before)


def _authority(application: Tiji, unit: str) -> AuthorityId:
    """The unit's, or the only one that scores. Raises NotFound."""
    if unit:
        rows = application.rows(Units, unit=unit)
        known = {row.authority for row in rows}
    else:
        known = {row.authority for row in application.rows(Authorities)}
    if len(known) != 1:
        said = f"no unit {unit}" if unit else f"there are {len(known)} authorities: {', '.join(sorted(known))}"
        raise NotFound(said, remedy="check the code" if unit else "name one with --authority")
    return AuthorityId(known.pop())


def _told(sheet: Sheet, before: Sheet | None, unit: str) -> dict[str, Any]:
    moved = [] if before is None else [plain_difference(each) for each in differences(before, sheet)]
    moved = [each for each in moved if each["unit"] == unit or not unit]
    if unit:
        return {**plain_card(sheet, sheet.units[UnitId(unit)]), "moved": moved}
    lines = [plain_line(sheet, scored) for scored in sheet.units.values()]
    return {**plain_head(sheet), "units": lines, "moved": moved}


def _show_card(sheet: Sheet, before: Sheet | None, unit: str) -> None:
    scored = sheet.units[UnitId(unit)]
    scoring = scoring_of(sheet.edition)
    mean = f"{scored.place}/{scored.of}, mean {scored.mean}"
    console.print(f"[b]{unit}[/] {sheet.term}  [b]{scored.card.total}[/]  {mean}  {sheet.edition.id}")
    if sheet.conduct_held_constant:
        console.print("[yellow]reckoned under another text; conduct held constant[/]")
        _show_derivation(sheet)
    table = Table("item", "of", "score", "because", box=None)
    for section in scored.card.sections:
        for part in section.parts if section.applies else ():
            for item in part.items:
                words = scoring.items[item.item].words
                because = "; ".join(_because(entry) for entry in item.entries)
                of = "" if item.points is None else figure(item.points)
                table.add_row(f"{words.zh} {item.item}", of, figure(item.score), because)
    console.print(table)
    for each in differences(before, sheet) if before is not None else ():
        if each.unit == unit:
            _show_moved(each)


def _because(entry: Entry) -> str:
    shown = entry.cause.finding if entry.cause else " ".join(f"{name}={told}" for name, told in entry.reckoned)
    return f"{figure(entry.counted)} {shown} ({entry.clause})"


def _show_derivation(sheet: Sheet) -> None:
    """What was derived again, and what was held constant and why."""
    table = Table("what", "again", "held", "dropped", "because", box=None)
    for line in lines(sheet.again) if sheet.again is not None else ():
        table.add_row(line.words.en, str(line.derived), str(line.held), str(line.dropped), line.because.en)
    console.print(table)


def _show_moved(moved: Difference) -> None:
    console.print(f"{moved.unit} {moved.item}: {figure(moved.before)} → {figure(moved.after)}")
    for sign, entries in (("-", moved.gone), ("+", moved.come)):
        for entry in entries:
            console.print(f"  {sign} {_because(entry)}{f'  case {entry.case}' if entry.case else ''}")
    for finding, ground in moved.grounds:
        done = f"done {beijing(ground.done_at):%Y-%m-%d %H:%M}" if ground.done_at else "not done"
        facts = ", ".join(map(str, ground.shown_by))
        console.print(
            f"    {finding}: due {beijing(ground.due_at):%Y-%m-%d %H:%M} by this text, {done} (facts {facts})"
        )


def _show_league(sheet: Sheet, before: Sheet | None) -> None:
    table = Table("class", "place", "unit", "total", "mean", box=None)
    for scored in sorted(sheet.units.values(), key=lambda each: (each.unit_class, each.place)):
        total, mean = figure(scored.card.total), figure(scored.mean)
        table.add_row(scored.unit_class, f"{scored.place}/{scored.of}", scored.unit, total, mean)
    console.print(f"{sheet.authority} {sheet.term} {sheet.edition.id}")
    console.print(table)
    if before is not None:
        console.print("[yellow]reckoned under another text; conduct held constant[/]")
        _show_derivation(sheet)
        for each in differences(before, sheet):
            _show_moved(each)
