"""Where a list goes on: the page before and the one after, under the same filters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from adapters.http.pages.page import Sight

NOT_KEPT = frozenset({"offset", "as_of", "at", "after"})
"""Of the address: where in the list one was, and the moment, which every link keeps by itself."""


class Listed(Protocol):
    """Some of a list."""

    @property
    def total(self) -> int:
        """How many there are under the filters."""

    @property
    def offset(self) -> int:
        """How many come before those shown."""

    @property
    def limit(self) -> int:
        """How many are shown at most."""


def pages_of(sight: Sight, found: Listed) -> Mapping[str, Any]:
    """What `p.pager` shows, and what `p.chips` keeps of the address."""
    behind = found.offset + found.limit
    return {
        "first": found.offset + 1 if found.total else 0,
        "last": min(behind, found.total),
        "before": max(found.offset - found.limit, 0) if found.offset else None,
        "after": behind if behind < found.total else None,
        "query": {name: value for name, value in sight.query.items() if name not in NOT_KEPT},
    }
