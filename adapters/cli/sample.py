"""`tiji sample`: a month's random sample drawn again from the record."""

from __future__ import annotations

from typing import Annotated

import typer

from adapters.cli.rooms import console, tiji
from domain.errors import NotFound
from projections.samples import SampledCases, Samples

DIFFERS = 1
"""Exit code where it does not come out as recorded."""


def sample(
    month: Annotated[str, typer.Argument(help="2025-10.", show_default=False)],
    authority: Annotated[str, typer.Option(help="Whose, where several drew that month.")] = "",
) -> None:
    """Draw a month's sample again: the list it was drawn from, the seed, the cases and their order.

    Nothing is recorded. Exit code 1 where something does not come out as it was recorded.

    For example:

    tiji sample 2025-10
    """
    with tiji(make_key=True) as application:
        application.settle()
        rows = [row for row in application.rows(Samples, month=month) if authority in {"", row.authority}]
        if len(rows) != 1:
            remedy = "name one with --authority" if rows else "check the month; GET /api/samples lists those there are"
            raise NotFound(f"{len(rows)} samples of {month}", remedy=remedy)
        it = rows[0]
        cases = sorted(application.rows(SampledCases, case=it.case), key=lambda row: row.place)
        again = application.house.sampling.draw_again(it.case)
    console.print(f"{it.authority} {it.month}  {it.drawn}/{it.size}  #{it.read_at}", highlight=False)
    console.print(f"frame {it.frame}\nseed  {it.seed}", highlight=False, soft_wrap=True)
    for case in cases:
        console.print(f"{case.place}  {case.number}  {case.result or '-'}", highlight=False)
    for same, what in ((again.is_same_frame, "list"), (again.is_same_seed, "seed"), (again.is_same_draw, "draw")):
        console.print(f"[{'green' if same else 'bold red'}]{'✓' if same else '≠'}[/] {what}")
    if not again.agrees:
        raise typer.Exit(DIFFERS)
