"""What several commands need: the settings, said in words when they are wrong, and the whole application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from rich.console import Console

from adapters.main import assembled, database, prepared
from adapters.postgres.privileges import require_roles
from adapters.postgres.reaching import entered
from adapters.postgres.rebuild import rebuild, require_current_views, views_due
from adapters.running import Tiji
from adapters.settings import Settings
from projections.base import KNOWN

PATIENCE = 30.0
"""Seconds that what runs for long waits for its database: after a power cut both start at once."""
TRIES = 5
"""How often it begins anew where the database goes away while it begins."""
console = Console()
errors = Console(stderr=True)


@contextmanager
def tiji(
    *,
    to_run: bool = False,
    simulation: bool | None = None,
    make_key: bool = False,
    settings: Settings | None = None,
) -> Iterator[Tiji]:
    """The application over the configured database, migrated.

    What is `to_run` for long does not begin where the database's roles do not hold, or where another version built
    the views: those of the embedded server are built again first. Raises DatabaseAway, RolesDoNotHold, RebuildDue.
    The embedded server's vault makes its own key the first time, beside the data; another database must be given one.
    """
    known = settings or Settings.read()

    def room() -> AbstractContextManager[Tiji]:
        return _room(known, simulation, to_run=to_run, make_key=make_key)

    with ExitStack() as stack:
        yield entered(stack, room, TRIES if to_run else 1)


@contextmanager
def _room(known: Settings, simulation: bool | None, *, to_run: bool, make_key: bool) -> Iterator[Tiji]:
    """The application, begun once."""
    with database(known, PATIENCE if to_run else 0) as url:
        applied = prepared(url, simulation=simulation)
        if applied:
            console.print(f"[dim]database prepared: {len(applied)} migrations[/]")
        if to_run:
            require_roles(url)
            _bring_up_views(url, is_ours=not known.database_url)
        with assembled(url, known, make_key=make_key or not known.database_url) as application:
            yield application


def _bring_up_views(url: str, *, is_ours: bool) -> None:
    """Nobody else answers from an embedded server, so its views may be built again at once."""
    if is_ours and (due := views_due(url)):
        console.print(f"[dim]this version builds other views; building again: {', '.join(due)}[/]")
        rebuild(url, [KNOWN[name] for name in due])
    require_current_views(url)
