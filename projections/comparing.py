"""One case as it was known at two moments: what differs, in sentences, and which facts came between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from projections.case_history import CaseHistory
from projections.custody import Custody
from projections.notices import Notices, as_at
from projections.sentences import Language, bare, civil
from projections.timeliness import Timeliness

Rows = Callable[..., Sequence[Any]]
"""What asks a view for its rows: as of a position, in an order, where columns have these values."""
What = Literal["deadline", "holder", "notice"]
PAST_DUE = "past_due"
"""A deadline whose due time had passed before the clockwork recorded that it was missed."""

SENTENCES: dict[str, tuple[str, str]] = {
    "deadline.began": (
        "时限「{subject}」：之前不存在，之后{after}",
        "Deadline {subject}: there was none before, then {after}",
    ),
    "deadline.changed": (
        "时限「{subject}」：由{before}变为{after}",
        "Deadline {subject}: {before} before, then {after}",
    ),
    "holder.began": ("案件之前不在任何人手上，之后在{after}手上", "Nobody held the case before, then {after} did"),
    "holder.ended": ("案件之前在{before}手上，之后不在任何人手上", "{before} held the case before, then nobody did"),
    "holder.changed": ("案件由{before}手上转到{after}手上", "The case went from {before} to {after}"),
    "notice.began": (
        "致{subject}的通知：之前没有，之后{after}",
        "Notice to {subject}: there was none before, then {after}",
    ),
    "notice.changed": (
        "致{subject}的通知：由{before}变为{after}",
        "Notice to {subject}: {before} before, then {after}",
    ),
}
"""What differs → it in words, Chinese and English."""


@dataclass(frozen=True)
class Known:
    """What was known of a case at a position, looked at from an instant."""

    position: int
    at: datetime
    history: Sequence[CaseHistory.Row]
    hands: Sequence[Custody.Row]
    deadlines: Sequence[Timeliness.Row]
    notices: Sequence[Notices.Row]

    @property
    def holder(self) -> Custody.Row | None:
        """Who holds it, as known then; None where nobody need act."""
        return next((hand for hand in reversed(self.hands) if hand.until is None), None)


@dataclass(frozen=True)
class Side:
    """How one thing stood at one of the moments."""

    code: str
    """A state, or a holder."""
    due_at: datetime | None = None
    level: int | None = None

    def says(self, language: Language, names: Callable[[str], str]) -> str:
        """It in words; a state stands inside a sentence, a holder is a name."""
        said = names(self.code)
        if self.level is not None:
            level = f"第{self.level}级" if language == "zh" else f"level {self.level}"
            return _with(said, level, language) if self.level else said
        said = said[:1].lower() + said[1:]
        if self.due_at is None:
            return said
        until = civil(self.due_at, language)
        return _with(said, f"至{until}" if language == "zh" else f"until {until}", language)


@dataclass(frozen=True)
class Difference:
    """One thing that stood otherwise at the later moment; a side is None where there was no such thing."""

    what: What
    subject: str
    """The deadline's key, or whom a notice is for."""
    before: Side | None
    after: Side | None

    def says(self, language: Language, names: Callable[[str], str] = bare) -> str:
        """It in a sentence."""
        how = "began" if self.before is None else "ended" if self.after is None else "changed"
        zh, en = SENTENCES[f"{self.what}.{how}"]
        return (zh if language == "zh" else en).format(
            subject=names(self.subject),
            before=self.before.says(language, names) if self.before else "",
            after=self.after.says(language, names) if self.after else "",
        )


def known(rows: Rows, case: UUID, as_of: int | None, *, position: int, at: datetime) -> Known:
    """Everything known of a case across its streams: at `as_of`, or now, which is `position`."""
    notices = (as_at(row, at) for row in rows(Notices, as_of, order=("queued_at", "cause", "notice"), case=case))
    return Known(
        position=position,
        at=at,
        history=rows(CaseHistory, as_of, order=("position",), case=case),
        hands=rows(Custody, as_of, order=("number",), case=case),
        deadlines=rows(Timeliness, as_of, order=("started_at", "deadline"), case=case),
        notices=[notice for notice in notices if notice is not None],
    )


def in_order(one: Known, other: Known) -> tuple[Known, Known]:
    """Two moments, the one that knew less first."""
    return (one, other) if (one.position, one.at) <= (other.position, other.at) else (other, one)


def differences(earlier: Known, later: Known) -> Iterator[Difference]:
    """What stood otherwise later: who held the case, each deadline, each notice. Nothing that was known goes away."""
    before, after = (_held(known.holder) for known in (earlier, later))
    if before != after:
        yield Difference("holder", "", before, after)
    stood = {(row.subject, row.deadline): _stands(row, earlier.at) for row in earlier.deadlines}
    for deadline in later.deadlines:
        before, after = stood.get((deadline.subject, deadline.deadline)), _stands(deadline, later.at)
        if before != after:
            yield Difference("deadline", deadline.deadline, before, after)
    told = {row.notice: Side(f"notice/{row.status}") for row in earlier.notices}
    for notice in later.notices:
        before, after = told.get(notice.notice), Side(f"notice/{notice.status}")
        if before != after:
            yield Difference("notice", notice.seat or notice.unit or notice.recipient, before, after)


def between(earlier: Known, later: Known) -> list[CaseHistory.Row]:
    """Facts that became known after the earlier moment, in that order; those that had happened before it too."""
    return [row for row in later.history if row.position > earlier.position]


def _with(said: str, more: str, language: Language) -> str:
    return f"{said}（{more}）" if language == "zh" else f"{said} ({more})"


def _held(hand: Custody.Row | None) -> Side | None:
    return None if hand is None else Side(hand.holder, level=hand.level)


def _stands(row: Timeliness.Row, at: datetime) -> Side:
    """A deadline's state at an instant; past its due time it is so even before that is on record."""
    has_passed = at > row.due_at or (at == row.due_at and row.in_time == "before")
    state = PAST_DUE if row.state == "running" and has_passed else row.state
    return Side(state, due_at=row.due_at)
