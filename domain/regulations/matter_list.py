"""事项清单: what a unit lists of the matters it deals with, and what it puts up where everybody sees it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from domain.regulations.parts import ClauseId, Code, Named, Part, Words


class Posting(Part):
    """Something that is put up."""

    words: Words
    clause: ClauseId
    places: tuple[Named, ...]
    """Where; each of them is named when it is put up."""


class ListedKind(Named):
    """A kind of matter."""

    requires: tuple[Literal["way_up"], ...] = ()
    """What such a matter must say besides: `way_up`, how it goes up level by level."""


class MatterList(Part):
    """The list of a unit's matters."""

    clause: ClauseId
    kinds: tuple[ListedKind, ...]
    """What may stand on it."""
    postings: dict[Code, Posting] = Field(default_factory=dict)
    """By what is put up, the list itself among it."""
