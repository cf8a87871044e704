"""Each clock of each text, from a Monday morning: when it warns and passes, what ends it, whether it is missed."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import get_args

import pytest

from adapters.regulations import shipped
from domain.aggregates.complaint import Complaint
from domain.regulations.steps import Step
from domain.rules.deadlines import derived, matches, new_deadline
from tests.support.facts import act, at, law
from tests.support.given import ID

MONDAY = "2025-11-03"
AN_OFFICE_SETS = law("suzhou-2021").edition.limit("handle-complex").span
"""Three working days, wherever a text gives no figure: only then does the clock run."""
TABLE = Path(__file__).with_name("clocks.txt").read_text("utf-8")
CLOCKS = {
    (edition, limit): rest
    for block in TABLE.split("\n# ")[1:]
    for edition, *lines in [block.strip().splitlines()]
    for limit, *rest in (tuple(cell.strip() for cell in line.split("|")) for line in lines)
}
"""Edition and limit → begins, warns, passes, ended by, missed or shown."""


def _begun(law, limit, begins):
    """The clock for every matter the line names: `11:00 kind=report,help law=general`."""
    clock, *known = begins.split()
    start, rule = at(MONDAY, clock), law.edition.limit(limit)
    if rule.span.form == "not_set":
        rule = rule.model_copy(update={"span": AN_OFFICE_SETS})
    named = [(name, values.split(",")) for name, _, values in (each.partition("=") for each in known)]
    for chosen in product(*(values for _, values in named)):
        facts = derived(law.calendar, start, dict(zip((name for name, _ in named), chosen, strict=True)))
        assert matches(rule, facts), f"{limit} does not run for {facts}"
        yield new_deadline(law.edition, law.calendar, rule, start, facts)


@pytest.mark.parametrize(("edition", "limit"), CLOCKS)
def test_a_clock_warns_passes_and_ends_as_the_timetable_says(edition, limit):
    begins, warns, passes, ended_by, then = CLOCKS[edition, limit]
    for new in _begun(law(edition), limit, begins):
        matter = Complaint(ID)
        matter.start([new], act(at(MONDAY)))
        (running,) = matter.deadlines.unfinished()
        assert [f"{each:%m-%d %H:%M}" for each in (running.set.warn_at, running.due.due_at)] == [warns, passes]
        assert {step for step in get_args(Step) if matter.deadlines.stopped_by(step)} == set(ended_by.split())
        assert running.set.breaches == (then == "missed")


def test_the_timetable_names_every_clock():
    assert set(CLOCKS) == {(each.id, limit.id) for each in shipped() for limit in each.limits}
