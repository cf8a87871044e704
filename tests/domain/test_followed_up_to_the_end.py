"""A case can be filed as soon as nobody asks about it any more, whatever the text says about asking."""

from domain.aggregates.complaint import Complaint
from domain.aggregates.complaint.followup import FollowedUpEnough
from domain.aggregates.complaint.state import NotInThisState
from domain.events.complaint import ComplaintArchived, ComplaintFollowedUp, ComplaintRatingVerified
from domain.rules.law import Law
from tests.domain.test_handling import a_reply, signed
from tests.support.facts import ROADS, TEXT, accepted_complaint, act, at, law

ITEMS = tuple(item.code for item in law().edition.archive.items)


def close(case, day, text):
    clerk = act(at(day, "10:00"), "unit_clerk", ROADS)
    case.submit_reply(a_reply(at(day, "09:00")), text)
    case.accept_reply(act(at(day, "09:30")), text)
    case.tell_citizen("phone", TEXT, clerk, text)
    case.close("done", act(at(day, "10:30")), text)


def ask(told, day, rating):
    asked = ComplaintFollowedUp(way="phone", rating=rating, round=told.aggregate.follow_ups + 1, act=act(at(day)))
    return told.when(Complaint.follow_up, asked, law())


def closed_after_bad_ratings(*days):
    told = signed()
    close(told.aggregate, "2025-11-04", law())
    defects = (law().edition.send_back.rework_defects[0].code,)
    rework = {"reasonable": True, "unit_at_fault": False, "ground": None, "defects": defects, "note": None}
    for day in days:
        ask(told, day, "bad")
        told.aggregate.verify_rating(**rework, act=act(at(day, "11:00")), law=law())
        close(told.aggregate, day, law())
    return told


def archive(told, instant, text=None, items=ITEMS):
    return told.when(Complaint.archive, items, act(instant, "archivist"), text or law())


def test_a_case_reworked_after_its_last_follow_up_is_asked_about_no_more_and_can_be_filed():
    told = closed_after_bad_ratings("2025-11-05", "2025-11-06")
    ask(told, "2025-11-07", "good").then_refused(FollowedUpEnough)
    archive(told, at("2025-11-07", "15:00")).fact(ComplaintArchived)


def test_a_case_that_may_still_be_asked_about_is_not_filed_before():
    told = closed_after_bad_ratings("2025-11-05")
    archive(told, at("2025-11-07")).then_refused(NotInThisState)


def test_where_the_text_knows_no_follow_up_a_closed_case_can_be_filed():
    tongbai = law("tongbai-2022")
    told = accepted_complaint(at("2025-11-03"), "tongbai-2022", kind="licence", channel="office")
    close(told.aggregate, "2025-11-04", tongbai)
    archive(told, at("2025-11-05"), tongbai, ()).fact(ComplaintArchived)


def test_a_case_sent_back_after_a_bad_rating_is_open_until_it_is_closed_again():
    told = signed()
    close(told.aggregate, "2025-11-04", law())
    ask(told, "2025-11-05", "bad")
    assert told.aggregate.closed_at == at("2025-11-04", "10:30")
    defects = (law().edition.send_back.rework_defects[0].code,)
    rework = {"reasonable": True, "unit_at_fault": False, "ground": None, "defects": defects, "note": None}
    told.aggregate.verify_rating(**rework, act=act(at("2025-11-05", "11:00")), law=law())
    assert told.aggregate.closed_at is None, "what is kept counts from the end that lasts"
    close(told.aggregate, "2025-11-06", law())
    assert told.aggregate.closed_at == at("2025-11-06", "10:30")


def test_a_bad_rating_sends_a_case_back_as_often_as_the_text_has_it_and_no_oftener():
    asked = law().edition.follow_up.model_copy(update={"reworks": 1})
    once = Law(law().edition.model_copy(update={"follow_up": asked}), law().calendar)
    told = closed_after_bad_ratings("2025-11-05")
    ask(told, "2025-11-06", "bad")
    reasonable = {"reasonable": True, "unit_at_fault": True, "ground": None, "defects": (), "note": None}
    told.when(Complaint.verify_rating, **reasonable, act=act(at("2025-11-06", "11:00")), law=once)
    told.then(ComplaintRatingVerified)
    assert told.aggregate.status == "followed_up"
