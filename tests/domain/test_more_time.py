"""More time: capped in days of its own, or to a day that is named; starts that lateness cannot move; meeting days."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.calendars import announced
from adapters.cli.due import answer
from domain.calendar import periods
from domain.errors import Refused
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition
from domain.rules.deadlines import start_deadlines
from domain.rules.open_extensions import tags_and_wider
from domain.rules.reckoning import LimitNotSet, named_day
from tests.domain.test_edition import _files
from tests.support.facts import at, law

NEXT = "next_working_day_of_week_else_skip"


@pytest.mark.parametrize(
    ("start", "week", "rest", "held"),
    [
        ("2025-11-17", "this", NEXT, "2025-11-17"),
        ("2025-10-06", "this", NEXT, "2025-10-09"),
        ("2025-10-06", "this", "skip", "2025-10-13"),
        ("2025-10-06", "this", "previous", "2025-09-30"),
        ("2026-02-16", "this", NEXT, "2026-02-24"),
        ("2025-11-17", "next", NEXT, "2025-11-24"),
        ("2025-11-14", "next", NEXT, "2025-11-17"),
        ("2025-10-07", "next", NEXT, "2025-10-09"),
        ("2025-09-29", "next", "previous", "2025-09-30"),
    ],
)
def test_a_weekly_meeting_is_held_on_its_day_or_where_a_rest_day_moves_it(start, week, rest, held):
    due = periods.meeting_day(announced(), at(start), 1, week, rest)
    assert due.last_day == date.fromisoformat(held)


def test_a_week_without_a_meeting_is_shown_as_carried_over():
    due = periods.meeting_day(announced(), at("2026-02-16"), 1, "this", NEXT)
    assert [step.why for step in due.derivation] == ["carried_over", "holiday", "rolled"]


def test_a_limit_that_waits_for_a_late_step_begins_without_it():
    registered = at("2025-11-03", "10:00")
    told = {"kind": "simple", "registered": registered.isoformat()}
    begun = law("anqing-2025").deadlines_without("accepted", at("2025-11-04", "10:00"), told)
    assert {new.limit.name: new.start for new in begun} == dict.fromkeys(
        ("opinion", "handle"), at("2025-11-04", "10:00")
    )
    assert not law("anqing-2025").deadlines_without("dispatched", at("2025-11-04", "10:00"), told)


def test_a_deadline_keeps_only_the_facts_some_limit_looks_at():
    known = law("suzhou-2021")
    told = {"kind": "complaint", "channel": "hotline", "registered": "2025-11-03T10:00:00+08:00"}
    new = start_deadlines(known.edition, known.calendar, "dispatched", at("2025-11-03"), told)
    assert new
    assert all({"channel", "registered"}.isdisjoint(each.facts) for each in new)


def test_a_day_that_is_no_day_is_not_set():
    with pytest.raises(LimitNotSet):
        named_day({"until": "soon"})


@pytest.mark.parametrize(
    ("reading", "outer", "most"),
    [({}, "2025-12-01", 14), ({"R01": "each"}, "2025-12-15", 14), ({"R01": "absolute"}, "2025-11-24", 7)],
)
def test_how_far_two_extensions_reach_follows_its_reading(reading, outer, most):
    found = answer(
        "anqing-2025", "anqing.handle.complex-extension", "2025-11-10T09:00:00+08:00", {"kind": "complex"}, reading
    )
    assert (found["outer_limit"], found["max_extension_days"]) == (outer, most)


def test_an_extension_within_the_cap_says_its_new_last_day():
    facts = {"kind": "complex", "granted": [7], "requested": 7, "filed": "2025-11-20T09:00:00+08:00"}
    found = answer("anqing-2025", "anqing.handle.complex-extension", "2025-11-10T09:00:00+08:00", facts)
    assert (found["accepted"], found["new_last_day"]) == (True, "2025-12-01")


OPEN = {"tags": "跨部门", "grounds": "情况复杂", "contact_recorded": True, "until": "2025-12-31"}


@pytest.mark.parametrize(
    ("facts", "readings", "code"),
    [
        ({}, {}, None),
        ({"tags": "简单说“不”"}, {}, "extension.not_for_this_matter"),
        ({"grounds": "没有空"}, {}, "extension.no_ground"),
        ({"grounds": ""}, {}, "extension.no_ground"),
        ({}, {"R09": "all"}, "extension.no_ground"),
        ({"grounds": "情况复杂,申报流程长,资金报批难"}, {"R09": "all"}, None),
        ({"contact_recorded": False}, {}, "extension.missing_parts"),
        ({"until": "2025-11-17"}, {}, "extension.not_later"),
        ({"filed": "2025-11-18T00:00:00+08:00"}, {}, "extension.too_late"),
    ],
)
def test_an_extension_to_a_named_day_needs_its_matter_its_ground_its_contact_and_its_day(facts, readings, code):
    found = answer(
        "anqing-2025", "anqing.handle.open-extension", "2025-11-10T09:00:00+08:00", {**OPEN, **facts}, readings
    )
    assert found.get("code") == code
    assert found["accepted"] is (code is None)


def test_a_tag_brings_the_wider_class_it_is_part_of():
    edition = law("anqing-2025").edition
    assert tags_and_wider(edition, ("across_fields", "legacy")) == {"across_fields", "three_cross", "legacy"}


def test_where_nothing_may_be_prolonged_to_a_named_day_a_question_says_so():
    with pytest.raises(Refused):
        answer("anqing-2025", "anqing.handle.complex-extension", "2025-11-10T09:00:00+08:00", {"granted": "many"})


def test_a_cap_in_days_says_how_many():
    files = _files("anqing/2025")
    del files["regulation.toml"]["extension"]["cap_days"]
    with pytest.raises(EditionError, match="cap_days"):
        Edition.of(files)


@pytest.mark.parametrize(
    ("spoil", "detail"),
    [
        (lambda f: f["review"]["findings"].append("nothing"), "finding nothing is not declared"),
        (lambda f: f["follow_up"]["askers"][0].update(role="mayor"), "role mayor is not declared"),
        (lambda f: f["order"].update(level=5), "the ladder has no level 5"),
        (lambda f: f["reply"].update(after=["signed"]), "step signed is not among"),
        (lambda f: f["steps"].remove("registered"), "step registered is not among"),
    ],
)
def test_what_the_casework_of_an_edition_names_it_declares(spoil, detail):
    files = _files("anqing/2025")
    spoil(files["regulation.toml"])
    with pytest.raises(EditionError, match=detail):
        Edition.of(files)
