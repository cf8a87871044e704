"""考核: what people establish about a unit in a year, and the bulletins in which scores are made known."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Literal, Self
from uuid import NAMESPACE_URL, UUID, uuid5

from domain.aggregates.base import Aggregate
from domain.aggregates.subject import Subject
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.events.assessment import AssessmentOpened, ScoresPublished
from domain.events.base import Event
from domain.events.findings import FindingRecorded
from domain.regulations.findings import FindingKind
from domain.rules.law import Law
from domain.values import Act, AuthorityId, Handle, UnitId


class AmountUnreadable(Refused):
    """The finding is measured, and the measure is missing or no figure."""

    code = "assessment.amount_unreadable"


class PartUnknown(Refused):
    """The finding is about one of several things, and names none of them."""

    code = "assessment.part_unknown"


class TermNotOver(Refused):
    """Scores are made known when their term is over, or the text's month of the year has come."""

    code = "scores.term_not_over"


class AlreadyPublished(Refused):
    """The same figures were made known already."""

    code = "scores.already_published"


def assessment_stream(unit: UnitId, year: Term) -> UUID:
    """The stream of a unit's assessment in a year."""
    return uuid5(NAMESPACE_URL, f"tiji:assessment:{unit}:{year}")


def bulletin_stream(authority: AuthorityId, term: Term) -> UUID:
    """The stream of an authority's bulletins about a term."""
    return uuid5(NAMESPACE_URL, f"tiji:bulletin:{authority}:{term}")


class Assessment(Subject):
    """考核档案: one unit in one year."""

    opens_with = AssessmentOpened
    judged_as: ClassVar[Literal["case", "unit"]] = "unit"

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.unit = UnitId("")
        self.authority = AuthorityId("")

    @property
    def units(self) -> frozenset[UnitId]:
        """The unit it is about."""
        return frozenset({self.unit})

    @classmethod
    def open(cls, unit: UnitId, authority: AuthorityId, year: Term, act: Act) -> Self:
        """考核建档."""
        assessment = cls(assessment_stream(unit, year))
        assessment.record(AssessmentOpened(unit=unit, authority=authority, year=str(year), act=act))
        return assessment

    def assess(
        self, kind: str, term: Term, note: Handle, act: Act, law: Law, *, part: str | None, amount: str | None
    ) -> None:
        """人工评分: a finding about the unit in a term. Raises FindingNotForPersons, PartUnknown, AmountUnreadable."""
        definition = self._for_persons(kind, law)
        self.record(
            FindingRecorded(
                key=self._next_finding(kind),
                kind=kind,
                unit=self.unit,
                by_rule=False,
                consequence=definition.consequence,
                proposed=not definition.automatic,
                note=note,
                term=str(term),
                part=_part(definition, part, law),
                amount=_amount(definition, amount, law),
                basis=law.cite(definition.clause),
                act=act,
            )
        )

    def apply(self, event: Event) -> None:
        """Whose it is, and its findings."""
        super().apply(event)
        if isinstance(event, AssessmentOpened):
            self.unit, self.authority = event.unit, event.authority


def _part(definition: FindingKind, part: str | None, law: Law) -> str | None:
    known = [each.code for each in definition.parts]
    if (part not in known) if known else bool(part):
        raise PartUnknown(
            f"{part!r} is not what {definition.name} is about",
            remedy=f"name one of: {', '.join(known)}" if known else "name no part",
            basis=law.cite(definition.clause),
        )
    return part or None


def _amount(definition: FindingKind, amount: str | None, law: Law) -> str | None:
    if definition.amount == "none":
        return None
    try:
        figure = Decimal(amount or "")
    except InvalidOperation:
        figure = Decimal(-1)
    if not figure.is_finite() or not 0 <= figure <= 1000:  # noqa: PLR2004  (beyond any measure of a text)
        raise AmountUnreadable(
            f"{amount!r} is no amount in {definition.amount}",
            remedy="give a figure, 41 or 2.5",
            basis=law.cite(definition.clause),
        )
    return f"{figure:f}"


class Bulletin(Aggregate):
    """通报: the scores of a term, made known once or corrected by a later one."""

    opens_with = ScoresPublished

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.latest: ScoresPublished | None = None

    def publish(self, published: ScoresPublished, term: Term, now: datetime, from_month: int) -> None:
        """Raises TermNotOver, AlreadyPublished."""
        is_year = term == term.year
        opens = term.months[from_month - 1].begins if is_year else term.ends
        if now < opens:
            raise TermNotOver(
                f"{term} can be made known from {opens:%Y-%m-%d} on",
                remedy="wait until then; the scores so far can be seen meanwhile",
                basis=published.basis,
            )
        if self.latest is not None and self.latest.scores == published.scores:
            raise AlreadyPublished(f"{term} was made known with these figures", remedy="nothing has changed since")
        self.record(published)

    def apply(self, event: Event) -> None:
        """What was made known last."""
        if isinstance(event, ScoresPublished):
            self.latest = event
