"""A report as it is shown in a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.table import Table

from adapters.bench.figure import Gate, Ratio, Result
from adapters.bench.run import Report

TALL, SMALL = 100, 1


def ratio_table(report: Report) -> Table:
    """One line a ratio: its value, the gate and the aim before it, and whether it was reached."""
    table = Table(title=f"Tiji against its baselines ({report.sizes} run)", title_justify="left")
    for heading in ("figure", "against"):
        table.add_column(heading)
    for heading in ("value", "gate", "aim"):
        table.add_column(heading, justify="right")
    table.add_column("reached")
    for result in report.figures:
        for cells in _lines(result):
            table.add_row(*cells)
        table.add_section()
    return table


def measure_lines(report: Report) -> Iterator[str]:
    """What was measured, one line a figure, and what must be known beside it."""
    for result in report.figures:
        said = " · ".join(f"{each.of} {number(each.value)}{_after(each.unit)}" for each in result.measures)
        yield f"[bold]{result.name}[/] {said or 'not measured'}"
        yield from (f"  {note}" for note in result.notes)


def number(value: float) -> str:
    """Three figures that matter, or a whole number."""
    if value >= TALL:
        return f"{value:,.0f}"
    return f"{value:.1f}" if value >= TALL / 10 else f"{value:.2f}" if value >= SMALL else f"{value:.3f}"


def _lines(result: Result) -> Iterator[tuple[str, ...]]:
    if result.error is not None:
        yield result.name, f"[red]{result.error}[/]", "", "", "", "[red]failed[/]"
    for ratio in result.ratios:
        yield result.name, ratio.of, number(ratio.value) + _after(ratio.unit), *_gate(ratio), _reached(ratio)


def _gate(ratio: Ratio) -> tuple[str, str]:
    if ratio.side is None or ratio.gate is None:
        return "", ""
    unit = _after(ratio.unit)
    return str(Gate(ratio.side, ratio.gate)) + unit, "" if ratio.aim is None else f"{ratio.aim:g}{unit}"


def _reached(ratio: Ratio) -> str:
    return {None: "", True: "[green]yes[/]", False: "[yellow]no[/]"}[ratio.is_reached]


def _after(unit: str) -> str:
    return unit if unit in {"×", "/s"} else f" {unit}"
