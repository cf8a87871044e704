"""`tiji reference`: the generated pages of the documentation."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.rooms import console, errors
from adapters.reference.pages import pages, stale
from adapters.reference.pages import write as write_pages

STALE = 1
"""Exit code of a check that found stale pages."""

Folder = Annotated[Path, typer.Argument(help="The folder of the pages.", show_default=False)]

app = typer.Typer(help="The generated pages of the documentation.", no_args_is_help=True)


@app.command()
def write(context: typer.Context, folder: Folder) -> None:
    """Write the pages that are missing or stale.

    Example:  tiji reference write docs/reference
    """
    changed = write_pages(folder, pages(context.find_root().command))
    console.print(f"written: {', '.join(changed)}" if changed else "every page was fresh")


@app.command()
def check(context: typer.Context, folder: Folder) -> None:
    """Leave with 1 where a page says something else than the code, naming each.

    Example:  tiji reference check docs/reference
    """
    found = stale(folder, pages(context.find_root().command))
    if found:
        errors.print(f"stale: {', '.join(found)}\n→ make docs", highlight=False)
        raise typer.Exit(STALE)
    console.print("every page is fresh")
