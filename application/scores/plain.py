"""Cards and sheets as plain data: points as text, codes with their words, each entry with what it points at."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from application.scores.constant import Line, lines
from application.scores.otherwise import Ground
from application.scores.sheet import Difference, Scored, Sheet
from domain.regulations.parts import Words
from domain.regulations.scoring import Scoring
from domain.rules.scorecard import Entry, ItemScore, PartScore, SectionScore
from domain.rules.scoring import scoring_of

Plain = dict[str, Any]


def figure(value: Decimal) -> str:
    """Points without superfluous noughts."""
    return f"{value.normalize():f}" if value else "0"


def words(said: Words) -> Plain:
    """Both languages."""
    return {"zh": said.zh, "en": said.en}


def plain_line(sheet: Sheet, scored: Scored) -> Plain:
    """A unit in the league: its total, its place, its sections."""
    contested = sheet.if_contests_succeed.get(scored.unit)
    return {
        "unit": scored.unit,
        "unit_class": scored.unit_class,
        "total": figure(scored.card.total),
        "place": scored.place,
        "of": scored.of,
        "mean": figure(scored.mean),
        "sections": {each.section: figure(each.score) for each in scored.card.sections if each.applies},
        "earned": {each.section: figure(each.earned) for each in scored.card.sections if each.applies},
        "contested": sheet.contested.get(scored.unit, 0),
        "if_contests_succeed": None if contested is None else figure(contested),
    }


def plain_head(sheet: Sheet) -> Plain:
    """Of which authority and term, by which text."""
    return {
        "authority": sheet.authority,
        "term": str(sheet.term),
        "edition": sheet.edition.id,
        "edition_hash": sheet.edition.hash,
        "conduct_held_constant": sheet.conduct_held_constant,
        "derivation": [] if sheet.again is None else [_derived(line) for line in lines(sheet.again)],
    }


def _derived(line: Line) -> Plain:
    """A sort of derived facts: how many were derived again, held and dropped, and why."""
    figures = {"derived": line.derived, "held": line.held, "dropped": line.dropped}
    return {"what": line.what, "words": words(line.words), "because": words(line.because), **figures}


def plain_card(sheet: Sheet, scored: Scored) -> Plain:
    """A unit's whole card."""
    scoring = scoring_of(sheet.edition)
    sections = [_section(scoring, each) for each in scored.card.sections]
    talks = [{"with_role": role, "because": months} for role, months in scored.card.talks]
    return {**plain_head(sheet), **plain_line(sheet, scored), "sections": sections, "talks": talks}


def _section(scoring: Scoring, section: SectionScore) -> Plain:
    known = scoring.sections[section.section]
    return {
        "section": section.section,
        "words": words(known.words),
        "clause": known.clause,
        "points": figure(section.points),
        "applies": section.applies,
        "extra": known.extra,
        "earned": figure(section.earned),
        "score": figure(section.score),
        "parts": [_part(scoring, part) for part in section.parts],
    }


def _part(scoring: Scoring, part: PartScore) -> Plain:
    known = scoring.parts[part.part]
    return {
        "part": part.part,
        "words": words(known.words),
        "clause": known.clause,
        "points": figure(part.points),
        "printed": None if part.printed is None else figure(part.printed),
        "score": figure(part.score),
        "items": [_item(scoring, item) for item in part.items],
    }


def _item(scoring: Scoring, item: ItemScore) -> Plain:
    return {
        "item": item.item,
        "words": words(scoring.items[item.item].words),
        "clause": item.clause,
        "points": None if item.points is None else figure(item.points),
        "direction": item.direction,
        "is_task": any(rule.form == "done" for rule in scoring.items[item.item].rules.values()),
        "applies": item.applies,
        "raw": figure(item.raw),
        "moved": figure(item.moved),
        "score": figure(item.score),
        "entries": [plain_entry(entry) for entry in item.entries],
    }


def plain_entry(entry: Entry) -> Plain:
    """One movement of points, and what it points at."""
    cause, matter = entry.cause, entry.matter
    position = cause.position if cause else matter.position if matter else 0
    return {
        "rule": entry.rule,
        "form": entry.form,
        "clause": entry.clause,
        "points": figure(entry.points),
        "counted": figure(entry.counted),
        "waived": entry.waived,
        "kind": cause.kind if cause else None,
        "finding": cause.finding if cause else None,
        "part": cause.part if cause else None,
        "amount": None if cause is None or cause.amount is None else figure(cause.amount),
        "is_contested": bool(cause and cause.is_contested),
        "status": cause.status if cause else None,
        "case": None if entry.case is None else str(entry.case),
        "subject": None if entry.subject is None else str(entry.subject),
        "position": position or None,
        "reckoned": dict(entry.reckoned),
    }


def plain_difference(difference: Difference) -> Plain:
    """What moved one item."""
    return {
        "unit": difference.unit,
        "item": difference.item,
        "before": figure(difference.before),
        "after": figure(difference.after),
        "gone": [plain_entry(entry) for entry in difference.gone],
        "come": [plain_entry(entry) for entry in difference.come],
        "grounds": [_ground(finding, ground) for finding, ground in difference.grounds],
    }


def _ground(finding: str, ground: Ground) -> Plain:
    """The deadline under this text that makes a finding come or go, and the facts that began and ended it."""
    done = ground.done_at
    return {
        "finding": finding,
        "limit": ground.limit,
        "started_at": ground.started_at.isoformat(),
        "due_at": ground.due_at.isoformat(),
        "done_at": None if done is None else done.isoformat(),
        "shown_by": list(ground.shown_by),
    }
