"""The version of a stream, which If-Match takes."""

from __future__ import annotations

from uuid import UUID

from adapters.http.question import Asked
from projections.case_history import CaseHistory


def version_of(asked: Asked, case: UUID, stream: UUID | None = None) -> int:
    """The version of a case, or of another stream of it, as the views know it: the number of its facts."""
    text = 'SELECT count(*) FROM {history} WHERE "case" = %s AND stream = %s'
    found: int = asked.api.reader.query(text, asked.as_of, [case, stream or case], history=CaseHistory)[0][0]
    return found
