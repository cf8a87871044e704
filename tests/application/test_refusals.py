"""What a refusal to take a request on must say is the text's to ask, and each asks for something else."""

from __future__ import annotations

import pytest

from domain.errors import Refused
from domain.events.complaint import ComplaintRefused
from domain.rules.intake import require_explained
from domain.rules.requirements import PartsMissing
from tests.support.facts import at, law
from tests.support.town import AUTHORITY, Town

SAID = {"explanation": "It is a private matter.", "referred_to": "court"}


@pytest.mark.parametrize(
    ("edition", "asked"),
    [
        ("anqing-2025", ("explanation",)),
        ("fuyang-2022", ()),
        ("suzhou-2021", ("explanation", "referred_to")),
        ("tongbai-2022", ("explanation",)),
        ("tongling-2022", ("explanation", "referred_to")),
    ],
)
def test_a_refusal_lacks_what_the_text_asks_for_and_nothing_else(edition, asked):
    require_explained(law(edition), **{part: "said" if part in asked else None for part in SAID})
    for part in asked:
        with pytest.raises(PartsMissing) as refused:
            require_explained(law(edition), **{**SAID, part: None})
        assert refused.value.missing == (part,)


def test_a_request_is_refused_with_an_explanation_and_pointed_nowhere_where_the_text_does_not_ask():
    town = Town("tongbai-2022")
    told = {"kind": "licence", "channel": "office", "title": "t", "content": "c", "name": "n", "contact": "0"}
    case = town.do(at("2025-11-03"), "intake_clerk", "register", authority=AUTHORITY, **told).id
    with pytest.raises(Refused, match="explanation") as refused:
        town.do(at("2025-11-03", "10:00"), "intake_clerk", "refuse", case, ground="out_of_scope")
    assert (refused.value.code, refused.value.basis.clause) == ("parts.missing", "tongbai.window.screen")
    explained = {"ground": "out_of_scope", "explanation": SAID["explanation"]}
    town.do(at("2025-11-03", "10:00"), "intake_clerk", "refuse", case, **explained)
    (fact,) = town.facts(ComplaintRefused)
    assert (fact.ground, fact.referred_to) == ("out_of_scope", "")
