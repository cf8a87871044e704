"""Who may ask for a paper, open a supervision, examine a file: everybody is tried, only those named may."""

from __future__ import annotations

import pytest

from adapters.regulations import shipped
from domain.errors import Refused
from domain.rules.accountability import require_examiner
from domain.rules.obligations import asked_rule
from domain.rules.supervision import require_issuer
from domain.values import UnitId
from tests.support.facts import ROADS, act, at, law

EVERYBODY = (
    "intake_clerk", "efficiency_office", "supervisor", "leading_group", "city_leader", "unit_clerk",
    "unit_first_responder", "unit_section_head", "unit_deputy", "unit_head", "administrator",
)  # fmt: skip
ASKERS = {
    ("anqing-2025", "bulletin"): {"city_leader", "efficiency_office", "leading_group", "supervisor"},
    ("anqing-2025", "research"): {"city_leader", "leading_group", "supervisor"},
    ("fuyang-2022", "teahouse"): {"efficiency_office", "leading_group"},
    ("fuyang-2022", "window_rules"): {"efficiency_office", "leading_group"},
    ("suzhou-2021", "instant_report"): {"city_leader", "efficiency_office", "leading_group"},
    ("suzhou-2021", "knowledge_policy"): {"efficiency_office"},
    ("suzhou-2021", "knowledge_wording"): {"efficiency_office"},
    ("suzhou-2021", "milestone_12"): {"efficiency_office", "leading_group"},
    ("suzhou-2021", "milestone_3"): {"efficiency_office", "leading_group"},
    ("suzhou-2021", "milestone_6"): {"efficiency_office", "leading_group"},
    ("suzhou-2021", "special_report"): {"city_leader", "efficiency_office", "leading_group"},
    ("tongbai-2022", "good_cases"): {"efficiency_office", "leading_group"},
    ("tongbai-2022", "own_rules"): {"efficiency_office", "leading_group"},
}
ISSUERS = {
    ("fuyang-2022", 1): {"efficiency_office", "supervisor"},
    ("fuyang-2022", 2): {"efficiency_office", "supervisor"},
    ("suzhou-2021", 0): {"efficiency_office", "supervisor"},
    ("suzhou-2021", 1): {"efficiency_office", "supervisor"},
    ("suzhou-2021", 2): {"supervisor"},
    ("suzhou-2021", 3): {"city_leader", "leading_group"},
    ("tongling-2022", 1): {"efficiency_office", "supervisor"},
}
EXAMINERS = {
    "anqing-2025": {"leading_group", "supervisor"},
    "fuyang-2022": {"efficiency_office", "leading_group"},
    "suzhou-2021": {"efficiency_office", "leading_group"},
    "tongbai-2022": {"leading_group", "supervisor"},
    "tongling-2022": {"efficiency_office", "supervisor"},
}


def _let(ask):
    """The roles that are not refused."""
    return {role for role in EVERYBODY if _allowed(ask, role)}


def _allowed(ask, role):
    try:
        ask(role)
    except Refused:
        return False
    return True


@pytest.mark.parametrize(("edition", "paper"), ASKERS)
def test_only_those_the_text_names_ask_for_a_paper(edition, paper):
    assert _let(lambda role: asked_rule(law(edition), paper, role)) == ASKERS[edition, paper]


@pytest.mark.parametrize(("edition", "level"), ISSUERS)
def test_only_those_the_text_names_open_a_supervision_of_a_level(edition, level):
    asked = _let(lambda role: require_issuer(law(edition), level, role, ROADS, UnitId("office")))
    assert asked == ISSUERS[edition, level]


@pytest.mark.parametrize("edition", EXAMINERS)
def test_only_those_the_text_names_examine_a_file(edition):
    office = UnitId("office")
    examines = _let(lambda role: require_examiner(law(edition), act(at("2025-11-03"), role, office), ROADS, None))
    assert examines == EXAMINERS[edition]


def test_nothing_the_texts_say_about_this_is_left_out():
    texts = list(shipped())
    papers = {(text.id, name) for text in texts for name, rule in text.obligations.items() if rule.asked_by}
    levels = {(text.id, level.no) for text in texts if text.supervision for level in text.supervision.levels}
    assert set(ASKERS) == papers
    assert set(ISSUERS) == levels
    assert set(EXAMINERS) == {text.id for text in texts if text.accountability}
