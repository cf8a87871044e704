"""Which findings stand of themselves and which are only proposed, so that a person weighs them first."""

from __future__ import annotations

import pytest

from adapters.regulations import shipped
from domain.aggregates.complaint import Complaint
from domain.events.findings import FindingRecorded
from tests.support.facts import act, at, law
from tests.support.given import ID

WEIGHED = {
    "anqing-2025": {"caused_loss", "lax_escalation", "lax_first_asked", "long_standing", "repeatedly_complained"},
    "fuyang-2022": {"inaction", "slow_action", "wrong_action"},
    "suzhou-2021": {"leak_retaliated", "petition_caused", "returned_improperly", "shirked"},
    "tongbai-2022": {"harmed", "plain_no"},
    "tongling-2022": {"first_duty_failed"},
}
"""Edition → the kinds whose words leave room to weigh; every other kind is plain from what happened."""


@pytest.mark.parametrize("edition", sorted(WEIGHED))
def test_what_is_plain_stands_of_itself_and_what_needs_weighing_waits_for_a_person(edition):
    matter = Complaint(ID)
    for kind in law(edition).edition.findings:
        matter.find(kind, law(edition), act(at("2025-11-03")))
    found = [recorded.fact for recorded in matter.pending]
    assert all(isinstance(fact, FindingRecorded) for fact in found)
    assert {fact.kind for fact in found if fact.proposed} == WEIGHED[edition]


def test_every_text_is_looked_at():
    assert {edition.id for edition in shipped()} == set(WEIGHED)
