"""`tiji due`: until when a clause runs from a start, and why, day by day."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from adapters.calendars import announced
from adapters.regulations import shipped
from application.due import Answer, Question, Unanswerable
from application.due import answer as answer_from
from domain.errors import Refused

UNANSWERED = 2
"""Exit code of a question that has no answer."""

WHY = {
    "start_day": "starts; not counted",
    "counted": "counts",
    "make_up_workday": "make-up working day",
    "weekend": "weekend",
    "holiday": "holiday",
    "workday": "working day",
    "rolled": "moved here from a day off",
    "target": "the day to aim at",
    "corresponding_day": "corresponding day",
    "month_end": "end of the month",
    "window_opens": "may be done from here",
    "last_day": "last day",
}


def answer(
    edition_id: str,
    clause: str,
    start: str,
    facts: Mapping[str, object] | None = None,
    readings: Mapping[str, str] | None = None,
) -> Answer:
    """Until when a clause of a shipped edition runs. Raises Refused."""
    question = Question(edition_id, clause, start, facts or {}, readings or {})
    return answer_from(shipped(), announced(), question)


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


def _pairs(given: list[str], option: str) -> dict[str, str]:
    pairs = dict(pair.partition("=")[::2] for pair in given)
    if any("=" not in pair for pair in given):
        raise Unanswerable(f"{option} wants NAME=VALUE", remedy=f"write {option} kind=complaint")
    return pairs


def due(
    edition: Annotated[str, typer.Argument(help="Edition id, as in its folder's name.")] = "",
    clause: Annotated[str, typer.Argument(help="Clause id.")] = "",
    start: Annotated[str, typer.Argument(help="When the clause starts: a time, a day, 2024Q2, 2025-10.")] = "",
    fact: Annotated[list[str] | None, typer.Option(help="A fact, NAME=VALUE.")] = None,
    reading: Annotated[list[str] | None, typer.Option(help="Another reading, R15=as_afternoon.")] = None,
    batch: Annotated[str, typer.Option(help="Answer JSON lines of a file, - for standard input.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
) -> None:
    """Until when a clause runs from a start, on what ground, day by day."""
    try:
        if batch:
            _answer_batch(batch)
            return
        if not (edition and clause and start):
            raise Unanswerable("which edition, clause and start?", remedy="tiji due EDITION CLAUSE START")
        found = answer(edition, clause, start, _pairs(fact or [], "--fact"), _pairs(reading or [], "--reading"))
    except Refused as refused:
        if as_json:
            print(json.dumps(_error(refused), ensure_ascii=False))
        else:
            print(f"{refused.detail}\n{refused.remedy}".strip(), file=sys.stderr)
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


def show(found: Answer, console: Console) -> None:
    """Print an answer for people: until when, on what ground, then the days."""
    ground = found["basis"]
    marks = [name for name in ("provisional", "hypothetical", "zone_assumed") if found.get(name)]
    console.print(Text(str(found["due"]), style="bold"), Text(f"({found['in_time'].replace('_', ' ')})"), *marks)
    console.print(f"{ground['clause']} {ground['at']}: {ground['says']['zh']} · {ground['says']['en']}")
    told = ("edition", "clause", "start", "due", "in_time", "provisional", "basis", "derivation", "stops")
    for name, value in found.items():
        if name not in told:
            console.print(f"  {name.replace('_', ' ')}: {value}", highlight=False)
    days = Table("day", "no.", "why", "holiday", "notice", box=None)
    for day in found.get("derivation", ()):
        guess = " (provisional)" if day.get("provisional") else ""
        number = str(day.get("number", ""))
        days.add_row(day["day"], number, WHY[day["why"]] + guess, day.get("note", ""), day.get("notice", ""))
    console.print(days)


app = typer.Typer(add_completion=False)
app.command()(due)
