"""The rules as they are in force: clause by clause, how each was read, what contradicts, what is left open."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from adapters.http.api.editions import OfEdition, edition_named
from adapters.http.pages.page import Page, Shown, Sight
from adapters.http.parameters import Params
from domain.regulations.model import Clause, Limit, Reading
from projections.organisation import Authorities


class NoParams(Params):
    """Nothing to choose."""


def listed(sight: Sight) -> Shown:
    """Every edition, and which authority works under it."""
    adopted: dict[str, list[str]] = defaultdict(list)
    for row in sight.asked.api.reader.rows(Authorities, order=("authority",)):
        if row.edition:
            adopted[row.edition].append(sight.tongue(row.name, row.name_en))
    return {"editions": list(sight.asked.api.editions), "adopted": adopted}


def one(sight: Sight) -> Shown:
    """One edition whole. Raises NotFound."""
    edition = edition_named(sight.asked.api, sight.asked.params.edition)
    limits: dict[str, list[Limit]] = defaultdict(list)
    for limit in edition.limits:
        limits[limit.clause].append(limit)
    readings: dict[str, list[Reading]] = defaultdict(list)
    for reading in edition.readings:
        readings[reading.clause].append(reading)
    runs = sum(bool(clause.governs) for clause in edition.clauses.values())
    return {
        "edition": edition,
        "sections": _sections(list(edition.clauses.values())),
        "limits": limits,
        "readings": readings,
        "runs": runs,
    }


def _sections(clauses: Sequence[Clause]) -> list[tuple[str, list[Clause]]]:
    """Clauses by the part of the text they stand in, in its order."""
    parts: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        parts[clause.at.partition(" ")[0]].append(clause)
    return list(parts.items())


LIST = Page("/editions", "editions.read", "editions.html", listed, NoParams, "editions")
ONE = Page("/editions/{edition}", "editions.read", "edition.html", one, OfEdition, "editions")
