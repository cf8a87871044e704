"""`tiji prove`: tries to falsify a store and a bundle in every way we know, and prints what was found."""

from __future__ import annotations

import signal
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from adapters.cli.bench import NoGround
from adapters.cli.rooms import console
from adapters.postgres.embedded import ServerDidNotStart
from adapters.proving.run import QUICK, WHOLE, run

MISSED = 1
"""Exit code where anything was not found, or found where nothing was."""
NOT_ALL = 2
"""Exit code where all that was tried was found, and not everything could be tried."""


def prove(
    quick: Annotated[bool, typer.Option("--quick", help="A few of each kind, in about a minute.")] = False,
) -> None:
    """Falsify a store in twelve ways, and a case bundle in six, and count what the checks find.

    An old backup is put back under a witness, and the log's key stolen. Server, sealer, follower and database are
    killed in the middle of their work; afterwards nothing acknowledged may be lost, half there or doubled.

    Then words said in confidence, through real commands, are looked for in every table, file and bundle,
    and in the vault once their person is erased.

    Every route is tried as every role, as nobody, with a wrong token and as a unit that is not the case's, and held
    to the one table of who may do what. The API is sent what its document allows and what it does not: it answers as
    the document says, with a code for each refusal, and leaves nothing half done.

    Works in a throw-away PostgreSQL; your data is not touched. The same trials every time. Leaves with 1 where
    anything was missed, or found where nothing was, and with 2 where something could not be tried here.

    Examples:  tiji prove --quick  ·  tiji prove
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end, it ends what it started, as on Ctrl-C
    with console.status("starting a server") as status:
        try:
            figures = run(QUICK if quick else WHOLE, status.update)
        except ServerDidNotStart as error:
            raise NoGround(str(error), remedy="look at the server's words; TMPDIR chooses another disk") from error
    table = Table("tried", "times", "found", "named to the fact", box=None)
    for figure in figures:
        if figure.untried:
            table.add_row(figure.of, "0", f"[yellow]{escape(figure.untried)}[/]", "")
            continue
        colour = "green" if figure.is_right else "bold red"
        named = "" if figure.named is None else f"{figure.named:,}"
        table.add_row(figure.of, f"{figure.tried:,}", f"[{colour}]{figure.right:,}[/]", named)
    console.print(table)
    if not all(figure.is_right for figure in figures if not figure.untried):
        raise typer.Exit(MISSED)
    if any(figure.untried for figure in figures):
        raise typer.Exit(NOT_ALL)
