"""What codes are called: by the edition where it names them, else by our glossary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from adapters.http.needs import Views
from adapters.http.pages.language import Language
from adapters.http.pages.vocabulary import WORDS
from domain.regulations.model import Edition, Words
from domain.regulations.parts import Named
from projections.organisation import Authorities, Units

Vocabulary = Mapping[str, tuple[str, str]]
"""Code → Chinese, English."""

SPOKEN: dict[str, Vocabulary] = {}
"""Hash of an edition → its words, which are the same as long as its content is."""


@dataclass(frozen=True)
class Names:
    """Codes in words. What nobody named is shown as its code.

    A kind and a channel have a scope of their own: an edition may call a channel what we call a role. Where several
    texts call one code differently, a later one is heard; `under` hears the one a matter began under before all others.
    """

    editions: Iterable[Edition]
    others: Vocabulary
    """Authorities, units and seats, which no text names."""
    edition: str = ""
    """Which is heard first."""

    def under(self, edition: str) -> Names:
        """The same, in the words of one text."""
        return replace(self, edition=edition)

    @cached_property
    def words(self) -> Vocabulary:
        """Every code that has words."""
        words = dict(WORDS)
        for edition in sorted(self.editions, key=lambda each: each.id == self.edition):
            words |= _spoken(edition)
        return words | dict(self.others)

    def say(self, code: str | None, language: Language, scope: str = "") -> str:
        """A code in words."""
        if not code:
            return "—"
        given, _, bare = code.rpartition("/")
        stem, _, number = bare.partition(":")
        found = self.words.get(f"{given or scope}/{bare}") or self.words.get(bare) or self.words.get(stem)
        if found is None:
            return self._seat(bare, language) or bare
        said = found[0 if language == "zh" else 1]
        return f"{said} {number}" if number and number != "1" else said

    def _seat(self, code: str, language: Language) -> str:
        """A seat of a unit, `unit.role`, or a post of it, `unit.post-3`, in words; empty where either is unknown."""
        unit, _, role = code.rpartition(".")
        post, _, number = role.rpartition("-")
        held, by = self.words.get(unit), self.words.get(f"role/{role}") or self.words.get(role)
        if by is None and (by := self.words.get(f"post/{post}")):
            by = f"{by[0]} {number}", f"{by[1]} {number}"
        tongue = 0 if language == "zh" else 1
        return f"{held[tongue]} · {by[tongue]}" if held and by else ""


def names_as_of(editions: Iterable[Edition], reader: Views, as_of: int | None) -> Names:
    """Names as known then: of authorities, units and seats; of codes by every edition, an adopted one's first."""
    rows = reader.rows(Authorities, as_of, order=("-authority", "effective_from"))
    others = {row.authority: (row.name, row.name_en) for row in rows}
    others |= {row.unit: (row.name, row.name_en) for row in reader.rows(Units, as_of)}
    heard = [row.edition for row in rows]
    return Names(sorted(editions, key=lambda each: heard.index(each.id) if each.id in heard else -1), others)


def place_of(editions: Iterable[Edition], edition: str, clause: str) -> str:
    """Where a clause stands in its text, in as few words as the text allows."""
    for known in editions:
        if known.id == edition and clause in known.clauses:
            return known.clauses[clause].at
    return clause


def _spoken(edition: Edition) -> Vocabulary:
    if edition.hash not in SPOKEN:
        plain = {code: words for code, words in _named(edition) if code not in WORDS}
        SPOKEN[edition.hash] = plain | dict(_scoped(edition))
    return SPOKEN[edition.hash]


def _scoped(edition: Edition) -> Iterator[tuple[str, tuple[str, str]]]:
    """Kinds and channels."""
    if edition.intake:
        yield from ((f"kind/{kind.code}", _both(kind.words)) for kind in edition.intake.kinds)
        yield from ((f"channel/{channel.code}", _both(channel.words)) for channel in edition.intake.channels)
    for kind in edition.matter_list.kinds if edition.matter_list else ():
        yield f"matter/{kind.code}", _both(kind.words)
    yield from _scoped_scores(edition)


def _casework(edition: Edition) -> Iterator[Named]:
    """What the work on a case is said in."""
    if edition.intake:
        yield from (*edition.intake.classes, *edition.intake.transfers)
    if edition.verification:
        yield from edition.verification.means
    if edition.opinion:
        yield from edition.opinion.natures
    if edition.order:
        yield from edition.order.triggers
    if edition.task_forces:
        yield from (*edition.task_forces.areas, *edition.task_forces.forces)
    if edition.ladder:
        yield from edition.ladder.final_no_grounds
    if edition.cannot:
        yield from edition.cannot.grounds
    if edition.open_extension:
        yield from edition.open_extension.grounds
    if edition.review:
        yield from edition.review.polarities


def _both(words: Words) -> tuple[str, str]:
    return words.zh, words.en


def _named(edition: Edition) -> Iterator[tuple[str, tuple[str, str]]]:
    """Every code an edition has words for."""
    intake, dispatch, sent_back = edition.intake, edition.dispatch, edition.send_back
    asked, archive = edition.follow_up, edition.archive
    parts = [
        *((*intake.kinds, *intake.channels, *intake.refusal_grounds) if intake else ()),
        *((*dispatch.first_triage, *dispatch.designate_when) if dispatch else ()),
        *((*sent_back.defects, *sent_back.rework_defects) if sent_back else ()),
        *((*asked.ways, *asked.ratings, *asked.bad_without_rework) if asked else ()),
        *(asked.zone.procedures if asked and asked.zone else ()),
        *(asked.sample.results if asked and asked.sample else ()),
        *(archive.items if archive else ()),
        *((*edition.supervision.means, *edition.supervision.items) if edition.supervision else ()),
        *(edition.consultation.forms if edition.consultation else ()),
        *(edition.publication.places if edition.publication else ()),
        *_casework(edition),
    ]
    yield from ((part.code, _both(part.words)) for part in parts)
    if edition.accountability:
        graded = edition.accountability.grades
        yield from ((grade.code, _both(grade.words)) for grade in graded)
        yield from ((measure.code, _both(measure.words)) for grade in graded for measure in grade.measures)
        yield from ((body.code, _both(body.words)) for body in edition.accountability.referred_to)
    if edition.supervision:
        yield from ((code, _both(trigger.words)) for code, trigger in edition.supervision.triggers.items())
    if edition.consultation:
        yield from ((code, _both(trigger.words)) for code, trigger in edition.consultation.triggers.items())
    if edition.matter_list:
        rules = edition.matter_list
        yield from ((kind.code, _both(kind.words)) for kind in rules.kinds)
        yield from ((code, _both(posting.words)) for code, posting in rules.postings.items())
        yield from ((place.code, _both(place.words)) for each in rules.postings.values() for place in each.places)
    if edition.duty:
        duty = edition.duty
        yield from ((check.code, _both(check.words)) for check in duty.checks)
        yield from ((edition.limit(check.limit).name, _both(check.words)) for check in duty.checks)
        yield from ((part.code, _both(part.words)) for part in (*duty.ways, *duty.entries, *duty.log))
    yield from ((limit.name, _both(limit.words)) for limit in edition.limits if limit.words)
    for name, rule in edition.obligations.items():
        yield name, _both(rule.words)
        yield edition.limit(rule.limit).name, _both(rule.words)
        yield from ((part.code, _both(part.words)) for part in (*rule.holds, *rule.goes_to))
    yield from ((code, _both(ranking.words)) for code, ranking in edition.rankings.items())
    yield from ((finding.name, _both(finding.words)) for finding in edition.findings.values())


def _scoped_scores(edition: Edition) -> Iterator[tuple[str, tuple[str, str]]]:
    """Items of the assessment, and what findings about units may be about."""
    if edition.scoring:
        yield from ((f"item/{code}", _both(item.words)) for code, item in edition.scoring.items.items())
        yield from ((f"class/{each.code}", _both(each.words)) for each in edition.scoring.classes)
    parts = {part.code: part.words for kind in edition.findings.values() for part in kind.parts}
    yield from ((code, _both(words)) for code, words in parts.items() if code not in WORDS)
    yield from (
        (f"{name}/{part.code}", _both(part.words)) for name, kind in edition.findings.items() for part in kind.parts
    )
