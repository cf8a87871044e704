"""Readings: another choice is another edition, with its own hash and its own answers."""

from __future__ import annotations

import pytest

from adapters.cli.due import answer
from adapters.regulations import shipped
from domain.regulations.errors import EditionError


def test_the_edition_as_it_stands_is_the_edition_under_its_own_choices(suzhou):
    chosen = {reading.id: reading.chosen for reading in suzhou.readings}
    assert suzhou.with_readings({}) is suzhou
    assert suzhou.with_readings(chosen) == suzhou


@pytest.mark.parametrize(
    ("edition", "reading", "choice"),
    [
        (edition.id, reading.id, choice.id)
        for edition in shipped()
        for reading in edition.readings
        for choice in reading.alternatives
    ],
)
def test_every_choice_that_is_offered_changes_something_that_runs(edition, reading, choice):
    before = shipped().edition(edition)
    after = before.with_readings({reading: choice})
    assert after.hash != before.hash
    assert after.reading(reading).chosen == choice
    differing = {"hash", "readings"}
    assert before.model_dump(exclude=differing) != after.model_dump(exclude=differing)
    assert after.with_readings({reading: before.reading(reading).chosen}) == before


def test_a_reading_or_choice_the_edition_does_not_offer_is_refused_by_name(suzhou):
    with pytest.raises(EditionError, match="no reading R99"):
        suzhou.with_readings({"R99": "any"})
    with pytest.raises(EditionError, match=r"R15.*no choice 'never'"):
        suzhou.with_readings({"R15": "never"})


def test_a_choice_nothing_runs_on_yet_is_not_offered(suzhou):
    with pytest.raises(EditionError, match="no choice '44'"):
        suzhou.with_readings({"R34": "44"})


@pytest.mark.parametrize(
    ("edition", "clause", "start", "facts", "reading", "expected"),
    [
        ("suzhou-2021", "norm.sign-pm", "2025-10-04T10:00+08:00", {}, "R15=as_afternoon", "2025-10-09T12:00"),
        ("suzhou-2021", "norm.return-1wd", "2025-11-07T09:00+08:00", {}, "R17=17:30", "2025-11-10T17:30"),
        ("suzhou-2021", "consult.minutes-due", "2025-11-12", {}, "R42=friday", "2025-11-22T00:00"),
        ("suzhou-2021", "report.monthly-due", "2025-10", {}, "R43=week_of_1st", "2025-11-03T00:00"),
        ("suzhou-2021", "report.monthly-due", "2025-10", {}, "R43=first_full_week", "2025-11-10T00:00"),
        ("suzhou-2021", "norm.retention", "2024-02-29T10:00+08:00", {}, "R41=recorded", "2025-03-01T00:00"),
        ("tongbai-2022", "report.quarterly-due", "2024Q2", {}, "R14=false", "2024-07-09T00:00"),
    ],
)
def test_another_reading_gives_another_due_time(edition, clause, start, facts, reading, expected):
    clause = f"{edition.partition('-')[0]}.{clause}"
    name, _, choice = reading.partition("=")
    assert answer(edition, clause, start, facts, {name: choice})["due"] == f"{expected}:00+08:00"


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("end_of_working_day_before_due_clamped_to_dispatch_day", "2026-02-28"),
        ("exact_day", "2026-02-28"),
        ("within_last_working_day", "2026-03-02"),
    ],
)
def test_the_latest_filing_day_follows_its_reading(choice, expected):
    found = answer("suzhou-2021", "suzhou.norm.extension", "2026-03-02", {"limit_wd": 7}, {"R20": choice})
    assert found["latest_filing_day"] == expected


@pytest.mark.parametrize(
    ("choice", "most"), [("extension_le_original_cumulative", 2), ("per_extension", 7), ("total_le_original", 0)]
)
def test_the_cap_of_extensions_follows_its_reading(choice, most):
    facts = {"limit_wd": 7, "granted_wd": [3, 2]}
    found = answer("suzhou-2021", "suzhou.norm.extension", "2026-03-02", facts, {"R21": choice})
    assert found["max_extension_wd"] == most


def test_the_other_readings_are_shown_beside_the_answer():
    found = answer("suzhou-2021", "suzhou.norm.return-1wd", "2025-11-07T09:00:00+08:00")
    assert found["alternatives"] == {"17:30": "2025-11-10T17:30:00+08:00"}


def test_a_limit_that_another_reading_leaves_open_is_shown_as_not_set():
    found = answer("suzhou-2021", "suzhou.norm.handle-complaint", "2025-11-07", {"kind": "举报"})
    assert found["limit"] == "handle-undeclared"
    assert found["basis"]["source"] == "local_setting"
    assert found["alternatives"]["declare"] == "deadline.not_set"
