"""`tiji scenario`: stories of a case, played through the whole application with the clock in the hand."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from adapters.cli.rooms import console
from adapters.regulations import at_hand
from adapters.scenarios.runner import Runner, Told
from adapters.scenarios.story import read_story
from adapters.scenarios.worlds import world_of
from adapters.settings import Settings

scenario = typer.Typer(help="Stories of a case, with the clock in the hand.", no_args_is_help=True)

Files = Annotated[list[Path], typer.Argument(help="Story files, or folders of them.", show_default=False)]
History = Annotated[bool, typer.Option("--history", help="Show the history of every case, not only where it differs.")]


@scenario.callback()
def about() -> None:
    """Stories of a case, with the clock in the hand."""


@scenario.command()
def run(files: Files, history: History = False) -> None:
    """Play stories in memory. Where one differs from what it expects, say how, with the case's history.

    Leaves with 1 where a story differs, with 2 where a file is no story.

    Examples:  tiji scenario run tests/scenarios  ·  tiji scenario run my-story.toml --history
    """
    differing, stories = 0, _stories(files)
    editions = at_hand(Settings.read().editions)
    for file in stories:
        story = read_story(file)
        told = Runner(story, world_of(story, editions)).run()
        differing += not told.holds
        _show(file, told, with_history=history or not told.holds)
    if differing:
        console.print(f"[red]{differing} of {len(stories)} not as told[/]")
        raise typer.Exit(1)


def _stories(files: list[Path]) -> list[Path]:
    return [story for file in files for story in (sorted(file.glob("*.toml")) if file.is_dir() else [file])]


def _show(file: Path, told: Told, *, with_history: bool) -> None:
    console.print(f"{'[green]✓[/]' if told.holds else '[red]✗[/]'} {told.story.title}  [dim]{file.name}[/]")
    for difference in told.differences:
        console.print(f"  {difference}", markup=False, highlight=False, soft_wrap=True)
    if with_history:
        for name, lines in told.histories.items():
            console.print(f"  [bold]{name}[/]")
            for line in lines:
                console.print(f"  {line}", markup=False, highlight=False, soft_wrap=True)
