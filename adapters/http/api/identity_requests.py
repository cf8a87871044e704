"""Requests to be shown who complained: which wait for a second person, which count now."""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from pydantic import Field

from adapters.http.api.counting import Count
from adapters.http.parameters import Paged, Words
from adapters.http.question import Asked, Question
from adapters.http.shapes import Page, Shape, Time
from application.access import MAY
from projections.case_ledger import CaseLedger
from projections.identity_requests import IdentityRequests as RequestsView


class IdentityRequestsParams(Paged):
    """Filters."""

    state: Words = ()


class IdentityRequestLine(Shape):
    """Where a request stands."""

    request: UUID
    case: UUID
    number: str
    purpose: str
    state: str = Field(description="waiting, approved, over (it was approved, and its hour has passed) or denied.")
    asked_by: str = Field(description="The seat; another one decides.")
    asked_as: str = Field(description="Its role.")
    asked_at: Time
    decided_by: str | None
    decided_at: Time | None
    until: Time | None = Field(
        description="Who complained is shown to the seat that asked, for this purpose, until then."
    )


class IdentityRequests(Page):
    """A page of requests, the newest first, and how many there are in each state."""

    items: list[IdentityRequestLine]
    by_state: list[Count]


def identity_requests(asked: Asked) -> IdentityRequests:
    """Requests under the filters: every one for whoever decides, the own ones for whoever asks."""
    params: IdentityRequestsParams = asked.params
    own = {} if "identity.decide" in MAY[asked.who.role] else {"asked_by": asked.who.seat}
    rows = asked.api.reader.rows(RequestsView, asked.as_of, order=("-asked_at", "request"), where=own)
    states = {row.request: _state(row, asked) for row in rows}
    found = [row for row in rows if not params.state or states[row.request] in params.state]
    shown = found[params.offset : params.offset + params.limit]
    cases = [row.case for row in shown]
    ledger = asked.api.reader.rows(CaseLedger, asked.as_of, where={"case__in": cases}) if cases else []
    numbers = {row.case: row.number for row in ledger}
    named = IdentityRequestLine.model_fields.keys() - {"number", "state"}
    return IdentityRequests(
        items=[
            IdentityRequestLine(
                number=numbers[row.case],
                state=states[row.request],
                **{name: getattr(row, name) for name in named},
            )
            for row in shown
        ],
        by_state=[Count(value=state, count=n) for state, n in sorted(Counter(states.values()).items())],
        total=len(found),
        limit=params.limit,
        offset=params.offset,
    )


def _state(row: RequestsView.Row, asked: Asked) -> str:
    """As it is at the moment asked about: an approval wears off by itself."""
    return "over" if row.until is not None and row.until <= asked.at else row.state


QUESTIONS = (
    Question(
        "/api/identity-requests",
        "identity.follow",
        "Requests to be shown who complained",
        IdentityRequestsParams,
        IdentityRequests,
        identity_requests,
    ),
)
