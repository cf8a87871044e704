"""The orders a figure is taken over, each with what it counts as there."""

from __future__ import annotations

from collections.abc import Container
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from application.ports import Closing
from domain.regulations.model import Edition
from domain.rules.indicators import FOR_IT, CountsAs


class Order(NamedTuple):
    """An order in a figure."""

    closing: Closing
    counts_as: CountsAs
    due_at: datetime | None = None
    """Of the deadline it is about."""
    days: int | None = None
    """Working days it took."""

    @property
    def is_counted(self) -> bool:
        """Whether it stands above the line."""
        return self.counts_as in FOR_IT


def is_silent(edition: Edition, closing: Closing) -> bool:
    """Whether nobody said anything: no rating, or the one the text puts in its place."""
    ratings = edition.follow_up.ratings if edition.follow_up else ()
    return closing.rating is None or any(each.by_default for each in ratings if each.code == closing.rating)


def rated_as(edition: Edition, closing: Closing, bad: Container[UUID], left_out: Container[UUID]) -> CountsAs:
    """Silence counts as satisfied; only a second bad rating does not."""
    if closing.case in left_out:
        return "left_out"
    if closing.case in bad:
        return "unsatisfied"
    return "satisfied_by_default" if is_silent(edition, closing) else "satisfied"
