"""The worked cases of the assessment that stand beside each text, asked as `tiji points` asks them."""

from __future__ import annotations

import tomllib

import pytest

from adapters.regulations import EXAMPLES, SHIPPED, load_edition, shipped
from application.points import PointsUnanswerable, Question, answer
from domain.rules.ranking import FieldTooSmall
from domain.rules.scoring import NoScoring

CASES = [
    pytest.param(edition, case, id=f"{path.parent.parent.name}-{case['id']}")
    for path in sorted(SHIPPED.glob(f"*/*/{EXAMPLES}"))
    for edition in [load_edition(path.parent).id]
    for case in tomllib.loads(path.read_text(encoding="utf-8")).get("scores", [])
]


def asked(edition, about, facts=None, readings=None):
    return answer(shipped(), Question(edition, about, facts or {}, readings or {}))


def part_of(found, expected):
    """What of an answer is expected, table in table."""
    if isinstance(expected, dict):
        return {key: part_of(found.get(key), value) for key, value in expected.items()}
    return "none" if found is None else found


@pytest.mark.parametrize(("edition", "case"), CASES)
def test_a_worked_case_is_scored_as_it_was_worked(edition, case):
    expected = dict(case["expect"])
    if refusal := expected.pop("refused", ""):
        with pytest.raises(FieldTooSmall, match=refusal.replace("+", r"\+")):
            asked(edition, case["about"], case["facts"])
        return
    found = asked(edition, case["about"], case["facts"], case.get("readings"))
    assert part_of(found, expected) == expected


def test_every_item_has_a_worked_case(suzhou):
    worked = {param.values[1]["about"] for param in CASES if param.values[0] == suzhou.id}
    in_parts = {item for part in ("bonus", "minus") for item in suzhou.scoring.parts[part].items}
    assert set(suzhou.scoring.items) - in_parts <= worked


def test_what_is_not_scored_is_refused_with_what_is():
    with pytest.raises(PointsUnanswerable, match="scores no 'charm'") as refused:
        asked("suzhou-2021", "charm")
    assert "signing" in refused.value.remedy
    with pytest.raises(PointsUnanswerable, match="nothing looks at tardiness"):
        asked("suzhou-2021", "signing", {"tardiness": 3})
    with pytest.raises(PointsUnanswerable, match="no number"):
        asked("suzhou-2021", "signing", {"signed_late": "many"})
    with pytest.raises(PointsUnanswerable, match="cannot be read"):
        asked("suzhou-2021", "efficiency", {"handling_days": [{"kind": "complaint"}]})
    with pytest.raises(PointsUnanswerable, match="no rate"):
        asked("suzhou-2021", "rates.charm")
    with pytest.raises(PointsUnanswerable, match="ranks no"):
        asked("suzhou-2021", "rankings.charm")
    with pytest.raises(PointsUnanswerable, match="no edition"):
        asked("atlantis-1", "signing")
    with pytest.raises(PointsUnanswerable, match="no reading R99"):
        asked("suzhou-2021", "signing", {}, {"R99": "any"})
    with pytest.raises(NoScoring):
        asked("tongbai-2022", "signing")
