"""The edition written from a report: its figures, lists and names, each as the text has it."""

from __future__ import annotations

import pytest

from adapters.cli.due import answer
from adapters.regulations import SHIPPED, read_files, shipped
from domain.regulations.content import merge
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition
from domain.regulations.whereabouts import clauses_cited

EDITION = "fuyang-2022"
STARTS = "2025-11-03T09:00:00+08:00"
WINDOWS = ("city_window", "county_window")
LED_BY_OFFICE = ("efficiency_office", "supervisor")


@pytest.fixture(scope="module")
def edition():
    return shipped().edition(EDITION)


def codes(parts):
    return [part.code for part in parts]


def test_all_of_its_clauses_are_there(edition):
    assert len(edition.clauses) == 47
    assert sum(1 for clause in edition.clauses.values() if clause.governs) == 38


def covers(target, path):
    """Whether what a clause governs is what stands at a key path, or a part of it."""
    section, _, rest = target.partition(".")
    tables = {"role": "roles", "limit": "limits", "finding": "findings", "obligation": "obligations"}
    table = (tables | {"kind": "intake.kinds"}).get(section)
    keys = f"{table}.{rest}" if table else target
    here = ".".join(path)
    return here == keys or here.startswith(f"{keys}.") or keys.startswith(f"{here}.")


def test_whatever_cites_a_clause_is_governed_by_it():
    content = merge(read_files(SHIPPED / "fuyang/2022"))
    told_apart = {"clauses", "gaps", "contradictions", "readings"}
    governs = {clause["id"]: clause.get("governs", []) for clause in content["clauses"]}
    adrift = [
        (".".join(path), clause)
        for path, clause in clauses_cited({name: part for name, part in content.items() if name not in told_apart})
        if not any(covers(target, path[:-1]) for target in governs[clause])
    ]
    assert adrift == []


def test_one_main_platform_eight_counties_and_the_departments_take_in_letters(edition):
    channels = codes(edition.intake.channels)
    assert channels[:2] == ["main_app", "main_mini_program"]
    assert channels[2:10] == [f"county_platform_{number}" for number in range(1, 9)]
    assert channels[10:] == [
        "department_platform", "hotline", "message_board", "news_site", "portal", *WINDOWS, "inspection",
    ]  # fmt: skip


def test_letters_are_of_three_kinds_and_only_what_an_inspection_found_is_not_public(edition):
    assert codes(edition.intake.kinds)[:3] == ["complaint", "consultation", "suggestion"]
    assert [kind.code for kind in edition.intake.kinds if not kind.public] == ["inspection"]
    assert edition.intake.refusal_grounds == ()
    assert edition.intake.anonymous.reason_required
    assert edition.dispatch.route == ("subject",)
    assert codes(edition.dispatch.first_triage) == ["on_the_spot", "guidance"]


def test_the_roles_are_those_the_text_names(edition):
    assert [role.id for role in edition.roles] == [
        "main_platform", "sub_platform", "desk", "monitor", "window_officer", "coordinator", "chief_on_duty",
        "task_force_head", "task_force_deputy", "leader_on_duty", "service_department", "efficiency_office",
        "city_leader",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limit", "start", "stops", "days", "found"),
    [
        (
            "window",
            "registered",
            ("progress_reported", "citizen_told", "closed", "answered_directly", "submitted_for_study"),
            3,
            "fed_back_late",
        ),
        ("study", "submitted_for_study", ("progress_reported", "citizen_told", "closed"), 5, "studied_late"),
    ],
)
def test_the_window_feeds_back_in_working_days_by_its_coordinator(edition, limit, start, stops, days, found):
    held = edition.limit(limit)
    assert (held.start, held.stops, held.span.form, held.span.n) == (start, stops, "working_days", days)
    assert (held.owner, held.clock, held.severity, held.breaches, held.repeats) == (
        "coordinator", "unit", "hard", True, True,
    )  # fmt: skip
    assert (held.when, held.on_miss) == ({"channel": WINDOWS}, found)
    assert (held.warn.n, held.warn.unit) == (1, "working_day")


def test_as_the_text_is_read_otherwise_one_word_of_progress_ends_the_duty():
    told = {"progress_reported": "2025-11-04T09:00:00+08:00", "until": "2025-11-11"}
    assert answer(EDITION, "fuyang.window.3wd", STARTS, told)["count"] == 2
    assert "count" not in answer(EDITION, "fuyang.window.3wd", STARTS, told, {"R44": "false"})
    assert "count" not in answer(EDITION, "fuyang.window.5wd", STARTS, told, {"R44": "false"})


def test_the_five_days_may_be_read_to_run_from_registration(edition):
    assert edition.with_readings({"R45": "registered"}).limit("study").start == "registered"
    assert (edition.study.channels, edition.study.requires) == (WINDOWS, ("tried", "departments"))


def test_ten_days_may_be_added_once_with_a_reason_and_only_to_what_is_especially_complex(edition):
    rule = edition.extension
    assert (rule.limits, rule.times, rule.cap, rule.cap_days) == (("handle",), 1, "added_within_days", 10)
    assert (rule.when, rule.mode, rule.requires) == ({"kind": ("not_done_complex",)}, "approval", ("reason",))
    assert (rule.latest_filing, rule.clamp_to_start_day) == ("before_due", False)
    plain = {"kind": "not_done", "requested": 10, "filed": "2025-11-04T09:00:00+08:00"}
    assert answer(EDITION, "fuyang.window.plus10wd", STARTS, plain)["code"] == "extension.not_for_this_matter"


def test_what_has_no_figure_in_the_text_has_none_here(edition):
    dispatch = edition.limit("dispatch")
    assert (dispatch.name, dispatch.span.form, dispatch.breaches) == ("dispatch", "not_set", False)
    assert dispatch.stops == ("dispatched", "answered_directly")
    assert {gap.id for gap in edition.gaps} >= {"second-hand", "prompt-dispatch", "scale", "who-prolongs", "who-signs"}
    for name, stop in (("instruction", "instruction_answered"), ("supervision", "supervision_fed_back")):
        held = edition.limit(name)
        assert (held.span.form, held.source, held.breaches) == ("given_days", "local_setting", False)
        assert (held.stops, held.clock, held.owner, held.warn.n) == ((stop,), "unit", "desk", 1)


def test_the_dissatisfied_have_a_zone_three_procedures_and_no_ground_to_be_left(edition):
    asked = edition.follow_up
    assert [(rating.code, rating.satisfied) for rating in asked.ratings] == [("good", True), ("bad", False)]
    assert codes(asked.ways) == ["online_score", "at_the_window"]
    assert asked.bad_without_rework == ()
    assert codes(asked.zone.procedures) == ["public_opinion", "reporters", "internal_reference"]
    assert (asked.zone.bad_ratings, asked.rounds) == (2, 9)
    assert (edition.reply.to, edition.reply.closes) == (("citizen",), True)


def test_an_inspection_looks_at_eight_things_and_its_letter_waits_for_a_principal_leader(edition):
    rules = edition.supervision
    assert codes(rules.items) == [
        "attendance", "premises", "state_of_work", "manner", "internal_management", "root_causes", "duties",
        "mechanisms",
    ]  # fmt: skip
    assert [(level.no, level.issued_by) for level in rules.levels] == [(1, LED_BY_OFFICE), (2, LED_BY_OFFICE)]
    assert {(rule.step, rule.levels): rule.after for rule in rules.steps} == {
        ("assigned", (1,)): ("issued",),
        ("reminded", ()): ("issued",),
        ("inspected", (2,)): ("issued",),
        ("reported", (2,)): ("inspected",),
        ("signed", (2,)): ("reported",),
        ("ordered", (2,)): ("signed",),
        ("fed_back", (1,)): ("assigned",),
        ("fed_back", (2,)): ("ordered",),
        ("talk_held", ()): ("issued",),
        ("circulated", ()): ("issued",),
        ("archived", ()): ("fed_back",),
    }
    assert rules.step("reported", 2).requires == ("party_committee_head", "government_head", "leading_group_head")
    assert rules.step("signed", 2).taken_by == ("city_leader",)
    assert rules.step("ordered", 2).requires == ("deputy_mayor_in_charge",)
    assert rules.precedence == "highest"
    assert {code: (trigger.level, trigger.finding, trigger.automatic) for code, trigger in rules.triggers.items()} == {
        "window_overdue": (1, "fed_back_late", True),
        "lawful_not_done": (1, "lawful_not_done", True),
        "shirked": (1, "shirked", True),
        "dragged_out": (1, "dragged_out", True),
        "as_the_platform_sees": (1, None, False),
        "inspected": (2, None, False),
    }


def test_what_is_answered_for_at_the_window_follows_of_itself_and_elsewhere_a_person_judges(edition):
    assert {
        name: (kind.consequence, kind.automatic, kind.established_by) for name, kind in edition.findings.items()
    } == {
        "fed_back_late": ("none", True, "rule"),
        "studied_late": ("none", True, "rule"),
        "lawful_not_done": ("accountability", True, "person"),
        "shirked": ("accountability", True, "person"),
        "dragged_out": ("accountability", True, "person"),
        "inaction": ("accountability", False, "person"),
        "wrong_action": ("accountability", False, "person"),
        "slow_action": ("accountability", False, "person"),
    }
    assert {grade.code: codes(grade.measures) for grade in edition.accountability.grades} == {
        "window_matter": ["strict_accountability"],
        "behind": ["circular", "talk"],
        "grave_effect": ["held_to_account"],
    }
    assert edition.accountability.examined_by == ("efficiency_office", "leading_group")


def test_a_study_names_channels_that_are_there():
    files = read_files(SHIPPED / "fuyang/2022")
    files["regulation.toml"]["study"]["channels"] = ["back_door"]
    with pytest.raises(EditionError, match="channel back_door is not declared"):
        Edition.of(files)


def test_only_who_comes_last_is_assessed_again_the_year_after(edition):
    groups = edition.rankings["section_chiefs"].groups
    assert [group.code for group in groups if group.carried_over] == ["ordinary"]


@pytest.mark.parametrize("trigger", ["legacy", "widely_felt_and_stirring", "rules_clash"])
def test_what_is_put_up_for_consultation_says_what_the_problem_is(trigger):
    rules = shipped().edition("suzhou-2021").consultation
    assert rules.triggers[trigger].requires == ("problem",)


@pytest.mark.parametrize("kind", ["consult", "complex", "emergency"])
def test_word_of_progress_is_owed_again_and_again_under_a_special_period(kind):
    (limit,) = [each for each in shipped().edition("suzhou-2021").limits if each.id == f"progress-{kind}"]
    assert limit.repeats


def test_of_the_daily_report_is_reminded_two_hours_before():
    (limit,) = [each for each in shipped().edition("suzhou-2021").limits if each.id == "report-daily"]
    assert limit.warn.n == 2
