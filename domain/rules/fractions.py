"""Shares and means are fractions, so that nothing is lost before the one rounding at the end."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from math import floor

from domain.regulations.score_rules import Steps


def exactly(value: Fraction) -> Decimal:
    """A fraction as a decimal, without superfluous noughts."""
    told = Decimal(value.numerator) / Decimal(value.denominator)
    return told.normalize() if told else Decimal(0)


def shown(value: Fraction, decimals: int = 2) -> str:
    """A fraction in figures, as a page shows it."""
    return f"{round(exactly(value), decimals):f}"


def steps_in(excess: Fraction, step: Fraction, how: Steps, base: Fraction) -> Fraction:
    """How many steps lie in an excess: full ones, with fractions, or full ones of the base's own percent."""
    if excess <= 0:
        return Fraction(0)
    match how:
        case "full":
            return Fraction(floor(excess / step))
        case "proportional":
            return excess / step
        case "relative":
            return Fraction(floor(excess / (step * base / 100)))
