"""What a text asks of the work on a case: looked into on the spot, an opinion, an order, a filed no, a review."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from domain.regulations.parts import ClauseId, Code, Named, Part
from domain.regulations.steps import Step


class Means(Named):
    """A way of finding out what happened."""

    on_site: bool = False
    """Whether somebody was there, or spoke face to face."""


class Verification(Part):
    """核实: finding out on the spot what happened and why."""

    clause: ClauseId
    means: tuple[Means, ...]
    on_site_clause: ClauseId
    """What forbids finding out by telephone and paper alone."""
    waived_by: tuple[Code, ...] = ()
    """Roles that may let it be done without going there, with a reason."""
    requires: tuple[Literal["course", "causes", "place", "persons"], ...]
    """What the record holds."""
    elsewhere_clause: ClauseId
    """Where it says that other platforms are asked whether the matter is known to them."""
    elsewhere_requires: tuple[Literal["duplicate", "elsewhere"], ...]
    """What must be said about other platforms."""


class Nature(Named):
    """Whether a problem is one person's or everybody's."""

    requires: tuple[Literal["measures", "to_be_done_by"], ...] = ()
    """What the opinion must say besides."""


class Opinion(Part):
    """处置意见: what the unit means to do about it, filed with the office."""

    clause: ClauseId
    natures: tuple[Nature, ...]
    natures_clause: ClauseId
    after: tuple[Step, ...] = ()
    """Steps it rests on."""


class Study(Part):
    """一事一议: a matter that coordination does not get done, put by itself before the office in charge."""

    clause: ClauseId
    channels: tuple[Code, ...] = ()
    """Where the matters come in that it is for; all of them where none is named."""
    requires: tuple[Literal["tried", "departments"], ...]
    """What the submission must say."""


class Cannot(Part):
    """不能办报备: what must be filed before a case may end with a no."""

    clause: ClauseId
    grounds: tuple[Named, ...]
    requires: tuple[Literal["up_level_filing", "policy_basis", "explanation"], ...]
    """What the filing holds; `up_level_filing` is a ladder climbed to its final no."""
    understanding: Literal["recorded_effort", "veto"]
    """Whether the effort to be understood suffices, or the applicant's understanding is needed."""


class Order(Part):
    """交办单: an order to the head of a unit; the matter enters the ladder at a level."""

    clause: ClauseId
    triggers: tuple[Named, ...]
    """What a matter comes from where one is always issued."""
    level: Annotated[int, Field(ge=1)]
    """The level of the ladder it enters at."""
    level_clause: ClauseId
    requires: tuple[Literal["summary", "office_opinion", "until", "task_force"], ...]
    """Fields of the printed form that somebody fills in."""
    form_clause: ClauseId
    department: Literal["receiver", "issuer"]
    """Whose name the form prints as the department."""
    number: str
    """How it is numbered, `〔{year}〕{number}`; each year begins at 1."""
    number_clause: ClauseId


class Review(Part):
    """复盘: a closed case looked at from beginning to end."""

    clause: ClauseId
    findings: tuple[Code, ...]
    """What may be found; each is declared among the findings."""
    requires: tuple[Literal["cause", "responsible"], ...]
    """What it must say."""
    polarities: tuple[Named, ...] = ()
    """How a typical case is typical."""
    typical_clause: ClauseId


class Transfer(Named):
    """移送: a ground on which a matter goes to whoever is competent, explained to the applicant."""

    requires: tuple[Literal["explanation"], ...] = ()
    """What must be said with it."""


class Guard(Part):
    """What must have happened before a case may be filed away."""

    clause: ClauseId
    needs: dict[Code, Step] = Field(default_factory=dict)
    """What is missing where it has not, and the step that is it."""
