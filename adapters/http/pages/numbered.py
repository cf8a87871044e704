"""Cases that a form names by the numbers people know them by, and a command by their ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from adapters.http.needs import Api
from projections.case_ledger import CaseLedger

NUMBERED = frozenset({("grant_review", "cases")})
"""Verb and field."""


def with_ids(api: Api, verb: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed with ids for numbers; a number that no case has stays, and the command refuses it there."""
    found = dict(body)
    for name in [field for known, field in NUMBERED if known == verb and field in body]:
        typed = {number: number.upper() for number in body[name]}
        rows = api.reader.rows(CaseLedger, where={"number__in": sorted(set(typed.values()))}) if typed else []
        ids = {row.number: str(row.case) for row in rows}
        found[name] = [ids.get(number, said) for said, number in typed.items()]
    return found
