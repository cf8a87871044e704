"""The desk every use case works at: load, ask the rules, tell the aggregate, save."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID, uuid5

import msgspec

from application.access import LATE_ENTRIES, require_role
from application.calls import Call, Outcome
from application.commands import Command, LateCommand
from application.ports import Calendars, Clock, Editions, Texts
from application.store import Saved, Store
from domain.aggregates.base import Aggregate
from domain.aggregates.holiday_schedule import SCHEDULES, HolidaySchedule
from domain.aggregates.organisation import Authority, Unit, authority_stream, unit_stream
from domain.aggregates.subject import Subject
from domain.errors import NotFound, Refused, VersionConflict
from domain.events.base import topic_of
from domain.rules.law import Law
from domain.values import BEIJING, Act, AuthorityId, Citation, Handle, UnitId

A = TypeVar("A", bound=Aggregate)

TRIES = 5
"""How often a command is decided again when another was faster and the caller named no version."""


class LateEntryNotAllowed(Refused):
    """A late entry needs ground, evidence, an earlier time, and a role that may make it."""

    code = "late_entry.not_allowed"


class ChangedMeanwhile(Refused):
    """Another command changed it after the version the caller saw."""

    code = "version.conflict"


PERSONAL = frozenset({"name", "contact", "address", "title", "content"})
"""Kinds of text that belong to the complainant."""


def officers_of(case: UUID) -> UUID:
    """Whose key seals what officers wrote about a case."""
    return uuid5(case, "officers")


@dataclass(frozen=True)
class Now:
    """The moment a command is decided: its act, the law in force, and a way to keep its texts."""

    act: Act
    law: Law
    vault: Texts
    owner: UUID
    command_id: UUID

    def text(self, kind: str, text: str) -> Handle:
        """Put a text into the vault; the same command repeated gives the same handle.

        What the complainant gave or says lies under a key of its own, what officers wrote under another, so that a
        person can be erased and the officers' opinions stay.
        """
        is_own = kind in PERSONAL or self.act.role == "citizen"
        owner = self.owner if is_own else officers_of(self.owner)
        return self.vault.keep(owner, kind, text, seed=f"{self.command_id}:{kind}")

    def keep(self, kind: str, text: str | None) -> Handle | None:
        """Put a text into the vault if there is one."""
        return None if text is None else self.text(kind, text)

    def texts(self, kind: str, several: tuple[str, ...]) -> tuple[Handle, ...]:
        """Put several texts of a kind into the vault."""
        return tuple(self.text(f"{kind}:{n}", text) for n, text in enumerate(several))


@dataclass(frozen=True)
class Desk:
    """What use cases share. `secret` keys the digests of requests, so that they give nothing away."""

    store: Store
    clock: Clock
    editions: Editions
    calendars: Calendars
    texts: Texts
    secret: bytes

    # -- who and when ----------------------------------------------------------------------------------

    def act(self, call: Call, command: Command, owner: UUID) -> Act:
        """The envelope of what a call does now, or did earlier where it is a late entry."""
        now = call.at or self.clock.now()
        act = Act(
            actor=call.actor,
            role=call.role,
            occurred_at=now,
            on_behalf_of=call.unit,
            cause=call.cause,
            imported=call.imported,
        )
        late = command.late if isinstance(command, LateCommand) else None
        if late is None:
            return act
        if call.role not in LATE_ENTRIES:
            raise LateEntryNotAllowed(
                f"{call.role} may not enter what happened earlier",
                remedy=f"ask one of: {', '.join(sorted(LATE_ENTRIES))}",
            )
        if late.occurred_at >= now:
            raise LateEntryNotAllowed("a late entry names an earlier time", remedy="give an occurred_at before now")
        evidence = tuple(
            self.texts.keep(officers_of(owner), "evidence", text, seed=f"{call.command_id}:evidence:{n}")
            for n, text in enumerate(late.evidence)
        )
        return msgspec.structs.replace(
            act, occurred_at=late.occurred_at, entered_at=now, ground=late.ground, evidence=evidence
        )

    # -- what is in force ------------------------------------------------------------------------------

    def law_for(self, authority: AuthorityId, at: datetime, *, hypothetical: bool = False) -> Law:
        """The edition the authority has in force on a day, with the calendar as known now.

        `hypothetical` accepts one that came into force later.
        """
        known = self.store.get(Authority, authority_stream(authority))
        day = at.astimezone(BEIJING).date()
        adopted = known.edition_on(day, hypothetical=hypothetical)
        return Law(self.editions.on(day, adopted.edition, adopted.hash), self.calendars.known())

    def law_under(self, basis: Citation) -> Law:
        """The edition a running deadline or ladder began under, with the calendar as known now."""
        return Law(self.editions.edition(basis.edition, basis.hash), self.calendars.known())

    def law_of(self, subject: Subject, authority: AuthorityId, at: datetime) -> Law:
        """The edition in force, or the one the subject began under where it is older than any in force."""
        known, day = self.store.get(Authority, authority_stream(authority)), at.astimezone(BEIJING).date()
        began = next((deadline.set.basis for deadline in subject.deadlines.by_key.values()), None)
        try:
            adopted = known.edition_on(day)
        except Refused:
            if began is None:
                raise
            return self.law_under(began)
        return Law(self.editions.on(day, adopted.edition, adopted.hash), self.calendars.known())

    def schedules(self) -> HolidaySchedule:
        """Every schedule an officer entered."""
        try:
            return self.store.get(HolidaySchedule, SCHEDULES)
        except NotFound:
            return HolidaySchedule.blank()

    def unit(self, code: str, of: AuthorityId | None = None) -> Unit:
        """A unit by its code; `of` names the authority it must belong to.

        Raises NotFound naming the code, where the store alone could only name a stream.
        """
        try:
            unit = self.store.get(Unit, unit_stream(UnitId(code)))
        except NotFound:
            raise NotFound(
                f"there is no unit {code}", remedy="name a unit by its code, as the list of units has it"
            ) from None
        if of is not None and unit.authority != of:
            raise NotFound(f"{of} has no unit {code}", remedy="name one of its own, as the list of units has them")
        return unit

    # -- doing -----------------------------------------------------------------------------------------

    def load(self, kind: type[A], id: UUID, call: Call) -> A:
        """What a command is about, at the version whoever sends it has seen."""
        aggregate = self.store.get(kind, id)
        if call.expected_version is not None and aggregate.version != call.expected_version:
            raise ChangedMeanwhile(
                f"it is at version {aggregate.version}, not {call.expected_version}",
                remedy="read it again, look at what changed, and decide anew",
            )
        return aggregate

    def change(
        self,
        kind: type[A],
        id: UUID,
        action: str,
        call: Call,
        command: Command,
        decide: Callable[[A], object],
    ) -> Outcome:
        """Load one aggregate, let `decide` tell it, save; decided again if another command was faster."""

        def load_and_decide() -> tuple[Aggregate, ...]:
            aggregate = self.load(kind, id, call)
            decide(aggregate)
            return (aggregate,)

        return self.perform(action, call, command, load_and_decide, {"id": str(id)})

    def perform(
        self,
        action: str,
        call: Call,
        command: Command,
        decide: Callable[[], tuple[Aggregate, ...]],
        target: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Decide and save all aggregates a command touches, or none; a repeated command changes nothing.

        The first aggregate is the one the outcome speaks of.
        """
        require_role(call.role, action)
        digest = self._digest(action, command, target or {})
        for left in reversed(range(TRIES)):
            try:
                aggregates = decide()
                topics = tuple(topic_of(new.fact) for touched in aggregates for new in touched.pending)
                saved = self.store.save(*aggregates, command_id=call.command_id, digest=digest)
            except VersionConflict:
                if call.expected_version is not None or not left:
                    raise
                continue
            except Refused:
                earlier = self.store.find_command(call.command_id, digest)
                if earlier is None:
                    raise
                return self._repeated(earlier)
            if saved.repeated:
                return self._repeated(saved)
            first = aggregates[0]
            return Outcome(first.id, first.version, saved.position, topics)
        raise AssertionError("unreachable: the last try either returns or raises")

    def _repeated(self, saved: Saved) -> Outcome:
        place, _ = next(iter(self.store.facts(saved.positions[0] - 1, 1)))
        return Outcome(place.stream, place.version + len(saved.positions) - 1, saved.position, repeated=True)

    def _digest(self, action: str, command: Command, target: Mapping[str, str]) -> bytes:
        said = hashlib.blake2b(key=self.secret, digest_size=32)
        for part in (action, *sorted(f"{name}={value}" for name, value in target.items())):
            said.update(part.encode() + b"\0")
        said.update(command.model_dump_json().encode())
        return said.digest()
