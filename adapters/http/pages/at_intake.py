"""What an intake clerk should see while a case is being typed in: is it here already, does it belong here, until when.

No fact is recorded by looking; that a case was found by who complained is kept as a disclosure.
The same page answers with and without script: a script only asks for it sooner.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from adapters.http.disclosing import put_on_record
from adapters.http.needs import Api
from adapters.http.pages.page import Sight
from adapters.http.pages.preview import ClockAhead
from adapters.http.pages.stage import Stage
from adapters.http.visibility import own_unit
from application.access import MAY, OF_IDENTITY
from domain.regulations.intake import RefusalGround
from domain.rules.law import Law
from domain.values import Handle
from projections.case_ledger import CaseLedger
from projections.writings import Writings

SHOWN = 5
CERTAIN = 1.0
"""Likeness of a case by the same contact: it is the same person."""
AHEAD = (("registered", "登记起", "from registration"), ("dispatched", "若现在派单", "if dispatched now"))
"""Steps whose clocks are told beforehand."""


@dataclass(frozen=True)
class Alike:
    """A case much like what is being typed."""

    case: UUID
    number: str
    title: str
    status: str
    unit: str | None
    registered_at: Any
    likeness: float
    by_contact: bool


@dataclass(frozen=True)
class AtIntake:
    """The panel."""

    alike: Sequence[Alike]
    unit: str | None
    """The unit that had most of the similar cases."""
    grounds: Sequence[RefusalGround]
    refusal_clause: str
    emergency: Sequence[str]
    emergency_clause: str | None
    clocks: Sequence[tuple[str, Sequence[ClockAhead]]]


def at_intake(api: Api, stage: Stage, typed: Mapping[str, Any], sight: Sight) -> AtIntake:
    """What is known about a case that is being typed."""
    alike = _alike(api, typed, sight)
    units = Counter(each.unit for each in alike if each.unit and not each.by_contact)
    intake = stage.edition.intake
    return AtIntake(
        alike=alike[:SHOWN],
        unit=next((unit for unit, _ in units.most_common(1)), None),
        grounds=intake.refusal_grounds if intake else (),
        refusal_clause=intake.refusal_clause if intake else "",
        emergency=intake.emergency_numbers if intake else (),
        emergency_clause=intake.emergency_clause if intake else None,
        clocks=_clocks(api, stage, typed, sight),
    )


def _alike(api: Api, typed: Mapping[str, Any], sight: Sight) -> list[Alike]:
    who = sight.asked.who
    if "texts.read" not in MAY[who.role] or own_unit(who) is not None:
        return []
    rated: dict[Handle, float] = {}
    for kind in ("title", "content"):
        if len(said := str(typed.get(kind, "")).strip()) > 1:
            rated |= dict(api.search.similar(kind, said)[:20])
    contact = _in_one(str(typed.get("contact", "")))
    same = api.search.search(contact, with_persons=True).texts if len(contact) > 4 and who.role in OF_IDENTITY else {}  # noqa: PLR2004
    exact = {handle for handle, text in same.items() if _in_one(text) == contact}
    alike = _cases(api, rated, exact)
    put_on_record(api, who, {each.case for each in alike[:SHOWN] if each.by_contact}, "found_at_intake")
    return alike


def _in_one(contact: str) -> str:
    """A number however it is spaced."""
    return "".join(contact.split())


def _cases(api: Api, rated: Mapping[Handle, float], same_contact: set[Handle]) -> list[Alike]:
    handles = [*rated, *same_contact]
    if not handles:
        return []
    found = api.reader.rows(Writings, where={"handle__in": handles})
    by_case: dict[UUID, list[Handle]] = {}
    for row in found:
        by_case.setdefault(row.case, []).append(row.handle)
    rows = api.reader.rows(CaseLedger, where={"case__in": list(by_case)}) if by_case else []
    titles = api.house.desk.texts.read_many({row.title for row in rows})
    alike = [
        Alike(
            case=row.case,
            number=row.number,
            title=titles.get(row.title, row.number),
            status=row.status,
            unit=row.unit,
            registered_at=row.registered_at,
            likeness=max((rated.get(handle, 0.0) for handle in by_case[row.case]), default=0.0),
            by_contact=not same_contact.isdisjoint(by_case[row.case]),
        )
        for row in rows
    ]
    return sorted(alike, key=lambda each: (each.likeness + 0.5 * each.by_contact, each.registered_at), reverse=True)


def _clocks(
    api: Api, stage: Stage, typed: Mapping[str, Any], sight: Sight
) -> Sequence[tuple[str, Sequence[ClockAhead]]]:
    desk = api.house.desk
    now = desk.clock.now()
    law = Law(stage.edition, desk.calendars.known())
    facts = {name: str(typed[name]) for name in ("kind", "origin") if typed.get(name)}
    told: list[tuple[str, Sequence[ClockAhead]]] = []
    for step, zh, en in AHEAD:
        new = law.deadlines_from(step, now, facts)
        clocks = [ClockAhead(each.limit.name, "starts", each.due.due_at, each.basis.clause) for each in new]
        told.append((sight.tongue(zh, en), sorted(clocks, key=lambda clock: str(clock.due_at))))
    return told if facts.get("kind") else []
