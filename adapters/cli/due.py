"""`tiji due`: until when a clause runs from a start, and why, day by day."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from adapters.calendars import announced
from adapters.cli.due_in_words import show
from adapters.regulations import at_hand
from adapters.settings import Settings
from application.due import Answer, Question, Unanswerable
from application.due import answer as answer_from
from domain.errors import Refused

UNANSWERED = 2
"""Exit code of a question that has no answer."""


def answer(
    edition_id: str,
    clause: str,
    start: str,
    facts: Mapping[str, object] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Answer:
    """Until when a clause of an edition at hand runs. Raises Refused."""
    question = Question(edition_id, clause, start, facts or {}, readings or {})
    return answer_from(at_hand(Settings.read().editions), announced(), question)


def answers(lines: Iterator[str]) -> Iterator[dict[str, Any]]:
    """One answer or one error for each line of JSON; a line that fails stops nothing."""
    for line in lines:
        if not line.strip():
            continue
        try:
            asked = _question(json.loads(line))
            yield answer(asked.edition, asked.clause, asked.start, asked.facts, asked.readings)
        except Refused as refused:
            yield _error(refused)
        except json.JSONDecodeError as error:
            yield {"error": f"not JSON: {error}", "code": Unanswerable.code}


def _question(asked: object) -> Question:
    if not isinstance(asked, dict) or not all(isinstance(asked.get(k), str) for k in ("edition", "clause", "start")):
        raise Unanswerable(
            "a question needs edition, clause and start as text",
            remedy='write {"edition": …, "clause": …, "start": …, "facts": {}, "readings": {}}',
        )
    facts, readings = asked.get("facts") or {}, asked.get("readings") or {}
    if not isinstance(facts, dict) or not isinstance(readings, dict):
        raise Unanswerable("facts and readings are objects", remedy='write "facts": {"kind": "complaint"}')
    return Question(asked["edition"], asked["clause"], asked["start"], facts, _choices(readings))


def _choices(readings: Mapping[str, object]) -> dict[str, str]:
    """Choices as text; JSON's true and false are the words."""
    return {name: str(told).lower() if isinstance(told, bool) else str(told) for name, told in readings.items()}


def _error(refused: Refused) -> dict[str, Any]:
    error = {"error": refused.detail, "code": refused.code, "remedy": refused.remedy}
    if refused.basis is not None:
        error["clause"] = refused.basis.clause
    return error


def pairs(given: list[str], option: str) -> dict[str, str]:
    """Options of the form NAME=VALUE. Raises Unanswerable."""
    if any("=" not in pair for pair in given):
        raise Unanswerable(f"{option} wants NAME=VALUE", remedy=f"write {option} kind=complaint")
    return dict(pair.partition("=")[::2] for pair in given)


def due(
    edition: Annotated[str, typer.Argument(help="Edition id: its place and year.")] = "",
    clause: Annotated[str, typer.Argument(help="Clause id, as decisions and refusals cite it.")] = "",
    start: Annotated[
        str, typer.Argument(help="When it starts: 2026-02-13T15:00, 2026-02-13, a quarter 2024Q2, a month 2025-10.")
    ] = "",
    fact: Annotated[
        list[str] | None, typer.Option(help="What the clause looks at, NAME=VALUE; repeat for several.")
    ] = None,
    reading: Annotated[
        list[str] | None, typer.Option(help="Another reading than the edition's, R15=as_afternoon.")
    ] = None,
    batch: Annotated[str, typer.Option(help="Answer JSON lines of a file, - for standard input.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Until when a clause runs from a start, on what ground, day by day. No database is needed.

    Without an answer it says why and what to do, and leaves with 2.

    For example:

    tiji due EDITION CLAUSE 2026-02-13T15:00

    tiji due EDITION CLAUSE 2026-09-21T09:00 --fact days=15 --fact unit=working_day

    tiji due EDITION CLAUSE 2025-10-04T10:00 --reading R15=as_afternoon --json

    echo '{"edition": "…", "clause": "…", "start": "2024Q2"}' | tiji due --batch -
    """
    try:
        if batch:
            _answer_batch(batch)
            return
        if not (edition and clause and start):
            raise Unanswerable(
                "which edition, clause and start?",
                remedy="write tiji due EDITION CLAUSE START; tiji due --help shows examples",
            )
        found = answer(edition, clause, start, pairs(fact or [], "--fact"), pairs(reading or [], "--reading"))
    except Refused as refused:
        if as_json:
            print(json.dumps(_error(refused), ensure_ascii=False))
        else:
            print(f"{refused.code}: {refused.detail}", file=sys.stderr)
            if refused.remedy:
                print(f"→ {refused.remedy}", file=sys.stderr)
        raise typer.Exit(UNANSWERED) from None
    if as_json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        show(found, Console())


def _answer_batch(source: str) -> None:
    try:
        lines = sys.stdin if source == "-" else Path(source).read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise Unanswerable(f"cannot read {source}", remedy="name a file, or - for standard input") from error
    for found in answers(iter(lines)):
        print(json.dumps(found, ensure_ascii=False), flush=True)


app = typer.Typer(add_completion=False)
app.command()(due)
