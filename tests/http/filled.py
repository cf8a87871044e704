"""A city with one of everything that has a page of its own."""

from __future__ import annotations

from uuid import UUID

from application.tracking import tracking_code
from domain.aggregates.sample import Sample
from domain.events.sampling import SampledCase, SampleDrawn
from domain.values import AuthorityId
from tests.http.conftest import TEXT
from tests.support.facts import act

EFFECTIVE = {
    "anqing-2025": "2025-09-22",
    "fuyang-2022": "2022-10-21",
    "suzhou-2021": "2021-08-31",
    "tongbai-2022": "2022-05-23",
}
LADDER = ("unit_first_responder", "unit_section_head", "unit_deputy", "unit_head")
OPINION = {"opinion": "The road is new", "basis": "Article 8", "how_it_could_be_done": "By the side road"}


def what_was_known(city):
    """A case that lay until it was late, under supervision and with a file; another on the ladder. And the position."""
    city.tokens |= {seat: city.identities.add(seat, seat.rpartition(".")[2], "permits") for seat in ladder()}
    found_in({"authority": "there", "name": "彼地", "name_en": "There"}, "tongbai-2022", city)
    found_in({"authority": "desk", "name": "窗口", "name_en": "Desk"}, "anqing-2025", city)
    found_in({"authority": "ranks", "name": "评比", "name_en": "Ranks"}, "fuyang-2022", city)
    body = {"unit": "counters", "authority": "ranks", "name": "窗口", "name_en": "Counters", "seats": []}
    assert city.post("/api/units", body, "administrator").status_code == 201
    for role in ("duty_officer", "duty_leader"):
        city.tokens[role] = city.identities.add(role, role, None)
    seats = [{"seat": seat, "role": seat.partition(".")[2], "level": no} for no, seat in enumerate(ladder(), 1)]
    body = {"unit": "permits", "authority": "there", "name": "许可", "name_en": "Permits", "seats": seats}
    assert city.post("/api/units", body, "administrator").status_code == 201
    permit, escalation = asks_for_a_permit(city, "Permit")
    case = city.dispatched("roads", title="Leak")
    city.do(case, "sign", "roads.unit_clerk")
    city.advance("2025-11-13T09:00:00+08:00")
    consultation = talked_over(city, case, "Whose pipe it is")
    said = {"kind": "false_reply", "note": "The picture is of another road", "evidence": ["picture"]}
    city.do(case, "record-finding", "supervisor", **said)
    number = city.get(f"/api/cases/{case}").json()["number"]
    looks = city.get(f"/api/cases/{case}/looks", "discipline_reviewer").json()["items"]
    file = city.get("/api/accountability").json()["items"][0]
    supervision = city.get("/api/supervisions").json()["items"][0]
    code = tracking_code(city.application.house.desk.secret, UUID(case))
    fill = {
        "case": case,
        "permit": permit,
        "escalation": escalation,
        "look": str(looks[0]["position"]),
        "file": file["file"],
        "supervision": supervision["supervision"],
        "edition": "tongbai-2022",
        "unit": "roads",
        "obligation": owed(city),
        "shift": rostered(city, "2025-11-14"),
        "sample": drawn(city, case),
        "consultation": consultation,
        "candidacy": nominated(city),
        "assessment": assessed(city, "posts_missing", "Nobody was named"),
        "track": {"number": number, "code": code},
        "what-if": {"edition": "suzhou-2021", "clause": "suzhou.norm.handle-complaint", "start": "2027-03-01T10:00"},
    }
    matter = {"item": "dig", "kind": "licence", "title": "Permit to dig up a road", "since": "2025-11-13", "days": 5}
    assert city.post("/api/units/permits/list-matter", matter, "permits.unit_section_head").status_code == 200
    return fill, city.get("/api/cases").headers["X-Position"]


def asks_for_a_permit(city, title):
    """A case that cannot be done as asked, and the ladder it is put on."""
    first, *_ = ladder()
    body = TEXT | {"authority": "there", "kind": "licence", "channel": "office", "title": title}
    permit = city.post("/api/complaints", body, first).json()["id"]
    city.do(permit, "accept", first)
    proposed = city.post("/api/escalations", {"complaint": permit, "unit": "permits", **OPINION}, first)
    assert proposed.status_code == 201, proposed.text
    return permit, proposed.json()["id"]


def assessed(city, kind, note):
    """Something a person established about a unit."""
    said = {"unit": "roads", "term": "2025-11", "kind": kind, "part": "staff", "evidence": ["list"], "note": note}
    answer = city.post("/api/assessments", said)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def nominated(city, candidate="counters.hall"):
    """A candidate of a place that ranks."""
    about = {"authority": "ranks", "ranking": "stations", "year": "2025", "candidate": candidate, "unit": "counters"}
    answer = city.post("/api/rankings", {**about, "evidence": ["letter"]})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def talked_over(city, case, theme):
    """A case that is proposed for a consultation."""
    said = {"trigger": "hard_problem", "theme": theme, "problem": theme, "lead": "roads", "assisting": ["water"]}
    city.do(case, "propose-consultation", "roads.unit_clerk", **said)
    return city.get("/api/consultations").json()["items"][0]["consultation"]


def owed(city):
    """Something the office asked a unit for."""
    answer = city.post("/api/obligations", {"authority": "here", "rule": "knowledge_wording", "unit": "roads"})
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def rostered(city, day):
    """A day at the desk of a place that keeps one."""
    body = {"authority": "desk", "day": day, "leader": "duty_leader", "officers": ["duty_officer"]}
    answer = city.post("/api/shifts", body)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


def drawn(city, case):
    """A sample of a month gone by, of the place that draws one; as in the records, for no case here is that old."""
    store, desk = city.application.store, AuthorityId("desk")
    office = act(city.application.house.desk.clock.now())
    law = city.application.house.desk.law_for(desk, office.occurred_at)
    sample = SampleDrawn(
        authority=desk,
        month="2025-10",
        channels=("county_platform",),
        read_at=store.head(),
        size=7,
        frame="f" * 64,
        seed="5" * 64,
        drawn=(SampledCase("20251013-AAAAAA", UUID(case)),),
        basis=law.cite("anqing.followup.county"),
        act=office,
    )
    kept = Sample.draw(sample, law)
    store.save(kept)
    city.application.settle()
    return str(kept.id)


def found_in(authority, edition, city):
    assert city.post("/api/authorities", authority, "administrator").status_code == 201
    adopted = {"edition": edition, "effective_from": EFFECTIVE[edition]}
    path = f"/api/authorities/{authority['authority']}/adopt-edition"
    assert city.post(path, adopted, "administrator").status_code == 200


def ladder():
    return [f"permits.{role}" for role in LADDER]
