"""Given facts, when a command, then facts or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

import pytest

from domain.aggregates.base import Aggregate, Recorded, replay
from domain.errors import Refused
from domain.events.base import Event

ID = UUID("00000000-0000-4000-8000-000000000001")


@dataclass
class Given:
    """A stream so far, and what came of the last command."""

    aggregate: Any
    refusal: Refused | None = None

    def when(self, command: Any, *arguments: Any, **options: Any) -> Self:
        """Tell the aggregate; a refusal is kept to be looked at."""
        self.aggregate.collect_events()
        self.refusal = None
        try:
            command(self.aggregate, *arguments, **options)
        except Refused as refusal:
            self.refusal = refusal
        return self

    def then(self, *expected: type[Event] | Event) -> Self:
        """Exactly these facts, by class or whole."""
        assert self.refusal is None, f"refused {self.refusal.code}: {self.refusal.detail}"
        facts = [recorded.fact for recorded in self.aggregate.pending]
        shown = [type(fact) if isinstance(want, type) else fact for fact, want in zip(facts, expected, strict=False)]
        assert shown == list(expected), f"recorded {[type(fact).__name__ for fact in facts]}"
        assert len(facts) == len(expected), f"recorded {[type(fact).__name__ for fact in facts]}"
        return self

    def then_nothing(self) -> Self:
        """No fact, no refusal."""
        return self.then()

    def then_refused(self, kind: type[Refused], clause: str | None = None) -> Refused:
        """Refused for this reason, citing this clause, with a remedy, and nothing recorded."""
        assert self.refusal is not None, "it was allowed"
        assert type(self.refusal) is kind, f"refused {self.refusal.code}"
        assert self.refusal.remedy, "a refusal says what would make it allowed"
        if clause:
            assert self.refusal.basis is not None
            assert self.refusal.basis.clause == clause
        assert not self.aggregate.pending
        return self.refusal

    def fact(self, kind: type[Event]) -> Any:
        """The last fact of a class that the command recorded."""
        found = [recorded.fact for recorded in self.aggregate.pending if isinstance(recorded.fact, kind)]
        if not found:
            pytest.fail(f"no {kind.__name__} was recorded")
        return found[-1]


def given(*facts: Event) -> Given:
    """A stream with these facts in it."""
    stream = [Recorded(ID, number, fact) for number, fact in enumerate(facts, 1)]
    aggregate = replay(None, stream)
    assert isinstance(aggregate, Aggregate)
    return Given(aggregate)
