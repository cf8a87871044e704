"""Which term of which authority is asked about, and by which text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import Field

from adapters.http.parameters import Timed, Word, Words
from adapters.http.question import Asked
from adapters.http.visibility import own_unit
from domain.calendar.terms import Term
from domain.errors import NotFound, Refused
from domain.values import AuthorityId
from projections.organisation import Authorities, Units


class ReadingUnreadable(Refused):
    """A reading is named with its choice: R26=sum."""

    code = "scores.reading_unreadable"


class ScoresParams(Timed):
    """Which term, and by which text."""

    term: Word | None = Field(default=None, description="2025-08, 2025Q3 or 2025; the month of the moment by default.")
    authority: Word | None = Field(default=None, description="The caller's, or the first that scores its units.")
    edition: Word | None = Field(default=None, description="Another text than the one in force.")
    reading: Words = Field(default=(), description="Another reading, R26=sum.")


def term_of(asked: Asked) -> Term:
    """The term asked about; the month of the moment by default. Raises TermUnreadable."""
    return Term(asked.params.term) if asked.params.term else Term.month_of(asked.at)


def authority_of(asked: Asked, unit: str | None = None) -> AuthorityId:
    """Whose league. Raises NotFound."""
    if asked.params.authority:
        return AuthorityId(asked.params.authority)
    of = unit or own_unit(asked.who)
    if of is not None:
        rows = asked.api.reader.rows(Units, asked.as_of, unit=of)
        if not rows:
            raise NotFound(f"no unit {of} was known then", remedy="check the code, or ask as of later")
        return AuthorityId(rows[0].authority)
    scoring = {edition.id for edition in asked.api.editions if edition.scoring is not None}
    rows = asked.api.reader.rows(Authorities, asked.as_of, order=("authority",))
    known = [row.authority for row in rows if row.edition in scoring] or [row.authority for row in rows]
    if not known:
        raise NotFound("no authority was known then", remedy="establish one, or ask as of later")
    return AuthorityId(known[0])


def readings_of(asked: Asked) -> Mapping[str, str]:
    """The readings of a question. Raises ReadingUnreadable."""
    return readings_by_id(asked.params.reading)


def readings_by_id(written: Iterable[str]) -> Mapping[str, str]:
    """Readings by their ids. Raises ReadingUnreadable."""
    told = [text.partition("=") for text in written]
    for name, _, choice in told:
        if not (name and choice):
            raise ReadingUnreadable(f"{name!r} names no choice", remedy="write reading=R26=sum")
    return {name: choice for name, _, choice in told}
