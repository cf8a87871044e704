"""What several commands need: the settings, said in words when they are wrong, and the whole application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

from adapters.main import assembled, database, prepared
from adapters.running import Tiji
from adapters.settings import Settings

console = Console()
errors = Console(stderr=True)


@contextmanager
def tiji(*, simulation: bool | None = None, make_key: bool = False, settings: Settings | None = None) -> Iterator[Tiji]:
    """The application over the configured database, migrated."""
    known = settings or Settings.read()
    with database(known) as url:
        applied = prepared(url, simulation=simulation)
        if applied:
            console.print(f"[dim]database prepared: {len(applied)} migrations[/]")
        with assembled(url, known, make_key=make_key) as application:
            yield application
