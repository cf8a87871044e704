"""考核计分: a pure rule, from findings and counts to a scorecard; every number is the edition's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from uuid import UUID

from domain.errors import Refused
from domain.regulations.model import Edition
from domain.regulations.scoring import Direction, Item, Scoring
from domain.rules.deductions import entries_of
from domain.rules.fractions import exactly
from domain.rules.scorecard import Cause, Counts, Entry, ItemScore, PartScore, Scorecard, SectionScore

ZERO = Decimal(0)


class NoScoring(Refused):
    """The edition scores nobody."""

    code = "scoring.not_foreseen"


def scoring_of(edition: Edition) -> Scoring:
    """Scoring as the edition has it. Raises NoScoring."""
    if edition.scoring is None:
        raise NoScoring(f"{edition.id} does not score its units", remedy="name an edition that has scores")
    return edition.scoring


def score(edition: Edition, findings: Sequence[Cause], counts: Counts) -> Scorecard:
    """A unit's card in a term, under an edition. Raises NoScoring."""
    scoring = scoring_of(edition)
    by_kind: dict[str, list[Cause]] = {}
    for cause in findings:
        by_kind.setdefault(cause.kind, []).append(cause)
    found = {code: entries_of(scoring.items[code], by_kind, counts) for code in scoring.item_parts}
    if scoring.one_cause == "gravest_only":
        found = _each_case_once(found)
    items = {
        code: item_score(code, scoring.items[code], scoring.directions[code], found[code], by_kind)
        for code in scoring.item_parts
    }
    parts = {code: _part(scoring, code, items) for code in scoring.parts}
    earned = {
        code: sum((parts[part].score for part in section.parts), ZERO) for code, section in scoring.sections.items()
    }
    missing = {
        code: sum(
            (item.points or ZERO for part in section.parts for item in parts[part].items if not item.applies), ZERO
        )
        for code, section in scoring.sections.items()
    }
    total, shares = combined(scoring, counts.unit_class, earned, missing)
    sections = tuple(
        SectionScore(
            section=code,
            points=section.points,
            applies=code in shares,
            earned=earned[code],
            score=exactly(shares.get(code, Fraction(0))),
            parts=tuple(parts[part] for part in section.parts),
        )
        for code, section in ((code, scoring.sections[code]) for code in scoring.order)
    )
    return Scorecard(total, sections, _talks(scoring, found))


def item_score(
    code: str, item: Item, direction: Direction, entries: Iterable[Entry], kinds: Iterable[str] = ()
) -> ItemScore:
    """One item: entries count in their order until it is used up."""
    applies = item.needs is None or item.needs in set(kinds)
    entries = sorted(entries, key=lambda entry: entry.form != "zero") if applies else []
    raw = sum((entry.points for entry in entries if not entry.waived), ZERO)
    if item.points is not None and any(entry.form == "zero" and not entry.waived for entry in entries):
        raw = item.points
    left, counted = raw if item.points is None else item.points, []
    for entry in entries:
        moves = ZERO if entry.waived else min(entry.points, left)
        left -= moves
        counted.append(replace(entry, counted=moves))
    moved = sum((entry.counted for entry in counted), ZERO)
    result = {"deduct": (item.points or ZERO) - moved, "add": moved, "minus": -moved}[direction]
    return ItemScore(
        item=code,
        clause=item.clause,
        points=item.points,
        direction=direction,
        applies=applies,
        raw=raw,
        moved=moved,
        score=result if applies else ZERO,
        entries=tuple(counted),
    )


def combined(
    scoring: Scoring, unit_class: str, earned: Mapping[str, Decimal], missing: Mapping[str, Decimal]
) -> tuple[Decimal, dict[str, Fraction]]:
    """The total, rounded once at the end, and what each section that applies gives to it.

    Within a section, and among the sections, what does not apply leaves its share to the rest.
    """
    applying = {code: s for code, s in scoring.sections.items() if not s.classes or unit_class in s.classes}
    whole = sum((section.points for section in applying.values() if not section.extra), ZERO)
    scale = Fraction(scoring.total) / Fraction(whole)
    shares: dict[str, Fraction] = {}
    for code, section in applying.items():
        share = Fraction(earned[code])
        if section.extra:
            shares[code] = share * scale if scoring.prorate == "all" else share
            continue
        left = section.points - missing.get(code, ZERO)
        shares[code] = share * Fraction(section.points) / Fraction(left) * scale if left else Fraction(0)
    return rounded(sum(shares.values(), Fraction(0)), scoring.decimals), shares


def rounded(value: Fraction, decimals: int) -> Decimal:
    """Half up, to so many decimals."""
    step = Decimal(1).scaleb(-decimals)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(step, ROUND_HALF_UP)


def _part(scoring: Scoring, code: str, items: Mapping[str, ItemScore]) -> PartScore:
    part = scoring.parts[code]
    known = tuple(items[item] for item in part.items)
    raw = sum((item.score for item in known), ZERO)
    return PartScore(code, part.points, part.printed, max(min(raw, part.points), -part.points), raw, known)


def _each_case_once(found: Mapping[str, list[Entry]]) -> dict[str, list[Entry]]:
    """What happened to one case costs where it costs most; its other entries stay, and move nothing."""
    gravest: dict[UUID, Decimal] = {}
    for entry in (entry for entries in found.values() for entry in entries):
        if entry.case is not None:
            gravest[entry.case] = max(gravest.get(entry.case, ZERO), entry.points)
    taken: set[UUID] = set()
    answered: dict[str, list[Entry]] = {}
    for code, entries in found.items():
        kept = answered[code] = []
        for entry in entries:
            is_first = entry.case is None or (entry.points == gravest[entry.case] and entry.case not in taken)
            if is_first and entry.case is not None:
                taken.add(entry.case)
            kept.append(entry if is_first else replace(entry, waived=True))
    return answered


def _talks(scoring: Scoring, found: Mapping[str, list[Entry]]) -> tuple[tuple[str, str], ...]:
    talks = []
    for code, entries in found.items():
        for entry in entries:
            rule = scoring.items[code].rules[entry.rule]
            if rule.form == "streak":
                talks.append((rule.talk_with, dict(entry.reckoned)["months"]))
    return tuple(talks)
