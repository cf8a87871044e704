"""Scores: the league of an authority's units in a term, and one unit's card down to the facts."""

from __future__ import annotations

from adapters.http.api.overturned import with_overturned
from adapters.http.api.score_shapes import Card, League
from adapters.http.api.scored_term import ScoresParams, authority_of, readings_of, term_of
from adapters.http.parameters import Word
from adapters.http.question import Asked, Question
from adapters.http.refused import NotYours
from adapters.http.visibility import own_unit
from application.scores.plain import Plain, plain_card, plain_difference, plain_head, plain_line
from application.scores.sheet import Sheet, differences
from domain.errors import NotFound
from domain.values import AuthorityId, UnitId


class OfUnit(ScoresParams):
    """Whose card."""

    unit: Word


def sheets_of(asked: Asked, authority: AuthorityId) -> tuple[Sheet, Sheet | None]:
    """The sheet asked for, and the one in force where that is another. Raises Refused."""
    scores, term = asked.api.house.scores, term_of(asked)
    sheet = scores.sheet(authority, term, asked.as_of, edition=asked.params.edition or "", readings=readings_of(asked))
    return sheet, scores.sheet(authority, term, asked.as_of) if sheet.conduct_held_constant else None


def moved(sheet: Sheet, before: Sheet | None, unit: str | None = None) -> list[Plain]:
    """What moved, of one unit or of all."""
    found = [] if before is None else [plain_difference(each) for each in differences(before, sheet)]
    return [each for each in found if unit in {None, each["unit"]}]


def league(asked: Asked) -> League:
    """Every unit's total and place; a unit sees what moved of its own only. Raises Refused."""
    sheet, before = sheets_of(asked, authority_of(asked))
    lines = sorted(sheet.units.values(), key=lambda each: (each.unit_class, each.place, each.unit))
    told = [plain_line(sheet, scored) for scored in lines]
    return League.model_validate(
        {**plain_head(sheet), "units": told, "moved": moved(sheet, before, own_unit(asked.who))}
    )


def card(asked: Asked) -> Card:
    """One unit's card. Raises NotFound, NotYours."""
    unit, own = asked.params.unit, own_unit(asked.who)
    if own is not None and own != unit:
        raise NotYours(f"this is not {own}'s card", remedy="the league shows everybody's total")
    sheet, before = sheets_of(asked, authority_of(asked, unit))
    scored = sheet.units.get(UnitId(unit))
    if scored is None:
        raise NotFound(f"{sheet.authority} has no unit {unit}", remedy=f"one of: {', '.join(sheet.units)}")
    told = {**plain_card(sheet, scored), "moved": moved(sheet, before, unit)}
    with_overturned(asked, sheet, UnitId(unit), told)
    return Card.model_validate(told)


QUESTIONS = (
    Question("/api/scores", "scores.read", "Everybody's scores in a term", ScoresParams, League, league),
    Question("/api/scores/{unit}", "scores.read", "A unit's scorecard, down to the facts", OfUnit, Card, card),
)
