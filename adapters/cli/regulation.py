"""`tiji regulation`: what is wrong with the editions, what runs because of each clause, what one clause says."""

from __future__ import annotations

from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.clause_in_words import of_clause, of_edition, of_revision
from adapters.cli.rooms import console, errors, tiji
from adapters.reference import traceability
from adapters.regulations import SHIPPED, at_hand, folders_of, load_edition
from adapters.settings import Settings
from adapters.traceability.checking import faults
from domain.errors import Refused
from domain.regulations.model import Edition
from projections.reading_revisions import ReadingRevisions

FAULTY = 1
"""Exit code of a check that found something."""


class Language(StrEnum):
    """A language of the interface."""

    ZH = "zh"
    EN = "en"


class NoSuchEdition(Refused):
    """No edition of this id ships."""

    code = "regulation.no_such_edition"


class NoSuchClause(Refused):
    """The text has no clause of this id."""

    code = "regulation.no_such_clause"


regulation = typer.Typer(help="The regulations as data: checked, traced, shown.", no_args_is_help=True)


@regulation.command()
def check(
    folder: Annotated[
        Path, typer.Argument(help="A folder of PLACE/EDITION/*.toml; those that ship by default.", show_default=False)
    ] = SHIPPED,
) -> None:
    """Load every edition and name what is wrong, each with its file and its key. Leaves with 1 where anything is.

    Unknown clauses and names, missing numbers, steps nobody can reach, two editions in force from one day.

    Examples:  tiji regulation check  ·  tiji regulation check my-editions
    """
    if not any(path.is_dir() for path in folder.glob("*/*")):
        errors.print(
            f"{folder} holds no edition\n→ give a folder of PLACE/EDITION/*.toml", highlight=False, soft_wrap=True
        )
        raise typer.Exit(FAULTY)
    found = faults(folder)
    for fault in found:
        words = [fault.file, fault.key, fault.clause and f"clause {fault.clause}", fault.detail]
        errors.print(": ".join(filter(None, words)), highlight=False, markup=False, soft_wrap=True)
    if found:
        raise typer.Exit(FAULTY)
    console.print("every edition is sound")


@regulation.command()
def trace(
    edition: Annotated[str, typer.Argument(help="One edition; every one by default.", show_default=False)] = "",
) -> None:
    """Print, clause by clause, what runs, at which line its data stands, and what proves it, as Markdown.

    Of the editions that ship, `tiji reference write` keeps the same page in the reference. Of those in TIJI_EDITIONS,
    the stories that lie in that folder count as proofs.

    Examples:  tiji regulation trace  ·  tiji regulation trace EDITION
    """
    if edition:
        _known(edition)
    print(traceability.written(edition, Settings.read().editions), end="")


@regulation.command()
def show(
    edition: Annotated[str, typer.Argument(help="Edition id: its place and year.", show_default=False)],
    clause: Annotated[str, typer.Argument(help="Clause id; the whole edition by default.", show_default=False)] = "",
    lang: Annotated[Language, typer.Option(help="zh or en.")] = Language.ZH,
    revised: Annotated[
        bool, typer.Option("--revised", help="Who revised which reading, from the configured store.")
    ] = False,
) -> None:
    """Say what an edition or one clause of it says, what it governs, how it is read, and what proves it.

    Examples:  tiji regulation show EDITION  ·  tiji regulation show EDITION CLAUSE --lang en
    """
    folder, known = _known(edition)
    if clause and clause not in known.clauses:
        near = [id for id in known.clauses if clause in id] or get_close_matches(clause, known.clauses)
        remedy = f"perhaps {', '.join(near)}" if near else f"tiji regulation show {edition} lists them"
        raise NoSuchClause(f"{edition} has no clause {clause}", remedy=remedy)
    lines = of_clause(known, folder, clause, lang.value) if clause else of_edition(known, lang.value)
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    if revised:
        _show_revisions(known, clause, lang.value)


def _show_revisions(edition: Edition, clause: str, lang: str) -> None:
    """Each revision of a reading of the edition, or of one clause."""
    with tiji() as application:
        application.settle()
        rows = application.rows(ReadingRevisions, edition=edition.id)
        texts = application.vault.read_many({row.reason for row in rows})
    for row in sorted(rows, key=lambda row: row.number):
        if not clause or row.clause == clause:
            line = of_revision(row, texts.get(row.reason, ""), lang)
            console.print(line, highlight=False, markup=False, soft_wrap=True)


def _known(edition_id: str) -> tuple[Path, Edition]:
    """The folder and the edition of an id. Raises NoSuchEdition, EditionsUnreadable."""
    further = Settings.read().editions
    at_hand(further)
    folders = folders_of(further)
    known = {edition.id: (folder, edition) for folder, edition in ((each, load_edition(each)) for each in folders)}
    if edition_id not in known:
        raise NoSuchEdition(f"no edition {edition_id}", remedy=f"one of: {', '.join(known)}")
    return known[edition_id]
