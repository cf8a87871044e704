"""Orders counted where they lie, sort by sort, by the month or by the unit; the rules stay with the rates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from adapters.http.question import Asked
from application.scores.tallies import Sort, Tally
from domain.regulations.model import Edition
from domain.values import AuthorityId
from projections.case_ledger import CaseLedger
from projections.timeliness import BINDING, Timeliness

MONTH = "to_char({} AT TIME ZONE INTERVAL '+08:00', 'YYYY-MM')"
OURS = "authority = %s AND unit = ANY(%s) AND NOT is_imported"
CLOSED = f"""
    SELECT [by], outcome, rating, count(*) FROM {{ledger}}
    WHERE {OURS} AND closed_at >= %s AND closed_at < %s GROUP BY 1, 2, 3
"""
DISPATCHED = f"""
    SELECT [by], closed_at IS NOT NULL, count(*) FROM {{ledger}}
    WHERE {OURS} AND dispatched_at >= %s AND dispatched_at < %s GROUP BY 1, 2
"""
ENDED = f"""
    SELECT [by], clock.name, clock.state = 'met', count(*)
    FROM {{deadlines}} AS clock
    JOIN (SELECT "case", unit FROM {{ledger}} WHERE {OURS}) AS mine ON mine."case" = clock."case"
    WHERE clock.due_at > %s AND clock.due_at <= %s AND clock.name = ANY(%s) AND clock.state = ANY(%s)
    GROUP BY 1, 2, 3
"""
APART = f"""
    SELECT "case", [by], outcome, rating FROM {{ledger}}
    WHERE {OURS} AND closed_at >= %s AND closed_at < %s AND "case" = ANY(%s)
"""
"""Those whose satisfaction a finding decides, one by one."""


class Cut(NamedTuple):
    """By what orders are counted, of those closed, dispatched and due."""

    closed: str
    dispatched: str
    ended: str


BY_MONTH = Cut(*map(MONTH.format, ("closed_at", "dispatched_at", "(clock.due_at - INTERVAL '1 microsecond')")))
"""Midnight belongs to the day it ends."""
BY_UNIT = Cut("unit", "unit", "mine.unit")

Apart = tuple[frozenset[UUID], frozenset[UUID]]
"""Cases rated bad twice, and those the text leaves out."""


def tallied(
    asked: Asked,
    edition: Edition,
    authority: AuthorityId,
    span: tuple[datetime, datetime],
    cut: Cut,
    apart: Mapping[str, Apart],
) -> Mapping[str, Tally]:
    """The orders of a span, cut by month or unit; what falls due after the moment asked about is not yet."""
    ask, begins, ends = asked.api.reader.query, *span
    units = list(asked.api.house.scores.counted.units(authority, asked.as_of))
    of_span: list[Any] = [authority, units, begins, ends]
    found: defaultdict[str, Tally] = defaultdict(Tally)
    closed, dispatched = CLOSED.replace("[by]", cut.closed), DISPATCHED.replace("[by]", cut.dispatched)
    for key, outcome, rating, count in ask(closed, asked.as_of, of_span, ledger=CaseLedger):
        found[key].closed[Sort(outcome, rating)] = count
    for key, is_closed, count in ask(dispatched, asked.as_of, of_span, ledger=CaseLedger):
        found[key].dispatched[is_closed] = count
    names = [rate.limit for rate in edition.rates.values() if rate.limit]
    due: list[Any] = [authority, units, begins, min(ends, asked.at), names, list(BINDING)]
    ended = ENDED.replace("[by]", cut.ended)
    for key, name, is_kept, count in ask(ended, asked.as_of, due, ledger=CaseLedger, deadlines=Timeliness):
        found[key].ended[name, is_kept] = count
    named = sorted({case for bad, left_out in apart.values() for case in (*bad, *left_out)})
    one_by_one = APART.replace("[by]", cut.closed)
    rows = ask(one_by_one, asked.as_of, [*of_span, named], ledger=CaseLedger) if named else []
    for case, key, outcome, rating in rows:
        bad, left_out = apart[key]
        if case in left_out:
            found[key].left_out.append(Sort(outcome, rating))
        elif case in bad:
            found[key].bad.append(Sort(outcome, rating))
    return found
