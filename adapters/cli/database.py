"""`tiji migrate` and `tiji rebuild`: the database and its views."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from adapters.cli.rooms import console
from adapters.main import database, prepared
from adapters.postgres.migrate import CannotMigrate
from adapters.postgres.rebuild import rebuild as rebuild_views
from adapters.postgres.rebuild import views_due
from adapters.settings import Settings
from domain.errors import Refused
from projections.base import KNOWN


class DatabaseUnfit(Refused):
    """The database cannot be brought to this version."""

    code = "database.unfit"


class ViewUnknown(Refused):
    """There is no view of that name."""

    code = "view.unknown"


def migrate(
    simulation: Annotated[
        bool, typer.Option("--simulation", help="A store whose clock is held in the hand. Cannot be undone.")
    ] = False,
) -> None:
    """Bring the database to this version; make it if it is missing.

    Uses DATABASE_URL, or the embedded server under TIJI_DATA (default .tiji).

    Examples:  tiji migrate  ·  DATABASE_URL=postgresql://owner@host/tiji tiji migrate
    """
    with database(Settings.read()) as url:
        try:
            applied = prepared(url, simulation=simulation)
        except CannotMigrate as error:
            raise DatabaseUnfit(str(error), remedy="use the version that made it, or another database") from error
    for name in applied:
        console.print(f"applied {name}")
    console.print("the database is up to date" if not applied else f"{len(applied)} migrations applied")


def rebuild(
    names: Annotated[
        list[str] | None, typer.Argument(help="Views to build again; default: those that are due.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Build every view again.")] = False,
) -> None:
    """Build views again from the first fact, beside the live ones, and swap them.

    Examples:  tiji rebuild  ·  tiji rebuild custody timeliness  ·  tiji rebuild --all
    """
    with database(Settings.read()) as url:
        wanted = list(KNOWN) if everything else names or views_due(url)
        unknown = [name for name in wanted if name not in KNOWN]
        if unknown:
            raise ViewUnknown(f"no view {', '.join(unknown)}", remedy=f"use: {', '.join(KNOWN)}")
        if not wanted:
            console.print("no view is due")
            return
        with progress() as bar:
            task = bar.add_task("folding", total=None)
            folded = rebuild_views(
                url, [KNOWN[name] for name in wanted], lambda at, head: bar.update(task, completed=at, total=head)
            )
    console.print(f"built {', '.join(wanted)} again from {folded:,} facts")


def progress() -> Progress:
    """A bar with counts and the time it took."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
    )
