"""The worked cases that stand beside each text, asked as `tiji due` asks them."""

from __future__ import annotations

import tomllib

import pytest

from adapters.calendars import announced
from adapters.cli.due import answer
from adapters.regulations import EXAMPLES, SHIPPED, load_edition
from domain.rules.deadlines import due_for

CASES = [
    pytest.param(edition, case, id=f"{path.parent.parent.name}-{case['id']}")
    for path in sorted(SHIPPED.glob(f"*/*/{EXAMPLES}"))
    for edition in [load_edition(path.parent).id]
    for case in tomllib.loads(path.read_text(encoding="utf-8"))["examples"]
]


@pytest.mark.parametrize(("edition", "case"), CASES)
def test_a_worked_case_is_answered_as_it_was_worked(edition, case):
    found = answer(edition, case["clause"], case["start"], case.get("facts"), case.get("readings"))
    expected = dict(case["expect"])
    alternatives = expected.pop("alternatives", {})
    assert {key: found.get(key) for key in expected} == expected
    assert {key: found.get("alternatives", {}).get(key) for key in alternatives} == alternatives


def test_there_is_a_worked_case_for_every_clause_with_a_limit_that_is_set(suzhou, tongbai):
    for edition in (suzhou, tongbai):
        limited = {limit.clause for limit in edition.limits if limit.span.form != "not_set"}
        worked = {param.values[1]["clause"] for param in CASES}
        local = {limit.clause for limit in edition.limits if limit.source == "local_setting"}
        assert limited - worked <= local


def test_a_send_back_leaves_the_due_time_and_a_late_second_reply_is_overdue(suzhou, instant):
    dispatched = instant("2025-11-03T10:00:00+08:00")
    due = due_for(suzhou, announced(), "suzhou.norm.handle-complex", dispatched, {}).decisive.due
    assert due.holds(instant("2025-11-06T16:00:00+08:00"))
    assert not due.holds(instant("2025-11-07T09:00:00+08:00"))
