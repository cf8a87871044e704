import pytest

from application.reactions import when_seat_vacated_hand_over_escalations as reactions
from domain.aggregates.escalation import Escalation, EscalationIsStalled, NotTheHolder
from domain.events.escalation import EscalationFinalNo, EscalationRaised, EscalationResumed, EscalationStalled
from domain.rules.ladder import Holder, Vacancy
from projections.custody import Custody
from projections.ladders import Ladders
from tests.support.facts import TEXT, at
from tests.support.town import UNIT, Town, seat

MORNING, NOON, EVENING = (at("2025-10-10", clock) for clock in ("09:00", "12:00", "16:00"))
HEAD, DEPUTY, SECTION = seat("unit_head"), seat("unit_deputy"), seat("unit_section_head")


@pytest.fixture
def town():
    return Town()


@pytest.fixture
def case(town):
    return town.register(MORNING)


@pytest.fixture
def matter(town, case):
    """A no that stands before the fourth level."""
    matter = town.propose(MORNING, case)
    town.raise_by(MORNING, "unit_section_head", matter)
    town.raise_by(MORNING, "unit_deputy", matter)
    return matter


NO = {
    "ground": "law_or_directive",
    "reason": "the law forbids it",
    "basis": "article 21",
    "yes_suggestion": "change the use",
}


def vacate(town, seat_id, when=NOON):
    town.do(when, "administrator", "vacate_seat", UNIT, seat=seat_id)


def fill(town, seat_id, when=EVENING):
    town.do(when, "administrator", "fill_seat", UNIT, seat=seat_id)


def ladder(town):
    (row,) = town.world.rows(Ladders)
    return row.state, row.level, row.holder, row.deputised_for


@pytest.mark.usefixtures("matter")
def test_the_deputy_takes_over_what_a_vacated_seat_held(town):
    vacate(town, HEAD)
    assert ladder(town) == ("climbing", 4, DEPUTY, HEAD)
    assert not town.facts(EscalationStalled)


def test_the_deputy_decides_at_the_level_it_took_over(town, matter):
    vacate(town, HEAD)
    town.do(EVENING, DEPUTY, "decide_final_no", matter, **NO)
    (decided,) = town.facts(EscalationFinalNo)
    assert (decided.level, decided.act.actor) == (4, DEPUTY)


def test_without_a_deputy_there_is_an_alarm_and_nothing_is_skipped(town, matter):
    vacate(town, DEPUTY)
    vacate(town, HEAD)
    (alarm,) = town.facts(EscalationStalled)
    assert (alarm.at_level, alarm.vacant) == (4, (HEAD,))
    assert alarm.basis.clause.startswith("tongbai.")
    assert ladder(town)[:2] == ("stalled", 4)
    with pytest.raises(EscalationIsStalled):
        town.do(EVENING, HEAD, "find_can_do", matter, opinion="yes", how="so")


@pytest.mark.usefixtures("matter")
def test_the_alarm_ends_when_the_seat_or_its_deputy_is_filled(town):
    vacate(town, DEPUTY)
    vacate(town, HEAD)
    fill(town, DEPUTY)
    assert ladder(town) == ("climbing", 4, DEPUTY, HEAD)


@pytest.mark.usefixtures("matter")
def test_a_deputy_who_leaves_too_hands_back_to_a_seat_that_was_filled_meanwhile(town):
    vacate(town, HEAD)
    fill(town, HEAD, NOON)
    vacate(town, DEPUTY, EVENING)
    assert ladder(town) == ("climbing", 4, HEAD, None)


@pytest.mark.usefixtures("matter")
def test_a_deputy_who_leaves_while_the_seat_is_vacant_raises_the_alarm(town):
    vacate(town, HEAD)
    vacate(town, DEPUTY, EVENING)
    assert ladder(town)[:2] == ("stalled", 4)


@pytest.mark.usefixtures("matter")
def test_custody_shows_who_held_it_until_when_and_who_stood_in(town, case):
    vacate(town, HEAD)
    chain = sorted(town.world.rows(Custody, case=case), key=lambda row: row.number)[-2:]
    assert [(row.holder, row.level, row.deputised_for, row.until) for row in chain] == [
        (HEAD, 4, None, NOON),
        (DEPUTY, 4, HEAD, None),
    ]


def test_every_matter_a_seat_holds_is_handed_over_and_nobody_elses(town):
    matters = [town.propose(MORNING, town.register(MORNING)) for _ in range(3)]
    town.raise_by(MORNING, "unit_section_head", matters[2])
    vacate(town, SECTION)
    held = {row.escalation: row.holder for row in town.world.rows(Ladders)}
    first = seat("unit_first_responder")
    assert held == {matters[0]: first, matters[1]: first, matters[2]: DEPUTY}


def test_a_decided_matter_stays_as_it_was(town, matter):
    town.do(NOON, HEAD, "decide_final_no", matter, **NO)
    vacate(town, HEAD, EVENING)
    assert not town.facts(EscalationStalled, EscalationResumed)


def test_a_seat_vacated_while_a_matter_was_being_raised_to_it_hands_over_too(town, case):
    """The raising was decided before the vacancy and recorded after it."""
    matter = town.propose(MORNING, case)
    raised = town.store.get(Escalation, matter)
    act = town.facts(EscalationRaised)[0].act
    act = act.__class__(actor=SECTION, role="unit_section_head", occurred_at=MORNING)
    law = town.house.desk.law_under(raised.basis)
    said = {"opinion": TEXT, "grounds": TEXT, "how_it_could_be_done": TEXT, "skipped_because": None}
    raised.raise_to(None, Holder(DEPUTY), **said, act=act, law=law)
    vacate(town, DEPUTY)
    town.store.save(raised)
    town.world.settle()
    assert ladder(town) == ("climbing", 3, SECTION, DEPUTY)


@pytest.mark.usefixtures("matter")
def test_reacting_again_to_a_vacancy_changes_nothing(town):
    vacate(town, HEAD)
    head = town.store.head()
    for place, fact in town.store.facts(0, head):
        if type(fact).__name__ == "SeatVacated":
            reactions.when_seat_vacated_hand_over_escalations(fact, place, town.house.reactor.surroundings)
    assert town.store.head() == head


def test_a_stalled_raising_keeps_the_opinion_of_the_level_below(town, case):
    matter = town.propose(MORNING, case)
    vacate(town, SECTION)
    vacate(town, DEPUTY)
    town.raise_by(EVENING, "unit_first_responder", matter)
    (alarm,) = town.facts(EscalationStalled)
    assert alarm.vacant == (DEPUTY,)
    assert alarm.opinion
    assert alarm.grounds
    assert alarm.how_it_could_be_done


def test_who_handed_over_may_no_longer_decide(town, matter):
    vacate(town, HEAD)
    with pytest.raises(NotTheHolder):
        town.do(EVENING, HEAD, "find_can_do", matter, opinion="yes", how="so")


def test_a_matter_that_waits_already_is_not_alarmed_twice(town, matter):
    stalled = town.store.get(Escalation, matter)
    law = town.house.desk.law_under(stalled.basis)
    act = town.facts(EscalationRaised)[0].act
    stalled.hand_over(Vacancy((HEAD,)), act, law)
    stalled.hand_over(Vacancy((HEAD,)), act, law)
    assert [type(new.fact) for new in stalled.pending] == [EscalationStalled]
