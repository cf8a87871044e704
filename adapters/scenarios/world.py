"""What a story is played in."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Protocol

from application.house import House
from projections.base import Projection


class World(Protocol):
    """A whole application whose clock can be moved."""

    @property
    def house(self) -> House:
        """The use cases."""

    def advance_to(self, instant: datetime) -> None:
        """Move the clock forward."""

    def settle(self) -> None:
        """Let the views and the reactions catch up."""

    def rows(self, projection: type[Projection], as_of: int | None = None, **equals: Any) -> list[Any]:  # noqa: ANN401
        """Rows of a view."""
