"""One case reconstructed: what happened and when it became known, who held it, what ran, who was told; two moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic import Field

from adapters.http.api.case import Hand, Happening, HistoryParams, case_row
from adapters.http.api.deadline import DeadlineLine, lines_of
from adapters.http.api.notices import NoticeLine, notice_line
from adapters.http.granted import require_granted
from adapters.http.moments import moment_of
from adapters.http.parameters import AsOf, Timed
from adapters.http.question import Asked, Question
from adapters.http.refused import NotYetKnown
from adapters.http.shapes import Shape, Time, TimedShape
from adapters.http.visibility import is_shown
from projections.case_history import CaseHistory
from projections.comparing import Difference, Known, What, between, differences, in_order, known
from projections.custody import Custody
from projections.sentences import bare, sentence
from projections.timeliness import Timeliness

HOUR = 3600.0


class ReviewParams(HistoryParams):
    """With which other moment it is compared."""

    against: AsOf | None = Field(
        default=None, description="Compare with what was known at this position or time, earlier or later."
    )
    moment: AsOf | None = Field(
        default=None, description="Tell beside it how the case stood at this position or time, as known then."
    )


class Spell(Hand):
    """One holder's time, and how long it is or was."""

    hours: float = Field(description="Until it was handed on, or until the instant asked about.")


class RuleInForce(Shape):
    """A text that a deadline of the case was reckoned by."""

    edition: str
    hash: str = Field(description="Of the text as it was applied.")
    clauses: list[str]


class Changed(Shape):
    """One thing that stood otherwise at the later moment."""

    says: str
    what: What
    subject: str = Field(description="The deadline's key, or whom a notice is for; empty for the holder.")
    before: str | None = Field(description="A state or a holder; null where there was no such thing.")
    after: str | None


class Comparison(Shape):
    """Two moments, the one that knew less first: what differs, and the facts that became known in between."""

    earlier: int
    earlier_at: Time
    later: int
    later_at: Time
    differences: list[Changed]
    between: list[Happening]


class Stood(Shape):
    """How a case stood at a moment, as it was known at that moment."""

    position: int
    at: Time
    facts: int = Field(description="How many facts of the case were known.")
    holder: Spell | None = Field(description="Null where nobody need act.")
    deadlines: list[DeadlineLine]
    told: int = Field(description="Notices sent by then.")
    opened: int = Field(description="Of them, opened by then.")


class Review(TimedShape):
    """A case across all its streams, as it was known then."""

    case: UUID
    number: str
    happened: list[Happening] = Field(description="In the order it became known; `occurred_at` is the other lane.")
    late: int = Field(description="How many of them somebody entered late.")
    hands: list[Spell]
    deadlines: list[DeadlineLine]
    notices: list[NoticeLine]
    rules: list[RuleInForce]
    comparison: Comparison | None
    stood: Stood | None = Field(description="At the `moment` asked about.")


def review(asked: Asked) -> Review:
    """The case as it was known. Raises NotFound, NotYetKnown, NoGrant, OwnCase."""
    require_granted(asked.api, asked.who, asked.params.case)
    return reconstructed(asked, bare)


def reconstructed(asked: Asked, names: Callable[[str], str]) -> Review:
    """The same, said with names. Raises NotFound, NotYetKnown."""
    params: ReviewParams = asked.params
    row = case_row(asked)
    seen = known_at(asked, row.case)
    other = None if params.against is None else known_at(_asked_then(asked, params.against), row.case)
    return Review(
        case=row.case,
        number=row.number,
        happened=_happenings(seen.history, params, names),
        late=sum(fact.is_late_entry and not fact.is_derived for fact in seen.history),
        hands=[spell(hand, asked.at) for hand in seen.hands],
        deadlines=lines_of(asked, seen.deadlines),
        notices=[notice_line(told, params.language) for told in seen.notices],
        rules=list(_rules(seen.deadlines)),
        comparison=None if other is None else _compared(seen, other, params, names),
        stood=None if params.moment is None else stood(asked, row.case, params.moment),
    )


def stood(asked: Asked, case: UUID, moment: int | datetime) -> Stood:
    """How it stood then. Raises NotYetKnown."""
    then = _asked_then(asked, moment)
    seen = known_at(then, case)
    return Stood(
        position=seen.position,
        at=then.at,
        facts=len(seen.history),
        holder=None if seen.holder is None else spell(seen.holder, then.at),
        deadlines=lines_of(then, seen.deadlines),
        told=len(seen.notices),
        opened=sum(notice.opened_at is not None for notice in seen.notices),
    )


def known_at(asked: Asked, case: UUID) -> Known:
    """Everything that was known of a case at the moment asked about, across its streams."""
    reader, as_of = asked.api.reader, asked.as_of
    found = known(reader.rows, case, as_of, position=reader.position() if as_of is None else as_of, at=asked.at)
    return replace(found, history=[fact for fact in found.history if is_shown(asked.who, fact.topic)])


def spell(hand: Custody.Row, at: datetime) -> Spell:
    """A holder's time and how long it lasted by an instant."""
    lasted = max(((hand.until or at) - hand.since).total_seconds() / HOUR, 0.0)
    values = {name: getattr(hand, name) for name in Hand.model_fields}
    return Spell.model_validate(values | {"hours": round(lasted, 2)})


def _asked_then(asked: Asked, against: int | datetime) -> Asked:
    """The same question about the other moment. Raises NotYetKnown."""
    moment = moment_of(asked.api, Timed(as_of=against), None)
    if moment.needs > (reached := asked.api.reader.position()):
        raise NotYetKnown(f"the views are at {reached}, not yet at {moment.needs}", remedy="ask again shortly")
    return replace(asked, as_of=moment.as_of, at=moment.at)


def _happenings(rows: Sequence[CaseHistory.Row], params: ReviewParams, names: Callable[[str], str]) -> list[Happening]:
    fields = [name for name in Happening.model_fields if name != "says"]
    return [
        Happening.model_validate(
            {name: getattr(row, name) for name in fields} | {"says": sentence(row, params.language, names)}
        )
        for row in rows
    ]


def _rules(deadlines: Sequence[Timeliness.Row]) -> Iterable[RuleInForce]:
    """The texts applied, each with the hash it had then, in the order they first were."""
    applied: dict[tuple[str, str], list[str]] = {}
    for row in deadlines:
        clauses = applied.setdefault((row.edition, row.edition_hash), [])
        if row.clause not in clauses:
            clauses.append(row.clause)
    return (RuleInForce(edition=edition, hash=hash, clauses=found) for (edition, hash), found in applied.items())


def _compared(seen: Known, other: Known, params: ReviewParams, names: Callable[[str], str]) -> Comparison:
    earlier, later = in_order(seen, other)
    return Comparison(
        earlier=earlier.position,
        earlier_at=earlier.at,
        later=later.position,
        later_at=later.at,
        differences=[_changed(each, params, names) for each in differences(earlier, later)],
        between=_happenings(between(earlier, later), params, names),
    )


def _changed(each: Difference, params: ReviewParams, names: Callable[[str], str]) -> Changed:
    return Changed(
        says=each.says(params.language, names),
        what=each.what,
        subject=each.subject,
        before=each.before.code if each.before else None,
        after=each.after.code if each.after else None,
    )


QUESTIONS = (
    Question(
        "/api/cases/{case}/review",
        "cases.review",
        "A case reconstructed, and two moments compared",
        ReviewParams,
        Review,
        review,
    ),
)
