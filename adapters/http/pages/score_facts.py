"""What stands behind an entry: the clock it is about, what established it, how it was contested and ruled on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import msgspec

from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.score_shapes import EntryLine
from adapters.http.pages.page import Sight
from adapters.http.pages.strip import Strip, strip_of
from application.access import MAY
from domain.events.base import topic_of
from domain.events.findings import FindingContested, FindingOverturned, FindingUpheld
from projections.case_history import ENVELOPE, CaseHistory
from projections.findings import FindingsView
from projections.sentences import sentence
from projections.timeliness import Timeliness

BEFORE = 5
"""Facts shown before the one that established a finding."""
LOOKED_AT = 40
"""Among so many, since notices are no ground of anything."""
DISPUTE = frozenset(map(topic_of, (FindingContested, FindingUpheld, FindingOverturned)))


@dataclass(frozen=True)
class Told:
    """A fact in words, and what somebody wrote with it."""

    row: CaseHistory.Row
    says: str
    is_it: bool
    """Whether it is the one that established the finding, or that ruled on it."""
    text: str | None = None


@dataclass(frozen=True)
class Clock:
    """The time limit whose miss it is."""

    line: DeadlineLine
    strip: Strip | None


def facts_of(sight: Sight, entry: EntryLine | None) -> list[Told]:
    """The facts of the case up to the one that established the finding, then what became of it."""
    if entry is None or entry.case is None or entry.position is None:
        return []
    read, case = sight.asked.api.reader, UUID(entry.case)
    before = read.rows(
        CaseHistory,
        sight.asked.as_of,
        where={"position__lte": entry.position},
        order=("-position",),
        limit=LOOKED_AT,
        case=case,
    )
    shown = [row for row in before if not row.topic.startswith("notice.")][: BEFORE + 1][::-1]
    return [_told(sight, row, row.position == entry.position) for row in shown] + dispute_of(sight, entry)


def dispute_of(sight: Sight, entry: EntryLine) -> list[Told]:
    """How a finding was contested and ruled on, with the words of either side."""
    if entry.subject is None or entry.finding is None:
        return []
    if entry.case is None:
        return [_told(sight, row, row.topic != topic_of(FindingContested)) for row in _of_a_mark(sight, entry)]
    case = UUID(entry.case)
    where = {"stream": UUID(entry.subject), "topic__in": list(DISPUTE)}
    rows = sight.asked.api.reader.rows(CaseHistory, sight.asked.as_of, where=where, order=("position",), case=case)
    mine = [row for row in rows if row.details["key"] == entry.finding]
    return [_told(sight, row, row.topic != topic_of(FindingContested)) for row in mine]


def _of_a_mark(sight: Sight, entry: EntryLine) -> Iterator[CaseHistory.Row]:
    """Facts of how a finding about a unit was contested and ruled on; they belong to no case's history."""
    subject = UUID(str(entry.subject))
    for place, fact in sight.asked.api.house.desk.store.stream(subject):
        is_known = sight.asked.as_of is None or place.position <= sight.asked.as_of
        if is_known and topic_of(fact) in DISPUTE and getattr(fact, "key", None) == entry.finding:
            body = msgspec.to_builtins(fact)
            yield CaseHistory.Row(
                case=subject,
                position=place.position,
                stream=subject,
                topic=topic_of(fact),
                occurred_at=fact.occurred_at,
                recorded_at=place.recorded_at,
                actor=fact.act.actor,
                role=fact.act.role,
                details={name: value for name, value in body.items() if name not in ENVELOPE},
                unit=fact.act.on_behalf_of,
            )


def clock_of(sight: Sight, entry: EntryLine | None) -> Clock | None:
    """The deadline a finding rests on: since when, until when, why, and when it was met."""
    if entry is None or entry.case is None or entry.subject is None:
        return None
    asked, case, subject = sight.asked, UUID(entry.case), UUID(entry.subject)
    found = asked.api.reader.rows(FindingsView, asked.as_of, case=case, subject=subject, finding=entry.finding)
    if not found or found[0].deadline is None:
        return None
    deadline = found[0].deadline
    rows = asked.api.reader.rows(Timeliness, asked.as_of, case=case, subject=subject, deadline=deadline)
    lines = lines_of(asked, rows)
    return Clock(lines[0], strip_of(lines[0], asked.at, sight.tongue)) if lines else None


def _told(sight: Sight, row: CaseHistory.Row, is_it: bool) -> Told:  # noqa: FBT001  (which fact it is)
    said = sentence(row, sight.tongue.language, sight.named)
    handle = (row.details.get("grounds") or row.details.get("reason")) if row.topic in DISPUTE else None
    may = "texts.read" in MAY[sight.asked.who.role]
    text = sight.asked.api.house.desk.texts.read_many({handle}).get(handle) if handle and may else None
    return Told(row, said, is_it, text)
