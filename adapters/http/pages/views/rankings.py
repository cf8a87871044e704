"""排名: who stands where in a year's rankings, what that proposes, what is left to people; and one candidate."""

from __future__ import annotations

from adapters.http.api import rankings as api
from adapters.http.api.rankings import CandidacyAnswer, OfCandidacy, RankingsParams, year_of
from adapters.http.api.scored_term import readings_by_id
from adapters.http.pages.deeds import DEEDS
from adapters.http.pages.doubts import doubt_of
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.visibility import own_unit
from application.access import MAY
from domain.calendar import beijing
from domain.calendar.terms import Term
from domain.errors import Refused
from domain.values import AuthorityId


def listed(sight: Sight) -> Shown:
    """Every ranking of a year."""
    asked = sight.asked
    year = year_of(asked)
    this_year = Term(str(beijing(asked.at).year))
    shown = {"year": year, "years": list(dict.fromkeys((year.before, year, this_year))), "chosen": asked.params}
    try:
        found = api.rankings(asked)
    except Refused as refused:
        return {**shown, "found": None, "refused": refused}
    in_force = asked.api.house.scores.edition_of(AuthorityId(found.authority), year)
    return {
        **shown,
        "found": found,
        "readings": [doubt_of(sight, each) for each in in_force.readings if each.touches("rankings")],
        "tried": dict(readings_by_id(asked.params.reading)),
        "own": own_unit(asked.who),
        "may_nominate": bool(found.items) and "rankings.nominate" in MAY[asked.who.role] and not sight.is_past,
        "words": {group.group: group.words for line in found.items for group in line.groups},
    }


def one(sight: Sight) -> Shown:
    """One candidate, with what may be done next. Raises NotFound, NotYours."""
    asked = sight.asked
    it = api.candidacy(asked).body
    assert isinstance(it, CandidacyAnswer)  # noqa: S101  (the question's own answer)
    may = MAY[asked.who.role] if not sight.is_past else frozenset()
    deeds: list[str] = []
    if it.withdrawn_at is not None:
        may = frozenset()
    if "rankings.score" in may:
        deeds.append("score_candidate" if it.score is None else "correct_score")
    if "rankings.check" in may:
        deeds.append("check_conditions")
    if "rankings.nominate" in may:
        deeds.append("withdraw_candidate")
    steps = [(f"/rankings/{it.candidacy}/do/{deed.replace('_', '-')}", *DEEDS[deed]) for deed in deeds]
    return {"it": it, "steps": steps, "corrected": {each.corrects for each in it.history if each.corrects}}


LIST = Page("/rankings", "rankings.read", "rankings.html", listed, RankingsParams, "rankings")
ONE = Page("/rankings/{candidacy}", "rankings.read", "candidacy.html", one, OfCandidacy, "rankings")
