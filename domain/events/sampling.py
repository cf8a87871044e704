"""Facts of a random sample: drawn so that anybody can draw it again, and each drawn case checked."""

from __future__ import annotations

from uuid import UUID

from domain.events.base import Event
from domain.values import AuthorityId, Handle, Value


class SampledCase(Value, frozen=True):
    """A case that was drawn."""

    number: str
    case: UUID


class SampleDrawn(Event, frozen=True, tag="sample.drawn"):
    """回访抽查: drawn from the closed cases of a month, with all that drawing it again needs."""

    authority: AuthorityId
    month: str
    channels: tuple[str, ...]
    """Where the cases came in that it was drawn from."""
    read_at: int
    """The position as of which the cases were listed."""
    size: int
    """How many there were."""
    frame: str
    """SHA-256 of their numbers, sorted, each on a line of its own."""
    seed: str
    """Follows from the frame and the store's secret, so that nobody chooses it or knows it before."""
    drawn: tuple[SampledCase, ...]
    """The first ones by SHA-256 of `seed:number`, in that order."""


class SampleChecked(Event, frozen=True, tag="sample.checked"):
    """抽查核实: whether the follow-up of a drawn case was as it was recorded."""

    place: int
    """In the order of the draw, from 1."""
    number: str
    way: str
    result: str
    note: Handle | None = None
