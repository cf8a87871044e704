"""One run: every figure in its turn, each on the same ground; one that fails does not hide the others."""

from __future__ import annotations

import os
import platform
import traceback
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

import msgspec

from adapters.bench.api import api
from adapters.bench.append import many_callers, one_caller
from adapters.bench.asking import as_of
from adapters.bench.checking import verify
from adapters.bench.figure import Measured, Result, Say
from adapters.bench.ground import Ground
from adapters.bench.live import live
from adapters.bench.looks import looks
from adapters.bench.nets import nets
from adapters.bench.pages import pages
from adapters.bench.rates import rates
from adapters.bench.rebuilding import rebuilding
from adapters.bench.replay import replay
from adapters.bench.scoring import scores
from adapters.bench.sizes import Sizes

Measuring = Callable[[Ground, Sizes, Say], Measured]


class Figure(NamedTuple):
    """What can be measured, and what it is about."""

    about: str
    measuring: Measuring


FIGURES: Mapping[str, Figure] = {
    "append": Figure("full save of a command, one caller", one_caller),
    "append-many": Figure("full saves, many callers, totally ordered", many_callers),
    "replay": Figure("an aggregate brought back from its facts", replay),
    "looks": Figure("one more look at a case", looks),
    "live": Figure("views followed as facts come", live),
    "rebuild": Figure("views built again from the first fact", rebuilding),
    "as-of": Figure("a question about the past against the same about now", as_of),
    "scores": Figure("a year's scores of every unit", scores),
    "rates": Figure("the rates of a month and of a year, as a page", rates),
    "nets": Figure("questions under the second net", nets),
    "verify": Figure("a whole store held against its log", verify),
    "api": Figure("answers over HTTP", api),
    "pages": Figure("pages in a small city and a large one", pages),
}
"""Every figure, in the order of a run."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What a run printed: the machine in so far as it matters, and every figure."""

    sizes: str
    machine: dict[str, str]
    figures: tuple[Result, ...]

    @property
    def failed(self) -> tuple[str, ...]:
        """Names of figures that could not be measured."""
        return tuple(result.name for result in self.figures if result.error is not None)


def run(
    ground: Ground, sizes: Sizes, names: Iterable[str], say: Callable[[str, str], None] = lambda *_: None
) -> Report:
    """Measure the named figures; `say` hears the figure and what of it is being measured."""
    figures = tuple(_result(name, FIGURES[name], ground, sizes, say) for name in names)
    return Report(sizes=sizes.name, machine=machine(ground), figures=figures)


def machine(ground: Ground) -> dict[str, str]:
    """What the figures depend on: cores, versions, and how carefully the server writes."""
    return {"cores": str(os.cpu_count()), "python": platform.python_version(), **ground.settings()}


def _result(name: str, figure: Figure, ground: Ground, sizes: Sizes, say: Callable[[str, str], None]) -> Result:
    try:
        said = figure.measuring(ground, sizes, lambda what: say(name, what))
    except Exception as failure:  # noqa: BLE001  (reported as the figure's result; the others go on)
        where = traceback.extract_tb(failure.__traceback__)[-1]
        error = (
            f"{type(failure).__name__}: {failure} ({where.name}, line {where.lineno}). Run it alone: tiji bench {name}"
        )
        return Result(name=name, about=figure.about, error=error)
    return Result(name=name, about=figure.about, measures=said.measures, ratios=said.ratios, notes=said.notes)
