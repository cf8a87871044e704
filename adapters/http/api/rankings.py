"""Rankings of a year: who stands where by recorded scores, which groups that proposes, what is left to people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Literal
from uuid import UUID

from pydantic import Field

from adapters.http.api.score_shapes import Said
from adapters.http.api.scored_term import readings_by_id
from adapters.http.parameters import Timed, Word, Words
from adapters.http.question import Asked, Question
from adapters.http.question import Said as Answered
from adapters.http.refused import NotYours
from adapters.http.shapes import Shape, Time, TimedShape
from adapters.http.visibility import own_unit
from application.access import MAY
from application.standings import Candidate, Standing, carried_over, standing
from domain.calendar import beijing
from domain.calendar.terms import Term
from domain.errors import NotFound
from domain.regulations.model import Edition
from domain.regulations.rankings import Ranking
from domain.rules.ranking import Group
from domain.values import AuthorityId
from projections.candidacies import Candidacies
from projections.candidacy_history import CandidacyHistory
from projections.organisation import Authorities, Units

ENDS: tuple[Literal["first", "last"], ...] = ("first", "last")


class RankingsParams(Timed):
    """Which year, of whom."""

    year: Word | None = Field(default=None, description="2025; the year of the moment by default.")
    authority: Word | None = Field(default=None, description="The caller's, or the first whose text has rankings.")
    reading: Words = Field(default=(), description="Another reading of the text, R47=all_in.")


class OfCandidacy(Timed):
    """Which candidate."""

    candidacy: UUID


class CandidateLine(Shape):
    """One who stands for it."""

    candidacy: UUID
    candidate: str = Field(description="A post or a station by its code; never whoever holds it.")
    unit: str
    score: str | None
    place: int | None = Field(description="Equal scores share one.")
    scored_at: Time | None
    scored_by: str | None
    position: int | None = Field(description="Of the fact that gave the score.")
    corrections: int
    meets: bool | None = Field(description="Whether it meets the conditions; None where nobody has looked.")
    groups: list[str] = Field(description="Groups it stands in for certain.")
    may_be_in: list[str] = Field(description="Groups whose line runs through its place: people decide.")
    withdrawn_at: Time | None = Field(description="Since when it stands no more; it has no place then.")


class GroupLine(Shape):
    """The first or the last so many, and what that is proposed for."""

    group: str
    words: Said
    clause: str
    end: Literal["first", "last"]
    places: int
    decided: list[str]
    undecided: list[str] = Field(description="Equal at the line: people decide who of them.")
    seats_left: int
    not_met: list[str] = Field(description="High enough, and without the conditions.")
    unchecked: list[str] = Field(description="High enough, and nobody has looked at the conditions yet.")


class TooSmall(Shape):
    """Why nobody is grouped."""

    code: str
    detail: str
    remedy: str


class RankingLine(Shape):
    """One ranking."""

    ranking: str
    words: Said
    clause: str
    ties: str
    proposed_only: Literal[True] = Field(default=True, description="What a place leads to, people decide.")
    refused: TooSmall | None
    groups: list[GroupLine]
    field: list[CandidateLine] = Field(description="Those scored, the best first, then those without a score.")
    withdrawn: list[CandidateLine] = Field(description="Who stands no more, with the score as it was; counted nowhere.")
    size: int = Field(description="Who is scored, whoever is shown.")
    least: int = Field(description="Fewer than so many are not grouped, where the first and the last must not meet.")
    carried_over: list[str] = Field(description="Who is to be assessed again for where they stood the year before.")


class Rankings(TimedShape):
    """The rankings of a year; a unit sees its own candidates."""

    authority: str
    year: str
    edition: str
    items: list[RankingLine]


class Happened(Shape):
    """One fact about a candidate."""

    position: int
    topic: str
    occurred_at: Time
    actor: str
    role: str
    score: str | None
    meets: bool | None
    said: str | None = Field(description="What was written with it, for who may read texts.")
    evidence: list[str]
    corrects: int | None = Field(description="Position of the fact it corrects.")


class CandidacyAnswer(TimedShape):
    """One candidate, from nomination to now."""

    candidacy: UUID
    authority: str
    ranking: str
    year: str
    candidate: str
    unit: str
    score: str | None
    meets: bool | None
    withdrawn_at: Time | None = Field(description="Since when it stands no more.")
    history: list[Happened]
    version: int


def year_of(asked: Asked) -> Term:
    """The year asked about. Raises TermUnreadable."""
    return Term(asked.params.year or str(beijing(asked.at).year)).year


def ranking_authority(asked: Asked) -> AuthorityId:
    """Whose rankings. Raises NotFound."""
    if asked.params.authority:
        return AuthorityId(asked.params.authority)
    own = own_unit(asked.who)
    if own is not None:
        rows = asked.api.reader.rows(Units, asked.as_of, unit=own)
        if rows:
            return AuthorityId(rows[0].authority)
    with_rankings = {edition.id for edition in asked.api.editions if edition.rankings}
    rows = asked.api.reader.rows(Authorities, asked.as_of, order=("authority",))
    known = [row.authority for row in rows if row.edition in with_rankings] or [row.authority for row in rows]
    if not known:
        raise NotFound("no authority was known then", remedy="establish one, or ask as of later")
    return AuthorityId(known[0])


def edition_of(asked: Asked, authority: AuthorityId, year: Term) -> Edition:
    """The text a year is ranked by, as it is read in the question. Raises Refused."""
    return asked.api.house.scores.edition_of(authority, year).with_readings(readings_by_id(asked.params.reading))


def rankings(asked: Asked) -> Rankings:
    """Every ranking of the text in a year. Raises Refused."""
    authority, year = ranking_authority(asked), year_of(asked)
    edition, rows = edition_of(asked, authority, year), _rows(asked, authority, year)
    own, before = own_unit(asked.who), _rows(asked, authority, year.before)
    items = []
    for code, ranking in edition.rankings.items():
        mine = [row for row in rows if row.ranking == code]
        earlier = standing(ranking, _candidates(row for row in before if row.ranking == code))
        again = [] if own else list(carried_over(ranking, earlier.groups))
        items.append(_line(code, ranking, mine, own, again))
    return Rankings(authority=authority, year=str(year), edition=edition.id, items=items)


def candidacy(asked: Asked) -> Answered:
    """One candidate. Raises NotFound, NotYours."""
    id, reader = asked.params.candidacy, asked.api.reader
    found = reader.rows(Candidacies, asked.as_of, case=id)
    if not found:
        raise NotFound(f"no candidate {id} was known then", remedy="open one from the rankings, or ask as of later")
    row, own = found[0], own_unit(asked.who)
    if own is not None and row.unit != own:
        raise NotYours("another unit's candidate", remedy="your own unit's stand in the rankings")
    facts = reader.rows(CandidacyHistory, asked.as_of, order=("position",), case=id)
    handles = {each for fact in facts for each in (fact.said, *fact.evidence) if each is not None}
    may_read = "texts.read" in MAY[asked.who.role]
    texts = asked.api.house.desk.texts.read_many(handles) if may_read and handles else {}
    names = [name for name in Happened.model_fields if name not in {"said", "evidence"}]
    history = [
        Happened.model_validate(
            {name: getattr(fact, name) for name in names}
            | {
                "said": texts.get(fact.said) if fact.said else None,
                "evidence": [texts[each] for each in fact.evidence if each in texts],
            }
        )
        for fact in facts
    ]
    of_row = ("authority", "ranking", "year", "candidate", "unit", "score", "meets", "withdrawn_at")
    told = {name: getattr(row, name) for name in of_row}
    version = len(facts)
    return Answered(CandidacyAnswer(candidacy=id, history=history, version=version, **told), version)


def _rows(asked: Asked, authority: AuthorityId, year: Term) -> list[Candidacies.Row]:
    return asked.api.reader.rows(Candidacies, asked.as_of, authority=authority, year=str(year))


def _candidates(rows: Iterable[Candidacies.Row]) -> list[Candidate]:
    """Who stands: those withdrawn are left out."""
    return [
        Candidate(row.candidate, row.unit, None if row.score is None else Decimal(row.score), row.meets)
        for row in rows
        if row.withdrawn_at is None
    ]


def _line(
    code: str, ranking: Ranking, rows: Sequence[Candidacies.Row], own: str | None, again: list[str]
) -> RankingLine:
    found = standing(ranking, _candidates(rows))
    shown = {row.candidate for row in rows if own is None or row.unit == own}
    by_name = {row.candidate: row for row in rows}
    order = [*(placed.who for placed in found.field), *found.not_scored]
    place = {placed.who: placed.place for placed in found.field}
    refused = found.refused
    return RankingLine(
        ranking=code,
        words=Said.model_validate(ranking.words),
        clause=ranking.clause,
        ties=ranking.ties,
        refused=None
        if refused is None
        else TooSmall(code=refused.code, detail=refused.detail, remedy=refused.remedy or ""),
        groups=[_group(ranking, group, found, shown) for group in found.groups],
        field=[_candidate(by_name[who], place.get(who), found) for who in order if who in shown],
        withdrawn=[
            _candidate(row, None, found) for row in rows if row.withdrawn_at is not None and row.candidate in shown
        ],
        size=len(found.field),
        least=sum(max((each.places for each in ranking.groups if each.end == end), default=0) for end in ENDS),
        carried_over=again,
    )


def _group(ranking: Ranking, group: Group, found: Standing, shown: set[str]) -> GroupLine:
    known = next(each for each in ranking.groups if each.code == group.code)
    return GroupLine(
        group=group.code,
        words=Said.model_validate(known.words),
        clause=group.clause,
        end=known.end,
        places=known.places,
        decided=[who for who in group.decided if who in shown],
        undecided=[who for who in group.undecided if who in shown],
        seats_left=group.seats_left,
        not_met=[who for who in group.not_met if who in shown],
        unchecked=[who for who in group.decided if known.on_condition and who in found.unchecked and who in shown],
    )


def _candidate(row: Candidacies.Row, place: int | None, found: Standing) -> CandidateLine:
    names = ("candidate", "unit", "score", "scored_at", "scored_by", "position", "corrections", "meets", "withdrawn_at")
    return CandidateLine.model_validate(
        {name: getattr(row, name) for name in names}
        | {
            "candidacy": row.case,
            "place": place,
            "groups": [group.code for group in found.groups if row.candidate in group.decided],
            "may_be_in": [group.code for group in found.groups if row.candidate in group.undecided],
        }
    )


QUESTIONS = (
    Question("/api/rankings", "rankings.read", "The rankings of a year", RankingsParams, Rankings, rankings),
    Question(
        "/api/rankings/{candidacy}",
        "rankings.read",
        "One candidate, fact by fact",
        OfCandidacy,
        CandidacyAnswer,
        candidacy,
    ),
)
