"""会商: a topic from the pool to its minutes and its last task; who may do what, the edition says."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.consultation import Consultation
from domain.events.consultation import (
    ConsultationArchived,
    ConsultationDeclined,
    ConsultationExplained,
    ConsultationFixed,
    ConsultationHeld,
    ConsultationJoined,
    ConsultationMerged,
    ConsultationMinuted,
    ConsultationProposed,
    ConsultationTaskDone,
    ConsultationTaskSet,
)
from domain.events.deadlines import DeadlineMet, DeadlineMissed, DeadlineSet
from domain.events.findings import FindingRecorded
from domain.regulations.model import Edition, EditionError
from domain.regulations.soundness import unsound
from domain.rules.consultation import (
    Ask,
    ConsultationNotThere,
    HeldInFuture,
    NoConsultation,
    NoSuchTopic,
    NotFollowedThrough,
    NotForThisRole,
    TaskDayPassed,
    TaskNotYours,
    TaskUnknown,
    WrongUnits,
    pooled_by,
    require_topic,
)
from domain.rules.law import Law
from domain.rules.requirements import PartsMissing
from domain.values import UnitId
from tests.support.facts import ROADS, TEXT, WATER, act, at, law
from tests.support.given import ID, Given

CASE, OTHER = UUID(int=7), UUID(int=8)
WEDNESDAY = at("2025-11-12")
PARTS = ("theme", "participants", "course", "agreed_matters", "division_of_duty", "time_limits")
ASKED = Ask(theme=TEXT, problem=TEXT, lead=ROADS, assisting=(WATER,))


def edition(change, name="suzhou/2021"):
    """A shipped edition with something changed."""
    files = copy.deepcopy(read_files(SHIPPED / name))
    change(files)
    return Law(Edition.of(files), law().calendar)


def blank(id=ID, case=CASE):
    return Given(Consultation.about(id, case))


def by(role="efficiency_office", unit=None, when=WEDNESDAY):
    return act(when, role, unit)


def proposed(told=None, ask=ASKED, trigger="hard_problem", who=None, known=None):
    known = known or law()
    topic = require_topic(known, trigger, {})
    who = who or by("unit_clerk", ROADS)
    return (told or blank()).when(Consultation.propose, topic, ROADS, ask, who, known)


def fixed(told=None, form="one_plus_x", assisting=(WATER,), who=None, known=None):
    told = told or proposed()
    return told.when(Consultation.fix, form, "2025-11", ROADS, assisting, who or by(), known or law())


def held(told=None, day=date(2025, 11, 12), attended=(ROADS, WATER), who=None, chair=None, known=None):
    told = told or fixed()
    return told.when(Consultation.hold, day, attended, chair, who or by("unit_head", ROADS), known or law())


def minuted(told=None, parts=PARTS, when=WEDNESDAY, *, agreed=True, known=None):
    told = told or held()
    who = by("unit_head", ROADS, when)
    return told.when(Consultation.minute, parts, TEXT, who, known or law(), is_agreed=agreed)


def tasked(told=None, unit=WATER, until=date(2025, 11, 28)):
    return (told or minuted()).when(Consultation.set_task, unit, TEXT, until, by("unit_head", ROADS), law())


def finished(told, unit=WATER, when=WEDNESDAY, key="task:1"):
    return told.when(Consultation.finish_task, key, TEXT, by("unit_clerk", unit, when), law())


def test_a_unit_proposes_a_hard_problem_with_who_should_take_part():
    told = proposed().then(ConsultationProposed)
    fact = told.fact(ConsultationProposed)
    assert (fact.case, fact.unit, fact.lead, fact.assisting) == (CASE, ROADS, ROADS, (WATER,))
    assert fact.basis.clause == "suzhou.consult.pool-unit"


@pytest.mark.parametrize("missing", ["problem", "lead", "assisting"])
def test_a_hard_problem_names_the_problem_the_lead_and_those_who_assist(missing):
    given = {"problem": TEXT, "lead": ROADS, "assisting": (WATER,)}
    ask = Ask(theme=TEXT, **{name: value for name, value in given.items() if name != missing})
    assert proposed(ask=ask).then_refused(PartsMissing, "suzhou.consult.pool-unit").missing == (missing,)


@pytest.mark.parametrize("trigger", ["legacy", "widely_felt_and_stirring", "no_rule", "rules_clash"])
def test_the_four_classes_of_old_and_hard_problems_need_only_the_problem_said(trigger):
    told = proposed(ask=Ask(theme=TEXT, problem=TEXT), trigger=trigger).then(ConsultationProposed)
    assert told.fact(ConsultationProposed).basis.clause == "suzhou.plan.consult"


def test_no_other_class_is_a_topic():
    with pytest.raises(NoSuchTopic, match="no trigger"):
        require_topic(law(), "anything", {})


def test_where_an_edition_knows_no_consultation_none_is_proposed_by_anyone():
    with pytest.raises(NoConsultation):
        require_topic(law("anqing-2025"), "legacy", {})
    assert pooled_by(law("anqing-2025"), "unsatisfied_twice", {}) is None


def test_what_was_rated_bad_twice_is_collected_of_itself_and_once():
    pooled = pooled_by(law(), "unsatisfied_twice", {})
    assert pooled.code == "analysed"
    assert pooled_by(law(), "signed_late", {}) is None
    told = blank().when(Consultation.call_for, pooled, ROADS, (5,), by("system"), law()).then(ConsultationProposed)
    assert told.fact(ConsultationProposed).basis.clause == "suzhou.consult.pool-auto"
    told.when(Consultation.call_for, pooled, ROADS, (9,), by("system"), law()).then_nothing()


def test_a_matter_has_one_open_consultation():
    proposed(proposed()).then_refused(ConsultationNotThere)


def test_only_the_offices_decide_about_the_pool():
    for role, unit in (("unit_head", ROADS), ("supervisor", None), ("city_leader", None)):
        fixed(who=by(role, unit)).then_refused(NotForThisRole, "suzhou.consult.decide")
    for role in ("efficiency_office", "leading_group"):
        fixed(who=by(role)).then(ConsultationFixed)


def test_one_plus_x_has_one_lead_and_at_least_one_other_and_a_single_matter_needs_none():
    fixed(assisting=()).then_refused(WrongUnits, "suzhou.consult.forms")
    fixed(assisting=(ROADS,)).then_refused(WrongUnits, "suzhou.consult.forms")
    fixed(assisting=(WATER, WATER)).then_refused(WrongUnits, "suzhou.consult.forms")
    fixed(form="single_matter", assisting=()).then(ConsultationFixed)
    fixed(form="by_letter").then_refused(NoSuchTopic, "suzhou.consult.topics")


def test_a_topic_is_fixed_anew_until_it_is_held():
    fixed(fixed(), assisting=(WATER, UnitId("power"))).then(ConsultationFixed)
    fixed(held()).then_refused(ConsultationNotThere)


def test_a_topic_is_left_with_a_reason_and_then_over():
    told = proposed().when(Consultation.decline, TEXT, by("unit_head", ROADS), law())
    told.then_refused(NotForThisRole, "suzhou.consult.decide")
    told.when(Consultation.decline, TEXT, by(), law()).then(ConsultationDeclined)
    assert told.aggregate.is_over


def test_a_topic_goes_on_in_another_and_both_know_it():
    other = proposed(blank(OTHER, OTHER)).aggregate
    other.collect_events()
    told = proposed().when(Consultation.merge, other, None, by(), law()).then(ConsultationMerged)
    assert told.fact(ConsultationMerged).of_case == OTHER
    (joined,) = [recorded.fact for recorded in other.pending]
    assert isinstance(joined, ConsultationJoined)
    assert (joined.case, joined.of_case, other.units) == (OTHER, CASE, {ROADS})


def test_a_topic_joins_neither_itself_nor_what_is_over_nor_what_never_began():
    told = proposed()
    over = proposed(blank(OTHER, OTHER)).when(Consultation.decline, TEXT, by(), law()).aggregate
    for other in (told.aggregate, over, Consultation.about(OTHER, OTHER)):
        told.when(Consultation.merge, other, None, by(), law()).then_refused(ConsultationNotThere)


def test_the_lead_holds_it_and_the_minutes_have_until_sunday_of_the_week_after():
    held(who=by("unit_head", WATER)).then_refused(NotForThisRole, "suzhou.consult.hold")
    held(who=by()).then_refused(NotForThisRole, "suzhou.consult.hold")
    told = held().then(ConsultationHeld, DeadlineSet)
    clock = told.fact(DeadlineSet)
    assert (clock.name, clock.unit, clock.due.last_day) == ("minutes", ROADS, date(2025, 11, 23))


def test_what_was_held_some_days_ago_counts_from_its_day():
    told = held(who=by("unit_head", ROADS, at("2025-11-17")), day=date(2025, 11, 12))
    assert told.fact(DeadlineSet).due.last_day == date(2025, 11, 23)


def test_nobody_records_a_meeting_of_tomorrow_or_one_without_its_lead_or_with_strangers():
    held(day=date(2025, 11, 13)).then_refused(HeldInFuture, "suzhou.consult.hold")
    held(attended=(WATER,)).then_refused(WrongUnits, "suzhou.consult.hold")
    held(attended=(ROADS, UnitId("parks"))).then_refused(WrongUnits, "suzhou.consult.hold")


@pytest.mark.parametrize("missing", PARTS)
def test_minutes_hold_six_things(missing):
    parts = [part for part in PARTS if part != missing]
    refused = minuted(parts=parts).then_refused(PartsMissing, "suzhou.consult.minutes-fields")
    assert refused.missing == (missing,)


def test_minutes_in_time_meet_their_clock_and_late_ones_leave_a_finding():
    minuted().then(ConsultationMinuted, DeadlineMet)
    late = minuted(when=at("2025-11-24", "00:01"))
    late.then(ConsultationMinuted, DeadlineMissed, FindingRecorded, DeadlineMet)
    assert (late.fact(FindingRecorded).kind, late.fact(FindingRecorded).unit) == ("minutes_late", ROADS)


def test_without_a_way_the_minutes_hold_ideas_and_it_is_explained_before_it_is_filed():
    minuted(agreed=False).then_refused(PartsMissing, "suzhou.consult.no-solution")
    told = minuted(parts=(*PARTS, "ideas"), agreed=False).then(ConsultationMinuted, DeadlineMet)
    told.when(Consultation.archive, by(), law()).then_refused(NotFollowedThrough, "suzhou.consult.no-solution")
    explained = told.when(Consultation.explain, TEXT, "phone", by("unit_clerk", ROADS), law())
    explained.then(ConsultationExplained).when(Consultation.archive, by(), law()).then(ConsultationArchived)


def test_without_a_way_it_may_be_held_again_and_with_one_it_is_over_talking():
    held(minuted(parts=(*PARTS, "ideas"), agreed=False)).then(ConsultationHeld, DeadlineSet)
    held(minuted()).then_refused(ConsultationNotThere)


def test_a_task_has_a_clock_to_the_end_of_the_day_it_names():
    told = tasked().then(ConsultationTaskSet, DeadlineSet)
    clock = told.fact(DeadlineSet)
    assert (clock.key, clock.unit, clock.due.due_at) == ("task:1", WATER, at("2025-11-29", "00:00"))
    tasked(unit=UnitId("parks")).then_refused(TaskNotYours, "suzhou.consult.minutes-fields")
    assert tasked(tasked()).fact(ConsultationTaskSet).key == "task:2"


def test_a_task_is_done_in_time_or_late_and_by_the_unit_that_has_it():
    finished(tasked()).then(ConsultationTaskDone, DeadlineMet)
    finished(tasked(), unit=ROADS).then_refused(TaskNotYours)
    finished(tasked(), key="task:9").then_refused(TaskUnknown)
    late = finished(tasked(), when=at("2025-11-29"))
    late.then(ConsultationTaskDone, DeadlineMissed, FindingRecorded, DeadlineMet)
    finding = late.fact(FindingRecorded)
    assert (finding.kind, finding.unit, finding.basis.clause) == (
        "consultation_task_late",
        WATER,
        "suzhou.score.consult-co",
    )
    finished(late).then_refused(TaskUnknown)


def test_the_lead_is_not_marked_down_as_one_who_assists():
    told = tasked(unit=ROADS).then(ConsultationTaskSet, DeadlineSet)
    finished(told, unit=ROADS, when=at("2025-11-29")).then(ConsultationTaskDone, DeadlineMissed, DeadlineMet)


def test_one_task_done_leaves_the_clocks_of_the_others():
    told = finished(tasked(tasked()))
    running = [deadline.set.key for deadline in told.aggregate.deadlines.unfinished()]
    assert running == ["task:2"]


def test_it_is_filed_when_every_task_is_reported():
    told = tasked()
    told.when(Consultation.archive, by(), law()).then_refused(NotFollowedThrough, "suzhou.consult.minutes-fields")
    finished(told).when(Consultation.archive, by("unit_head", ROADS), law()).then_refused(NotForThisRole)
    told.when(Consultation.archive, by(), law()).then(ConsultationArchived)
    assert told.aggregate.is_over
    tasked(told).then_refused(ConsultationNotThere)


def test_leaders_take_the_chair_in_turn_where_the_text_says_so():
    known = law("tongbai-2022")
    ask = Ask(theme=TEXT, coordination=TEXT, suggestion=TEXT, assisting=(WATER,))
    told = fixed(
        proposed(ask=ask, trigger="coordination_failed", known=known),
        "joint",
        who=by("unit_deputy", ROADS),
        known=known,
    )
    held(told, known=known).then_refused(NotForThisRole, "tongbai.coop.lead")
    held(told, chair="unit_head", known=known).then_refused(NotForThisRole, "tongbai.coop.consult")
    held(told, chair="unit_deputy", known=known).then(ConsultationHeld)
    minuted(told, ("agreed_matters",), agreed=False, known=known).then(ConsultationMinuted)
    held(told, chair="unit_head", known=known).then(ConsultationHeld)


def test_a_text_may_ask_for_several_units_a_signature_and_a_role():
    def change(files):
        topic = files["consultation.toml"]["consultation"]["triggers"]["legacy"]
        topic |= {
            "units_at_least": 2,
            "signed_by": ["unit_head"],
            "proposed_by": ["unit_clerk"],
            "when": {"origin": ["city"]},
        }

    known = edition(change)
    with pytest.raises(NoSuchTopic, match="not as"):
        require_topic(known, "legacy", {"origin": "province"})
    topic = require_topic(known, "legacy", {"origin": "city"})

    def asked(who=None, **more):
        ask = Ask(theme=TEXT, problem=TEXT, **more)
        return blank().when(Consultation.propose, topic, ROADS, ask, who or by("unit_clerk", ROADS), known)

    asked(by(), assisting=(WATER,), signed_by="unit_head").then_refused(NotForThisRole, "suzhou.plan.consult")
    asked(signed_by="unit_head").then_refused(WrongUnits, "suzhou.plan.consult")
    asked(assisting=(WATER,)).then_refused(NotForThisRole, "suzhou.plan.consult")
    asked(assisting=(WATER,), signed_by="unit_head").then(ConsultationProposed)


def test_a_role_named_beside_the_lead_may_hold_it_too():
    def change(files):
        files["consultation.toml"]["consultation"]["held_by"] = ["efficiency_office"]

    held(who=by(), known=edition(change)).then(ConsultationHeld, DeadlineSet)


def test_an_edition_that_names_a_form_twice_or_a_finding_nobody_knows_is_told_so():
    def twice(files):
        forms = files["consultation.toml"]["consultation"]["forms"]
        forms.append(forms[0])

    def unknown(files):
        files["consultation.toml"]["consultation"]["triggers"]["analysed"]["finding"] = "nobody_knows"

    def unsaid(files):
        files["consultation.toml"]["consultation"]["triggers"]["analysed"]["author"] = ""

    for change in (twice, unsaid):
        with pytest.raises(EditionError):
            edition(change)
    assert [problem.clause for problem in unsound(edition(unknown).edition)] == ["suzhou.consult.pool-auto"]


def test_what_is_held_again_without_a_way_is_explained_again_before_it_is_filed():
    told = minuted(parts=("ideas", *PARTS), agreed=False)
    told.when(Consultation.explain, TEXT, "phone", by("unit_clerk", ROADS), law()).then(ConsultationExplained)
    again = minuted(held(told), parts=("ideas", *PARTS), agreed=False)
    again.when(Consultation.archive, by(), law()).then_refused(NotFollowedThrough, "suzhou.consult.no-solution")


def test_a_task_is_given_for_today_or_a_later_day():
    tasked(until=date(2025, 11, 11)).then_refused(TaskDayPassed, "suzhou.consult.minutes-fields")
    assert tasked(until=date(2025, 11, 12)).fact(DeadlineSet).due.last_day == date(2025, 11, 12)


def test_the_number_of_a_topic_names_the_day_on_the_civil_clock():
    night = by(when=datetime(2025, 11, 12, 17, tzinfo=UTC))
    assert fixed(who=night).fact(ConsultationFixed).number.startswith("H20251113-")
