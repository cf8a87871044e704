"""`tiji bench`: what Tiji costs beside what one would use otherwise."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from adapters.bench.ground import fresh_ground
from adapters.bench.run import FIGURES, Report, run
from adapters.bench.sizes import QUICK, WHOLE
from adapters.bench.tables import measure_lines, ratio_table
from adapters.cli.rooms import console, errors
from adapters.postgres.embedded import ServerDidNotStart
from domain.errors import Refused

FAILED = 1
"""Exit code of a run in which a figure could not be measured."""


class FigureUnknown(Refused):
    """There is no figure of that name."""

    code = "bench.figure_unknown"


class NoGround(Refused):
    """There is no server to measure on."""

    code = "bench.no_server"


def bench(
    names: Annotated[
        list[str] | None, typer.Argument(help=f"Figures to measure: {', '.join(FIGURES)}. Default: all.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Smaller counts: under a minute instead of six.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")] = False,
) -> None:
    """Measure Tiji against its baselines, side by side in one run, and print the ratios.

    Works in a throw-away PostgreSQL with fsync on, in a temporary directory (TMPDIR chooses the disk); your data is
    not touched. Only ratios of one run mean anything: absolute rates are the machine's. Leaves with 1 where a
    figure could not be measured; a gate that was not reached is said, and is no failure.

    Examples:  tiji bench --quick  ·  tiji bench append replay  ·  tiji bench --json > bench.json
    """
    unknown = [name for name in names or () if name not in FIGURES]
    if unknown:
        raise FigureUnknown(f"no figure {', '.join(unknown)}", remedy=f"use: {', '.join(FIGURES)}")
    report = _measured(list(names or FIGURES), quick=quick, quiet=as_json)
    if as_json:
        print(msgspec.json.encode(report).decode())
    else:
        _show(report)
    if report.failed:
        raise typer.Exit(FAILED)


def _measured(names: list[str], *, quick: bool, quiet: bool) -> Report:
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    begun: list[str] = []
    with Progress(*columns, console=errors, disable=quiet, transient=True) as bar:
        task = bar.add_task("starting a server", total=len(names))

        def say(name: str, what: str) -> None:
            if name not in begun:
                begun.append(name)
            bar.update(task, description=f"{name}: {what}", completed=len(begun) - 1)

        try:
            with fresh_ground() as ground:
                return run(ground, QUICK if quick else WHOLE, names, say)
        except ServerDidNotStart as error:
            remedy = "look at the server's words; set TMPDIR to a directory with room for a gigabyte"
            raise NoGround(str(error), remedy=remedy) from error


def _show(report: Report) -> None:
    console.print(ratio_table(report))
    for line in measure_lines(report):
        console.print(line, highlight=False)
    console.print(" · ".join(f"{name} {value}" for name, value in report.machine.items()), style="dim", highlight=False)
