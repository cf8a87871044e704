"""What a document or an act must contain before it counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from domain.errors import Refused
from domain.regulations.steps import Step
from domain.rules.law import Law
from domain.values import Citation


class StepNotForeseen(Refused):
    """The edition in force knows no such step."""

    code = "step.not_foreseen"


class PartsMissing(Refused):
    """A required part is missing; `missing` names each."""

    code = "parts.missing"

    def __init__(self, what: str, missing: tuple[str, ...], basis: Citation | None) -> None:
        super().__init__(
            f"{what} lacks {', '.join(missing)}",
            remedy=f"add {', '.join(missing)} and send it again; nothing was recorded",
            basis=basis,
        )
        self.missing = missing


def require_step(law: Law, step: Step) -> None:
    """Refuse what the edition's lifecycle does not have."""
    if step not in law.edition.steps:
        raise StepNotForeseen(f"{law.edition.id} has no step {step}", remedy="do what its own lifecycle foresees")


def require(what: str, required: Iterable[str], given: Collection[str], basis: Citation | None) -> None:
    """Refuse where a required part is not among those given, naming every missing one."""
    missing = tuple(part for part in required if part not in given)
    if missing:
        raise PartsMissing(what, missing, basis)


def present(**parts: object) -> frozenset[str]:
    """The names of the parts that are really there: not None, not empty, not blank."""
    return frozenset(name for name, value in parts.items() if value and str(value).strip())
