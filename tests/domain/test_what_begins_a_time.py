"""A text may begin a time with any step, with the level a no has reached, and with a miss of another time."""

from __future__ import annotations

from datetime import date

import pytest

from adapters.regulations import SHIPPED, read_files
from domain.aggregates.complaint import Complaint
from domain.aggregates.escalation import Escalation
from domain.calendar import spans
from domain.events.complaint import ComplaintContacted, ComplaintReturnRuled
from domain.events.deadlines import DeadlineLapsed, DeadlineMet, DeadlineMissed, DeadlineSet
from domain.events.findings import FindingRecorded
from domain.regulations.model import Edition
from domain.rules.deadlines import recompute
from domain.rules.ladder import Holder, Vacancy
from domain.rules.law import Law
from domain.values import Act, Level, SeatId
from tests.domain.test_handling import a_reply
from tests.support.facts import ROADS, TEXT, act, at, keys, law, registered
from tests.support.given import ID, Given

MONDAY, CLERK = "2025-11-03", "unit_clerk"


def text_with(folder="suzhou/2021", more_steps=(), **limits):
    """The law of a text that ships, with further limits; each says only what is special about it."""
    files = read_files(SHIPPED / folder)
    files["regulation.toml"]["steps"] += more_steps
    told = next(name for name, content in files.items() if "limits" in content)
    for name, limit in limits.items():
        ordinary = {"name": name, "stops": ["reply_accepted"], "owner": "unit", "clock": "unit"}
        files[told]["limits"][name] = {**ordinary, "span": {"form": "working_days", "n": 3}, **limit}
    return Law(Edition.of(files), law().calendar)


def dispatched(known):
    case = Complaint.register(ID, registered(at(MONDAY)), known)
    case.accept(act(at(MONDAY)), known)
    case.dispatch(ROADS, (), act(at(MONDAY)), known)
    return Given(case)


def by_unit(day, clock="09:00"):
    return act(at(day, clock), CLERK, ROADS)


def test_a_time_begins_with_the_signature_where_the_text_says_so():
    known = text_with(look={"clause": "suzhou.norm.sign-am", "start": "signed"})
    told = dispatched(known).when(Complaint.sign, by_unit("2025-11-04"), known)
    begun = told.fact(DeadlineSet)
    assert (begun.key, begun.unit, begun.due.last_day) == ("look:1", ROADS, date(2025, 11, 7))


@pytest.mark.parametrize("is_deemed", [True, False])
def test_a_time_that_begins_with_acceptance_begins_also_where_it_is_deemed_or_ruled(is_deemed):
    known = text_with(look={"clause": "suzhou.norm.sign-am", "start": "assignment_accepted"})
    told = dispatched(known)
    if is_deemed:
        told.when(Complaint.deem_accepted, "return:1", act(at("2025-11-05"), "system"), known)
        assert told.fact(DeadlineSet).started_at == at("2025-11-05", "00:00")
    else:
        told.aggregate.request_return(TEXT, TEXT, None, by_unit(MONDAY, "10:00"), known)
        told.when(Complaint.rule_on_return, TEXT, act(at("2025-11-04")), known, granted=False)
        assert told.fact(DeadlineSet).started_at == at("2025-11-04")


def test_an_answer_sent_back_has_a_time_of_its_own_and_so_has_what_follows_an_accepted_one():
    known = text_with(
        again={"clause": "suzhou.norm.answer-review", "start": "sent_back"},
        ask={"clause": "suzhou.norm.followup-ways", "start": "reply_accepted", "stops": ["followed_up"]},
    )
    told = dispatched(known)
    told.aggregate.sign(by_unit(MONDAY, "10:00"), known)
    told.aggregate.submit_reply(a_reply(at("2025-11-04")), known)
    told.when(Complaint.send_back, "formal_review", ("incomplete",), None, act(at("2025-11-05")), known)
    assert (told.fact(DeadlineSet).key, told.fact(DeadlineSet).due.last_day) == ("again:1", date(2025, 11, 10))
    told.aggregate.submit_reply(a_reply(at("2025-11-06")), known)
    told.when(Complaint.accept_reply, act(at("2025-11-06", "15:00")), known)
    assert (told.fact(DeadlineSet).key, keys(told.aggregate)["again:1"]) == ("ask:1", "ended")


def test_a_granted_return_ends_every_time_the_order_gave_whatever_its_name():
    known = text_with(
        look={"clause": "suzhou.norm.sign-am", "start": "signed"},
        visit={"clause": "suzhou.norm.sign-am", "start": "dispatched"},
    )
    told = dispatched(known)
    told.aggregate.sign(by_unit(MONDAY, "10:00"), known)
    told.aggregate.request_return(TEXT, TEXT, None, by_unit(MONDAY, "11:00"), known)
    told.when(Complaint.rule_on_return, TEXT, act(at("2025-11-04")), known, granted=True).fact(ComplaintReturnRuled)
    assert {key for key, state in keys(told.aggregate).items() if state == "running"} == {"citizen:1"}


# -- late, and later ------------------------------------------------------------------------------------

FURTHER = {
    "clause": "suzhou.sup.l1-still-open",
    "start": "missed",
    "when": {"missed": ["handle"]},
    "on_miss": "slow",
}
FINDING = {
    "clause": "suzhou.sup.l1-still-open",
    "words": {"zh": "再逾三天", "en": "late by three more days"},
    "consequence": "none",
    "automatic": True,
    "established_by": "rule",
}


def with_further(**more):
    files = read_files(SHIPPED / "suzhou/2021")
    files["regulation.toml"]["steps"].append("missed")
    ordinary = {"name": "further", "stops": ["reply_accepted"], "owner": "unit", "clock": "unit"}
    limit = {**ordinary, "span": {"form": "working_days", "n": 3}, **FURTHER, **more}
    files["limits.toml"]["limits"]["further"] = limit
    files["findings.toml"]["findings"]["slow"] = FINDING
    return Law(Edition.of(files), law().calendar)


def missed(known, key="handle:1", day="2025-11-13"):
    told = dispatched(known)
    told.aggregate.sign(by_unit(MONDAY, "10:00"), known)
    return told.when(Complaint.miss, key, act(at(day), "system"), known)


def test_so_many_days_late_are_counted_from_the_end_of_the_time_that_was_missed():
    told = missed(with_further())
    told.then(DeadlineMissed, FindingRecorded, DeadlineSet)
    begun = told.fact(DeadlineSet)
    assert begun.started_at == told.fact(DeadlineMissed).due_at == at("2025-11-13", "00:00")
    assert (begun.key, begun.unit, begun.due.last_day) == ("further:1", ROADS, date(2025, 11, 18))


def test_a_miss_of_another_time_begins_nothing():
    missed(with_further(when={"missed": ["sign"]})).then(DeadlineMissed, FindingRecorded)


def test_an_answer_long_after_uncovers_both_misses_and_ends_both():
    known = with_further()
    told = dispatched(known)
    told.aggregate.sign(by_unit(MONDAY, "10:00"), known)
    told.aggregate.submit_reply(a_reply(at("2025-11-24")), known)
    told.when(Complaint.accept_reply, act(at("2025-11-25")), known)
    facts = [recorded.fact for recorded in told.aggregate.pending]
    found = [fact.kind for fact in facts if isinstance(fact, FindingRecorded)]
    met = {fact.key: fact.late for fact in facts if isinstance(fact, DeadlineMet)}
    assert found == ["handled_late", "slow"]
    assert (met["handle:1"], met["further:1"]) == (True, True)
    assert not told.aggregate.deadlines.stopped_by("reply_accepted")


def test_what_began_with_a_miss_ends_where_there_was_none():
    known = with_further()
    told = missed(known)
    due = spans.given_day(date(2025, 11, 20))
    told.when(Complaint.recompute, "handle:1", due, due.due_at, "a notice", act(at("2025-11-14"), "system"))
    lapsed = told.fact(DeadlineLapsed)
    assert (lapsed.key, lapsed.because) == ("further:1", "not_missed")


def test_a_late_entry_that_shows_it_was_done_in_time_ends_it_too():
    contact = {"name": "contact", "clause": "suzhou.norm.sign-am", "start": "registered", "stops": ["contacted"]}
    office = {"span": {"form": "hours", "n": 2}, "owner": "office", "clock": "office", "judged_by": "occurrence"}
    files = read_files(SHIPPED / "suzhou/2021")
    files["regulation.toml"]["steps"].append("missed")
    files["limits.toml"]["limits"]["contact"] = contact | office
    further = contact | office | {"name": "further", "start": "missed", "when": {"missed": ["contact"]}}
    files["limits.toml"]["limits"]["further"] = further | {"stops": ["closed"]}
    known = Law(Edition.of(files), law().calendar)
    told = dispatched(known)
    told.aggregate.miss("contact:1", act(at(MONDAY, "12:00"), "system"), known)
    assert keys(told.aggregate)["further:1"] == "running"
    late = act(at(MONDAY, "10:00"), entered_at=at(MONDAY, "13:00"))
    told.aggregate.step(ComplaintContacted(way="phone", act=late), "contacted", known)
    assert keys(told.aggregate)["further:1"] == "ended"


def test_two_times_of_one_clause_are_each_reckoned_again_as_themselves():
    known = text_with(
        more_steps=["missed"],
        first={"clause": "suzhou.sup.l1-still-open", "start": "dispatched"},
        second={
            "clause": "suzhou.sup.l1-still-open",
            "start": "dispatched",
            "span": {"form": "working_days", "n": 8},
        },
    )
    days = {
        name: recompute(known.edition, known.calendar, "suzhou.sup.l1-still-open", at(MONDAY), {}, name=name).last_day
        for name in ("first", "second")
    }
    assert days == {"first": date(2025, 11, 6), "second": date(2025, 11, 13)}


# -- a day for each level -------------------------------------------------------------------------------

SEATS = {level: SeatId(f"roads.level{level}") for level in (1, 2, 3, 4)}
DAY = {"form": "working_days", "n": 1}


def climbing():
    """A no at level 2 of a ladder whose third level has two days and every other one."""
    here = {"clause": "tongbai.escalate.chain", "start": "raised", "stops": ["raised", "can_do", "final_no"]}
    files = read_files(SHIPPED / "tongbai/2022")
    ordinary = {"name": "decide", "owner": "unit", "clock": "unit", **here}
    main = files["regulation.toml"]
    limits = next(content["limits"] for content in files.values() if "limits" in content)
    limits["decide"] = {**ordinary, "span": DAY, "when": {"level": ["2", "4"]}}
    limits["decide-3"] = {**ordinary, "span": {"form": "working_days", "n": 2}, "when": {"level": ["3"]}}
    assert "raised" in main["steps"]
    known = Law(Edition.of(files), law().calendar)
    no = Escalation.propose(
        ID,
        case=ID,
        unit=ROADS,
        opinion=TEXT,
        grounds=TEXT,
        how_it_could_be_done=TEXT,
        entry="proposal",
        act=of_level(1, MONDAY),
        law=known,
    )
    told = Given(no)
    return known, up(told, known, 2, MONDAY)


def of_level(level, day):
    return Act(actor=SEATS[level], role="any", occurred_at=at(day), on_behalf_of=ROADS)


def up(told, known, level, day, holder=None):
    said = {"opinion": TEXT, "grounds": TEXT, "how_it_could_be_done": TEXT, "skipped_because": None}
    by = of_level(level - 1, day)
    return told.when(Escalation.raise_to, Level(level), holder or Holder(SEATS[level]), act=by, law=known, **said)


def due_days(told):
    return {key: each.due.last_day.day for key, each in told.aggregate.deadlines.by_key.items()}


def test_each_level_has_its_own_time_from_when_the_matter_reached_it():
    known, told = climbing()
    up(told, known, 3, "2025-11-04")
    assert due_days(told) == {"decide:1": 4, "decide:2": 6}
    assert keys(told.aggregate) == {"decide:1": "ended", "decide:2": "running"}
    told.when(Escalation.find_can_do, TEXT, TEXT, of_level(3, "2025-11-07"), known)
    assert told.fact(DeadlineMissed).key == "decide:2"


def test_a_vacant_level_above_ends_the_time_of_the_one_below_and_begins_when_somebody_comes():
    known, told = climbing()
    up(told, known, 3, "2025-11-04", Vacancy((SEATS[3],)))
    assert keys(told.aggregate) == {"decide:1": "ended"}
    told.when(Escalation.resume, Holder(SEATS[3]), of_level(3, "2025-11-10"), known)
    assert due_days(told) == {"decide:1": 4, "decide:2": 12}


def test_who_takes_over_at_a_level_gets_no_time_of_their_own():
    known, told = climbing()
    told.aggregate.hand_over(Vacancy((SEATS[2],)), of_level(2, "2025-11-04"), known)
    told.when(Escalation.resume, Holder(SEATS[1]), of_level(1, "2025-11-05"), known)
    assert due_days(told) == {"decide:1": 4}
