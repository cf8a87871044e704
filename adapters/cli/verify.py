"""`tiji verify`: every fact against the log it was sealed in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import psycopg
import typer

from adapters.cli.database import progress
from adapters.cli.evidence import public_key
from adapters.cli.rooms import console
from adapters.evidence.keys import public_of
from adapters.evidence.refused import CheckpointUnfit, LogKeyUnfit
from adapters.evidence.verifying import Verdict, Verification
from adapters.evidence.witness import WitnessRefuses
from adapters.evidence.witnessing import WitnessAway
from adapters.main import database
from adapters.postgres.roles import Role, as_role
from adapters.sealing import KEY, witness_of
from adapters.settings import Settings

ALTERED = 1
"""Exit code where anything is not as it was sealed."""


def verify(
    begin: Annotated[
        Path | None, typer.Option("--from", help="Begin at this checkpoint instead of the first fact.")
    ] = None,
    kept: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint kept elsewhere that must still hold; repeat for several.")
    ] = None,
    key: Annotated[str, typer.Option(help="Public key of the log, or its file; default: beside the log's key.")] = "",
    witness_key: Annotated[str, typer.Option(help="Public key of the witness; default: TIJI_WITNESS_KEY.")] = "",
) -> None:
    """Reckon the log anew from the rows, hold it against every checkpoint, name the first fact that is not as sealed.

    Asks the witness for its last checkpoint too, where TIJI_WITNESS names one. Leaves with 0 where all is as it was
    sealed, with 1 where anything is not, with 2 where nothing could be checked.

    Examples:  tiji verify  ·  tiji verify --from kept.checkpoint  ·  tiji verify --kept witness/checkpoint
    """
    settings = Settings.read()
    log = public_key(key or str(public_of(settings.log_key_file or settings.data / KEY)))
    with database(settings) as url:
        notes = [_note(file) for file in kept or []]
        witness = public_key(witness_key) if witness_key else settings.witness_key
        asked = _asked(settings, log.name)
        with psycopg.connect(as_role(url, Role.REVIEWER)) as connection, progress() as bar:
            task = bar.add_task("checking facts", total=None)
            verdict = Verification(
                connection,
                log,
                witness,
                [*notes, *asked],
                lambda at, of: bar.update(task, completed=at, total=of),
            ).run(_note(begin) if begin else None)
    _say(verdict)
    if verdict.faults:
        raise typer.Exit(ALTERED)


def _asked(settings: Settings, origin: str) -> list[str]:
    """The witness's last note, if there is a witness and it has signed any. Raises LogKeyUnfit."""
    witness = witness_of(settings)
    if witness is None:
        return []
    try:
        return [witness.note(origin)]
    except WitnessRefuses:
        return []
    except WitnessAway as away:
        raise LogKeyUnfit(
            f"the witness does not answer: {away}", remedy="start it, or unset TIJI_WITNESS and give --kept"
        ) from away


def _note(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CheckpointUnfit(
            f"{file} cannot be read: {type(error).__name__}", remedy="name a checkpoint's file"
        ) from None


def _say(verdict: Verdict) -> None:
    checked = f"facts {verdict.first:,} to {verdict.facts:,}, {verdict.checkpoints:,} checkpoints"
    if verdict.faults:
        for fault in verdict.faults:
            console.print(
                f"[bold red]{fault.position:,}[/] {fault.code}: {fault.says}", soft_wrap=True, highlight=False
            )
        console.print(f"[bold red]not as it was sealed[/], first at {verdict.faults[0].position:,} ({checked})")
        return
    console.print(f"[bold green]as it was sealed[/]: {checked}", highlight=False)
    if verdict.facts > verdict.sealed:
        console.print(f"{verdict.facts - verdict.sealed:,} facts are not sealed yet, and nothing is said of them")
    console.print(
        f"the witness signed {verdict.witnessed:,} of them"
        if verdict.witnessed
        else "no witness's key was given: whoever holds the log's key could have made it again"
    )
