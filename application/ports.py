"""What the application asks of the world. The store's port is the library's own (`application.store`).

Long because all that an adapter may be asked for stands in one place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from domain.calendar import Calendar
from domain.regulations.model import Edition
from domain.rules.scorecard import Cause
from domain.values import Attached, AuthorityId, Citation, FileHandle, Handle, SeatId, UnitId


class Clock(Protocol):
    """The one source of the present instant."""

    def now(self) -> datetime:
        """The present instant, with offset."""


class Calendars(Protocol):
    """The working calendar."""

    def known(self, as_of: int | None = None) -> Calendar:
        """The calendar with every schedule announced so far; or by a position, as it was known then."""


class Editions(Protocol):
    """The editions at hand."""

    def edition(self, id: str, hash: str | None = None) -> Edition:
        """The edition of an id, in the exact content of a hash where one is given.

        Raises a Refused with code `edition.unknown`.
        """

    def on(self, day: date, id: str, hash: str | None = None) -> Edition:
        """The edition as it is read on a day. Raises as `edition` does."""


class Files(Protocol):
    """The vault's files. One is kept before the fact that names it; one that none names goes after a day."""

    def keep_file(self, owner: UUID, content: bytes) -> Attached:
        """Keep a file; the same content of the same owner is the same file.

        Raises FileTooLarge, FileTypeNotAllowed, Erased.
        """

    def name_file(self, owners: Collection[UUID], file: FileHandle) -> Attached:
        """The file a fact is about to name, if one of these owners has it. Raises FileUnknown."""

    def read_file(self, file: FileHandle) -> bytes:
        """Its content. Raises FileUnknown where there is none, or none any more."""

    def erase_files(self, files: Collection[FileHandle]) -> int:
        """Delete files; how many there were."""


class Texts(Files, Protocol):
    """The vault: personal data and free text, of which facts hold handles only.

    A text is kept before the fact that names it: an orphan text is harmless, a fact without its text is not.
    """

    def keep(self, owner: UUID, kind: str, text: str, *, seed: str = "") -> Handle:
        """Keep a text under its owner's key. The same seed gives the same handle and no second row."""

    def read(self, handle: Handle, *, person: UUID | None = None) -> str:
        """The text of a handle; who complained only where the person's case is named. Raises Erased, UnknownHandle."""

    def read_many(self, handles: Collection[Handle], *, person: UUID | None = None) -> Mapping[Handle, str]:
        """The texts that can still be read; who complained only in the case that is named."""

    def naming(self, owner: UUID, words: Collection[str]) -> Collection[Handle]:
        """Handles of an owner's texts that hold any of these words, whatever their width and case."""

    def erase_texts(self, handles: Collection[str]) -> int:
        """Delete single texts, whose owner keeps the rest; how many there were."""

    def erase(self, owner: UUID) -> int:
        """Delete an owner's key and texts; the number of texts. Digests elsewhere stay valid."""


class Found(Protocol):
    """What a search found."""

    @property
    def texts(self) -> Mapping[Handle, str]:
        """Each text that holds every word."""

    @property
    def is_cut(self) -> bool:
        """Whether there may be more."""


class Search(Protocol):
    """Searching the vault, without the database knowing what for."""

    def search(self, query: str, *, with_persons: bool = False) -> Found:
        """Texts that hold every word of a query; who complained only if said so. Raises WordTooShort."""

    def similar(self, kind: str, text: str) -> Sequence[tuple[Handle, float]]:
        """Texts of a kind much like this one, the likest first, each with the share they have in common, 0 to 1."""


@dataclass(frozen=True)
class Refusal:
    """A refused attempt: who, what, which clause, when. No personal data, no free text."""

    actor: str
    role: str
    unit: str | None
    action: str
    target: str | None
    case: UUID | None
    code: str
    basis: Citation | None
    attempted_at: datetime


class Refusals(Protocol):
    """Refused attempts, kept outside the log."""

    def keep(self, refusal: Refusal) -> None:
        """Keep one."""

    def of(self, case: UUID | None = None, *, limit: int = 100, offset: int = 0) -> Sequence[Refusal]:
        """Those of a case, or all, newest first."""


@dataclass(frozen=True)
class OpenDeadline:
    """A running deadline as the read side knows it."""

    subject: UUID
    key: str
    due_at: datetime
    warn_at: datetime
    deems: str | None


class OpenMatters(Protocol):
    """What an erasure asks of the read side."""

    def open_about(self, case: UUID) -> Collection[str]:
        """What is not over about a case, besides the case: names of running deadlines, and kinds of open matters."""


class OpenDeadlines(OpenMatters, Protocol):
    """What the clockwork and the calendar's reactions ask of the read side."""

    def passed_by(self, instant: datetime) -> Iterable[OpenDeadline]:
        """Running and not yet missed ones whose due time is not after an instant, earliest first, however many."""

    def warned_by(self, instant: datetime) -> Iterable[OpenDeadline]:
        """Running ones that may be missed and whose warning time, later than their start, is not after an instant."""

    def reaching_into(self, year: int) -> Iterable[OpenDeadline]:
        """Open or missed ones that were reckoned over days of a year."""

    def reached(self) -> int:
        """The position up to which the read side's answers hold every fact."""


@dataclass(frozen=True)
class ObligedAuthority:
    """An authority whose periodic duties are asked for, and from when on."""

    code: AuthorityId
    since: date


class Obliged(Protocol):
    """What the clockwork asks of the read side about what comes due with a period."""

    def obliged(self) -> Sequence[ObligedAuthority]:
        """Authorities whose periodic duties have begun, or will."""

    def last_turn(self, authority: AuthorityId, rule: str) -> datetime | None:
        """The turn of the last period opened under a rule; None before the first."""

    def units_of(self, authority: AuthorityId) -> Sequence[tuple[UnitId, str]]:
        """Its units, each with its class."""


class StalledEscalations(Protocol):
    """Ladders and the seats they stand before."""

    def waiting_for(self, unit: str) -> Iterable[UUID]:
        """Escalations of a unit that stand before a vacant level."""

    def held_by(self, seat: str) -> Iterable[UUID]:
        """Escalations on their way up that a seat holds."""


class Progress(Protocol):
    """How far a follower of facts has come."""

    def position(self, name: str) -> int:
        """The last position it has worked through; 0 at first."""

    def advance(self, name: str, position: int) -> None:
        """It has worked through a position."""


@dataclass(frozen=True)
class Message:
    """What a carrier is handed: whole words and a real number or letter box. It is kept nowhere in the store."""

    key: UUID
    """Of the notice and the same at every attempt, so that a carrier can drop what it took before."""
    to: str
    text: str
    subject: str = ""
    case: UUID | None = None
    """What it is about; by this a carrier that keeps messages lets go of those to a complainant who was erased."""


class NotSent(Exception):
    """The carrier did not take a message. `reason` is a code; `is_final` where trying again is no use."""

    def __init__(self, reason: str, *, is_final: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_final = is_final


class Sms(Protocol):
    """Text messages."""

    def send_sms(self, message: Message) -> None:
        """Hand one over. Raises NotSent."""

    def forget(self, case: UUID) -> int:
        """Drop what is kept of messages to the complainant of a case, and how many those were; it may be asked again.

        Raises OSError where they may still be there.
        """


class Mail(Protocol):
    """Electronic letters."""

    def send_mail(self, message: Message) -> None:
        """Hand one over. Raises NotSent."""


class Addresses(Protocol):
    """Where seats get their letters; kept beside the log, and gone with the account."""

    def mailed(
        self, *, seat: SeatId | None = None, unit: UnitId | None = None, role: str | None = None
    ) -> list[SeatId]:
        """The seats with a letter box: this seat, those of a unit, or those in a role."""

    def mail_of(self, seat: SeatId) -> str | None:
        """A seat's letter box."""


class NoticesToSend(Protocol):
    """What the outbox asks of the read side."""

    def to_send_by(self, instant: datetime, limit: int = 100) -> Sequence[UUID]:
        """Notices that wait for a carrier and are not put off beyond an instant, the longest waiting first."""


@dataclass(frozen=True)
class Established:
    """A finding about a unit that stands."""

    unit: UnitId
    cause: Cause
    established_at: datetime
    deadline: str | None = None
    """Key of the deadline whose miss it is."""
    term: str | None = None
    """The term it is about, where it is about a unit in an assessment."""


class FindingsOf(Protocol):
    """What scoring asks about findings."""

    def established(
        self, authority: AuthorityId, begins: datetime, as_of: int | None = None, *, kinds: Collection[str] = ()
    ) -> Iterable[Established]:
        """Those about an authority's units from an instant on that stand, in the order of their positions.

        Of some kinds only, where any are named.
        """


@dataclass(frozen=True)
class Closing:
    """A case a unit had, from its dispatch to its close."""

    case: UUID
    unit: UnitId
    kind: str
    dispatched_at: datetime | None
    closed_at: datetime | None
    outcome: str | None = None
    rating: str | None = None
    """The last one; None where nobody said."""
    number: str = ""
    channel: str = ""


@dataclass(frozen=True)
class Ended:
    """A deadline that fell due, and whether it was kept."""

    case: UUID
    name: str
    due_at: datetime
    is_kept: bool
    started_at: datetime
    met_at: datetime | None = None
    """None while it is not done."""


@dataclass(frozen=True)
class Supervised:
    """A matter under supervision, the unit that answers for it, and every level it came to."""

    unit: UnitId
    case: UUID
    levels: tuple[int, ...]
    issued_at: datetime
    position: int
    supervision: UUID


class CountsOf(Protocol):
    """What scoring counts."""

    def units(self, authority: AuthorityId, as_of: int | None = None) -> Mapping[UnitId, str]:
        """An authority's units, each with its class."""

    def reached(self) -> int:
        """The position up to which the answers hold every fact."""

    def closings(
        self, authority: AuthorityId, begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterable[Closing]:
        """Cases that were dispatched or closed in a span."""

    def orders(self, authority: AuthorityId, cases: Collection[UUID], as_of: int | None = None) -> Iterable[Closing]:
        """Those of some cases that an authority's units had."""

    def supervised(
        self, authority: AuthorityId, begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterable[Supervised]:
        """Supervisions issued in a span."""

    def ended(
        self, authority: AuthorityId, names: Collection[str], begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterable[Ended]:
        """Deadlines of these names that fell due in a span; those that lapsed bind nobody."""

    def clocked(
        self, authority: AuthorityId, begins: datetime, ends: datetime, as_of: int | None = None
    ) -> Iterable[UUID]:
        """Streams on which a unit's deadline began in a span."""
