"""`tiji prove`: tries to falsify a store and a bundle in every way we know, and prints what was found."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from adapters.cli.bench import NoGround
from adapters.cli.rooms import console
from adapters.postgres.embedded import ServerDidNotStart
from adapters.proving.run import QUICK, WHOLE, run

MISSED = 1
"""Exit code where anything was not found, or found where nothing was."""


def prove(
    quick: Annotated[bool, typer.Option("--quick", help="A few of each kind: a minute or two.")] = False,
) -> None:
    """Falsify a store in twelve ways, and a case bundle in six, and count what the checks find.

    An old backup is put back under a witness, and the log's key stolen. Server, sealer, follower and database are
    killed in the middle of their work; afterwards nothing acknowledged may be lost, half there or doubled.

    Then words said in confidence, through real commands, are looked for in every table, file and bundle,
    and in the vault once their person is erased.

    Works in a throw-away PostgreSQL; your data is not touched. The same trials every time. Leaves with 1 where
    anything was missed, or found where nothing was.

    Examples:  tiji prove --quick  ·  tiji prove
    """
    with console.status("starting a server") as status:
        try:
            figures = run(QUICK if quick else WHOLE, status.update)
        except ServerDidNotStart as error:
            raise NoGround(str(error), remedy="look at the server's words; TMPDIR chooses another disk") from error
    table = Table("tried", "times", "found", "named to the fact", box=None)
    for figure in figures:
        colour = "green" if figure.is_right else "bold red"
        named = "" if figure.named is None else f"{figure.named:,}"
        table.add_row(figure.of, f"{figure.tried:,}", f"[{colour}]{figure.right:,}[/]", named)
    console.print(table)
    if not all(figure.is_right for figure in figures):
        raise typer.Exit(MISSED)
