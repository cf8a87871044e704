from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from application.calls import Call
from application.imports import ImportedCase
from domain.values import AuthorityId, SeatId
from tests.support.facts import at
from tests.support.town import AUTHORITY, Town

CASE = ImportedCase(
    source_id="17",
    row_key="17",
    kind="complaint",
    channel="message_board",
    title="Street lamp",
    content="The lamp is dark.",
    submitted_at=at("2025-11-05", "09:32"),
    replied_at=at("2025-11-07", "16:00"),
    reply="It was mended.",
)


class Importing:
    """A town that takes over cases of another system."""

    def __init__(self, edition: str = "suzhou-2021") -> None:
        self.town = Town(edition)
        self.town.world.advance_to(at("2026-01-05"))

    def take(self, *, hypothetical=False, role="administrator", **changed):
        """One case, the ordinary one with what the test changes; what came of it."""
        call = Call(SeatId("importer"), role, UUID(int=1))
        case = replace(CASE, **changed)
        imports = self.town.house.imports
        outcome = imports.take_over(case, AuthorityId(AUTHORITY), call, hypothetical=hypothetical)
        self.town.world.settle()
        return outcome


@pytest.fixture
def importing():
    return Importing()
