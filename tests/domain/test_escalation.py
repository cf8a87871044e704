import pytest

from domain.aggregates.escalation import (
    Escalation,
    EscalationEnded,
    EscalationIsStalled,
    NothingToFeedBack,
    NotTheHolder,
)
from domain.events.escalation import (
    EscalationCanDo,
    EscalationFedBack,
    EscalationFinalNo,
    EscalationRaised,
    EscalationResumed,
    EscalationStalled,
)
from domain.rules.ladder import (
    FinalNo,
    Holder,
    LastLevelReached,
    LevelMayNotBeSkipped,
    NoGround,
    OnlyLastLevelMayRefuse,
    Seat,
    Vacancy,
    holder_at,
    next_level,
)
from domain.rules.requirements import PartsMissing
from domain.values import Level, SeatId
from tests.support.facts import ROADS, TEXT, act, at, law
from tests.support.given import ID, Given

NOW = at("2025-10-10", "10:00")
LAW = law("tongbai-2022")
SEATS = {level: SeatId(f"roads.level{level}") for level in (1, 2, 3, 4)}


def by(level):
    return act(NOW, "any", None).__class__(actor=SEATS[level], role="any", occurred_at=NOW, on_behalf_of=ROADS)


def proposed(opinion=TEXT, grounds=TEXT, how=TEXT):
    escalation = Escalation.propose(
        ID,
        case=ID,
        unit=ROADS,
        opinion=opinion,
        grounds=grounds,
        how_it_could_be_done=how,
        entry="proposal",
        act=by(1),
        law=LAW,
    )
    return Given(escalation)


def raise_to(told, level, *, from_level, holder=None, skipped=None, **opinion):
    said = {"opinion": TEXT, "grounds": TEXT, "how_it_could_be_done": TEXT, **opinion}
    return told.when(
        Escalation.raise_to,
        Level(level),
        holder or Holder(SEATS[level]),
        skipped_because=skipped,
        act=by(from_level),
        law=LAW,
        **said,
    )


NO = FinalNo("law_or_directive", TEXT, TEXT, TEXT)


def at_level(level):
    told = proposed()
    for next_one in range(2, level + 1):
        raise_to(told, next_one, from_level=next_one - 1)
    return told


@pytest.mark.parametrize("part", ["opinion", "grounds", "how"])
def test_a_proposal_needs_opinion_basis_and_how_it_could_be_done(part):
    with pytest.raises(PartsMissing) as refusal:
        proposed(**{part: None})
    assert refusal.value.basis.clause == "tongbai.approve.form"


def test_the_chain_climbs_level_by_level_to_a_final_no():
    told = at_level(4).when(Escalation.decide_final_no, NO, by(4), LAW)
    assert (told.fact(EscalationFinalNo).level, told.fact(EscalationFinalNo).ground) == (4, "law_or_directive")


def test_only_the_last_level_may_say_a_final_no():
    told = at_level(3).when(Escalation.decide_final_no, NO, by(3), LAW)
    told.then_refused(OnlyLastLevelMayRefuse, "tongbai.refuse.final-feedback")


@pytest.mark.parametrize("ground", [None, "hard_to_solve"])
def test_a_final_no_rests_on_a_ground_the_text_names(ground):
    told = at_level(4).when(Escalation.decide_final_no, NO._replace(ground=ground), by(4), LAW)
    refused = told.then_refused(NoGround, "tongbai.refuse.reply-3wd")
    assert refused.remedy == "name one of: law_or_directive, objective_conditions"


def test_a_final_no_needs_a_suggestion_how_it_could_be_yes():
    told = at_level(4).when(Escalation.decide_final_no, NO._replace(yes_suggestion=None), by(4), LAW)
    assert told.then_refused(PartsMissing).missing == ("yes_suggestion",)


def test_a_level_that_can_do_it_sends_it_back_to_handling():
    told = at_level(2).when(Escalation.find_can_do, TEXT, TEXT, by(2), LAW)
    assert told.fact(EscalationCanDo).level == 2
    assert told.aggregate.outcome == "can_do"


def test_a_level_is_passed_over_only_with_a_reason():
    with pytest.raises(LevelMayNotBeSkipped):
        next_level(LAW, Level(1), Level(3), reason_given=False)
    assert next_level(LAW, Level(1), Level(3), reason_given=True) == 3


def test_the_last_level_has_nobody_above():
    with pytest.raises(LastLevelReached):
        next_level(LAW, Level(4), None, reason_given=False)


def test_each_level_leaves_its_opinion():
    told = raise_to(at_level(2), 3, from_level=2, opinion=None)
    told.then_refused(PartsMissing, "tongbai.approve.form")


def test_nobody_but_the_holder_decides():
    at_level(2).when(Escalation.find_can_do, TEXT, TEXT, by(1), LAW).then_refused(NotTheHolder)


def test_after_the_decision_nothing_is_decided_again():
    told = at_level(2).when(Escalation.find_can_do, TEXT, TEXT, by(2), LAW)
    told.when(Escalation.find_can_do, TEXT, TEXT, by(2), LAW).then_refused(EscalationEnded)


def test_a_vacant_seat_goes_to_its_deputy():
    head = Seat(SEATS[4], "unit_head", Level(4), SEATS[3], is_vacant=True)
    deputy = Seat(SEATS[3], "unit_deputy", Level(3), None, is_vacant=False)
    assert holder_at(Level(4), [head, deputy]) == Holder(SEATS[3], deputised_for=SEATS[4])


def test_a_vacant_seat_without_a_deputy_alarms_and_is_never_skipped():
    head = Seat(SEATS[4], "unit_head", Level(4), None, is_vacant=True)
    vacancy = holder_at(Level(4), [head])
    assert vacancy == Vacancy((SEATS[4],))
    told = raise_to(at_level(3), 4, from_level=3, holder=vacancy).then(EscalationStalled)
    told.when(Escalation.find_can_do, TEXT, TEXT, by(3), LAW).then_refused(EscalationIsStalled)
    told.when(Escalation.resume, Holder(SEATS[4]), by(4), LAW).then(EscalationResumed)
    assert told.aggregate.level == 4


def test_telling_the_applicant_by_phone_needs_a_call_record():
    told = at_level(2).when(Escalation.find_can_do, TEXT, TEXT, by(2), LAW)
    told.when(Escalation.feed_back, "phone", None, by(1), LAW).then_refused(PartsMissing, "tongbai.refuse.phone-record")


def test_the_applicant_is_told_once():
    told = at_level(2).when(Escalation.find_can_do, TEXT, TEXT, by(2), LAW)
    told.when(Escalation.feed_back, "written", None, by(1), LAW)
    assert told.fact(EscalationFedBack).outcome == "can_do"
    told.refusal = None
    told.when(Escalation.feed_back, "written", None, by(1), LAW).then_refused(NothingToFeedBack)


def test_raising_says_where_it_came_from_and_went():
    raised = at_level(2).fact(EscalationRaised)
    assert (raised.from_level, raised.to_level, raised.holder) == (1, 2, SEATS[2])
