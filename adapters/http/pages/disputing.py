"""Findings as they stand on the page of what they are about, with what the seat may do about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.http.api.findings import FindingLine
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.page import Sight
from adapters.http.visibility import own_unit
from application.access import MAY
from application.verbs import BY_NAME
from projections.findings import FindingsView

NEXT = {
    "recorded": ("contest_finding", "overturn_finding"),
    "contested": ("uphold_finding", "overturn_finding"),
    "upheld": ("overturn_finding",),
}
"""Status → what may be done about a finding."""


@dataclass(frozen=True)
class Dispute:
    """Something that may be done about a finding."""

    verb: str
    says: str
    icon: str
    path: str


@dataclass(frozen=True)
class Found:
    """A finding and what the seat may do about it."""

    line: FindingLine
    disputes: Sequence[Dispute]


def found_about(sight: Sight, subject: UUID, case: UUID | None = None) -> list[Found]:
    """What is established about a matter's own stream; `case` is what that stands beside, if it does."""
    rows = sight.asked.api.reader.rows(
        FindingsView, sight.asked.as_of, order=("position",), case=case or subject, subject=subject
    )
    return disputed(sight, map(FindingLine.model_validate, rows))


def disputed(sight: Sight, lines: Iterable[FindingLine]) -> list[Found]:
    """Findings with what the seat may do about each."""
    return [
        Found(line, disputes_of(sight, line.subject, line.finding, line.status, line.unit, line.is_by_rule))
        for line in lines
    ]


def disputes_of(
    sight: Sight,
    subject: UUID | str,
    finding: str,
    status: str,
    unit: str | None,
    is_by_rule: bool,  # noqa: FBT001  (as the finding says)
) -> list[Dispute]:
    """What the seat may do about a finding: its unit contests it once, an office rules, or takes back what it said."""
    if sight.is_past:
        return []
    who = sight.asked.who
    may = [verb for verb in NEXT.get(status, ()) if BY_NAME[verb].action in MAY[who.role]]
    if unit is None or own_unit(who) != unit:
        may = [verb for verb in may if verb != "contest_finding"]
    if is_by_rule and status == "recorded":
        may = [verb for verb in may if verb != "overturn_finding"]
    return [_dispute(sight, verb, subject, finding) for verb in may]


def _dispute(sight: Sight, verb: str, subject: UUID | str, finding: str) -> Dispute:
    zh, en, icon = DEEDS[verb]
    path = f"/findings/{subject}/do/{verb.replace('_', '-')}?finding={finding}"
    return Dispute(verb, sight.tongue(zh, en), icon, path)
