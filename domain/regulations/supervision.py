"""督办: levels, what opens each, and the steps from opening to archive."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Named, Part, Words

LevelNo = Annotated[int, Field(ge=0)]

SupervisionStep = Literal[
    "issued",
    "registered",
    "assigned",
    "reminded",
    "pledged",
    "talk_held",
    "inspected",
    "reported",
    "signed",
    "ordered",
    "fed_back",
    "reviewed",
    "circulated",
    "exposed",
    "archived",
]
"""The closed vocabulary of a supervision's life; an edition chooses from it."""


class SupervisionLevel(Part):
    """One level: whose it is, and what the unit's leaders owe."""

    no: LevelNo
    """Its number; 0 is the lightest."""
    words: Words
    clause: ClauseId
    body: Words
    """The office that supervises at this level, as the text names it."""
    issued_by: tuple[Code, ...]
    """Roles that may open it."""


class Trigger(Part):
    """A situation that calls for supervision, and at which level."""

    words: Words
    clause: ClauseId
    level: LevelNo
    """The level it calls for."""
    finding: Code | None = None
    """The kind of finding that shows it; None where only a person can tell."""
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Plain match on the matter: `origin`, `handled`, `repeat`, `supervised` and the like."""
    automatic: bool = False
    """Whether it opens of itself; otherwise it is proposed to a person."""


class StepRule(Part):
    """What a step needs before it counts."""

    step: SupervisionStep
    """Which step."""
    clause: ClauseId
    after: tuple[SupervisionStep, ...] = ("issued",)
    """Steps that must have been taken."""
    requires: tuple[Code, ...] = ()
    """Parts it must contain: of `assigned` citizen_told_by, way_or_reason, days; of `registered`, `reported` and
    `ordered` codes of your own; of the others none."""
    levels: tuple[LevelNo, ...] = ()
    """Levels it belongs to; empty for all."""
    roles: tuple[Code, ...] = ()
    """Who of the unit must do it, `unit_head`; empty where the text does not say."""
    taken_by: tuple[Code, ...] = ()
    """Roles of the offices and leaders that may take it; whoever may at all where empty."""
    lead_only: bool = False
    """With several units, only the lead may."""

    def belongs_to(self, level: int) -> bool:
        """Whether the step exists at a level."""
        return not self.levels or level in self.levels


class Supervision(Part):
    """督办 as a text has it."""

    clause: ClauseId
    precedence: Literal["highest", "all"]
    """Whether a matter has one supervision, at the highest level called for, or one for each."""
    precedence_clause: ClauseId
    levels: tuple[SupervisionLevel, ...]
    triggers: dict[str, Trigger]
    """By code."""
    means: tuple[Named, ...] = ()
    items: tuple[Named, ...] = ()
    """What an inspection looks at; anything where the text names nothing."""
    items_clause: ClauseId | None = None
    steps: tuple[StepRule, ...]

    @model_validator(mode="after")
    def _levels_and_steps_exist(self) -> Supervision:
        known = {level.no for level in self.levels}
        for code, trigger in self.triggers.items():
            if trigger.level not in known:
                raise ValueError(f"trigger {code} names level {trigger.level}, which is none of {sorted(known)}")
        steps = {rule.step for rule in self.steps}
        declared = [(rule.step, no) for rule in self.steps for no in known if rule.belongs_to(no)]
        if len(set(declared)) < len(declared):
            raise ValueError("a step of supervision is declared twice for one level")
        for rule in self.steps:
            if unknown := sorted(set(rule.after) - {"issued", *steps}):
                raise ValueError(f"{rule.step} comes after {', '.join(unknown)}, which is no step here")
            if rule.step in rule.after:
                raise ValueError(f"{rule.step} comes after itself")
        return self

    def level(self, no: int) -> SupervisionLevel:
        """The level of this number. Raises KeyError where there is none."""
        for level in self.levels:
            if level.no == no:
                return level
        raise KeyError(no)

    def step(self, name: str, level: int) -> StepRule | None:
        """What a step needs at a level; None where the level has no such step."""
        return next((rule for rule in self.steps if rule.step == name and rule.belongs_to(level)), None)
