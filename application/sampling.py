"""Use cases of a random sample: drawn once a month, drawn again by whoever doubts it, and checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk, Now
from application.ports import CountsOf
from domain.aggregates.base import Aggregate
from domain.aggregates.sample import Sample, SampleDrawnAlready, sample_stream
from domain.calendar.terms import Term
from domain.errors import NotFound
from domain.events.sampling import SampleChecked, SampledCase, SampleDrawn
from domain.rules.sampling import drawn, frame_digest, how_many, sample_of
from domain.values import AuthorityId


@dataclass(frozen=True)
class DrawnAgain:
    """A sample drawn again from the record."""

    frame: Sequence[str]
    """The numbers it is drawn from, sorted."""
    is_same_frame: bool
    is_same_seed: bool
    is_same_draw: bool

    @property
    def agrees(self) -> bool:
        """Whether all of it comes out as it was recorded."""
        return self.is_same_frame and self.is_same_seed and self.is_same_draw


@dataclass(frozen=True)
class Sampling:
    """回访抽查."""

    desk: Desk
    counted: CountsOf

    def draw_sample(self, command: c.DrawSample, call: Call) -> Outcome:
        """抽取. Raises NothingSampled, NotTheSampler, MonthNotOver, SampleDrawnAlready."""
        authority = AuthorityId(command.authority)
        id = sample_stream(authority, command.month)

        def decide() -> tuple[Aggregate, ...]:
            act = self.desk.act(call, command, id)
            law = self.desk.law_for(authority, act.told_at)
            rule = sample_of(law, call.role)
            basis = law.cite(rule.clause)
            if self.desk.store.opening(id) is not None:
                raise SampleDrawnAlready(f"{command.month} has been drawn", remedy="check what was drawn", basis=basis)
            read_at = self.counted.reached()
            frame = self._frame(authority, Term(command.month), rule.channels, read_at)
            digest = frame_digest(frame)
            seed = self._seed(id, digest)
            numbers = drawn(seed, frame, how_many(rule, len(frame)))
            sample = SampleDrawn(
                authority=authority,
                month=command.month,
                channels=rule.channels,
                read_at=read_at,
                size=len(frame),
                frame=digest,
                seed=seed,
                drawn=tuple(SampledCase(number, frame[number]) for number in numbers),
                basis=basis,
                act=act,
            )
            return (Sample.draw(sample, law),)

        return self.desk.perform("samples.draw", call, command, decide)

    def check_sample(self, id: UUID, command: c.CheckSample, call: Call) -> Outcome:
        """核实. Raises NotTheSampler, NotDrawn, CheckUnknown."""

        def tell(it: Sample) -> None:
            assert it.basis is not None  # noqa: S101  (its first fact cites the clause)
            act = self.desk.act(call, command, id)
            law = self.desk.law_under(it.basis)
            rule = sample_of(law, call.role)
            note = Now(act, law, self.desk.texts, id, call.command_id).keep("note", command.note)
            checked = SampleChecked(
                place=command.place,
                number=it.number_at(command.place),
                way=command.way,
                result=command.result,
                note=note,
                basis=it.basis,
                act=act,
            )
            it.check(checked, rule, law)

        return self.desk.change(Sample, id, "samples.check", call, command, tell)

    def draw_again(self, id: UUID) -> DrawnAgain:
        """The same sample from the record as it was known then. Raises NotFound."""
        first = self.desk.store.opening(id)
        if not isinstance(first, SampleDrawn):
            raise NotFound(f"there is no sample {id}", remedy="check the id")
        frame = self._frame(first.authority, Term(first.month), first.channels, first.read_at)
        again = [SampledCase(number, frame[number]) for number in drawn(first.seed, frame, len(first.drawn))]
        return DrawnAgain(
            frame=sorted(frame),
            is_same_frame=frame_digest(frame) == first.frame and len(frame) == first.size,
            is_same_seed=self._seed(id, first.frame) == first.seed,
            is_same_draw=tuple(again) == first.drawn,
        )

    def _frame(
        self, authority: AuthorityId, month: Term, channels: tuple[str, ...], read_at: int
    ) -> Mapping[str, UUID]:
        """Number → case: what came in through these channels and was closed in the month, as known at a position."""
        found = self.counted.closings(authority, month.begins, month.ends, read_at)
        return {
            each.number: each.case
            for each in found
            if each.channel in channels and each.closed_at is not None and month.holds(each.closed_at)
        }

    def _seed(self, id: UUID, frame: str) -> str:
        """What nobody can choose, and nobody without the secret can know before the draw."""
        return hashlib.blake2b(f"sample:{id}:{frame}".encode(), key=self.desk.secret, digest_size=32).hexdigest()
