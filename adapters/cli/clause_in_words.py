"""What `tiji regulation show` says of an edition and of one clause, in Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from adapters.regulations import SHIPPED
from adapters.traceability.lines import SECTIONS, Lines
from adapters.traceability.proofs import proofs_of
from domain.calendar import beijing
from domain.regulations.clauses import Clause
from domain.regulations.limits import Limit
from domain.regulations.model import Edition
from projections.reading_revisions import ReadingRevisions

LABELS = {
    "document": {"zh": "文件", "en": "document"},
    "in_force": {"zh": "施行", "en": "in force from"},
    "hash": {"zh": "内容摘要", "en": "content"},
    "clauses": {"zh": "条款", "en": "clauses"},
    "governs": {"zh": "管什么", "en": "governs"},
    "not_modelled": {"zh": "未入模", "en": "not modelled"},
    "limit": {"zh": "时限", "en": "limit"},
    "reading": {"zh": "读法", "en": "reading"},
    "others": {"zh": "另可读作", "en": "or"},
    "gap": {"zh": "空白", "en": "gap"},
    "contradiction": {"zh": "矛盾", "en": "contradiction"},
    "printed": {"zh": "原文", "en": "printed"},
    "used": {"zh": "采用", "en": "used"},
    "settled_by": {"zh": "依据", "en": "settled by"},
    "proved_by": {"zh": "验证", "en": "proved by"},
    "revised": {"zh": "修订读法", "en": "revised"},
}


def of_edition(edition: Edition, lang: str) -> Iterator[str]:
    """The edition, what is open in it, and a line for each clause."""
    yield f"{edition.id}  {getattr(edition.title, lang)}"
    yield _said("document", edition.document, lang)
    yield _said("in_force", str(edition.effective_from), lang)
    yield _said("hash", edition.hash, lang)
    yield from _open(edition, set(edition.clauses), set(), lang)
    yield _said("clauses", str(len(edition.clauses)), lang)
    for clause in edition.clauses.values():
        yield f"  {clause.id}  {clause.at}  {getattr(clause.says, lang)}"


def of_clause(edition: Edition, folder: Path, clause_id: str, lang: str) -> Iterator[str]:
    """One clause: what it says, what it governs and where, how it is read, what is open, what proves it."""
    clause = edition.clauses[clause_id]
    lines = Lines(folder)
    yield f"{clause.id}  {clause.at}  ({lines.of(f'clauses.{clause.id}')})"
    yield f"  {getattr(clause.says, lang)}"
    if clause.not_modelled:
        yield _said("not_modelled", clause.not_modelled, lang)
    for target in clause.governs:
        yield _said("governs", f"{target}  {lines.governed(target)}", lang)
    for limit in edition.limits:
        if limit.clause == clause_id:
            yield _said("limit", _limit(limit), lang)
    yield from _open(edition, {clause_id}, _keys(clause), lang)
    further = None if folder.is_relative_to(SHIPPED) else folder.parents[1]
    for proof in proofs_of(clause_id, further):
        yield _said("proved_by", f"{proof.name}  {proof.edition}", lang)


def of_revision(row: ReadingRevisions.Row, reason: str, lang: str) -> str:
    """Which reading became what, from which day on, who said so and why."""
    became = f"{row.reading} {row.instead_of} → {row.choice}, {row.effective_from}"
    return _said("revised", f"{became}, {row.actor} {beijing(row.revised_at):%Y-%m-%d %H:%M}: {reason}", lang)


def _open(edition: Edition, clauses: set[str], keys: set[str], lang: str) -> Iterator[str]:
    """Readings, gaps and contradictions about some clauses, or of what stands at some keys."""
    for reading in edition.readings:
        if reading.clause in clauses or any(reading.touches(key) for key in keys):
            others = ", ".join(choice.id for choice in reading.alternatives)
            other = f" ({LABELS['others'][lang]} {others})" if others else ""
            read = f"{reading.id} {reading.param} = {reading.chosen}{other}: {getattr(reading.why, lang)}"
            yield _said("reading", read, lang)
    for gap in edition.gaps:
        if gap.clause in clauses:
            settled = f"{LABELS['settled_by'][lang]} {gap.settled_by}"
            yield _said("gap", f"{getattr(gap.says, lang)} ({settled})", lang)
    for each in edition.contradictions:
        if clauses & set(each.clauses):
            figures = f"{LABELS['printed'][lang]} {each.printed}, {LABELS['used'][lang]} {each.used}"
            settled = f"{LABELS['settled_by'][lang]} {each.settled_by}"
            yield _said("contradiction", f"{getattr(each.says, lang)} ({figures}; {settled})", lang)


def _keys(clause: Clause) -> set[str]:
    """The dotted keys of what a clause governs."""
    named = (target.partition(".") for target in clause.governs)
    return {f"{SECTIONS.get(section, section)}.{rest}".rstrip(".") for section, _, rest in named}


def _limit(limit: Limit) -> str:
    """`sign-am: clock_time on=start_day_if_working at=17:30:00, dispatched → signed`."""
    told = limit.span.model_dump(exclude_none=True, exclude={"form"})
    span = " ".join([limit.span.form, *(f"{name}={value}" for name, value in told.items())])
    when = "".join(f", {name} = {' | '.join(values)}" for name, values in limit.when.items())
    return f"{limit.id}: {span}, {limit.start} → {' | '.join(limit.stops)}{when}"


def _said(label: str, what: str, lang: str) -> str:
    return f"  {LABELS[label][lang]}: {what}"
