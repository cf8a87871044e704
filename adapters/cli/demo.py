"""`tiji demo`: an invented city in a simulation store, served on loopback."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from adapters.cli.rooms import console, tiji
from adapters.cli.serve import LOOPBACK, listen, require_address, tokens_of
from adapters.demo.city import City, read_city
from adapters.demo.living.performance import LivingPlay
from adapters.demo.living.setting import LivingCity, read_living_city
from adapters.demo.play import Play
from adapters.demo.seats import PASSWORD, Seat, read_seats
from adapters.demo.story import StoryPlay
from adapters.regulations import shipped
from adapters.running import Tiji
from adapters.sealing import WITNESS_OF_DEMO, log_key, sealing, witness_beside
from adapters.settings import Settings
from domain.values import BEIJING
from projections.case_ledger import CaseLedger
from projections.timeliness import Timeliness

TOKENS = "demo-tokens.json"


class Which(StrEnum):
    """The cities there are, each in a store of its own."""

    living = "living"
    story = "story"


def demo(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8000,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Only prepare the city.")] = True,
    city: Annotated[Which, typer.Option(help="Five months and 3,000 cases, or six weeks and 300.")] = Which.living,
) -> None:
    """Play an invented city through the real commands, then serve it. A second start keeps the data.

    living: about 3,000 cases of twenty-one units from July to the end of November 2025, in a minute or two.
    story: about 300 cases over six weeks around National Day, in a quarter of that; the tutorial uses it.
    The clock of both is held in the hand.

    Examples:  tiji demo  ·  tiji demo --city story --port 8080
    """
    if serve:
        require_address(LOOPBACK, port)
    setting = read_living_city() if city is Which.living else read_city()
    settings = _demo_settings(city)
    seats = read_seats(unit.unit for unit in setting.units)
    with tiji(to_run=True, simulation=True, make_key=True, settings=settings) as application:
        _play(application, setting)
        _let_in(application, seats, setting.authorities[0].authority)
        tokens = _tokens(settings, seats)
        _invite(application, seats, tokens, settings, port)
        if serve:
            key = log_key(application.url, settings).verifier
            with (
                witness_beside(settings.data / WITNESS_OF_DEMO, key) as witness,
                sealing(application.url, settings, witness),
            ):
                listen(application, settings, host=LOOPBACK, port=port)


def _demo_settings(city: Which) -> Settings:
    known = Settings.read()
    return replace(known, data=known.data / f"demo-{city}")


def _play(application: Tiji, city: City | LivingCity) -> None:
    if application.clock.now() >= city.until:
        console.print("the city is there already; its data is kept")
        application.settle()
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    weeks = round((city.until - city.from_).days / 7)
    with Progress(*columns, console=console) as bar:
        task = bar.add_task(f"playing {weeks} weeks of cases", total=None)
        _performance(application, city, lambda done, total: bar.update(task, completed=done, total=total)).run()
        folding = bar.add_task("building the views", total=None)
        application.settle()
        bar.update(folding, completed=1, total=1)


def _performance(application: Tiji, city: City | LivingCity, report: Callable[[int, int], None]) -> Play:
    if isinstance(city, LivingCity):
        return LivingPlay(city, application, report, application.refusals.keep)
    return StoryPlay(city, application, report)


def _let_in(application: Tiji, seats: list[Seat], authority: str) -> None:
    """Accounts for those seats that have none yet: a changed password stays changed."""
    known = {login for login, *_ in application.accounts.known()}
    for seat in seats:
        if seat.login not in known:
            of = None if seat.unit else authority
            application.accounts.ensure(seat.login, PASSWORD, seat.identity, seat.name, seat.name_en, of)


def _tokens(settings: Settings, seats: list[Seat]) -> dict[str, str]:
    """The demo's tokens, kept in the open beside its data: it is a demo."""
    kept = settings.data / TOKENS
    known: dict[str, str] = json.loads(kept.read_text("utf-8")) if kept.exists() else {}
    file = tokens_of(settings)
    missing = [seat for seat in seats if seat.seat not in known]
    if missing:
        known |= {seat.seat: file.add(seat.seat, seat.role, seat.unit) for seat in missing}
        kept.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")
    return known


def _invite(application: Tiji, seats: list[Seat], tokens: dict[str, str], settings: Settings, port: int) -> None:
    cases = application.reader.count(CaseLedger)[()]
    missed = application.reader.count(Timeliness, state="missed")[()]
    now = application.clock.now().astimezone(BEIJING)
    url = f"http://{LOOPBACK}:{port}"
    edition, asked = next(
        (edition.id, limit) for edition in shipped() for limit in edition.limits if limit.name == "handle"
    )
    logins = [f"  {seat.login:<14} {seat.name}  [dim]{seat.name_en}[/]" for seat in seats]
    lines = [
        "",
        f"[bold]提级 Tiji[/], a simulation: it is {now:%Y-%m-%d %H:%M} there. {cases} cases, {missed} missed and open.",
        "",
        f"[bold]Open {url}[/] and sign in as one of these, password [bold]{PASSWORD}[/]:",
        *logins,
        "",
        f"  citizen        {url}/track",
        f"  documentation  {url}/api/docs",
        f"  health         {url}/health",
        f"  tokens         {settings.data / TOKENS}",
        "",
        "[bold]Or ask[/]",
        f"  export TOKEN={tokens['efficiency_office']}",
        f'  curl -s -H "Authorization: Bearer $TOKEN" "{url}/api/cases?light=late&limit=3"',
        f'  curl -s "{url}/api/editions/{edition}/due?clause={asked.clause}&start=2025-09-30T16:00"',
        "",
        "Ctrl-C stops it; the data stays. Starting again takes seconds.",
    ]
    console.print("\n".join(lines), soft_wrap=True, highlight=False)
