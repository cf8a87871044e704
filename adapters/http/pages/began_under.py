"""The text a matter began under, in the content it had then: what its page explains it by."""

from __future__ import annotations

from uuid import UUID

from adapters.http.needs import Api
from domain.errors import NotFound
from domain.regulations.model import Edition


def text_of(api: Api, stream: UUID) -> Edition:
    """Of the first fact of a stream that cites a clause; later changes of the text do not reach it. Raises NotFound."""
    for _, fact in api.house.desk.store.stream(stream):
        if fact.basis is not None:
            return api.house.desk.law_under(fact.basis).edition
    raise NotFound("nothing here rests on a text", remedy="open it from the list it stands in")
