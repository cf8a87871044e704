"""Personal data and free text stand nowhere but in the vault, and there only sealed."""

from __future__ import annotations

import psycopg
import pytest
from starlette.testclient import TestClient

from adapters.http import create_app
from adapters.http.identities import TokenFile
from adapters.main import api_of
from adapters.scenarios.worlds import MemoryWorld
from application.calls import Call
from application.consultations import current as consultation_of
from application.imports import ImportedCase
from application.supervisions import current
from application.verbs import BY_NAME
from domain.aggregates.complaint.handling import NoExtensionPending
from domain.rules.publication import NotMasked
from domain.values import AuthorityId, SeatId
from projections.findings import AccountabilityFiles
from projections.ladders import Ladders
from tests.privacy.canaries import CANARY, all_free_texts, places
from tests.privacy.conftest import MarkedTown
from tests.support.facts import at
from tests.support.given import ID
from tests.support.town import AUTHORITY, UNIT, seat

ITEMS = ["point_by_point", "cited_documents", "communication_record", "satisfaction", "handler_contact"]
OFFICE, DESK, CLERK, FIRST = "efficiency_office", "intake_clerk", seat("unit_clerk"), seat("unit_first_responder")
AT_LAST = at("2026-12-01")


def on(day, clock="09:00"):
    return at(f"2025-11-{day:02}", clock)


def handed_out(town, day, **more):
    case = town.register(on(day), **{"kind": "complaint", "channel": "hotline", **more})
    town.do(on(day), DESK, "dispatch", case, unit=UNIT)
    return case


def answered(town, case, day, clock):
    said = {"outcome": "done", "approved_by": "unit_deputy", "items": ITEMS, "mode": "phone"}
    town.do(on(day, clock), CLERK, "submit_reply", case, **said)


def play_the_city(town):
    """Every command of the city's edition that takes a text."""
    case = handed_out(town, 5)
    town.do(on(5, "09:30"), OFFICE, "reclassify", case, kind="help")
    town.do(on(5, "09:40"), OFFICE, "contact", case, way="phone")
    town.do(on(5, "10:00"), CLERK, "request_return", case, suggested_unit="water")
    town.do(on(5, "10:30"), OFFICE, "rule_on_return", case, granted=False)
    late = {"occurred_at": on(5, "11:00"), "ground": "system_down", "evidence": ["photo"]}
    town.do(on(5, "12:00"), seat("unit_deputy"), "handle", case, action="on_site_visit", late=late)
    town.do(on(5, "12:30"), seat("unit_deputy"), "add_material", case)
    town.do(on(5, "12:40"), "city_leader", "instruct", case, days=3)
    town.do(on(5, "12:50"), seat("unit_deputy"), "answer_instruction", case, key="instruction:1")
    for clock in ("13:00", "15:00"):
        answered(town, case, 5, clock)
        town.do(on(5, clock.replace("00", "30")), OFFICE, "send_back", case, defects=["incomplete"])
    town.do(on(5, "16:00"), CLERK, "contest_finding", case, finding="sent_back_twice:1")
    town.do(on(5, "16:10"), OFFICE, "uphold_finding", case, finding="sent_back_twice:1")
    town.do(on(5, "16:20"), OFFICE, "overturn_finding", case, finding="sent_back_twice:1")
    answered(town, case, 5, "17:00")
    town.do(on(5, "17:10"), OFFICE, "accept_reply", case)
    town.do(on(5, "17:20"), CLERK, "tell_citizen", case, way="phone")
    town.do(on(5, "17:30"), OFFICE, "close", case, outcome="done")
    town.do(on(6), OFFICE, "follow_up", case, way="phone", rating="bad")
    town.do(on(6, "10:00"), OFFICE, "verify_rating", case, reasonable=True, defects=["not_carried_out"])
    extended(town)
    supervised(town)
    consulted(town)
    published(town)
    held_to_account(town)
    assessed(town)
    reported(town)
    refused(town, case)
    direct = town.do(on(6), DESK, "register", authority=AUTHORITY, kind="consultation", channel="hotline").id
    town.do(on(6, "09:02"), DESK, "answer_directly", direct, way="knowledge_base")
    asked_who_it_was(town, direct)
    kept_after_all(town, direct)


def supervised(town):
    """Everything an office says of a matter under supervision, at the level where most is asked."""
    case = handed_out(town, 12)
    town.do(on(12, "10:00"), OFFICE, "record_finding", case, kind="refused_to_handle")
    town.do(on(12, "10:10"), OFFICE, "propose_supervision", case, trigger="recurring")
    supervision = current(town.house.desk.store, case).id
    town.do(on(12, "10:20"), OFFICE, "reject_supervision", supervision, trigger="recurring")
    supervision = town.do(on(12, "10:30"), "supervisor", "issue_supervision", case, trigger="exposed").id
    parts = dict.fromkeys(("registered_on", "content", "lead", "assisting", "due", "opinion"), "said")
    town.do(on(12, "10:40"), "supervisor", "register_supervision", supervision, parts=parts)
    told = {"lead": UNIT, "way": "phone", "citizen_told_by": "sms"}
    town.do(on(12, "10:50"), "supervisor", "assign_supervision", supervision, **told)
    town.do(on(12, "11:00"), "supervisor", "remind", supervision, way="phone")
    town.do(on(12, "11:10"), seat("unit_deputy"), "pledge", supervision, by_role="unit_deputy", medium="newspaper")
    town.do(on(12, "11:20"), "supervisor", "hold_talk", supervision, with_role="unit_deputy")
    town.do(on(12, "11:30"), CLERK, "feed_back_supervision", supervision, citizen_told_by="phone")
    town.do(on(12, "11:40"), "supervisor", "review_supervision", supervision, sort="random", passed=True)
    town.do(on(12, "11:50"), "supervisor", "circulate", supervision, scope="units")


def consulted(town):
    """Everything that is said of topics: one held without a way, one that joins it, one that is left."""
    head, proposed = seat("unit_head"), {"trigger": "hard_problem", "lead": UNIT, "assisting": ["water"]}
    town.do(on(18), "administrator", "establish_unit", unit="water", authority=AUTHORITY, name="W", name_en="W")
    case, joins, left = (handed_out(town, 18) for _ in range(3))
    for matter in (case, joins, left):
        town.do(on(18, "10:00"), CLERK, "propose_consultation", matter, **proposed)
    it, other, last = (consultation_of(town.house.desk.store, matter).id for matter in (case, joins, left))
    town.do(on(18, "10:10"), OFFICE, "merge_consultation", other, into=case)
    town.do(on(18, "10:20"), OFFICE, "decline_consultation", last)
    town.do(on(18, "10:30"), OFFICE, "fix_consultation", it, form="one_plus_x", lead=UNIT, assisting=["water"])
    town.do(on(19), head, "hold_consultation", it, held_on="2025-11-19", attended=[UNIT])
    parts = ("theme", "participants", "course", "agreed_matters", "division_of_duty", "time_limits", "ideas")
    town.do(on(19, "10:00"), head, "submit_minutes", it, parts=dict.fromkeys(parts, "said"))
    town.do(on(19, "10:10"), head, "set_task", it, unit=UNIT, until="2025-11-20")
    town.do(on(19, "10:20"), CLERK, "finish_task", it, task_key="task:1")
    town.do(on(19, "10:30"), head, "explain_consultation", it, told_by="phone")
    town.do(on(19, "10:40"), OFFICE, "archive_consultation", it)


def published(town):
    """A closed case: drafted, and asked to be kept out; another confirmed and taken back."""
    words = ("published_title", "published_question", "published_reply")
    for withheld in (True, False):
        case = handed_out(town, 20)
        town.do(on(20, "09:30"), CLERK, "sign", case)
        answered(town, case, 20, "10:00")
        town.do(on(20, "10:10"), OFFICE, "accept_reply", case)
        town.do(on(20, "10:20"), CLERK, "tell_citizen", case, way="phone")
        town.do(on(20, "10:30"), OFFICE, "close", case, outcome="done")
        town.do(on(20, "10:40"), OFFICE, "draft_publication", case)
        if withheld:
            town.do(on(20, "10:50"), CLERK, "request_withholding", case)
            town.do(on(20, "11:00"), OFFICE, "rule_on_withholding", case, granted=True)
            continue
        with pytest.raises(NotMasked):
            town.do(on(20, "10:50"), OFFICE, "confirm_publication", case)
        confirm = BY_NAME["confirm_publication"]
        call = Call(SeatId(OFFICE), OFFICE, ID)
        confirm.call(town.house, case, confirm.command(**dict.fromkeys(words, f"{CANARY} and no number")), call)
        town.said |= {("confirm_publication", name, f"{CANARY} and no number") for name in words}
        town.do(on(20, "11:10"), OFFICE, "retract_publication", case)


def reported(town):
    """What is asked for beside the periods, and what is filed."""
    asked = {"authority": AUTHORITY, "rule": "special_report"}
    report = town.do(on(12, "14:00"), OFFICE, "request_report", **asked).id
    town.do(on(12, "14:10"), OFFICE, "file_report", report, on_paper=True)


def held_to_account(town):
    """Everything that is said in a file, to each of its ends."""
    said = []
    for day in (13, 14, 17):
        case = handed_out(town, day)
        town.do(on(day, "10:00"), "supervisor", "record_finding", case, kind="false_reply")
        town.world.settle()
        (row,) = town.world.rows(AccountabilityFiles, case=case)
        town.do(on(day, "10:10"), OFFICE, "take_up_file", row.file)
        said.append(row.file)
    town.do(on(17, "11:00"), OFFICE, "find_no_fault", said[0])
    for file in said[1:]:
        town.do(on(17, "11:10"), OFFICE, "find_fault", file, grade="ordinary")
        town.do(on(17, "11:20"), OFFICE, "weigh_tolerance", file, applies=False)
    town.do(on(17, "11:30"), OFFICE, "take_measure", said[1], measures=["warning"])
    town.do(on(17, "11:40"), OFFICE, "refer_file", said[1], body="discipline_commission")
    town.do(on(17, "11:50"), OFFICE, "publish_file", said[1], scope="units")
    (row,) = [each for each in town.world.rows(AccountabilityFiles) if each.file == said[2]]
    town.do(on(17, "12:00"), OFFICE, "overturn_finding", row.case, finding="false_reply:1")
    town.world.settle()
    town.do(on(17, "12:10"), OFFICE, "review_file", said[2], stands=False)


def assessed(town):
    """What an office says about a unit, and what the unit and the office say of that."""
    about = {"unit": UNIT, "term": "2025", "kind": "posts_missing", "part": "staff"}
    marks = town.do(on(18), OFFICE, "assess", **about).id
    town.do(on(18, "09:10"), CLERK, "contest_finding", marks, finding="posts_missing:1")
    town.do(on(18, "09:20"), OFFICE, "uphold_finding", marks, finding="posts_missing:1")
    town.do(on(18, "09:30"), OFFICE, "overturn_finding", marks, finding="posts_missing:1")


def ranked(town):
    """Who stands for a ranking, how it was counted, and why that was wrong."""
    about = {"authority": AUTHORITY, "ranking": "stations", "year": "2025", "candidate": "station-1", "unit": UNIT}
    candidacy = town.do(on(10, "13:00"), OFFICE, "nominate", **about).id
    town.do(on(10, "13:10"), OFFICE, "score_candidate", candidacy, score="91.5")
    town.do(on(10, "13:20"), OFFICE, "correct_score", candidacy, score="90.5")
    town.do(on(10, "13:30"), OFFICE, "check_conditions", candidacy, meets=True)
    town.do(on(10, "13:40"), OFFICE, "withdraw_candidate", candidacy)


def extended(town):
    case = handed_out(town, 10)
    town.do(on(10, "10:00"), CLERK, "sign", case)
    asked = {"deadline": "handle:1", "amount": 3, "consented_by": "unit_head", "explained_by_way_of": "phone"}
    town.do(on(11), CLERK, "request_extension", case, **asked, explained_to_citizen_at=on(11))
    with pytest.raises(NoExtensionPending):
        town.do(on(11, "10:00"), OFFICE, "rule_on_extension", case, deadline="handle:1", granted=True)


def asked_who_it_was(town, case):
    """Why a reviewer needs to know who complained, and why not."""
    asked = town.do(on(7, "10:00"), "discipline_reviewer", "request_identity", case, purpose="verify_facts").id
    town.do(on(7, "10:10"), "supervisor", "deny_identity", asked)


def kept_after_all(town, case):
    """What is said of an erasure that is held back, proposed and declined, a year after the case."""
    town.tick(AT_LAST)
    town.do(AT_LAST, "supervisor", "hold_erasure", case, hold_for="court_case", document="12")
    town.do(AT_LAST, "supervisor", "release_erasure", case)
    town.do(AT_LAST, "archivist", "propose_erasure", case, erase_because="person_asks")
    town.do(AT_LAST, OFFICE, "decline_erasure", case)


def refused(town, earlier):
    case = town.do(
        on(7), DESK, "register", authority=AUTHORITY, kind="complaint", channel="hotline", repeats=earlier
    ).id
    checked = {
        "earlier": earlier,
        "same_person": True,
        "same_fact": True,
        "same_reason": True,
        "earlier_answer_true": True,
    }
    town.do(on(7, "09:05"), OFFICE, "check_truth", case, **checked)
    town.do(on(7, "09:10"), DESK, "refuse", case, ground="repeat", referred_to="petition_office")


def play_the_ladder(town):
    """Every command of the ladder, to both its ends."""
    for decides in ("find_can_do", "decide_final_no"):
        case = town.register(on(5))
        matter = town.do(on(5, "10:00"), FIRST, "propose", complaint=case, unit=UNIT).id
        if decides == "decide_final_no":
            town.do(on(5, "11:00"), seat("unit_section_head"), "raise", matter)
            town.do(on(5, "12:00"), seat("unit_deputy"), "raise", matter)
            town.do(on(5, "13:00"), seat("unit_head"), decides, matter, ground="law_or_directive")
        else:
            town.do(on(5, "11:00"), seat("unit_section_head"), decides, matter)
        town.do(on(5, "14:00"), FIRST, "feed_back", matter, mode="phone")


def play_the_casework(town):
    """Every command of an edition that wants matters looked into, ordered, prolonged and reviewed."""
    head, first = seat("unit_head"), FIRST
    told = {"authority": AUTHORITY, "kind": "complex", "channel": "efficiency_platform"}
    case = town.do(on(10), DESK, "register", **told).id
    town.do(on(10, "09:10"), DESK, "tag", case, classes=["legacy"])
    town.do(on(10, "09:20"), "efficiency_office", "dispatch", case, unit=UNIT)
    town.do(on(10, "09:30"), first, "accept", case)
    town.do(on(10, "09:40"), "leading_group", "confirm_dispatch", case, decision="accept", task_force="force_two")
    seen = {"means": ["site_visit"], "duplicate": False}
    town.do(on(10, "10:00"), first, "verify", case, **seen)
    town.do(on(10, "10:10"), first, "file_opinion", case, nature="individual")
    town.do(on(10, "10:20"), first, "prolong", case, deadline="handle:1", until="2025-12-31", open_grounds=["funds"])
    town.do(on(10, "10:30"), first, "report_progress", case, told_by="phone")
    order = {"trigger": "complex_or_grave", "unit": UNIT, "until": "2025-12-01", "task_force": "force_one"}
    town.do(on(11), OFFICE, "issue_order", case, **order)
    town.world.settle()
    (ladder,) = town.world.rows(Ladders, case=case)
    town.do(on(11, "09:30"), head, "decide_final_no", ladder.escalation)
    town.do(on(11, "09:40"), first, "file_cannot", ladder.escalation, ground="rules_forbid")
    town.do(on(11, "10:00"), first, "feed_back", ladder.escalation, mode="phone")
    town.do(on(12), first, "unit_follow_up", case, way="phone", rating="good")
    town.do(on(12, "10:00"), "task_force", "follow_up", case, way="phone", rating="good")
    reviewed = {"responsible": [UNIT], "typical": "negative"}
    town.do(on(12, "11:00"), OFFICE, "review", case, **reviewed)
    third = town.do(on(13), DESK, "register", **told).id
    town.do(on(13, "09:10"), DESK, "transfer", third, transfer_ground="litigation", to="court")
    other = town.do(on(17), DESK, "register", **told).id
    town.do(on(17, "09:20"), "leading_group", "dispatch", other, unit=UNIT)
    town.tick(on(20))
    town.do(on(20, "10:00"), first, "explain_miss", other, deadline="accept:1")
    at_the_desk(town)
    drawn_at_random(town)


def drawn_at_random(town):
    """A county's case, closed, drawn and checked."""
    county = {"authority": AUTHORITY, "kind": "simple", "channel": "county_platform"}
    case = town.do(on(21), DESK, "register", **county).id
    town.do(on(21, "09:10"), "leading_group", "dispatch", case, unit=UNIT)
    town.do(on(21, "09:20"), FIRST, "accept", case)
    town.do(on(21, "09:30"), FIRST, "verify", case, means=["site_visit"], duplicate=False)
    town.do(on(21, "09:40"), FIRST, "file_opinion", case, nature="individual")
    town.do(on(21, "09:50"), FIRST, "submit_reply", case, outcome="done", approved_by="unit_deputy")
    sample = town.do(at("2025-12-02"), OFFICE, "draw_sample", authority=AUTHORITY, month="2025-11").id
    town.do(at("2025-12-02", "10:00"), OFFICE, "check_sample", sample, place=1, way="phone", result="as_recorded")


def at_the_desk(town):
    """A day at the service desk."""
    roster = {"authority": AUTHORITY, "day": "2025-11-20", "leader": "duty_leader", "officers": ["duty_officer"]}
    shift = town.do(on(20, "11:00"), OFFICE, "roster_shift", **roster).id
    town.do(on(20, "11:10"), "duty_officer", "open_shift", shift)
    town.do(on(20, "11:20"), "duty_leader", "check_shift", shift, way="seen")
    town.do(on(20, "11:30"), "duty_officer", "log_entry", shift, sort="other_entry")
    town.do(on(20, "11:40"), "supervisor", "inspect_shift", shift, present=True)
    parts = ("codes_seen", "windows_at_fault", "put_right", "taken_in", "handed_on_to", "handed_on_at", "remarks")
    town.do(on(20, "11:50"), "duty_officer", "relieve_shift", shift, leaving="duty_officer", cover="b.duty_officer")
    town.do(on(20, "12:00"), "b.duty_officer", "close_shift", shift, parts=dict.fromkeys(parts, "said"))


def play_the_window(town):
    """Every command of an edition with a window, a zone of the dissatisfied, and letters signed by leaders."""
    told = {"authority": AUTHORITY, "kind": "not_done_complex", "channel": "city_window"}
    case = town.do(on(10), FIRST, "register", **told).id
    town.do(on(10, "10:00"), FIRST, "submit_for_study", case, departments=[UNIT])
    town.do(on(10, "11:00"), FIRST, "request_extension", case, deadline="handle:1", amount=10)
    town.do(on(10, "12:00"), "task_force", "rule_on_extension", case, deadline="handle:1", granted=True)
    ranked(town)
    letter = handed_out(town, 11, kind="complaint", channel="main_app")
    town.do(on(11, "10:00"), CLERK, "handle", letter, action="visited")
    for clock in ("11:00", "12:00"):
        town.do(on(11, clock), CLERK, "submit_reply", letter, outcome="done")
        town.do(on(11, clock.replace("00", "10")), OFFICE, "follow_up", letter, way="online_score", rating="bad")
        if clock == "12:00":
            town.do(on(11, "12:20"), OFFICE, "start_procedure", letter, procedure="reporters")
        town.do(on(11, clock.replace("00", "30")), OFFICE, "verify_rating", letter, reasonable=True)
    found = town.do(on(12), OFFICE, "register", authority=AUTHORITY, kind="inspection", channel="inspection").id
    letters = town.do(on(12, "09:10"), OFFICE, "issue_supervision", found, trigger="inspected").id
    town.do(on(12, "10:00"), OFFICE, "inspect", letters, items=["duties"], unannounced=True)
    to = ["party_committee_head", "government_head", "leading_group_head"]
    town.do(on(12, "11:00"), OFFICE, "submit_special_report", letters, to=to)
    town.do(on(12, "12:00"), "city_leader", "sign_special_report", letters)
    town.do(on(12, "13:00"), OFFICE, "order_correction", letters, unit=UNIT, to=["deputy_mayor_in_charge"])


def on_a_list(town):
    """A unit's list, and a case that is about a matter on it."""
    clerk, item = seat("unit_clerk"), {"item": "power", "kind": "enterprise_matter"}
    town.do(on(3), clerk, "list_matter", UNIT, **item, since="2025-11-03")
    town.do(on(3, "10:00"), clerk, "amend_matter", UNIT, **item, since="2025-11-05")
    case = town.register(on(5), kind="enterprise_matter", channel="first_asked")
    town.do(on(5, "10:00"), FIRST, "cite_matter", case, unit=UNIT, item="power")
    town.do(on(5, "10:30"), clerk, "list_matter", UNIT, **{**item, "item": "gas"}, since="2025-11-05")
    town.do(on(5, "11:00"), FIRST, "cite_matter", case, unit=UNIT, item="gas")
    town.do(on(6), clerk, "withdraw_matter", UNIT, item="power", last_day="2025-11-30")


def play_the_stops(town):
    """Every command of an edition with a first responder's duty, joint matters and one level of supervision."""
    on_a_list(town)
    town.do(on(6, "11:00"), "administrator", "establish_unit", unit="water", authority=AUTHORITY, name="W", name_en="W")
    case = town.register(on(5), kind="public_matter", channel="first_asked")
    town.do(on(5, "09:30"), FIRST, "guide", case, in_scope=False)
    joint = {"unit": UNIT, "entry": "consultation", "with_units": ["water"]}
    town.do(on(5, "10:00"), seat("unit_head"), "propose", complaint=case, **joint)
    town.do(on(6), "supervisor", "issue_supervision", case, trigger="long_standing")
    supervision = current(town.house.desk.store, case).id
    town.do(on(6, "10:00"), "supervisor", "inspect", supervision, items=["counter"])
    town.do(on(6, "11:00"), "supervisor", "expose", supervision, medium="newspaper")
    read = {"reading": "R50", "choice": "three_working_days", "effective_from": on(10).date()}
    town.do(on(7), OFFICE, "revise_reading", "tongling-2022", **read)


PLAYS = {
    "suzhou-2021": play_the_city,
    "tongbai-2022": play_the_ladder,
    "anqing-2025": play_the_casework,
    "fuyang-2022": play_the_window,
    "tongling-2022": play_the_stops,
}


@pytest.fixture(params=PLAYS)
def town(request, application):
    """A town where everything was said that can be said."""
    here = MarkedTown(request.param, application)
    PLAYS[request.param](here)
    here.tick(AT_LAST)
    return here


def test_no_canary_stands_in_any_table(town, database):
    assert town.said
    assert list(places(database.owner)) == []


def test_every_canary_is_in_the_vault_and_reads_as_it_was_said(town, database):
    with psycopg.connect(database.owner) as connection:
        kept = connection.execute("SELECT handle, owner FROM vault.texts").fetchall()
    read = town.house.desk.texts.read_many
    texts = {text for handle, owner in kept for text in read([handle], person=owner).values()}
    assert town.said
    assert all(any(said in kept for kept in texts) for _, _, said in town.said)


def test_the_plays_together_say_every_free_text_there_is():
    said = set()
    for edition, play in PLAYS.items():
        here = MarkedTown(edition, MemoryWorld())
        play(here)
        said |= {(verb, name) for verb, name, _ in here.said}
    late = {("handle", "late")}
    assert said == all_free_texts() | late


def test_the_search_finds_what_does_stand_in_the_tables(application, database):
    here = MarkedTown("suzhou-2021", application)
    here.do(on(3), "administrator", "establish_authority", authority="there", name=CANARY, name_en="There")
    assert {"store.events", "views.authorities"} <= set(places(database.owner))


def test_a_refused_attempt_is_kept_without_a_word_of_what_was_said(application, database, tmp_path):
    here = MarkedTown("tongbai-2022", application)
    case = here.register(on(5))
    tokens = TokenFile(tmp_path / "tokens.toml")
    first, clerk = tokens.add(FIRST, "unit_first_responder", UNIT), tokens.add(CLERK, "unit_clerk", UNIT)
    attempts = [
        (first, "/api/escalations", {"complaint": str(case), "unit": UNIT, "opinion": f"{CANARY} it cannot be"}),
        (clerk, f"/api/complaints/{case}/refuse", {"ground": "x", "referred_to": "x", "explanation": CANARY}),
        (clerk, f"/api/complaints/{case}/{CANARY}", {}),
        (clerk, "/api/complaints", {"title": CANARY, "unknown": CANARY}),
    ]
    with TestClient(create_app(api_of(application, tokens)), raise_server_exceptions=False) as client:
        for token, path, body in attempts:
            answer = client.post(path, json=body, headers={"Authorization": f"Bearer {token}"})
            assert answer.is_client_error, answer.text
            assert CANARY not in answer.text
    kept = application.refusals.of()
    assert {refusal.action for refusal in kept} >= {"escalations.propose", "complaints.refuse"}
    assert list(places(database.owner)) == []


def test_a_failure_in_the_middle_of_a_command_is_logged_without_a_word_of_what_was_said(
    application, tmp_path, caplog, monkeypatch
):
    here = MarkedTown("suzhou-2021", application)
    case = handed_out(here, 5)
    tokens = TokenFile(tmp_path / "tokens.toml")
    clerk = tokens.add(CLERK, "unit_clerk", UNIT)
    monkeypatch.setattr("adapters.vault.postgres.NEW_TEXT", "SELECT %(handle)s::integer, %(content)b::bytea")
    body = {"action": "visited", "note": f"{CANARY} at the door"}
    with TestClient(create_app(api_of(application, tokens)), raise_server_exceptions=False) as client:
        answer = client.post(f"/api/complaints/{case}/handle", json=body, headers={"Authorization": f"Bearer {clerk}"})
    assert answer.status_code == 500
    assert "InvalidTextRepresentation" in caplog.text
    assert CANARY not in caplog.text + answer.text


def test_an_imported_case_gives_nothing_away(application, database):
    here = MarkedTown("suzhou-2021", application)
    here.world.advance_to(on(20))
    case = ImportedCase(
        source_id="17",
        row_key="17",
        kind="complaint",
        channel="message_board",
        title=f"{CANARY} title",
        content=f"{CANARY} content",
        submitted_at=on(5),
        replied_at=on(6),
        reply=f"{CANARY} reply",
        name=f"{CANARY} name",
        contact=f"{CANARY} contact",
        address=f"{CANARY} address",
    )
    importer = Call(SeatId("importer"), "administrator", ID)
    here.house.imports.take_over(case, AuthorityId(AUTHORITY), importer, hypothetical=False)
    here.world.settle()
    assert list(places(database.owner)) == []
