"""What a projection is: a row, folds, and the indexes its questions need."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any, ClassVar, Generic, Literal, NamedTuple, TypeVar, cast
from uuid import UUID

import msgspec

from domain.events.base import Event, topic_of, topics
from domain.values import Place

Key = tuple[Any, ...]
Fold = Callable[[Any, Any, Any], None]


class Row(msgspec.Struct, frozen=True, gc=False):
    """One row of a view. Its first fields are its key, and the key begins with the case."""

    key: ClassVar[tuple[str, ...]]


R = TypeVar("R", bound=Row)


class Superseded(NamedTuple):
    """A row version that no longer holds, and the positions between which it did."""

    row: Row
    known_from: int
    known_to: int
    was_written: bool
    """Whether the current table holds it; False if it was born in this very batch."""


def on(*facts: type[Event]) -> Callable[[Fold], Fold]:
    """Fold these facts. `Event` itself means every fact there is."""

    def mark(fold: Fold) -> Fold:
        fold.__dict__["facts"] = facts
        return fold

    return mark


ShownTo = Literal["everybody", "whom it concerns", "the unit", "offices"]

KNOWN: dict[str, type[Projection]] = {}
"""Name → projection."""


class Projection:
    """A read model. It registers by existing; its name is its class's, in snake case, unless given.

    Raise `version` when a fold changes its answer, and a rebuild is due.
    """

    Row: ClassVar[type[Row]]
    name: ClassVar[str]
    version: ClassVar[int] = 1
    indexes: ClassVar[tuple[tuple[str, ...], ...]] = ()
    is_append_only: ClassVar[bool] = False
    shown_to: ClassVar[ShownTo] = "everybody"
    """Whose questions it answers: a unit's only about cases that concern the unit, about the unit itself, or none."""

    def __init_subclass__(cls) -> None:
        """Give it its name and register it."""
        if "Row" not in vars(cls):
            return
        if "name" not in vars(cls):
            cls.name = re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()
        if cls.name in KNOWN:
            raise TypeError(f"two projections are called {cls.name}")
        KNOWN[cls.name] = cls

    def folds(self) -> dict[type[Event], Callable[[Any, Any], None]]:
        """Fact → the method that folds it."""
        found: dict[type[Event], Callable[[Any, Any], None]] = {}
        for name in dir(type(self)):
            marked = getattr(getattr(type(self), name), "__dict__", {}).get("facts", ())
            for fact in topics().values() if Event in marked else marked:
                found[fact] = getattr(self, name)
        return found

    @classmethod
    def topics(cls) -> tuple[str, ...]:
        """Topics of the facts it folds."""
        return tuple(sorted(topic_of(fact) for fact in cls().folds()))

    @classmethod
    def fingerprint(cls) -> str:
        """Digest of columns, key, indexes, whom it is shown to and fold version: another one means a rebuild is due."""
        fields = [(field.name, str(field.type)) for field in msgspec.structs.fields(cls.Row)]
        said = repr((cls.name, cls.version, cls.Row.key, fields, cls.indexes, cls.is_append_only, cls.shown_to))
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def known_projections() -> tuple[type[Projection], ...]:
    """Every projection there is, in the order they were defined."""
    return tuple(KNOWN.values())


class AppendProjection(Projection):
    """One row a fact, never changed: no versions are needed, the position is enough."""

    is_append_only = True


class Rows(Generic[R]):
    """The working set of one view while facts are folded: live rows, what was superseded, what changed."""

    def __init__(self, kind: type[R]) -> None:
        self.kind = kind
        self.live: dict[Key, tuple[R, int]] = {}
        self.superseded: list[Superseded] = []
        self.changed: dict[Key, None] = {}
        self.place: Place
        self.case: UUID
        self._by_case: defaultdict[UUID, dict[Key, None]] = defaultdict(dict)
        self._width = len(kind.key)

    def begin(self, place: Place, event: Event) -> None:
        """The fact about to be folded."""
        self.place = place
        self.case = event.case or place.stream

    def load(self, row: R, known_from: int) -> None:
        """A row as the current table holds it."""
        key = self._key_of(row)
        self.live[key] = (row, known_from)
        self._by_case[key[0]][key] = None

    def forget(self, case: UUID) -> None:
        """Drop a case's rows from memory; they stay in the table."""
        for key in self._by_case.pop(case, {}):
            self.live.pop(key, None)

    def written(self) -> None:
        """Everything so far is in the table."""
        self.superseded, self.changed = [], {}

    # -- what folds use --------------------------------------------------------------------------------

    def get(self, *key: Any) -> R | None:  # noqa: ANN401  (a key's own types)
        """The row of a key, if there is one."""
        held = self.live.get(key)
        return held[0] if held else None

    def of(self, case: UUID) -> Iterator[R]:
        """The live rows of a case, in the order they came."""
        for key in list(self._by_case.get(case, ())):
            yield self.live[key][0]

    def put(self, row: R) -> None:
        """A row as it now is; nothing happens where it is the same."""
        key = self._key_of(row)
        held = self.live.get(key)
        if held is not None:
            if held[0] == row:
                return
            self._supersede(key, held)
        self.live[key] = (row, self.place.position)
        self._by_case[key[0]][key] = None
        self.changed[key] = None

    def change(self, *key: Any, **fields: Any) -> None:  # noqa: ANN401  (a key's and columns' own types)
        """Some columns of a row; nothing happens where there is no such row."""
        held = self.live.get(key)
        if held is not None:
            self.put(msgspec.structs.replace(held[0], **fields))

    def drop(self, *key: Any) -> None:  # noqa: ANN401  (a key's own types)
        """The row no longer is."""
        held = self.live.pop(key, None)
        if held is not None:
            self._supersede(key, held)
            self._by_case[key[0]].pop(key, None)
            self.changed[key] = None

    def _supersede(self, key: Key, held: tuple[R, int]) -> None:
        row, known_from = held
        was_written = key not in self.changed
        if known_from != self.place.position or was_written:
            self.superseded.append(Superseded(row, known_from, self.place.position, was_written))

    def _key_of(self, row: R) -> Key:
        fields = cast("Any", row).__struct_fields__[: self._width]
        return tuple(getattr(row, name) for name in fields)


class AppendRows(Generic[R]):
    """The working set of an append-only view."""

    def __init__(self, kind: type[R]) -> None:
        self.kind = kind
        self.added: list[R] = []
        self.place: Place
        self.case: UUID

    def begin(self, place: Place, event: Event) -> None:
        """The fact about to be folded."""
        self.place = place
        self.case = event.case or place.stream

    def add(self, row: R) -> None:
        """One more row."""
        self.added.append(row)

    def written(self) -> None:
        """Everything so far is in the table."""
        self.added = []
