"""`tiji bundle`: a case with what proves it, for people who trust nobody."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile
from typing import Annotated, cast, get_args
from uuid import UUID

import typer

from adapters.cli.reviewing import InRole, OfUnit, Seat, require_review, reviewer
from adapters.cli.rooms import console, tiji
from adapters.cli.serve import tokens_of
from adapters.evidence.reading import VERIFIER
from adapters.main import api_of
from adapters.running import Tiji
from adapters.sealing import sealing
from adapters.settings import Settings
from application.access import Purpose
from application.calls import Call
from application.commands.looking import ExportBundle
from application.ids import new_id
from domain.errors import NotFound
from projections.case_ledger import CaseLedger


def bundle(
    case: Annotated[str, typer.Argument(help="Number or id of the case.")],
    out: Annotated[Path, typer.Option(help="Folder to put it in.")] = Path(),
    seat: Seat = "discipline_reviewer",
    role: InRole = "discipline_reviewer",
    unit: OfUnit = "",
    purpose: Annotated[str, typer.Option(help="review_case, verify_facts, answer_court …")] = "review_case",
    with_texts: Annotated[
        bool, typer.Option("--with-texts", help="With what people wrote, and files; for roles that may read them.")
    ] = False,
) -> None:
    """Export a case: its facts, proofs, a signed checkpoint and the list of its streams, in one archive.

    Who takes it out needs a grant that counts today, as on the pages. That it leaves is recorded first, in a stream
    beside the case's own, and the bundle holds that fact. The verifier is put beside it; whoever checks gets it, and
    the public keys, another way.

    Example:  tiji bundle SZ2025-000017 --out evidence
    """
    settings = Settings.read()
    asked = ExportBundle(purpose=_purpose(purpose), with_texts=with_texts)
    with tiji() as application, sealing(application.url, settings) as key:
        id = case_named(application, case)
        application.follower.catch_up_if_free()
        who = reviewer(seat, role, unit)
        require_review(api_of(application, tokens_of(settings)), who, "cases.export", id)
        call = Call(who.seat, who.role, new_id(), unit=who.unit)
        name, archive = application.bundles().export(id, asked, call)
    out.mkdir(parents=True, exist_ok=True)
    (out / name).write_bytes(archive)
    copyfile(VERIFIER, out / VERIFIER.name)
    console.print(f"{out / name}  {len(archive):,} bytes", soft_wrap=True, highlight=False)
    console.print("check it anywhere with Python alone; the keys come from whoever runs log and witness:")
    witness = f" --witness-key '{settings.witness_key}'" if settings.witness_key else ""
    print(f"  python3 {out / VERIFIER.name} {out / name} --log-key '{key.verifier}'{witness} --facts")
    if not witness:
        console.print("without the witness's key (TIJI_WITNESS_KEY here) the check concludes less, and says so")


def case_named(application: Tiji, named: str) -> UUID:
    """The case of a number or an id. Raises NotFound."""
    try:
        return UUID(named)
    except ValueError:
        rows = application.rows(CaseLedger, number=named)
    if not rows:
        raise NotFound(f"there is no case {named}", remedy="give its number as the pages show it, or its id")
    return UUID(str(rows[0].case))


def _purpose(given: str) -> Purpose:
    """One of the purposes there are. Raises BadParameter."""
    if given not in get_args(Purpose):
        raise typer.BadParameter(f"one of: {', '.join(get_args(Purpose))}", param_hint="--purpose")
    return cast("Purpose", given)
