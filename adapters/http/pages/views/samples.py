"""抽查: the months that can be drawn, the samples there are; and one of them, drawn again and checked."""

from __future__ import annotations

from adapters.http.api import samples as api
from adapters.http.api.samples import OfSample, SampleAnswer
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.parameters import Timed
from application.access import MAY
from domain.events.base import topic_of
from domain.events.sampling import SampleChecked, SampleDrawn
from projections.case_history import CaseHistory
from projections.sentences import sentence

SHOWN = frozenset({topic_of(SampleDrawn), topic_of(SampleChecked)})
"""Facts of its history that people tell; each case's clock stands beside the case."""


def listed(sight: Sight) -> Shown:
    """Every sample, the latest month first."""
    asked = sight.asked
    return {
        "found": api.samples(asked),
        "may_draw": "samples.draw" in MAY[asked.who.role] and not sight.is_past,
    }


def one(sight: Sight) -> Shown:
    """One of them. Raises NotFound."""
    asked = sight.asked
    answer = api.sample(asked).body
    assert isinstance(answer, SampleAnswer)  # noqa: S101  (the question's own answer)
    rows = asked.api.reader.rows(CaseHistory, asked.as_of, order=("position",), case=answer.sample)
    waits = any(each.result is None for each in answer.drawn)
    return {
        "answer": answer,
        "it": answer.it,
        "facts": [(row, sentence(row, sight.tongue.language, sight.named)) for row in rows if row.topic in SHOWN],
        "may_check": "samples.check" in MAY[asked.who.role] and waits and not sight.is_past,
    }


LIST = Page("/samples", "samples.read", "samples.html", listed, Timed, "samples")
ONE = Page("/samples/{sample}", "samples.read", "sample.html", one, OfSample, "samples")
