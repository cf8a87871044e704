"""`tiji demo`: a story city in a simulation store, served on loopback."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from adapters.cli.rooms import console, tiji
from adapters.cli.serve import LOOPBACK, listen, tokens_of
from adapters.demo.city import read_city
from adapters.demo.play import Play
from adapters.main import Tiji
from adapters.regulations import shipped
from adapters.settings import Settings
from domain.values import BEIJING
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness

TOKENS = "demo-tokens.json"
ROLES = (
    ("administrator", None),
    ("efficiency_office", None),
    ("intake_clerk", None),
    ("discipline_reviewer", None),
    ("unit_clerk", "roads"),
    ("unit_head", "roads"),
)
"""Tokens a demo gives away, so that it can be tried at once."""


def demo(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Only prepare the city.")] = True,
) -> None:
    """Play an invented city through the real commands, then serve it. A second start keeps the data.

    About 300 cases over six weeks around National Day 2025, in a store whose clock is held in the hand.

    Example:  tiji demo --port 8080
    """
    settings = _demo_settings()
    with tiji(simulation=True, make_key=True, settings=settings) as application:
        _play(application)
        tokens = _tokens(settings)
        _invite(application, tokens, settings.data / TOKENS, port)
        if serve:
            listen(application, settings, host=LOOPBACK, port=port)


def _demo_settings() -> Settings:
    known = Settings.read()
    return Settings(known.data / "demo", known.database_url, known.master_key_file)


def _play(application: Tiji) -> None:
    city = read_city()
    if application.clock.now() >= city.until:
        console.print("the city is there already; its data is kept")
        application.settle()
        return
    columns = TextColumn("{task.description}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"), TimeElapsedColumn()
    with Progress(*columns, console=console) as bar:
        task = bar.add_task("playing six weeks of cases", total=None)
        Play(city, application, lambda done, total: bar.update(task, completed=done, total=total)).run()
        application.settle()


def _tokens(settings: Settings) -> dict[str, str]:
    """The demo's tokens, kept in the open beside its data: it is a demo."""
    kept = settings.data / TOKENS
    if kept.exists():
        known: dict[str, str] = json.loads(kept.read_text("utf-8"))
        return known
    file = tokens_of(settings)
    made = {
        f"{unit}.{role}" if unit else role: file.add(f"{unit}.{role}" if unit else role, role, unit)
        for role, unit in ROLES
    }
    kept.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    return made


def _invite(application: Tiji, tokens: dict[str, str], kept_at: Path, port: int) -> None:
    cases = application.reader.count(CaseLedger)[()]
    missed = application.reader.count(Timeliness, state="missed")[()]
    now = application.clock.now().astimezone(BEIJING)
    url = f"http://{LOOPBACK}:{port}"
    asked = next(limit for edition in shipped() for limit in edition.limits if limit.name == "handle")
    edition = next(edition.id for edition in shipped() if asked in edition.limits)
    lines = [
        "",
        f"[bold]提级 Tiji[/], a simulation: it is {now:%Y-%m-%d %H:%M} there. {cases} cases, {missed} missed and open.",
        "",
        f"  documentation  {url}/api/docs",
        f"  health         {url}/health",
        f"  tokens         {kept_at}",
        "",
        "[bold]Try[/]",
        f"  export TOKEN={tokens['efficiency_office']}",
        f'  curl -s -H "Authorization: Bearer $TOKEN" "{url}/api/cases?light=late&limit=3"',
        f'  curl -s "{url}/api/editions/{edition}/due?clause={asked.clause}&start=2025-09-30T16:00"',
        "",
        "Ctrl-C stops it; the data stays. Starting again takes seconds.",
    ]
    console.print("\n".join(lines), soft_wrap=True, highlight=False)
