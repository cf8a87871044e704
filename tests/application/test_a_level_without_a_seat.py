"""A ladder that stops says why: a seat is vacant, or the unit has none at that level."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from projections.case_history import CaseHistory
from projections.sentences import sentence

AT = datetime(2025, 10, 20, 2, tzinfo=UTC)


def said(language, vacant):
    row = CaseHistory.Row(
        case=UUID(int=1),
        position=1,
        stream=UUID(int=1),
        topic="escalation.stalled",
        occurred_at=AT,
        recorded_at=AT,
        actor="roads.unit_first_responder",
        role="unit_first_responder",
        details={"at_level": 2, "vacant": vacant},
    )
    return sentence(row, language)


def test_a_vacant_seat_is_named():
    assert said("zh", ["roads.unit_head"]) == "第2级无人可决：roads.unit_head空缺"
    assert said("en", ["roads.unit_head"]) == "Nobody can decide at level 2: roads.unit_head vacant"


def test_where_there_is_no_seat_that_is_said():
    assert said("zh", []) == "第2级无人可决：该单位未设此级席位，须先设席"
    assert said("en", []) == ("Nobody can decide at level 2: the unit has no seat there, and must be given one")
