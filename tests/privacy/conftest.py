from __future__ import annotations

from uuid import UUID

import pytest

from adapters.main import assembled
from adapters.settings import Settings
from application.verbs import BY_NAME
from tests.privacy.canaries import CANARY, marked
from tests.support.town import Town


class MarkedTown(Town):
    """A town where every free text is a canary."""

    def __init__(self, edition, world):
        self.said: set[tuple[str, str, str]] = set()
        super().__init__(edition, world)

    def do(self, when, by, verb, target: UUID | str | None = None, /, **body):
        """A command with canaries."""
        full = marked(verb, BY_NAME[verb].command, body)
        outcome = super().do(when, by, verb, target, **full)
        self.said |= {(verb, name, text) for name, given in full.items() for text in _texts(given) if CANARY in text}
        return outcome


def _texts(given):
    """The texts of a field: itself, several, the parts of a form, or the evidence of a late entry."""
    if isinstance(given, dict):
        return given.get("evidence") or [text for text in given.values() if isinstance(text, str)]
    return given if isinstance(given, list) else [str(given)]


@pytest.fixture
def application(database, tmp_path):
    """The application over a fresh database."""
    with assembled(database.owner, Settings(tmp_path), make_key=True) as assembled_here:
        yield assembled_here
