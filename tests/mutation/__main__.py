"""Tries every change of an edition's data, or of all editions', and prints what no test noticed."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Annotated

import typer
from rich.progress import track

import adapters.cli.main  # noqa: F401  (what every trial imports, once)
from adapters.regulations import SHIPPED, read_files
from domain.regulations.errors import EditionError
from domain.regulations.model import Edition
from tests.mutation.mutants import Files, Mutant, mutants
from tests.mutation.trial import UNNOTICED, kind_of, noticed_by


def main(
    edition: Annotated[
        str, typer.Argument(help="`place/edition`, as its folder is named; all where none is given.")
    ] = "",
    *,
    only: Annotated[str, typer.Option(help="Only changes whose line holds these words.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="Only list the changes.")] = False,
    verbose: Annotated[bool, typer.Option(help="Say which test noticed each.")] = False,
    at_once: Annotated[int, typer.Option(help="So many changes are tried at once.")] = os.cpu_count() or 1,
) -> None:
    """Change one datum after the other. Leaves with 1 where a change went unnoticed."""
    unnoticed = 0
    for folder in sorted(path for path in SHIPPED.glob("*/*") if path.is_dir() and edition in str(path)):
        files = read_files(folder)
        sound = [each for each in mutants(files) if only in str(each) and _changes_it(each, files)]
        name = "/".join(folder.parts[-2:])
        if listed:
            typer.echo("\n".join(f"{name} {each}" for each in sound))
            continue
        if (failing := noticed_by(folder, None)) != UNNOTICED:
            raise typer.BadParameter(f"{failing} fails as things stand; mend it first")
        kinds: Counter[str] = Counter()
        with ThreadPoolExecutor(at_once) as trials:
            found = trials.map(partial(noticed_by, folder), sound)
            for mutant, by in zip(sound, track(found, name, len(sound)), strict=True):
                kinds[kind_of(by)] += 1
                if verbose or by == UNNOTICED:
                    typer.echo(f"{name} {mutant}\n    {kind_of(by)}: {by}")
        typer.echo(f"{name}: {len(sound)} changes; " + ", ".join(f"{n} {kind}" for kind, n in kinds.most_common()))
        unnoticed += kinds[kind_of(UNNOTICED)]
    raise typer.Exit(bool(unnoticed))


def _changes_it(mutant: Mutant, files: Files) -> bool:
    """Whether the changed edition loads, and is another one.

    What does not load is refused before anything runs. What a chosen reading sets again is changed where the reading
    says it.
    """
    try:
        return Edition.of(mutant.applied(files)).hash != Edition.of(files).hash
    except EditionError:
        return False


if __name__ == "__main__":
    typer.run(main)
