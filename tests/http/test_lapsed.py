"""A deadline that was missed and then bound nobody any more stays a miss, and stops growing."""

from __future__ import annotations

RETURN = {"reason": "属供水管理", "basis": "职责清单第四项", "suggested_unit": "water"}


def test_a_miss_of_an_order_that_went_back_lights_the_case_no_longer(city):
    case = city.dispatched("roads")
    city.do(case, "request-return", "roads.unit_clerk", **RETURN)
    city.advance("2025-11-05T09:00:00+08:00")
    assert city.get(f"/api/cases/{case}").json()["light"] == "late"
    city.advance("2025-11-05T10:00:00+08:00")
    city.do(case, "rule-on-return", granted=True, reason="职责不在该单位")
    found = city.get(f"/api/cases/{case}").json()
    sign = next(line for line in found["deadlines"] if line["deadline"] == "sign:1")
    assert (sign["state"], sign["light"], sign["remaining"]) == ("missed", "late", None)
    assert sign["lapsed_at"] is not None
    assert found["light"] != "late"
    listed = {line["case"]: line["light"] for line in city.get("/api/cases").json()["items"]}
    assert listed[case] == found["light"]
    then = city.get(f"/api/cases/{case}", as_of="2025-11-05T09:00:00+08:00").json()
    assert then["light"] == "late", "as known then it still bound the unit"
