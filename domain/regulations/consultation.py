"""会商: what brings a topic into the pool, who fixes and holds it, what its minutes must say."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Code, Named, Part, Source, Words

Count = Annotated[int, Field(ge=0)]


class Attributed(Part):
    """A part that an office may have set where the text is silent; then it says who did and why."""

    source: Source = "clause"
    author: str = ""
    reason: str = ""

    @model_validator(mode="after")
    def _local_settings_say_who_and_why(self) -> Self:
        if self.source == "local_setting" and not (self.author and self.reason):
            raise ValueError("a local setting needs author and reason")
        return self


class PoolTrigger(Attributed):
    """A situation in which a consultation may be proposed, and what the proposal must hold."""

    words: Words
    clause: ClauseId
    finding: Code | None = None
    """The kind of finding on which a rule proposes it; None where only a person can tell."""
    when: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """Plain match on the matter: `origin`, `repeat`, `designated` and the like."""
    proposed_by: tuple[Code, ...] = ()
    """Roles that may propose it; empty for all the access table allows."""
    requires: tuple[Literal["problem", "coordination", "suggestion", "lead", "assisting"], ...] = ()
    """Parts of the proposal."""
    units_at_least: Annotated[int, Field(ge=1)] = 1
    """How many units the matter must concern."""
    signed_by: tuple[Code, ...] = ()
    """Roles of which one must sign the proposal; empty where the text asks for none."""


class Form(Named):
    """A form of consultation, and how many units assist the one lead."""

    assisting_at_least: Count = 0
    """How many units must assist."""


class Chair(Part):
    """Who is in the chair."""

    role: Code
    """The text's role that leads it."""
    words: Words
    clause: ClauseId


class Minutes(Attributed):
    """What the minutes must say."""

    clause: ClauseId
    requires: tuple[Code, ...]
    """What they must say."""
    unresolved_clause: ClauseId
    unresolved_requires: tuple[Code, ...] = ()
    """What they say beside where no way was agreed."""
    explain_unresolved: bool
    """Whether those concerned must then be told why before it can be filed."""


class Consultation(Part):
    """会商 as a text has it."""

    clause: ClauseId
    triggers: dict[str, PoolTrigger]
    """By code: what may bring a matter into the pool."""
    forms: Annotated[tuple[Form, ...], Field(min_length=1)]
    fixed_by: tuple[Code, ...]
    """Roles that fix a topic, decline it, merge it, and file it at the end."""
    fixed_clause: ClauseId
    held_by: tuple[Code, ...] = ()
    """Roles that may hold it and hand in its minutes beside the lead unit."""
    held_clause: ClauseId
    chairs: tuple[Chair, ...] = ()
    """Who may be in the chair, the lowest first; empty where the text leaves it to the lead unit."""
    chairs_in_turn: bool = False
    """Whether a higher chair comes only after a lower one found no way."""
    minutes: Minutes

    @model_validator(mode="after")
    def _named_once(self) -> Consultation:
        for what, codes in (("form", [form.code for form in self.forms]), ("chair", [c.role for c in self.chairs])):
            if len(set(codes)) < len(codes):
                raise ValueError(f"a {what} of consultation is declared twice")
        return self

    def form(self, code: str) -> Form | None:
        """The form of a code; None where there is none."""
        return next((form for form in self.forms if form.code == code), None)
