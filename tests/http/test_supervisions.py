"""督办 over HTTP and on its pages: the inbox, one supervision, what each seat may do."""

from __future__ import annotations

LATE = "2025-11-13T09:00:00+08:00"
PARTS = ("registered_on", "content", "lead", "assisting", "due", "opinion")


def left_lying(city, **more):
    """A case that the roads office signed for and left until it was late."""
    case = city.dispatched("roads", title="路灯不亮", **more)
    city.do(case, "sign", "roads.unit_clerk")
    city.advance(LATE)
    return case


def opened(city, case):
    (line,) = [each for each in city.get("/api/supervisions").json()["items"] if each["case"] == case]
    return line


def step(city, id, verb, who="supervisor", **body):
    answer = city.post(f"/api/supervisions/{id}/{verb}", body, who)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_what_lay_untouched_until_it_was_late_is_under_supervision_of_itself(city):
    case = left_lying(city)
    line = opened(city, case)
    assert (line["level"], line["trigger"], line["is_by_rule"]) == (1, "nothing_done", True)
    assert line["clause"] == "suzhou.sup.l1-not-handled"
    assert "complaint.supervised" in [fact["topic"] for fact in city.get(f"/api/cases/{case}/history").json()["items"]]


def test_it_is_counted_by_state_and_level_and_was_not_there_before(city):
    head = int(city.get("/api/supervisions").headers["X-Position"])
    left_lying(city)
    found = city.get("/api/supervisions").json()
    assert found["by_level"] == [{"value": "1", "count": 1}]
    assert found["by_state"] == [{"value": "issued", "count": 1}]
    assert city.get("/api/supervisions", level="0").json()["total"] == 0
    assert city.get("/api/supervisions", as_of=head).json()["total"] == 0


def test_one_supervision_says_its_version_and_takes_it_back_with_if_match(city):
    id = opened(city, left_lying(city))["supervision"]
    asked = city.get(f"/api/supervisions/{id}")
    assert asked.json()["version"] == 1
    body = {"parts": dict.fromkeys(PARTS, "x")}
    etag = asked.headers["ETag"]
    assert city.post(f"/api/supervisions/{id}/register-supervision", body, "supervisor", If_Match=etag).is_success
    stale = city.post(f"/api/supervisions/{id}/remind", {"way": "phone"}, "supervisor", If_Match=etag)
    assert stale.status_code == 412


def test_days_given_run_as_a_deadline_and_only_the_lead_or_its_unit_feeds_back(city):
    id = opened(city, left_lying(city))["supervision"]
    step(city, id, "register-supervision", parts=dict.fromkeys(PARTS, "x"))
    step(city, id, "assign-supervision", lead="roads", citizen_told_by="sms", days=3)
    told = {"report": "Mended", "citizen_told_by": "phone"}
    assert city.post(f"/api/supervisions/{id}/feed-back-supervision", told, "water.unit_clerk").status_code == 403
    step(city, id, "feed-back-supervision", "roads.unit_clerk", **told)
    (clock,) = city.get(f"/api/supervisions/{id}").json()["deadlines"]
    assert (clock["name"], clock["state"]) == ("supervision", "met")
    step(city, id, "archive-supervision")
    assert opened_state(city, id) == "archived"


def opened_state(city, id):
    return city.get(f"/api/supervisions/{id}").json()["opened"]["state"]


def test_a_step_out_of_turn_is_a_problem_that_cites_its_clause(city):
    id = opened(city, left_lying(city))["supervision"]
    told = {"lead": "roads", "citizen_told_by": "sms"}
    refused = city.post(f"/api/supervisions/{id}/assign-supervision", told, "supervisor")
    assert refused.status_code == 409
    assert refused.json()["code"] == "supervision.step_out_of_turn"
    assert refused.json()["clause"] == "suzhou.sup.step-sms"


def test_what_the_text_leaves_to_a_person_waits_in_the_inbox(city):
    case = left_lying(city, origin="province")
    (line,) = city.get("/api/supervisions/proposals").json()["items"]
    assert (line["case"], line["trigger"], line["level"]) == (case, "important_overdue", 2)
    assert line["shown_by"]
    page = city.page("/supervisions", "supervisor")
    assert "领导批示件、省交办件超期" in page.text
    assert f"/cases/{case}/do/issue-supervision?trigger=important_overdue" in page.text


def test_the_inbox_of_a_unit_holds_its_own_only_and_decides_nothing(city):
    left_lying(city, origin="province")
    theirs = city.page("/supervisions", "water.unit_clerk").text
    assert "路灯不亮" not in theirs
    own = city.page("/supervisions", "roads.unit_clerk").text
    assert "路灯不亮" in own
    assert "issue-supervision" not in own


def test_a_proposal_is_issued_from_its_form_with_the_trigger_filled_in(city):
    case = left_lying(city, origin="province")
    form = f"/cases/{case}/do/issue-supervision"
    assert (
        '<option value="important_overdue" selected' in city.page(form, "supervisor", trigger="important_overdue").text
    )
    sent = city.send(form, "supervisor", trigger="important_overdue", means=["by_talk"])
    assert sent.status_code == 303
    assert opened(city, case)["level"] == 2


def test_a_proposal_is_left_with_a_reason(city):
    left_lying(city, origin="province")
    (line,) = city.get("/api/supervisions/proposals").json()["items"]
    path = f"/supervisions/{line['supervision']}/do/reject-supervision"
    assert city.send(path, "supervisor", trigger="important_overdue", reason="正在抢修").status_code == 303
    assert city.get("/api/supervisions/proposals").json()["items"] == []
    assert city.get("/api/supervisions/proposals", state="rejected").json()["total"] == 1


def test_the_page_of_one_shows_what_is_open_now_and_what_waits_for_what(city):
    case = left_lying(city)
    id = opened(city, case)["supervision"]
    page = city.page(f"/supervisions/{id}", "supervisor").text
    assert f"/supervisions/{id}/do/register-supervision" in page
    assert f"/supervisions/{id}/do/assign-supervision" not in page
    assert "先要：督办立项" in page
    form = f"/supervisions/{id}/do/register-supervision"
    typed = {f"parts.{name}": "内容" for name in PARTS}
    assert city.send(form, "supervisor", **typed).status_code == 303
    assert f"/supervisions/{id}/do/assign-supervision" in city.page(f"/supervisions/{id}", "supervisor").text


def test_a_registration_with_a_part_missing_keeps_what_was_typed(city):
    id = opened(city, left_lying(city))["supervision"]
    again = city.send(f"/supervisions/{id}/do/register-supervision", "supervisor", **{"parts.due": "五个工作日"})
    assert again.status_code == 422
    assert 'value="五个工作日"' in again.text


def test_a_person_establishes_a_finding_with_evidence(city):
    case = city.dispatched("roads")
    said = {"kind": "refused_to_handle", "note": "现场拒绝登记", "evidence": ["录音"]}
    assert city.do(case, "record-finding", "supervisor", **said)["facts"] == ["finding.recorded"]
    (line,) = city.get(f"/api/cases/{case}/findings").json()["items"]
    assert (line["kind"], line["is_by_rule"]) == ("refused_to_handle", False)
    refused = city.post(f"/api/complaints/{case}/record-finding", {**said, "kind": "handled_late"}, "supervisor")
    assert refused.json()["code"] == "finding.not_for_persons"


def test_there_is_no_supervision_of_that_id(city):
    nobody = "00000000-0000-4000-8000-000000000000"
    assert city.get(f"/api/supervisions/{nobody}").status_code == 404
    assert city.page(f"/supervisions/{nobody}").status_code == 404
