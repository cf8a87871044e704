"""值班: who may be at the desk when, which check counts for which half of the day, what ends a shift."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.shift import NoCover, NotADutyDay, NotOnDuty, NotToday, Shift, ShiftNotOpen
from domain.events.deadlines import DeadlineMet, DeadlineMissed, DeadlineSet
from domain.events.findings import FindingRecorded
from domain.events.shift import (
    ShiftChecked,
    ShiftClosed,
    ShiftInspected,
    ShiftLogged,
    ShiftOpened,
    ShiftRelieved,
    ShiftRostered,
)
from domain.regulations.model import Edition, EditionError
from domain.rules.duty import DutyCodeUnknown, NoDuty, duty_of, require_named
from domain.rules.requirements import PartsMissing
from domain.values import AuthorityId, SeatId
from tests.support.facts import TEXT, act, at, law
from tests.support.given import Given

TEXTS = law("anqing-2025")
MONDAY = date(2025, 11, 3)
LEADER, OFFICER, OTHER = SeatId("duty_leader"), SeatId("duty_officer"), SeatId("second_officer")
LOG = {part.code for part in duty_of(TEXTS).log}


def rostering(day=MONDAY, leader=LEADER, officers=(OFFICER,)):
    rostered = ShiftRostered(
        authority=AuthorityId("here"),
        day=day,
        leader=leader,
        officers=officers,
        basis=TEXTS.cite("anqing.duty.system"),
        act=act(at("2025-11-01")),
    )
    return Shift.roster(rostered, TEXTS)


def rostered():
    return Given(rostering())


def opened():
    return rostered().when(Shift.open, ShiftOpened(act=by("duty_officer", "08:30")), TEXTS)


def by(role, clock, day="2025-11-03"):
    return act(at(day, clock), role)


def checked(told, clock):
    return told.when(Shift.check, "seen", None, by("duty_leader", clock), TEXTS)


def test_a_day_on_the_roster_owes_a_check_before_noon_and_one_before_midnight():
    clocks = [each.fact for each in rostering().pending if isinstance(each.fact, DeadlineSet)]
    assert [(clock.name, clock.due.due_at) for clock in clocks] == [
        ("duty.morning", at("2025-11-03", "12:00")),
        ("duty.afternoon", at("2025-11-04", "00:00")),
    ]
    assert {clock.on_miss for clock in clocks} == {"check_missed"}


@pytest.mark.parametrize("day", [date(2025, 11, 2), date(2025, 10, 31), date(2025, 10, 1)])
def test_only_a_working_day_to_come_is_rostered(day):
    with pytest.raises(NotADutyDay):
        rostering(day)


def test_a_make_up_saturday_is_a_day_of_duty():
    assert rostering(date(2026, 5, 9)).day == date(2026, 5, 9)


@pytest.mark.parametrize("officers", [(), (LEADER,)])
def test_the_leader_and_the_desk_are_different_seats(officers):
    with pytest.raises(NotOnDuty):
        rostering(officers=officers)


@pytest.mark.parametrize(("clock", "counts_for"), [("08:00", "morning"), ("11:59", "morning"), ("12:00", "afternoon")])
def test_a_check_counts_for_the_half_of_the_day_it_falls_in(clock, counts_for):
    told = checked(rostered(), clock)
    assert told.fact(ShiftChecked).check == counts_for
    assert told.fact(DeadlineMet).key == f"duty.{counts_for}:1"


def test_before_the_first_check_begins_it_still_counts_for_the_first():
    assert duty_of(TEXTS).check_at(time(0)).code == "morning"
    later = duty_of(TEXTS).model_copy(update={"checks": tuple(reversed(duty_of(TEXTS).checks))})
    assert later.model_copy(update={"checks": later.checks[:1]}).check_at(time(9)).code == "afternoon"


def test_a_second_check_in_the_morning_does_not_cover_the_afternoon():
    twice = checked(checked(rostered(), "09:00"), "11:30").then(ShiftChecked)
    twice.when(Shift.miss, "duty.afternoon:1", by("system", "00:01", "2025-11-04"), TEXTS)
    twice.then(DeadlineMissed, FindingRecorded)
    assert twice.fact(FindingRecorded).kind == "check_missed"


def test_only_the_leader_of_the_day_checks_and_only_on_the_day():
    rostered().when(Shift.check, "seen", None, by("city_leader", "09:00"), TEXTS).then_refused(NotOnDuty)
    late = by("duty_leader", "09:00", "2025-11-04")
    rostered().when(Shift.check, "seen", None, late, TEXTS).then_refused(NotToday)


def test_the_desk_is_opened_once_by_who_is_on_the_roster():
    stranger = ShiftOpened(act=by("intake_clerk", "08:30"))
    rostered().when(Shift.open, stranger, TEXTS).then_refused(NotOnDuty, "anqing.duty.system")
    again = opened().then(ShiftOpened)
    again.when(Shift.open, ShiftOpened(act=by("duty_officer", "08:31")), TEXTS).then_refused(ShiftNotOpen)


def test_nothing_is_logged_before_the_desk_is_open_or_after_it_closed():
    entry = ShiftLogged(sort="other_entry", entry=TEXT, act=by("duty_officer", "09:00"))
    rostered().when(Shift.log, entry, TEXTS).then_refused(ShiftNotOpen)
    opened().when(Shift.log, entry, TEXTS).then(ShiftLogged)
    closed = opened().when(Shift.close, ended(), LOG, TEXTS).then(ShiftClosed)
    closed.when(Shift.log, entry, TEXTS).then_refused(ShiftNotOpen)


def ended():
    return ShiftClosed(parts=tuple(LOG), log=TEXT, act=by("duty_officer", "17:30"))


@pytest.mark.parametrize("left_out", sorted(LOG))
def test_a_shift_ends_when_its_log_holds_every_column(left_out):
    opened().when(Shift.close, ended(), LOG - {left_out}, TEXTS).then_refused(PartsMissing, "anqing.duty.logbook")


def test_nobody_leaves_without_cover_and_the_cover_then_is_on_duty():
    def relieved(leaving, cover, seat="duty_officer"):
        return ShiftRelieved(leaving=leaving, cover=cover, reason=TEXT, act=by(seat, "10:00"))

    opened().when(Shift.relieve, relieved(OFFICER, LEADER), TEXTS).then_refused(NoCover, "anqing.duty.ab-leave")
    opened().when(Shift.relieve, relieved(OTHER, LEADER), TEXTS).then_refused(NotOnDuty)
    told = opened().when(Shift.relieve, relieved(OFFICER, OTHER), TEXTS).then(ShiftRelieved)
    entry = ShiftLogged(sort="other_entry", entry=TEXT, act=by("duty_officer", "11:00"))
    told.when(Shift.log, entry, TEXTS).then_refused(NotOnDuty)


def test_an_inspection_that_finds_the_desk_empty_establishes_it():
    here = ShiftInspected(present=True, act=by("supervisor", "10:00"))
    rostered().when(Shift.inspect, here, TEXTS).then(ShiftInspected)
    empty = ShiftInspected(present=False, act=by("supervisor", "10:00"))
    told = rostered().when(Shift.inspect, empty, TEXTS).then(ShiftInspected, FindingRecorded)
    assert told.fact(FindingRecorded).kind == "desk_left"


def test_an_edition_without_a_desk_rosters_nobody_and_names_nothing():
    with pytest.raises(NoDuty):
        duty_of(law())
    with pytest.raises(DutyCodeUnknown):
        require_named(TEXTS, "by_rumour", duty_of(TEXTS).ways)


@pytest.mark.parametrize("part", ["checks", "left_finding"])
def test_a_desk_names_only_what_the_edition_declares(part):
    files = {name: dict(parsed) for name, parsed in read_files(Path(SHIPPED) / "anqing" / "2025").items()}
    duty = files["duty.toml"]["duty"]
    if part == "checks":
        files["duty.toml"]["duty"] = duty | {"checks": [duty["checks"][0] | {"limit": "never"}]}
    else:
        files["duty.toml"]["duty"] = duty | {"left_finding": "never"}
    with pytest.raises(EditionError, match="never is not declared"):
        Edition.of(files)
