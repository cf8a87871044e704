"""A clock that runs on a unit nobody knows runs on nobody: whoever is named must exist."""

import pytest

from domain.errors import NotFound
from tests.support.facts import at
from tests.support.town import UNIT, Town

OFFICE, NOON = "efficiency_office", at("2025-11-04", "12:00")


@pytest.fixture
def town():
    return Town("suzhou-2021")


@pytest.fixture
def case(town):
    case = town.register(at("2025-11-03"), kind="complaint", channel="hotline")
    town.do(at("2025-11-03", "10:00"), "intake_clerk", "dispatch", case, unit=UNIT)
    return case


def test_an_order_to_a_unit_nobody_knows_names_the_code_that_is_wrong(town):
    case = town.register(at("2025-11-03"), kind="complaint", channel="hotline")
    with pytest.raises(NotFound) as refused:
        town.do(NOON, "intake_clerk", "dispatch", case, unit="permitz")
    assert refused.value.detail == "there is no unit permitz"
    assert "code" in refused.value.remedy


@pytest.mark.parametrize("units", [{"lead": "permitz"}, {"lead": UNIT, "assisting": ["permitz"]}])
def test_a_supervision_is_assigned_to_units_that_exist(town, case, units):
    id = town.do(NOON, OFFICE, "issue_supervision", case, trigger="as_the_office_sees").id
    assigned = {"way": "system", "citizen_told_by": "phone", "days": 3, **units}
    with pytest.raises(NotFound, match="no unit permitz"):
        town.do(NOON, OFFICE, "assign_supervision", id, **assigned)


@pytest.mark.parametrize("units", [{"lead": "permitz"}, {"lead": UNIT, "assisting": ["permitz"]}])
def test_a_topic_is_fixed_with_units_that_exist(town, case, units):
    proposed = {"trigger": "no_rule", "theme": "who drains it", "problem": "nobody does", "lead": UNIT}
    id = town.do(NOON, OFFICE, "propose_consultation", case, **proposed).id
    with pytest.raises(NotFound, match="no unit permitz"):
        town.do(NOON, OFFICE, "fix_consultation", id, form="one_plus_x", **units)


def test_an_order_letter_goes_to_a_unit_that_exists():
    town = Town("fuyang-2022")
    case = town.register(at("2025-11-03"), kind="inspection", channel="hotline")
    id = town.do(NOON, "supervisor", "issue_supervision", case, trigger="inspected").id
    with pytest.raises(NotFound, match="no unit permitz"):
        town.do(NOON, "supervisor", "order_correction", id, unit="permitz", order="put it right", to=["x"])
