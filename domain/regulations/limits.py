"""Time limits and their extension, as an edition declares them."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Named, Part, Source, Words
from domain.regulations.spans import Span
from domain.regulations.steps import Step


class WarnBefore(Part):
    """Warn so long before the end: hours or minutes before it, or the 00:00 that opens the last n working days."""

    form: Literal["before"]
    n: Annotated[int, Field(ge=1)]
    """How many."""
    unit: Literal["minute", "hour", "working_day"]
    """Of what."""


class WarnAt(Part):
    """Warn at a time of day on the last day."""

    form: Literal["at"]
    time: time
    """The time of day."""


Warn = Annotated[WarnBefore | WarnAt, Field(discriminator="form")]
"""When a running deadline turns to its warning colour."""


class LatestStart(Part):
    """A limit begins at the latest so long after an earlier step, however late its own start comes."""

    after: Step
    """The earlier step."""
    hours: Annotated[int, Field(ge=1)]
    """How long after it at the latest."""


class Limit(Part):
    """A time limit: what starts it, what stops it, how long it runs, and what a miss means."""

    id: str
    """Unique within the edition, `sign-am`."""
    name: Code
    """The kind of deadline, a name of your own; limits that share one are told apart by `when`. `return` is the time in
    which a unit may send an order back."""
    words: Words | None = None
    """What it is called on the pages, where its name is one of your own."""
    clause: ClauseId
    start: Step
    """The step it begins with; `missed` for one that begins when the limits named in `when.missed` are missed."""
    latest_start: LatestStart | Literal["none"] = "none"
    """So that being late with the step that starts it wins no time."""
    stops: tuple[Step, ...]
    """The steps that meet it, whichever comes first."""
    span: Span
    """How long it runs."""
    repeats: bool = False
    """Whether the next begins where one ends, until the case is closed."""
    explain_clause: ClauseId | None = None
    """Where a miss must be explained before the case can be filed away, the clause that says so."""
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Plain match on facts: each key must be known and have one of the values. After `raised` the fact `level` is the
    level the matter came to."""
    period: Literal["day", "week", "month", "quarter", "year"] | None = None
    """Which period opens it, where it starts with a period's beginning or end."""
    owner: Code
    """The role whose duty it is."""
    clock: Literal["unit", "citizen", "office"]
    """Whose time it is: the unit's to act, the office's to act, or the citizen's, who waits through all hands."""
    judged_by: Literal["system_record", "occurrence"] = "system_record"
    """Whether the platform's record decides when it was met, or the moment it happened, entered late if need be."""
    severity: Literal["hard", "soft", "target"] = "hard"
    """How a miss weighs: a breach, a soft one, or only a target."""
    warn: Warn | None = None
    """When it turns to its warning colour."""
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
    latest_filing: Literal["by_working_day_before", "on_working_day_before", "within_last_working_day", "before_due"]
    """Until when it must be filed."""
    filing_days: Annotated[int, Field(ge=1)] = 1
    """How many working days before it is due, where it must be filed by or on a working day before."""
    clamp_to_start_day: bool
    """Whether a latest filing day before the start moves to the starting day."""
    cap: Literal[
        "added_within_original",
        "each_within_original",
        "total_within_original",
        "added_within_days",
        "each_within_days",
        "total_within_days",
    ]
    """What may not exceed the original limit, or the cap's own days: all extensions, each, or the new total."""
    cap_days: Annotated[int, Field(ge=1)] | None = None
    """The days of a cap that has its own."""
    times: Annotated[int, Field(ge=1)] | None = None
    """How often at the most; as often as the cap leaves room where absent."""
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Which matters it is for, as a plain match on facts."""
    mode: Literal["filing_effective", "approval"]
    """Whether filing it prolongs at once, or somebody must agree."""
    requires: tuple[Literal["application", "consenting_leader", "reason", "explanation_to_citizen"], ...]
    """What the request must hold."""

    @model_validator(mode="after")
    def _a_cap_in_days_says_how_many(self) -> Extension:
        if self.cap.endswith("_days") == (self.cap_days is None):
            raise ValueError("cap_days belongs to a cap within days, and only there")
        return self

    @model_validator(mode="after")
    def _days_before_are_of_a_working_day_before(self) -> Extension:
        if self.filing_days > 1 and not self.latest_filing.endswith("_working_day_before"):
            raise ValueError("filing_days belongs to a filing by or on a working day before, and only there")
        return self


class OpenExtension(Part):
    """An extension without an upper limit: for matters of a class, on a ground, to a day that is named."""

    clause: ClauseId
    limits: tuple[Code, ...]
    """Names of the deadlines it applies to."""
    classes: tuple[Code, ...]
    """Tags of a matter, any of which it needs."""
    grounds: tuple[Named, ...]
    grounds_needed: Literal["any", "all"]
    """Whether one ground suffices."""
    requires: tuple[Literal["contact_record", "until", "reason"], ...]
    """Parts of the filing."""
