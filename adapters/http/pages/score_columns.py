"""The league's columns of one class: what was earned of the printed points, and what of it enters the total."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from domain.regulations.parts import Words
from domain.regulations.scoring import Scoring
from domain.rules.scoring import rounded

SHOWN = 2
"""Decimals on the page; the API gives every one."""


class Figures(NamedTuple):
    """A unit's sections."""

    scores: Mapping[str, str]
    """What each gives to the total."""
    earned: Mapping[str, str]
    """What its parts sum to, before anything is scaled."""


@dataclass(frozen=True)
class Column:
    """One section as a class is scored by it."""

    section: str
    words: Words
    points: str
    extra: bool
    scaled_to: str | None
    """The points it gives to the total at most; None where it gives what was earned."""


@dataclass(frozen=True)
class Columns:
    """Every section a class is scored by, and why some of them are scaled."""

    shown: tuple[Column, ...]
    missing: tuple[Column, ...]
    """Sections that are not for this class, whose points the others take over."""
    whole: str
    """The points of the sections that apply, extras aside."""
    worth: str
    """What a point of these sections is in the total."""
    lacks_items: bool
    """Whether items inside a section do not apply to somebody here."""

    @property
    def is_scaled(self) -> bool:
        """Whether any figure differs from what was earned."""
        return any(column.scaled_to for column in self.shown)


def columns_of(scoring: Scoring, unit_class: str, lines: Sequence[Figures]) -> Columns:
    """The columns of a class, by the text's own sections and points."""
    applying = [code for code in scoring.order if not (of := scoring.sections[code].classes) or unit_class in of]
    whole = sum((scoring.sections[code].points for code in applying if not scoring.sections[code].extra), Decimal(0))
    scale = Fraction(scoring.total) / Fraction(whole)
    shown, lacks_items = [], False
    for code in applying:
        section = scoring.sections[code]
        times = scale if not section.extra or scoring.prorate == "all" else Fraction(1)
        lacks = any(
            shown_figure(line.scores[code]) != shown_figure(Fraction(Decimal(line.earned[code])) * times)
            for line in lines
        )
        lacks_items = lacks_items or lacks
        scaled_to = shown_figure(Fraction(section.points) * times) if lacks or times != 1 else None
        shown.append(Column(code, section.words, shown_figure(section.points), section.extra, scaled_to))
    missing = tuple(
        Column(code, section.words, shown_figure(section.points), section.extra, None)
        for code in scoring.order
        if code not in applying and not (section := scoring.sections[code]).extra
    )
    return Columns(tuple(shown), missing, shown_figure(whole), shown_figure(scale), lacks_items)


def shown_figure(value: Fraction | Decimal | str) -> str:
    """Points as the pages print them."""
    told = rounded(Fraction(Decimal(value)) if isinstance(value, str) else Fraction(value), SHOWN)
    return f"{told.normalize():f}".replace("-", "−") if told else "0"
