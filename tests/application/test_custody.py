"""Who holds a case, from its first word to where nobody need act on it."""

from projections.case_ledger import CaseLedger
from projections.custody import Custody
from tests.support.facts import at
from tests.support.town import Town


def test_nobody_is_shown_as_holding_what_was_answered_on_the_spot():
    town = Town("suzhou-2021")
    case = town.register(at("2025-11-03", "09:00"), kind="consultation", channel="hotline")
    answered = {"way": "knowledge_base", "answer": "the office opens at nine"}
    town.do(at("2025-11-03", "09:20"), "intake_clerk", "answer_directly", case, **answered)
    (row,) = town.world.rows(CaseLedger)
    assert row.status == "answered_directly"
    assert [(held.holder, held.until) for held in town.world.rows(Custody)] == [("office", at("2025-11-03", "09:20"))]
