"""Base of aggregates that findings are established about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal, NamedTuple
from uuid import UUID

from domain.aggregates.base import Aggregate
from domain.calendar import Due
from domain.errors import Refused
from domain.events.base import Event
from domain.events.findings import FindingContested, FindingOverturned, FindingRecorded, FindingUpheld
from domain.regulations.findings import FindingKind
from domain.rules.law import Law
from domain.values import Act, Citation, Handle, UnitId


class UnknownFinding(Refused):
    """No finding of that key stands."""

    code = "finding.unknown"


class FindingNotForPersons(Refused):
    """The edition names no such finding, or a rule establishes it."""

    code = "finding.not_for_persons"


class FindingNotYours(Refused):
    """A unit contests what is established about itself, and nothing else."""

    code = "finding.not_yours"


class FindingContestedAlready(Refused):
    """A finding is contested once."""

    code = "finding.contested_already"


class ContestTooLate(Refused):
    """The text says until when, and that is over."""

    code = "finding.contest_too_late"


class FindingNotContested(Refused):
    """Nobody holds the finding to be wrong, or that is ruled on already."""

    code = "finding.not_contested"


class Until(NamedTuple):
    """The last moment something may be done, and the clause that says so."""

    due: Due
    basis: Citation


@dataclass
class Finding:
    """One finding and where it stands."""

    recorded: FindingRecorded
    status: str = "recorded"
    contested: FindingContested | None = None


class Judged(Aggregate):
    """Whatever something can be established about, by a rule or by a person."""

    judged_as: ClassVar[Literal["case", "unit"]] = "case"
    """What the edition calls it, where it says what a finding is about."""

    def __init__(self, id: UUID) -> None:
        super().__init__(id)
        self.findings: dict[str, Finding] = {}

    @property
    def established(self) -> frozenset[str]:
        """The kinds of findings that stand about it."""
        return frozenset(each.recorded.kind for each in self.findings.values() if each.status != "overturned")

    def find(
        self,
        kind: str | None,
        law: Law,
        act: Act,
        *,
        unit: UnitId | None = None,
        deadline: str | None = None,
        by_rule: bool = True,
    ) -> None:
        """Establish a finding, with what the edition attaches to it; none where it names or defines none."""
        definition = law.finding(kind) if kind else None
        if kind is None or definition is None:
            return
        self.record(
            FindingRecorded(
                key=self._next_finding(kind),
                kind=kind,
                unit=unit,
                by_rule=by_rule,
                deadline=deadline,
                consequence=definition.consequence,
                proposed=not definition.automatic,
                basis=law.cite(definition.clause),
                act=act,
            )
        )

    def establish(
        self,
        kind: str,
        unit: UnitId | None,
        note: Handle,
        shown_by: tuple[int, ...],
        act: Act,
        law: Law,
    ) -> None:
        """人工认定: a person establishes a finding, with words, evidence and the facts that show it.

        Raises FindingNotForPersons for a kind the edition does not name or leaves to a rule.
        """
        definition = self._for_persons(kind, law)
        self.record(
            FindingRecorded(
                key=self._next_finding(kind),
                kind=kind,
                unit=unit,
                by_rule=False,
                shown_by=shown_by,
                consequence=definition.consequence,
                proposed=not definition.automatic,
                note=note,
                basis=law.cite(definition.clause),
                act=act,
            )
        )

    def _for_persons(self, kind: str, law: Law) -> FindingKind:
        """What the edition leaves to people to establish. Raises FindingNotForPersons."""
        definition, known = law.finding(kind), law.edition.for_persons(self.judged_as)
        if definition is None or kind not in known:
            raise FindingNotForPersons(
                f"{kind!r} is not for a person to establish about a {self.judged_as}",
                remedy=f"name one of: {', '.join(known) or 'none, the edition has none'}",
                basis=law.cite(definition.clause) if definition else None,
            )
        return definition

    def contest(self, key: str, grounds: Handle, act: Act, *, until: Until | None = None) -> None:
        """申诉: by the unit it is about, once, in time.

        Raises FindingNotYours, FindingContestedAlready, ContestTooLate.
        """
        finding = self.standing(key)
        about, basis = finding.recorded.unit, finding.recorded.basis
        if about is None or act.on_behalf_of != about:
            raise FindingNotYours(
                f"{key} is about {about or 'an office'}", remedy="the unit it is about may contest it", basis=basis
            )
        if finding.status != "recorded":
            raise FindingContestedAlready(
                f"{key} was contested before: it is {finding.status}",
                remedy="give the office what is new; it may overturn the finding at any time",
                basis=basis,
            )
        if until is not None and not until.due.holds(act.told_at):
            raise ContestTooLate(
                f"{key} could be contested until {until.due.due_at.isoformat()}",
                remedy="give the office what is new; it may overturn the finding at any time",
                basis=until.basis,
            )
        self.record(FindingContested(key=key, grounds=grounds, act=act))

    def uphold(self, key: str, reason: Handle, act: Act) -> None:
        """维持: the contested finding stands. Raises FindingNotContested."""
        finding = self.standing(key)
        if finding.status != "contested":
            raise FindingNotContested(
                f"{key} is {finding.status}, and nobody contests it now",
                remedy="it stands without a ruling; where it is wrong, overturn it",
                basis=finding.recorded.basis,
            )
        self.record(FindingUpheld(key=key, reason=reason, act=act))

    def rule_out(self, key: str, reason: Handle, act: Act) -> None:
        """撤销: by a person, because a contest holds or because the office itself found it wrong."""
        because = "contested" if self.standing(key).status == "contested" else "reviewed"
        self.overturn(key, because, act, reason=reason)

    def overturn(
        self,
        key: str,
        because: str,
        act: Act,
        *,
        shown_by: tuple[int, ...] = (),
        reason: Handle | None = None,
    ) -> None:
        """撤销: what the finding rested on does not hold. Once is enough."""
        finding = self.findings.get(key)
        if finding is not None and finding.status != "overturned":
            basis = finding.recorded.basis
            overturned = FindingOverturned(
                key=key, because=because, shown_by=shown_by, reason=reason, basis=basis, act=act
            )
            self.record(overturned)

    def standing(self, key: str) -> Finding:
        """The finding of a key, not overturned; refused where there is none."""
        finding = self.findings.get(key)
        if finding is None or finding.status == "overturned":
            known = ", ".join(self.findings) or "none"
            raise UnknownFinding(f"no finding {key!r} stands here", remedy=f"name one of: {known}")
        return finding

    # -- state -----------------------------------------------------------------------------------------

    def apply(self, event: Event) -> None:
        """Assign from the facts about findings."""
        match event:
            case FindingRecorded():
                self.findings[event.key] = Finding(event)
            case FindingContested():
                self.findings[event.key].status = "contested"
                self.findings[event.key].contested = event
            case FindingUpheld():
                self.findings[event.key].status = "upheld"
            case FindingOverturned():
                self.findings[event.key].status = "overturned"

    def _next_finding(self, kind: str) -> str:
        return f"{kind}:{1 + sum(finding.recorded.kind == kind for finding in self.findings.values())}"
