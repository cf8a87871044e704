"""`tiji points`: how many points an edition takes or gives for facts that are named."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from adapters.cli.due import UNANSWERED, pairs
from adapters.regulations import at_hand
from adapters.settings import Settings
from application.points import Question, answer
from domain.errors import Refused


def points(
    edition: Annotated[str, typer.Argument(help="Edition id: its place and year.", show_default=False)],
    about: Annotated[
        str, typer.Argument(help="An item, a part, a section, total, rates.NAME or rankings.NAME.", show_default=False)
    ],
    fact: Annotated[
        list[str] | None, typer.Option(help="A finding and how many, NAME=3; repeat for several. Or JSON after the =.")
    ] = None,
    reading: Annotated[list[str] | None, typer.Option(help="Another reading than the edition's, R26=sum.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """How many points an item loses or earns for these facts, by which clause, and read otherwise.

    No database is needed. Without an answer it says why and what to do, and leaves with 2.

    For example:

    tiji points EDITION signing --fact signed_late=5

    tiji points EDITION supervision_levels --fact 'supervised=[[1,2],[3]]' --reading R26=sum

    tiji points EDITION total --fact class=second --fact daily=73.5 --fact extra=1.5 --json
    """
    try:
        facts = {name: _told(text) for name, text in pairs(fact or [], "--fact").items()}
        found = answer(
            at_hand(Settings.read().editions), Question(edition, about, facts, pairs(reading or [], "--reading"))
        )
    except Refused as refused:
        if as_json:
            refusal = {"error": refused.detail, "code": refused.code, "remedy": refused.remedy}
            print(json.dumps(refusal, ensure_ascii=False))
        else:
            print(f"{refused.code}: {refused.detail}", file=sys.stderr)
            print(f"→ {refused.remedy}", file=sys.stderr)
        raise typer.Exit(UNANSWERED) from None
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        told = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        print(f"{name:20} {told}")


def _told(text: str) -> object:
    """A table or a list as JSON; everything else stays text, so that no figure passes through a float."""
    return json.loads(text) if text[:1] in {"[", "{"} else text
