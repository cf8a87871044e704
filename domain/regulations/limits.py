"""Time limits and their extension, as an edition declares them."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Part, Source
from domain.regulations.spans import Span
from domain.regulations.steps import Step


class WarnBefore(Part):
    """Warn so long before the end: hours before it, or the 00:00 that opens the last n working days."""

    form: Literal["before"]
    n: Annotated[int, Field(ge=1)]
    unit: Literal["hour", "working_day"]


class WarnAt(Part):
    """Warn at a time of day on the last day."""

    form: Literal["at"]
    time: time


Warn = Annotated[WarnBefore | WarnAt, Field(discriminator="form")]
"""When a running deadline turns to its warning colour."""


class Limit(Part):
    """A time limit: what starts it, what stops it, how long it runs, and what a miss means."""

    id: str
    """Unique within the edition, `sign-am`."""
    name: Code
    """The kind of deadline, `sign`. Several limits share one name and are told apart by `when`."""
    clause: ClauseId
    start: Step
    stops: tuple[Step, ...]
    span: Span
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Plain match on facts: each key must be known and have one of the values."""
    period: Literal["day", "week", "month", "quarter"] | None = None
    """Which period opens it, where it starts with a period's beginning or end."""
    owner: Code
    """The role whose duty it is."""
    clock: Literal["unit", "citizen", "office"]
    """Whose waiting it measures."""
    judged_by: Literal["system_record", "occurrence"] = "system_record"
    severity: Literal["hard", "soft", "target"] = "hard"
    warn: Warn | None = None
    on_miss: Code | None = None
    """The finding a miss establishes."""
    deems: Step | None = None
    """The step that counts as done when the limit ends without its stop."""
    breaches: bool = True
    """False where it only warns."""
    source: Source = "clause"
    author: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _local_settings_say_who_and_why(self) -> Limit:
        if self.source == "local_setting" and not (self.author and self.reason):
            raise ValueError(f"limit {self.id} is a local setting: it needs author and reason")
        return self


class Extension(Part):
    """How a running deadline may be prolonged."""

    clause: ClauseId
    parts_clause: ClauseId
    """Where the required parts are listed."""
    limits: tuple[Code, ...]
    """Names of the deadlines it applies to."""
    latest_filing: Literal["by_working_day_before", "on_working_day_before", "within_last_working_day"]
    clamp_to_start_day: bool
    """Whether a latest filing day before the start moves to the starting day."""
    cap: Literal["added_within_original", "each_within_original", "total_within_original"]
    """What may not exceed the original limit: all extensions together, each of them, or the new total."""
    mode: Literal["filing_effective", "approval"]
    requires: tuple[Code, ...]
