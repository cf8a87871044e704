"""The rules as they are in force: clause by clause, what each governs, how it was read, what is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.http.api.amendments import Revision, as_read, revisions
from adapters.http.api.editions import edition_named
from adapters.http.pages.clause_order import part_of, part_words, standing
from adapters.http.pages.governed_words import governed_words, settled_words, waits_words
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.pages.reading_words import asked_by, choice_words
from adapters.http.pages.span_words import span_words, start_words
from adapters.http.parameters import Timed, Word
from application.access import MAY
from domain.regulations.model import Clause, Edition, Limit, Reading, Words
from projections.organisation import Authorities


class OneEdition(Timed):
    """Which edition, and whether every part of it is open."""

    edition: Word
    whole: bool = False


@dataclass(frozen=True)
class Way:
    """One way to read a clause."""

    says: str
    is_chosen: bool
    waits: str
    """Why it cannot be taken yet."""


@dataclass(frozen=True)
class Revised:
    """A revision of a reading as it is shown."""

    revision: Revision
    was: str
    became: str


@dataclass(frozen=True)
class Read:
    """A reading as it is shown."""

    reading: Reading
    asks: str
    ways: Sequence[Way]
    revised: Sequence[Revised]
    """By whom it was read otherwise before, or will be, the earliest first."""

    @property
    def chosen(self) -> str:
        """The way it is read."""
        return next((way.says for way in self.ways if way.is_chosen), "")


@dataclass(frozen=True)
class Ran:
    """A time limit as it is shown."""

    limit: Limit
    name: str
    long: str
    since: str
    missed: str
    """What a miss establishes."""
    matters: Sequence[str]
    """Kinds, channels, levels of the ladder and missed times that it is for; none where it is for every matter."""


@dataclass(frozen=True)
class Told:
    """A clause with what runs because of it."""

    clause: Clause
    governs: Sequence[str]
    limits: Sequence[Ran]
    readings: Sequence[Read]
    waits: str


@dataclass(frozen=True)
class Section:
    """An annex or a chapter: its clauses by the place they stand at."""

    name: str
    places: Sequence[tuple[str, Sequence[Told]]]

    @property
    def clauses(self) -> Sequence[Told]:
        """Its clauses, one after the other."""
        return [told for _, here in self.places for told in here]

    @property
    def count(self) -> int:
        """How many clauses it has."""
        return len(self.clauses)

    @property
    def limits(self) -> int:
        """How many time limits it sets."""
        return sum(len(told.limits) for told in self.clauses)

    @property
    def readings(self) -> int:
        """How many readings it needs."""
        return sum(len(told.readings) for told in self.clauses)


def listed(sight: Sight) -> Shown:
    """Every edition, what of it runs, and which authority worked under it then."""
    adopted: dict[str, list[str]] = defaultdict(list)
    for row in sight.asked.api.reader.rows(Authorities, sight.asked.as_of, order=("authority",)):
        if row.edition:
            adopted[row.edition].append(sight.tongue(row.name, row.name_en))
    editions = list(sight.asked.api.editions)
    return {"editions": editions, "adopted": adopted, "runs": {each.id: _runs(each) for each in editions}}


def one(sight: Sight) -> Shown:
    """One edition whole. Raises NotFound."""
    edition = as_read(sight.asked, edition_named(sight.asked.api, sight.asked.params.edition))
    revised = revisions(sight.asked, edition.id)
    return {
        "edition": edition,
        "sections": _sections(sight, [_told(sight, edition, clause, revised) for clause in edition.clauses.values()]),
        "is_whole": sight.asked.params.whole,
        "runs": _runs(edition),
        "may_revise": "editions.revise_reading" in MAY[sight.asked.who.role] and not sight.is_past,
        "settled": lambda said: _settled(sight, edition, said),
        "printed": lambda said: sight.tongue(*settled_words(said)),
    }


def _runs(edition: Edition) -> int:
    return sum(bool(clause.governs) for clause in edition.clauses.values())


def _told(sight: Sight, edition: Edition, clause: Clause, revised: Sequence[Revision]) -> Told:
    names = [name for name in clause.governs if not name.startswith(("limit.", "reading."))]
    return Told(
        clause=clause,
        governs=[_governed(sight, edition, name) for name in names],
        limits=[
            Ran(
                limit,
                sight.named(limit.name),
                sight.tongue(*span_words(limit.span)),
                sight.tongue(*start_words(limit.start)),
                sight.named(limit.on_miss) if limit.on_miss else "",
                list(_matters(sight, limit)),
            )
            for limit in edition.limits
            if limit.clause == clause.id
        ],
        readings=[_read(sight, reading, revised) for reading in edition.readings if reading.clause == clause.id],
        waits=sight.tongue(*waits_words(clause.not_modelled)),
    )


def _matters(sight: Sight, limit: Limit) -> Iterator[str]:
    """What a limit looks at that has words."""
    for scope in ("kind", "channel"):
        yield from (sight.named(code, scope) for code in limit.when.get(scope, ()))
    yield from (sight.tongue(f"第 {no} 级", f"level {no}") for no in limit.when.get("level", ()))
    yield from (sight.named(name) for name in limit.when.get("missed", ()))


def _governed(sight: Sight, edition: Edition, name: str) -> str:
    words, code = governed_words(name)
    said, own = sight.tongue(*words), _own_words(edition, name)
    if own is None and not code:
        return said
    called = sight.tongue(own.zh, own.en) if own else sight.named(code, "role" if name.startswith("role.") else "")
    return f"{said}{sight.tongue('：', ': ')}{called}"


def _own_words(edition: Edition, name: str) -> Words | None:
    """What the edition itself calls a part of it that is governed: a role, a kind, or whatever stands at the key."""
    section, _, code = name.partition(".")
    if section == "role":
        return next((role.words for role in edition.roles if role.id == code), None)
    if section == "kind" and edition.intake is not None:
        return next((kind.words for kind in edition.intake.kinds if kind.code == code), None)
    found: object = edition
    for step in name.split("."):
        found = found.get(step) if isinstance(found, Mapping) else getattr(found, step, None)
    words = getattr(found, "words", None)
    return words if isinstance(words, Words) else None


def _read(sight: Sight, reading: Reading, revised: Sequence[Revision]) -> Read:
    ways = [
        Way(
            sight.tongue(*choice_words(reading, choice.id)),
            choice.id == reading.chosen,
            sight.tongue(*waits_words(choice.not_offered)),
        )
        for choice in reading.choices
    ]

    def say(choice: str) -> str:
        return sight.tongue(*choice_words(reading, choice))

    of_this = [Revised(each, say(each.instead_of), say(each.choice)) for each in revised if each.reading == reading.id]
    return Read(reading, sight.tongue(*asked_by(reading)), ways, of_this)


def _settled(sight: Sight, edition: Edition, said: str) -> tuple[str, str]:
    """What settled a gap or a contradiction, and the clause it stands at where that was a reading."""
    for reading in edition.readings:
        if reading.id == said:
            words = sight.tongue(*choice_words(reading, reading.chosen))
            return f"{sight.tongue('读法', 'Reading')} {said}{sight.tongue('：', ': ')}{words}", reading.clause
    return sight.tongue(*settled_words(said)), ""


def _sections(sight: Sight, clauses: Sequence[Told]) -> list[Section]:
    """Clauses in the order of the text, by its chapters and annexes and the places in them."""
    parts: dict[str, dict[str, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for told in sorted(clauses, key=lambda told: standing(told.clause.at)):
        parts[part_of(told.clause.at)][told.clause.at].append(told)
    return [Section(sight.tongue(*part_words(part)), list(places.items())) for part, places in parts.items()]


LIST = Page("/editions", "editions.read", "editions.html", listed, Timed, "editions")
ONE = Page("/editions/{edition}", "editions.read", "edition.html", one, OneEdition, "editions")
