"""The edition with matters looked into on the spot: its figures, lists and who may do what, each as the text has it."""

from __future__ import annotations

import pytest

from adapters.cli.due import answer
from adapters.regulations import shipped

EDITION = "anqing-2025"
OF_OTHER_PLATFORMS = ("hotline", "conduct_hotline", *(f"other_platform_{number}" for number in range(3, 8)))


@pytest.fixture(scope="module")
def edition():
    return shipped().edition(EDITION)


def codes(parts):
    return [part.code for part in parts]


def test_a_matter_names_what_who_and_how_to_reach_them_or_says_why_not(edition):
    assert edition.intake.required == ("content", "name", "contact")
    assert (edition.intake.anonymous.allowed, edition.intake.anonymous.reason_required) == (True, True)
    assert edition.intake.refusal_requires == ("explanation",)
    assert {part.code: part.requires for part in edition.intake.transfers} == dict.fromkeys(
        ("legal", "litigation", "petition"), ("explanation",)
    )
    misprinted = next(part for part in edition.intake.classes if part.code == "path_dependence")
    assert misprinted.aliases == ("路径信赖",)


def test_what_comes_from_other_platforms_is_handed_on_within_a_day_by_place_then_by_subject(edition):
    assert edition.limit("dispatch").when == {"channel": OF_OTHER_PLATFORMS}
    assert edition.dispatch.route == ("territory", "subject")


def test_three_days_and_seven_run_from_acceptance_or_from_a_day_after_registration():
    accepted_late = {"registered": "2025-11-03T09:00:00+08:00"}
    for clause, due in (
        ("anqing.verify.opinion-3d", "2025-11-07"),
        ("anqing.handle.simple-deadline", "2025-11-11"),
    ):
        found = answer(EDITION, clause, "2025-11-06T09:00:00+08:00", accepted_late)
        assert found["last_day"] == due


def test_a_last_day_off_moves_to_the_next_working_day(edition):
    for limit in ("opinion", "handle"):
        held = edition.limit(limit)
        assert (held.span.form, held.span.roll, held.latest_start.hours) == ("natural_days", True, 24)
    assert edition.limit("opinion").span.n == 3


def test_four_task_forces_take_matters_on_at_the_meeting_by_area_before_turn(edition):
    rules = edition.task_forces
    assert codes(rules.forces) == ["force_one", "force_two", "force_three", "force_four"]
    assert (rules.assigned_at, rules.assigned_by) == ("dispatch_confirmed", ("area", "turn"))
    assert (rules.areas_source, "huaining" in codes(rules.areas)) == ("local_setting", True)


def test_it_is_looked_into_on_the_spot_unless_a_task_force_says_it_need_not_be(edition):
    rules = edition.verification
    assert {part.code: part.on_site for part in rules.means} == {
        "site_visit": True,
        "interview": True,
        "phone": False,
        "document": False,
    }
    assert rules.waived_by == ("task_force",)
    assert rules.requires == ("course", "causes", "place", "persons")
    assert rules.elsewhere_requires == ("duplicate", "elsewhere")
    assert {part.code: part.requires for part in edition.opinion.natures} == {
        "individual": (),
        "common": ("measures", "to_be_done_by"),
    }


def test_the_citizen_and_the_office_are_told_and_only_after_the_opinion(edition):
    assert (edition.reply.to, edition.reply.after) == (("citizen", "office"), ("verified", "opinion_filed"))


def test_cannot_be_done_is_filed_with_the_level_above_first(edition):
    assert edition.cannot.requires == ("up_level_filing", "policy_basis", "explanation")
    assert edition.ladder.proposal_requires == ("opinion", "basis")
    assert edition.ladder.verdicts == ("can_do", "unsure", "still_cannot", "final_no")
    assert edition.ladder.final_no_requires == ("reason", "basis")


def test_an_order_to_the_head_says_what_until_when_and_with_whose_help(edition):
    assert edition.order.requires == ("summary", "office_opinion", "until", "task_force")


def test_the_unit_asks_once_and_the_task_force_asks_after_it(edition):
    asked = edition.follow_up
    assert [(rating.code, rating.satisfied) for rating in asked.ratings] == [
        ("good", True),
        ("understood", True),
        ("bad", False),
    ]
    assert (asked.rounds, asked.by_unit.reworks) == (3, 1)


def test_a_review_looks_for_eleven_things_and_names_cause_and_person_responsible(edition):
    assert edition.review.findings == (
        "irresponsible_when_asked", "plain_no", "shirked", "not_done", "dragged_out", "clear_inaction",
        "lax_first_asked", "lax_escalation", "caused_loss", "long_standing", "repeatedly_complained",
    )  # fmt: skip
    assert edition.review.requires == ("cause", "responsible")
    assert edition.archive.requires == ("case_report",)


def test_more_time_is_asked_for_before_the_matter_is_due(edition):
    assert (edition.extension.latest_filing, edition.extension.clamp_to_start_day) == ("before_due", False)
    assert (edition.extension.times, edition.extension.cap_days) == (2, 14)


def test_the_desk_is_checked_in_each_half_of_the_day(edition):
    assert [(check.code, check.begins.hour) for check in edition.duty.checks] == [("morning", 0), ("afternoon", 12)]


def test_more_time_needs_its_reason_and_an_opinion_read_in_working_days_has_as_many(edition):
    assert edition.extension.requires == ("reason",)
    assert edition.with_readings({"R02": "working_day"}).limit("opinion").span.n == 3


def test_each_task_force_has_an_area_of_its_own(edition):
    areas = {force.code: force.areas for force in edition.task_forces.forces}
    assert areas == {
        "force_one": ("yingjiang",),
        "force_two": ("daguan",),
        "force_three": ("yixiu",),
        "force_four": ("tongcheng",),
    }
