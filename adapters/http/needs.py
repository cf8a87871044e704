"""What the HTTP edge asks of the rest of the house; `adapters.main` hands it over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from application.access import OF_OWN_UNIT
from application.calls import Call
from application.commands.looking import ExportBundle
from application.due import Answer, Question
from application.house import House
from application.identity import Identity, SignedIn
from application.ports import Refusals, Search
from application.recorder import Row
from application.transparency import Consistency, Inclusion, LogState
from domain.regulations.model import Edition
from domain.values import UnitId
from projections.base import Projection


class Identities(Protocol):
    """Who a bearer token belongs to."""

    def find(self, token: str) -> Identity | None:
        """The holder of a token; None where nobody holds it."""


class Accounts(Protocol):
    """Who may sign in, and who is."""

    def sign_in(self, login: str, password: str, origin: str) -> tuple[str, SignedIn]:
        """A new session and its secret token. Raises SignInRefused, TooManyAttempts."""

    def find(self, token: str, *, by_hand: bool = True) -> SignedIn | None:
        """The live session of a token; None where it ended, idled out, or never was.

        What a page asks by itself, not `by_hand`, keeps no session alive.
        """

    def sign_out(self, token: str) -> None:
        """End a session. Ending it twice is ending it once."""


class Disclosures(Protocol):
    """To whom it was shown who complained, and what for; kept outside the log, without personal data."""

    def disclosed(self, who: str, case: UUID, purpose: str) -> None:
        """Put one on record: an account or a seat, and a case."""

    def disclosures(self, case: UUID) -> Sequence[tuple[datetime, str, str]]:
        """When, to whom, what for: newest first."""


class Views(Protocol):
    """The read models, now (`as_of=None`) or as of a position that they have reached."""

    def position(self) -> int:
        """The newest position they hold."""

    def rows(
        self,
        projection: type[Projection],
        as_of: int | None = None,
        *,
        where: Mapping[str, Any] | None = None,
        order: Sequence[str] = (),
        limit: int | None = None,
        offset: int = 0,
        **equals: Any,  # noqa: ANN401  (a column's own type)
    ) -> list[Any]:
        """Rows whose columns have these values, ordered by columns (descending with a leading minus)."""

    def query(
        self, text: str, as_of: int | None, parameters: Sequence[Any] = (), **views: type[Projection]
    ) -> list[tuple[Any, ...]]:
        """The answer to a question in SQL; `{name}` in it stands for a view."""


class Reckoning(Protocol):
    """Until when a clause runs."""

    def __call__(self, question: Question, as_of: int | None = None) -> Answer:
        """The answer by the working days as known now, or as of a position. Raises Refused."""


class Facts(Protocol):
    """Stored facts as they are, byte for byte: the store's recorder."""

    def rows(self, after: int, limit: int) -> Sequence[Row]:
        """Facts after a position, in order."""

    def stream_rows(self, stream: UUID, after: int) -> Sequence[Row]:
        """Facts of one stream after a version, in order."""


class Log(Protocol):
    """The transparency log over the facts, as far as it is sealed."""

    def state(self) -> LogState:
        """How far facts are sealed, and what is wrong."""

    def checkpoint(self) -> str:
        """The newest signed note. Raises Refused where nothing is sealed yet."""

    def key(self) -> str:
        """The public key it is signed with. Raises Refused where it is not at hand."""

    def verifier(self) -> bytes:
        """The program that checks a bundle by itself."""

    def tile(self, path: str) -> bytes:
        """The hashes of a tile. Raises NotFound."""

    def entries(self, path: str) -> bytes:
        """The facts under a tile, as they were hashed. Raises NotFound."""

    def inclusion(self, position: int, size: int | None) -> Inclusion:
        """What shows that a fact is where it is; `size` None: in the newest checkpoint. Raises Refused."""

    def consistency(self, old: int, size: int | None) -> Consistency:
        """What shows that nothing sealed was changed since. Raises Refused."""


class Bundles(Protocol):
    """Bundles of cases, with what proves them."""

    def export(self, case: UUID, command: ExportBundle, call: Call) -> tuple[str, bytes]:
        """The name of an archive, and the archive. Raises Refused where nothing proves that it is whole."""


@dataclass(frozen=True)
class Parked:
    """A fact that a view could not fold; its case waits."""

    position: int
    topic: str


@dataclass(frozen=True)
class Api:
    """Everything the API needs, put together once by the composition root."""

    house: House
    reader: Views
    facts: Facts
    refusals: Refusals
    search: Search
    disclosures: Disclosures
    log: Log
    bundles: Bundles
    identities: Identities
    editions: Iterable[Edition]
    due: Reckoning
    """Until when a clause runs. Raises Refused."""
    parked: Callable[[], Sequence[Parked]]
    accounts: Accounts | None = None
    """Who may sign in to the pages; None where only the API is served."""
    advance_clock: Callable[[datetime], None] | None = None
    """Moves a simulation's clock forward; None in a real store, which then has no such URL.

    Raises ValueError for an earlier instant.
    """
    reader_of: Callable[[UnitId], Views] | None = None
    """The read models as the database gives them to a unit's seats."""
    unavailable: tuple[type[Exception], ...] = ()
    """What reading raises while the database cannot be reached."""

    @property
    def simulation(self) -> bool:
        """Whether the store is one whose clock can be moved."""
        return self.advance_clock is not None

    def asked_by(self, who: Identity) -> Api:
        """The same for whoever asks: a unit's seats read by a login that is given no other unit's cases."""
        if self.reader_of is None or who.role not in OF_OWN_UNIT:
            return self
        return replace(self, reader=self.reader_of(who.unit or UnitId("")))
