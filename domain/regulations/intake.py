"""What may be asked, how it comes in, what is refused, and who it goes to."""

from __future__ import annotations

from typing import Literal

from domain.regulations.casework import Transfer
from domain.regulations.parts import ClauseId, Code, Named, Part, Source, Words

Field = Literal["content", "name", "contact"]
"""A basic field of a request."""


class Kind(Named):
    """诉求类型: a kind of request."""

    public: bool = True
    """Whether its status and result are published by default."""


class RefusalGround(Named):
    """A ground on which a request is not accepted."""


class Anonymous(Part):
    """A request without a name: whether it is taken, and what must be said."""

    allowed: bool
    """Whether it is taken."""
    source: Source
    reason_required: bool = True
    """Whether the reason for having no name must be said."""


class Repeat(Part):
    """A request made again on the same fact and ground after a lawful reply."""

    clause: ClauseId
    same: tuple[Literal["person", "fact", "reason"], ...]
    """What must be the same for it to be a repeat."""
    truth_check_required: bool
    """Whether the earlier reply must first be checked for truth."""


class MatterClass(Named):
    """A class of matters that a case may be tagged with."""

    aliases: tuple[str, ...] = ()
    """Other spellings of it in the text."""
    within: Code | None = None
    """The wider class it is a part of."""


class Intake(Part):
    """受理: what comes in, with what fields, and what does not."""

    clause: ClauseId
    kinds: tuple[Kind, ...]
    channels: tuple[Named, ...]
    required: tuple[Field, ...]
    """Fields without which nothing is registered."""
    required_clause: ClauseId
    anonymous: Anonymous
    refusal_grounds: tuple[RefusalGround, ...]
    refusal_clause: ClauseId
    refusal_requires: tuple[Literal["explanation", "referred_to"], ...]
    """What must be said with a refusal."""
    repeat: Repeat | None = None
    emergency_numbers: tuple[str, ...] = ()
    """Lines a matter is handed to at once."""
    emergency_clause: ClauseId | None = None
    classes: tuple[MatterClass, ...] = ()
    """Tags, none or several of which a case may have."""
    transfers: tuple[Transfer, ...] = ()
    """Grounds on which a matter is handed to whoever is competent."""

    def kind(self, code: str) -> Kind | None:
        """The kind of request of this code."""
        return next((kind for kind in self.kinds if kind.code == code), None)

    def ground(self, code: str) -> RefusalGround | None:
        """The ground of refusal of this code."""
        return next((ground for ground in self.refusal_grounds if ground.code == code), None)


class FirstDuty(Part):
    """首问责任: what whoever is asked first owes, whether the matter is theirs or not."""

    clause: ClauseId
    requires: tuple[Literal["in_charge", "where_to_go", "contact_helped"], ...]
    """What the applicant must be told."""
    stays: bool
    """Whether who was asked first remains so to the end, whoever holds the matter."""
    stays_clause: ClauseId


class Disposition(Named):
    """A way to deal with a request at first sight."""

    consent_required: bool = False
    """Whether the citizen must agree."""


class Dispatch(Part):
    """分办: first triage, and where an order goes."""

    first_triage: tuple[Disposition, ...]
    triage_clause: ClauseId
    route: tuple[Literal["territory", "subject", "first_receiver"], ...]
    """What decides the lead unit, first match first."""
    route_clause: ClauseId
    first: Literal["final", "provisional", "meeting"] = "final"
    """Whether an order stands once sent, waits to be confirmed by a meeting, or is sent by a meeting only."""
    first_clause: ClauseId | None = None
    before_acceptance: bool = False
    """Whether it goes to the unit before anybody took it on: the unit itself does."""
    designate_when: tuple[Named, ...] = ()
    """Situations in which the office names lead and assisting units itself."""


class Role(Part):
    """A seat's role in this text."""

    id: Code
    """A name of your own; Tiji's id where the role is compared with whoever acts."""
    words: Words
    clause: ClauseId
