"""The history of who is turned away says whereto they were pointed on, where the text has them pointed on."""

from __future__ import annotations

from projections.case_history import CaseHistory
from projections.sentences import sentence
from tests.support.facts import at
from tests.support.town import AUTHORITY, Town

CLERK = "intake_clerk"
NOVEMBER = at("2025-11-03")


def case_in(edition):
    town = Town(edition, begins=at("2025-10-01"))
    intake = town.house.desk.editions.edition(edition).intake
    kind, channel = intake.kinds[0].code, intake.channels[0].code
    asked = {"kind": kind, "channel": channel, "title": "t", "content": "c", "name": "n", "contact": "0"}
    case = town.do(NOVEMBER, CLERK, "register", authority=AUTHORITY, **asked).id
    return town, case, intake.refusal_grounds[0].code


def said(town, case):
    (row,) = [row for row in town.world.rows(CaseHistory, case=case) if row.topic == "complaint.refused"]
    return sentence(row, "en")


def test_where_nobody_is_pointed_on_the_history_does_not_speak_of_it():
    town, case, ground = case_in("anqing-2025")
    town.do(at("2025-11-03", "10:00"), CLERK, "refuse", case, ground=ground, explanation="The court decides")
    assert said(town, case) == f"Not taken on ({ground})"


def test_where_somebody_is_pointed_on_the_history_says_whereto():
    town, case, ground = case_in("suzhou-2021")
    whole = {"explanation": "The court decides", "referred_to": "court"}
    town.do(at("2025-11-03", "10:00"), CLERK, "refuse", case, ground=ground, **whole)
    assert said(town, case) == f"Not taken on ({ground}); pointed to court"
