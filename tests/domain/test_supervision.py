"""督办: one matter keeps one supervision, opened by its triggers, taken step by step."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.supervision import Days, NothingProposed, NotOpen, OnlyTheLead, Supervision
from domain.events.deadlines import DeadlineMet, DeadlineSet
from domain.events.supervision import (
    SupervisionArchived,
    SupervisionAssigned,
    SupervisionExposed,
    SupervisionFedBack,
    SupervisionIssued,
    SupervisionMerged,
    SupervisionPledged,
    SupervisionProposed,
    SupervisionRaised,
    SupervisionRegistered,
    SupervisionRejected,
    SupervisionReviewed,
    SupervisionReviewNeeded,
    SupervisionTalkHeld,
)
from domain.regulations.model import Edition, EditionError
from domain.rules.requirements import PartsMissing
from domain.rules.supervision import (
    NoSupervision,
    NotTheSupervisor,
    StepOutOfTurn,
    TriggerUnknown,
    called_for,
    require_trigger,
)
from domain.values import Level
from tests.support.facts import ROADS, TEXT, WATER, act, at, law
from tests.support.given import ID, Given

CASE = UUID(int=7)
MONDAY = at("2025-11-03")
PARTS = ("registered_on", "content", "lead", "assisting", "due", "opinion")


def called(code, *, established=None, **matter):
    """The trigger, with the finding that shows it unless told otherwise."""
    trigger = law().edition.supervision.triggers.get(code)
    shown = {trigger.finding} if trigger else set()
    return require_trigger(law(), code, matter, shown if established is None else established)


def blank():
    return Given(Supervision.about(ID, CASE))


def opened(code="as_the_office_sees", role="efficiency_office", **matter):
    return blank().when(Supervision.issue, called(code, **matter), ROADS, (), act(MONDAY, role), law())


def called_by_rule(told, code, **matter):
    return told.when(Supervision.call_for, called(code, **matter), ROADS, (5,), act(MONDAY, "system"), law())


def take(told, fact, given=(), by_role=""):
    return told.when(Supervision.take, fact, law(), given=given, by_role=by_role)


def registered(told):
    return take(told, SupervisionRegistered(parts=PARTS, content=TEXT, act=act(MONDAY)), PARTS)


def assigned(told, assisting=(), days=None):
    fact = SupervisionAssigned(lead=ROADS, assisting=assisting, citizen_told_by="sms", act=act(MONDAY))
    return told.when(Supervision.assign, fact, {"citizen_told_by", "way_or_reason"}, days, law())


def fed_back(told, unit=ROADS):
    fact = SupervisionFedBack(report=TEXT, citizen_told_by="phone", act=act(MONDAY, "unit_clerk", unit))
    return take(told, fact)


def test_nothing_done_by_the_end_goes_to_level_one_and_anything_done_to_daily_supervision():
    (nothing,) = called_for(law(), "handled_late", {"handled": "no"})
    (something,) = called_for(law(), "handled_late", {"handled": "yes"})
    assert (nothing.code, nothing.level) == ("nothing_done", 1)
    assert (something.code, something.level) == ("overdue", 0)


def test_the_highest_level_called_for_wins_and_a_matter_is_followed_while_a_person_decides():
    proposed, at_once = called_for(law(), "handled_late", {"handled": "no", "origin": "province"})
    assert (proposed.code, proposed.level, proposed.trigger.automatic) == ("important_overdue", 2, False)
    assert (at_once.code, at_once.level, at_once.trigger.automatic) == ("nothing_done", 1, True)


def test_under_the_other_reading_each_trigger_counts():
    both = type(law())(law().edition.with_readings({"R25": "all"}), law().calendar)
    assert [found.level for found in called_for(both, "handled_late", {"handled": "no"})] == [1, 0]


def test_a_first_bad_rating_is_daily_supervision_or_level_one_by_the_reading():
    other = type(law())(law().edition.with_readings({"R24": "1"}), law().calendar)
    assert [found.level for found in called_for(law(), "unsatisfied", {})] == [0]
    assert [found.level for found in called_for(other, "unsatisfied", {})] == [1]


def test_where_an_edition_knows_no_supervision_nothing_calls_for_it():
    assert called_for(law("tongbai-2022"), "answered_late", {}) == ()


def test_an_automatic_trigger_opens_at_once():
    told = called_by_rule(blank(), "nothing_done", handled="no").then(SupervisionIssued)
    issued = told.fact(SupervisionIssued)
    assert (issued.level, issued.by_rule, issued.shown_by) == (1, True, (5,))
    assert issued.basis.clause == "suzhou.sup.l1-not-handled"


def test_where_the_text_leaves_it_to_a_person_it_is_only_proposed_and_only_once():
    told = called_by_rule(blank(), "second_unsatisfied").then(SupervisionProposed)
    called_by_rule(told, "second_unsatisfied").then_nothing()


def test_a_graver_trigger_raises_and_a_lesser_one_joins():
    told = opened()
    called_by_rule(told, "nothing_done", handled="no").then(SupervisionRaised)
    assert told.fact(SupervisionRaised).to_level == Level(1)
    called_by_rule(told, "overdue").then(SupervisionMerged)


def test_a_proposal_is_issued_by_whoever_supervises_at_its_level():
    told = called_by_rule(blank(), "important_overdue", origin="province")
    issue = called("important_overdue", origin="province")
    office, inspectorate = act(MONDAY, "efficiency_office"), act(MONDAY, "supervisor")
    told.when(Supervision.issue, issue, ROADS, (), office, law()).then_refused(NotTheSupervisor, "suzhou.sup.l2-how")
    told.when(Supervision.issue, issue, ROADS, (), inspectorate, law()).then(SupervisionIssued)
    assert told.fact(SupervisionIssued).shown_by == (5,)


def test_no_unit_supervises_itself():
    office = act(MONDAY, "efficiency_office", ROADS)
    told = blank().when(Supervision.issue, called("hot"), ROADS, (), office, law())
    told.then_refused(NotTheSupervisor)


def test_a_proposal_is_rejected_with_a_reason_and_may_come_again():
    told = called_by_rule(blank(), "second_unsatisfied")
    told.when(Supervision.reject, "second_unsatisfied", TEXT, act(MONDAY), law()).then(SupervisionRejected)
    assert told.aggregate.is_over
    told.when(Supervision.reject, "second_unsatisfied", TEXT, act(MONDAY), law()).then_refused(NothingProposed)


def test_a_trigger_the_edition_does_not_name_is_refused():
    with pytest.raises(TriggerUnknown, match="no trigger"):
        called("rumour")


def test_a_trigger_must_fit_the_matter():
    with pytest.raises(TriggerUnknown, match="not as"):
        called("province_repeat", origin="province", repeat="no")


@pytest.mark.parametrize("established", [(), ("unsatisfied", "signed_late")])
def test_what_a_finding_shows_is_supervised_only_once_it_is_established(established):
    with pytest.raises(TriggerUnknown, match="handled_late is not established") as refused:
        called("nothing_done", handled="no", established=established)
    assert refused.value.basis.clause == "suzhou.sup.l1-not-handled"
    assert called("nothing_done", handled="no", established=("handled_late",)).trigger.level == 1


def test_registration_names_every_part_of_the_form():
    told = opened("recurring")
    fact = SupervisionRegistered(parts=("content",), content=TEXT, act=act(MONDAY))
    refusal = take(told, fact, ("content",)).then_refused(PartsMissing, "suzhou.sup.step-register")
    assert "due" in refusal.missing


def test_it_is_assigned_only_when_registered_and_the_citizen_is_told_with_it():
    told = opened("recurring")
    assigned(told).then_refused(StepOutOfTurn, "suzhou.sup.step-sms")
    registered(told).then(SupervisionRegistered)
    fact = SupervisionAssigned(lead=ROADS, act=act(MONDAY))
    told.when(Supervision.assign, fact, {"way_or_reason"}, None, law()).then_refused(PartsMissing)
    assigned(told).then(SupervisionAssigned)


def test_daily_supervision_needs_no_registration():
    assigned(opened()).then(SupervisionAssigned)


def test_days_given_with_the_assignment_run_as_a_deadline_that_the_feedback_meets():
    told = assigned(opened(), days=Days(5)).then(SupervisionAssigned, DeadlineSet)
    assert told.fact(DeadlineSet).basis.clause == "suzhou.sup.step-assign"
    fed_back(told).then(SupervisionFedBack, DeadlineMet)


def test_with_several_units_only_the_lead_feeds_back():
    told = assigned(opened(), assisting=(WATER,))
    fed_back(told, WATER).then_refused(OnlyTheLead, "suzhou.sup.feedback-both")
    fed_back(told, ROADS).then(SupervisionFedBack)


def test_at_level_two_the_deputy_pledges_and_is_talked_to_before_it_is_filed():
    told = assigned(registered(opened("exposed", "supervisor")))
    fed_back(told)
    filed = SupervisionArchived(act=act(MONDAY))
    take(told, filed).then_refused(StepOutOfTurn, "suzhou.sup.step-archive")
    pledge = SupervisionPledged(by_role="unit_deputy", medium="newspaper", pledge=TEXT, act=act(MONDAY))
    take(told, pledge, by_role="unit_head").then_refused(OnlyTheLead, "suzhou.sup.l2-consequence")
    take(told, pledge, by_role="unit_deputy").then(SupervisionPledged)
    talk = SupervisionTalkHeld(with_role="unit_deputy", note=TEXT, act=act(MONDAY))
    take(told, talk, by_role="unit_deputy").then(SupervisionTalkHeld)
    take(told, filed).then(SupervisionArchived)
    assert told.aggregate.is_over


def test_at_level_three_it_is_the_head():
    told = assigned(registered(opened("widely_felt", "city_leader")))
    pledge = SupervisionPledged(by_role="unit_head", medium="newspaper", pledge=TEXT, act=act(MONDAY))
    take(told, pledge, by_role="unit_deputy").then_refused(OnlyTheLead, "suzhou.sup.l3-commit")
    take(told, pledge, by_role="unit_head").then(SupervisionPledged)


def test_below_level_two_nobody_pledges():
    pledge = SupervisionPledged(by_role="unit_head", medium="newspaper", pledge=TEXT, act=act(MONDAY))
    take(assigned(opened()), pledge).then_refused(NoSupervision)


def test_what_fails_the_review_must_be_fed_back_again():
    told = fed_back(assigned(opened()))
    bad = SupervisionReviewed(sort="random", passed=False, act=act(MONDAY))
    take(told, bad).then(SupervisionReviewed)
    take(told, SupervisionArchived(act=act(MONDAY))).then_refused(StepOutOfTurn)
    fed_back(told)
    good = SupervisionReviewed(sort="key", passed=True, act=act(MONDAY))
    take(told, good).then(SupervisionReviewed)
    take(told, SupervisionArchived(act=act(MONDAY))).then(SupervisionArchived)


def test_nothing_is_done_before_it_is_opened_or_after_it_is_filed():
    told = called_by_rule(blank(), "second_unsatisfied")
    registered(told).then_refused(NotOpen)
    told = take(fed_back(assigned(opened())), SupervisionArchived(act=act(MONDAY)))
    registered(told).then_refused(NotOpen)


def test_an_overturned_finding_sends_it_to_a_person_and_undoes_nothing():
    told = opened().when(Supervision.need_review, "late_entry", (9,), act(MONDAY, "system"))
    told.then(SupervisionReviewNeeded)
    assert told.aggregate.level == Level(0)
    blank().when(Supervision.need_review, "late_entry", (9,), act(MONDAY, "system")).then_nothing()


def test_a_trigger_of_a_level_that_is_not_there_does_not_load():
    files = read_files(SHIPPED / "suzhou/2021")
    files["supervision.toml"]["supervision"]["triggers"]["hot"]["level"] = 9
    with pytest.raises(EditionError, match="level 9"):
        Edition.of(files)


def test_a_step_that_comes_after_itself_does_not_load():
    files = read_files(SHIPPED / "suzhou/2021")
    steps = files["supervision.toml"]["supervision"]["steps"]
    next(rule for rule in steps if rule["step"] == "reviewed")["after"] = ["reviewed"]
    with pytest.raises(EditionError, match="after itself"):
        Edition.of(files)


def test_an_exposure_keeps_its_medium_who_decided_it_and_the_clause_it_rests_on():
    exposed = SupervisionExposed(medium="television", summary=TEXT, act=act(MONDAY, "supervisor"))
    fact = take(opened(), exposed).then(SupervisionExposed).fact(SupervisionExposed)
    assert (fact.medium, fact.act.role, fact.basis.clause) == ("television", "supervisor", "suzhou.plan.exposure")


def test_the_number_of_a_supervision_names_the_day_on_the_civil_clock():
    night = act(datetime(2025, 11, 3, 17, tzinfo=UTC), "efficiency_office")
    told = Given(Supervision.about(ID, CASE))
    told.when(Supervision.issue, called("as_the_office_sees"), ROADS, (), night, law())
    assert told.fact(SupervisionIssued).number.startswith("D20251104-")
