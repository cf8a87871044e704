"""报送: what is owed and until when, what was filed; and one of them with what it must hold."""

from __future__ import annotations

from dataclasses import replace

from adapters.http.api import obligations as api
from adapters.http.api.obligations import ObligationAnswer, ObligationLine, ObligationsParams, OfObligation
from adapters.http.pages.began_under import text_of
from adapters.http.pages.disputing import found_about
from adapters.http.pages.page import Page, Shown, Sight, in_words_of
from adapters.http.visibility import own_unit
from application.access import MAY
from projections.case_history import CaseHistory
from projections.sentences import sentence

FILED = 20


def listed(sight: Sight) -> Shown:
    """What is still owed, the earliest due first, and what was filed last."""
    asked, params = sight.asked, sight.asked.params
    owed = api.obligations(replace(asked, params=params.model_copy(update={"state": ("open",)})))
    filed = api.obligations(
        replace(asked, params=params.model_copy(update={"state": ("fulfilled",), "limit": FILED, "offset": 0}))
    )
    return {
        "owed": owed,
        "filed": sorted(filed.items, key=lambda line: line.fulfilled_at or line.begins, reverse=True),
        "chosen": params,
        "may_ask": "obligations.request" in MAY[asked.who.role] and not sight.is_past,
        "may_file": lambda line: may_file(sight, line),
    }


def one(sight: Sight) -> Shown:
    """One of them. Raises NotFound, NotYours."""
    asked = sight.asked
    answer = api.obligation(asked).body
    assert isinstance(answer, ObligationAnswer)  # noqa: S101  (the question's own answer)
    sight = in_words_of(sight, answer.it.edition)
    rows = asked.api.reader.rows(
        CaseHistory, asked.as_of, order=("position",), case=answer.obligation, stream=answer.obligation
    )
    return {
        "named": sight.named,
        "answer": answer,
        "it": answer.it,
        "rule": text_of(asked.api, answer.obligation).obligations.get(answer.it.rule),
        "findings": found_about(sight, answer.obligation),
        "facts": [(row, sentence(row, sight.tongue.language, sight.named)) for row in rows],
        "may_file": may_file(sight, answer.it),
    }


def may_file(sight: Sight, line: ObligationLine) -> bool:
    """Whether the seat could file it now."""
    who = sight.asked.who
    is_theirs = line.unit == own_unit(who)
    return line.state == "open" and is_theirs and "obligations.file" in MAY[who.role] and not sight.is_past


LIST = Page("/obligations", "obligations.read", "obligations.html", listed, ObligationsParams, "obligations")
ONE = Page("/obligations/{obligation}", "obligations.read", "obligation.html", one, OfObligation, "obligations")
