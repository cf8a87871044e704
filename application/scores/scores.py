"""The use case: everybody's scores in a term, published ones as facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from application import commands as c
from application.calls import Call, Outcome
from application.desk import Desk
from application.ports import Closing, CountsOf, FindingsOf
from application.scores.cards import if_contests_succeed, orders_from, scored, standings_of
from application.scores.conduct import Conduct, conduct_of
from application.scores.indicators import Counted, Indicator, counted, indicators
from application.scores.material import Material
from application.scores.otherwise import Again, Otherwise
from application.scores.plain import figure
from application.scores.sheet import Scored, Sheet, ranked
from application.scores.supervised_otherwise import supervised_again
from application.scores.times import Due, TermTimes, Times, kinds_in_hours, times_by_limit, times_of
from domain.aggregates.assessment import Bulletin, bulletin_stream
from domain.aggregates.base import Aggregate
from domain.calendar.terms import Term
from domain.errors import NotFound
from domain.events.assessment import PublishedScore, ScoresPublished
from domain.regulations.model import Edition
from domain.rules.scoring import scoring_of
from domain.values import AuthorityId, UnitId


@dataclass(frozen=True)
class Scores:
    """考核得分: the same record and the same edition always give the identical figure."""

    desk: Desk
    found: FindingsOf
    counted: CountsOf

    def edition_of(self, authority: AuthorityId, term: Term) -> Edition:
        """The edition a term is scored by: the one in force on its last day. Raises Refused."""
        return self.desk.law_for(authority, term.last_moment).edition

    def sheet(
        self,
        authority: AuthorityId,
        term: Term,
        as_of: int | None = None,
        *,
        edition: str = "",
        readings: Mapping[str, str] | None = None,
    ) -> Sheet:
        """Every unit's card, as known at a position.

        Under another edition or reading what rules derived is derived again from what people did; nothing is
        stored. Raises Refused where the edition scores nobody, or no units are known.
        """
        in_force = self.edition_of(authority, term)
        material = self.material(authority, term, as_of, edition=edition, readings=readings)
        chosen, scoring = material.edition, scoring_of(material.edition)
        again = None
        if chosen.hash != in_force.hash:
            again = self._again(material, in_force, authority, term, as_of)
            material = again.material
        cards = scored(material, term, standings_of(material, scoring, term))
        return Sheet(
            authority,
            term,
            chosen,
            ranked(cards, material.classes, scoring.decimals),
            if_contests_succeed(material, term, cards),
            Counter(each.unit for each in material.findings if each.cause.is_contested),
            again,
        )

    def indicators(
        self, authority: AuthorityId, term: Term, at: datetime, as_of: int | None = None
    ) -> dict[UnitId, list[Indicator]]:
        """The rates of a term up to an instant, by the edition in force, of all and of each. Raises Refused."""
        return indicators(self.edition_of(authority, term), self.cut(authority, term, at, as_of))

    def cut(self, authority: AuthorityId, term: Term, at: datetime, as_of: int | None = None) -> dict[UnitId, Counted]:
        """The orders the rates of a term are taken over, of all and of each. Raises Refused."""
        edition = self.edition_of(authority, term)
        return counted(self.found, self.counted, edition, authority, term, at, as_of)

    def times(
        self,
        authority: AuthorityId,
        term: Term,
        closings: Sequence[Closing],
        due: Sequence[Due],
        as_of: int | None = None,
    ) -> TermTimes:
        """How long each kind took in a term, by class of unit, by channel, and by both. Raises Refused."""
        edition, classes = self.edition_of(authority, term), self.counted.units(authority, as_of)
        closed = Material(edition, self.desk.calendars.known(), classes, [], closings, [])
        handled = list(closed.handled(term))
        limits = {rate.limit or "" for rate in edition.rates.values() if rate.counts == "closed_in_time"}
        kinds = {each.closing.kind for each in handled}
        in_hours = frozenset[str]().union(*(kinds_in_hours(edition, limit, kinds) for limit in limits))

        def cut_by(group: Callable[[Closing], tuple[str, ...]]) -> list[Times]:
            return times_of(handled, due, group, in_hours)

        return TermTimes(
            cut_by(lambda closing: (classes[closing.unit],)),
            cut_by(lambda closing: (closing.channel,)),
            cut_by(lambda closing: (classes[closing.unit], closing.channel)),
        )

    def times_by_limit(self, authority: AuthorityId, term: Term, at: datetime, as_of: int | None = None) -> list[Times]:
        """How long each step with a limit took, of those due in a term, in the limit's own unit. Raises Refused."""
        edition, classes = self.edition_of(authority, term), self.counted.units(authority, as_of)
        limits = {each.name for each in edition.limits if each.clock != "citizen" and each.period is None}
        ended = list(self.counted.ended(authority, limits, term.begins, min(term.ends, at), as_of))
        orders = self.counted.orders(authority, {each.case for each in ended}, as_of)
        kind_of = {each.case: each.kind for each in orders if each.unit in classes}
        return times_by_limit(edition, self.desk.calendars.known(), ended, kind_of)

    def publish_scores(self, command: c.PublishScores, call: Call) -> Outcome:
        """公布得分: everybody's, reckoned from all that the views hold now. Raises TermNotOver, AlreadyPublished."""
        authority, term = AuthorityId(command.authority), Term(command.term)
        id = bulletin_stream(authority, term)

        def decide() -> tuple[Aggregate, ...]:
            reckoned_at = self.counted.reached()
            sheet = self.sheet(authority, term, reckoned_at)
            scoring = scoring_of(sheet.edition)
            act = self.desk.act(call, command, id)
            published = ScoresPublished(
                authority=authority,
                term=str(term),
                reckoned_at=reckoned_at,
                scores=tuple(_published(each) for each in sheet.units.values()),
                basis=sheet.edition.citation(scoring.clause),
                act=act,
            )
            try:
                bulletin = self.desk.store.get(Bulletin, id)
            except NotFound:
                bulletin = Bulletin(id)
            bulletin.publish(published, term, act.told_at, scoring.year_from_month)
            return (bulletin,)

        return self.desk.perform("scores.publish", call, command, decide, {"id": str(id)})

    def material(
        self,
        authority: AuthorityId,
        term: Term,
        as_of: int | None = None,
        *,
        edition: str = "",
        readings: Mapping[str, str] | None = None,
    ) -> Material:
        """What scores rest on, by the edition in force or another. Raises Refused.

        Findings of the year up to the end of a term; of the orders, those that can move a card of it.
        """
        chosen = self.desk.editions.edition(edition) if edition else self.edition_of(authority, term)
        chosen = chosen.with_readings(readings or {})
        classes = self.counted.units(authority, as_of)
        if not classes:
            raise NotFound(f"no unit of {authority} was known then", remedy="check the authority, or ask later")
        begins = term.year.begins
        return Material(
            chosen,
            self.desk.calendars.known(),
            classes,
            list(self.found.established(authority, begins, as_of)),
            list(self.counted.closings(authority, orders_from(scoring_of(chosen), term), term.ends, as_of)),
            list(self.counted.supervised(authority, begins, term.ends, as_of)),
        )

    def _again(
        self, material: Material, in_force: Edition, authority: AuthorityId, term: Term, as_of: int | None
    ) -> Again:
        """What rules derived, derived again under another text from what is known at a position."""
        store, begins = self.desk.store, term.year.begins
        known_at = next((place.recorded_at for place, _ in store.facts(as_of - 1, 1)), None) if as_of else None
        otherwise = Otherwise(material, known_at or self.desk.clock.now(), term.ends)
        again = otherwise.findings(self.conduct(authority, term, as_of))
        return supervised_again(again, in_force, store, begins, as_of)

    def conduct(self, authority: AuthorityId, term: Term, as_of: int | None = None) -> Iterator[Conduct]:
        """What people did, stream by stream, where a unit's deadline began in the year of a term."""
        for subject in self.counted.clocked(authority, term.year.begins, term.ends, as_of):
            yield conduct_of(subject, self.desk.store.stream(subject), as_of)


def _published(scored: Scored) -> PublishedScore:
    return PublishedScore(
        unit=scored.unit,
        unit_class=scored.unit_class,
        total=figure(scored.card.total),
        place=scored.place,
        of=scored.of,
        sections={each.section: figure(each.score) for each in scored.card.sections if each.applies},
    )
