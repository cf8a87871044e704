"""The rules of an item: the closed vocabulary in which a text may say what takes or gives a point."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from domain.regulations.parts import ClauseId, Code, Part

Points = Annotated[Decimal, Field(ge=0, le=1000)]
Steps = Literal["full", "proportional", "relative"]
"""Whether only full steps count, or every fraction of one, or full steps of the base itself."""


class RulePart(Part):
    """What every rule has: the clause that says it."""

    clause: ClauseId

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of findings it looks at."""
        return ()


class Each(RulePart):
    """So many points for each finding of these kinds, by its amount where it has one."""

    form: Literal["each"]
    of: tuple[Code, ...]
    """Kinds of findings."""
    points: Points
    by_part: dict[Code, Points] = Field(default_factory=dict)
    """Points of a finding that names one of these parts instead."""
    once_per: Literal["finding", "case", "part"] = "finding"
    """What one finding is counted once for."""
    unless: tuple[Code, ...] = ()
    """Parts that cost nothing: what the citizen made public himself."""
    first_day: Literal["counts", "only_full"] = "counts"
    """Where the amount is days: whether the first one costs, or only what is behind it."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of findings it looks at."""
        return self.of


class Zero(RulePart):
    """The whole item is lost by one finding of these kinds."""

    form: Literal["zero"]
    of: tuple[Code, ...]
    """Kinds of findings."""
    with_twice: Code | None = None
    """Only where its case has two findings of this kind beside it."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of findings it looks at."""
        return self.of if self.with_twice is None else (*self.of, self.with_twice)


class Tier(Part):
    """From so much on, so many points; the whole item where none are given."""

    at_least: Annotated[Decimal, Field(ge=0)]
    """The amount from which on it holds."""
    points: Points | None = None


class Tiers(RulePart):
    """By how much: the highest tier that the amount reaches."""

    form: Literal["tiers"]
    of: tuple[Code, ...]
    """Kinds of findings."""
    tiers: tuple[Tier, ...]

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of findings it looks at."""
        return self.of


class Shortfall(RulePart):
    """So many points for each step by which a recorded rate lies below what its class must reach."""

    form: Literal["shortfall"]
    of: tuple[Code, ...]
    """Kinds of findings that carry the rate."""
    required: dict[Code, Annotated[Decimal, Field(ge=0, le=100)]]
    """By class of unit, percent."""
    step: Annotated[Decimal, Field(gt=0)]
    """Percentage points."""
    points: Points
    steps: Steps = "full"
    """Which steps count."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of findings it looks at."""
        return self.of


class ByLevel(RulePart):
    """By the levels of supervision a matter came to."""

    form: Literal["by_level"]
    points: dict[str, Points]
    """By level."""
    accumulate: Literal["highest", "sum"] = "highest"
    """What one matter costs that went through several."""


class Done(RulePart):
    """So many points for each task done, all or nothing."""

    form: Literal["done"]
    of: tuple[Code, ...]
    """Kinds of findings that show a task done."""
    tasks: dict[Code, Points]
    """Points by task."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of findings it looks at."""
        return self.of


class Slower(RulePart):
    """So many points for each day a unit's mean lies beyond the longer of its class's mean and the limit."""

    form: Literal["slower"]
    points: Points
    limit: Code
    """Name of the limits it is compared with, `handle`."""
    steps: Steps = "full"
    """Which steps count."""
    group_by: Literal["class_and_kind", "kind"] = "class_and_kind"
    """Whether the mean compared with is that of the unit's class, or of every unit."""


class BelowMean(RulePart):
    """So many points for each percentage point a unit's rate of satisfaction lies below the mean of its class."""

    form: Literal["below_mean"]
    points: Points
    steps: Steps = "full"
    """Which steps count."""
    mean: Literal["of_rates", "pooled"] = "of_rates"
    """Whether the mean is that of the units' rates, or of all cases together."""
    counted: Literal["closed", "dispatched"] = "closed"
    """Which cases of the quarter the rate is taken over."""
    second_bad: Code
    """The finding that counts against it."""
    left_out: Code
    """The finding that takes a case out of it."""


class Streak(RulePart):
    """So many points for having stood among the last ones of its class in every month."""

    form: Literal["streak"]
    points: Points
    last: Annotated[int, Field(ge=1)]
    """How many places at the end count as last."""
    months: Annotated[int, Field(ge=1)]
    """How many months in a row."""
    window: Literal["calendar_quarter", "any_months"] = "calendar_quarter"
    """Within which window they must lie."""
    within: Literal["class", "all"] = "class"
    """Among whom they are last."""
    talk_with: Code
    """Whom the office talks to."""


Rule = Annotated[
    Each | Zero | Tiers | Shortfall | ByLevel | Done | Slower | BelowMean | Streak, Field(discriminator="form")
]
