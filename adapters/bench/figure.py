"""What a figure says: what was measured, how it compares, which gate stands before it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import msgspec

Unit = Literal["/s", "ms", "s", "KB", "MB"]


class Gate(msgspec.Struct, frozen=True):
    """What a ratio or a duration should reach: the gate was reached by the design's prototype, the aim lies beyond."""

    side: Literal["at least", "at most"]
    gate: float
    aim: float | None = None

    def is_reached_by(self, value: float) -> bool:
        """Whether a value passes the gate."""
        return value >= self.gate if self.side == "at least" else value <= self.gate

    def __str__(self) -> str:
        sign = "≥" if self.side == "at least" else "≤"
        return f"{sign} {self.gate:g}"


class Measure(msgspec.Struct, frozen=True):
    """One measured value: a rate, or a duration."""

    of: str
    value: float
    unit: Unit


class Ratio(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the result. `value` is a ratio, or a duration where a unit is given."""

    of: str
    value: float
    unit: Unit | Literal["×"] = "×"
    side: Literal["at least", "at most"] | None = None
    """How the value must stand to the gate; None where the design sets no gate."""
    gate: float | None = None
    aim: float | None = None
    is_reached: bool | None = None

    @classmethod
    def against(cls, of: str, value: float, gate: Gate | None = None, unit: Unit | Literal["×"] = "×") -> Ratio:
        """A value before its gate."""
        if gate is None:
            return cls(of=of, value=value, unit=unit)
        reached = gate.is_reached_by(value)
        return cls(of=of, value=value, unit=unit, side=gate.side, gate=gate.gate, aim=gate.aim, is_reached=reached)


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as measured, or the error that kept it from being measured."""

    name: str
    about: str
    measures: tuple[Measure, ...] = ()
    ratios: tuple[Ratio, ...] = ()
    notes: tuple[str, ...] = ()
    error: str | None = None


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What measuring a figure gives."""

    measures: tuple[Measure, ...]
    ratios: tuple[Ratio, ...]
    notes: tuple[str, ...] = ()


Say = Callable[[str], None]
"""Tells what is being measured right now."""
