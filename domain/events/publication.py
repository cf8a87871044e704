"""Facts of a publication: masked, confirmed by a person, kept back or taken back."""

from __future__ import annotations

from domain.events.base import Event
from domain.values import Handle, UnitId


class PublicationDrafted(Event, frozen=True, tag="publication.drafted"):
    """拟公开: the question and its answer with what identifies people masked; nobody outside sees it yet."""

    title: Handle
    question: Handle
    reply: Handle
    masked: tuple[str, ...] = ()
    """What was found and masked: phone, complainant, handler …"""


class PublicationConfirmed(Event, frozen=True, tag="publication.confirmed"):
    """公开: a person read the masked text and put it into the public zone."""

    title: Handle
    question: Handle
    reply: Handle
    kind: str
    places: tuple[str, ...]
    unit: UnitId | None = None


class PublicationWithholdingRequested(Event, frozen=True, tag="publication.withholding_requested"):
    """申请不公开: the unit asks, with its reason, that a case stay out of the public zone."""

    reason: Handle


class PublicationWithheld(Event, frozen=True, tag="publication.withheld"):
    """同意不公开: the office agrees; what was public is so no longer."""

    reason: Handle


class PublicationWithholdingRefused(Event, frozen=True, tag="publication.withholding_refused"):
    """不同意不公开: the office does not agree; it is published like every other."""

    reason: Handle


class PublicationRetracted(Event, frozen=True, tag="publication.retracted"):
    """撤回公开: taken out of the public zone, with the reason; nothing of it shows there again."""

    reason: Handle
