"""Another text: whatever scoring reads and a rule derived is derived again, what people did and decided stays."""

from __future__ import annotations

from datetime import time

import pytest

from adapters.regulations import SHIPPED, read_files, shipped
from adapters.scenarios.worlds import MemoryWorld
from application.scores.constant import ALWAYS_HELD, SORTS, lines
from application.scores.otherwise import Otherwise
from application.scores.plain import plain_card, plain_difference
from application.scores.sheet import differences
from application.scores.supervised_otherwise import supervised_again
from domain.calendar.terms import Term
from domain.regulations.book import Book
from domain.regulations.model import Edition
from tests.support.facts import at
from tests.support.town import AUTHORITY, UNIT, Town, seat

NOVEMBER, OFFICE, CLERK = Term("2025-11"), "efficiency_office", seat("unit_clerk")
ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
ANSWER = {"outcome": "done", "approved_by": "unit_deputy", "items": ITEMS, "reply": "r"}


def another_text(change):
    """The city's text with something changed, under another name."""
    files = read_files(SHIPPED / "suzhou" / "2021")
    files["regulation.toml"]["id"] = "other-2021"
    change(files)
    return Edition.of(files)


def town_with(change):
    return Town("suzhou-2021", MemoryWorld(books=Book([*shipped(), another_text(change)])))


def handed_out(town, day, clock="09:00", kind="complaint"):
    case = town.register(at(f"2025-11-{day:02}", clock), kind=kind, channel="hotline")
    town.do(at(f"2025-11-{day:02}", clock), "intake_clerk", "dispatch", case, unit=UNIT)
    return case


def sheets(town, term=NOVEMBER, **otherwise):
    scores = town.house.scores
    return scores.sheet(AUTHORITY, term), scores.sheet(AUTHORITY, term, **(otherwise or {"edition": "other-2021"}))


def kinds(sheet, item):
    return [entry.cause.kind for entry in sheet.units[UNIT].card.items[item].entries if entry.cause]


def counted(sheet, what):
    line = next(each for each in lines(sheet.again) if each.what == what)
    return line.derived, line.held, line.dropped


def test_a_deadline_is_missed_by_the_other_texts_limit_and_says_which_facts_show_it():
    def by_eleven(files):
        files["limits.toml"]["limits"]["sign-am"]["span"]["at"] = time(11)

    town = town_with(by_eleven)
    case = handed_out(town, 3)
    town.do(at("2025-11-03", "16:00"), CLERK, "sign", case)
    before, after = sheets(town)
    assert (kinds(before, "signing"), kinds(after, "signing")) == ([], ["signed_late"])
    (moved,) = [plain_difference(each) for each in differences(before, after) if each.item == "signing"]
    (ground,) = moved["grounds"]
    assert (ground["due_at"], ground["done_at"]) == ("2025-11-03T11:00:00+08:00", "2025-11-03T16:00:00+08:00")
    began, ended = ground["shown_by"]
    shown = {place.position: fact for place, fact in town.store.stream(case)}
    assert (shown[began].key, shown[ended].key) == ("sign:1", "sign:1")


def test_days_that_were_granted_are_granted_under_the_other_text_too():
    def shorter(files):
        files["limits.toml"]["limits"]["handle-complaint"]["span"]["n"] = 4

    town = town_with(shorter)
    case, other = handed_out(town, 3), handed_out(town, 3)
    for each in (case, other):
        town.do(at("2025-11-03", "10:00"), CLERK, "sign", each)
    asked = {"deadline": "handle:1", "amount": 3, "consented_by": "unit_head", "explained_by_way_of": "phone"}
    said = {"reason": "r", "application": "a", "explained_to_citizen_at": at("2025-11-04")}
    town.do(at("2025-11-04"), CLERK, "request_extension", case, **asked, **said)
    for day, each in ((10, other), (11, case)):
        town.do(at(f"2025-11-{day}", "10:00"), CLERK, "submit_reply", each, **ANSWER)
        town.do(at(f"2025-11-{day}", "11:00"), OFFICE, "accept_reply", each)
    before, after = sheets(town)
    assert kinds(before, "overdue") == []
    late = [entry.case for entry in after.units[UNIT].card.items["overdue"].entries]
    assert late == [other], "without more time the fifth day was too late"


def test_a_return_is_late_by_the_other_readings_window():
    town = Town("suzhou-2021")
    case = handed_out(town, 3)
    town.do(at("2025-11-03", "10:00"), CLERK, "sign", case)
    said = {"reason": "r", "basis": "b", "suggested_unit": "water"}
    town.do(at("2025-11-04", "18:00"), CLERK, "request_return", case, **said)
    before, after = sheets(town, readings={"R17": "17:30"})
    assert town.house.scores.material(AUTHORITY, NOVEMBER).findings == []
    assert [each.cause.kind for each in after.again.material.findings] == ["returned_late"]
    assert before.units[UNIT].card.total > after.units[UNIT].card.total
    assert counted(after, "return") == (1, 0, 0)


def test_a_return_that_comes_back_is_found_improper_under_the_same_text_as_it_was():
    town = Town("suzhou-2021")
    case = handed_out(town, 3)
    said = {"reason": "r", "basis": "b", "suggested_unit": "water"}
    town.do(at("2025-11-03", "15:00"), CLERK, "request_return", case, **said)
    town.do(at("2025-11-03", "16:00"), OFFICE, "rule_on_return", case, granted=True, reason="r")
    town.do(at("2025-11-03", "17:00"), "intake_clerk", "dispatch", case, unit=UNIT)
    recorded = [each.cause.kind for each in town.house.scores.material(AUTHORITY, NOVEMBER).findings]
    assert recorded == ["returned_improperly"]
    _, after = sheets(town, readings={"R17": "17:30"})
    assert [each.cause.kind for each in after.again.material.findings] == recorded
    assert counted(after, "improper_return") == (1, 0, 0)


def test_a_deadline_begins_with_the_step_that_the_other_reading_names():
    town = Town("suzhou-2021")
    case = handed_out(town, 3)
    town.do(at("2025-11-04", "10:00"), CLERK, "sign", case)
    said = {"reason": "r", "basis": "b", "suggested_unit": "water", "insist": True}
    town.do(at("2025-11-05", "09:00"), CLERK, "request_return", case, **said)
    recorded = [each.cause.kind for each in town.house.scores.material(AUTHORITY, NOVEMBER).findings]
    assert "returned_late" in recorded
    _, after = sheets(town, readings={"R16": "signed"})
    assert [each.cause.kind for each in after.again.material.findings] == ["signed_late"]


def test_how_often_an_answer_is_sent_back_makes_a_finding_the_other_text_says():
    def at_once(files):
        files["regulation.toml"]["send_back"]["accountability_after"] = 1

    town = town_with(at_once)
    case = handed_out(town, 3)
    town.do(at("2025-11-03", "10:00"), CLERK, "sign", case)
    town.do(at("2025-11-04", "10:00"), CLERK, "submit_reply", case, **ANSWER)
    town.do(at("2025-11-04", "11:00"), OFFICE, "send_back", case, defects=["incomplete"], note="n")
    _, after = sheets(town)
    found = [each.cause.kind for each in after.again.material.findings]
    assert found == ["sent_back_twice"]
    assert counted(after, "sent_back") == (1, 0, 0)


def test_supervision_follows_from_the_findings_as_they_stand_there_and_what_people_opened_stays():
    def longer(files):
        files["limits.toml"]["limits"]["handle-complaint"]["span"]["n"] = 10

    town = town_with(longer)
    handed_out(town, 3)
    by_hand = handed_out(town, 3)
    said = {"trigger": "repeated", "means": ["phone"]}
    town.do(at("2025-11-04"), OFFICE, "issue_supervision", by_hand, **said)
    town.tick(at("2025-11-13", "09:00"))
    _, after = sheets(town)
    recorded = town.house.scores.material(AUTHORITY, NOVEMBER).supervised
    assert sorted(row.levels for row in recorded) == [(0, 1), (1,)]
    assert [(row.case, row.levels) for row in after.again.material.supervised] == [(by_hand, (0,))]
    assert counted(after, "supervision") == (2, 0, 0)
    assert kinds(after, "overdue") == []


def test_another_trigger_calls_for_another_level_of_the_same_findings():
    def graver(files):
        files["supervision.toml"]["supervision"]["triggers"]["nothing_done"]["level"] = 2

    town = town_with(graver)
    case = handed_out(town, 3)
    town.tick(at("2025-11-13", "09:00"))
    before, after = sheets(town)
    assert [row.levels for row in town.house.scores.material(AUTHORITY, NOVEMBER).supervised] == [(1,)]
    assert [(row.case, row.levels) for row in after.again.material.supervised] == [(case, (2,))]
    assert before.units[UNIT].card.total > after.units[UNIT].card.total


def test_what_a_person_overturned_counts_under_no_text():
    def by_eleven(files):
        files["limits.toml"]["limits"]["sign-am"]["span"]["at"] = time(11)

    town = town_with(by_eleven)
    case = handed_out(town, 3)
    town.tick(at("2025-11-03", "18:00"))
    town.do(at("2025-11-04"), CLERK, "contest_finding", case, finding="signed_late:1", grounds="g")
    town.do(at("2025-11-05"), OFFICE, "overturn_finding", case, finding="signed_late:1", reason="r")
    before, after = sheets(town)
    assert kinds(before, "signing") == kinds(after, "signing") == []


def test_what_people_established_stays_and_is_dropped_where_the_other_text_knows_no_such_finding():
    town = town_with(lambda _: None)
    case = handed_out(town, 3)
    said = {"kind": "false_reply", "note": "n", "evidence": ["e"]}
    town.do(at("2025-11-05"), OFFICE, "record_finding", case, **said)
    _, after = sheets(town)
    assert counted(after, "by_person") == (0, 1, 0)


def test_as_of_then_what_was_not_due_yet_is_not_missed():
    def by_eleven(files):
        files["limits.toml"]["limits"]["sign-am"]["span"]["at"] = time(11)

    town = town_with(by_eleven)
    handed_out(town, 3)
    position = town.world.views.position
    town.tick(at("2025-11-04", "09:00"))
    scores = town.house.scores
    now = scores.sheet(AUTHORITY, NOVEMBER, edition="other-2021")
    then = scores.sheet(AUTHORITY, NOVEMBER, position, edition="other-2021")
    assert (kinds(now, "signing"), kinds(then, "signing")) == (["signed_late"], [])


@pytest.mark.parametrize("what", [*SORTS, *ALWAYS_HELD])
def test_every_sort_is_told_with_its_reason(what):
    words, because = {**SORTS, **ALWAYS_HELD}[what]
    assert all((words.zh, words.en, because.zh, because.en))


def test_the_answer_says_what_was_derived_again_and_what_was_held():
    town = town_with(lambda _: None)
    handed_out(town, 3)
    town.tick(at("2025-11-13", "09:00"))
    before, after = sheets(town)
    told = plain_card(after, after.units[UNIT])["derivation"]
    assert [line["what"] for line in told] == ["deadlines", "supervision", *ALWAYS_HELD]
    assert told[0]["derived"] == 5
    assert told[0]["dropped"] == told[0]["held"] == 0
    assert list(differences(before, after)) == []
    assert plain_card(before, before.units[UNIT])["derivation"] == []


def test_the_same_text_derived_again_gives_what_is_recorded():
    town = Town("suzhou-2021")
    case = handed_out(town, 3)
    town.do(at("2025-11-03", "18:00"), CLERK, "sign", case)
    for day in (5, 6):
        town.do(at(f"2025-11-{day:02}"), CLERK, "submit_reply", case, **ANSWER)
        town.do(at(f"2025-11-{day:02}", "11:00"), OFFICE, "send_back", case, defects=["incomplete"], note="n")
    waits = handed_out(town, 4)
    town.do(at("2025-11-04", "11:00"), CLERK, "sign", waits)
    town.do(at("2025-11-05", "11:00"), CLERK, "submit_reply", waits, **ANSWER)
    town.tick(at("2025-11-20", "09:00"))
    scores = town.house.scores
    material = scores.material(AUTHORITY, NOVEMBER)
    again = Otherwise(material, town.world.clock.now(), NOVEMBER.ends).findings(scores.conduct(AUTHORITY, NOVEMBER))
    assert again.material.findings == material.findings
    assert again.touched == set()
    again.touched = {case, waits}
    supervised = supervised_again(again, material.edition, town.store, NOVEMBER.year.begins, None)
    assert supervised.material.supervised == material.supervised


def late_by_three_more(files):
    """Three working days after an answer is due, a further time is over."""
    files["regulation.toml"]["steps"].append("missed")
    files["findings.toml"]["findings"]["slow"] = files["findings.toml"]["findings"]["signed_late"]
    files["limits.toml"]["limits"]["further"] = {
        "name": "further",
        "clause": "suzhou.sup.l1-still-open",
        "start": "missed",
        "when": {"missed": ["handle"]},
        "stops": ["reply_accepted"],
        "span": {"form": "working_days", "n": 3},
        "owner": "unit",
        "clock": "unit",
        "on_miss": "slow",
    }


@pytest.mark.parametrize(
    ("days", "established"), [(5, ["handled_late", "slow"]), (8, ["handled_late"]), (12, [])], ids=str
)
def test_what_began_with_a_miss_begins_with_the_miss_of_the_other_text(days, established):
    def base(files):
        files["regulation.toml"]["id"] = "base-2021"
        late_by_three_more(files)

    def other(files):
        late_by_three_more(files)
        files["limits.toml"]["limits"]["handle-complaint"]["span"]["n"] = days

    books = Book([*shipped(), another_text(base), another_text(other)])
    town = Town("base-2021", MemoryWorld(books=books))
    case = handed_out(town, 3)
    town.do(at("2025-11-03", "10:00"), CLERK, "sign", case)
    for day in ("2025-11-13", "2025-11-18"):
        town.world.advance_to(at(day, "00:01"))
        town.house.clockwork.tick()
        town.world.settle()
    town.do(at("2025-11-18", "09:00"), CLERK, "submit_reply", case, **{**ANSWER, "approved_by": "unit_head"})
    town.do(at("2025-11-18", "10:00"), OFFICE, "accept_reply", case)
    _, after = sheets(town)
    assert sorted(each.cause.kind for each in after.again.material.findings) == established
