"""What stands behind an entry of a scorecard: what was done meanwhile, what established it, how it was disputed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from adapters.http.api.established import Written, written_with
from adapters.http.api.score_shapes import EntryLine
from adapters.http.pages.page import Sight
from adapters.http.pages.score_clock import Clock
from adapters.http.visibility import is_shown
from domain.events.base import topic_of
from domain.events.deadlines import DeadlineLapsed, DeadlineMet
from domain.events.findings import FindingContested, FindingOverturned, FindingRecorded, FindingUpheld
from projections.case_history import CaseHistory, row_of
from projections.sentences import sentence

BEFORE = 5
"""Facts shown before the one that established a finding where no clock says which matter."""
MOST = 14
"""Facts shown of the time a clock ran: the first and the last of them."""
DISPUTE = frozenset(map(topic_of, (FindingContested, FindingUpheld, FindingOverturned)))
ENDS = frozenset({topic_of(DeadlineMet), topic_of(DeadlineLapsed)})


@dataclass(frozen=True)
class Told:
    """A fact in words, who did it, and what somebody wrote with it."""

    row: CaseHistory.Row
    says: str
    who: str
    """Empty where a rule concluded it."""
    is_it: bool
    """Whether it is the one that established the finding, or that ruled on it."""
    written: Written | None = None


def facts_of(sight: Sight, entry: EntryLine | None, clock: Clock | None) -> list[Told]:
    """The facts that show a finding, the one that established it, then what became of it."""
    if entry is None or entry.position is None or entry.subject is None:
        return []
    rows = _history(sight, entry)
    shown = list(_while_it_ran(rows, entry, clock) if clock else _before(rows, entry))
    shown = [row for row in shown if is_shown(sight.asked.who, row.topic)]
    disputes = [row for row in rows if row.topic in DISPUTE and _is_about(row, entry)]
    return [_told(sight, row, entry) for row in (*_abridged(shown), *disputes)]


def _history(sight: Sight, entry: EntryLine) -> list[CaseHistory.Row]:
    """Of the case it is about; a mark of a unit is about none, and its own stream tells it."""
    asked = sight.asked
    if entry.case is not None:
        return asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=UUID(entry.case))
    subject = UUID(entry.subject)
    told = asked.api.house.desk.store.stream(subject)
    known = ((place, fact) for place, fact in told if asked.as_of is None or place.position <= asked.as_of)
    return [row_of(subject, place, fact) for place, fact in known]


def _before(rows: Sequence[CaseHistory.Row], entry: EntryLine) -> Sequence[CaseHistory.Row]:
    """What a person saw who established it; of a unit in a term there is nothing before."""
    known = [row for row in rows if row.position <= (entry.position or 0) and _is_done(row)]
    return known[-1:] if entry.case is None else known[-BEFORE - 1 :]


def _while_it_ran(rows: Sequence[CaseHistory.Row], entry: EntryLine, clock: Clock) -> Iterator[CaseHistory.Row]:
    """What was done from when the clock began until the thing was done, and what befell this clock alone."""
    for row in rows:
        if row.position <= clock.began.position:
            continue
        is_its_own = row.stream == clock.began.stream and row.details.get("key") == clock.line.deadline
        is_an_act = row.topic.startswith("complaint.") and row.role != "system" and not row.is_derived
        if is_an_act or row.position == entry.position or (is_its_own and row.topic.startswith("deadline.")):
            yield row
        if is_its_own and row.topic in ENDS:
            return


def _abridged(rows: list[CaseHistory.Row]) -> list[CaseHistory.Row]:
    return rows if len(rows) <= MOST else [*rows[: MOST // 2], *rows[-MOST // 2 :]]


def _is_done(row: CaseHistory.Row) -> bool:
    """Whether it is neither a word sent to somebody nor about some clock."""
    return not row.topic.startswith(("notice.", "deadline."))


def _is_about(row: CaseHistory.Row, entry: EntryLine) -> bool:
    return str(row.stream) == entry.subject and row.details.get("key") == entry.finding


def _told(sight: Sight, row: CaseHistory.Row, entry: EntryLine) -> Told:
    rules = row.topic in DISPUTE and row.topic != topic_of(FindingContested)
    is_it = rules or row.position == entry.position
    case = UUID(entry.case) if entry.case else None
    wrote = row.topic in DISPUTE or row.topic == topic_of(FindingRecorded)
    says = sentence(row, sight.tongue.language, sight.named)
    by = "" if row.is_derived and not rules else sight.named(row.role, "role")
    return Told(row, says, by, is_it, written_with(sight.asked, row.position, case) if wrote else None)
