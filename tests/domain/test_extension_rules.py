"""More time for a running deadline: parts, filing day, cap."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.calendars import announced
from adapters.regulations import SHIPPED, read_files
from domain.regulations.model import Edition, EditionError
from domain.rules.deadlines import recompute
from domain.rules.extensions import (
    ExtensionExceedsCap,
    ExtensionMissesParts,
    ExtensionRequest,
    ExtensionTooEarly,
    ExtensionTooLate,
    RunningDeadline,
    extension_allowed,
    filing_window,
)
from domain.rules.reckoning import NotProlongable

CALENDAR = announced()
PARTS = ("application", "consenting_leader", "reason", "explanation_to_citizen")


@pytest.fixture
def running(suzhou, instant):
    def _running(start, kind, extended_by=(), **facts):
        clause = {"complaint": "complaint", "suggestion": "complex", "consultation": "consult"}[kind]
        clause = f"suzhou.norm.handle-{clause}"
        begun, facts = instant(start), {"kind": kind, **facts}
        due = recompute(suzhou, CALENDAR, clause, begun, facts, extended_by)
        return RunningDeadline("handle", clause, begun, due, facts, extended_by)

    return _running


def _ask(instant, amount, filed="2026-02-25T09:00:00+08:00", parts=PARTS):
    return ExtensionRequest(amount, instant(filed), parts)


def test_an_extension_as_long_as_the_original_limit_is_allowed(suzhou, running, instant):
    ruling = extension_allowed(suzhou, CALENDAR, running("2026-02-13T15:00:00+08:00", "complaint"), _ask(instant, 7))
    assert ruling.due.last_day == date(2026, 3, 11)
    assert ruling.basis == suzhou.citation("suzhou.norm.extension")
    assert ruling.window.latest_day == date(2026, 2, 28)
    assert ruling.warn_at == instant("2026-03-10T00:00:00+08:00")


def test_one_day_more_than_the_original_limit_is_refused_with_what_is_left(suzhou, running, instant):
    deadline = running("2026-02-13T15:00:00+08:00", "complaint")
    with pytest.raises(ExtensionExceedsCap, match="exceeds original limit") as refused:
        extension_allowed(suzhou, CALENDAR, deadline, _ask(instant, 8))
    assert refused.value.remedy == "at most 7 may be added now"
    assert refused.value.basis == suzhou.citation("suzhou.norm.extension")


def test_several_extensions_together_stay_within_the_original_limit(suzhou, running, instant):
    deadline = running("2025-11-03T09:00:00+08:00", "suggestion", (2, 1))
    with pytest.raises(ExtensionExceedsCap, match="cumulative 4 > 3") as refused:
        extension_allowed(suzhou, CALENDAR, deadline, _ask(instant, 1, "2025-11-04T09:00:00+08:00"))
    assert refused.value.remedy == "nothing more may be added"


@pytest.mark.parametrize("amount", [0, -1])
def test_no_days_are_no_extension(suzhou, running, instant, amount):
    with pytest.raises(ExtensionExceedsCap, match="at least one day"):
        extension_allowed(suzhou, CALENDAR, running("2026-02-13T15:00:00+08:00", "complaint"), _ask(instant, amount))


def test_the_last_moment_of_the_filing_day_is_in_time_and_the_next_is_not(suzhou, running, instant):
    deadline = running("2026-02-13T15:00:00+08:00", "complaint")
    extension_allowed(suzhou, CALENDAR, deadline, _ask(instant, 3, "2026-02-28T23:59:59+08:00"))
    with pytest.raises(ExtensionTooLate, match="later than one working day before due") as refused:
        extension_allowed(suzhou, CALENDAR, deadline, _ask(instant, 3, "2026-03-01T00:00:00+08:00"))
    assert refused.value.remedy == "it could be filed until 2026-02-28 24:00"


def test_a_one_day_order_may_be_extended_on_the_day_of_dispatch_only(suzhou, running, instant):
    deadline = running("2025-11-03T09:00:00+08:00", "consultation")
    assert filing_window(suzhou, CALENDAR, deadline).latest_day == date(2025, 11, 3)
    ruling = extension_allowed(suzhou, CALENDAR, deadline, _ask(instant, 1, "2025-11-03T18:00:00+08:00"))
    assert ruling.due.last_day == date(2025, 11, 5)


def test_the_filing_day_never_lies_before_the_dispatch(suzhou, running):
    opening = filing_window(suzhou, CALENDAR, running("2025-11-08T10:00:00+08:00", "consultation"))
    assert (opening.literal_latest_day, opening.latest_day, opening.clamped) == (
        date(2025, 11, 7),
        date(2025, 11, 8),
        True,
    )


def test_every_missing_part_is_named_with_the_clause_that_asks_for_it(suzhou, running, instant):
    deadline = running("2026-02-13T15:00:00+08:00", "complaint")
    with pytest.raises(ExtensionMissesParts, match="missing: consenting_leader, explanation_to_citizen") as refused:
        extension_allowed(suzhou, CALENDAR, deadline, _ask(instant, 3, parts=("application", "reason")))
    assert refused.value.basis == suzhou.citation("suzhou.norm.extension-fields")


def test_where_it_is_taken_on_one_day_only_an_earlier_filing_is_too_early(suzhou, running, instant):
    edition = suzhou.with_readings({"R20": "exact_day"})
    deadline = running("2026-02-13T15:00:00+08:00", "complaint")
    with pytest.raises(ExtensionTooEarly) as refused:
        extension_allowed(edition, CALENDAR, deadline, _ask(instant, 3))
    assert refused.value.remedy == "file it on 2026-02-28"


def test_what_is_not_handling_is_not_prolonged_nor_where_the_text_has_no_rule(suzhou, tongbai, running, instant):
    deadline = running("2026-02-13T15:00:00+08:00", "complaint")
    signing = RunningDeadline("sign", "suzhou.norm.sign-am", deadline.start, deadline.due)
    with pytest.raises(NotProlongable, match="does not let sign be prolonged"):
        extension_allowed(suzhou, CALENDAR, signing, _ask(instant, 1))
    with pytest.raises(NotProlongable, match="tongbai-2022"):
        extension_allowed(tongbai, CALENDAR, deadline, _ask(instant, 1))


@pytest.mark.parametrize(
    ("filing", "latest"), [("by_working_day_before", date(2025, 11, 7)), ("on_working_day_before", date(2025, 11, 7))]
)
def test_a_text_may_ask_for_it_so_many_working_days_before(suzhou, running, instant, filing, latest):
    rule = suzhou.extension.model_copy(update={"latest_filing": filing, "filing_days": 2})
    earlier = suzhou.model_copy(update={"extension": rule})
    deadline = running("2025-10-31T09:00:00+08:00", "complaint")
    assert filing_window(earlier, CALENDAR, deadline).latest_day == latest
    with pytest.raises(ExtensionTooLate, match="later than 2 working days before due") as refused:
        extension_allowed(earlier, CALENDAR, deadline, _ask(instant, 2, "2025-11-10T00:00:00+08:00"))
    assert refused.value.remedy == f"it could be filed until {latest} 24:00"


def test_days_before_belong_to_a_filing_on_a_day_before():
    files = read_files(SHIPPED / "fuyang/2022")
    files["regulation.toml"]["extension"]["filing_days"] = 2
    with pytest.raises(EditionError, match="filing_days belongs to a filing by or on a working day before"):
        Edition.of(files)
