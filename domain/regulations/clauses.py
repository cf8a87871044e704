"""The text of an edition: its clauses restated, how it was read, where it contradicts itself or is silent."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from domain.regulations.parts import ClauseId, Part, Words


class Clause(Part):
    """One rule of the text: where it stands, what it says in our words, and what runs because of it."""

    id: ClauseId
    """Its permanent id."""
    at: str
    """Place in the text, `附件2 四(四)`."""
    kind: Literal[
        "archive",
        "conduct",
        "deadline",
        "disclosure",
        "escalation",
        "followup",
        "form",
        "indicator",
        "intake",
        "report",
        "required_field",
        "role",
        "scoring",
        "transition",
        "trigger",
    ]
    """What sort of rule it is."""
    says: Words
    governs: tuple[str, ...] = ()
    """Names of what runs: `limit.sign-am`, `reply.requires`, `finding.signed_late`."""
    not_modelled: str = ""
    """Why nothing runs, where nothing does."""

    @model_validator(mode="after")
    def _runs_or_says_why_not(self) -> Clause:
        if bool(self.governs) == bool(self.not_modelled):
            raise ValueError(f"clause {self.id} either governs something or says why it is not modelled")
        return self


class Choice(Part):
    """One way to read a clause: what it sets in the edition, or why it is not offered."""

    id: str
    """What a question or a revision names."""
    sets: dict[str, Any] = Field(default_factory=dict)
    """Dotted key of the edition and the value it takes under this reading."""
    not_offered: str = ""
    """Why it cannot be taken yet."""
    aliases: tuple[str, ...] = ()
    """Other words for it in a question."""
    label: str = ""
    """What an answer calls it among the alternatives; its id if empty."""
    shows: Literal["due", "last_day"] = "due"
    """What of its answer is shown there."""


class Reading(Part):
    """Where the text can be read in several ways: the chosen one, the others, and why."""

    id: str
    """`R15`."""
    clause: ClauseId
    param: str
    """What is read in several ways, in a word."""
    chosen: str
    """The id of the choice that holds."""
    choices: tuple[Choice, ...]
    why: Words
    fact: str = ""
    """A fact of a question that may choose it, `non_working_day`."""

    @property
    def alternatives(self) -> tuple[Choice, ...]:
        """The other readings that may be taken."""
        return tuple(c for c in self.choices if c.id != self.chosen and not c.not_offered)

    def touches(self, key: str) -> bool:
        """Whether a choice sets something at or under a dotted key."""
        return any(path == key or path.startswith(f"{key}.") for c in self.choices for path in c.sets)


class Gap(Part):
    """Something the text leaves open, and what is done about it."""

    id: str
    """A name of your own."""
    clause: ClauseId
    says: Words
    settled_by: str
    """A reading, a local setting, or `nothing`."""


class Contradiction(Part):
    """Two places of the text that cannot both hold, or a printed figure that is wrong."""

    id: str
    """A name of your own."""
    clauses: tuple[ClauseId, ...]
    """The places that do not agree."""
    says: Words
    printed: str
    """What stands in the paper."""
    used: str
    """What is reckoned with."""
    settled_by: str
    """A reading, a local setting, or `nothing`."""
