"""A question about points, and the facts it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Any
from uuid import UUID

from domain.calendar.terms import Term
from domain.errors import Refused
from domain.regulations.model import Edition
from domain.rules.scorecard import Cause, Counts, Matter, Means, Quarter, Share, Standing

MEASURES = frozenset({"class", "handling_days", "satisfaction", "standings", "class_size", "supervised"})
"""Facts that are no findings."""


class PointsUnanswerable(Refused):
    """The question itself is wrong: nothing of that name is scored, or a fact cannot be read."""

    code = "points.unanswerable"


@dataclass(frozen=True)
class Question:
    """What an item, a part, a section, the total, a rate or a ranking comes to, given facts."""

    edition: str
    about: str
    """`signing`, `bonus`, `daily`, `total`, `rates.satisfied`, `rankings.stations`."""
    facts: Mapping[str, object] = field(default_factory=dict)
    readings: Mapping[str, str] = field(default_factory=dict)


def number(told: object, name: str) -> Decimal:
    """A figure. Raises PointsUnanswerable."""
    try:
        return Decimal(str(told))
    except InvalidOperation:
        raise PointsUnanswerable(f"{name} {told!r} is no number", remedy=f"write {name}=3 or {name}=94.3") from None


def causes(edition: Edition, facts: Mapping[str, object]) -> tuple[Cause, ...]:
    """The findings the facts name: so many, each with a part, or each in full. Raises PointsUnanswerable."""
    unknown = facts.keys() - edition.findings.keys() - MEASURES
    if unknown:
        known = ", ".join(sorted(edition.findings.keys() | MEASURES))
        raise PointsUnanswerable(f"nothing looks at {', '.join(sorted(unknown))}", remedy=f"name some of: {known}")
    return tuple(
        Cause(kind, finding=f"{kind}:{no}", **each)
        for kind, told in facts.items()
        if kind not in MEASURES
        for no, each in enumerate(_told(edition, kind, told), 1)
    )


def _told(edition: Edition, kind: str, told: object) -> Iterator[dict[str, Any]]:
    if isinstance(told, str) and edition.findings[kind].parts:
        told = told.split(",")
    if isinstance(told, Sequence) and not isinstance(told, str):
        for no, each in enumerate(told):
            yield _in_full(each, kind, no)
    elif edition.findings[kind].amount != "none":
        yield {"amount": number(told, kind)}
    else:
        for no in range(int(number(told, kind))):
            yield {"case": UUID(int=no + 1)}


def _in_full(each: object, kind: str, no: int) -> dict[str, Any]:
    if not isinstance(each, Mapping):
        return {"part": str(each), "case": UUID(int=no + 1)}
    case = int(number(each.get("case", no + 1), f"{kind}.case"))
    amount = each.get("amount")
    return {
        "part": each.get("part"),
        "case": UUID(int=case),
        "amount": None if amount is None else number(amount, f"{kind}.amount"),
    }


def counts(facts: Mapping[str, object]) -> Counts:
    """What the facts count. Raises PointsUnanswerable."""
    try:
        return Counts(
            unit_class=str(facts.get("class", "")),
            days=tuple(_means(each) for each in _listed(facts.get("handling_days"))),
            satisfaction=tuple(_quarter(each) for each in _listed(facts.get("satisfaction"))),
            standings=tuple(_standings(facts)),
            matters=tuple(
                Matter(tuple(map(int, levels)), UUID(int=no))
                for no, levels in enumerate(_listed(facts.get("supervised")), 1)
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise PointsUnanswerable(
            f"a measure cannot be read: {wrong}", remedy="see the worked examples in docs/reference/examples.md"
        ) from wrong


def _listed(told: object) -> list[Any]:
    return [] if told is None else list(told) if isinstance(told, (list, tuple)) else [told]


def _means(each: object) -> Means:
    assert isinstance(each, Mapping)  # noqa: S101  (what is no table raises above)
    figures = {name: Fraction(number(each[name], name)) for name in ("limit", "unit", "class")}
    of_all = Fraction(number(each.get("all", each["class"]), "all"))
    month = Term(str(each.get("month", "2025-01")))
    return Means(month, str(each["kind"]), figures["limit"], figures["unit"], figures["class"], of_all)


def _quarter(each: object) -> Quarter:
    assert isinstance(each, Mapping)  # noqa: S101  (what is no table raises above)
    peers = tuple(_share(peer) for peer in each.get("class", ()))
    return Quarter(Term(str(each.get("quarter", "2025Q1"))), _share(each["unit"]), peers)


def _share(told: object) -> Share:
    """A share: so many of so many, `[counted, bad]`, or its percent."""
    if isinstance(told, (list, tuple)):
        return Share(int(told[0]), int(told[1]))
    percent = number(told, "rate")
    whole = 10 ** (2 + max(0, -int(percent.as_tuple().exponent)))
    return Share(whole, whole - int(percent * whole / 100))


def _standings(facts: Mapping[str, object]) -> Iterator[Standing]:
    told = facts.get("standings", {})
    assert isinstance(told, Mapping)  # noqa: S101  (what is no table raises above)
    size = int(number(facts.get("class_size", 0), "class_size"))
    for month, place in told.items():
        yield Standing(Term(str(month)), int(place), size, int(place), size)
