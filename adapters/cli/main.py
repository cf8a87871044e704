"""`tiji`: the command line. Each command lives in a module of its own; this one lists them."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from adapters.cli.account import account
from adapters.cli.bench import bench
from adapters.cli.bundle import bundle
from adapters.cli.database import migrate, rebuild
from adapters.cli.demo import demo
from adapters.cli.due import due
from adapters.cli.evidence import seal, witness
from adapters.cli.follow import advance, follow
from adapters.cli.imports import import_
from adapters.cli.points import points
from adapters.cli.prove import prove
from adapters.cli.reference import app as reference
from adapters.cli.regulation import regulation
from adapters.cli.review import review
from adapters.cli.roles import roles
from adapters.cli.sample import sample
from adapters.cli.scenario import scenario
from adapters.cli.score import score
from adapters.cli.serve import serve, token
from adapters.cli.verify import verify
from adapters.settings import WrongSetting
from adapters.vault import MasterKeyMissing, WrongMasterKey
from domain.errors import Refused

REFUSED = 2
"""Exit code of a command that was refused."""

app = typer.Typer(
    name="tiji",
    help="提级 · Keeps municipal complaint handling honest: every clock, every hand, every clause on record.",
    epilog="Begin with: tiji demo",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def version(asked: bool) -> None:
    """Print the version and leave."""
    if asked:
        from importlib.metadata import version as installed  # noqa: PLC0415  (only when asked)

        print(installed("tiji"))
        raise typer.Exit


@app.callback()
def options(
    show_version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options before the command."""
    del show_version


app.command()(demo)
app.command()(serve)
app.command()(token)
app.add_typer(account, name="account")
app.add_typer(scenario, name="scenario")
app.add_typer(regulation, name="regulation")
app.command()(migrate)
app.command()(roles)
app.command()(follow)
app.command()(advance)
app.command()(seal)
app.command()(witness)
app.command()(verify)
app.command()(bundle)
app.command()(review)
app.command()(prove)
app.command("import")(import_)
app.command()(rebuild)
app.command()(due)
app.command()(points)
app.command()(score)
app.command()(sample)
app.command()(bench)
app.add_typer(reference, name="reference")


def main() -> None:
    """Run a command; what is refused is said in words, with what to do, and leaves with 2."""
    try:
        app()
    except Refused as refusal:
        console = Console(stderr=True)
        console.print(f"[bold red]{refusal.code}[/]: {escape(refusal.detail)}", soft_wrap=True)
        if refusal.remedy:
            console.print(f"→ {escape(refusal.remedy)}", soft_wrap=True)
        sys.exit(REFUSED)
    except (WrongSetting, MasterKeyMissing, WrongMasterKey) as wrong:
        Console(stderr=True).print(str(wrong), highlight=False, soft_wrap=True)
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
