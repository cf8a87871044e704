"""What happened to a case, fact by fact, as its page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from adapters.http.api import texts as api_texts
from adapters.http.api.case import Happening
from adapters.http.api.texts import KeptText
from adapters.http.pages.page import Sight
from adapters.http.question import Asked
from adapters.http.visibility import is_shown
from projections.case_history import CaseHistory
from projections.sentences import sentence

ICONS: tuple[tuple[str, str, str], ...] = (
    ("deadline.missed", "clock", "late"),
    ("deadline.", "clock", ""),
    ("finding.", "flag", "late"),
    ("accountability.", "alert", "late"),
    ("supervision.", "eye", "brand"),
    ("complaint.supervised", "eye", "brand"),
    ("consultation.", "user", "brand"),
    ("publication.", "unit", "brand"),
    ("erasure.", "lock", "brand"),
    ("identity.", "lock", "brand"),
    ("escalation.", "escalate", "brand"),
    ("complaint.reply_sent_back", "return", "late"),
    ("complaint.return", "return", "late"),
    ("complaint.contacted", "contact", ""),
    ("complaint.citizen_told", "contact", ""),
    ("complaint.signed", "sign", ""),
    ("complaint.dispatched", "split", "brand"),
    ("complaint.reply", "reply", "brand"),
    ("complaint.material", "clip", ""),
    ("complaint.instruct", "flag", "brand"),
    ("complaint.", "pin", ""),
    ("", "info", ""),
)
"""Beginning of a topic → icon and colour; the first that fits."""
SHOWN_ABOVE = api_texts.IDENTITY | {"title", "content"}
"""Texts that the page shows elsewhere."""


@dataclass(frozen=True)
class Line:
    """One fact of the timeline, and what rules concluded from it at once."""

    fact: Happening
    says: str
    icon: str
    colour: str
    who: str
    texts: Sequence[KeptText]
    derived: list[Line]


def rows_of(asked: Asked) -> list[CaseHistory.Row]:
    """Every fact of the case, as a bundle holds them, but the looks at it."""
    return asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=asked.params.case)


def timeline(sight: Sight, rows: Sequence[CaseHistory.Row], texts: Sequence[KeptText]) -> list[Line]:
    """Facts newest first, in sentences; what a rule concluded stands under the fact it was concluded from."""
    asked = sight.asked
    lines: list[Line] = []
    for row in rows:
        if row.topic.startswith("notice."):
            continue  # who was told stands in a block of its own
        if not is_shown(asked.who, row.topic):
            continue
        if sight.query.get("at") and row.occurred_at > asked.at:
            continue
        line = _line(sight, row, texts)
        before = lines[-1] if lines else None
        if before is not None and row.is_derived and row.recorded_at == before.fact.recorded_at:
            before.derived.append(line)
        else:
            lines.append(line)
    return lines[::-1]


def _line(sight: Sight, row: CaseHistory.Row, texts: Sequence[KeptText]) -> Line:
    icon, colour = next((icon, colour) for start, icon, colour in ICONS if row.topic.startswith(start))
    values = {name: getattr(row, name) for name in Happening.model_fields if name != "says"}
    says = sentence(row, sight.tongue.language, sight.named)
    fact = Happening.model_validate(values | {"says": says})
    written = [text for text in texts if text.position == row.position and text.field not in SHOWN_ABOVE]
    who = sight.named(row.role) if row.unit is None else f"{sight.named(row.unit)} · {sight.named(row.role)}"
    return Line(fact, says, icon, colour, who, written, [])
